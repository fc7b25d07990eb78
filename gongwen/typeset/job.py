"""What typesetting needs beside the document itself."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from ..document.parts import Document, DraftStage
from ..document.values import UnitsTyped
from ..kinds import Kind
from ..library.pictures import VettedPicture
from ..paper.seams import Cut, cut_anew
from ..registry.units import Registry, UnitList, read_units, standing_alone
from .measures import Measures

FINAL: DraftStage = "印发稿"


class Job(Struct, frozen=True):
    """One document at one stage."""

    document: Document
    stage: DraftStage
    kind: Kind
    registry: Registry
    measures: Measures
    pictures: Mapping[str, VettedPicture]
    """Pictures by the name typed; one that cannot be had is not among them."""
    cut: Cut = cut_anew
    """What knows the words of a title that the trade does not."""
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

    @property
    def columns(self) -> float:
        """How wide a line of it is in 3号 characters: as many as stand in it, and what is over."""
        return self.width / self.measures.character

    def units(self, typed: UnitsTyped) -> UnitList:
        """Units as typed, read through the registry."""
        return read_units(typed, self.registry)

    def line(self, typed: UnitsTyped) -> str:
        """Units as printed in one line, without closing punctuation."""
        return self.units(typed).text

    def issuers(self) -> tuple[str, ...]:
        """The issuing units one by one, the lead first; several in a joint issue 联合行文."""
        issuer = self.document.issuer
        return () if issuer is None else standing_alone(issuer, self.registry)
