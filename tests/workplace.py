"""A whole checkout in a temporary folder, with a .venv that needs no setting up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from gongwen.build.options import Options
from tests.project import ROOT, copy_program, project


def workplace(folder: Path, **documents: str) -> Options:
    """`project` with the program itself beside it, and an environment that finds our packages."""
    options = project(folder, **documents)
    for name in ("build.py", "Makefile", "requirements.txt", "requirements-dev.txt"):
        shutil.copy(ROOT / name, folder / name)
    copy_program(folder / "gongwen")
    own_environment(folder)
    return options


def own_environment(folder: Path) -> None:
    """Give a checkout a .venv that finds our packages and counts as set up from its lock files."""
    venv.create(folder / ".venv", symlinks=os.name != "nt")
    (own,) = (folder / ".venv").rglob("site-packages")
    (own / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    tag = (sys.implementation.cache_tag or "").encode()
    for stem in ("requirements", "requirements-dev"):
        lock = (folder / f"{stem}.txt").read_bytes()
        (folder / ".venv" / f".ready-{stem}").write_bytes(tag + b"\n" + lock)


def python_of(folder: Path) -> str:
    """The interpreter of the workplace's own .venv."""
    place = "Scripts/python.exe" if os.name == "nt" else "bin/python"
    return str(folder / ".venv" / place)


def start(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """`python build.py …` there, to its end."""
    return subprocess.run(
        [python_of(folder), "build.py", *arguments],
        cwd=folder,
        env={**surroundings(), **settings},
        capture_output=True,
        text=True,
        check=False,
    )


def surroundings() -> dict[str, str]:
    """The environment of a person's shell, without what make or a test runner added to it."""
    keep = ("PATH", "HOME", "LANG", "SYSTEMROOT", "TEMP", "TMP")
    kept = {name: os.environ[name] for name in keep if name in os.environ}
    return {**kept, "PYTHONIOENCODING": "utf-8"}
