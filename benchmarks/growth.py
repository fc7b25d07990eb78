"""Whether time grows with the length: what once took four times as long for twice the text.

`python -m benchmarks.growth SCALE` measures each case at `SCALE` times its length and at twice
that, and prints the milliseconds as JSON. That the steps grow no faster is tested; the steps that
a library takes in C show here only.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.paper.numbering import DEFAULT_SCHEME
from gongwen.paper.outline import read
from gongwen.registry.reader import load_registry
from gongwen.registry.units import read_units
from gongwen.render.render import render
from gongwen.revision.changes import changes
from gongwen.revision.redline import redline
from gongwen.sheet.reader import load_sheet
from gongwen.source.parse import parse
from gongwen.template.ready import load_template

from .long_texts import compositions, import_text, outline_text, registry_text, yaml_text

ROOT = Path(__file__).resolve().parents[1]
RUNS = 3
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Growth:
    """A case: its length in what it is counted by, and the milliseconds for it and for twice."""

    name: str
    length: int
    milliseconds: float
    twice: float


def _compared(pages: int) -> Work:
    """About three changes a page."""
    sheet, _ = load_sheet("gbt9704", ROOT / "styles")
    assert sheet is not None  # noqa: S101  our own
    template = load_template(ROOT / "templates" / "文件.docx", sheet)
    old, new = compositions(pages, pages * 3)
    first, second = render(old, template), render(new, template)

    def work() -> object:
        return changes(old, new), redline(first, second, "程一诺")

    return work


def _units(names: int) -> Work:
    registry, _ = load_registry(parse(registry_text(200), "机构.yaml")[0], "机构.yaml")
    line = "市1局、第5管理局，未登记的局、" * (names // 3 + 1)

    def work() -> object:
        registry.readings.clear()
        return read_units(line, registry)

    return work


CASES: dict[str, tuple[int, Callable[[int], Work]]] = {
    "比较两版（页）": (100, _compared),
    "一行单位（家）": (6000, _units),
    "读文稿（70KB的份数）": (1, lambda times: lambda: parse(yaml_text(460 * times), "稿.yaml")),
    "一行里的半角冒号（个）": (
        3000,
        lambda count: lambda: parse("正文:\n- 甲: " + "，联系人: 王" * count + "\n", "稿.yaml"),
    ),
    "粘贴的文字（行）": (
        20_000,
        lambda lines: lambda: read(outline_text(lines), DEFAULT_SCHEME),
    ),
    "没有配对的括号（个）": (20_000, lambda count: lambda: read("（" * count, DEFAULT_SCHEME)),
    "导入文本（页）": (
        20,
        lambda pages: lambda: assemble(read_content(import_text(pages).encode(), ".txt", "文.txt")),
    ),
}


def measured(scale: float, runs: int = RUNS) -> list[Growth]:
    """Every case, the least CPU time of a few runs."""
    found = []
    for name, (length, make_ready) in CASES.items():
        size = max(round(length * scale), 1)
        make_ready(1)()  # what is read or worked out once only
        once, twice = (_milliseconds(make_ready(each), runs) for each in (size, 2 * size))
        found.append(Growth(name, size, once, twice))
    return found


def _milliseconds(work: Work, runs: int) -> float:
    times = []
    for _ in range(runs):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times) * 1000


if __name__ == "__main__":
    print(json.dumps([asdict(each) for each in measured(float(sys.argv[1]))], ensure_ascii=False))
