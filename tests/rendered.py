"""Pages by LibreOffice, each file once in a process: the same documents are measured, and compared
with what is reckoned of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from gongwen.measure.pages import MeasuredPage
from gongwen.measure.rendering import render_pages
from tests.project import ROOT

_RENDERED: dict[tuple[Path | None, bytes], tuple[MeasuredPage, ...]] = {}


def pages_of(
    files: Mapping[str, bytes], program: Path | None
) -> dict[str, tuple[MeasuredPage, ...]]:
    """The pages of each .docx, by name, as `render_pages` has them: those not seen before by one
    run of LibreOffice.
    """
    keys = {name: (program, hashlib.sha256(content).digest()) for name, content in files.items()}
    new = {name: content for name, content in files.items() if keys[name] not in _RENDERED}
    for name, pages in render_pages(new, ROOT, program).items():
        _RENDERED[keys[name]] = pages
    return {name: _RENDERED[key] for name, key in keys.items() if key in _RENDERED}
