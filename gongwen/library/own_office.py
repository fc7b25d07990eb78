"""本单位.yaml found and read, for commands that work without a document."""

from __future__ import annotations

from pathlib import Path

from ..problem import Problem
from ..registry.office import NO_OFFICE, OwnOffice
from .library import OFFICE_FILE, Library


def office_of(
    content: Path, root: Path, beside: Path | None = None
) -> tuple[OwnOffice, list[Problem]]:
    """What the office of the content root says of itself, and what is wrong with the file; beside
    a document of the folder `beside` another one may lie, which then counts. Nothing where there is
    none. What may not be read here is among the problems, and nothing of it is known.
    """
    library = Library(content, root)
    for folder in dict.fromkeys((beside or content, content)):
        path = folder / OFFICE_FILE
        if path.is_file():
            from ..registry.office_reader import load_office

            source = library.read(path)
            office, problems = load_office(source.data, source.shown)
            return office, [*source.problems, *problems]
    return NO_OFFICE, []
