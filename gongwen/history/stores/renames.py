"""What a file was called before, as git finds it (diffcore-rename.c), for the library: among the
files that were there, the one it is most like, one that went before one that stayed.
"""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath

import pygit2
from msgspec import Struct

from ... import patterns as re
from .trees import Entry, Trees

_ALIKE = 24_000
"""40 %, of git's 60,000."""
_WHOLE = 60_000
_MOST = 4
"""So many are weighed against each other at the end."""
_LINKS_AND_FILES = 0o170000
_FILE = 0o100000
_CHUNK = re.compile(rb"[^\n]{0,63}\n|[^\n]{64}|[^\n]{1,63}\Z")
_LOOKED_AT = 8000


class _Like(Struct, frozen=True):
    """A file that may be the one, of `score` by content."""

    name: str
    score: int
    same_name: bool
    stayed: bool

    @property
    def rank(self) -> tuple[int, bool]:
        return self.score, self.same_name


def former_name(
    name: str, file: Entry, tree: pygit2.Oid, before: pygit2.Oid, trees: Trees
) -> str | None:
    """The name that the file had in the tree `before`; None where it is a new one."""
    last = PurePosixPath(name).name
    there = list(trees.files(before))
    stays = {found for found, _ in trees.files(tree)}
    best: tuple[int, str] | None = None
    for other, entry in there:
        if entry[0] == file[0] and (entry[1] == file[1] or (_is_file(entry) and _is_file(file))):
            score = (other not in stays) + (PurePosixPath(other).name == last)
            if best is None or score > best[0]:
                best = score, other
    if best:
        return best[1]
    if not _is_file(file):
        return None
    chunks, size = _chunks(trees.content(file[0]))
    likely: list[_Like] = []
    for other, entry in there:
        if not _is_file(entry):
            continue
        score = _alike(trees.content(entry[0]), chunks, size)
        found = _Like(other, score, PurePosixPath(other).name == last, other in stays)
        if len(likely) < _MOST:
            likely.append(found)
            continue
        worst = min(range(_MOST), key=lambda place: likely[place].rank)
        if found.rank > likely[worst].rank:
            likely[worst] = found
    likely = [each for each in likely if each.score >= _ALIKE]
    likely.sort(key=lambda each: each.rank, reverse=True)
    likely.sort(key=lambda each: each.stayed)
    return likely[0].name if likely else None


def _is_file(entry: Entry) -> bool:
    return entry[1] & _LINKS_AND_FILES == _FILE


def _alike(old: bytes, chunks: Counter[bytes], size: int) -> int:
    """How much of the larger one stands in both, of 60,000."""
    larger = max(len(old), size)
    if larger * (_WHOLE - _ALIKE) < abs(len(old) - size) * _WHOLE or not size:
        return 0
    others, _ = _chunks(old)
    copied = sum(min(count, others[chunk]) for chunk, count in chunks.items() if chunk in others)
    return copied * _WHOLE // larger


def _chunks(content: bytes) -> tuple[Counter[bytes], int]:
    """The lines, or 64 bytes of one, each with the bytes it has in all; and the size of it all."""
    found = Counter[bytes]()
    plain = content
    if b"\0" not in content[:_LOOKED_AT]:
        plain = content.replace(b"\r\n", b"\n")
    for chunk in _CHUNK.findall(plain):
        found[chunk] += len(chunk)
    return found, len(content)
