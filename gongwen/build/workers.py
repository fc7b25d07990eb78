"""Documents made, each by itself, by as many processes as pay."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from ..problem import Level, Problem
from ..problem_ids import PROGRAM_FAULT
from ..storage.files import write_atomically
from ..typeset.dictionary import Lengths
from .pipeline import Made, Request, make
from .shared import Shared

FORKS = sys.platform == "linux"
WORTH_A_WORKER = 4 if FORKS else 12
"""Starting another process costs about as much as making so many documents (measured: `make bench`
and --jobs); a copy of this process has everything imported already.
"""
_MOST_TOGETHER = 32
"""So many documents are handed to a worker at a time, and back: what waits there is in memory."""


def all_made(
    requests: list[Request], root: Path, content: Path, jobs: int = 0
) -> Iterator[tuple[Path, Made]]:
    """What becomes of each, in order; made by several processes (`jobs`, 0 = where that pays)."""
    shared = Shared(root, content)
    try:
        yield from _made(requests, shared, jobs)
    finally:
        shared.dictionary().save()


def _made(requests: list[Request], shared: Shared, jobs: int) -> Iterator[tuple[Path, Made]]:
    jobs = jobs or min(len(requests) // WORTH_A_WORKER, os.cpu_count() or 1)
    by_itself = 1 if FORKS else 0
    if jobs <= 1 or len(requests) <= 1:
        by_itself = len(requests)
    # Copies of a process that has made a document have loaded and read what the others need too.
    yield from ((each.path, make_or_tell(each, shared)) for each in requests[:by_itself])
    requests = requests[by_itself:]
    if not requests:
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("fork" if FORKS else "spawn")
    with ProcessPoolExecutor(
        jobs, mp_context=context, initializer=_begin, initargs=(shared,)
    ) as pool:
        chunk = min(max(len(requests) // (jobs * 4), 1), _MOST_TOGETHER)
        made = pool.map(_make_in_worker, requests, chunksize=chunk)
        for request, (each, learnt) in zip(requests, made, strict=True):
            shared.dictionary().add(learnt)
            yield request.path, each


_opened: list[Shared] = []


def _begin(shared: Shared) -> None:
    """A worker's start. Ctrl-C reaches every process; the parent alone answers it. SIGTERM, of
    which the parent may make as much (`watch`), ends a worker at once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _opened[:] = [shared]


def _make_in_worker(request: Request) -> tuple[Made, Lengths]:
    """What is made, and the words of titles that were learnt on the way."""
    shared = _opened[0]
    return make_or_tell(request, shared), shared.dictionary().taken()


def make_or_tell(request: Request, shared: Shared) -> Made:
    """`make`, where a fault of ours costs only the one document, and is kept for its maintainer."""
    try:
        return make(request, shared)
    except ImportError:  # something of .venv is missing: whoever started us has it made anew
        raise
    except Exception as error:
        name = request.path.name
        keep_trace(error, name, shared.root)
        hint = "请把 .cache/程序出错.txt 和这份文稿交给维护程序的人"
        message = f"程序处理这份文稿时出了错（{type(error).__name__}）"
        return Made([Problem(PROGRAM_FAULT, Level.ERROR, name, 0, 0, message, "", hint)])


def keep_trace(error: Exception, name: str, root: Path) -> str:
    """Keep, for the program's maintainer, how an error arose; where, as a sentence."""
    import traceback  # hardly ever needed

    trace = "".join(traceback.format_exception(error))
    with contextlib.suppress(OSError):
        write_atomically(
            root / ".cache" / "程序出错.txt", f"{name}\n{trace}".encode("utf-8", "replace")
        )
    return "请把 .cache/程序出错.txt 交给维护程序的人。"
