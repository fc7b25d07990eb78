"""One name, one thing; and every room says what lives in it, in names that there are."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.structure.trees import nodes, trees

PROGRAM = ROOT / "gongwen"
ROOMS = sorted(path.parent for path in PROGRAM.rglob("__init__.py"))


def defined() -> Iterator[str]:
    """What the program calls anything: folders, files, functions, classes, fields, options."""
    for path in trees():
        yield from (path.stem, path.parent.name)
        for node in nodes(path):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield node.name
            elif isinstance(node, ast.arg):
                yield node.arg
            elif isinstance(node, ast.Attribute):
                yield node.attr
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from re.findall(r"\A\w+\Z", node.value)


def test_no_two_classes_that_others_may_use_have_one_name() -> None:
    places = defaultdict(list)
    for path in trees():
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: files for name, files in places.items() if len(files) > 1} == {}


@pytest.mark.parametrize("folder", ROOMS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_room_says_in_two_lines_or_more_what_lives_there(folder: Path) -> None:
    said = ast.get_docstring(trees()[folder / "__init__.py"]) or ""
    assert len(said.splitlines()) >= 2, f"{folder.name}: what lives there, and who may touch what"


def test_rooms_name_only_what_there_is() -> None:
    known = {*defined(), "make"}
    unknown = {
        f"{folder.name}: {name}"
        for folder in ROOMS
        for name in re.findall(
            r"`([a-z_]\w*)", ast.get_docstring(trees()[folder / "__init__.py"]) or ""
        )
        if name not in known
    }
    assert unknown == set()
