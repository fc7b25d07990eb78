"""The edited copy: what it says with all tracked changes accepted, who changed what, the comments,
and what of it has no place in the YAML.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree
from msgspec import Struct

from ..secrecy.gate import refuse
from ..word.accepted import accept_changes
from ..word.comments import WordComment, comments_of
from ..word.foreign_package import open_package, read_bytes
from ..word.wordml import W
from .units import CopyUnit, text_of, units_of

_MARKS = (W + "ins", W + "del", W + "moveFrom", W + "moveTo")
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"


class CopyRemark(Struct, frozen=True):
    """A comment of the copy: whose, the day, the words it hangs on, and what it says."""

    author: str
    date: str
    about: str
    words: str


class Copy(Struct, frozen=True):
    """`gone` are the texts of paragraphs that marks delete whole, with who did that. `pictures` and
    `tables` are how many there are, `margins` the words of headers and footers, `notes` those of
    footnotes and endnotes. Tables that stand right behind one another count as one.
    """

    units: list[CopyUnit]
    gone: dict[str, tuple[str, ...]]
    comments: list[CopyRemark]
    pictures: int
    tables: int
    margins: frozenset[str]
    notes: list[str]


def read_copy(path: Path) -> Copy:
    """The copy at a path. Raises RefusedError, or ClassifiedError where it may not be read here."""
    content = read_bytes(path)
    refuse(path.name, content, path.name)
    return copy_of(content)


def copy_of(content: bytes) -> Copy:
    """The copy in these bytes. Raises RefusedError."""
    package = open_package(content)
    body = package.body
    said, gone = _who(body)
    comments = [_remark(each) for each in comments_of(package)]
    accept_changes(body)
    return Copy(
        units_of(body, package.part("styles"), said),
        gone,
        comments,
        sum(1 for _ in body.iter(_BLIP)),
        sum(1 for table in body.iter(W + "tbl") if not _goes_on(table)),
        frozenset(_words(p) for end in ("header", "footer") for p in package.parts(end)) - {""},
        [
            text
            for end in ("footnotes", "endnotes")
            for part in package.parts(end)
            for node in part.iter(W + "p")
            if (text := text_of(node).strip())
        ],
    )


def _goes_on(table: etree._Element) -> bool:
    """Whether a table stands right behind another: LibreOffice saves the two as one."""
    before = table.getprevious()
    while before is not None and before.tag in (W + "bookmarkStart", W + "bookmarkEnd"):
        before = before.getprevious()
    return before is not None and before.tag == W + "tbl"


def _words(part: etree._Element) -> str:
    """What stands in a header or footer, page numbers left out."""
    text = "".join(node.text or "" for node in part.iter(W + "t"))
    return "".join(each for each in text if each.isalpha())


def _who(
    body: etree._Element,
) -> tuple[dict[etree._Element, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Who changed something in a paragraph, and when; and the paragraphs that are wholly deleted,
    by their text.
    """
    said: dict[etree._Element, tuple[str, ...]] = {}
    gone: dict[str, tuple[str, ...]] = {}
    for node in body.iter(W + "p"):
        who = tuple(dict.fromkeys(_signed(mark) for mark in node.iter(*_MARKS)))
        row = next(node.iterancestors(W + "tr"), None)
        properties = row.find(W + "trPr") if row is not None else None
        if properties is not None:
            who += tuple(_signed(mark) for mark in properties.iter(*_MARKS))
        if not who:
            continue
        said[node] = who
        text = "".join(each.text or "" for each in node.iter(W + "delText"))
        if text and not "".join(each.text or "" for each in node.iter(W + "t")).strip():
            gone["".join(text.split())] = who
    return said, gone


def _signed(mark: etree._Element) -> str:
    """王刚 2026-04-03."""
    return f"{mark.get(W + 'author') or '未署名'} {(mark.get(W + 'date') or '')[:10]}".strip()


def _remark(comment: WordComment) -> CopyRemark:
    """One at a place hangs on its paragraph."""
    about = comment.about
    if not about and comment.paragraph is not None:
        about = text_of(comment.paragraph)
    return CopyRemark(comment.author or "未署名", comment.date, about, "／".join(comment.said))
