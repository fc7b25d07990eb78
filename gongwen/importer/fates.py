"""What became of every piece of a source: recognised, not sure, or left out, and by what."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from ..problem import Level, Problem
from ..problem_ids import LEFT_OUT
from .leaves import TreeLeaf
from .pieces import LeftOut, Piece, Source, SourceParagraph, is_gone, same_width

_WINDOW = 6000
"""How far ahead of the place reached a text is looked for, in characters."""
_WINDOW_OF_FEW = 300
"""The same for a text of few characters, which may well stand in another one."""
_TELLING = 8
"""A text of so many characters stands in a document once, mostly."""
_FIELDS_AHEAD = 40


_PROSE, _REWRITTEN = "文字", "改写成别的写法"


class PieceOutcome(StrEnum):
    """What the importer knows of a piece."""

    RECOGNISED = "认出"
    UNSURE = "存疑"
    LEFT_OUT = "略去"


class Fate(Struct, frozen=True):
    """What became of a piece. `what` = what it was recognised as, what it might be, or why it was
    left out; `at` are the texts of the tree that hold it. `is_prose` = all of it is a paragraph as
    it stood.
    """

    number: int
    text: str
    outcome: PieceOutcome
    what: str
    at: tuple[TreeLeaf, ...] = ()

    @property
    def is_prose(self) -> bool:
        return bool(self.at) and all(leaf.is_prose for leaf in self.at)


def folded(text: str) -> str:
    """A text for comparing, without the full stops that the program takes and adds."""
    return same_width(text).replace(".", "")


class _Search(Struct):
    """The tree as one text, and how far into it the source has been followed."""

    leaves: Sequence[TreeLeaf]
    solid: str
    starts: list[int]
    beside: Sequence[TreeLeaf]
    reached: int = 0
    moved: bool = False

    def find(self, text: str, *, is_cell: bool = False) -> list[TreeLeaf]:
        """The leaves that hold `text`: one of those that do not flow, or next to the place reached,
        or else wherever it is. That of a cell may come again in the text below its table.
        """
        beside = [each for each in self.beside if folded(each.text) == text]
        if beside:
            return beside[:1]
        ahead = _WINDOW if len(text) >= _TELLING else _WINDOW_OF_FEW
        at = self.solid.find(text, self.reached, self.reached + ahead + len(text))
        is_ahead = at >= 0
        if not is_ahead:
            at = self.solid.find(text)
        if at < 0:
            return []
        first = bisect_right(self.starts, at) - 1
        last = bisect_right(self.starts, at + len(text) - 1) - 1
        flows = self.leaves[first].flows
        if is_cell and "表" not in self.leaves[first].path:
            flows = False
        if flows and is_ahead:
            self.reached = at + len(text)
        elif flows and at < self.reached and len(text) >= _TELLING:
            self.moved = True
        return list(self.leaves[first : last + 1])

    def scattered(self, text: str) -> list[TreeLeaf]:
        """The leaves near the place reached that hold parts of `text`, in any order; none where
        they do not hold all of its words between them.
        """
        found = []
        first = max(bisect_right(self.starts, self.reached) - 1, 0)
        for leaf in self.leaves[first : first + _FIELDS_AHEAD]:
            inside = folded(leaf.text)
            if inside and inside in text:
                text = text.replace(inside, "", 1)
                found.append(leaf)
        return found if not any(c.isalnum() for c in text) else []


def fates(pieces: Sequence[Piece], leaves: Sequence[TreeLeaf], source: Source) -> list[Fate]:
    """What became of each piece, in the order of the file; a table's cells are one piece. A problem
    for what stands in the tree before that which it followed in the source.
    """
    starts, solid, length = [], [], 0
    for leaf in leaves:
        starts.append(length)
        solid.append(folded(leaf.text))
        length += len(solid[-1])
    beside = [leaf for leaf in leaves if not leaf.flows]
    search = _Search(leaves, "".join(solid), starts, beside)
    dropped: dict[int, list[LeftOut]] = defaultdict(list)
    for each in source.left_out:
        dropped[each.number].append(each)
    found = []
    for piece in pieces:
        fate = _fate(piece, dropped, search)
        found.append(fate)
        if search.moved and not any(problem.line == piece.number for problem in source.problems):
            shown = shortened(fate.text)
            message = f"“{shown}”在文稿里的次序与原文不同"
            source.say(LEFT_OUT, Level.WARNING, piece.number, message, "对照原文核对次序")
        search.moved = False
    return found


def _fate(piece: Piece, dropped: dict[int, list[LeftOut]], search: _Search) -> Fate:
    text = text_of(piece)
    whole = folded(text)
    own = dropped[piece.number]
    why = next((each.why for each in (*own, *dropped[0]) if folded(each.text) == whole), "")
    if why:
        outcome = PieceOutcome.LEFT_OUT if is_gone(why) else PieceOutcome.RECOGNISED
        return Fate(piece.number, text, outcome, why)
    if not isinstance(piece, SourceParagraph):
        lines = [folded(line) for line in text.split("\t") if folded(line)]
        found = [search.find(line, is_cell=True) for line in lines]
        return _recognised(piece.number, text, [leaf for each in found for leaf in each], own)
    rest = [whole]
    for each in own:
        rest = _without(rest, folded(each.text))
    at: list[TreeLeaf] = []
    for part in filter(None, rest):
        at += search.find(part) or search.scattered(part)
    return _recognised(piece.number, text, at, own)


def _without(parts: list[str], gone: str) -> list[str]:
    """The parts of a text without the first that holds `gone`, which stands at its start or its end
    more often than within it.
    """
    for at, part in enumerate(parts):
        if gone and gone in part:
            last = part.endswith(gone) and not part.startswith(gone)
            split = part.rpartition(gone) if last else part.partition(gone)
            return [*parts[:at], split[0], split[2], *parts[at + 1 :]]
    return parts


def _recognised(number: int, text: str, at: Sequence[TreeLeaf], dropped: Sequence[LeftOut]) -> Fate:
    """A piece that stands in the tree at `at`, or else only in other words."""
    names = [_PROSE if leaf.is_prose else leaf.what for leaf in at]
    names = names or [each.why for each in dropped] or [_REWRITTEN]
    return Fate(number, text, PieceOutcome.RECOGNISED, "、".join(dict.fromkeys(names)), tuple(at))


def text_of(piece: Piece) -> str:
    """The text of a paragraph, or of a table's cells, tabs between them."""
    if isinstance(piece, SourceParagraph):
        return piece.text
    return "\t".join(cell.text for row in piece.rows for cell in row if not cell.merged)


def with_doubts(found: Sequence[Fate], source: Source) -> list[Fate]:
    """The same, those not sure that a problem was told of; each problem stands as a remark at its
    place in the tree.
    """
    told: dict[int, list[Problem]] = defaultdict(list)
    for problem in source.problems:
        if problem.line:
            told[problem.line].append(problem)
    _remark_between(found, told)
    made = []
    for fate in found:
        problems = told.get(fate.number, []) if fate.outcome is not PieceOutcome.LEFT_OUT else []
        messages = [problem.message.split("：", 1)[-1] for problem in problems]
        for message, problem in zip(messages, problems, strict=True):
            if fate.at:
                fate.at[0].remark(message, _remark(message, problem.hint, fate))
        made.append(
            replace(fate, outcome=PieceOutcome.UNSURE, what="；".join(messages))
            if messages
            else fate
        )
    return made


def _remark_between(found: Sequence[Fate], told: dict[int, list[Problem]]) -> None:
    """What was told of places without text, such as pictures, stands before the next text."""
    standing = [fate for fate in found if fate.at and fate.at[0].flows]
    known = {fate.number for fate in found}
    for number in sorted(told.keys() - known) if standing else ():
        place = next((fate for fate in standing if fate.number > number), standing[-1])
        for problem in told[number]:
            message = problem.message.split("：", 1)[-1]
            place.at[0].remark(message, _remark(message, problem.hint, place))


def _remark(message: str, hint: str, fate: Fate) -> str:
    """What stands before a piece that was told of: it need not say which that is."""
    said = message.removeprefix(f"“{shortened(fate.text)}”")
    return f"{said}（{hint}）" if hint else said


def shortened(text: str) -> str:
    """The first words of a text, to show which it is."""
    line = " ".join(text.split())
    return line if len(line) <= 20 else line[:20] + "……"
