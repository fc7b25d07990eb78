"""签发人: one name or several on a line."""

from __future__ import annotations

import re

from .tree import Tree


def read_signers(text: str) -> Tree:
    """One name or several, each without the blank within; a blank between two whole names parts
    them.
    """
    names: list[Tree] = []
    for part in re.split(r"\t+|[ \u3000]{2,}|[、，]", text.strip()):
        words = part.split()
        whole = len(words) > 1 and all(len(word) > 1 for word in words)
        names += words if whole else ["".join(words)]
    return names[0] if len(names) == 1 else names
