"""Work done by a child process that may use so much of the processor and of memory, no more."""

from __future__ import annotations

import json
import os
import resource
import signal
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECONDS, MEBIBYTES = 20, 1024
"""What one document of up to 1 MB may cost: CPU, and address space."""
_MEBIBYTE = 1 << 20
_OWN = 512 * _MEBIBYTE
"""Address space that a process which does nothing else takes by itself, at most."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the work: `kind` in a word, `said` what it gave or how it failed."""

    kind: str
    said: str
    seconds: float
    mebibytes: float

    @property
    def is_bad(self) -> bool:
        """Whether no input may come to such an end."""
        return self.kind in BAD


CRASHED, SLOW, LARGE, KILLED = "程序出错", "超过时限", "超过内存", "进程中断"
BAD = (CRASHED, SLOW, LARGE, KILLED)


def fate_of(
    work: Callable[[], tuple[str, str]], seconds: int = SECONDS, mebibytes: int = MEBIBYTES
) -> Fate:
    """Do `work` in a copy of this process; it gives the kind of its outcome, and words."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _in_child(work, writing, seconds, mebibytes)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = pipe.read()
    _, status, usage = os.wait4(child, 0)
    spent = usage.ru_utime + usage.ru_stime
    kind, said = json.loads(told) if told else _ended(status)
    return Fate(kind, said, spent, usage.ru_maxrss / 1024)


def _in_child(
    work: Callable[[], tuple[str, str]], writing: int, seconds: int, mebibytes: int
) -> None:
    """Never returns."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    limit = mebibytes * _MEBIBYTE + max(0, _inherited() - _OWN)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    signal.alarm(20 * seconds)  # asleep: no CPU is used
    try:
        told = work()
    except MemoryError:
        told = LARGE, ""
    except BaseException:
        told = CRASHED, traceback.format_exc()
    os.write(writing, json.dumps(told).encode())
    os._exit(0)


def _inherited() -> int:
    """Bytes of address space that this process has from its parent, which other tests (threads,
    above all) may have made large; 0 where the system does not say.
    """
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _ended(status: int) -> tuple[str, str]:
    if not os.WIFSIGNALED(status):
        return KILLED, f"退出码{os.WEXITSTATUS(status)}"
    number = os.WTERMSIG(status)
    name = signal.Signals(number).name
    return (SLOW if number in (signal.SIGXCPU, signal.SIGKILL, signal.SIGALRM) else KILLED), name
