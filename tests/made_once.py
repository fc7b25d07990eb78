"""Folders that many tests begin with, made by the first of them."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct, field

from tests.history.stores import GIT


class MadeOnce(Struct, frozen=True):
    """What was made in this session, each in a folder of its own that no test is given: a test gets
    a copy, so that none sees what another one changed. What a build remembers goes by the path of
    the folder: in a copy that stands elsewhere, the next build is the first.
    """

    place: Path
    names: list[str] = field(default_factory=list)

    def __call__(self, name: str, folder: Path, make: Callable[[], object]) -> None:
        """Leave in `folder` what `make` makes of it: by `make` the first time that this is asked
        for, with git or with the library in its place, and as it was then from then on.
        """
        name += "" if shutil.which("git") else " without git"
        if name in self.names:
            shutil.rmtree(folder)
            shutil.copytree(self._kept(name), folder, symlinks=True)
            return
        make()
        shutil.copytree(folder, self._kept(name), symlinks=True)
        _pack(self._kept(name))
        self.names.append(name)

    def _kept(self, name: str) -> Path:
        return self.place / str(self.names.index(name) if name in self.names else len(self.names))


def _pack(folder: Path) -> None:
    """Make one file of the thousand that a history with a program in it holds: a copy takes a
    twentieth of the time.
    """
    if (folder / ".git").is_dir():
        command = [GIT, "repack", "-a", "-d", "--quiet"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
