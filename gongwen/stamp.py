"""A sheet put on a template: its styles, its settings, its page. What a template touched up in
Word or WPS says of these is overwritten, so it cannot drift from the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from .measures import eighths
from .plumbing import FONT_TABLE, THEME, connect, font_table_xml, theme_xml
from .sheet_data import BASE_STYLE, SAME_AS_CHINESE, SINGLE_LINE, Rule, Sheet, Style
from .sheet_measures import RULE_FORMS
from .wordml import (
    DOCUMENT,
    NAMESPACES,
    SETTINGS,
    STYLES,
    R,
    W,
    element,
    parse,
    quoteattr,
    serialise,
)

_KINDS = {"段落": "paragraph", "字符": "character", "表格": "table"}
_STYLE_REFERENCES = ("pStyle", "rStyle", "tblStyle")
_SINGLE = 240
_HEADER = 851
"""From the paper's edge to a header, of which only a letter has one: 15 mm."""
_LITTLE = 567
"""From a landscape page's edges to its header and footer, which hold but an anchor: 10 mm."""


class UnknownStyleError(ValueError):
    """A template uses a style that the sheet does not have. `args[0]` is its name."""


def style_id(style: Style) -> str:
    """What paragraphs refer to: the name without blanks, as Word has it (heading 1 → Heading1)."""
    return style.name[0].upper() + style.name[1:].replace(" ", "")


def stamp(parts: Mapping[str, bytes], sheet: Sheet) -> dict[str, bytes]:
    """The parts of a template with the sheet's styles, settings and page.

    Raises UnknownStyleError where a style is used that the sheet does not have, KeyError where the
    document is missing, etree.XMLSyntaxError where a part is damaged.
    """
    renamed = _new_ids(parts.get(STYLES), sheet)
    stamped = dict(parts)
    stamped[STYLES] = styles_xml(sheet)
    stamped[SETTINGS] = settings_xml()
    stamped[FONT_TABLE] = font_table_xml(sheet.faces)
    stamped[THEME] = theme_xml()
    connect(stamped)
    for name, content in parts.items():
        if name == DOCUMENT or name.startswith(("word/footer", "word/header")):
            root = parse(content)
            _refer(root, renamed)
            _place_tables(root, sheet)
            _word_number(root, sheet)
            for section in list(root.iter(W + "sectPr")):
                fresh = section_properties(section, sheet, landscape=False)
                _parent(section).replace(section, fresh)
            stamped[name] = serialise(root)
    return stamped


def _parent(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None  # noqa: S101  never called for a root
    return parent


def _new_ids(styles: bytes | None, sheet: Sheet) -> dict[str, str]:
    """The template's style ids → the sheet's. Word and WPS make up ids of their own on saving;
    the names stay.
    """
    ids = {style.name.lower(): style_id(style) for style in sheet.styles.values()}
    renamed = {style_id(style): style_id(style) for style in sheet.styles.values()}
    if styles is None:
        return renamed
    for style in parse(styles).iter(W + "style"):
        name = style.find(W + "name")
        typed = name.get(W + "val", "") if name is not None else ""
        own = style.get(W + "styleId", "")
        if typed.lower() in ids:
            renamed[own] = ids[typed.lower()]
        elif own not in renamed:
            renamed[own] = ""
    return renamed


def _refer(root: etree._Element, renamed: Mapping[str, str]) -> None:
    for name in _STYLE_REFERENCES:
        for reference in root.iter(W + name):
            old = reference.get(W + "val", "")
            new = renamed.get(old)
            if not new:
                raise UnknownStyleError(old)
            reference.set(W + "val", new)


def _place_tables(root: etree._Element, sheet: Sheet) -> None:
    """A table that floats (版记) as wide as the type area and in line with it (7.4.1)."""
    for place in root.iter(W + "tblpPr"):
        place.set(W + "tblpX", str(sheet.page.left))
        table = _parent(_parent(place))
        width = table.find(f"{W}tblPr/{W}tblW")
        columns = table.findall(f"{W}tblGrid/{W}gridCol")
        if width is not None and len(columns) == 1:
            for each in (width, columns[0]):
                each.set(W + "w", str(sheet.page.text_width))


def _word_number(root: etree._Element, sheet: Sheet) -> None:
    """The words around a page number (7.5) as the sheet has them; a template's own stand where it
    has none.
    """
    if "页码" not in sheet.words:
        return
    before, _, after = str(sheet.words["页码"].value).partition("1")
    for paragraph in root.iter(W + "p"):
        if paragraph.find(f"{W}r/{W}fldChar") is None:
            continue
        inside = False
        for run in list(paragraph.iterchildren(W + "r")):
            kind = run.find(W + "fldChar")
            state = "" if kind is None else kind.get(W + "fldCharType", "")
            if state == "begin":
                inside = True
                _add_words(run, before, after=False)
            elif state == "end":
                inside = False
                _add_words(run, after, after=True)
            elif not inside and run.find(W + "t") is not None:
                paragraph.remove(run)


def _add_words(run: etree._Element, words: str, *, after: bool) -> None:
    """A run with `words` beside `run`."""
    if not words:
        return
    made = element("r")
    text = etree.SubElement(made, W + "t")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = words
    if after:
        run.addnext(made)
    else:
        run.addprevious(made)


def section_properties(
    template: etree._Element, sheet: Sheet, *, landscape: bool
) -> etree._Element:
    """The section of `template` (its headers and footers) with the sheet's page and grid. Where
    the template's first page differs, it is a letter's (10.1).

    A landscape page is the upright one turned by a quarter, its head on the binding side (8), so
    its margins are the upright ones moved round.
    """
    page = sheet.page
    first_page = template.find(W + "titlePg")
    made = etree.Element(W + "sectPr", nsmap=NAMESPACES)
    for reference in template:
        if reference.tag in (W + "headerReference", W + "footerReference"):
            copy = element(str(reference.tag)[len(W) :], type=reference.get(W + "type", "default"))
            copy.set(R + "id", reference.get(R + "id", ""))
            made.append(copy)
    made.append(element("type", val="nextPage"))
    if landscape:
        made.append(element("pgSz", w=page.height, h=page.width, orient="landscape"))
        made.append(
            _margins((page.left, page.top, page.right, page.bottom), header=_LITTLE, footer=_LITTLE)
        )
    else:
        header, footer = _HEADER, page.footer
        if first_page is not None:
            header, footer = page.header, page.letter_footer
        made.append(element("pgSz", w=page.width, h=page.height))
        made.append(
            _margins((page.top, page.right, page.bottom, page.left), header=header, footer=footer)
        )
    made.append(element("cols", space=425))
    if first_page is not None and not landscape:
        made.append(element("titlePg"))
    made.append(
        element("docGrid", type="linesAndChars", linePitch=page.row, charSpace=sheet.char_space)
    )
    return made


def _margins(sides: tuple[int, int, int, int], *, header: int, footer: int) -> etree._Element:
    """`w:pgMar`; `sides` are top, right, bottom, left."""
    top, right, bottom, left = sides
    made = element("pgMar", top=top, right=right, bottom=bottom, left=left)
    for name, value in (("header", header), ("footer", footer), ("gutter", 0)):
        made.set(W + name, str(value))
    return made


def settings_xml() -> bytes:
    """Odd and even footers (7.5), punctuation not squeezed (28 characters a line, 5.2.3), and the
    compatibility of Word 2013 and later.
    """
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:settings xmlns:w="{NAMESPACES["w"]}">'
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
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
        body += _table(style)
    return f"{head}{body}</w:style>"


def _q(text: str) -> str:
    return quoteattr(text)


def _value(style: Style, name: str) -> int | str | bool | Rule | None:
    measure = style.measures.get(name)
    return measure.value if measure else None


def _switch(style: Style, name: str, tag: str) -> str:
    value = _value(style, name)
    return "" if value is None else f"<w:{tag}/>" if value else f'<w:{tag} w:val="0"/>'


def _paragraph(sheet: Sheet, style: Style) -> str:
    """`w:pPr`, in the order of the schema (17.7.8.2, ISO 29500-1)."""
    parts = [
        _switch(style, "与下段同页", "keepNext"),
        _switch(style, "段中不分页", "keepLines"),
        _switch(style, "分页", "pageBreakBefore"),
        _switch(style, "孤行控制", "widowControl"),
    ]
    rule = _value(style, "下边线")
    if isinstance(rule, Rule):
        parts.append(
            f'<w:pBdr><w:bottom w:val="{RULE_FORMS[rule.form]}" w:sz="{eighths(rule.thickness)}"'
            f' w:space="{round(rule.distance / 20)}" w:color="{rule.colour}"/></w:pBdr>'
        )
    tab = _value(style, "右制表位")
    if tab is not None:
        at = sheet.page.text_width - int(str(tab))
        parts.append(f'<w:tabs><w:tab w:val="right" w:pos="{at}"/></w:tabs>')
    parts.append(_switch(style, "标点溢出", "overflowPunct"))
    parts.append(_switch(style, "中西文间距", "autoSpaceDE"))
    parts.append(_switch(style, "中西文间距", "autoSpaceDN"))
    parts.append(_switch(style, "对齐网格", "snapToGrid"))
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


def _indents(style: Style) -> Iterable[tuple[str, int | str | bool | Rule | None]]:
    yield "left", _value(style, "左缩进")
    yield "right", _value(style, "右缩进")
    yield "firstLine", _value(style, "首行缩进")
    yield "hanging", _value(style, "悬挂缩进")


def _attributes(tag: str, values: Iterable[tuple[str, object]]) -> str:
    inner = "".join(f' w:{name}="{value}"' for name, value in values if value is not None)
    return f"<w:{tag}{inner}/>" if inner else ""


def _text(sheet: Sheet, style: Style, *, language: bool = False) -> str:
    """`w:rPr`. All faces are named, or Word falls back on a face of its own for the one left out;
    the hint keeps “ ” — … · in the Chinese face.
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


def _table(style: Style) -> str:
    """`w:tblPr` of a table style: its rules and the margins of its cells."""
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
