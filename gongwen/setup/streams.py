"""What the program says, whatever it is led to: a full disk, a closed window, a terminal that knows
no Chinese. Runs before anything is installed, so it imports the standard library only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

_FAILED = 1
_STANDARD = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))

Code = TypeVar("Code", int, "int | None")


def start_anew() -> None:
    """Begin again in UTF-8 where this process cannot name a Chinese file (a C or GBK locale): names
    on the disk are UTF-8. What is said stays in the encoding of the terminal.
    """
    if os.name != "posix" or sys.getfilesystemencoding() == "utf-8":
        return
    if os.environ.get("PYTHONUTF8") == "1":
        return
    os.environ["PYTHONUTF8"] = "1"
    if sys.stdout is not None:
        os.environ.setdefault("PYTHONIOENCODING", f"{sys.stdout.encoding}:backslashreplace")
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this very program


def guarded(work: Callable[[], Code]) -> Code:
    """What `work` gives, its exit code; not 0 where what it said could not be written. Where nobody
    listens (a pipe that was closed) nothing is said of that.
    """
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # a Windows pipe holds GBK, a C locale may hold ASCII
            reconfigure(errors="backslashreplace")
    try:
        code = work()
    except SystemExit:
        if not _is_written():
            raise SystemExit(_FAILED) from None
        raise
    except BrokenPipeError:
        _is_written()
        return _FAILED
    except OSError as error:
        from ..storage.failures import failed_at

        if error.filename is not None:
            print(failed_at(error, Path.cwd()), file=sys.stderr)
            _is_written()
        elif _is_written():  # a write that failed took along what was waiting
            _tell(error)
        return _FAILED
    return code if _is_written() else (code or _FAILED)


def _is_written() -> bool:
    """Whether all that was printed has gone out. What cannot go out is dropped, and that is said on
    the other way out: otherwise Python says it at its end, in English.
    """
    written = True
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            written = False
            _drop(stream.fileno())
        except OSError as error:
            written = False
            _drop(stream.fileno())
            if stream is sys.stdout:
                _tell(error)
    return written


def _tell(error: OSError) -> None:
    from ..storage.failures import reason

    try:
        print(f"要说的话没有能写出来：{reason(error)}", file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr.fileno())


def _drop(number: int) -> None:
    """Lead a stream to nowhere, with what is still waiting in it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, number)
    os.close(nowhere)


def _open_closed() -> None:
    """Lead what was closed to nowhere. The next file that is opened would get its number otherwise,
    and hear what is meant for it.
    """
    for number, (name, mode) in enumerate(_STANDARD):
        if getattr(sys, name) is not None:
            continue
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest number: this one
        setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123
