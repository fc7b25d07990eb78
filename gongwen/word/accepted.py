"""A document with its tracked changes accepted, as the marks say (17.13.5)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from .wordml import W, remove, unwrap

_GONE: Final = (W + "del", W + "moveFrom")
_COME: Final = (W + "ins", W + "moveTo")
_OLD_LOOKS: Final = tuple(
    f"{W}{name}Change" for name in ("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
)
_RANGES: Final = tuple(
    f"{W}{way}Range{end}" for way in ("moveFrom", "moveTo") for end in ("Start", "End")
)


def accept_changes(root: etree._Element) -> int:
    """Accept every change in the tree, in place. Returns how many marks there were."""
    marks = list(root.iter(*_GONE, *_COME, *_OLD_LOOKS))
    if not marks:
        return 0
    for node in list(root.iter(*_RANGES)):
        remove(node)
    for row in list(root.iter(W + "tr")):
        if _is_marked(row.find(W + "trPr"), _GONE):
            remove(row)
    for table in [each for each in root.iter(W + "tbl") if each.find(W + "tr") is None]:
        remove(table)
    ended = [each for each in root.iter(W + "p") if _is_marked(each.find(f"{W}pPr/{W}rPr"), _GONE)]
    for mark in marks:
        if mark.tag in _COME and len(mark):
            unwrap(mark)
        else:
            remove(mark)
    for paragraph in ended:
        _join_with_next(paragraph)
    return len(marks)


def _is_marked(properties: etree._Element | None, marks: tuple[str, ...]) -> bool:
    return properties is not None and any(child.tag in marks for child in properties)


def _join_with_next(paragraph: etree._Element) -> None:
    """The mark at a paragraph's end is gone: what it holds goes on in the next one. Where none
    follows, or nothing is left of it before a table, it only goes where it is empty.
    """
    content = [child for child in paragraph if child.tag != W + "pPr"]
    following = paragraph.getnext()
    if content and (following is None or following.tag != W + "p"):
        return
    if following is None:
        return
    remove(paragraph)
    at = 1 if following.find(W + "pPr") is not None else 0
    following[at:at] = content
