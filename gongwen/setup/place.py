"""Where the program lies, and what lies with it: in a checkout, or installed by pip.

Runs before anything is installed, so it imports the standard library only.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
"""The program's own folder. Nothing that a command makes is written into it."""
_BASE = PACKAGE / "base"
"""There in an installed program only: what pyproject.toml puts in from the checkout's top."""


def holds_program(root: Path) -> bool:
    """Whether `root` is the checkout that this program runs from; the folder of an office that uses
    an installed program is not.
    """
    return root.resolve() == PACKAGE.parent


def modules_in(folders: Iterable[str]) -> list[str]:
    """The names of the modules in a package (its `__path__`), sorted: those of a folder that is a
    registry. `pkgutil` says the same, but asks the whole import system.
    """
    files = (file for folder in folders for file in Path(folder).iterdir())
    return sorted({file.stem for file in files if file.suffix == ".py"} - {"__init__"})


def is_installed() -> bool:
    """Whether pip put the program where it is, without the rest of its checkout."""
    return _BASE.is_dir()


def base() -> Path:
    """The folder of the program's own templates/, styles/, Makefile and the like."""
    return _BASE if is_installed() else PACKAGE.parent
