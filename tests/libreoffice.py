"""Tests that start LibreOffice, marked `libreoffice`: what it and they need, and which it is."""

from __future__ import annotations

import re
import subprocess
from functools import cache

from gongwen.measure.rendering import lacking
from gongwen.pdf.office import find_office
from tests.project import ROOT

GROUP = "LibreOffice"
"""The xdist group of these tests: one process runs them all, so that one LibreOffice runs."""
MEASURED_WITH = (7, 4)
"""The version that the layout was measured with first."""


@cache
def missing(*, fonts: bool) -> str:
    """Why a test that starts LibreOffice cannot run here, in Chinese; "" where it can. `fonts`:
    whether it looks at pages.
    """
    if fonts:
        return lacking(ROOT)
    return "" if find_office() else "没有 LibreOffice"


@cache
def version() -> tuple[int, int] | None:
    """The version that is installed, as (25, 2); None where there is none, or it does not say."""
    office = find_office()
    if office is None:
        return None
    said = subprocess.run(
        [office, "--version"], capture_output=True, text=True, check=False, timeout=60
    ).stdout
    found = re.search(r"LibreOffice (\d+)\.(\d+)", said)
    return (int(found[1]), int(found[2])) if found else None
