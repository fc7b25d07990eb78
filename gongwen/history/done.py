"""Which documents were released and have not changed since."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from ..build.quiet import Hush
from ..library.documents import is_reserved
from ..library.own_office import office_of

if TYPE_CHECKING:
    from .repository import Repository

_OF_THE_OFFICE = "_核稿"
"""The folder of the tables that proofreading goes by."""


def hushing(root: Path, content: Path) -> Hush:
    """Of which documents nothing is to be said, as far as the office and the history know."""
    office, _ = office_of(content, root)
    years = frozenset(office.archived_years)
    return Hush(years, lambda: released_unchanged(root, content))


def released_unchanged(root: Path, content: Path) -> frozenset[str]:
    """The documents, by their paths from the content root, whose own words are those of a release:
    the file, its pieces, data and pictures. What the registry, the office or a style sheet says now
    does not count: it is not the document that changed. Empty where there is no history.
    """
    from .repository import HistoryError, open_repository

    try:
        repository = open_repository(root)
        from .register import releases

        found = releases(repository)
        return frozenset(
            PurePosixPath(manifest["文稿"]).relative_to(manifest["内容文件夹"]).as_posix()
            for _, manifest in found
            if repository.top / manifest["内容文件夹"] == content.resolve()
            and _is_unchanged(manifest, repository)
        )
    except (HistoryError, KeyError, ValueError):
        return frozenset()


def _is_unchanged(manifest: dict[str, Any], repository: Repository) -> bool:
    from .manifest import is_input

    folder = PurePosixPath(manifest["内容文件夹"])
    for name, known in manifest["输入"].items():
        path = PurePosixPath(name)
        own = path.is_relative_to(folder) and not is_reserved(path)
        if not own or _OF_THE_OFFICE in path.parts:
            continue
        try:
            content = (repository.top / name).read_bytes()
        except OSError:
            return False
        if not is_input(content, known):
            return False
    return True
