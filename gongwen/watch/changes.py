"""Which files changed: by asking the file system again and again, and at once where it says so.

Asking costs a few milliseconds for a few hundred files, and works where being told does not: on the
network drives and shared folders on which offices keep their texts.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import thread_time

POLL = 0.2  # seconds between two looks, at least
IDLE_SHARE = 0.01  # of a processor, that looking for changes may take while there are none
LONGEST_POLL = 5.0  # seconds between two looks, however many files there are
SETTLE = 0.06  # seconds without a further change after which a save counts as finished
SETTLE_TOLD = 0.03  # the same where the system tells of each change as it happens
LONGEST_SETTLE = 2.0  # seconds after which the build starts even if files keep changing

Snapshot = dict[str, tuple[int, int, int]]
"""Each file's time of change (ns), size and number: a file saved by rename has another number."""


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """All the files in `folders` (files may be among them), the temporary ones of editors left out.

    Folders behind symbolic links are left out, as they are by a build.
    """
    return {path: mark for folder in folders for path, mark in _files(str(folder))}


def _files(folder: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if _is_temporary(entry.name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    yield from _files(entry.path)
                else:
                    yield entry.path, _mark(entry)
    except NotADirectoryError:
        yield folder, _mark(Path(folder))
    except OSError:  # gone while we looked, or not there at all
        return


def _mark(file: os.DirEntry[str] | Path) -> tuple[int, int, int]:
    try:
        found = file.stat()
    except OSError:
        return (0, 0, 0)
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _is_temporary(name: str) -> bool:
    return name.startswith((".", "~")) or name.endswith(("~", ".tmp")) or name == "__pycache__"


def changed(before: Snapshot, after: Snapshot) -> list[Path]:
    """The files that were added, changed or deleted, in order."""
    names = before.keys() | after.keys()
    return [Path(name) for name in sorted(names) if before.get(name) != after.get(name)]


def changes(
    folders: list[Path], before: Snapshot, told: threading.Event | None = None
) -> Iterator[list[Path]]:
    """Wait for changes since `before`, and yield the files of each: those of one save together.
    `told` is set when something may have changed (`notices.notices`); what did, is looked for.

    An editor that saves by rename, or git that writes many files, is waited for until no file has
    changed for `SETTLE` seconds.
    """
    pause = POLL
    while True:
        settle = _wait(told, pause)
        began = thread_time()
        after = snapshot(folders)
        pause = pause_after(thread_time() - began)
        if after == before:
            continue
        started = time.monotonic()
        while time.monotonic() - started < LONGEST_SETTLE:
            time.sleep(settle)
            latest = snapshot(folders)
            if latest == after:
                break
            after = latest
        files = changed(before, after)
        before = after
        if files:
            yield files


def pause_after(look: float) -> float:
    """How long to wait after a look that took so much of a processor's time, in s. Where the system
    tells of changes (`told`), nobody waits so long.
    """
    return min(max(POLL, look / IDLE_SHARE), LONGEST_POLL)


def _wait(told: threading.Event | None, pause: float) -> float:
    """Wait until it is time to look; how long to wait then for further changes."""
    if told is None:
        time.sleep(pause)
        return SETTLE
    if not told.wait(pause):
        return SETTLE
    told.clear()
    return SETTLE_TOLD
