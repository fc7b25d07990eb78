"""A .docx from anywhere → problems: how it is built, then how its pages look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..measure.clauses import measurements
from ..measure.elements import lay_out
from ..measure.measurement import Measurement
from ..measure.written import is_ours, roles_of, written
from ..problem import Level, Problem, in_order
from ..problem_ids import NOT_A_DOCX, NOT_MEASURED, PAGE_MEASURES
from ..word.foreign_package import ForeignPackage, open_package, read_bytes
from ..word.foreign_paragraphs import DocxParagraph, paragraphs_of
from ..word.refusal import RefusedError
from .checks import findings
from .finding import Docx, clause

_MOST_PAGES = 300


def inspect(paths: Sequence[Path], root: Path) -> list[Problem]:
    """What is wrong with each file, named as given; all are rendered in one run of LibreOffice.

    `root` is the project's folder, where the fonts are.
    """
    problems: list[Problem] = []
    opened: dict[str, tuple[bytes, tuple[DocxParagraph, ...]]] = {}
    for path in paths:
        file = path.as_posix()
        try:
            content = read_bytes(path)
            package = open_package(content)
            paragraphs = tuple(paragraphs_of(package))
            problems += _structure(file, package, paragraphs)
        except RefusedError as error:
            problems.append(_unusable(file, error))
            continue
        opened[file] = (content, paragraphs)
    problems += _pages(opened, root)
    return in_order(problems)


def _unusable(file: str, error: RefusedError) -> Problem:
    return Problem(NOT_A_DOCX, Level.ERROR, file, 0, 0, error.reason, hint=error.advice)


def _structure(
    file: str, package: ForeignPackage, paragraphs: tuple[DocxParagraph, ...]
) -> Iterator[Problem]:
    docx = Docx(package, paragraphs, tuple(roles_of(paragraphs)))
    return (found.in_file(file) for found in findings(docx))


def _pages(
    opened: dict[str, tuple[bytes, tuple[DocxParagraph, ...]]], root: Path
) -> Iterator[Problem]:
    if not opened:
        return
    from ..measure.rendering import lacking, render_pages

    absent = lacking(root)
    if absent:
        hint = "要量版面，先运行 make pdf-setup"
        for file in opened:
            message = f"只查了文件的设置，没有量版面：{absent}"
            yield Problem(NOT_MEASURED, Level.NOTICE, file, 0, 0, message, hint=hint)
        return
    numbered = {str(index): file for index, file in enumerate(opened)}
    pages = render_pages({key: opened[file][0] for key, file in numbered.items()}, root)
    for key, file in numbered.items():
        paragraphs = opened[file][1]
        if key not in pages or len(pages[key]) > _MOST_PAGES:
            message = "只查了文件的设置，没有量版面：LibreOffice 转不出这个文件，或者页数太多"
            yield Problem(NOT_MEASURED, Level.NOTICE, file, 0, 0, message)
            continue
        ours = is_ours(paragraphs)
        layout = lay_out(written(paragraphs), pages[key], ours=ours)
        measured = [each for each in measurements(layout) if ours or not _is_set(each)]
        yield from _off(file, Level.WARNING if ours else Level.NOTICE, measured)


def _is_set(measurement: Measurement) -> bool:
    """Whether the file's settings have told it already: paper, faces and sizes."""
    return measurement.clause == "5.1" or measurement.name.endswith(("字体", "字号"))


def _off(file: str, level: Level, measured: list[Measurement]) -> Iterator[Problem]:
    """One problem for each measure: where it is furthest off, and in how many places."""
    off: dict[tuple[str, str], list[Measurement]] = {}
    for each in measured:
        if not each.right:
            off.setdefault((each.clause, each.name), []).append(each)
    for (number, name), places in off.items():
        worst = max(places, key=lambda each: each.off)
        about = f"“{worst.about}”" if worst.about else ""
        more = f"，这样的共{len(places)}处" if len(places) > 1 else ""
        where = f"第{worst.page}页" if worst.page else "PDF 里"
        message = (
            f"{where}{about}：{name}，应为{worst.shown(worst.wanted)}，"
            f"实测{worst.shown(worst.measured)}{more}"
        )
        basis = clause(number) if number[0].isdecimal() else number
        yield Problem(PAGE_MEASURES, level, file, 0, 0, message, basis)
