"""The system's locks on files: one goes with the process that holds it, however that ends. Standard
library only.
"""

from __future__ import annotations

import os
import sys

_BEYOND = 1 << 20
"""Windows locks bytes, and nobody else may read them: these are past the end of any such file."""


def lock(handle: int) -> bool | None:
    """Try to have the lock of an open file: whether it is ours now, at once. None on a drive that
    knows no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        os.lseek(handle, _BEYOND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        os.lseek(handle, 0, os.SEEK_SET)
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True
