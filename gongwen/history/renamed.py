"""A document that was given another name since it was kept: known again by what it holds."""

from __future__ import annotations

import difflib

from .repository import Repository

_ALIKE = 0.5
"""How much of a deleted document a new one must hold to count as the same under another name."""


def renamed_from(name: str, repository: Repository, within: str = ".") -> str:
    """The document that was deleted in the folder `within`, and that this one, which was never kept
    under its name, was made from; "" = none.
    """
    file = repository.top / name
    if repository.commit_of("HEAD") is None or not file.is_file():
        return ""
    if any(repository.ids([f"HEAD:{name}"])):
        return ""
    text = file.read_text(encoding="utf-8", errors="replace").splitlines()
    best, found = _ALIKE, ""
    for other in repository.store.deleted(within):
        old = repository.content("HEAD", other) if other.endswith((".yaml", ".yml")) else None
        if old is None:
            continue
        lines = old.decode("utf-8", "replace").splitlines()
        alike = difflib.SequenceMatcher(None, lines, text, autojunk=False).ratio()
        if alike >= best:
            best, found = alike, other
    return found
