"""版头: 份号, 密级, 紧急程度, 发文机关标志, 发文字号, 签发人, red rule (7.2)."""

from __future__ import annotations

from collections.abc import Iterator

from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..faces import face
from ..measurement import Measurement
from ..pages import DrawnLine

_NOTICES = ("份号", "密级", "紧急程度")
_MARKS = ("发文机关标志", "联合标志", "联合标志字")
_CLAUSES = {"份号": "7.2.1", "密级": "7.2.2", "紧急程度": "7.2.3"}
_SIGNERS = ("签发人", "签发人首行", "签发人中行", "签发人末行")
_CLASSIFIED = ("绝密", "机密", "秘密")
_RED = "FF0000"
_MARK_TOP = 35.0


def measure(layout: LaidOut) -> Iterator[Measurement]:
    marks = [element for element in layout.of(*_MARKS) if element.page == 1]
    numbers = [e for e in layout.of("发文字号", *_SIGNERS) if e.page == 1]
    if marks:
        yield from _notices(layout)
        yield from _mark(layout, marks)
    if marks and numbers:
        yield from _number(layout, marks, numbers)
    if numbers:
        yield from _signers(layout, numbers)
        yield from _red_rule(layout, numbers[-1])


def due(layout: LaidOut) -> Iterator[Due]:
    marks = list(layout.written(*_MARKS))
    numbers = list(layout.written("发文字号", *_SIGNERS))
    if marks:
        for notice in layout.written(*_NOTICES):
            for name in ("居左顶格", "所在行（中线）", "字号"):
                yield Due(_CLAUSES[notice.role], f"{notice.role}{name}", notice.text)
        for name in ("上边缘（距纸上边）", "字体", "出版心"):
            yield Due("7.2.4", f"发文机关标志{name}", marks[0].text)
        if len(marks) == 1:
            yield Due("7.2.4", "发文机关标志居中", marks[0].text)
        stacked = [mark for mark in marks if mark.role == "联合标志"]
        for other in stacked[1:]:
            for side in "左右":
                yield Due("7.2.4", f"联合标志各行{side}端对齐", other.text)
        if stacked and any(mark.role == "联合标志字" for mark in marks):
            yield Due("7.2.4", "“文件”上下居中", marks[0].text)
    if marks and numbers:
        clause = "7.2.5" if numbers[0].role == "发文字号" else "7.2.6"
        yield Due(clause, "发文机关标志之下空2行", numbers[0].text)
        for number in numbers:
            if number.role == "发文字号":
                yield Due("7.2.5", "发文字号居中", number.text)
            yield Due("7.2.5", "发文字号字号", number.text)
            if _begins_plain(number.text):
                yield Due("7.2.5", "发文字号字体", number.text)
    if numbers:
        upward = [number for number in numbers if number.role in _SIGNERS]
        if upward:
            yield Due("7.2.6", "签发人右空1字", upward[0].text)
            yield from (Due("7.2.6", "签发人姓名左端对齐", each.text) for each in upward[1:])
            if "号" in upward[-1].text:
                yield Due("7.2.5", "上行文发文字号左空1字", upward[-1].text)
        for name in ("距发文字号", "长", "居中", "粗（惯例0.35—0.5）"):
            yield Due("7.2.7", f"红线{name}", numbers[-1].text)


def _notices(layout: LaidOut) -> Iterator[Measurement]:
    norm = layout.norm
    notices = list(layout.of(*_NOTICES))
    # Line 1 is left for 份号 above a 密级 (7.2.2).
    first = 1 if notices and notices[0].text[:2] in _CLASSIFIED else 0
    for index, element in enumerate(notices, first):
        clause, row = _CLAUSES[element.role], element.first
        top = norm.text_top + (index + 0.5) * norm.row
        name = element.role
        yield Measurement(clause, f"{name}居左顶格", norm.left, row.left, row.page, row.text)
        yield Measurement(clause, f"{name}所在行（中线）", top, row.centre, row.page, row.text, 1.0)
        yield Measurement(clause, f"{name}字号", norm.size, row.size, row.page, row.text, 0.1, "磅")
        if name != "份号":
            yield Measurement(clause, f"{name}字体", "黑体", face(row.glyphs), row.page, row.text)


def _mark(layout: LaidOut, marks: list[PlacedParagraph]) -> Iterator[Measurement]:
    norm = layout.norm
    glyphs = [glyph for element in marks for glyph in element.glyphs]
    top = min(glyph.ink_top for glyph in glyphs)
    wanted = norm.top + _MARK_TOP
    about = marks[0].text
    yield Measurement("7.2.4", "发文机关标志上边缘（距纸上边）", wanted, top, 1, about)
    if len(marks) == 1:
        for row in marks[0].rows:
            yield Measurement("7.2.4", "发文机关标志居中", norm.middle, row.middle, 1, row.text)
    yield Measurement("7.2.4", "发文机关标志字体", "小标宋", face(tuple(glyphs)), 1, about)
    right = max(glyph.ink_right for glyph in glyphs)
    left = min(glyph.ink_left for glyph in glyphs)
    outside = max(0.0, norm.left - left, right - norm.right_edge)
    yield Measurement("7.2.4", "发文机关标志出版心", 0.0, outside, 1, about)
    stacked = [element for element in marks if element.role == "联合标志"]
    for other in stacked[1:]:
        for name, edge, first in (
            ("左", other.first.left, stacked[0].first.left),
            ("右", other.last.right, stacked[0].last.right),
        ):
            yield Measurement("7.2.4", f"联合标志各行{name}端对齐", first, edge, 1, other.text)
    suffix = [element for element in marks if element.role == "联合标志字"]
    if stacked and suffix:
        ink = [glyph for element in stacked for glyph in element.glyphs]
        beside = suffix[0].glyphs
        middle = (min(g.ink_top for g in ink) + max(g.ink_bottom for g in ink)) / 2
        own = (min(g.ink_top for g in beside) + max(g.ink_bottom for g in beside)) / 2
        yield Measurement("7.2.4", "“文件”上下居中", middle, own, 1, suffix[0].text, 1.0)


def _number(
    layout: LaidOut, marks: list[PlacedParagraph], numbers: list[PlacedParagraph]
) -> Iterator[Measurement]:
    """Two lines between the lower edge of the mark and the first line of 发文字号 or 签发人."""
    norm = layout.norm
    below = max(glyph.ink_bottom for element in marks for glyph in element.glyphs)
    row = numbers[0].first
    clause = "7.2.5" if numbers[0].role == "发文字号" else "7.2.6"
    yield Measurement(
        clause, "发文机关标志之下空2行", 2 * norm.row, row.em_top - below, 1, row.text, 1.0
    )
    for element in numbers:
        if element.role == "发文字号":
            row = element.first
            yield Measurement("7.2.5", "发文字号居中", norm.middle, row.middle, 1, row.text)
        size = element.first.size
        yield Measurement("7.2.5", "发文字号字号", norm.size, size, 1, element.text, 0.1, "磅")
        if _begins_plain(element.text):
            yield Measurement(
                "7.2.5", "发文字号字体", "仿宋", face(element.glyphs[:3]), 1, element.text
            )


def _begins_plain(text: str) -> bool:
    """Whether a line of 签发人 or 发文字号 begins with no name, which has a face of its own."""
    return text.startswith("签发人") or "号" in text


def _signers(layout: LaidOut, numbers: list[PlacedParagraph]) -> Iterator[Measurement]:
    """Upward documents: the number one character in from the left, the signers from the right."""
    norm = layout.norm
    upward = [element for element in numbers if element.role in _SIGNERS]
    if not upward:
        return
    last = upward[-1].first
    if "号" in last.text:
        wanted = norm.left + norm.character
        yield Measurement("7.2.5", "上行文发文字号左空1字", wanted, last.left, 1, last.text)
    right = max(element.first.right for element in upward)
    wanted = norm.right_edge - norm.signers_right * norm.character
    yield Measurement("7.2.6", "签发人右空1字", wanted, right, 1, upward[0].text)
    names = [_names_start(element) for element in upward]
    for start in names[1:]:
        yield Measurement("7.2.6", "签发人姓名左端对齐", names[0], start, 1, last.text)
    first = upward[0].glyphs
    colon = next((i for i, g in enumerate(first) if g.text == "："), None)
    if colon is not None:
        name = first[colon + 1 :]
        yield Measurement("7.2.6", "“签发人”字体", "仿宋", face(first[colon - 3 : colon]), 1)
        yield Measurement("7.2.6", "签发人姓名字体", "楷体", face(name), 1, upward[0].text)


def _names_start(element: PlacedParagraph) -> float:
    """Where the names of a line begin: after the colon, or after the 号 of the number."""
    glyphs = element.first.glyphs
    marks = [i for i, glyph in enumerate(glyphs) if glyph.text in "：号"]
    return glyphs[marks[-1] + 1].left if marks and marks[-1] + 1 < len(glyphs) else glyphs[0].left


def red_rules(layout: LaidOut, page: int = 1) -> list[DrawnLine]:
    """The red horizontal rules of a page, from top to bottom, each once."""
    found = {
        round(rule.middle, 1): rule
        for rule in layout.page(page).rules
        if rule.horizontal and rule.colour == _RED
    }
    return [found[height] for height in sorted(found)]


def _red_rule(layout: LaidOut, number: PlacedParagraph) -> Iterator[Measurement]:
    norm, row = layout.norm, number.last
    below = [rule for rule in red_rules(layout) if rule.middle > row.baseline]
    yield Measurement("7.2.7", "发文字号之下有红线", "有", "有" if below else "没有", 1, row.text)
    if not below:
        return
    rule = below[0]
    distance = rule.middle - rule.thickness / 2 - row.em_bottom
    yield Measurement("7.2.7", "红线距发文字号", 4.0, distance, 1, row.text)
    yield Measurement("7.2.7", "红线长", norm.text_width, rule.length, 1)
    yield Measurement("7.2.7", "红线居中", norm.middle, (rule.left + rule.right) / 2, 1)
    yield Measurement("7.2.7", "红线粗（惯例0.35—0.5）", 0.425, rule.thickness, 1, "", 0.08)
