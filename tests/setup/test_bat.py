"""公文.bat by its text, for it cannot be run here: cmd's own traps, and the commands it calls."""

from __future__ import annotations

import argparse
import re
from itertools import pairwise
from pathlib import Path

from gongwen.commands import command, commands
from gongwen.document.parts import DRAFT_STAGES
from gongwen.library.offered_skeletons import skeletons

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


def test_the_menu_offers_what_is_answered() -> None:
    offered = re.findall(r"^echo  +(\d+)  ", "\n".join(LINES), re.MULTILINE)
    answered = re.findall(r'if "%CHOICE%"=="(\d+)" goto', "\n".join(LINES))
    assert sorted(offered) == sorted(answered)
    assert offered == [*map(str, range(1, 12)), "0"]
    (advised,) = re.findall(r"选 (\d+) 体检", "\n".join(LINES))
    assert any(re.match(rf"echo  +{advised}  体检", line) for line in LINES)


def called_for(word: str) -> list[str]:
    """The commands that a choice whose line in the menu holds `word` carries out."""
    (number,) = [line.split()[1] for line in LINES if re.match(r"echo  +\d", line) and word in line]
    (label,) = re.findall(rf'"=="{number}" goto (\w+)', "\n".join(LINES))
    part = LINES[LINES.index(f":{label}") + 1 :]
    return [line for line in part[: part.index("goto result")] if "build.py" in line]


def test_every_choice_does_what_it_says() -> None:
    python = "%PYTHON% build.py"
    assert called_for("新建") == [f'{python} new "--with=!WITH!" -- "!KIND!" "!NAME!"']
    assert called_for("只生成一份") == [f'{python} build -- "!NAME!"']
    for stage in DRAFT_STAGES:
        assert called_for(f"做成{stage}") == [f"{python} build --stage {stage}"]
    assert called_for("比较") == [f'{python} diff -- "!NAME!"']
    assert called_for("保存一份") == [f'{python} save -- "!NAME!"']


def test_the_options_exist() -> None:
    for line in LINES:
        if line.startswith("%PYTHON% build.py "):
            parser = argparse.ArgumentParser()
            command(line.split()[2]).add_arguments(parser)
            for option in re.findall(r"--[a-z]+", line):
                assert option in parser.format_help(), line


def test_every_command_exists_and_its_failure_is_told() -> None:
    called = [line for line in LINES if line.startswith("%PYTHON% build.py ")]
    words = [line.split()[2] for line in called]
    assert set(words) == {"new", "build", "check", "diff", "save", "doctor", "watch"}
    assert set(words) <= set(commands())
    for line, following in pairwise(LINES):
        if line.startswith("%PYTHON% build.py ") and "watch" not in line:
            assert following in ("goto result", "endlocal")
    at = LINES.index(":result")
    assert LINES[at + 1 : at + 3] == [
        "if errorlevel 2 goto unusable",
        "if errorlevel 1 goto problems",
    ]


def test_python_is_tried_before_it_is_used() -> None:
    """A new Windows has a python.exe that only opens the shop; `where` would find it."""
    for tried, following in pairwise(LINES):
        if tried.endswith('-c "" >nul 2>nul'):
            python = tried.removesuffix(' -c "" >nul 2>nul')
            assert following == f'if "%ERRORLEVEL%"=="0" set "PYTHON={python}"'
    assert sum(line.endswith('-c "" >nul 2>nul') for line in LINES) == 2
    assert not any(line.startswith("where ") for line in LINES)


def test_a_closed_input_ends_the_menu() -> None:
    at = LINES.index(":empty")
    assert LINES[at + 2 : at + 5] == ["set /a EMPTY+=1", "if %EMPTY% GEQ 9 goto leave", "goto menu"]
    assert 'set "EMPTY=0"' in LINES


def test_what_is_typed_never_becomes_a_command() -> None:
    """Names reach the program by delayed expansion, which cmd does not read again; a quote typed
    into the choice is taken out before the choice is compared."""
    text = "\n".join(LINES)
    for name in ("KIND", "NAME", "WITH"):
        assert f"%{name}%" not in text
        assert f'set "{name}="' in text
        assert f"!{name}!" in text
    assert 'set "CHOICE=%CHOICE:"=%"' in LINES


def test_the_parts_that_it_names_are_there() -> None:
    (line,) = [line for line in LINES if "先放上哪些部分" in line]
    named = re.search(r"（(.*?)……；", line)
    assert named is not None
    assert set(named[1].split(",")) <= set(skeletons())


def test_no_line_holds_a_sign_that_cmd_would_act_upon() -> None:
    for line in LINES:
        if line.startswith("echo "):
            assert not re.search(r"[&|<>^()%!]", line), line
