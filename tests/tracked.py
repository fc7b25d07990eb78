"""Tracked changes accepted or rejected on the XML, apart from the program's own code, by what
ISO 29500-1 17.13.5 says of each mark; and documents in a form that can be compared.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHANGES = ("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange")
_KEPT = {"pPr": ("rPr", "sectPr"), "sectPr": ("headerReference", "footerReference")}


def resolve(root: etree._Element, *, accept: bool) -> etree._Element:
    """A copy of a document part with every change accepted, or every one rejected."""
    root = copy.deepcopy(root)
    gone, kept = ({"del", "moveFrom"}, {"ins", "moveTo"})[:: 1 if accept else -1]
    for node in list(root.iter()):
        if re.search(r"}move(From|To)Range(Start|End)$", str(node.tag)):
            parent_of(node).remove(node)
    for row in list(root.iter(W + "tr")):
        marks = {local(mark): mark for mark in row.findall(f"{W}trPr/*")}
        if gone & marks.keys():
            parent_of(row).remove(row)
        for name in kept & marks.keys():
            parent_of(marks[name]).remove(marks[name])
    for table in [each for each in root.iter(W + "tbl") if each.find(W + "tr") is None]:
        parent_of(table).remove(table)
    ended = []
    for paragraph in root.iter(W + "p"):
        for mark in paragraph.findall(f"{W}pPr/{W}rPr/*"):
            if local(mark) in gone:
                ended.append(paragraph)
            if local(mark) in gone | kept:
                parent_of(mark).remove(mark)
        for child in list(paragraph):
            if local(child) in kept:
                at = paragraph.index(child)
                paragraph[at : at + 1] = list(child)
            elif local(child) in gone:
                paragraph.remove(child)
    for text in root.iter(W + "delText"):
        text.tag = W + "t"
    for change in list(root.iter(*(W + name for name in _CHANGES))):
        if not accept:
            put_back(parent_of(change), change)
        else:
            parent_of(change).remove(change)
    for change in list(root.iter(W + "tblGridChange")):
        grid = parent_of(change)
        grid.remove(change)
        if not accept:
            grid[:] = list(change[0])
    for paragraph in ended:
        join_with_next(paragraph)
    return root


def parent_of(node: etree._Element) -> etree._Element:
    parent = node.getparent()
    assert parent is not None
    return parent


def local(node: etree._Element) -> str:
    return str(node.tag).removeprefix(W)


def put_back(properties: etree._Element, change: etree._Element) -> None:
    """The properties as they were before the change."""
    (old,) = change
    staying = [child for child in properties if local(child) in _KEPT.get(local(properties), ())]
    ahead = [child for child in staying if "Reference" in local(child)]
    properties[:] = [*ahead, *list(old), *(child for child in staying if child not in ahead)]


def join_with_next(paragraph: etree._Element) -> None:
    """The end of a paragraph is gone: what it holds goes on in the next one. That of the last
    paragraph of a text cannot go.
    """
    parent, following = parent_of(paragraph), paragraph.getnext()
    content = [child for child in paragraph if child.tag != W + "pPr"]
    assert following is not None and following.tag in (W + "p", W + "tbl")
    parent.remove(paragraph)
    if not content:
        return
    assert following.tag == W + "p"
    at = 1 if following.find(W + "pPr") is not None else 0
    following[at:at] = content


def form(root: etree._Element, parts: dict[str, bytes]) -> Any:
    """A document as nested tuples, equal where text, layout, pictures and pages are. Of the last
    section the references to headers and footers are left out, for no mark can change them
    (17.13.5.32 sectPrChange).
    """
    body = copy.deepcopy(root).find(W + "body")
    assert body is not None
    for reference in body.findall(f"{W}sectPr/{W}footerReference"):
        parent_of(reference).remove(reference)
    return _form(body, _targets(parts))


def _targets(parts: dict[str, bytes]) -> dict[str, bytes]:
    relationships = etree.fromstring(parts["word/_rels/document.xml.rels"])
    return {
        str(each.get("Id")): parts.get("word/" + str(each.get("Target")), b"")
        for each in relationships
    }


def _form(node: etree._Element, targets: dict[str, bytes]) -> Any:
    if node.tag == W + "p":
        letters: list[Any] = []
        for child in node:
            if child.tag == W + "pPr":
                continue
            if child.tag != W + "r":
                letters.append(_form(child, targets))
                continue
            face = child.find(W + "rPr")
            shown = _form(face, targets) if face is not None and len(face) else ()
            for part in child:
                if part.tag == W + "t":
                    letters += [(letter, shown) for letter in part.text or ""]
                elif part.tag != W + "rPr":
                    letters.append((_form(part, targets), shown))
        properties = node.find(W + "pPr")
        own = _form(properties, targets) if properties is not None else ()
        if own[1:] == ((), "", ()):  # nothing is left where the mark of the end was
            own = ()
        return ("p", own, tuple(letters))
    attributes = {
        str(name): targets.get(str(value), b"?") if str(name).startswith(R) else str(value)
        for name, value in node.attrib.items()
        if not (str(node.tag).endswith(("}docPr", "}cNvPr")) and name in ("id", "name"))
    }
    inner = [
        each
        for each in node
        if len(each) or each.attrib or local(each) not in ("rPr", "pPr", "trPr")
    ]
    return (
        str(node.tag),
        tuple(sorted(attributes.items())),
        node.text or "",
        tuple(_form(child, targets) for child in inner),
    )
