"""Processes timed from outside: wall clock and peak memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from gongwen.build import documents_in

from .corpus import ROOT, edit


@dataclass(frozen=True, slots=True)
class Sample:
    """One run: wall-clock seconds, peak resident memory in MiB (of the largest process)."""

    seconds: float
    peak: float
    said: str = ""


class FailedError(Exception):
    """A command that should have worked did not; the text is what it said."""


def timed(command: list[str], folder: Path) -> Sample:
    """Run `command` in `folder`, timed."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "DOC", "GOALS", "MAKEOVERRIDES")
    }
    environment["PYTHONPATH"] = str(ROOT)
    if command[0] == "make":
        del environment["PYTHONPATH"]
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None  # noqa: S101  asked for above
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise FailedError(said)
    return Sample(seconds, usage.ru_maxrss / 1024, said)


def in_memory(way: str, project: Path, runs: int) -> list[Sample]:
    """A way of `in_memory`, in a process of its own."""
    sample = timed([sys.executable, "-m", "benchmarks.in_memory", way, str(project), str(runs)], ROOT)
    return [Sample(seconds, sample.peak) for seconds in json.loads(sample.said)]


def cold_build(project: Path) -> Sample:
    """`make` where nothing was ever built."""
    for name in (".cache", "output"):
        shutil.rmtree(project / name, ignore_errors=True)
    return timed(["make"], project)


def warm_build(project: Path) -> Sample:
    """`make` after an edit of one document, built before."""
    edit(documents_in(project / "content")[0])
    return timed(["make"], project)


def unchanged_make(project: Path) -> Sample:
    """`make` with nothing changed. Raises FailedError where it built or reported something."""
    sample = timed(["make"], project)
    if "没有改动，" not in sample.said or "生成" in sample.said:
        raise FailedError(sample.said)
    return sample


def bare_make(scratch: Path) -> Sample:
    """`make` that has nothing to do: what starting it costs."""
    (scratch / "Makefile").write_text("MAKEFLAGS += -rR\n.PHONY: all\nall: ;\n", encoding="utf-8")
    return timed(["make"], scratch)
