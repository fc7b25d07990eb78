"""Paragraphs with nothing else, set by an engine and read back from its pages."""

from __future__ import annotations

from collections.abc import Sequence

from gongwen.composition import Composition, PageSection, Paragraph
from gongwen.formats import docx
from gongwen.measure.elements import LaidOut, lay_out
from gongwen.measure.rendering import render_pages
from gongwen.measure.written import written
from gongwen.sheet.data import Sheet
from gongwen.template.ready import load_template
from gongwen.word.foreign_package import open_package
from gongwen.word.foreign_paragraphs import paragraphs_of
from tests.libreoffice import Engine
from tests.project import ROOT


def laid_out(paragraphs: Sequence[Paragraph], sheet: Sheet, engine: Engine) -> LaidOut:
    """Where the engine puts the paragraphs of a text on the pages of a 文件."""
    template = load_template(ROOT / "templates" / "文件.docx", sheet)
    sections = (PageSection(tuple(paragraphs)),)
    content = docx.write(Composition("", None, sections, None), template)
    pages = render_pages({"文": content}, ROOT, engine.program)["文"]
    return lay_out(written(paragraphs_of(open_package(content))), pages)
