"""签发人: one name or several on a line."""

from __future__ import annotations

from .. import patterns as re
from .tree import Tree


def read_signers(text: str) -> Tree:
    """One name or several: 、 ， ； / and blanks part them, but no blank parts 周 敏."""
    names: list[Tree] = []
    for part in re.split(r"\t+|[、，,；;/]", text.strip()):
        names += _whole(part.split())
    return names[0] if len(names) == 1 else names


def _whole(words: list[str]) -> list[str]:
    """The words of names, those of one character with the next such."""
    names: list[str] = []
    is_open = False
    for word in words:
        if is_open and len(word) == 1:
            names[-1] += word
            is_open = False
        else:
            names.append(word)
            is_open = len(word) == 1
    return names
