"""Versions that were classified: what is in the history is in every copy of it, whatever became of
the file since. Only the fact is kept, in memory (`secrecy.files`), never a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from ..secrecy.clearance import is_cleared
from ..secrecy.files import mark_of_file
from ..secrecy.gate import refuse_version
from .repository import Repository

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".pdf")
"""Known by their names alone: not worth reading."""


def refuse_versions(found: Sequence[tuple[str, str, str]], repository: Repository) -> None:
    """Raises ClassifiedError where one of these versions may not be worked on here: what it is
    called, its commit, and the file's name in it.
    """
    _refuse([(said, name, f"{commit}:{name}") for said, commit, name in found], repository)


def refuse_past(names: Iterable[str], repository: Repository) -> None:
    """The same, of all that files of these names ever were in the history that HEAD has."""
    wanted = list(dict.fromkeys(names))
    if wanted and repository.commit_of("HEAD"):
        refuse_files(repository.store.past_files("HEAD", wanted), repository)


def refuse_files(files: Iterable[tuple[str, str]], repository: Repository) -> None:
    """The same, of files by id and name."""
    _refuse([(blob[:7], name, blob) for blob, name in files], repository)


def _refuse(files: Sequence[tuple[str, str, str]], repository: Repository) -> None:
    """`files` are the version, the name, and how git is asked for the content."""
    if is_cleared():
        return
    texts = [spec for _, name, spec in files if not _is_picture(name)]
    read = dict(zip(texts, repository.contents(texts), strict=True))
    for version, name, spec in files:
        content = read.get(spec)
        if content is None and not _is_picture(name):
            continue  # a folder, or not fetched
        if mark := mark_of_file(name, content or b""):
            refuse_version(name, version, mark)


def _is_picture(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in _PICTURES
