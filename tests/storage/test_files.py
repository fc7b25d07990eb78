"""Files are whole or not there, whatever happens, and belong to all that they should."""

from __future__ import annotations

import errno
import functools
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongwen.storage.files import write_all_new, write_atomically, write_new

POSIX = pytest.mark.skipif(os.name == "nt", reason="permissions as Unix has them")
WRITERS: dict[str, Callable[[Path, bytes], None]] = {
    "atomically": write_atomically,
    "lasting": lambda path, content: write_atomically(path, content, lasting=True),
    "new": write_new,
    "all new": lambda path, content: write_all_new({path: content}),
}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_a_file_is_there_with_its_folders(
    write: Callable[[Path, bytes], None], tmp_path: Path
) -> None:
    write(tmp_path / "甲/乙.txt", b"new")
    assert (tmp_path / "甲/乙.txt").read_bytes() == b"new"
    assert names(tmp_path) == ["乙.txt", "甲"]


@POSIX
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_who_may_read_is_what_the_user_set(
    write: Callable[[Path, bytes], None], mask: int, mode: int, tmp_path: Path
) -> None:
    before = os.umask(mask)
    try:
        write(tmp_path / "甲.txt", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "甲.txt").stat().st_mode & 0o777 == mode


@POSIX
def test_a_file_that_is_replaced_keeps_its_permissions_and_a_link_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "甲.txt", tmp_path / "乙.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (real.read_bytes(), real.stat().st_mode & 0o777) == (b"new", 0o640)


@pytest.mark.parametrize("what", ["write", "fsync", "replace", "link"])
@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
@pytest.mark.parametrize("standing", [True, False])
def test_a_full_disk_leaves_the_old_file_or_none(
    what: str,
    write: Callable[[Path, bytes], None],
    standing: bool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = tmp_path / "甲.txt"
    if standing:
        path.write_bytes(b"old")

    def full(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        if what == "write":
            opened = os.fdopen

            def broken(*arguments: Any) -> Any:
                file = opened(*arguments)
                file.write(b"half")
                file.flush()
                return _Full(file)

            patched.setattr(os, "fdopen", broken)
        elif what == "replace":
            patched.setattr(Path, "replace", full)
            patched.setattr(os, "link", full)
        else:
            patched.setattr(os, what, full)
        try:
            write(path, b"new")
        except OSError as error:
            assert error.filename == str(path)
    assert names(tmp_path) == (["甲.txt"] if path.exists() else [])
    if path.exists():
        assert path.read_bytes() in (b"old", b"new") if standing else b"new"


class _Full:
    """A file on a disk that is full after the first bytes."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> _Full:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, _: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")


@POSIX
@pytest.mark.parametrize("standing", [True, False])
def test_the_largest_file_that_the_system_allows(standing: bool, tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    if standing:
        path.write_bytes(b"old")
    program = (
        "import resource, signal, sys; from pathlib import Path\n"
        "from gongwen.storage.files import write_atomically, write_new\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))\n"
        "for write in (write_atomically, write_new):\n"
        "    try: write(Path(sys.argv[1]), b'x' * 10_000_000)\n"
        "    except OSError as error: print(error.errno)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    told = [errno.EFBIG, errno.EEXIST if standing else errno.EFBIG]
    assert [int(line) for line in done.stdout.split()] in (told, [errno.EFBIG, errno.EFBIG])
    assert names(tmp_path) == (["甲.txt"] if standing else [])


@POSIX
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(b"a" * 3_000_000)
    program = (
        "import sys; from pathlib import Path\n"
        "from gongwen.storage.files import write_atomically\n"
        "print('on', flush=True)\n"
        "while True:\n"
        "    for letter in (b'a', b'b'): write_atomically(Path(sys.argv[1]), letter * 3_000_000)\n"
    )
    for wait in (0, 2, 5, 11):
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE
        )
        assert process.stdout
        process.stdout.readline()
        try:
            process.wait(timeout=wait / 1000 or None if wait else 0.001)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert path.read_bytes() in (b"a" * 3_000_000, b"b" * 3_000_000)


def test_a_new_file_takes_no_others_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "甲.txt"
    path.write_bytes(b"old")

    def unknown(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    for broken in (False, True):
        if broken:
            monkeypatch.setattr(os, "link", unknown)
        with pytest.raises(FileExistsError) as caught:
            write_new(path, b"new")
        assert caught.value.filename == str(path)
        assert (path.read_bytes(), names(tmp_path)) == (b"old", ["甲.txt"])
    write_new(tmp_path / "乙.txt", b"new")
    assert names(tmp_path) == ["乙.txt", "甲.txt"]


def test_several_are_all_there_or_none(tmp_path: Path) -> None:
    one, two, three = (tmp_path / name for name in ("一", "二", "三"))
    three.write_bytes(b"old")
    with pytest.raises(FileExistsError):
        write_all_new({one: b"1", two: b"2", three: b"3"})
    assert names(tmp_path) == ["三"]
    three.unlink()
    two.write_bytes(b"2")
    write_all_new({one: b"1", two: b"2", three: b"3"})
    assert [path.read_bytes() for path in (one, two, three)] == [b"1", b"2", b"3"]


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be synchronised there")
@pytest.mark.parametrize(
    "write", [write_new, functools.partial(write_atomically, lasting=True)], ids=["new", "lasting"]
)
def test_what_lasts_has_its_name_on_the_disk_too(
    write: Callable[[Path, bytes], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synchronised: list[tuple[bool, list[str]]] = []

    def note(handle: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        synchronised.append((is_folder, [each for each in names(tmp_path) if each == "甲"]))

    monkeypatch.setattr(os, "fsync", note)
    write(tmp_path / "甲", b"1")
    assert synchronised == [(False, []), (True, ["甲"])]
