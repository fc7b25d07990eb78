"""The last paragraph of a text: its end can neither come nor go, so it is one in both documents."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from ..word.wordml import W
from .alignment import Match
from .redline_paragraph import Ending

Blocks = Sequence[etree._Element]


class Ended(Struct, frozen=True):
    """The matches, with the last one in both, or with one end for another: the paragraph of match
    `kept` has an end that came or went (`mark`), and the last paragraph ends by `ending`.
    """

    matches: list[Match]
    kept: int = -1
    mark: str = ""
    ending: Ending | None = None


def ended_together(matches: list[Match], old: Blocks, new: Blocks) -> Ended:
    """The matches so arranged. What is added after the last paragraph that stayed begins, for
    Word, with the end of that paragraph.
    """
    at = max((i for i, match in enumerate(matches) if _stays(match)), default=-1)
    tail = matches[at + 1 :]
    gone = [match for match in tail if match.new is None]
    come = [match for match in tail if match.new is not None]
    if gone and come:
        return Ended(_paired(matches, gone[-1], come[-1]))
    if not tail or at < 0:
        return Ended(matches)
    kept = matches[at]
    if not (_is_plain(old[kept.old or 0]) and _is_plain(new[kept.new or 0])):
        return Ended(_forced(matches, at))
    if not _is_plain(_block(tail[-1], old, new)):
        return Ended(_forced(matches, at))
    first, last = old[kept.old or 0].find(W + "pPr"), _block(tail[-1], old, new).find(W + "pPr")
    if come:
        return Ended(matches, at, "ins", Ending(last, first))
    stayed = new[kept.new or 0].find(W + "pPr")
    return Ended(matches, at, "del", Ending(stayed, last))


def _stays(match: Match) -> bool:
    return match.old is not None and match.new is not None and not match.move


def _block(match: Match, old: Blocks, new: Blocks) -> etree._Element:
    return old[match.old or 0] if match.new is None else new[match.new]


def _is_plain(block: etree._Element) -> bool:
    """A paragraph that does not end a section."""
    return block.tag == W + "p" and block.find(f"{W}pPr/{W}sectPr") is None


def _paired(matches: list[Match], gone: Match, come: Match) -> list[Match]:
    """The last paragraph of each as one that was changed."""
    left = [match for match in matches if match is not gone and match is not come]
    return [*_settled(left, {gone.old, come.old} - {None}), Match(gone.old, come.new)]


def _forced(matches: list[Match], at: int) -> list[Match]:
    """The last paragraph of the one, which stayed further up, set against the last of the other."""
    kept, last = matches[at], matches[-1]
    before, tail = matches[:at], matches[at + 1 : -1]
    if last.new is None:
        left = [*before, Match(kept.old, None), *tail]
        return [*_settled(left, {last.old}), Match(last.old, kept.new)]
    left = [*before, Match(None, kept.new), *tail]
    return [*_settled(left, {last.old} - {None}), Match(kept.old, last.new)]


def _settled(matches: list[Match], olds: set[int | None]) -> list[Match]:
    """The matches without the moves of these old blocks: what was moved came, or went."""
    settled = []
    for match in matches:
        if match.move and match.old in olds:
            gone = match.new is None
            settled.append(replace(match, move=0) if gone else Match(None, match.new))
        else:
            settled.append(match)
    return settled
