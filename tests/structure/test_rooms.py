"""The rooms of docs/architecture.md: what it lists is there, and every import runs downwards."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.structure.trees import nodes, trees

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROOMS = re.findall(r"^- `(\w+)`：", PAGE.partition("<!-- rooms -->")[2], re.MULTILINE)


@cache
def modules() -> dict[str, Path]:
    """Every file of the program by its module's name."""
    return {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in sorted((ROOT / "gongwen").rglob("*.py"))
    }


@cache
def imports(name: str, path: Path) -> tuple[tuple[str, int], ...]:
    """The modules of ours that a file imports, also within functions and for types only, and the
    lines.
    """
    return tuple(_imports(name, path))


def _imports(name: str, path: Path) -> Iterator[tuple[str, int]]:
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((each.name, node.lineno) for each in node.names if each.name in modules())
        elif isinstance(node, ast.ImportFrom):
            parts = package.split(".")
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            full = ".".join(part for part in (base, node.module) if part)
            for each in node.names:
                for wanted in (f"{full}.{each.name}", full):
                    if wanted in modules():
                        yield wanted, node.lineno
                        break


def room(module: str) -> str:
    """The folder of gongwen/ that a module lies in, or the module itself."""
    return module.split(".")[1] if "." in module else module


def upward(rooms: list[str]) -> list[str]:
    """Imports that run from a room to one above it in the list."""
    place = {name: index for index, name in enumerate(rooms)}
    return [
        f"{name} line {line} -> {other}"
        for name, path in modules().items()
        for other, line in imports(name, path)
        if name != "gongwen" and other != "gongwen" and room(name) != room(other)
        if place[room(other)] < place[room(name)]
    ]


def test_the_list_names_every_room_once() -> None:
    there = {room(name) for name in modules()} - {"gongwen"}
    assert len(ROOMS) == len(set(ROOMS))
    assert set(ROOMS) - there == set(), "listed, but not there"
    assert there - set(ROOMS) == set(), "there, but not listed in docs/architecture.md"


def test_every_import_runs_downwards() -> None:
    assert sum(1 for name, path in modules().items() for _ in imports(name, path)) > 1000
    assert upward(ROOMS) == []


def test_an_upward_import_would_be_noticed() -> None:
    below = ROOMS.index("typeset")
    turned = [*ROOMS[:below], "rules", "typeset", *(r for r in ROOMS[below + 1 :] if r != "rules")]
    assert upward(turned) == [] or all("gongwen.rules" in each for each in upward(turned))
    assert upward([*ROOMS[1:], ROOMS[0]][::-1])


def test_no_files_import_each_other_in_a_circle() -> None:
    arrows = {
        name: {other for other, _ in imports(name, path)} - {name}
        for name, path in modules().items()
    }
    left = dict(arrows)
    while left:  # take away, again and again, the files that import none of those left
        free = [name for name, others in left.items() if not others & left.keys()]
        if not free:
            break
        for name in free:
            del left[name]
    assert sorted(left) == [], "these are in circles, or above one"


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([\w./]+)`", PAGE))))
def test_what_the_page_names_is_there(named: str) -> None:
    if "/" in named:
        assert (ROOT / named).exists()


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`([\w./]+\.py:\w+)`", PAGE))))
def test_the_functions_that_the_page_names_are_there(named: str) -> None:
    file, _, function = named.partition(":")
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    assert function in {
        node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }


def test_every_room_says_what_lives_there() -> None:
    for name, path in modules().items():
        if path.name == "__init__.py":
            said = ast.get_docstring(trees()[path]) or ""
            assert len(said) > 30, f"{name}: say what lives here, and who may touch it"
            assert "To be said" not in said, name


def test_the_readme_leads_here() -> None:
    assert "docs/architecture.md" in (ROOT / "README.md").read_text(encoding="utf-8")
