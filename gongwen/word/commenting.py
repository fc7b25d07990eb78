"""Comments put into a .docx at the very words, beside those that it has. Nothing else of it
changes: tracked changes, comments and the look of the words stay.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from copy import deepcopy
from typing import Final

from lxml import etree
from msgspec import Struct

from .foreign_package import ForeignPackage, open_package
from .package import pack, unpack
from .shown import shown_paragraphs, shown_runs, sign_text
from .wordml import CONTENT_TYPES, W, element, serialise

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES: Final = {"w": W[1:-1]}


class Note(Struct, frozen=True):
    """A comment to make: `lines` are its paragraphs; it hangs on the characters `start` to `end` of
    the text of paragraph `paragraph` (from 0, of `shown_paragraphs`).
    """

    paragraph: int
    start: int
    end: int
    lines: tuple[str, ...]


def with_comments(content: bytes, notes: Sequence[Note], author: str, initials: str) -> bytes:
    """The file with the comments, in the order of the text. They bear no date: nobody's clock goes
    into a file (17.13.4.2: it may be left out). A comment that the author has made already, in the
    same words, is not made again. Raises RefusedError where the file is none.
    """
    package = open_package(content)
    parts = unpack(content)
    name, comments = _comments(package)
    made = {_said(each) for each in comments if each.get(W + "author") == author}
    key = 1 + max((_number(each) for each in comments), default=-1)
    paragraphs = shown_paragraphs(package.body)
    for note in sorted(notes, key=lambda each: (each.paragraph, each.start, each.end, each.lines)):
        if "".join(note.lines) in made:
            continue
        comments.append(_comment(key, author, initials, note.lines))
        _hang(paragraphs[note.paragraph], note.start, note.end, key)
        key += 1
    if name not in parts:
        _relate(parts, package.main, name)
    parts[name] = serialise(comments)
    parts[package.main] = serialise(package.body.getroottree().getroot())
    return pack(parts)


def _comments(package: ForeignPackage) -> tuple[str, etree._Element]:
    """The part of the comments, and its name; an empty one where the file has none."""
    known = next(iter(package.related(package.main, "comments")), "")
    root = package.tree(known) if known else None
    if root is not None:
        return known, root
    folder = posixpath.dirname(package.main)
    name, number = posixpath.join(folder, "comments.xml"), 1
    while name in package.names:
        number += 1
        name = posixpath.join(folder, f"comments{number}.xml")
    return name, etree.Element(W + "comments", nsmap=_NAMES)


def _number(comment: etree._Element) -> int:
    key = comment.get(W + "id", "")
    return int(key) if key.isdecimal() else -1


def _said(comment: etree._Element) -> str:
    return "".join(node.text or "" for node in comment.iter(W + "t"))


def _comment(key: int, author: str, initials: str, lines: tuple[str, ...]) -> etree._Element:
    comment = element("comment", id=key, author=author, initials=initials)
    for number, line in enumerate(lines):
        paragraph = etree.SubElement(comment, W + "p")
        if not number:
            etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "annotationRef")
        text = etree.SubElement(etree.SubElement(paragraph, W + "r"), W + "t")
        text.text = line
        text.set(_SPACE, "preserve")
    return comment


def _hang(paragraph: etree._Element, start: int, end: int, key: int) -> None:
    """The marks of a comment around characters of a paragraph, whose runs are parted there; around
    nothing, at its end, where it has no text.
    """
    _part(paragraph, start)
    _part(paragraph, end)
    begins, ends = element("commentRangeStart", id=key), element("commentRangeEnd", id=key)
    reference = element("r")
    reference.append(element("commentReference", id=key))
    at, inside = 0, []
    for run, text in shown_runs(paragraph):
        if text and start <= at < end:
            inside.append(run)
        at += len(text)
    if not inside:
        paragraph.extend((begins, ends, reference))
        return
    inside[0].addprevious(begins)
    inside[-1].addnext(reference)
    inside[-1].addnext(ends)


def _part(paragraph: etree._Element, at: int) -> None:
    """Part the run that has character `at` inside it, so that one begins there."""
    reached = 0
    for run, text in shown_runs(paragraph):
        if reached < at < reached + len(text):
            _part_run(run, at - reached)
            return
        reached += len(text)


def _part_run(run: etree._Element, at: int) -> None:
    """The run as two, of which the second begins with character `at` of the text."""
    second = etree.Element(run.tag, {str(key): str(value) for key, value in run.attrib.items()})
    if (look := run.find(W + "rPr")) is not None:
        second.append(deepcopy(look))
    reached = 0
    for node in list(run):
        length = len(sign_text(node))
        if reached >= at and node.tag != W + "rPr":
            second.append(node)
        elif reached < at < reached + length:
            text, rest = node.text or "", deepcopy(node)
            node.text, rest.text = text[: at - reached], text[at - reached :]
            for each in (node, rest):
                each.set(_SPACE, "preserve")
            second.append(rest)
        reached += length
    tail, run.tail = run.tail, None
    run.addnext(second)
    second.tail = tail


def _relate(parts: dict[str, bytes], main: str, name: str) -> None:
    """Say in the package what the new part is, and that the text has it."""
    folder, base = posixpath.split(main)
    relations = posixpath.join(folder, "_rels", f"{base}.rels")
    root = (
        etree.fromstring(parts[relations], _parser())
        if relations in parts
        else etree.fromstring(f'<Relationships xmlns="{_RELATIONS}"/>')
    )
    taken = {each.get("Id") for each in root}
    identity, number = "rIdComments", 1
    while identity in taken:
        number += 1
        identity = f"rIdComments{number}"
    entry = etree.SubElement(root, f"{{{_RELATIONS}}}Relationship")
    entry.set("Id", identity)
    entry.set("Type", f"{_OFFICE}/comments")
    entry.set("Target", posixpath.basename(name))
    parts[relations] = serialise(root)
    types = etree.fromstring(parts[CONTENT_TYPES], _parser())
    override = etree.SubElement(types, f"{{{_TYPES}}}Override")
    override.set("PartName", f"/{name}")
    override.set("ContentType", _COMMENTS)
    parts[CONTENT_TYPES] = serialise(types)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
