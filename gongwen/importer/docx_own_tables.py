"""Tables of a Word file that this program set: they are known by their styles."""

from __future__ import annotations

from lxml import etree

from ..composition import CELLS
from ..typeset.table_cells import POINT
from ..word.foreign_styles import Styles, value
from ..word.wordml import W

_FRAME_STYLES = {
    *("抄送机关", "印发机关", "版记尾", "签发人", "签发人首行", "签发人中行", "签发人末行"),
    *("联合标志", "联合标志字", "发文字号", "份号", "密级", "紧急程度"),
}


def is_ours(table: etree._Element, styles: Styles) -> bool:
    """Whether the cells of a table have our styles."""
    return any(
        styles.name(value(node, "pPr/pStyle")).startswith(CELLS) for node in table.iter(f"{W}p")
    )


def is_frame(table: etree._Element, styles: Styles) -> bool:
    """Whether a table only places paragraphs: the imprint, a joint header, a letter's head."""
    names = {styles.name(value(node, "pPr/pStyle")) for node in table.iter(f"{W}p") if len(node)}
    return bool(names) and names <= _FRAME_STYLES


def alignment_of(cell: etree._Element, styles: Styles) -> str:
    """How a cell in one of our styles stands, as 对齐 has it; "" in others."""
    paragraph = cell.find(f"{W}p")
    style = styles.name(value(paragraph, "pPr/pStyle"))
    if not style.startswith("表文") or paragraph is None:
        return ""
    upright = value(cell, "tcPr/vAlign")
    if upright in ("top", "bottom"):
        return "左上" if upright == "top" else "右下"
    if style.startswith("表文居右"):
        return "右" if paragraph.find(f"{W}pPr/{W}ind") is None else POINT
    return "中" if style.startswith("表文居中") else "左"
