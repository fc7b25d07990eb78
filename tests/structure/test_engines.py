"""Tests that start LibreOffice: run for each, by one process for each; said where they are not."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from gongwen.pdf.second_office import FOLDER
from gongwen.setup.environment import ON_ALL_CORES
from tests import libreoffice
from tests.conftest import ONLY_ONE
from tests.project import ROOT

CONFTEST = """\
from pathlib import Path
from tests import conftest, libreoffice
libreoffice.engines = lambda: tuple(libreoffice.Engine(each, Path(each)) for each in {versions!r})
libreoffice.missing = lambda *, fonts: {missing!r}
conftest.second_office = lambda root: {second!r}
from tests.conftest import *
"""
TESTS = """\
import pytest

pytestmark = pytest.mark.libreoffice

@pytest.mark.parametrize("name", ["甲", "乙"])
def test_each(name, engine):
    pass

def test_installed():
    pass
"""
PLAIN = "def test_first():\n    pass\n\ndef test_second():\n    pass\n"


def run(
    folder: Path,
    *options: str,
    versions: Sequence[str] = ("7.4", "25.2"),
    missing: str = "",
    second: bool = True,
) -> str:
    """Run the tests in `folder`, where ours can be imported; what pytest says."""
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT}\n", encoding="utf-8")
    conftest = CONFTEST.format(versions=list(versions), missing=missing, second=second)
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_test_of_pages_is_run_for_each(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(TESTS, encoding="utf-8")
    out = run(tmp_path, "--verbose")
    names = re.findall(r"::(\S+) PASSED", out.encode().decode("unicode_escape", "replace"))
    assert sum(name.startswith("test_each[7.4-") for name in names) == 2
    assert sum(name.startswith("test_each[25.2-") for name in names) == 2
    assert names.count("test_installed") == 1


def test_one_process_starts_each_and_one_runs_a_file(tmp_path: Path) -> None:
    for name, text in (("a", PLAIN), ("b", PLAIN + TESTS), ("c", TESTS)):
        (tmp_path / f"test_{name}.py").write_text(
            text if name != "b" else TESTS + PLAIN, encoding="utf-8"
        )
    out = run(tmp_path, *ON_ALL_CORES, "--numprocesses", "3", "--verbose")
    groups: dict[str, set[str]] = {}
    for process, group in re.findall(r"\[(gw\d)\] .* PASSED \S+::\S+@(\S+(?: \d\S*)?)", out):
        groups.setdefault(group, set()).add(process)
    one, other = (f"{libreoffice.GROUP} {version}" for version in ("7.4", "25.2"))
    assert groups.keys() == {one, other, "test_a.py"}
    assert [len(processes) for processes in groups.values()] == [1, 1, 1]


def test_what_cannot_run_is_skipped_and_said(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(TESTS, encoding="utf-8")
    out = run(tmp_path, versions=[""], missing="没有字体", second=False)
    assert [line for line in out.splitlines() if line.startswith("跳过")] == ["跳过3项：没有字体"]
    assert ONLY_ONE not in out


@pytest.mark.parametrize(("second", "said"), [(False, 1), (True, 0)])
def test_that_there_is_only_one_is_said(tmp_path: Path, *, second: bool, said: int) -> None:
    (tmp_path / "test_one.py").write_text(TESTS, encoding="utf-8")
    assert run(tmp_path, second=second).splitlines().count(ONLY_ONE) == said


def test_that_there_is_only_one_is_not_said_of_other_tests(tmp_path: Path) -> None:
    (tmp_path / "test_one.py").write_text(PLAIN, encoding="utf-8")
    assert ONLY_ONE not in run(tmp_path, second=False)


def test_the_other_one_is_no_part_of_the_checkout() -> None:
    assert f"/{FOLDER}/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
