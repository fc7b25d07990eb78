"""How far a build has come: on a terminal only, one line, gone at the end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from gongwen.build.progress import shown
from tests.project import DRAFT
from tests.workplace import python_of, surroundings, workplace


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def slowly(count: int) -> Iterator[int]:
    for number in range(count):
        time.sleep(0.03)
        yield number


def test_a_long_wait_is_counted_on_one_line_that_goes() -> None:
    terminal = Terminal()
    assert list(shown(slowly(12), 12, stream=terminal, patience=0.1)) == list(range(12))
    first, *others = terminal.getvalue().split("\r")[1:]
    assert first.startswith("正在生成 ")
    assert first.endswith("/12 ……")
    assert others[-2].strip() == ""
    assert others[-1] == ""
    assert "\n" not in terminal.getvalue()
    assert len(others) >= 3


def test_a_short_one_says_nothing() -> None:
    terminal = Terminal()
    assert list(shown(range(1000), 1000, stream=terminal, patience=3600)) == list(range(1000))
    assert terminal.getvalue() == ""


def test_a_pipe_stays_quiet() -> None:
    pipe = StringIO()
    assert list(shown(slowly(5), 5, stream=pipe, patience=0)) == list(range(5))
    assert pipe.getvalue() == ""


def test_the_line_goes_when_the_build_fails() -> None:
    terminal = Terminal()
    counted = shown(slowly(5), 5, stream=terminal, patience=0)
    next(counted)
    counted.close()  # type: ignore[attr-defined]
    assert terminal.getvalue().endswith("\r")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_build_on_a_terminal_counts_and_ends_with_its_summary(tmp_path: Path) -> None:
    import pty

    workplace(tmp_path, **{f"清淤{number}": DRAFT for number in range(5)})
    module = tmp_path / "gongwen" / "build" / "progress.py"
    text = module.read_text(encoding="utf-8")
    module.write_text(text.replace("PATIENCE = 1.0", "PATIENCE = 0.0"), encoding="utf-8")
    master, slave = pty.openpty()
    done = subprocess.run(
        [python_of(tmp_path), "build.py", "--jobs", "1"],
        cwd=tmp_path,
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=slave,
        check=False,
    )
    os.close(slave)
    said = os.read(master, 65536).decode()
    os.close(master)
    assert said.startswith("\r正在生成 0/5 ……")
    assert said.endswith(" \r")
    assert done.stdout.decode().splitlines()[-1] == "生成5个文件。"
