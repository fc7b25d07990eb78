"""What a check says of documents: of those that did not change, what it said last time."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from ..document.parts import DraftStage
from ..problem import Problem
from ..problem_ids import CLASSIFIED, FILE_UNREADABLE, PROGRAM_FAULT
from ..secrecy.clearance import is_cleared
from ..storage.cache import program_mark
from .meanwhile import digest_as_read, file_time
from .output_folder import digest
from .pipeline import Request
from .quiet import Hush, Quiet
from .record import Record, is_as_read, load_state, settled_of
from .workers import all_made

_PASSING: Final = frozenset((CLASSIFIED, FILE_UNREADABLE, PROGRAM_FAULT))
"""What the same files may not be told again: it is looked for each time."""


class Checked(Struct):
    """What is wrong with documents, in their order; how much more the office waives, by rule and
    reason, and the documents that nothing was said of.
    """

    problems: list[Problem] = field(default_factory=list)
    waived: Counter[str] = field(default_factory=Counter)
    quiet: Quiet = field(default_factory=Quiet)


def checked(
    paths: Iterable[Path],
    stage: DraftStage | None,
    root: Path,
    content: Path,
    hush: Hush | None = None,
) -> Checked:
    """What is wrong with documents. It is kept in a file of its own in .cache/, not among what
    `build` made; on a computer for classified work nothing is kept. Of documents that are done with
    by `hush` nothing is said.
    """
    paths = list(paths)
    place = hashlib.sha256(os.path.realpath(content).encode("utf-8", "replace")).hexdigest()
    state = load_state(root / ".cache" / f"check-{place[:16]}.json", program_mark())
    records = {} if is_cleared() else state.asked(stage or "")
    known = cache(digest)
    stale = [
        path
        for path in paths
        if (record := records.get(_name(path, content))) is None or not is_as_read(record, known)
    ]
    began = file_time(state.path.parent) if stale else 0
    told: dict[Path, Record] = {}
    requests = [
        Request(path, stage, settled=settled_of(records[name], path, known))
        if (name := _name(path, content)) in records
        else Request(path, stage)
        for path in stale
    ]
    for path, made in all_made(requests, root, content, jobs=1):
        inputs = {str(used): digest_as_read(used, began, state.path.parent) for used in made.used}
        if any(problem.rule in _PASSING for problem in made.problems):
            inputs = {}
        told[path] = records[_name(path, content)] = Record(
            inputs, {}, made.problems, made.refused,
            waived=made.waived, year=made.year, settled=made.settled,
        )  # fmt: skip
    if stale and not is_cleared():
        with contextlib.suppress(OSError):
            for name in [each for each in records if not (content / each).exists()]:
                del records[name]
            state.save()
    found = Checked()
    for path in paths:
        name = _name(path, content)
        record = told[path] if path in told else records[name]
        if hush and (quiet := hush.hushed(name, record, found.quiet)):
            found.quiet = quiet
            continue
        found.problems += record.problems
        found.waived.update(record.waived)
    return found


def _name(path: Path, content: Path) -> str:
    return path.relative_to(content).as_posix()
