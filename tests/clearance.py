"""A computer declared cleared for classified work, for tests: another place of the declaration,
which nothing but code can name.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gongwen.secrecy import clearance

SAID = "管理员: 云溪市保密员\n日期: 2026-01-31\n"


@contextmanager
def declared(text: str = SAID) -> Iterator[Path]:
    """The declaration stands, owned by whoever runs the tests, and is this text."""
    before = clearance.DECLARATION, clearance.OWNERS
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder).resolve() / "涉密环境.yaml"
        place.write_text(text, encoding="utf-8")
        place.chmod(0o644)
        clearance.DECLARATION, clearance.OWNERS = place, frozenset((os.getuid(),))
        try:
            yield place
        finally:
            clearance.DECLARATION, clearance.OWNERS = before
