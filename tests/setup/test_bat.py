"""公文.bat by its text, for it cannot be run here: cmd's own traps. What it opens is the menu, for
which see tests/desk/test_menu.py.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from gongwen.commands import commands

FILE = Path(__file__).resolve().parents[2] / "公文.bat"
CONTENT = FILE.read_bytes()
LINES = CONTENT.decode("utf-8").split("\r\n")


def labels() -> list[str]:
    return [line[1:] for line in LINES if line.startswith(":")]


def test_it_is_utf8_without_a_mark_and_ends_its_lines_as_cmd_wants() -> None:
    assert not CONTENT.startswith(b"\xef\xbb\xbf")  # cmd would read it as a part of @echo
    assert CONTENT.endswith(b"\r\n")
    assert CONTENT.count(b"\n") == CONTENT.count(b"\r\n")
    assert b"\t" not in CONTENT


def test_nothing_chinese_stands_before_the_code_page_is_set() -> None:
    before, _, after = CONTENT.partition(b"chcp 65001 >nul")
    assert before.isascii()
    assert not after.isascii()


def test_cmd_reads_no_chinese_that_it_has_to_act_upon() -> None:
    """Where a jump goes is searched byte by byte, and lines with Chinese have been misread there:
    they only print, or end the file."""
    at = next(n for n, line in enumerate(LINES) if "chcp" in line)
    for line in LINES[at:]:
        assert line.isascii() or line.startswith("echo "), line


def test_labels_are_ascii_unique_and_all_gone_to() -> None:
    assert all(re.fullmatch("[a-z]+", label) for label in labels())
    assert len(set(labels())) == len(labels())
    wanted = {match for line in LINES for match in re.findall(r"goto (\w+)", line)}
    assert wanted == set(labels())


def test_no_part_runs_into_the_next() -> None:
    for index, line in enumerate(LINES):
        if line.startswith(":"):
            before = [each for each in LINES[:index] if each]
            assert before[-1].startswith(("goto ", "exit /b")), line


def test_it_opens_the_menu_and_a_failure_can_be_read() -> None:
    called = [line for line in LINES if "build.py" in line]
    assert called == ["%PYTHON% build.py menu"]
    assert "menu" in commands()
    assert LINES[LINES.index(called[0]) + 1] == "if errorlevel 1 pause"


def test_nothing_that_is_typed_is_read_by_cmd() -> None:
    text = "\n".join(LINES)
    assert "set /p" not in text
    assert "%*" not in text and "%1" not in text
    assert "DisableDelayedExpansion" in text


def test_python_is_tried_before_it_is_used() -> None:
    """A new Windows has a python.exe that only opens the shop; `where` would find it."""
    for tried, following in pairwise(LINES):
        if tried.endswith('-c "" >nul 2>nul'):
            python = tried.removesuffix(' -c "" >nul 2>nul')
            assert following == f'if "%ERRORLEVEL%"=="0" set "PYTHON={python}"'
    assert sum(line.endswith('-c "" >nul 2>nul') for line in LINES) == 2
    assert not any(line.startswith("where ") for line in LINES)


def test_no_line_holds_a_sign_that_cmd_would_act_upon() -> None:
    for line in LINES:
        if line.startswith("echo "):
            assert not re.search(r"[&|<>^()%!]", line), line


def test_every_folder_that_it_enters_is_left() -> None:
    assert LINES.count('pushd "%~dp0"') == 1
    for index, line in enumerate(LINES):
        if line.startswith("exit /b"):
            assert LINES[index - 1] == "popd"
