"""PDFs of .docx files that are no format of a build: redlines, comparison tables, drafts."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from ..problem import Problem, in_order

_WORD, _PDF = ".docx", ".pdf"


def lacking(root: Path) -> str:
    """What to tell the user where a program is not there that PDFs need, else ""."""
    from ..formats import pdf

    return pdf.missing(root)


def with_pdfs(
    files: Mapping[Path, bytes], root: Path, without: Container[Path] = ()
) -> tuple[dict[Path, bytes], list[Problem], bool]:
    """The files, after each .docx (but those in `without`) its PDF as a build makes it; what is to
    be said of the PDFs, and whether one could not be made.
    """
    from ..formats import pdf

    drafts = {
        path.with_suffix(_PDF).name: content
        for path, content in files.items()
        if path.suffix == _WORD and path not in without
    }
    made = pdf.finish(drafts, root)
    all_files: dict[Path, bytes] = {}
    for path, content in files.items():
        all_files[path] = content
        finished = made.get(path.with_suffix(_PDF).name) if path.suffix == _WORD else None
        if finished and finished.content is not None:
            all_files[path.with_suffix(_PDF)] = finished.content
    problems = [problem for each in made.values() for problem in each.problems]
    return all_files, in_order(problems), any(each.content is None for each in made.values())
