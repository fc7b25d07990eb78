"""How a .docx is built, against GB/T 9704-2012: one file, one check.

A module here has `check(docx) -> Iterator[Finding]`; a new file is found by itself.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

from ..finding import Deviation, Docx


def findings(docx: Docx) -> Iterator[Deviation]:
    """What all checks find."""
    for info in pkgutil.iter_modules(__path__):
        yield from importlib.import_module(f"{__name__}.{info.name}").check(docx)
