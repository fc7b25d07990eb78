"""git's lock files: who finds one waits, or has to take it away where the git that made it is gone.
Standard library only: `doctor` asks before anything is installed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from .. import patterns as re

_TOLD = re.compile(
    r"Unable to create '(.+?\.lock)': File exists|could not lock config file (.+?): File exists"
)
_NAMES = ("index.lock", "HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock")


def lock_in_the_way(said: str, folder: Path) -> tuple[str, str] | None:
    """What there is to say, and to do, where git (`said`, in English) failed because of a lock in
    the repository around `folder`; None where it failed otherwise.
    """
    found = _TOLD.search(said)
    if found is None:
        return None
    lock = Path(found[1] or f"{found[2]}.lock")
    return about(lock if lock.is_absolute() else folder / lock)


def locks_in(git_folder: Path) -> Iterator[Path]:
    """The lock files that stand in a repository now."""
    yield from (git_folder / name for name in _NAMES if (git_folder / name).exists())
    yield from sorted((git_folder / "refs").rglob("*.lock"))


def about(lock: Path) -> tuple[str, str]:
    """What a lock is and since when it stands, and what to do: wait, or delete it."""
    try:
        age = f"（{_duration(time.time() - lock.stat().st_mtime)}前留下的）"
    except OSError:
        age = ""
    said = f"git 的锁文件 {lock} 在{age}，git 不能写"
    running = is_git_running()
    if running:
        return said, "现在有 git 在运行：等它做完，再试一次；一直不完的，看看是哪个窗口开着的"
    if running is None:
        return said, "看看别的窗口里有没有 git 在运行；没有，就删掉这个文件，再试一次"
    return said, "现在没有 git 在运行，是上次中断时留下的：删掉这个文件，再试一次"


def _duration(seconds: float) -> str:
    minutes = int(seconds // 60)
    if minutes < 1:
        return "不到1分钟"
    if minutes < 60:
        return f"{minutes}分钟"
    return f"{minutes // 60}小时" if minutes < 48 * 60 else f"{minutes // (24 * 60)}天"


def is_git_running() -> bool | None:
    """Whether a git process runs on this computer; None where that cannot be told."""
    if Path("/proc/self/comm").exists():
        return any(_name_of(each).startswith("git") for each in Path("/proc").glob("[0-9]*"))
    windows = sys.platform == "win32"
    asked = ["tasklist", "/FI", "IMAGENAME eq git.exe"] if windows else ["pgrep", "-x", "git"]
    try:
        done = subprocess.run(asked, capture_output=True, check=False)
    except OSError:
        return None
    return b"git.exe" in done.stdout if windows else done.returncode == 0


def _name_of(process: Path) -> str:
    """The name of a process; "" where it has ended, as one has that only waits to be collected."""
    try:
        state = (process / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2]
        if state.split()[:1] == ["Z"]:
            return ""
        return (process / "comm").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
