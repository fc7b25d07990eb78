"""docs/版面测量.md: what was measured, as a page for people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from gongwen.measure.measurement import Measurement
from gongwen.reference.markdown import table

FILE = "版面测量.md"
_HEAD = """\
# 版面测量

<!-- 由 tests/measure/test_layout.py 生成，不要手改；更新：UPDATE_MEASURES=1 make test -->

例子和变体（content/、tests/variants/）的每一份都转成 PDF，在每一页上量。
下表一项一行：标准的条款、应为多少、**量出来与标准差得最多的那一处**是多少，在哪份文稿的第几页，一共量了几处。
标准写了±1毫米的按它，其余一般允许差0.5毫米。量的是 LibreOffice 排的版，没有公文字体的用代用字体。
一行＝225÷22毫米，一字＝156÷28毫米。
标点各占一字，连用的也不挤压（每行28字，5.2.3）。
“”）。”这样几个标点连用，隔开的是标点自己一字之内的空白，不是空格；Word 文件里同样设为不挤压。
"""


class Line(Struct, frozen=True):
    """One measure over all documents: the place where it was furthest off, and how many places."""

    worst: Measurement
    document: str
    places: int


def summary(measured: Mapping[str, Iterable[Measurement]]) -> list[Line]:
    """One line for each measure (clause and name), by clause."""
    lines: dict[tuple[str, str], Line] = {}
    for document, measurements in measured.items():
        for each in measurements:
            key = (each.clause, each.name)
            line = lines.get(key)
            if line is None:
                lines[key] = Line(each, document, 1)
            elif each.off > line.worst.off:
                lines[key] = Line(each, document, line.places + 1)
            else:
                lines[key] = Line(line.worst, line.document, line.places + 1)
    return [lines[key] for key in sorted(lines, key=_order)]


def _order(key: tuple[str, str]) -> tuple[bool, list[int], str]:
    """By the numbers of the clause; custom last."""
    clause, name = key
    numbers = [int(part) for part in clause.split(".") if part.isdecimal()]
    return not numbers, numbers, name


def page(measured: Mapping[str, Iterable[Measurement]]) -> str:
    """The page, from the measurements of each document."""
    measured = {name: list(each) for name, each in measured.items()}
    lines = summary(measured)
    rows = [
        (
            line.worst.clause,
            line.worst.name,
            line.worst.shown(line.worst.wanted),
            line.worst.shown(line.worst.measured),
            "" if isinstance(line.worst.wanted, str) else f"±{line.worst.tolerance:g}",
            line.document,
            str(line.worst.page),
            str(line.places),
            "合" if line.worst.right else "不合",
        )
        for line in lines
    ]
    head = ("条款", "项目", "应为", "实测", "允差", "文稿", "页", "处数", "结论")
    count = (
        f"\n量了{len(measured)}份文稿、{len(lines)}项、{sum(line.places for line in lines)}处。\n\n"
    )
    return f"{_HEAD}{count}{table(head, rows)}\n"
