"""Tests that start LibreOffice, marked `libreoffice`: which ones there are, what they need.

A test that takes `engine` is run once for each: the installed one, the other one where it has been
unpacked (`python build.py pdf-setup --second`), and those that the environment names: any program
that takes the arguments of soffice, several parted as in PATH (`OFFICE=/opt/libreoffice/soffice`).
"""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

from msgspec import Struct

from gongwen.measure.rendering import lacking
from gongwen.pdf.office import find_office
from gongwen.pdf.second_office import second_office
from tests.project import ROOT

VARIABLE = "OFFICE"
GROUP = "LibreOffice"
"""The xdist group of the tests that start the installed one; each other has one of its own, so that
one process at a time runs a LibreOffice.
"""


class Engine(Struct, frozen=True):
    """A LibreOffice: its `version` as people say it ("25.2"; "" = there is none), its program."""

    version: str
    program: Path

    @property
    def group(self) -> str:
        return f"{GROUP} {self.version}".strip()


NONE = Engine("", Path())


@cache
def missing(*, fonts: bool) -> str:
    """Why a test that starts LibreOffice cannot run here, in Chinese; "" where it can. `fonts`:
    whether it looks at pages.
    """
    if fonts:
        return lacking(ROOT)
    return "" if find_office() else "没有 LibreOffice"


@cache
def engines() -> tuple[Engine, ...]:
    """Every LibreOffice there is, the installed one first; `NONE` alone where there is none."""
    named = filter(None, os.environ.get(VARIABLE, "").split(os.pathsep))
    programs = (find_office(), second_office(ROOT), *(Path(each).absolute() for each in named))
    found = [Engine(version_of(program), program) for program in programs if program]
    return tuple({each.version: each for each in reversed(found)}.values())[::-1] or (NONE,)


def version_of(program: Path) -> str:
    """The version that a program says it is; "" where it does not."""
    said = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=False, timeout=60
    ).stdout
    found = re.search(r"LibreOffice (\d+\.\d+)", said)
    return found[1] if found else ""
