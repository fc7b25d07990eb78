"""The font files that LibreOffice is given in tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gongwen.pdf.fonts import find_fonts, listed

from .project import ROOT


@cache
def font_files() -> dict[str, Path]:
    """By their names, the project's and the system's: a machine keeps them in either place."""
    fonts = find_fonts(ROOT)
    files = (Path(file) for file, *_ in listed(fonts.configuration)) if fonts else ()
    return {file.name: file for file in files}
