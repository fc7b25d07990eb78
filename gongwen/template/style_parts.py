"""A sheet as the parts of a .docx that hold styles and settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from ..paper.line_ends import NOT_FIRST, NOT_LAST
from ..sheet.data import (
    BASE_STYLE,
    GRID_SWITCH,
    ROOMS,
    SAME_AS_CHINESE,
    SINGLE_LINE,
    RuleBelow,
    Sheet,
    Style,
)
from ..sheet.lengths import eighths
from ..sheet.measures import MEASURES
from ..word.wordml import NAMESPACES, quoteattr

_KINDS: Final = {"段落": "paragraph", "字符": "character", "表格": "table"}
_SINGLE: Final = 240
"""One line, as Word counts them where a pitch is not exact (17.3.1.33 line)."""


def style_id(style: Style) -> str:
    """What paragraphs refer to: the name without blanks, as Word has it (heading 1 → Heading1)."""
    return style.name[0].upper() + style.name[1:].replace(" ", "")


def settings_xml(sheet: Sheet) -> bytes:
    """Odd and even footers (7.5), punctuation not squeezed (full lines, 5.2.3), tab stops, what may
    not begin or end a line, and the compatibility of Word 2013 and later.
    """
    mirrored = "<w:mirrorMargins/>" if sheet.page.mirrored else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:settings xmlns:w="{NAMESPACES["w"]}">'
        f'<w:zoom w:percent="100"/>{mirrored}'
        "<w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>"
        f'<w:defaultTabStop w:val="{sheet.page.tab}"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val={_q(NOT_LAST)}/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val={_q(NOT_FIRST)}/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()


def styles_xml(sheet: Sheet) -> bytes:
    """word/styles.xml with exactly the styles of the sheet."""
    base = sheet.styles[BASE_STYLE]
    defaults = _text(sheet, base, language=True)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:styles xmlns:w="{NAMESPACES["w"]}">'
        f"<w:docDefaults><w:rPrDefault>{defaults}</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"'
        ' w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
        + "".join(_style(sheet, style) for style in sheet.styles.values())
        + "</w:styles>"
    ).encode()


def _style(sheet: Sheet, style: Style) -> str:
    default = ' w:default="1"' if style.key == BASE_STYLE else ""
    custom = "" if style.name.isascii() else ' w:customStyle="1"'
    head = (
        f'<w:style w:type="{_KINDS[style.kind]}"{default}{custom} w:styleId={_q(style_id(style))}>'
    )
    body = f"<w:name w:val={_q(style.name)}/>"
    if style.based_on:
        body += f"<w:basedOn w:val={_q(style_id(sheet.styles[style.based_on]))}/>"
    if style.next:
        body += f"<w:next w:val={_q(style_id(sheet.styles[style.next]))}/>"
    body += "<w:qFormat/>"
    if style.kind == "段落":
        body += _paragraph(sheet, style) + _text(sheet, style)
    elif style.kind == "字符":
        body += _text(sheet, style)
    else:
        body += _table(sheet, style)
    return f"{head}{body}</w:style>"


def _q(text: str) -> str:
    return quoteattr(text)


def _value(style: Style, name: str) -> int | float | str | bool | RuleBelow | None:
    measure = style.measures.get(name)
    value = measure.value if measure else None
    return max(0, value) if name in ROOMS and isinstance(value, int) else value


def _switch(style: Style, name: str, tag: str) -> str:
    value = _value(style, name)
    return "" if value is None else f"<w:{tag}/>" if value else f'<w:{tag} w:val="0"/>'


def _keep_lines(style: Style) -> str:
    """What stays with the next stays whole: it is contested whether Word would take but its last
    lines along (17.3.1.15), so the file says it.
    """
    return _switch(style, "段中不分页", "keepLines") or _switch(style, "与下段同页", "keepLines")


def _paragraph(sheet: Sheet, style: Style) -> str:
    """`w:pPr`, in the order of the schema (17.7.8.2, ISO 29500-1)."""
    parts = [
        _switch(style, "与下段同页", "keepNext"),
        _keep_lines(style),
        _switch(style, "分页", "pageBreakBefore"),
        _switch(style, "孤行控制", "widowControl"),
    ]
    tab = _value(style, "右制表位")
    if tab is not None:
        at = sheet.page.text_width - int(str(tab))
        leader = _value(style, "前导符")
        dots = f' w:leader="{leader}"' if leader else ""
        parts.append(f'<w:tabs><w:tab w:val="right"{dots} w:pos="{at}"/></w:tabs>')
    parts.append(_switch(style, "标点溢出", "overflowPunct"))
    parts.append(_switch(style, "中西文间距", "autoSpaceDE"))
    parts.append(_switch(style, "中西文间距", "autoSpaceDN"))
    parts.append(_switch(style, GRID_SWITCH, "snapToGrid"))
    parts.append(_spacing(style))
    parts.append(_attributes("ind", _indents(style)))
    alignment = _value(style, "对齐")
    parts.append(f'<w:jc w:val="{alignment}"/>' if alignment else "")
    level = _value(style, "大纲级别")
    parts.append(f'<w:outlineLvl w:val="{int(str(level)) - 1}"/>' if level else "")
    inner = "".join(parts)
    return f"<w:pPr>{inner}</w:pPr>" if inner else ""


def _spacing(style: Style) -> str:
    values = {"before": _value(style, "段前"), "after": _value(style, "段后")}
    line = _value(style, "行距")
    if line == SINGLE_LINE:
        values |= {"line": _SINGLE, "lineRule": "auto"}
    elif line is not None:
        values |= {"line": line, "lineRule": "exact"}
    return _attributes("spacing", values.items())


def _indents(style: Style) -> Iterable[tuple[str, int | float | str | bool | RuleBelow | None]]:
    yield "left", _value(style, "左缩进")
    yield "right", _value(style, "右缩进")
    yield "firstLine", _value(style, "首行缩进")
    yield "hanging", _value(style, "悬挂缩进")


def _attributes(tag: str, values: Iterable[tuple[str, object]]) -> str:
    inner = "".join(f' w:{name}="{value}"' for name, value in values if value is not None)
    return f"<w:{tag}{inner}/>" if inner else ""


def _text(sheet: Sheet, style: Style, *, language: bool = False) -> str:
    """`w:rPr`. All faces are named, or Word falls back on a face of its own for the one left out;
    the hint keeps “ ” — … · in the Chinese face. Of a style that leaves the grid the characters do
    too (17.3.2.34): what a paragraph says is of its lines to some programs, of both to others.
    """
    parts: list[str] = []
    font = _value(style, "字体")
    if font is not None:
        latin = _value(style, "西文")
        if latin is None:
            latin = font if sheet.fonts["西文"] == SAME_AS_CHINESE else sheet.fonts["西文"]
        face, western = _q(str(font)), _q(str(latin))
        parts.append(
            f'<w:rFonts w:hint="eastAsia" w:ascii={western} w:eastAsia={face}'
            f" w:hAnsi={western} w:cs={western}/>"
        )
    parts.append(_switch(style, "加粗", "b"))
    parts.append(_switch(style, GRID_SWITCH, "snapToGrid"))
    colour = _value(style, "颜色")
    parts.append(f'<w:color w:val="{colour}"/>' if colour else "")
    for name, tag in (("字距", "spacing"), ("缩放", "w")):
        value = _value(style, name)
        parts.append("" if value is None else f'<w:{tag} w:val="{value}"/>')
    size = _value(style, "字号")
    parts.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    if language:
        parts.append('<w:lang w:val="en-US" w:eastAsia="zh-CN"/>')
    inner = "".join(parts)
    return f"<w:rPr>{inner}</w:rPr>" if inner else ""


def _table(sheet: Sheet, style: Style) -> str:
    """`w:tblPr` of a table style: its rules and the margins of its cells, those of the style it is
    based on among them.
    """
    measures = {
        name: found for name in MEASURES["表格"] if (found := sheet.measure(style.key, name))
    }
    style = replace(style, measures=measures)
    around, above_below = _value(style, "外框线"), _value(style, "上下线")
    sides = {
        "top": above_below or around,
        "left": around,
        "bottom": above_below or around,
        "right": around,
        "insideH": _value(style, "横线"),
        "insideV": _value(style, "竖线"),
    }
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths(int(str(width)))}" w:space="0" w:color="000000"/>'
        for side, width in sides.items()
        if width
    )
    borders = f"<w:tblBorders>{borders}</w:tblBorders>" if borders else ""
    sides_margin = _value(style, "单元格边距") or 0
    above = _value(style, "单元格上边距") or 0
    below = _value(style, "单元格下边距") or 0
    cells = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (
            ("top", above),
            ("left", sides_margin),
            ("bottom", below),
            ("right", sides_margin),
        )
    )
    return (
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f"<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
    )
