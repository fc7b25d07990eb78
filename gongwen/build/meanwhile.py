"""What was saved while a build ran: what was made may be of the text before, so that it must not
count as made of the file as it stands now.
"""

from __future__ import annotations

import time
from pathlib import Path

from .output_folder import digest

CHANGED = "生成的时候改过"
"""Stands for the hash of such a file; no file has it, so that the next build makes it again."""


def file_time(folder: Path) -> int:
    """Now, by the clock of the file system that `folder` is on, in ns. It may lag behind the
    machine's own by a tick, and on a network drive by more.
    """
    mark = folder / "began"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mark.touch()
        return mark.stat().st_mtime_ns
    except OSError:
        return time.time_ns()


def digest_as_read(path: Path, began: int, folder: Path) -> str:
    """The `digest` of a file that was read since `began`, by the clock of `folder`; CHANGED where
    it was changed, put there or taken away since. A time that is still to come, such as a file has
    that was copied from a machine whose clock is ahead, says nothing of that.
    """
    known = digest(path)  # before its times: what is saved between the two shows in them
    try:
        found = path.stat()
    except OSError:
        found = None
    try:
        newest = found or path.parent.stat()
    except OSError:
        return known
    later = [each for each in (newest.st_mtime_ns, newest.st_ctime_ns) if each > began]
    return CHANGED if later and min(later) <= file_time(folder) else known
