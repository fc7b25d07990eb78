"""文种: what each kind of document needs, one data file each in this folder; its stem is the name.

A new kind is a new file. `reader` alone reads them; all above ask `kinds` and `required`. What
is wrong with a file is told once a run, and the documents of that kind are refused till it is right
(`build`): none is issued with other elements, or with a seal, than its kind was meant to have.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .kind import Kind, LayoutFormat, required

__all__ = [
    "USUAL_KIND",
    "Kind",
    "LayoutFormat",
    "kind_names",
    "kind_texts",
    "kinds",
    "required",
]

USUAL_KIND = "通知"
"""The one that is meant where none is known."""
FOLDER = Path(__file__).parent


@cache
def kinds() -> dict[str, Kind]:
    """Every 文种 by name."""
    from .reader import read_kinds  # elements and all of YAML, which names alone do not need

    return read_kinds(FOLDER)


@cache
def kind_names() -> tuple[str, ...]:
    """Their names alone, which takes no reading."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def kind_texts() -> Iterator[str]:
    """Their data files as they stand, for what can be told without reading them."""
    for path in FOLDER.glob("*.yaml"):
        yield path.read_text(encoding="utf-8", errors="replace")
