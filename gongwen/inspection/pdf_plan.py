"""What a PDF is measured against: the .docx of ours that it was exported from, and the sheet that
this was set by.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from ..library.documents import UnknownNameError, chosen, documents_in
from ..library.library import Library
from ..measure.elements import Written
from ..measure.norm import STANDARD, Norm, norm_of
from ..measure.written import is_ours, written
from ..secrecy.gate import refuse
from ..sheet.data import STANDARD_SHEET
from ..sheet.reader import load_sheet
from ..source.tree import Mapping
from ..word.foreign_package import open_package, read_bytes
from ..word.foreign_paragraphs import paragraphs_of
from ..word.refusal import RefusedError


class NoPlanError(Exception):
    """There is nothing to measure a PDF against; the text is for the user."""


class Plan(Struct, frozen=True):
    """The paragraphs of a .docx, and what its sheet wants of them."""

    file: str
    sheet: str
    paragraphs: tuple[Written, ...]
    norm: Norm


class ProjectPlaces(Struct, frozen=True):
    """Where the project has what: its root, the documents, what was made of them."""

    root: Path
    content: Path
    output: Path


def plan_of(pdf: Path, against: str, places: ProjectPlaces) -> Plan:
    """What `pdf` is measured against: `against` (a .docx, or the name of a document), or where that
    is "" the .docx of the same name, beside it or among what was made.

    Raises NoPlanError, ClassifiedError where one of the two may not be worked on here.
    """
    refuse(pdf.name, b"", pdf.as_posix())
    file = _named(pdf, against, places) if against else _of_same_name(pdf, places)
    try:
        content = read_bytes(file)
        refuse(file.name, content, file.as_posix())
        paragraphs = tuple(paragraphs_of(open_package(content)))
    except RefusedError as error:
        raise NoPlanError(f"{file.as_posix()}：{error.reason}") from error
    if not is_ours(paragraphs):
        message = "不是本程序生成的（或者已经另存成别的样式），不知道各段是什么要素，没有量"
        raise NoPlanError(f"{file.as_posix()} {message}")
    sheet, norm = _sheet_of(file, places)
    return Plan(file.as_posix(), sheet, tuple(written(paragraphs)), norm)


def _named(pdf: Path, against: str, places: ProjectPlaces) -> Path:
    """The .docx that an argument means."""
    if against.lower().endswith(".docx"):
        file = Path(against)
        if not file.is_file():
            raise NoPlanError(f"没有“{against}”这个文件")
        return file
    try:
        (document,) = chosen([against], places.content)
    except (UnknownNameError, ValueError) as error:
        raise NoPlanError(str(error)) from error
    folder = (places.output / document.relative_to(places.content)).with_suffix("")
    made = sorted(folder.glob("*.docx"))
    same = [file for file in made if file.stem == pdf.stem]
    return _only(same or made, f"“{against}”", f"先生成：make DOC={against}")


def _of_same_name(pdf: Path, places: ProjectPlaces) -> Path:
    beside = pdf.with_suffix(".docx")
    if beside.is_file():
        return beside
    made = sorted(places.output.rglob("*.docx")) if places.output.is_dir() else []
    same = [file for file in made if file.stem == pdf.stem]
    hint = "PDF 的名称要与导出它的 .docx 一样；不一样的，写明哪一份：--against 名称或文件.docx"
    return _only(same, f"“{pdf.name}”", hint)


def _only(files: Sequence[Path], what: str, hint: str) -> Path:
    """The one file. Raises NoPlanError where there is none, or more."""
    if len(files) == 1:
        return files[0]
    if not files:
        raise NoPlanError(f"找不到与{what}对照的 .docx；{hint}")
    names = "、".join(file.name for file in files)
    hint = "写明哪一个：--against 文件.docx"
    raise NoPlanError(f"与{what}对照的 .docx 有{len(files)}个（{names}），{hint}")


def _sheet_of(file: Path, places: ProjectPlaces) -> tuple[str, Norm]:
    """The sheet of the document that a .docx was made of, by its name; the national standard's
    where it is of no document here.
    """
    name = file.stem.partition("（")[0]
    documents = documents_in(places.content) if places.content.is_dir() else []
    found = [path for path in documents if path.stem == name]
    if file.resolve().is_relative_to(places.output):
        inside = file.resolve().relative_to(places.output).parent
        found = [p for p in found if p.relative_to(places.content).with_suffix("") == inside]
    if len(found) != 1:
        return STANDARD_SHEET, STANDARD
    data = Library(places.content, places.root).read(found[0]).data
    said = data.get("样式") if isinstance(data, Mapping) else None
    sheet_name = str(said or STANDARD_SHEET)
    sheet, _ = load_sheet(sheet_name, places.root / "styles")
    if sheet is None:
        raise NoPlanError(f"样式表“{sheet_name}”读不出来，先改好：make styles")
    return sheet_name, norm_of(sheet)
