"""The ladder of samples for 主体, which every template has a copy of: kept the same in all."""

from __future__ import annotations

import copy
from pathlib import Path

from lxml import etree

from ..storage.files import write_atomically
from ..word.package import pack, unpack
from ..word.wordml import DOCUMENT, W, parse, serialise

SOURCE = "文件.docx"
_START = "{%pfor段in主体%}"
_OPENS, _CLOSES = "{%pfor", "{%pendfor"


def ladder_of(body: etree._Element) -> list[etree._Element]:
    """The elements from the loop over 主体 to its end; none where there is no such loop."""
    found: list[etree._Element] = []
    depth = 0
    for node in body:
        words = _tag(node)
        if not found and words != _START:
            continue
        found.append(node)
        depth += words.startswith(_OPENS) - words.startswith(_CLOSES)
        if depth == 0:
            return found
    return []


def copy_ladder(source: Path, target: Path) -> bool:
    """Put the ladder of one template in place of another's; whether that changed anything.

    A target without a loop over 主体 is left alone. Raises what `unpack` and `parse` raise.
    """
    wanted = ladder_of(_body(parse(unpack(source)[DOCUMENT])))
    parts = unpack(target)
    root = parse(parts[DOCUMENT])
    present = ladder_of(_body(root))
    if not present or _text(present) == _text(wanted):
        return False
    body = _body(root)
    place = body.index(present[0])
    for node in present:
        body.remove(node)
    body[place:place] = [copy.deepcopy(node) for node in wanted]
    content = pack({**parts, DOCUMENT: serialise(root)}, compress=False)
    write_atomically(target, content, lasting=True)
    return True


def _body(root: etree._Element) -> etree._Element:
    body = root.find(W + "body")
    return etree.Element(W + "body") if body is None else body


def _tag(node: etree._Element) -> str:
    """The words of a paragraph without blanks."""
    if node.tag != W + "p":
        return ""
    return "".join("".join(text.text or "" for text in node.iter(W + "t")).split())


def _text(nodes: list[etree._Element]) -> list[bytes]:
    return [etree.tostring(node) for node in nodes]
