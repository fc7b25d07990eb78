"""The list of what does not hold in every LibreOffice names tests that there are, and is used."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from gongwen.setup.environment import ON_ALL_CORES
from tests import libreoffice
from tests.held_back import HELD_BACK, HeldBack, held_back
from tests.project import ROOT

HELD = [
    HeldBack("test_one.py::test_it[甲]", "断行不同", "25.2"),
    HeldBack("test_one.py::test_it[乙]", "断行不同", "25.2"),
    HeldBack("test_one.py::test_another", "页数不同", "25.2"),
]
CONFTEST = """\
from tests import held_back, libreoffice
held_back.HELD_BACK = [held_back.HeldBack(*each) for each in {held}]
libreoffice.version = lambda: {version}
libreoffice.missing = lambda *, fonts: {missing!r}
from tests.conftest import *
"""
TESTS = """\
import pytest

pytestmark = pytest.mark.libreoffice

@pytest.mark.parametrize("name", ["甲", "乙", "丙"])
def test_it(name):
    assert name == "丙"

def test_another():
    pass
"""
BROKEN = """\

@pytest.mark.parametrize("name", ["甲"])
def test_it(name):
    raise OSError
"""


def test_every_entry_names_a_test_once() -> None:
    names = [each.test for each in HELD_BACK]
    assert len(names) == len(set(names))
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--collect-only",
        "--quiet",
        "-p",
        "no:cacheprovider",
    ]
    files = {name.partition("::")[0] for name in names}
    done = subprocess.run(
        [*command, *sorted(files)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = Counter(held_back(line) for line in done.stdout.splitlines() if "::" in line)
    assert [each.test for each in HELD_BACK if not found[each]] == []


def test_every_entry_says_what_differs_and_since_when() -> None:
    for each in HELD_BACK:
        assert "LibreOffice" in each.reason
        assert all(part.isdigit() for part in each.since.split("."))


HELD_BACK_TWO = [
    "留待处理2项：断行不同",
    "留待处理的1项现在已能通过，可以从列着它的文件里去掉：页数不同",
]


def run(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run the tests in `folder`, where ours can be imported."""
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def shown(
    folder: Path,
    code: int,
    *options: str,
    tests: str = TESTS,
    version: tuple[int, int] = (25, 2),
    missing: str = "",
) -> list[str]:
    """Run `tests` with these entries held back; what the summary shows of them."""
    conftest = CONFTEST.format(
        held=[tuple(each) for each in HELD], version=version, missing=missing
    )
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    (folder / "test_one.py").write_text(tests, encoding="utf-8")
    done = run(folder, *options)
    assert done.returncode == code, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith(("留待", "跳过"))]


def test_what_is_held_back_is_run_and_shown(tmp_path: Path) -> None:
    assert shown(tmp_path, 0) == HELD_BACK_TWO


def test_what_is_held_back_is_shown_by_several_processes_too(tmp_path: Path) -> None:
    assert shown(tmp_path, 0, *ON_ALL_CORES) == HELD_BACK_TWO


def test_one_process_starts_libreoffice_and_one_runs_a_file(tmp_path: Path) -> None:
    marked = "import pytest\n\n@pytest.mark.libreoffice\ndef test_it():\n    pass\n"
    plain = "def test_first():\n    pass\n\ndef test_second():\n    pass\n"
    conftest = CONFTEST.format(held=[], version=(7, 4), missing="")
    (tmp_path / "conftest.py").write_text(conftest, encoding="utf-8")
    for name, text in (("a", plain), ("b", plain + marked), ("c", marked)):
        (tmp_path / f"test_{name}.py").write_text(text, encoding="utf-8")
    done = run(tmp_path, *ON_ALL_CORES, "--numprocesses", "2", "--verbose")
    groups: dict[str, set[str]] = {}
    for process, group in re.findall(r"\[(gw\d)\] .* PASSED \S+::\w+@(\S+)", done.stdout):
        groups.setdefault(group, set()).add(process)
    assert groups.keys() == {libreoffice.GROUP, "test_a.py", "test_b.py"}
    assert [len(processes) for processes in groups.values()] == [1, 1, 1]


def test_nothing_is_held_back_from_the_first_libreoffice(tmp_path: Path) -> None:
    assert shown(tmp_path, 1, version=(7, 4)) == []


def test_a_test_that_breaks_is_not_held_back(tmp_path: Path) -> None:
    assert shown(tmp_path, 1, tests=TESTS + BROKEN) == [HELD_BACK_TWO[1]]


def test_what_cannot_run_is_skipped_and_said(tmp_path: Path) -> None:
    assert shown(tmp_path, 0, missing="没有字体") == ["跳过4项：没有字体"]
