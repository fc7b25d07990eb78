"""Files and folders shown in the programs of the person at the computer."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

_EDITORS: Final = ("code", "codium", "code-insiders")
"""Editors that go to a line with -g."""
NO_OPENER: Final = "这台电脑上没有找到打开文件的程序，请自己打开：{path}"


def editor_command(path: Path, line: int) -> list[str] | None:
    """The command that shows a line of a file in an editor; None where there is no such editor."""
    for name in _EDITORS:
        found = shutil.which(name)
        if found is None:
            continue
        program = Path(found)
        if sys.platform == "win32" and program.suffix.lower() in (".cmd", ".bat"):
            # what cmd would make of a name that holds & is not to be tried
            program = next(iter(program.resolve().parent.parent.glob("[VC]*ode*.exe")), program)
            if program.suffix.lower() != ".exe":
                continue
        return [str(program), "-g", f"{path}:{max(line, 1)}"]
    return None


def open_at(path: Path, line: int) -> str:
    """Show a line of a file in the editor, or the file in what the system has for it; what could
    not be done, in Chinese, or "".
    """
    command = editor_command(path, line)
    return _started(command, path) if command else open_path(path)


def open_path(path: Path) -> str:
    """Show a file or folder in what the system has for it; what could not be done, or ""."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - a file of the person's own, shown as the system does
        except OSError:
            return NO_OPENER.format(path=path)
        return ""
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    return _started([opener, str(path)], path)


def _started(command: list[str], path: Path) -> str:
    try:
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return NO_OPENER.format(path=path)
    return ""
