"""What make is told of a build, so that the next one starts no Python where nothing changed: that
nothing was reported, or what would be reported again. The Makefile's head says how it is used.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..problem_ids import (
    BAD_FILE_NAME,
    CACHE_UNWRITABLE,
    CLASSIFIED,
    FILE_UNREADABLE,
    PROGRAM_FAULT,
    UNREAD_FILE,
    UNWRITABLE,
)
from ..rules.work_secret import NAME as WORK_SECRET
from ..secrecy.clearance import is_cleared
from ..setup.place import PACKAGE, holds_program
from ..storage.files import write_atomically
from .report import Report

_OF_THE_COMPUTER: Final = frozenset(
    (
        BAD_FILE_NAME,
        CACHE_UNWRITABLE,
        CLASSIFIED,
        FILE_UNREADABLE,
        PROGRAM_FAULT,
        UNREAD_FILE,
        UNWRITABLE,
        WORK_SECRET,
    )
)
"""What does not come of the files alone: the same files may be told otherwise next time."""
_PROGRAM: Final = "program"
"""The file beside the stamps that says where an installed program is."""


class ReportLine(Struct, frozen=True):
    """A line of a build's report, and whether it goes to stderr."""

    text: str
    is_error: bool = False


def is_lasting(report: Report) -> bool:
    """Whether the next build would report the same where nothing changes."""
    put_aside = report.kept or report.kept_originals or report.left_originals
    passing = any(problem.rule in _OF_THE_COMPUTER for problem in report.problems)
    return not (report.lost or put_aside or report.same_originals or passing)


def write_stamp(
    report: Report,
    again: Iterable[ReportLine],
    started: float,
    output: Path,
    root: Path,
    *,
    failed: bool,
) -> None:
    """Tell make what the next build would say (`again`), and where the program is, if it is not
    beside the Makefile. Only where make asked for it; what cannot be kept makes it ask again.

    `started` is the time of the build's start, s. Stamps whose documents may say more than they do
    now go: no text of theirs stays.
    """
    name = os.environ.get("GONGWEN_STAMP")
    if not name:
        return
    with contextlib.suppress(OSError):  # the build itself has told that nothing can be kept
        stamp, done = Path(name), Path(name + ".done")
        stamp.parent.mkdir(parents=True, exist_ok=True)
        done.unlink(missing_ok=True)  # first, so that half a stamp counts for nothing
        changed = report.built or report.removed
        for each in list(stamp.parent.iterdir()) if changed else [stamp]:
            if each.name != _PROGRAM:
                each.unlink(missing_ok=True)
        if not is_lasting(report) or (report.problems and (is_cleared() or not _in_utf8())):
            return
        if not holds_program(root):
            write_atomically(stamp.with_name(_PROGRAM), f"{PACKAGE}\n".encode())
        output.mkdir(parents=True, exist_ok=True)  # make looks into it, also where all was refused
        write_atomically(stamp, _content(again if report.problems or failed else (), failed=failed))
        os.utime(stamp, (started - 0.01, started - 0.01))
        done.touch()


def _content(lines: Iterable[ReportLine], *, failed: bool) -> bytes:
    """The exit code, and whether there is a report; then its lines, each with its stream."""
    said = [
        f"{'err' if line.is_error else 'out'} {one}"
        for line in lines
        for one in line.text.split("\n")
    ]
    head = f"{int(failed)}{' said' if said else ''}"
    return "".join(f"{each}\n" for each in (head, *said)).encode("utf-8", "backslashreplace")


def _in_utf8() -> bool:
    """Whether what is printed is: make prints what is kept as it is."""
    return all(
        (stream.encoding or "").lower().replace("-", "") == "utf8"
        for stream in (sys.stdout, sys.stderr)
    )
