"""What tables of changes are made with: title, widths, and words that are marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from .. import patterns as re
from ..composition import Paragraph, Run
from ..template.ready import Template
from ..typeset.title import break_title
from ..word.wordml import W, element

GONE, COME = "\ufdd8", "\ufdd9"
_END: Final = "\ufdda"
"""Around changed words until the run is split: noncharacters, which no document holds."""
_MARKED: Final = re.compile(f"([{GONE}{COME}])([^{_END}]*){_END}")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")
_SLACK: Final = 40
"""Twips that a line of the title leaves, for faces differ in width."""


def table_title(title: str, template: Template) -> Paragraph:
    """The title, broken into lines where it is long."""
    room = (template.sheet.page.area_height - _SLACK) / template.sheet.character_of("标题")
    return Paragraph("标题", (Run("\n".join(break_title(title, (), room))),))


def shared_out(width: int, shares: Sequence[int]) -> tuple[int, ...]:
    """A width parted by shares, in twips; the last column takes what is left over."""
    widths = [width * share // sum(shares) for share in shares]
    return (*widths[:-1], width - sum(widths[:-1]))


def signed(text: str, sign: str) -> str:
    """Words between signs (`GONE`, `COME`; "" = none), which stay within a line."""
    clean = _FORBIDDEN.sub("", text.replace("\t", "　"))
    if not (sign and clean):
        return clean
    return "\n".join(f"{sign}{line}{_END}" if line else "" for line in clean.split("\n"))


def paragraphs_of(style: str, text: str) -> Iterator[Paragraph]:
    """A paragraph a line."""
    for line in text.split("\n"):
        yield Paragraph(style, (Run(line),) if line else ())


def mark_words(root: etree._Element) -> None:
    """Give the signed words of a document their face: what went is struck out, what came bold and
    underlined, so that both are told apart in black and white too.
    """
    for text in list(root.iter(W + "t")):
        if text.text and _MARKED.search(text.text):
            _split(text)


def _split(text: etree._Element) -> None:
    """A run cut where its marked words begin and end."""
    run = text.getparent()
    assert run is not None and run.getparent() is not None  # noqa: S101  a text stands in a run
    words = text.text or ""
    at = 0
    for match in _MARKED.finditer(words):
        _put(run, words[at : match.start()], "")
        _put(run, match[2], match[1])
        at = match.end()
    _put(run, words[at:], "")
    run.getparent().remove(run)  # type: ignore[union-attr]


def _put(run: etree._Element, words: str, sign: str) -> None:
    if not words:
        return
    made = element("r")
    if sign:
        face = etree.SubElement(made, W + "rPr")
        if sign == COME:
            face.append(element("b"))
            face.append(element("u", val="single"))
        else:
            face.append(element("strike"))
    node = etree.SubElement(made, W + "t")
    node.text = words
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addprevious(made)
