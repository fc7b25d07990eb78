"""Pages of .docx files, as LibreOffice lays them out: all files in one run of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..pdf.conversion import Failure
from ..pdf.finish import converted, the_office
from ..pdf.fonts import find_fonts
from ..pdf.office import find_office
from ..sheet.families import face_of
from .pages import MeasuredPage
from .reader import UnreadablePdfError, read_pages

_FACES = {
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "黑体",
    "宋体": "宋体",
    "方正小标宋简体": "小标宋",
}


def lacking(root: Path) -> str:
    """What is not there for measuring, in Chinese: LibreOffice, or faces that pages are set in
    (the real ones or stand-ins of their kind); "" where all is there.
    """
    if find_office() is None:
        return "没有 LibreOffice"
    fonts = find_fonts(root)
    if fonts is None:
        return "查不出有哪些字体"
    absent = [
        family for family, kind in _FACES.items() if face_of(fonts.face(family).found) != kind
    ]
    return f"没有字体（或同类的代用字体）：{'、'.join(absent)}" if absent else ""


def render_pages(
    documents: Mapping[str, bytes], root: Path, program: Path | None = None
) -> dict[str, tuple[MeasuredPage, ...]]:
    """The pages of each .docx, by name; those that LibreOffice could not do are left out. `program`
    = another LibreOffice than the one that is found.
    """
    pages = {}
    fonts = find_fonts(root)
    office = the_office(root, fonts, program)
    for name, result in converted(documents, root, fonts, office).items():
        if isinstance(result, Failure):
            continue
        try:
            pages[name] = read_pages(result)
        except UnreadablePdfError:
            continue
    return pages
