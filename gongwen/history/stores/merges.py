"""Whether somebody wrote something in a merge, as `git diff-tree --cc` tells it, for the library:
lines that are neither of the sides', or that neither side dropped.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

import pygit2
from msgspec import Struct, field
from pygit2.enums import DiffFlag


class _MergedLine(Struct):
    """A line of the result, or what follows the last. `new_to` are the sides that have it not;
    `lost` are the lines before it that sides have and it has not, each with those sides.
    """

    new_to: set[int] = field(default_factory=set)
    lost: list[tuple[bytes, set[int]]] = field(default_factory=list)

    def told(self) -> list[frozenset[int]]:
        """The sides that differ here, once for each thing in which they do."""
        found = [frozenset(self.new_to)] if self.new_to else []
        return found + [frozenset(sides) for _, sides in self.lost]


def is_written(result: bytes, sides: Sequence[bytes]) -> bool:
    """Whether the result of a merge, which is like none of the sides, holds what none of them has:
    a place where not all that differs differs from the same sides, or that differs from all.
    """
    lines = [_MergedLine() for _ in range(result.count(b"\n") + 2)]
    for number, side in enumerate(sides):
        patch = pygit2.Patch.create_from(side, result, context_lines=0, interhunk_lines=0)
        if patch.delta.flags & DiffFlag.BINARY:
            return True
        for hunk in patch.hunks:
            start = hunk.new_start - 1 if hunk.new_lines else hunk.new_start
            dropped = [each.raw_content for each in hunk.lines if each.origin == "-"]
            _lose(lines[start], dropped, number)
            for line in lines[start : start + hunk.new_lines]:
                line.new_to.add(number)
    everybody = frozenset(range(len(sides)))
    place: set[frozenset[int]] = set()
    for line in (*lines, _MergedLine()):
        told = line.told()
        if not told:
            if len(place) > 1 or everybody in place:
                return True
            place = set()
        place.update(told)
    return False


def _lose(line: _MergedLine, dropped: list[bytes], side: int) -> None:
    """Add the lines that a side has before this one; those that others have too, once."""
    before = [text for text, _ in line.lost]
    matched = difflib.SequenceMatcher(None, before, dropped, autojunk=False)
    merged: list[tuple[bytes, set[int]]] = []
    old = new = 0
    for start, other, length in matched.get_matching_blocks():
        merged += line.lost[old:start]
        merged += [(text, {side}) for text in dropped[new:other]]
        merged += [(text, sides | {side}) for text, sides in line.lost[start : start + length]]
        old, new = start + length, other + length
    line.lost[:] = merged
