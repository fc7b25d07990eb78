"""Paragraphs that were joined, and one that was parted: a sign, not words struck and put again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .alignment import ComparedBlock, Match
from .words import pieces

_KEPT: Final = 0.6
"""So much of each part has to stand in the whole, of its letters."""
_MOST: Final = 12
"""Parts that are looked for: one task with all its lines, with room."""


def with_seams(
    matches: Sequence[Match], old: Sequence[ComparedBlock], new: Sequence[ComparedBlock]
) -> list[Match]:
    """The matches, those that are parts of one paragraph marked: before the last of the parts,
    which is matched with the whole, the others stand with `seam` = the whole.
    """
    found: list[Match] = []
    at = 0
    while at < len(matches):
        run, size = _seam(matches, at, old, new)
        found += run or [matches[at]]
        at += size or 1
    return found


def _seam(
    matches: Sequence[Match],
    at: int,
    old: Sequence[ComparedBlock],
    new: Sequence[ComparedBlock],
) -> tuple[list[Match], int]:
    """The seam whose first part is the match at `at`, and how many matches it takes; none = 0."""
    for joined in (True, False):
        end = at
        while end < min(len(matches), at + _MOST) and _is_only(matches[end], joined=joined):
            end += 1
        kept = end
        if kept == len(matches) or not _stays(matches[kept]):
            continue
        last = kept + 1
        while last < min(len(matches), at + _MOST) and _is_only(matches[last], joined=joined):
            last += 1
        parts_of, whole_of = (old, new) if joined else (new, old)
        whole = _index(matches[kept], joined=not joined)
        if not _is_plain(whole_of[whole]) or _same(matches[kept], old, new):
            continue
        for stop in range(last, kept, -1):
            run = [_index(match, joined=joined) for match in matches[at:stop]]
            if len(run) < 2 or not all(_is_plain(parts_of[part]) for part in run):
                continue
            if cuts([_raw(parts_of[part]) for part in run], _raw(whole_of[whole])):
                return _marked(run, whole, joined=joined), stop - at
    return [], 0


def _marked(parts: Sequence[int], whole: int, *, joined: bool) -> list[Match]:
    if joined:
        return [*(Match(part, None, seam=whole) for part in parts[:-1]), Match(parts[-1], whole)]
    return [*(Match(None, part, seam=whole) for part in parts[:-1]), Match(whole, parts[-1])]


def cuts(parts: Sequence[str], whole: str) -> list[str]:
    """The stretches of the whole that the parts became (or were), one each; [] where the parts are
    not what it is made of.
    """
    ends: list[int] = []
    total = 0
    for part in parts:
        total += len(part)
        ends.append(total)
    kept = [0] * len(parts)
    marks: list[int] = []
    at = here = index = 0
    for piece in pieces("".join(parts), whole):
        while index < len(parts) and ends[index] <= at + len(piece.old):
            inside = ends[index] - at
            if not piece.changed:
                kept[index] += inside - max(0, ends[index] - len(parts[index]) - at)
                marks.append(here + inside)
            else:
                marks.append(here if inside < len(piece.old) else here + len(piece.new))
            index += 1
        if not piece.changed and index < len(parts):
            begins = max(at, ends[index] - len(parts[index]))
            kept[index] += at + len(piece.old) - begins
        at, here = at + len(piece.old), here + len(piece.new)
    enough = all(n >= _KEPT * len(part) for n, part in zip(kept, parts, strict=True))
    if not enough or sum(kept) < _KEPT * len(whole):
        return []
    starts = [0, *marks[: len(parts) - 1]]
    return [whole[a:b] for a, b in zip(starts, [*starts[1:], len(whole)], strict=True)]


def seam_runs(matches: Sequence[Match]) -> dict[int, int]:
    """Where seams begin, and where the last of their parts stands. What became of one since, so
    that its last part is no longer matched with the whole, is left out.
    """
    found: dict[int, int] = {}
    at = 0
    while at < len(matches):
        first = matches[at]
        end = at
        while end < len(matches) and first.seam is not None and matches[end].seam == first.seam:
            end += 1
        if end > at and end < len(matches):
            last = matches[end]
            if _stays(last) and first.seam == (last.new if first.new is None else last.old):
                found[at] = end
        at = max(end, at + 1)
    return found


def _is_only(match: Match, *, joined: bool) -> bool:
    """Whether a block is in the parts' document only."""
    one, other = (match.new, match.old) if joined else (match.old, match.new)
    return one is None and other is not None and not match.move


def _stays(match: Match) -> bool:
    return match.old is not None and match.new is not None and not match.move


def _index(match: Match, *, joined: bool) -> int:
    index = match.old if joined else match.new
    assert index is not None  # noqa: S101  asked for where it is there
    return index


def _same(match: Match, old: Sequence[ComparedBlock], new: Sequence[ComparedBlock]) -> bool:
    return old[match.old or 0].text == new[match.new or 0].text


def _is_plain(block: ComparedBlock) -> bool:
    """A paragraph of words that ends no section."""
    return block.style not in ("表格", "行") and bool(block.text) and not block.style.endswith("§")


def _raw(block: ComparedBlock) -> str:
    return block.number + block.text
