"""Ways through the XML of a Word file."""

from __future__ import annotations

from lxml import etree

from ..word.shown import FALLBACK
from ..word.wordml import W

_NOT_ON_PAPER = {f"{W}del", f"{W}moveFrom", FALLBACK}


def text_boxes(node: etree._Element) -> list[etree._Element]:
    """The text boxes in a drawing, each once, without what stands in for them in old programs."""
    found = []
    for box in node.iter(f"{W}txbxContent"):
        around = [each.tag for each in box.iterancestors()]
        nested = around.index(node.tag) if node.tag in around else len(around)
        if FALLBACK not in around[:nested] and f"{W}txbxContent" not in around[:nested]:
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
