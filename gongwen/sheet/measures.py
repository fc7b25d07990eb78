"""Which measures a sheet may give, and how each is written. A measure is a value, or {值, 依据}."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final

from msgspec import Struct

from ..elements.element import DataElement
from ..elements.faults import described
from ..elements.fields import Check, MisfitError, OneOf, Read, field
from ..elements.shapes import FAILED, Reading, Spot, reader_of
from ..elements.values import Flag, Text
from ..problem import Place
from ..source.parse import Mapping as Typed
from .data import FONTS, RULE_FORMS, SINGLE_LINE, StyleForm
from .lengths import ALIGNMENTS, Length, Scale, colour, font_size, length, percent


class Given(Struct, frozen=True):
    """A measure as a sheet gives it: its value, a length in its own unit; its text; the clause that
    it names, "" = none; where it stands.
    """

    value: Any
    text: str
    basis: str
    place: Place


class _WithBasis(DataElement):
    value: Text = field(key="值")
    basis: Text = field("", key="依据")


def _given(shape: Any) -> Read:
    """A measure whose value is of the shape."""
    reader = reader_of(shape)

    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        basis = ""
        if isinstance(value, Typed):
            if "值" not in value:
                return reading.misfit(spot, value, "里没有“值”", "写成：{值: ……, 依据: ……}")
            pair = _WithBasis.read(value, spot, reading)
            if pair is FAILED:
                return FAILED
            value, basis, spot = pair.value, pair.basis, Spot(spot.name, pair.place("值"))
        found = reader(value, spot, reading)
        return found if found is FAILED else Given(found, str(value), basis, spot.place)

    return Read(read, written=str | _WithBasis)


def _by(read: Callable[[str], Any], examples: str) -> Read:
    """A measure that `read` makes of its text; None = it cannot."""

    def check(text: str) -> Any:
        found = read(text)
        if found is None:
            raise MisfitError(f"看不懂“{text}”", f"可以写：{examples}")
        return found

    return _given(Annotated[Text, Check(check)])


def _one_of(meanings: dict[str, Any]) -> Read:
    """A measure that is one of these words, and what each means."""
    return _given(Annotated[str, OneOf(meanings)])


def _line(text: str) -> Length | str | None:
    found = length(text)
    return text if text == SINGLE_LINE else found if found and found.number > 0 else None


def _page_length(text: str) -> int | None:
    """Twips; the page has no 行 and 字 yet."""
    found = length(text)
    twips = found.twips(Scale(0, 0)) if found else 0
    return twips if twips > 0 else None


IMPRINT_PLACES: Final = {"文末": False, "双页": True}
"""At the foot of the last page with text; or on an even page of its own, unnumbered (7.5)."""

_LENGTH = _by(length, "2字、1行、28.95磅、5毫米")
_COLOUR = _by(colour, "黑、红、FF0000")

_Words = Annotated[Given, _given(Text)] | None
_Length = Annotated[Given, _LENGTH] | None
_LineSpacing = Annotated[Given, _by(_line, "1行、28.95磅、单倍")] | None
_Size = Annotated[Given, _by(font_size, "三号、四号、16磅")] | None
_Colour = Annotated[Given, _COLOUR] | None
_Percent = Annotated[Given, _by(percent, "80%")] | None
_Font = Annotated[Given, _one_of({name: name for name in FONTS})] | None
_Switch = Annotated[Given, _given(Flag)] | None
_Alignment = Annotated[Given, _one_of(ALIGNMENTS)] | None
_Outline = Annotated[Given, _one_of({str(level): level for level in range(1, 10)})] | None
_RuleForm = Annotated[Given, _one_of({form: form for form in RULE_FORMS})] | None
_PageLength = Annotated[Given, _by(_page_length, "37毫米")] | None
_Count = (
    Annotated[Given, _by(lambda text: int(text) or None if text.isdecimal() else None, "22")] | None
)
_ImprintPlace = Annotated[Given, _one_of(IMPRINT_PLACES)] | None
_PageNumber = (
    Annotated[
        Given,
        _by(lambda text: text if text.count("1") == 1 else None, "— 1 —、第1页（用1代表页码）"),
    ]
    | None
)


class Fonts(DataElement):
    """字体: the typefaces of the names that styles use."""

    fangsong: _Words = field(None, key="仿宋")
    kaiti: _Words = field(None, key="楷体")
    heiti: _Words = field(None, key="黑体")
    songti: _Words = field(None, key="宋体")
    xiaobiaosong: _Words = field(None, key="小标宋")
    western: _Words = field(None, key="西文")


class PageMeasures(DataElement):
    """版面: the fields of `data.Page` by their names."""

    width: _PageLength = field(None, key="纸宽")
    height: _PageLength = field(None, key="纸高")
    top: _PageLength = field(None, key="天头")
    left: _PageLength = field(None, key="订口")
    right: _PageLength = field(None, key="切口")
    bottom: _PageLength = field(None, key="地脚")
    footer: _PageLength = field(None, key="页脚距")
    rows: _Count = field(None, key="每页行数")
    columns: _Count = field(None, key="每行字数")
    header: _PageLength = field(None, key="页眉距")
    letter_footer: _PageLength = field(None, key="信函页脚距")
    seal: _PageLength = field(None, key="印章宽")
    imprint_apart: _ImprintPlace = field(None, key="版记位置")


class Wording(DataElement):
    """用语: the page number, 1 standing for the number, and the notes of 公开方式."""

    page_number: _PageNumber = field(None, key="页码")
    published: _Words = field(None, key="主动公开")
    on_request: _Words = field(None, key="依申请公开")
    withheld: _Words = field(None, key="不予公开")


class TextMeasures(DataElement):
    """What a character style may say."""

    font: _Font = field(None, key="字体")
    western: _Font = field(None, key="西文")
    size: _Size = field(None, key="字号")
    bold: _Switch = field(None, key="加粗")
    colour: _Colour = field(None, key="颜色")
    scaling: _Percent = field(None, key="缩放")
    spacing: _Length = field(None, key="字距")


class Rule(DataElement):
    """下边线: a line under a paragraph."""

    thickness: Annotated[Given, _LENGTH] = field(key="线宽")
    distance: Annotated[Given, _LENGTH] = field(key="距文字")
    colour: Annotated[Given, _COLOUR] = field(key="颜色")
    form: _RuleForm = field(None, key="式样")
    basis: Text = field("", key="依据")


def _rule(value: Any, spot: Spot, reading: Reading) -> Any:
    if not isinstance(value, Typed):
        message = f"要写全线宽、距文字、颜色，现在是{described(value)}"
        return reading.misfit(spot, value, message, "写成：{线宽: 1.25磅, 距文字: 10磅, 颜色: 红}")
    rule = Rule.read(value, spot, reading)
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
    page_break: _Switch = field(None, key="分页")
    with_next: _Switch = field(None, key="与下段同页")
    unbroken: _Switch = field(None, key="段中不分页")
    on_grid: _Switch = field(None, key="对齐网格")
    widow_control: _Switch = field(None, key="孤行控制")
    hanging_marks: _Switch = field(None, key="标点溢出")
    western_gap: _Switch = field(None, key="中西文间距")
    alignment: _Alignment = field(None, key="对齐")
    outline: _Outline = field(None, key="大纲级别")
    rule: Annotated[Given, Read(_rule, written=Rule)] | None = field(None, key="下边线")


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

    form: Annotated[Given, _one_of({form: form for form in MEASURES})] | None = field(
        None, key="类型"
    )
    name: _Words = field(None, key="名称")
    based_on: _Words = field(None, key="基于")
    next: _Words = field(None, key="后续")
    basis: _Words = field(None, key="依据")
