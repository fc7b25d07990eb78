"""本单位.yaml found and read, and what it says that the registry says too, for commands that work
without a document.
"""

from __future__ import annotations

from pathlib import Path

from ..problem import Problem
from ..registry.office import NO_OFFICE, OwnOffice
from ..registry.series import CodeSeries
from .library import DEFAULT_REGISTRY, OFFICE_FILE, Library


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


def known_series(content: Path, root: Path) -> tuple[CodeSeries, ...]:
    """The series of numbers that the office names, then those of the units of its registry; of one
    that is named twice, what is said first.
    """
    office, _ = office_of(content, root)
    found = {each.code: each for each in office.series}
    path = content / DEFAULT_REGISTRY
    if path.is_file():
        from ..registry.reader import load_registry

        source = Library(content, root).read(path)
        registry, _ = load_registry(source.data, source.shown)
        for unit in registry.units:
            for each in unit.series:
                found.setdefault(each.code, each)
    return tuple(found.values())
