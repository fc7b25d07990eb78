"""Reading and finding mistakes stay apart: imports within source/ run one way."""

from __future__ import annotations

from ..structure.test_rooms import imports, modules

FLOORS = (
    ("file_kinds", "folding", "wording"),
    ("text_file",),
    ("tree",),
    ("typed",),
    ("reader",),
    ("mistakes",),
    ("parse",),
    ("edit",),
)
SOURCE = "gongwen.source."
MISTAKES = f"{SOURCE}mistakes"
FOLDERS = tuple(n for n, names in enumerate(FLOORS) if names in (("mistakes",), ("edit",)))
"""The floors that are folders: what they hold imports from one another."""


def floor(module: str) -> int:
    name = module.removeprefix(SOURCE).split(".")[0]
    return next(index for index, names in enumerate(FLOORS) if name in names)


def test_imports_within_the_folder_run_downwards() -> None:
    assert [
        f"{name} -> {other}"
        for name, path in modules().items()
        for other, _ in imports(name, path)
        if name.startswith(SOURCE) and other.startswith(SOURCE)
        if floor(other) > floor(name) or (floor(other) == floor(name) and floor(name) not in FOLDERS)
    ] == []


def test_nobody_else_knows_of_the_mistakes() -> None:
    below = [name for name in modules() if name.startswith(f"{MISTAKES}.")]
    assert len(below) > 10
    assert [
        f"{name} -> {other}"
        for name, path in modules().items()
        for other, _ in imports(name, path)
        if other in below and not name.startswith(SOURCE)
    ] == []
