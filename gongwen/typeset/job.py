"""What typesetting needs beside the document itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from ..document.parts import Document, DraftStage
from ..document.values import UnitsTyped
from ..kinds import Kind
from ..library.pictures import VettedPicture
from ..registry.units import Registry, UnitList, UnitReference, read_units

FINAL: DraftStage = "印发稿"


class Measures(Struct, frozen=True):
    """What the sheet says and typesetting computes with. Lengths in twips."""

    character: float
    """Width of one 3号 character on the grid (the type area's width / 28)."""
    width: int
    """Of the type area, portrait."""
    landscape_width: int
    """Of the type area, landscape."""
    table_character: float
    """Width of one character of a table's text."""
    title_character: float
    """Width of one character of a title."""
    cell_margin: int
    """Left plus right margin of a table cell."""
    row: int = 579
    """Height of a line of the grid."""
    mark_room: float = 16.0
    """How many characters of a 发文机关标志 stand in a line where they are narrowed no further than
    looks well.
    """
    above_order_mark: int = 953
    """Room above the mark of a 命令."""
    seal: int = 2381
    """Width of a seal that is supplied as a picture."""
    words: Mapping[str, str] = field(default_factory=dict)
    """The sheet's wording of notes, by 公开方式."""

    def characters(self, count: float) -> int:
        """`count` 3号 characters in twips."""
        return round(count * self.character)


class Job(Struct, frozen=True):
    """One document at one stage."""

    document: Document
    stage: DraftStage
    kind: Kind
    registry: Registry
    measures: Measures
    pictures: Mapping[str, VettedPicture]
    """Pictures by the name typed; one that cannot be had is not among them."""
    owner: Document | None = None
    """The document that the part being set was quoted from; None = it is this document's own."""
    landscape: bool = False
    """Whether the part being set stands on landscape pages."""

    @property
    def is_final(self) -> bool:
        """Whether the full 版头 and 版记 are printed: in a 印发稿, and a 送审稿 as 清样."""
        return self.stage == FINAL or (self.stage == "送审稿" and self.document.clean_proof)

    @property
    def facts(self) -> Document:
        """The document whose parts and facts the part being set refers to."""
        return self.owner or self.document

    @property
    def layout_format(self) -> str:
        """文件, 信函, 命令 or 纪要: what the document says, else what its 文种 does."""
        return self.document.layout_format or self.kind.layout_format

    @property
    def width(self) -> int:
        """Twips of the type area that the part being set stands in."""
        return self.measures.landscape_width if self.landscape else self.measures.width

    @property
    def height(self) -> int:
        """Its height in twips."""
        return self.measures.width if self.landscape else self.measures.landscape_width

    def units(self, typed: UnitsTyped) -> UnitList:
        """Units as typed, read through the registry."""
        return read_units(typed, self.registry)

    def line(self, typed: UnitsTyped) -> str:
        """Units as printed in one line, without closing punctuation."""
        return self.units(typed).text

    def issuers(self) -> tuple[str, ...]:
        """The issuing units one by one, the lead first; several in a joint issue 联合行文."""
        issuer = self.document.issuer
        if issuer is None:
            return ()
        return tuple(_standing_alone(each) for each in self.units(issuer).references)


def _standing_alone(reference: UnitReference) -> str:
    """The unit's name where no name before it says what it leaves out (市教育局、科技局)."""
    unit = reference.unit
    if unit is None or reference.former or reference.written in unit.names:
        return reference.written
    fitting = [name for name in unit.names if name.endswith(reference.written)]
    return fitting[-1] if fitting else unit.full_name
