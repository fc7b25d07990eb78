"""Ways through the XML of a Word file."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ..word.wordml import W

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TRANSPARENT = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple")
} | {f"{W}customXml", f"{W}dir", f"{W}bdo"}


def symbol(code: str) -> str:
    """A character of a symbol font, which lives in the private area."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def flat(
    parent: etree._Element, wanted: set[str], *, rows: bool = False
) -> Iterable[etree._Element]:
    """The elements below `parent` that are wanted, those within insertions, links and content
    controls (and rows, where asked) too, what was deleted not. Not recursive.
    """
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        if node.tag in wanted:
            yield node
        elif node.tag in _TRANSPARENT or (rows and node.tag == f"{W}tr"):
            waiting.extend(reversed(node))


def text_boxes(node: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, each once, without what stands in for them in old programs."""
    found = []
    for box in node.iter(f"{W}txbxContent"):
        around = [each.tag for each in box.iterancestors()]
        nested = around.index(node.tag) if node.tag in around else len(around)
        if _FALLBACK not in around[:nested] and f"{W}txbxContent" not in around[:nested]:
            found.append(box)
    return found
