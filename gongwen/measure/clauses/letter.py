"""信函 (10.1): mark, double rules 170 mm wide, what stands under the first."""

from __future__ import annotations

from collections.abc import Iterator

from ..due import Due
from ..elements import LaidOut
from ..faces import face
from ..measurement import Measurement
from ..pages import POINT, DrawnLine
from . import BODY, LETTER, TITLES
from .header import red_rules

_BELOW_MARK, _WIDTH = 4.0, 170.0
_UNDER_RULE = 7 / 8
"""Of a character of the text."""
_FIELDS = ("信函版头", "份号", "密级", "紧急程度")


def measure(layout: LaidOut) -> Iterator[Measurement]:
    marks = list(layout.of(LETTER))
    if not marks:
        return
    norm, mark = layout.norm, marks[0]
    top = min(glyph.ink_top for glyph in mark.glyphs)
    below = max(glyph.ink_bottom for glyph in mark.glyphs)
    yield Measurement("10.1", "信函标志上边缘距纸上边", norm.letter_mark, top, 1, mark.text)
    yield Measurement("10.1", "信函标志居中", norm.width / 2, mark.first.middle, 1, mark.text, 1.0)
    yield Measurement("10.1", "信函标志字体", "小标宋", face(mark.glyphs), 1, mark.text)
    yield Measurement(
        "10.1", "信函标志后不加“文件”", "没有", "有" if "文件" in mark.text else "没有", 1
    )
    rules = red_rules(layout)
    yield Measurement("10.1", "信函红色双线", 4, len(rules), 1, "", 0, "条")
    if len(rules) == 4:
        yield from _rules(layout, rules, below)
        yield from _fields(layout, rules[1])
        yield from _last_line(layout, rules[2])
    for number in range(2, len(layout.pages) + 1):
        yield Measurement(
            "10.1", "信函第二页起没有红线", 0, len(red_rules(layout, number)), number, "", 0, "条"
        )
    first = [folio for folio in layout.folios if folio.page == 1]
    yield Measurement("10.1", "信函首页不显示页码", 0, len(first), 1, "", 0, "个")


def due(layout: LaidOut) -> Iterator[Due]:
    mark = next(layout.written(LETTER), None)
    if mark is None:
        return
    for name in ("上边缘距纸上边", "居中", "字体", "后不加“文件”"):
        yield Due("10.1", f"信函标志{name}", mark.text)
    rules = ("第一条双线在标志之下", "第二条双线距纸下边", "双线上粗下细、上细下粗")
    for name in ("信函红色双线", *rules, *("双线长",) * 4, *("双线居中",) * 4):
        yield Due("10.1", name)
    yield Due("10.1", "信函首页不显示页码")
    fields = list(layout.written(*_FIELDS))
    if not fields:
        return
    yield Due("10.1", "首个要素在双线之下7/8字", fields[0].text)
    if "号" in fields[0].text:
        yield Due("10.1", "信函发文字号居右顶格", fields[0].text)
    title = next(layout.written(*TITLES), None)
    if title is not None:
        yield Due("10.1", "信函标题在要素之下空2行", title.text)


def _rules(layout: LaidOut, rules: list[DrawnLine], below: float) -> Iterator[Measurement]:
    norm = layout.norm
    upper = rules[0].middle - rules[0].thickness / 2
    lower = rules[3].middle + rules[3].thickness / 2
    yield Measurement("10.1", "第一条双线在标志之下", _BELOW_MARK, upper - below, 1)
    yield Measurement("10.1", "第二条双线距纸下边", norm.letter_foot, norm.height - lower, 1)
    order = "、".join("粗" if rule.thickness > 0.5 else "细" for rule in rules)
    yield Measurement("10.1", "双线上粗下细、上细下粗", "粗、细、细、粗", order, 1)
    for rule in rules:
        yield Measurement("10.1", "双线长", _WIDTH, rule.length, 1)
        yield Measurement("10.1", "双线居中", norm.width / 2, (rule.left + rule.right) / 2, 1)


def _last_line(layout: LaidOut, rule: DrawnLine) -> Iterator[Measurement]:
    """The last line of a paragraph that goes on to page 2."""
    for element in layout.of(*BODY):
        if element.own_pitch or not {1, 2} <= {row.page for row in element.rows}:
            continue
        row = [row for row in element.rows if row.page == 1][-1]
        distance = rule.middle - rule.thickness / 2 - row.em_bottom
        wanted = _UNDER_RULE * layout.norm.size * POINT
        yield Measurement(
            "10.1", "第二条双线上一行距线7/8字", wanted, distance, 1, row.text[:8], 1.0
        )


def _fields(layout: LaidOut, rule: DrawnLine) -> Iterator[Measurement]:
    """份号, 密级, 紧急程度 on the left, 发文字号 on the right, then the title."""
    norm = layout.norm
    fields = [element for element in layout.of(*_FIELDS) if element.page == 1]
    if not fields:
        return
    row = fields[0].first
    distance = row.em_top - rule.middle - rule.thickness / 2
    wanted = _UNDER_RULE * norm.size * POINT
    yield Measurement("10.1", "首个要素在双线之下7/8字", wanted, distance, 1, row.text, 1.0)
    if "号" in row.text:
        yield Measurement("10.1", "信函发文字号居右顶格", norm.right_edge, row.right, 1, row.text)
    for element in fields:
        if not element.text.endswith("号") or element.text[:1].isdecimal():
            left = element.first.left
            yield Measurement(
                "10.1", "信函份号密级紧急程度居左顶格", norm.left, left, 1, element.text
            )
    title = next(layout.of(*TITLES), None)
    if title is not None:
        distance = title.first.place - fields[-1].last.place
        wanted, near = 3 * norm.row, layout.row_tolerance(title)  # its lines share what is left
        yield Measurement("10.1", "信函标题在要素之下空2行", wanted, distance, 1, title.text, near)
