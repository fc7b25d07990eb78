"""The program as pip installs it, in an environment of its own that finds our packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from tests.project import ROOT
from tests.workplace import surroundings

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", ".office", ".cache", ".*_cache", ".fonts", ".hypothesis", "output", "wheels",
    "__pycache__", "node_modules",
)  # fmt: skip


def build_wheel(folder: Path) -> Path:
    """The wheel of a copy of the checkout, without what was made in it. Needs no network."""
    copy = folder / "checkout"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder), str(copy))
    shutil.rmtree(copy)
    (wheel,) = folder.glob("*.whl")
    return wheel


def make_environment(folder: Path) -> Path:
    """A new virtual environment with our packages, but without the program; its interpreter."""
    venv.create(folder, symlinks=os.name != "nt")
    (own,) = folder.rglob("site-packages")
    (own / "ours.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(wheel: Path, python: Path) -> Path:
    """Install the program there; its package's folder."""
    pip("--python", str(python), "install", "--no-deps", "--force-reinstall", str(wheel))
    (package,) = python.parents[1].rglob("site-packages/gongwen")
    return package


def pip(*arguments: str) -> None:
    """Run our own pip, which may not ask the network."""
    done = subprocess.run(
        [sys.executable, "-m", "pip", *arguments],
        env={**surroundings(), "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def run(
    *command: str | Path, cwd: Path, code: int | None = 0, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run a command as a person would; it ends with `code` (None = with any)."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env={**surroundings(), **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert code in (None, done.returncode), done.stdout + done.stderr
    return done
