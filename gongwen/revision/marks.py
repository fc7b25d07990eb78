"""The marks of tracked changes (ISO 29500-1 17.13.5), each with its number, author and date."""

from __future__ import annotations

import copy
from typing import Final

from lxml import etree
from msgspec import Struct

from ..word.wordml import W, element

_CHANGES: Final = {
    "pPr": "pPrChange",
    "rPr": "rPrChange",
    "tblPr": "tblPrChange",
    "trPr": "trPrChange",
    "tcPr": "tcPrChange",
    "sectPr": "sectPrChange",
}
_ORDER: Final = ("ins", "del", "moveFrom", "moveTo")
"""How marks of a paragraph's end follow each other (17.13.5, EG_ParaRPrTrackChanges)."""
_NOT_KEPT: Final = {
    "pPr": ("rPr", "sectPr"),
    "sectPr": ("headerReference", "footerReference"),
}
"""What the old properties inside a change may not hold."""


class Marks(Struct):
    """`date` is local time as Word writes it (2026-04-03T09:00:00Z); "" = none is known."""

    author: str
    date: str = ""
    last: int = 0

    def mark(self, name: str) -> etree._Element:
        """A mark of this name, empty."""
        made = element(name, id=self.number(), author=self.author)
        if self.date:
            made.set(W + "date", self.date)
        return made

    def number(self) -> int:
        """A number that no other mark has."""
        self.last += 1
        return self.last

    def around(self, name: str, nodes: list[etree._Element]) -> list[etree._Element]:
        """The nodes inside a mark, or nothing where there are none."""
        if not nodes:
            return []
        made = self.mark(name)
        made.extend(nodes)
        return [made]

    def changed(
        self, new: etree._Element | None, old: etree._Element | None, name: str
    ) -> etree._Element | None:
        """Properties (`name`: pPr, rPr, …) that are `new` and were `old`: a copy of the new ones,
        with the change noted where they differ. None where there are none and were none.
        """
        kept = _bare(old, name)
        made = copy.deepcopy(new) if new is not None else element(name)
        if etree.tostring(_bare(new, name), method="c14n") == etree.tostring(kept, method="c14n"):
            return made if len(made) else None
        change = self.mark(_CHANGES[name])
        change.append(kept)
        made.append(change)
        return made

    def paragraph_mark(self, paragraph: etree._Element, name: str) -> None:
        """Mark the end of a paragraph as inserted, deleted or moved."""
        properties = paragraph.find(W + "pPr")
        if properties is None:
            properties = element("pPr")
            paragraph.insert(0, properties)
        run = properties.find(W + "rPr")
        if run is None:
            run = element("rPr")
            after = next(
                (
                    n
                    for n in (properties.find(W + x) for x in ("sectPr", "pPrChange"))
                    if n is not None
                ),
                None,
            )
            if after is None:
                properties.append(run)
            else:
                after.addprevious(run)
        before = [W + each for each in _ORDER[: _ORDER.index(name)]]
        run.insert(sum(child.tag in before for child in run), self.mark(name))

    def row_mark(self, row: etree._Element, name: str) -> None:
        """Mark a table row as inserted or deleted."""
        properties = row.find(W + "trPr")
        if properties is None:
            properties = element("trPr")
            before = [child for child in row if child.tag == W + "tblPrEx"]
            row.insert(len(before), properties)
        properties.append(self.mark(name))


def _bare(properties: etree._Element | None, name: str) -> etree._Element:
    made = copy.deepcopy(properties) if properties is not None else element(name)
    etree.cleanup_namespaces(made)
    for unwanted in _NOT_KEPT.get(name, ()):
        for child in made.findall(W + unwanted):
            made.remove(child)
    return made
