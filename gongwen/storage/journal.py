"""The folders in which a run has files under way, so that what it leaves there when it is killed is
taken away by the next run. Standard library only.

Each run that writes keeps one small file in .cache/writing/, locked for as long as it lives, with
the folders in it; its name begins the names of the files under way. So a file is removed only where
it is known whose it was and that this run is dead: nothing of a user's, nothing that a colleague
who shares the folder is just writing.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from .locking import lock

_FOLDER = "writing"
_DAY = 24 * 60 * 60
"""Seconds after which a run counts as dead on a drive that knows no locks."""


class _Run:
    """What this run writes; `journals` is None where nobody keeps account, as in set-up."""

    def __init__(self, journals: Path | None = None) -> None:
        self.journals = journals
        self.name = ""
        self.handle: int | None = None
        self.told: set[Path] = set()


_run = _Run()


def name_beside(folder: Path) -> str:
    """A name that nobody has for a file under way in `folder`. The journal knows of the folder
    before the file is there; one that cannot be written keeps nobody from working.
    """
    if _run.journals is not None and folder not in _run.told:
        with contextlib.suppress(OSError):
            if _run.handle is None:
                _run.name, _run.handle = _opened(_run.journals)
            os.write(_run.handle, os.fsencode(Path.cwd() / folder) + b"\0")
            _run.told.add(folder)
    return f".{_run.name or os.urandom(8).hex()}-{os.urandom(4).hex()}.tmp"


@contextlib.contextmanager
def kept_in(cache: Path) -> Iterator[None]:
    """Take away what killed runs have left, and keep account of what this one writes."""
    global _run
    tidy(cache)
    before, _run = _run, _Run(cache / _FOLDER)
    try:
        yield
    finally:
        done, _run = _run, before
        if done.handle is not None:
            with contextlib.suppress(OSError):
                os.close(done.handle)
                (cache / _FOLDER / done.name).unlink()


def tidy(cache: Path) -> None:
    """Take away the files under way of runs that are dead. What cannot be removed stays, and is
    tried again by the next run.
    """
    with contextlib.suppress(OSError):
        for journal in list((cache / _FOLDER).iterdir()):
            with contextlib.suppress(OSError):
                _tidy_after(journal)


def _tidy_after(journal: Path) -> None:
    handle = os.open(journal, os.O_RDWR)
    try:
        ours = lock(handle)
        age = time.time() - os.fstat(handle).st_mtime
        if ours is False or (ours is None and age < _DAY):
            return
        content = b""
        while piece := os.read(handle, 1 << 20):
            content += piece
        for folder in content.split(b"\0")[:-1]:
            _remove(Path(os.fsdecode(folder)), journal.name)
        if os.name == "posix":  # while it is locked: a run that has just made it waits for that
            journal.unlink()
    finally:
        os.close(handle)
    journal.unlink(missing_ok=True)


def _remove(folder: Path, name: str) -> None:
    try:
        found = [each for each in folder.iterdir() if each.name.startswith(f".{name}-")]
    except (FileNotFoundError, NotADirectoryError):
        return
    for each in found:
        if each.name.endswith(".tmp"):
            each.unlink(missing_ok=True)


def _opened(journals: Path) -> tuple[str, int]:
    """The name of a new journal, and the handle that holds its lock. Raises OSError."""
    journals.mkdir(parents=True, exist_ok=True)
    while True:
        name = os.urandom(8).hex()
        handle = os.open(journals / name, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o666)
        if lock(handle) is not False and (journals / name).exists():
            return name, handle
        os.close(handle)  # another run came between the two steps, and took it for a dead one's
