"""`make bench`: this program beside other ways to a file from the same text, in one run.

What is counted is CPU, of all processes that take part: the wall clock of a busy machine says
little. Ways take turns, so that a busy moment falls on all of them; figures are medians.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from .peers import pandoc_program, typst_python
from .processes import (
    ROOT,
    FailedError,
    Project,
    Sample,
    bare_make,
    cold_build,
    compared_with_pandoc,
    docxtpl_loop,
    growth,
    in_memory,
    new_project,
    unchanged_make,
    warm_build,
    watched_builds,
)
from .report import (
    Figure,
    Target,
    as_data,
    growth_table,
    page,
    pairs_table,
    ratios,
    ratios_table,
    table,
    targets_table,
)

WAYS = {
    "from_model": "本程序（从文稿模型：排版、定页、填模板、打包）",
    "from_composition": "本程序（填模板、打包）",
    "plain_docxtpl": "docxtpl 原样使用（同一模板、同一数据）",
    "ordinary_docxtpl": "docxtpl（普通模板，同样的文字）",
    "python_docx": "python-docx（同样的文字和表）",
    "pandoc": "pandoc（同样的文字和表，参考文档）",
    "typst_pdf": "typst 到 PDF（同样的文字和表）",
    "bare_zip": "只打包",
    "load_template": "准备模板（一次构建只做一次）",
}
OTHERS = ("plain_docxtpl", "ordinary_docxtpl", "python_docx", "pandoc", "typst_pdf", "bare_zip")
STARTED_EACH = ("pandoc", "typst_pdf")
"""A process for each document: with more than 100 documents, or more often, they take minutes."""
COLD, WARM, SAME, BARE = "全部新做", "改一份后", "没有改动", "空的 make"
LOOP = "docxtpl 脚本（普通模板，从启动算起）"
WATCHED = "开着 make watch，存盘到做好（按钟）"
DOCXTPL_TIMES, SAME_MILLISECONDS, PANDOC_TIMES, WATCH_MILLISECONDS = 10, 20, 2.2, 120
MOST_RUNS = 500
"""So many documents are made by one way at most, over all runs."""
SHORT = {"sizes": [2], "times": 2, "runs": 1, "growth": 0.01}

Pairs = dict[str, list[tuple[Sample, Sample]]]


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the files asked for; 1 where a command that is measured fails."""
    options = _options(arguments)
    if options.short:
        vars(options).update(SHORT)
    else:
        typst_python(fetch=True)
    try:
        rendered, built = measure(options.content, options.sizes, options.times, options.runs)
        pairs = measure_examples(options.content, options.pairs if not options.short else 1)
        grown = growth(options.growth)
    except FailedError as error:
        print(f"要测的命令没有成功：\n{error}", file=sys.stderr)
        return 1
    targets = list(judged(rendered, built, pairs))
    compared = ratios(rendered, WAYS["from_model"], [WAYS[way] for way in OTHERS])
    tables = [
        table("在内存中（CPU）", rendered),
        ratios_table(compared, (figure.documents for figure in rendered)),
        table("make（CPU）", built),
        pairs_table(pairs),
        growth_table(grown),
        targets_table(targets),
    ]
    missing = [
        f"没有 {name}，未与它比较（{how}）。"
        for name, found, how in (
            ("pandoc", pandoc_program(), "python build.py setup dev 会装上"),
            ("typst", typst_python(fetch=False), "要能连上软件源，第一次测时下载"),
        )
        if found is None
    ]
    print("\n\n".join([*tables, *missing]))
    if options.docs:
        options.docs.write_text(page(tables, missing), encoding="utf-8")
    if options.json:
        data = as_data([*rendered, *built], compared, targets, grown)
        data["pairs"] = {
            name: [(ours.cpu, theirs.cpu) for ours, theirs in each] for name, each in pairs.items()
        }
        text = json.dumps(data, ensure_ascii=False, indent=2)
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python build.py bench", description="测量速度和内存。")
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="文件夹")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 100, 1000], metavar="份数")
    parser.add_argument("--times", type=int, default=10, metavar="倍", help="长文稿是几倍长")
    parser.add_argument("--runs", type=int, default=5, metavar="次", help="每项测几次，取中位数")
    parser.add_argument(
        "--pairs", type=int, default=9, metavar="次", help="每个例子与 pandoc 轮流测几次"
    )
    parser.add_argument(
        "--growth", type=float, default=1, metavar="倍", help="越长越慢吗：长度是平常的几倍"
    )
    parser.add_argument("--short", action="store_true", help="各项只测一次，几份文稿，约一分钟")
    parser.add_argument("--json", type=Path, metavar="文件", help="另写一份 JSON")
    parser.add_argument("--docs", type=Path, metavar="文件", help="另写一份说明（docs/性能.md）")
    return parser.parse_args(arguments)


def measure(
    content: Path, sizes: list[int], times: int, runs: int
) -> tuple[list[Figure], list[Figure]]:
    """Figures of the ways in memory, and of make."""
    rendered: list[Figure] = []
    built: list[Figure] = []
    with TemporaryDirectory() as scratch:
        cases = [(f"{count}份", count, 1) for count in sizes] + [(f"{times}倍长1份", 1, times)]
        for name, count, length in cases:
            print(f"正在测：{name}……", file=sys.stderr)
            project = new_project(Path(scratch) / name, content.resolve(), count, length)
            ways = _way_samples(project, runs, count)
            rendered += [Figure(WAYS[way], name, found) for way, found in ways.items()]
            samples = _build_samples(project, Path(scratch), _fewer(runs, count))
            built += [
                Figure(what, name, found, is_waiting=what == WATCHED)
                for what, found in samples.items()
            ]
    return rendered, built


def measure_examples(content: Path, runs: int) -> Pairs:
    """Every document of the content folder after an edit, beside pandoc."""
    with TemporaryDirectory() as scratch:
        print("正在测：每个例子与 pandoc……", file=sys.stderr)
        folder = Path(scratch) / "例子"
        count = sum(1 for path in content.rglob("*.yaml") if not path.stem.startswith("机构"))
        project = new_project(folder, content.resolve(), count, 1)
        cold_build(project)
        return compared_with_pandoc(project, runs)


def _fewer(runs: int, count: int) -> int:
    return max(1, min(runs, MOST_RUNS // count))


def _way_samples(project: Project, runs: int, count: int) -> dict[str, list[Sample] | None]:
    there = {
        "pandoc": pandoc_program() is not None,
        "typst_pdf": typst_python(fetch=False) is not None,
    }
    samples: dict[str, list[Sample] | None] = {
        way: [] if there.get(way, True) and not (way in STARTED_EACH and count > 100) else None
        for way in WAYS
    }
    for run in range(_fewer(runs, count)):
        for way, found in samples.items():
            if found is None or (way in STARTED_EACH and run * count >= 50):
                continue
            found.append(in_memory(way, project))
    return samples


def _build_samples(project: Project, scratch: Path, runs: int) -> dict[str, list[Sample]]:
    samples: dict[str, list[Sample]] = {COLD: [], LOOP: [], WARM: [], SAME: [], BARE: []}
    cold_build(project)  # for Python to keep the program compiled; not counted
    for _ in range(runs):
        samples[COLD].append(cold_build(project))
        samples[LOOP].append(docxtpl_loop(project))
        samples[WARM].append(warm_build(project))
        samples[SAME].append(unchanged_make(project))
        samples[BARE].append(bare_make(scratch))
    samples[WATCHED] = watched_builds(project, max(runs, 3))
    return samples


def judged(rendered: list[Figure], built: list[Figure], pairs: Pairs) -> Iterator[Target]:
    """The bars of the design, each on the set of documents it speaks of."""
    ours = {(figure.name, figure.documents): figure.milliseconds for figure in rendered + built}
    sets = [figure.documents for figure in rendered if figure.documents.endswith("份")]
    numbered = {name: int(name[:-1]) for name in sets if name[:-1].isdigit()}
    many = "100份" if "100份" in numbered else max(numbered, key=lambda name: numbered[name])
    one = rendered[0].documents
    model = ours[WAYS["from_model"], many]
    for way, bar in (("plain_docxtpl", DOCXTPL_TIMES), ("ordinary_docxtpl", 1)):
        peer = ours.get((WAYS[way], many))
        if model and peer:
            title = f"{many}，在内存中：比“{WAYS[way]}”快几倍"
            yield Target(title, peer / model, f"≥ {bar}", peer / model >= bar)
    cold, loop = ours[COLD, many], ours[LOOP, many]
    if cold and loop:
        title = f"{many}，全部新做：CPU 是“{LOOP}”的几倍"
        yield Target(title, cold / loop, "≤ 1.0", cold <= loop)
    same, bare = ours[SAME, many], ours[BARE, many]
    if same and bare:
        title = f"{many}：没有改动的 make 比空的 make 多几毫秒"
        yield Target(title, same - bare, f"≤ {SAME_MILLISECONDS}", same - bare <= SAME_MILLISECONDS)
    if watched := ours[WATCHED, one]:
        met = watched <= WATCH_MILLISECONDS
        yield Target(f"{one}：{WATCHED}，毫秒", watched, f"≤ {WATCH_MILLISECONDS}", met)
    for name, each in pairs.items():
        ratio = median(mine.cpu / theirs.cpu for mine, theirs in each)
        title = f"改了{name}以后的 make：CPU 是 pandoc 的几倍"
        yield Target(title, ratio, f"≤ {PANDOC_TIMES}", ratio <= PANDOC_TIMES)


if __name__ == "__main__":
    sys.exit(main())
