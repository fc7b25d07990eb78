"""Files are written by `storage/files.py` alone: nobody else can leave half of one."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from tests.project import ROOT
from tests.structure.trees import nodes, trees

METHODS = {"write_text", "write_bytes", "copytree", "copyfile", "copy", "copy2", "move", "extract"}
METHODS |= {"extractall", "mkstemp", "NamedTemporaryFile", "TemporaryFile", "savefig", "rename"}
OF_SHUTIL_AND_THE_LIKE = {"copy", "move"}
"""Names that other things have too: counted where they are shutil's."""
ALLOWED = {
    "gongwen/checkup/computer.py": {"NamedTemporaryFile": "an empty one, to try the folder"},
    "gongwen/history/as_hook.py": {"copytree": "into a temporary folder"},
    "gongwen/history/commit_check.py": {"copytree": "into a temporary folder"},
    "gongwen/history/stores/writing.py": {"open": "git's lock; half of it is as good as a whole"},
    "gongwen/history/turn.py": {"os.open": "a lock; half of it is told from a whole"},
    "gongwen/history/versions.py": {"extract": "into a temporary folder"},
    "gongwen/pdf/apt.py": {"open": "a log"},
    "gongwen/pdf/office.py": {"open": "a log in a temporary folder"},
    "gongwen/pdf/second_office.py": {
        "move": "a program unpacked beside; what starts it is put there last",
        "copytree": "within that program",
        "rename": "what starts it, when all else is there",
    },
    "gongwen/setup/pip.py": {"open": "a log"},
    "gongwen/setup/streams.py": {"open": "the null device"},
    "gongwen/setup/turn.py": {"os.open": "a lock"},
    "gongwen/storage/journal.py": {"os.open": "a lock; half of it is as good as none"},
    "gongwen/storage/files.py": {"os.open": "here it is done", "rename": "here it is done"},
}


def _writes(call: ast.Call) -> str:
    """How a call writes or may write a file; "" where it does not."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    owner = function.value if isinstance(function, ast.Attribute) else None
    module = owner.id if isinstance(owner, ast.Name) else ""
    if name in OF_SHUTIL_AND_THE_LIKE and module != "shutil":
        return ""
    if name in METHODS:
        return name
    if name != "open":
        return ""
    if module == "os":
        return "" if "O_RDONLY" in ast.dump(call) or "devnull" in ast.dump(call) else "os.open"
    if module in ("tarfile", "zipfile"):
        return ""
    modes = [
        *call.args[0 if module or owner is not None else 1 :],
        *(k.value for k in call.keywords),
    ]
    texts = [each.value for each in modes if isinstance(each, ast.Constant)]
    named = any(isinstance(each, ast.Name) and each.id == "mode" for each in modes)
    return "open" if named or any(_is_mode_to_write(text) for text in texts) else ""


def _is_mode_to_write(text: object) -> bool:
    return isinstance(text, str) and 0 < len(text) < 4 and bool(set(text) & set("wax+"))


def found_in(source: str) -> set[str]:
    """The ways of writing that a program's text uses."""
    return _found(ast.walk(ast.parse(source)))


def _found(nodes_of_it: Iterable[ast.AST]) -> set[str]:
    return {how for each in nodes_of_it if isinstance(each, ast.Call) and (how := _writes(each))}


def test_nothing_else_writes_files() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): how for path in trees() if (how := _found(nodes(path)))
    }
    assert found_in((ROOT / "build.py").read_text("utf-8")) == set()
    assert found == {name: set(ways) for name, ways in ALLOWED.items()}


def test_the_ways_of_writing_are_known() -> None:
    for line in (
        "path.write_text('a')",
        "path.write_bytes(b'')",
        "open(path, 'w')",
        "open(path, mode='xb')",
        "path.open('a')",
        "shutil.copy(a, b)",
        "shutil.move(a, b)",
        "os.open(path, os.O_WRONLY)",
        "tempfile.mkstemp()",
        "archive.extractall(path)",
    ):
        assert found_in(line), line
    for line in ("path.open('rb')", "open(path)", "tarfile.open(fileobj=x)", "record.copy()"):
        assert not found_in(line), line


def test_the_list_names_what_is_there() -> None:
    assert all((ROOT / Path(name)).is_file() for name in ALLOWED)
