"""Ways through the XML of a Word file."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from ..word.wordml import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FALLBACK = f"{_MC}Fallback"
_TRANSPARENT = {
    f"{W}{name}"
    for name in ("ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple")
} | {f"{W}customXml", f"{W}dir", f"{W}bdo", f"{_MC}AlternateContent", f"{_MC}Choice"}
_NOT_ON_PAPER = {f"{W}del", f"{W}moveFrom", _FALLBACK}


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


def texts_beside(root: etree._Element, read: set[etree._Element]) -> list[str]:
    """What stands on paper of `root` and is not among the texts that were read, joined by
    paragraphs.
    """
    found: dict[etree._Element, str] = {}
    for text in root.iter(f"{W}t"):
        around = list(text.iterancestors())
        if text in read or not text.text or any(each.tag in _NOT_ON_PAPER for each in around):
            continue
        paragraph = next((each for each in around if each.tag == f"{W}p"), root)
        found[paragraph] = found.get(paragraph, "") + text.text
    return [text for text in found.values() if text.strip()]
