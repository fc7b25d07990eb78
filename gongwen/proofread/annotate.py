"""A copy of a .docx with what was found as Word comments at the very words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from ..problem import Problem
from ..storage.files import write_atomically
from ..word.commenting import Note, with_comments
from ..word.foreign_package import open_package
from ..word.shown import shown_paragraphs, shown_text
from .spots import Printed

AUTHOR, INITIALS = "核稿", "核"


class Annotated(Struct, frozen=True):
    """The copy; how many comments stand at words, and how many are about what is not on paper (they
    hang on the first line of text).
    """

    content: bytes
    placed: int
    unplaced: int


def annotated(content: bytes, problems: Iterable[Problem], sources: Mapping[str, str]) -> Annotated:
    """The file with a comment for each problem that stands in `sources`, the YAML of its text by
    the names of files. Raises RefusedError where the file cannot be read.
    """
    paragraphs = [shown_text(each) for each in shown_paragraphs(open_package(content).body)]
    printed = Printed(paragraphs, sources)
    first = next((index for index, text in enumerate(paragraphs) if text.strip()), 0)
    notes, unplaced = [], 0
    for problem in problems:
        spot = printed.spot(problem)
        lines = _lines(problem)
        if spot is not None:
            notes.append(Note(spot.paragraph, spot.start, spot.end, lines))
            continue
        unplaced += 1
        notes.append(Note(first, 0, len(paragraphs[first]) if paragraphs else 0, lines))
    made = with_comments(content, notes if paragraphs else [], AUTHOR, INITIALS)
    return Annotated(made, len(notes) - unplaced, unplaced)


def _lines(problem: Problem) -> tuple[str, ...]:
    """What a comment says: the problem, why, and what to do."""
    said = (
        f"{problem.level}（{problem.rule}）：{problem.message}",
        f"依据：{problem.basis}" if problem.basis else "",
        f"建议：{problem.hint}" if problem.hint else "",
    )
    return tuple(" ".join(line.split()) for line in said if line)


def write_copy(original: Path, content: bytes) -> Path:
    """The copy beside the original, as 名称（核稿）, or under the next free name where another file
    has that. Raises OSError.
    """
    number = 1
    while True:
        mark = "核稿" if number == 1 else f"核稿{number}"
        target = original.with_name(f"{original.stem}（{mark}）{original.suffix}")
        if not target.exists() or target.read_bytes() == content:
            write_atomically(target, content)
            return target
        number += 1
