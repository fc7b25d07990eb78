"""What the program defines, the program uses: what only tests need lies with the tests."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.project import ROOT
from tests.structure.trees import nodes, trees

ASKED_FOR_BY_OTHERS = {
    "gongwen/desk/serving.py": {"log_request"},  # werkzeug
    "gongwen/desk/site.py": {"_get_file_stream"},  # werkzeug
    "gongwen/watch/notices.py": {"on_any_event"},  # watchdog
}
"""Methods that a library calls."""
BY_ROUTES = {"gongwen/desk/site.py": {"_do", "_static", "_stop"}}
"""Methods that an address leads to, by its name."""
IN_TEMPLATES = {"gongwen/desk/offers.py": {"in_two_steps", "has_files"}}
"""Properties that pages of the desk ask for."""
OF_RULES = {"MADE_AFTER"}
"""What a rule says of itself that only a benchmark asks."""


def used(path: Path) -> Iterator[str]:
    """Names read, and words of short texts: some functions are called by what an option says."""
    for node in nodes(path):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\w+", node.value) if len(node.value) < 60 else ()


def defined(path: Path) -> Iterator[str]:
    """Functions, classes, methods, and what a module calls by a name."""
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
    for node in trees()[path].body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AnnAssign) else targets
        yield from (each.id for each in targets if isinstance(each, ast.Name))


def test_nothing_is_there_for_tests_alone() -> None:
    known = Counter(name for path in trees() for name in used(path))
    unused = {}
    for path in trees():
        name = path.relative_to(ROOT).as_posix()
        lone = {each for each in defined(path) if not known[each] and not each.startswith("__")}
        for allowed in (ASKED_FOR_BY_OTHERS, BY_ROUTES, IN_TEMPLATES):
            lone -= allowed.get(name, set())
        if lone - OF_RULES:
            unused[name] = lone - OF_RULES
    assert unused == {}


def unread(function: ast.FunctionDef) -> set[str]:
    """The parameters of a function that nothing in it reads."""
    given = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
    return given - {each.id for each in ast.walk(function) if isinstance(each, ast.Name)}


def test_no_private_function_is_given_what_it_does_not_read() -> None:
    """Others may have to look like their siblings."""
    idle = {
        (path.relative_to(ROOT).as_posix(), node.name): unread(node)
        for path, tree in trees().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_") and unread(node)
    }
    assert idle == {}
