"""Whether an .rtf file is whole."""

from __future__ import annotations

from typing import Final

from .. import patterns as re

_ENDS: Final = re.compile(rb"\\bin(\d*) ?|\\.|[{}]", re.DOTALL)
"""What tells where a group ends; \\bin with the bytes after it that are no RTF."""


def is_whole(content: bytes) -> bool:
    """Whether every brace has its other, and all bytes of \\bin are there: of junk a reader
    takes what it can, for a minute, and says nothing of the rest.
    """
    content = content.rstrip(b"\0 \t\r\n")
    depth = at = 0
    while found := _ENDS.search(content, at):
        at = found.end()
        if found[1]:
            at += int(found[1][:10])
        elif found[0] in b"{}":
            depth += 1 if found[0] == b"{" else -1
            if depth == 0:
                return at == len(content)
    return False
