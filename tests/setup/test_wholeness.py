"""A .venv that lost something, and two that set it up at once."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.setup import environment, pip
from gongwen.setup.wholeness import is_whole, missing
from tests.setup.test_bootstrap import BASE_PYTHON, build, checkout, make_ready

__all__ = ["checkout"]
POSIX = pytest.mark.skipif(os.name == "nt", reason="as Unix has it")


def packages(root: Path) -> Path:
    (found,) = (root / ".venv").glob("lib/python*/site-packages")
    return found


def install(root: Path, name: str = "yunxi") -> Path:
    """A package of two files, as pip notes it down; its folder."""
    place = packages(root)
    folder, about = place / name, place / f"{name}-1.0.dist-info"
    (folder / "inner").mkdir(parents=True)
    about.mkdir()
    lines = []
    for file, text in ((f"{name}/__init__.py", "A = 1\n"), (f"{name}/inner/b.py", "B = 2\n")):
        (place / file).write_text(text, encoding="utf-8")
        digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=")
        lines.append(f"{file},sha256={digest.decode()},{len(text)}\n")
    (about / "RECORD").write_text("".join(lines) + f"{about.name}/RECORD,,\n", encoding="utf-8")
    return folder


def lose_with_record(folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.rmtree(folder.with_name("yunxi-1.0.dist-info"))


LOSSES: dict[str, tuple[Callable[[Path], None], list[str]]] = {
    "一个文件": (lambda p: (p / "__init__.py").unlink(), ["yunxi（yunxi/__init__.py）"]),
    "一个包": (
        shutil.rmtree,
        ["yunxi（yunxi/__init__.py等2个文件）"],
    ),
    "包和它的记录": (
        lose_with_record,
        ["yunxi", "yunxi-1.0.dist-info"],
    ),
    "记录": (
        lambda p: (p.with_name("yunxi-1.0.dist-info") / "RECORD").unlink(),
        ["yunxi（yunxi-1.0.dist-info/RECORD）"],
    ),
    "全部": (lambda p: shutil.rmtree(p.parent), ["site-packages", "yunxi", "yunxi-1.0.dist-info"]),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_what_is_missing_is_named_and_the_next_run_makes_it_anew(loss: str, checkout: Path) -> None:
    make_ready(checkout)
    folder = install(checkout)
    assert is_whole(checkout)
    lose, named = LOSSES[loss]
    lose(folder)
    assert not is_whole(checkout)
    assert missing(checkout) == named
    for python in (BASE_PYTHON, str(pip.venv_python(checkout))):
        make = build(checkout, "check", python=python)
        if python == BASE_PYTHON:
            said = f"运行环境（.venv）里少了东西：{'、'.join(named)}。多半是杀毒软件删的；"
            whole = f"{said}现在重新建立。\n正在准备运行环境"
            assert make.stderr.startswith(whole), make.stderr
        else:
            assert make.stderr == ""
        assert make.stdout == f"{checkout / '.venv'} ['check']\n"
    assert is_whole(checkout)


def test_a_file_cut_short_is_found_where_the_program_fails_of_it(checkout: Path) -> None:
    make_ready(checkout)
    folder = install(checkout)
    assert is_whole(checkout)
    (checkout / "gongwen/cli.py").write_text(
        "def run(arguments):\n    try:\n        import yunxi\n"
        "    except ModuleNotFoundError:\n        print('neu')\n        return 0\n"
        "    return yunxi.A\n",
        encoding="utf-8",
    )
    (folder / "__init__.py").write_text("", encoding="utf-8")
    done = build(checkout, "check")
    assert "少了东西：yunxi（yunxi/__init__.py）" in done.stderr
    assert "Traceback" not in done.stderr
    assert (done.returncode, done.stdout) == (0, "neu\n")


def test_an_error_of_our_own_is_not_mended(checkout: Path) -> None:
    make_ready(checkout)
    install(checkout)
    text = "def run(arguments):\n    raise ValueError('ours')\n"
    (checkout / "gongwen/cli.py").write_text(text, encoding="utf-8")
    done = build(checkout, "check")
    assert done.stderr.endswith("ValueError: ours\n")
    assert is_whole(checkout)


def test_what_is_added_by_hand_is_no_loss(checkout: Path) -> None:
    make_ready(checkout)
    install(checkout)
    assert is_whole(checkout)
    install(checkout, "other")
    assert is_whole(checkout)
    copy = checkout / "copy"
    shutil.copytree(checkout / ".venv", copy / ".venv", symlinks=True)
    assert is_whole(copy)


@POSIX
@pytest.mark.parametrize("broken", [b"", b"no program"])
def test_a_python_that_is_no_program_is_replaced(broken: bytes, checkout: Path) -> None:
    make_ready(checkout)
    python = pip.venv_python(checkout)
    python.unlink()
    python.write_bytes(broken)
    python.chmod(0o755)
    done = build(checkout, "check")
    assert (done.returncode, done.stdout) == (1, f"{checkout / '.venv'} ['check']\n")
    assert "Traceback" not in done.stderr


def test_nothing_is_left_that_no_lock_names(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_ready(checkout)
    install(checkout, "setuptools")
    asked: list[list[str]] = []
    monkeypatch.setattr(pip, "run_logged", lambda command, log: asked.append(list(command)))
    pip.remove_unasked(checkout, ["pip"], checkout / "log")
    assert asked == [["pip", "uninstall", "--yes", "setuptools"]]
    lock = checkout / "requirements.txt"
    lock.write_text("setuptools==1.0\n", encoding="utf-8")
    pip.remove_unasked(checkout, ["pip"], checkout / "log")
    assert len(asked) == 1


SLOW = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from gongwen.setup.turn import turn
with turn(Path(sys.argv[1])) as waited:
    print(waited, flush=True)
    time.sleep(float(sys.argv[2]))
"""


def holder(root: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [BASE_PYTHON, "-c", SLOW, str(root), str(seconds)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


@POSIX
def test_a_second_set_up_waits_and_says_for_whom(checkout: Path) -> None:
    first = holder(checkout, 1.0)
    assert first.stdout
    assert first.stdout.readline() == "False\n"
    second = holder(checkout, 0)
    out, err = second.communicate(timeout=30)
    said = f"另一个窗口正在准备运行环境（进程 {first.pid}），等它做完再接着做……\n"
    assert (out, err) == ("True\n", said)
    first.communicate(timeout=30)


@POSIX
def test_the_turn_of_a_process_that_was_killed_is_taken(checkout: Path) -> None:
    first = holder(checkout, 60)
    assert first.stdout
    first.stdout.readline()
    first.send_signal(signal.SIGKILL)
    first.communicate()
    started = time.monotonic()
    out, err = holder(checkout, 0).communicate(timeout=30)
    assert (out, err) == ("False\n", "")
    assert time.monotonic() - started < 20


@POSIX
def test_two_first_runs_make_one_environment(checkout: Path) -> None:
    command = [BASE_PYTHON, "build.py", "check"]
    pair = [
        subprocess.Popen(
            command, cwd=checkout, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        for _ in range(2)
    ]  # fmt: skip
    done = [each.communicate(timeout=120) for each in pair]
    assert [out for out, _ in done] == [f"{checkout / '.venv'} ['check']\n"] * 2
    prepared = [err for _, err in done if "正在准备运行环境（只在" in err]
    assert len(prepared) == 1, done
    assert environment.is_prepared(checkout, [pip.RUN])
