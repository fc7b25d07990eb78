"""What is customary and seen on a page: 章 and 节 centred, rosters aligned, heads of table columns
broken between words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..due import Due
from ..elements import LaidOut, PlacedParagraph
from ..measurement import TOLERANCE, Measurement

_CENTRED = {"章": "章、节标题居中", "节": "章、节标题居中", "目录标题": "目录标题居中"}
_GAP = 2.0
"""Wider than this, what parts two characters is a tab."""


def measure(layout: LaidOut) -> Iterator[Measurement]:
    for heading in layout.of(*_CENTRED):
        name, row = _CENTRED[heading.role], heading.first
        yield Measurement("惯例", name, layout.norm.middle, row.middle, row.page, row.text)
    yield from _rosters(layout)
    for head in layout.elements:
        if head.in_head and len(head.rows) > 1:
            torn = "断开了词" if _torn(head) else "没有断开"
            yield Measurement("惯例", "表头的词不断开", "没有断开", torn, head.page, head.text)


def due(layout: LaidOut) -> Iterator[Due]:
    for heading in layout.written(*_CENTRED):
        yield Due("惯例", _CENTRED[heading.role], heading.text)


def _rosters(layout: LaidOut) -> Iterator[Measurement]:
    """Posts begin where those above do, or behind a long name, whole characters further on; and
    what turns over hangs under them.
    """
    known: list[float] = []
    for person in layout.of("名单"):
        starts = _starts(person)
        for row in person.rows[1:]:
            wanted = min(starts, key=lambda start: abs(start - row.left))
            yield Measurement(
                "惯例", "名单回行与首行对齐", wanted, row.left, row.page, row.text[:8]
            )
        if not starts:
            continue
        apart = layout.norm.character - TOLERANCE
        near = [x for x in known if abs(x - starts[-1]) < apart]
        if near:
            yield Measurement(
                "惯例", "名单职务对齐", near[0], starts[-1], person.page, person.text[:8]
            )
        else:
            known.append(starts[-1])


def _starts(person: PlacedParagraph) -> list[float]:
    """Where its first row begins anew: at its head, after a colon, after a tab."""
    glyphs = person.first.glyphs
    after = (
        glyph.left
        for before, glyph in pairwise(glyphs)
        if before.text == "：" or glyph.left - before.right > _GAP
    )
    return [glyphs[0].left, *after]


def _torn(head: PlacedParagraph) -> bool:
    """Whether a line of the head ends inside a word; one of four characters is two of two."""
    from ...typeset.segmentation import words

    ends = {span.end for span in words(head.text, ())}
    at = 0
    for row in head.rows[:-1]:
        at += len(row.text)
        if at not in ends and (at % 2 or len(head.text) % 2):
            return True
    return False
