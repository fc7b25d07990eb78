"""The font files that LibreOffice is given in tests."""

from __future__ import annotations

import os
import subprocess
from functools import cache
from pathlib import Path

from gongwen.pdf.fonts import find_fonts

from .project import ROOT


@cache
def font_files() -> dict[str, Path]:
    """By their names, the project's and the system's: a machine keeps them in either place."""
    fonts = find_fonts(ROOT)
    if fonts is None:
        return {}
    listed = subprocess.run(
        ["fc-list", "--format", "%{file}\n"],
        env=os.environ | {"FONTCONFIG_FILE": str(fonts.configuration.resolve())},
        capture_output=True,
        text=True,
        check=True,
    )
    return {Path(line).name: Path(line) for line in listed.stdout.splitlines()}
