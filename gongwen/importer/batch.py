"""Files imported one by one, by as many processes as pay; a bad one does not stop the others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ..build.workers import FORKS, keep_trace
from ..problem import Problem
from ..secrecy.refused import ClassifiedError
from ..word.refusal import RefusedError
from .assemble import Imported, import_file
from .reading import converted_together

_TOGETHER = 12
"""Files that a process takes at a time: old ones cost LibreOffice's start once for all of them."""
_WORTH_A_WORKER = 6
"""Files for which another process is started: a short one is imported in some 10 ms."""


class ImportedFile(Struct, frozen=True):
    """What came of a file: the document, or why there is none and what to do; a classified one has
    its problem.
    """

    path: Path
    imported: Imported | None = None
    reason: str = ""
    advice: str = ""
    problem: Problem | None = None


def import_each(paths: Sequence[Path], root: Path, jobs: int = 0) -> Iterator[ImportedFile]:
    """What comes of each, in order; `root` is the project's, where the trace of a fault of ours is
    kept.
    """
    jobs = jobs or min(len(paths) // _WORTH_A_WORKER, os.cpu_count() or 1)
    size = max(1, min(_TOGETHER, -(-len(paths) // max(jobs, 1))))
    groups = [paths[low : low + size] for low in range(0, len(paths), size)]
    if jobs <= 1:
        yield from (done for group in groups for done in _imported(group, root))
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("fork" if FORKS else "spawn")) as pool:
        for found in pool.map(_imported_all, groups, [root] * len(groups)):
            yield from found


def _imported_all(group: Sequence[Path], root: Path) -> list[ImportedFile]:
    return list(_imported(group, root))


def _imported(group: Sequence[Path], root: Path) -> Iterator[ImportedFile]:
    """A few files; what LibreOffice must read, it reads in one run."""
    ready = converted_together(group)
    for path in group:
        yield import_or_tell(path, root, ready.get(path))


def import_or_tell(path: Path, root: Path, ready: bytes | None = None) -> ImportedFile:
    """`import_file`, where whatever is wrong costs only the one file."""
    try:
        return ImportedFile(path, import_file(path, path.name, ready))
    except RefusedError as error:
        return ImportedFile(path, None, error.reason, error.advice)
    except ClassifiedError as error:
        return ImportedFile(path, problem=error.problem)
    except Exception as error:
        kept = keep_trace(error, path.name, root)
        return ImportedFile(path, None, f"程序处理这个文件时出了错（{type(error).__name__}）", kept)
