"""A repository found, or begun, by the library."""

from __future__ import annotations

import os
from pathlib import Path

import pygit2

from .by_library import ByLibrary
from .store import HistoryError

BRANCH = "main"
_TOO_NEW = "这个仓库的格式，代替 git 的组件读不了（{said}）；请安装 git"


def opened(root: Path) -> ByLibrary | None:
    """The repository that `root` is in; None where there is none. Raises HistoryError for one whose
    format the library does not know.

    Whose the folder is, is not asked: on a shared drive it is often another's, and nothing that a
    repository's settings name is ever run here, which is why git asks.
    """
    pygit2.option(pygit2.enums.Option.SET_OWNER_VALIDATION, False)
    ceilings = os.environ.get("GIT_CEILING_DIRECTORIES", "")
    place = pygit2.discover_repository(str(root.resolve()), False, ceilings)
    if place is None:
        return None
    try:
        found = pygit2.Repository(place)
    except pygit2.GitError as error:
        raise HistoryError(_TOO_NEW.format(said=error)) from error
    return None if found.is_bare else ByLibrary(found)


def begin(root: Path) -> None:
    """Begin a repository. Raises HistoryError where that cannot be written."""
    try:
        pygit2.init_repository(str(root.resolve()), initial_head=BRANCH)
    except (pygit2.GitError, OSError) as error:
        raise HistoryError(f"建不了版本记录：{error}") from error
