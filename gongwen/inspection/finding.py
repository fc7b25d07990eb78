"""One thing found in a .docx, and what the checks look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ..problem import Level, Problem
from ..problem_ids import ProblemId
from ..word.foreign_package import ForeignPackage
from ..word.foreign_paragraphs import DocxParagraph

STANDARD = "GB/T 9704-2012"


class Deviation(Struct, frozen=True):
    """What is wrong, why (a clause), and what to do in Word or WPS instead."""

    rule: ProblemId
    level: Level
    message: str
    basis: str = ""
    hint: str = ""

    def in_file(self, file: str) -> Problem:
        """The same as a problem of `file` as a whole: a .docx has no lines."""
        return Problem(self.rule, self.level, file, 0, 0, self.message, self.basis, self.hint)


class Docx(Struct, frozen=True):
    """A .docx: its parts, its paragraphs, and what element of a 公文 each is ("" = not known)."""

    package: ForeignPackage
    paragraphs: tuple[DocxParagraph, ...]
    roles: tuple[str, ...]

    @property
    def body(self) -> Iterator[tuple[DocxParagraph, str]]:
        """The paragraphs of the body, not those of headers and tables, with their roles."""
        for paragraph, role in zip(self.paragraphs, self.roles, strict=True):
            if not paragraph.in_header and paragraph.table < 0:
                yield paragraph, role


def clause(*numbers: str) -> str:
    """The basis that a problem prints: the standard and its clauses."""
    return f"{STANDARD} {'、'.join(numbers)}"


def quoted(texts: Iterable[str], most: int = 3) -> str:
    """A few texts, shortened, for a message: “…”“…”等5处."""
    shown = [text.strip() for text in texts]
    first = "".join(f"“{text[:12]}{'…' if len(text) > 12 else ''}”" for text in shown[:most])
    return first + (f"等{len(shown)}处" if len(shown) > most else "")
