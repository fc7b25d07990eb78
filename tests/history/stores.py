"""The two that answer for a repository: git, and the library where there is none."""

from __future__ import annotations

import shutil
from pathlib import Path

import pygit2
import pytest
from pygit2.enums import ConfigLevel

STORES = ("git", "library")
GIT = shutil.which("git") or "git"
"""git itself, which tests start also where the program is to find none."""


def without_git(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """The program finds no git from now on; `folder` is any folder without one."""
    monkeypatch.setenv("PATH", str(folder))


def at_home(home: Path) -> None:
    """Have the library look for a person's settings there: it looked once, when it was loaded."""
    for level in (ConfigLevel.GLOBAL, ConfigLevel.XDG, ConfigLevel.SYSTEM, ConfigLevel.PROGRAMDATA):
        pygit2.settings.search_path[level] = str(home)
