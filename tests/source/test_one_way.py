"""Reading and finding mistakes stay apart: imports within source/ run one way."""

from __future__ import annotations

import ast
import re

from ..structure.test_rooms import imports, modules

FLOORS = (
    ("file_kinds", "folding", "wording"),
    ("text_file",),
    ("tree",),
    ("typed",),
    ("reader",),
    ("mistakes",),
    ("parse",),
)
SOURCE = "gongwen.source."
MISTAKES = f"{SOURCE}mistakes"


def floor(module: str) -> int:
    name = module.removeprefix(SOURCE).split(".")[0]
    return next(index for index, names in enumerate(FLOORS) if name in names)


def test_imports_within_the_folder_run_downwards() -> None:
    assert [
        f"{name} -> {other}"
        for name, path in modules().items()
        for other, _ in imports(name, path)
        if name.startswith(SOURCE) and other.startswith(SOURCE)
        if floor(other) > floor(name) or (floor(other) == floor(name) != floor(MISTAKES))
    ] == []


def test_others_know_of_the_mistakes_only_the_ids_of_problems() -> None:
    known = []
    for name, path in modules().items():
        if name.startswith(SOURCE):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and "source.mistakes" in (node.module or ""):
                known += [each.name for each in node.names]
    assert known
    assert [name for name in known if not re.fullmatch("[A-Z_]+", name)] == []
