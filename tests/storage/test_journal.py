"""What a killed run leaves beside the files is taken away by the next one, and nothing else is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gongwen.storage import journal
from gongwen.storage.files import write_atomically, write_new
from gongwen.storage.journal import kept_in, tidy
from gongwen.storage.locking import lock

_KILLED = """\
import os, signal, sys
from pathlib import Path
from gongwen.storage import files
from gongwen.storage.journal import kept_in

def killed(*arguments):
    os.kill(os.getpid(), signal.SIGKILL)

with kept_in(Path(sys.argv[1])):
    files.write_atomically(Path(sys.argv[2]), b"first")
    files.os.link = Path.replace = killed
    {write}(Path(sys.argv[2]).with_name("second"), b"second")
"""
_WAITS = """\
import sys
from pathlib import Path
from gongwen.storage import files
from gongwen.storage.journal import kept_in

with kept_in(Path(sys.argv[1])), files._beside(Path(sys.argv[2]), b"half", lasting=False):
    print("ready", flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL")


def killed(cache: Path, target: Path, write: str = "files.write_atomically") -> None:
    """A run that wrote `target`, and was killed with another file under way."""
    program = _KILLED.format(write=write)
    done = subprocess.run([sys.executable, "-c", program, cache, target], check=False)
    assert done.returncode == -signal.SIGKILL


@contextmanager
def writing(cache: Path, target: Path) -> Iterator[None]:
    """A run that is just writing `target`."""
    command = [sys.executable, "-c", _WAITS, str(cache), str(target)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, **pipes) as running:  # type: ignore[call-overload]
        assert running.stdout.readline() == b"ready\n"
        yield
        running.stdin.close()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("write", ["files.write_atomically", "files.write_new"])
@pytest.mark.parametrize("next_run", [tidy, lambda cache: kept_in(cache).__enter__()])
def test_the_next_run_takes_away_what_a_kill_has_left(
    write: str, next_run: Callable[[Path], object], tmp_path: Path
) -> None:
    cache, folder = tmp_path / ".cache", tmp_path / "content"
    folder.mkdir()
    foreign = [".0123456789abcdef-01234567.tmp", ".tmp", "甲.tmp", "~$甲.docx"]
    for name in foreign:
        (folder / name).write_bytes(b"")
    killed(cache, folder / "first", write)
    left = set(names(folder)) - {*foreign, "first"}
    assert len(left) == 1
    next_run(cache)
    assert names(folder) == sorted([*foreign, "first"])
    assert names(cache / "writing") == []


def test_what_another_run_is_writing_stays(tmp_path: Path) -> None:
    cache, folder = tmp_path / ".cache", tmp_path / "output"
    with writing(cache, folder / "甲"):
        under_way = names(folder)
        killed(cache, folder / "乙")
        assert len(names(folder)) == 3
        tidy(cache)
        assert names(folder) == sorted([*under_way, "乙"])
        assert len(names(cache / "writing")) == 1
    assert names(folder) == ["乙"]
    assert names(cache / "writing") == []


def test_a_folder_that_is_gone_is_no_matter(tmp_path: Path) -> None:
    cache, folder = tmp_path / ".cache", tmp_path / "output"
    killed(cache, folder / "甲")
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    tidy(cache)
    assert names(cache / "writing") == []


def test_a_run_that_ends_leaves_no_journal(tmp_path: Path) -> None:
    with kept_in(tmp_path / ".cache"):
        write_atomically(tmp_path / "甲/乙", b"1")
        write_new(tmp_path / "甲/丙", b"1")
        (journal,) = (tmp_path / ".cache/writing").iterdir()
        assert journal.read_bytes() == os.fsencode(tmp_path / "甲") + b"\0"
    assert names(tmp_path / ".cache/writing") == []
    assert names(tmp_path / "甲") == ["丙", "乙"]


def test_no_journal_is_kept_where_none_can_be(tmp_path: Path) -> None:
    (tmp_path / ".cache").write_bytes(b"")
    with kept_in(tmp_path / ".cache"):
        write_atomically(tmp_path / "甲", b"1")
    assert names(tmp_path) == [".cache", "甲"]


def test_a_journal_that_another_run_holds_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That run took it for a dead one's, and is just taking it away."""
    answers = [False, True]
    monkeypatch.setattr(journal, "lock", lambda handle: answers.pop(0))
    name, handle = journal._opened(tmp_path)
    os.close(handle)
    assert answers == []
    assert len({*names(tmp_path), name}) == 2


def test_a_journal_is_locked_until_it_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "writing").mkdir()
    (tmp_path / "writing" / "0123456789abcdef").write_bytes(b"")
    locked: list[bool | None] = []

    def unlink(path: Path, missing_ok: bool = False) -> None:
        if os.path.lexists(path):
            handle = os.open(path, os.O_RDWR)
            locked.append(lock(handle))
            os.close(handle)
            path.rename(tmp_path / "gone")

    monkeypatch.setattr(Path, "unlink", unlink)
    tidy(tmp_path)
    assert locked == [False]
