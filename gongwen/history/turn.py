"""One save at a time, and one number taken at a time, also between computers that share a folder:
who comes second waits, and is told for whom.

The file that stands for it is made as only one can make it, which holds on network drives too, and
says who, on which computer and since when. On one computer the system's lock of that file tells
whether who made it is still there; of another computer only people can know.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from ..storage.locking import lock
from .stores.store import HistoryError

PATIENCE = 30.0
"""Seconds that another's save is waited for."""
TELL_AFTER = 1.0
"""Seconds after which who waits is told for whom."""
_PAUSE = 0.05
_BEING_MADE = 2.0
"""Seconds in which whoever made the file comes to write into it."""
_HELD = (
    "{holder}正在{what}，等了{seconds:.0f}秒还没有{done}；这次没有{what}\n"
    "    建议：等他{done}，再试一次；他那里没有在{what}的，是中断时留下的：{free}，再试一次"
)


class Doing(Struct, frozen=True):
    """What one does at a time: the name of the file that stands for it, what it is called, and when
    it is done; `free` is how a person takes away a file that was left behind.
    """

    file: str
    what: str
    done: str
    free: str


SAVING = Doing("gongwen.lock", "保存", "存完", "删掉 {file}")
NUMBERING = Doing(
    "gongwen-number.lock",
    "取号",
    "取完",
    "运行 make number UNLOCK=1（没有 make：python build.py number --unlock）",
)


class _Holder(Struct, rename={"person": "谁", "computer": "电脑", "since": "何时"}):
    """What the file says."""

    person: str
    computer: str
    since: str

    def __str__(self) -> str:
        return f"{self.person or '有人'}（电脑 {self.computer}，{self.since} 起）"


@contextlib.contextmanager
def turn(folder: Path, person: str, doing: Doing = SAVING) -> Iterator[None]:
    """Hold the right to do something in a repository, or in a folder, once nobody else does. Raises
    HistoryError where somebody keeps it, or the file cannot be made.
    """
    file = folder / doing.file
    handle = _held(file, person, doing)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        if os.name == "nt":  # an open file cannot be deleted there
            os.close(handle)
        with contextlib.suppress(OSError):
            file.unlink()
        if os.name != "nt":
            os.close(handle)


def freed(folder: Path, doing: Doing) -> str:
    """Take away the file that somebody left behind: whose it was, "" where there is none. Raises
    HistoryError where whoever made it is still at it, as far as this computer can tell.
    """
    file = folder / doing.file
    try:
        handle = os.open(file, os.O_RDWR)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise HistoryError(f"没有解锁：{file} 打不开（{error.strerror}）") from error
    try:
        holder = _holder_in(handle)
        shown = str(holder or "有人")
        if lock(handle) is False:
            raise HistoryError(f"没有解锁：{shown}正在{doing.what}，等他{doing.done}")
    finally:
        os.close(handle)
    with contextlib.suppress(FileNotFoundError):
        file.unlink()
    return shown


def _held(file: Path, person: str, doing: Doing) -> int:
    """The file, open and ours."""
    began, told = time.monotonic(), False
    until = began + PATIENCE
    while True:
        try:
            handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        except FileExistsError:
            handle = _left_behind(file)
        except PermissionError as error:
            if os.name != "nt" or time.monotonic() > until:
                raise HistoryError(
                    f"没有{doing.what}：{file} 写不进去（{error.strerror}）"
                ) from error
            handle = -1  # being deleted
        except OSError as error:
            raise HistoryError(_unwritable(file, doing, error)) from error
        else:
            while lock(handle) is False:  # another only looks whether it was left behind
                time.sleep(_PAUSE / 10)
        if handle >= 0:
            now = datetime.now().isoformat(" ", "seconds")
            holder = _Holder(person, platform.node(), now)
            os.lseek(handle, 0, os.SEEK_SET)
            os.ftruncate(handle, 0)
            os.write(handle, msgspec.json.encode(holder))
            return handle
        holder_now = _holder(file)
        if time.monotonic() > until:
            said = _HELD.format(
                holder=holder_now or "有人",
                seconds=PATIENCE,
                what=doing.what,
                done=doing.done,
                free=doing.free.format(file=file),
            )
            raise HistoryError(said)
        if holder_now and not told and time.monotonic() - began >= TELL_AFTER:
            print(f"{holder_now}正在{doing.what}，等他{doing.done}……", file=sys.stderr, flush=True)
            told = True
        time.sleep(_PAUSE)


def _unwritable(file: Path, doing: Doing, error: OSError) -> str:
    return f"没有{doing.what}：{file} 写不进去（{error.strerror}）"


def _holder(file: Path) -> _Holder | None:
    try:
        return msgspec.json.decode(file.read_bytes(), type=_Holder)
    except (OSError, msgspec.DecodeError):
        return None


def _left_behind(file: Path) -> int:
    """The file, open and ours, where whoever made it on this computer is gone; else -1."""
    try:
        handle = os.open(file, os.O_RDWR)
    except OSError:
        return -1
    try:
        if lock(handle):
            here = os.fstat(handle)
            holder = _holder_in(handle)
            gone = holder.computer == platform.node() if holder else _is_old(here.st_mtime)
            there = file.stat()
            if gone and (there.st_ino, there.st_dev) == (here.st_ino, here.st_dev):
                return handle
    except OSError:
        pass
    os.close(handle)
    return -1


def _holder_in(handle: int) -> _Holder | None:
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        return msgspec.json.decode(os.read(handle, 4096), type=_Holder)
    except msgspec.DecodeError:
        return None


def _is_old(moment: float) -> bool:
    return time.time() - moment > _BEING_MADE
