"""`make bench`: this program beside plain docxtpl, pandoc and bare zipping, in one run."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from .pandoc import pandoc_program
from .processes import (
    ROOT,
    FailedError,
    Project,
    Sample,
    bare_make,
    cold_build,
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
    ratios,
    ratios_table,
    table,
    targets_table,
)

WAYS = {
    "from_model": "本程序（从文稿模型：排版、填模板、打包）",
    "from_composition": "本程序（填模板、打包）",
    "plain_docxtpl": "docxtpl 原样使用（同一模板、同一数据）",
    "pandoc": "pandoc（同样长的 Markdown）",
    "bare_zip": "只打包",
    "load_template": "准备模板（一次构建只做一次）",
}
OTHERS = ("plain_docxtpl", "pandoc", "bare_zip")
COLD, WARM, SAME, BARE = "全部新做", "改一份后", "没有改动", "空的 make"
WATCHED = "开着 make watch，存盘到做好"
DOCXTPL_TIMES, SAME_MILLISECONDS = 10, 20


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and write the JSON where asked; 1 where a command that is measured fails."""
    parser = argparse.ArgumentParser(prog="python build.py bench", description="测量速度和内存。")
    parser.add_argument("--content", type=Path, default=ROOT / "content", metavar="文件夹")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 10, 100], metavar="份数")
    parser.add_argument("--times", type=int, default=10, metavar="倍", help="长文稿是几倍长")
    parser.add_argument("--runs", type=int, default=5, metavar="次", help="每项测几次，取中位数")
    parser.add_argument(
        "--growth", type=float, default=1, metavar="倍", help="越长越慢吗：长度是平常的几倍"
    )
    parser.add_argument("--json", type=Path, metavar="文件", help="另写一份 JSON")
    options = parser.parse_args(arguments)
    try:
        rendered, built = measure(options.content, options.sizes, options.times, options.runs)
        grown = growth(options.growth)
    except FailedError as error:
        print(f"要测的命令没有成功：\n{error}", file=sys.stderr)
        return 1
    targets = list(judged(rendered, built))
    compared = ratios(rendered, WAYS["from_model"], [WAYS[way] for way in OTHERS])
    print(table("在内存中", rendered))
    print()
    print(ratios_table(compared, (figure.documents for figure in rendered)))
    print()
    print(table("make", built))
    print()
    print(growth_table(grown))
    print()
    print(targets_table(targets))
    if pandoc_program() is None:
        print("没有安装 pandoc（pypandoc_binary），未与它比较。")
    if options.json:
        text = json.dumps(
            as_data([*rendered, *built], compared, targets, grown), ensure_ascii=False, indent=2
        )
        options.json.write_text(text + "\n", encoding="utf-8")
    return 0


def measure(
    content: Path, sizes: list[int], times: int, runs: int
) -> tuple[list[Figure], list[Figure]]:
    """Figures of the ways in memory, and of make. The ways take turns, so that a busy moment of
    the machine falls on all of them.
    """
    rendered: list[Figure] = []
    built: list[Figure] = []
    with TemporaryDirectory() as scratch:
        cases = [(f"{count}份", count, 1) for count in sizes] + [(f"{times}倍长1份", 1, times)]
        for name, count, length in cases:
            print(f"正在测：{name}……", file=sys.stderr)
            project = new_project(Path(scratch) / name, content.resolve(), count, length)
            ways = _way_samples(project, runs, count)
            rendered += [Figure(WAYS[way], name, found) for way, found in ways.items()]
            samples = _build_samples(project, Path(scratch), runs)
            built += [Figure(what, name, found) for what, found in samples.items()]
    return rendered, built


def _way_samples(project: Project, runs: int, count: int) -> dict[str, list[Sample] | None]:
    samples: dict[str, list[Sample] | None] = {way: [] for way in WAYS}
    if pandoc_program() is None:
        samples["pandoc"] = None
    for run in range(runs):
        for way, found in samples.items():
            if found is None or (way == "pandoc" and run * count >= 50):
                continue  # a process each: 100 documents take 10 s
            found.append(in_memory(way, project))
    return samples


def _build_samples(project: Project, scratch: Path, runs: int) -> dict[str, list[Sample]]:
    samples: dict[str, list[Sample]] = {COLD: [], WARM: [], SAME: [], BARE: []}
    cold_build(project)  # for Python to keep the program compiled; not counted
    for _ in range(runs):
        samples[COLD].append(cold_build(project))
        samples[WARM].append(warm_build(project))
        samples[SAME].append(unchanged_make(project))
        samples[BARE].append(bare_make(scratch))
    samples[WATCHED] = watched_builds(project, runs)
    return samples


def judged(rendered: list[Figure], built: list[Figure]) -> Iterator[Target]:
    """The bars of the design, each on the set of documents it speaks of."""
    ours = {(figure.name, figure.documents): figure.milliseconds for figure in rendered + built}
    most = max(
        (figure.documents for figure in rendered if figure.documents.endswith("份")),
        key=lambda name: int(name[:-1]) if name[:-1].isdigit() else 0,
    )
    plain = ours[WAYS["plain_docxtpl"], most]
    for way in ("from_composition", "from_model"):
        mine = ours[WAYS[way], most]
        if plain and mine:
            ratio = plain / mine
            title = f"{most}：{WAYS[way]}是 docxtpl 的几倍快"
            yield Target(title, ratio, f"≥ {DOCXTPL_TIMES}", ratio >= DOCXTPL_TIMES)
    same, bare = ours[SAME, most], ours[BARE, most]
    if same and bare:
        more = same - bare
        title = f"{most}：没有改动的 make 比空的 make 多几毫秒"
        yield Target(title, more, f"≤ {SAME_MILLISECONDS}", more <= SAME_MILLISECONDS)
    one = rendered[0].documents
    warm, pandoc = ours[WARM, one], ours[WAYS["pandoc"], one]
    if warm and pandoc:
        title = f"{one}：改后的 make，毫秒（pandoc {pandoc:.0f}）"
        yield Target(title, warm, f"≤ {pandoc:.0f}", warm <= pandoc)


if __name__ == "__main__":
    sys.exit(main())
