"""Which measures a sheet may give of fonts, wording and styles, and how each is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final

from msgspec.structs import replace

from ..elements.element import DataElement
from ..elements.faults import described
from ..elements.fields import Read, field
from ..elements.shapes import FAILED, Reading, Spot
from ..elements.values import Flag, Text
from ..source import tree
from .data import FONTS, LEADERS, RULE, RULE_FORMS, SINGLE_LINE, StyleForm
from .given import Given, Words, by, given, one_of
from .lengths import ALIGNMENTS, UNITS, Length, colour, font_size, percent
from .page_measures import reckoned

_EXAMPLES: Final = "2字、1行、28.95磅、5毫米、1行-22磅"


def _length(text: str) -> Length | None:
    return reckoned(text, UNITS, _EXAMPLES)


def _pitch(text: str) -> Length | str | None:
    """A distance of lines; one of which nothing is left on this house's page is the least."""
    if text == SINGLE_LINE:
        return text
    found = _length(text)
    if found is None or (not found.is_reckoned and found.terms[0].number <= 0):
        return None
    return replace(found, least=1)


_LENGTH = by(_length, _EXAMPLES)
_COLOUR = by(colour, "黑、红、FF0000")

_Length = Annotated[Given, _LENGTH] | None
_LineSpacing = Annotated[Given, by(_pitch, "1行、28.95磅、单倍")] | None
_Size = Annotated[Given, by(font_size, "三号、四号、16磅")] | None
_Colour = Annotated[Given, _COLOUR] | None
_Percent = Annotated[Given, by(percent, "80%")] | None
_Font = Annotated[Given, one_of({name: name for name in FONTS})] | None
_Switch = Annotated[Given, given(Flag)] | None
_Alignment = Annotated[Given, one_of(ALIGNMENTS)] | None
_Outline = Annotated[Given, one_of({str(level): level for level in range(1, 10)})] | None
_RuleForm = Annotated[Given, one_of({form: form for form in RULE_FORMS})] | None
_Leader = Annotated[Given, one_of(dict(LEADERS))] | None
_PageNumber = (
    Annotated[
        Given,
        by(lambda text: text if text.count("1") == 1 else None, "— 1 —、第1页（用1代表页码）"),
    ]
    | None
)


class SheetFonts(DataElement):
    """字体: the typefaces of the names that styles use."""

    fangsong: Words = field(None, key="仿宋")
    kaiti: Words = field(None, key="楷体")
    heiti: Words = field(None, key="黑体")
    songti: Words = field(None, key="宋体")
    xiaobiaosong: Words = field(None, key="小标宋")
    western: Words = field(None, key="西文")


class Wording(DataElement):
    """用语: the page number, 1 standing for the number, and the notes of 公开属性, 不印 = none."""

    page_number: _PageNumber = field(None, key="页码")
    published: Words = field(None, key="主动公开")
    on_request: Words = field(None, key="依申请公开")
    withheld: Words = field(None, key="不予公开")


class TextMeasures(DataElement):
    """What a character style may say."""

    font: _Font = field(None, key="字体")
    western: _Font = field(None, key="西文")
    size: _Size = field(None, key="字号")
    bold: _Switch = field(None, key="加粗")
    colour: _Colour = field(None, key="颜色")
    scaling: _Percent = field(None, key="缩放")
    spacing: _Length = field(None, key="字距")


class LineBelow(DataElement):
    """下边线: a line under a paragraph."""

    thickness: Annotated[Given, _LENGTH] = field(key="线宽")
    distance: Annotated[Given, _LENGTH] = field(key="距文字")
    colour: Annotated[Given, _COLOUR] = field(key="颜色")
    form: _RuleForm = field(None, key="式样")
    basis: Text = field("", key="依据")


def _rule(value: Any, spot: Spot, reading: Reading) -> Any:
    if not isinstance(value, tree.Mapping):
        message = f"要写全线宽、距文字、颜色，现在是{described(value)}"
        return reading.misfit(spot, value, message, "写成：{线宽: 1.25磅, 距文字: 10磅, 颜色: 红}")
    rule = LineBelow.read(value, spot, reading)
    if rule is FAILED:
        return FAILED
    parts = (f"{key}{each}" for key, each in value.items() if key != "依据")
    return Given(rule, "、".join(parts), rule.basis, spot.place)


class ParagraphMeasures(TextMeasures):
    """What a paragraph style may say."""

    line_spacing: _LineSpacing = field(None, key="行距")
    above: _Length = field(None, key="段前")
    below: _Length = field(None, key="段后")
    left: _Length = field(None, key="左缩进")
    right: _Length = field(None, key="右缩进")
    first_line: _Length = field(None, key="首行缩进")
    hanging: _Length = field(None, key="悬挂缩进")
    right_tab: _Length = field(None, key="右制表位")
    leader: _Leader = field(None, key="前导符")
    page_break: _Switch = field(None, key="分页")
    with_next: _Switch = field(None, key="与下段同页")
    unbroken: _Switch = field(None, key="段中不分页")
    on_grid: _Switch = field(None, key="对齐网格")
    widow_control: _Switch = field(None, key="孤行控制")
    hanging_marks: _Switch = field(None, key="标点溢出")
    western_gap: _Switch = field(None, key="中西文间距")
    alignment: _Alignment = field(None, key="对齐")
    outline: _Outline = field(None, key="大纲级别")
    rule: Annotated[Given, Read(_rule, written=LineBelow)] | None = field(None, key=RULE)


class TableMeasures(DataElement):
    """What a table style may say."""

    outer: _Length = field(None, key="外框线")
    top_and_bottom: _Length = field(None, key="上下线")
    vertical: _Length = field(None, key="竖线")
    horizontal: _Length = field(None, key="横线")
    cell_sides: _Length = field(None, key="单元格边距")
    cell_top: _Length = field(None, key="单元格上边距")
    cell_bottom: _Length = field(None, key="单元格下边距")


MEASURES: Final[Mapping[StyleForm, frozenset[str]]] = {
    "段落": frozenset(ParagraphMeasures.known_keys()),
    "字符": frozenset(TextMeasures.known_keys()),
    "表格": frozenset(TableMeasures.known_keys()),
}
"""Which measures each form of style may have."""


class StyleMeasures(TableMeasures, ParagraphMeasures):
    """样式: what one file says of a style, whose form another may say."""

    form: Annotated[Given, one_of({form: form for form in MEASURES})] | None = field(
        None, key="类型"
    )
    name: Words = field(None, key="名称")
    based_on: Words = field(None, key="基于")
    next: Words = field(None, key="后续")
    basis: Words = field(None, key="依据")
    kept: Annotated[Given, given(tuple[Text, ...])] | None = field(None, key="沿用")
    used_in: Words = field(None, key="用于")
