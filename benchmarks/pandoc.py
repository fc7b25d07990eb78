"""Where pandoc is."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path


def pandoc_program() -> Path | None:
    """The pandoc that comes with pypandoc_binary; None where that is not installed."""
    found = find_spec("pypandoc")
    if found is None or found.origin is None:
        return None
    program = Path(found.origin).parent / "files" / "pandoc"
    return program if program.exists() else None
