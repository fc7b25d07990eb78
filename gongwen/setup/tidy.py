"""What is done to the checkout itself, before or without .venv: standard library only."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from ..storage.journal import tidy

MADE = ("output", ".cache")


def clean(root: Path) -> int:
    """Delete all that was made of the texts, and what killed runs have left beside these."""
    tidy(root / ".cache")
    for folder in [root / name for name in MADE]:
        try:
            if folder.is_symlink() or folder.is_file():
                folder.unlink()
            elif folder.exists():
                shutil.rmtree(folder)
        except OSError as error:
            place = Path(error.filename or folder)
            shown = place.relative_to(root) if place.is_relative_to(root) else place
            print(f"{shown.as_posix()} 删不掉：先关闭打开它的程序，再试一次。", file=sys.stderr)
            return 1
    print("已删除 output/ 和 .cache/；content/ 里的文稿没有动。")
    return 0


def lock(root: Path) -> int:
    """Write the lock files anew from what we ask for."""
    uv = shutil.which("uv")
    if uv is None:
        print("没有找到 uv，请先安装：pip install uv", file=sys.stderr)
        return 2
    options = [
        *("--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
        *("--no-emit-index-url", "--custom-compile-command", "make lock"),
    ]
    for name in ("requirements", "requirements-dev", "requirements-pandoc"):
        command = [uv, "pip", "compile", *options, f"{name}.in", "-o", f"{name}.txt"]
        if subprocess.call(command, cwd=root) != 0:
            return 1
    return 0
