"""The program as syntax trees, parsed once for all tests of a process that look at it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from tests.project import ROOT


@cache
def trees() -> dict[Path, ast.Module]:
    """Every file of the program, by its place."""
    files = sorted((ROOT / "gongwen").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that a file of the program is made of."""
    return tuple(ast.walk(trees()[path]))
