"""Files written whole: whoever looks finds the old one or the new one. Nothing else in the program
writes a file that stays (`tests/structure/test_writing.py`). Standard library only: what sets the
environment up writes through here too.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from .journal import name_beside


def write_atomically(path: Path, content: bytes, *, lasting: bool = False) -> None:
    """Put `content` at `path`: whoever looks sees the old file or the new one, never a part, also
    when the disk is full or the program is killed. What stands there gives the new file its
    permissions; a link stays and what it leads to is replaced. `lasting`: it is on the disk before
    this returns, as is due to what could not be made again. Raises OSError.
    """
    with _named(path):
        path = Path(os.path.realpath(path)) if path.is_symlink() else path
        with _beside(path, content, lasting=lasting) as beside:
            with contextlib.suppress(OSError):
                beside.chmod(path.stat().st_mode & 0o777)
            beside.replace(path)
        if lasting:
            _keep_name(path)


def write_new(path: Path, content: bytes) -> None:
    """The same, lasting, for a file that must not be there yet. Raises OSError, FileExistsError
    where something stands there.
    """
    with _named(path), _beside(path, content, lasting=True) as beside:
        if os.name == "nt":
            beside.rename(path)  # refuses there what would replace a file
            return
        try:
            os.link(beside, path)
        except FileExistsError:
            raise
        except OSError:  # a drive that knows no links
            if os.path.lexists(path):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            beside.replace(path)
        _keep_name(path)


def write_all_new(files: Mapping[Path, bytes]) -> None:
    """Several, all of them or none, so that nothing is in the way of another try; one that stands
    there and is the same counts as written, but for the last. Raises as `write_new` does.
    """
    *_, last = files
    written: list[Path] = []
    try:
        for path, content in files.items():
            if path == last or not holds(path, content):
                write_new(path, content)
                written.append(path)
    except BaseException:
        for path in written:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def holds(path: Path, content: bytes) -> bool:
    """Whether a file is there and has this content."""
    try:
        return path.read_bytes() == content
    except OSError:
        return False


@contextlib.contextmanager
def _beside(path: Path, content: bytes, *, lasting: bool) -> Iterator[Path]:
    """A whole file with the content, in the same folder under a name that nobody has; what is left
    of it is removed, after a kill by the next run (`journal`). What people share decides who may
    read it (umask): what `tempfile` makes is its owner's alone.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.parent / name_beside(path.parent)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(beside, flags, 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        yield beside
    finally:
        with contextlib.suppress(OSError):  # never in the way of the error that is told
            beside.unlink()


def _keep_name(path: Path) -> None:
    """Have the name of a file, which its folder holds, on the disk too, where that can be asked."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """An error names the file that was asked for, not the one beside it, nor none."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
