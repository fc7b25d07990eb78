"""修改对照表.docx: a landscape table, one change a row, the changed words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from ..composition import Cell, Composition, PageSection, Paragraph, Run, Table
from ..render.render import Template, render
from ..typeset.title import break_title
from ..word.wordml import DOCUMENT, W, element, parse, serialise
from .change import Change
from .views import said

_HEADS: Final = ("序号", "位置", "原文", "修改后", "说明")
_SHARES: Final = (6, 15, 32, 32, 15)
_GONE, _COME, _END = "\ufdd8", "\ufdd9", "\ufdda"
"""Around changed words until the run is split: noncharacters, which no document holds."""
_MARKED = re.compile(f"([{_GONE}{_COME}])([^{_END}]*){_END}")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")


_SLACK = 40
"""Twips that a line of the title leaves, for faces differ in width."""


def comparison_table(
    changes: Sequence[Change],
    title: str,
    versions: str,
    template: Template,
    notes: Sequence[str] = (),
) -> dict[str, bytes]:
    """The parts of the .docx. `versions` says what was compared; `notes` add to 说明."""
    page = template.sheet.page
    widths = [page.area_height * share // sum(_SHARES) for share in _SHARES]
    widths[-1] += page.area_height - sum(widths)
    room = (page.area_height - _SLACK) / template.sheet.character_of("标题")
    rows = [tuple(Cell((Paragraph("表头", (Run(head),)),)) for head in _HEADS)]
    for number, change in enumerate(changes, 1):
        rows.append(_row(number, change, notes[number - 1] if notes else ""))
    if len(rows) == 1:
        none = Cell((Paragraph("表文居中", (Run("两版没有不同"),)),), columns=len(_HEADS))
        rows.append((none,))
    blocks = (
        Paragraph("标题", (Run("\n".join(break_title(f"{title}修改对照表", (), room))),)),
        Paragraph("表单位", (Run(versions),)),
        Table(tuple(widths), 1, tuple(rows)),
    )
    parts = render(
        Composition(f"{title}修改对照表", None, (PageSection(blocks, landscape=True),), None),
        template,
    )
    root = parse(parts[DOCUMENT])
    for text in list(root.iter(W + "t")):
        if text.text and _MARKED.search(text.text):
            _split(text)
    parts[DOCUMENT] = serialise(root)
    return parts


def _row(number: int, change: Change, note: str) -> tuple[Cell, ...]:
    gone = "".join(_signed(piece.old, piece.changed, _GONE) for piece in change.pieces)
    come = "".join(_signed(piece.new, piece.changed, _COME) for piece in change.pieces)
    return (
        Cell((Paragraph("表文居中", (Run(str(number)),)),)),
        *(
            Cell(tuple(_paragraphs(text)))
            for text in (change.shown_place, gone, come, said(change, note))
        ),
    )


def _signed(text: str, changed: bool, sign: str) -> str:
    """Words with their signs, which stay within a line."""
    clean = _FORBIDDEN.sub("", text.replace("\t", "　"))
    if not (changed and clean):
        return clean
    return "\n".join(f"{sign}{line}{_END}" if line else "" for line in clean.split("\n"))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for line in text.split("\n"):
        yield Paragraph("表文", (Run(line),) if line else ())


def _split(text: etree._Element) -> None:
    """A run cut where its marked words begin and end: what went struck out, what came underlined,
    so that it is told apart in black and white too.
    """
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
        if sign == _GONE:
            face.append(element("strike"))
        face.append(element("color", val="C00000" if sign == _GONE else "0000C0"))
        if sign == _COME:
            face.append(element("u", val="single"))
    node = etree.SubElement(made, W + "t")
    node.text = words
    node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addprevious(made)
