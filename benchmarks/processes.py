"""Processes timed from outside: their CPU, the wall clock, and their peak memory, each with all the
processes that they start.

A new process counts the memory of the one that starts it, so this one keeps small: it imports
nothing of the program.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

ROOT = Path(__file__).resolve().parents[1]
_INHERITED = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "MAKEOVERRIDES", "DOC", "GOALS")
_OURS = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True, slots=True)
class Sample:
    """One run with all that it started: wall-clock seconds, seconds of CPU, and the most memory at
    once in MiB, what processes share counted once.
    """

    seconds: float
    cpu: float
    peak: float
    said: str = ""


class FailedError(Exception):
    """A command that should have worked did not; the text is what it said."""


def timed(command: list[str], folder: Path) -> Sample:
    """Run `command` in `folder`, timed."""
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None  # noqa: S101  asked for above
        with watched_memory(process.pid) as memory:
            said = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise FailedError(said)
    peak = max(usage.ru_maxrss / 1024, *memory)
    return Sample(seconds, usage.ru_utime + usage.ru_stime, peak, said)


LOOK = 0.05
"""Seconds between two looks at memory."""


@contextlib.contextmanager
def watched_memory(session: int) -> Iterator[list[float]]:
    """The memory of all processes of a session, in MiB, again and again; 0 first, and only where
    the system tells (Linux).
    """
    found, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(LOOK):
            found.append(sum(map(_share_of_memory, _of_session(session))))

    looking = threading.Thread(target=look, daemon=True)
    looking.start()
    try:
        yield found
    finally:
        ended.set()
        looking.join()


def _of_session(session: int) -> Iterator[Path]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            said = (process / "stat").read_text().rpartition(")")[2].split()
            if int(said[3]) == session:
                yield process


def _share_of_memory(process: Path) -> float:
    """MiB of one process, a page that others have too counted in parts."""
    with contextlib.suppress(OSError, ValueError):
        for line in (process / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


@dataclass(frozen=True, slots=True)
class Project:
    """A project to measure with."""

    folder: Path
    documents: list[Path]


def new_project(folder: Path, content: Path, count: int, times: int) -> Project:
    """A project of `count` documents after those in `content`, `times` as long (see `corpus`)."""
    made = module("corpus", str(folder), str(content), str(count), str(times))
    return Project(folder, [Path(path) for path in json.loads(made.said)])


def module(name: str, *arguments: str) -> Sample:
    """A module of this package, run in a process of its own."""
    return timed([sys.executable, "-m", f"benchmarks.{name}", *arguments], ROOT)


def in_memory(way: str, project: Project) -> Sample:
    """A way of `in_memory`: the seconds of the work alone."""
    sample = module("in_memory", way, str(project.folder))
    cpu = float(sample.said)
    return Sample(cpu, cpu, sample.peak)


def docxtpl_loop(project: Project) -> Sample:
    """A script that fills an ordinary template with each document's texts, from its start on."""
    return module("ordinary", str(project.folder))


def compared_with_pandoc(project: Project, runs: int) -> dict[str, list[tuple[Sample, Sample]]]:
    """For each document: `make` after an edit of it, and pandoc on its text with its tables, in
    turn. {} where there is no pandoc.
    """
    scratch = project.folder / "pandoc"
    said = module("markdown", str(project.folder), str(scratch)).said
    found: dict[str, list[tuple[Sample, Sample]]] = {}
    for document, command in json.loads(said):
        pairs = found.setdefault(Path(document).stem, [])
        edited = Project(project.folder, [Path(document)])
        timed(command, scratch)  # once to have it in the system's cache; so had make
        for _ in range(runs):
            pairs.append((warm_build(edited), timed(command, scratch)))
    return found


def growth(scale: float) -> list[dict[str, Any]]:
    """The cases of `growth`, at `scale` times their length and at twice that."""
    found: list[dict[str, Any]] = json.loads(module("growth", str(scale)).said)
    return found


def cold_build(project: Project) -> Sample:
    """`make` where nothing was ever built."""
    for name in (".cache", "output"):
        shutil.rmtree(project.folder / name, ignore_errors=True)
    return timed(["make"], project.folder)


def warm_build(project: Project) -> Sample:
    """`make` after an edit of the first document, all of them built before."""
    _edit(project)
    return timed(["make"], project.folder)


def watched_builds(project: Project, runs: int) -> list[Sample]:
    """`make watch`, all documents built before: from each save of the first one to the line that
    says that it is made. Raises FailedError where that line does not come.
    """
    command = ["make", "--silent", "watch"]
    seconds: list[float] = []
    with subprocess.Popen(
        command,
        cwd=project.folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    ) as process:
        assert process.stdout is not None  # noqa: S101  asked for above
        try:
            _read_to("正在等候", process.stdout)
            for _ in range(runs):
                started = time.perf_counter()
                _edit(project)
                _read_to("生成 ", process.stdout)
                seconds.append(time.perf_counter() - started)
        finally:
            usage = ended(process)
    cpu = usage.ru_utime + usage.ru_stime
    return [Sample(each, cpu / runs, usage.ru_maxrss / 1024) for each in seconds]


def ended(process: subprocess.Popen[str], within: float = 10.0) -> resource.struct_rusage:
    """End a process with all that it started, by force after `within` seconds; what it used.

    Not by SIGINT: what runs in the background (nohup make bench &) ignores that, and so would the
    processes it starts.
    """
    os.killpg(process.pid, signal.SIGTERM)
    deadline = time.monotonic() + within
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return usage
        if time.monotonic() > deadline:
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(0.01)


def _read_to(word: str, output: IO[str]) -> None:
    said = []
    for line in output:
        said.append(line)
        if word in line:
            return
    raise FailedError("".join(said))


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in (*_INHERITED, *_OURS)}


def _edit(project: Project) -> None:
    """One sentence of the first document becomes another, and the editor replaces the file."""
    path = project.documents[0]
    changed = path.read_text(encoding="utf-8").replace("。", "（改）。", 1)
    other = path.with_suffix(".new")
    other.write_text(changed, encoding="utf-8")
    other.replace(path)


def unchanged_make(project: Project) -> Sample:
    """`make` with nothing changed. Raises FailedError where it built something."""
    sample = timed(["make"], project.folder)
    if "生成 " in sample.said:
        raise FailedError(sample.said)
    return sample


def bare_make(scratch: Path) -> Sample:
    """`make` that has nothing to do: what starting it costs."""
    (scratch / "Makefile").write_text("MAKEFLAGS += -rR\n.PHONY: all\nall: ;\n", encoding="utf-8")
    return timed(["make"], scratch)
