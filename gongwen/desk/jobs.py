"""Commands carried out one after the other, each in a process of its own, as if typed."""

from __future__ import annotations

import contextlib
import os
import queue
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

_KEPT: Final = 30
"""So many are remembered, with the files that were sent for them."""
_LONGEST: Final = 400_000
"""Characters of what a command says that are kept: the last ones."""


class DeskJob(Struct):
    """One command. `code` is None until it has ended; `folder` holds the files that were sent for
    it, and `again` is what a second button adds to `words`; `careful` = only after
    a refusal.
    """

    number: int
    label: str
    document: str
    words: list[str]
    folder: Path | None = None
    again: tuple[str, str] | None = None
    careful: bool = False
    said: str = ""
    code: int | None = None
    started: bool = False

    @property
    def may_go_on(self) -> bool:
        """Whether the second button is there."""
        if self.again is None or self.code is None or self.again[0] in self.words:
            return False
        return self.code == 1 or (self.code == 0 and not self.careful)

    @property
    def typed(self) -> str:
        """What it would be in a terminal; files that were sent, by their names."""
        shown = [
            Path(word).name if self.folder and word.startswith(str(self.folder)) else word
            for word in self.words
        ]
        return shlex.join(["python", "build.py", *shown])


class Jobs:
    """Runs commands with `program` (the words that start it) in `root`; `ended` is called after
    each.
    """

    def __init__(
        self, program: Sequence[str], root: Path, ended: Callable[[], None] = lambda: None
    ) -> None:
        self._program = list(program)
        self._root = root
        self._ended = ended
        self._jobs: dict[int, DeskJob] = {}
        self._count = 0
        self._lock = threading.Lock()
        self._waiting: queue.Queue[DeskJob | None] = queue.Queue()
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def put(self, label: str, document: str, words: list[str], **more: Any) -> DeskJob:
        """Have a command carried out when those before it are done; `more` are fields of the
        `DeskJob`.
        """
        with self._lock:
            self._count += 1
            job = DeskJob(self._count, label, document, words, **more)
            self._jobs[job.number] = job
            for number in [each for each in self._jobs if each <= self._count - _KEPT]:
                if self._jobs[number].code is not None:
                    self._forget(number)
        self._waiting.put(job)
        return job

    def find(self, number: int) -> DeskJob | None:
        """A command by its number; None where it is not remembered."""
        return self._jobs.get(number)

    def close(self) -> None:
        """End the command that runs, and take away what was sent."""
        self._waiting.put(None)
        if self._process is not None:
            with contextlib.suppress(OSError):
                self._process.terminate()
        self._thread.join(10)
        with self._lock:
            for number in list(self._jobs):
                self._forget(number)

    def _forget(self, number: int) -> None:
        job = self._jobs[number]
        if job.code is None and job.started:
            return
        del self._jobs[number]
        others = {each.folder for each in self._jobs.values()}
        if job.folder is not None and job.folder not in others:
            shutil.rmtree(job.folder, ignore_errors=True)

    def _work(self) -> None:
        while (job := self._waiting.get()) is not None:
            job.started = True
            try:
                job.code = self._carry_out(job)
            except (OSError, ValueError) as error:  # not to be started
                job.said += f"没有做成：{getattr(error, 'strerror', '') or error}\n"
                job.code = 2
            self._ended()

    def _carry_out(self, job: DeskJob) -> int:
        with subprocess.Popen(
            [*self._program, *job.words],
            cwd=self._root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"},
            text=True,
            encoding="utf-8",
            errors="replace",
        ) as process:
            self._process = process
            assert process.stdout is not None  # noqa: S101 - asked for above
            for line in process.stdout:
                job.said = (job.said + line)[-_LONGEST:]
        self._process = None
        return process.returncode
