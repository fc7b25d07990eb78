"""Whether this computer is one for classified work: its administrator has said so, once, in a file
that nobody else can write (docs/adr/0028). No switch, no variable and no file of a user's can.
"""

from __future__ import annotations

import os
import stat
import sys
from datetime import date
from pathlib import Path
from typing import Final

from msgspec import Struct

from .. import patterns as re

_NAME: Final = Path("gongwen") / "涉密环境.yaml"
_NEEDED: Final = ("管理员", "日期")
_ROOT: Final = 0


def _place() -> Path:
    """Where the declaration has to stand. On Windows in the folder of programs, as the system has
    it and no user can set it: there, only administrators write.
    """
    if sys.platform != "win32":
        return Path("/etc") / _NAME
    import winreg

    with winreg.OpenKey(
        winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Windows\CurrentVersion"
    ) as key:
        return Path(winreg.QueryValueEx(key, "ProgramFilesDir")[0]) / _NAME


DECLARATION = _place()
OWNERS: frozenset[int] = frozenset((_ROOT,))
"""Whose the file and the folders above it have to be (POSIX)."""


class Clearance(Struct, frozen=True):
    """What the declaration says: who, and when. `fault` is why it does not count, at `line` of it;
    without it, and without `by`, there is none.
    """

    by: str = ""
    day: str = ""
    fault: str = ""
    line: int = 0


def declared() -> Clearance:
    """The declaration as it stands now."""
    try:
        if fault := _weakness(DECLARATION):
            return Clearance(fault=fault)
        text = DECLARATION.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Clearance()
    except (OSError, UnicodeDecodeError):
        return Clearance(fault="读不出来，要写成 UTF-8 文本，并让所有人可以读")
    return _read(text)


def is_cleared() -> bool:
    """Whether classified files may be worked on here."""
    found = declared()
    return bool(found.by) and not found.fault


def _weakness(path: Path) -> str:
    """Why somebody else than the administrator may have written a file, or "". Raises OSError where
    there is none.
    """
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode):
        return "不是普通的文件"
    if os.name != "posix":
        return ""
    if found.st_uid not in OWNERS or found.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        return "别的人也能改它；请让它归 root 所有，只有 root 能写（chown root，chmod 644）"
    for folder in path.parents:
        above = folder.lstat()
        sticky = above.st_mode & stat.S_ISVTX
        open_to_others = above.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        owned = above.st_uid in OWNERS | {_ROOT}
        if not owned or (open_to_others and not sticky) or stat.S_ISLNK(above.st_mode):
            return f"它上面的文件夹 {folder} 别的人也能改；请让它归 root 所有，只有 root 能写"
    return ""


def _read(text: str) -> Clearance:
    """The lines 管理员: and 日期:, and others that an office may want to keep there."""
    said: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        bare = re.sub(r"(?:^|\s)#.*", "", line).strip()
        if not bare or bare == "---":
            continue
        pair = re.fullmatch(r"([^:：]+)[:：]\s*(.*)", bare)
        if pair is None:
            return Clearance(fault="这一行要写成“项目: 内容”", line=number)
        key, value = pair[1].strip(), pair[2].strip().strip("\"'")
        said[key] = value
        if key == "日期" and not _is_day(value):
            return Clearance(fault="“日期”要写成 2026-01-31 的样子", line=number)
    if lacking := [key for key in _NEEDED if not said.get(key)]:
        return Clearance(fault=f"没有写“{lacking[0]}”")
    return Clearance(said["管理员"], said["日期"])


def _is_day(text: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False
