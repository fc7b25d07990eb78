"""What was found at the head of a document, as it is gathered."""

from __future__ import annotations

from msgspec import Struct, field

from .mark import IssuerMark
from .tree import Tree
from .wording import is_unit


class Header(Struct):
    """What stands above the text. `issuer` is who issued it by a line at the title;
    `is_attachment` = the file is one; `end` is where the text begins.
    """

    mark: IssuerMark | None = None
    title: list[str] = field(default_factory=list)
    fields: dict[str, Tree] = field(default_factory=dict)
    stage: str = ""
    note: str = ""
    recipients: str = ""
    issuer: str = ""
    is_attachment: bool = False
    end: int = 0

    @property
    def named(self) -> str:
        """The one unit that the mark names, else the title before 关于; "" where there is none."""
        if self.mark:
            return self.mark.units[0] if len(self.mark.units) == 1 else ""
        before, about, _ = "".join(self.title).partition("关于")
        return before if about and is_unit(before) else ""
