"""One set-up at a time: a second one waits for the first. Standard library only.

The lock is the system's, so that it goes with the process that holds it, however that ends; what
that one started (pip) holds it too. The file says who it is.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from ..storage.locking import lock

_PAUSE = 0.2
WAITING = "另一个窗口正在准备运行环境（进程 {owner}），等它做完再接着做……"


@contextlib.contextmanager
def turn(root: Path) -> Iterator[bool]:
    """Hold the right to change .venv, once nobody else does; whether that took waiting. Raises
    OSError where there can be no file.
    """
    place = root / ".cache" / "setup.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform != "win32":
            os.set_inheritable(handle, True)
        waited = False
        while lock(handle) is False:  # a drive that knows no locks keeps nobody waiting
            if not waited:
                owner = place.read_text(encoding="ascii", errors="replace").strip() or "不明"
                print(WAITING.format(owner=owner), file=sys.stderr, flush=True)
            waited = True
            time.sleep(_PAUSE)
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield waited
    finally:
        os.close(handle)
