"""What changed clause by clause, as an office's 修改对照表 has it: an article with its paragraphs
and items, a task with its lines, a table, or a paragraph, whole, as it was and as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field

from .. import patterns as re
from ..composition import Table
from .change import Change, text_pieces
from .changes import ComparedTexts, move_sizes, shown_block
from .outline_places import Placed
from .passages import ClauseSpot, Lines, Passage, Remark, Words, changed_rows, lines, whole_table

_DUTY: Final = "责任"
_IN_ARTICLES: Final = ("段落", "条目", "条", _DUTY)
_ISSUED: Final = "印发件 "
_CHAPTERS: Final = re.compile(r"^(?:第[^第]+[章节])+(?=第[^第]+条$)")
ADDED, DELETED = "新增", "删除"
ROWS_ADDED, ROWS_DELETED = "右边各行是新增的", "左边各行已删除"
"""Stand in the side that has none of the rows."""
UNCHANGED_TABLE: Final = "表格没有修改"
"""Stands for a table that was moved as it is."""


class ClauseRow(Struct, frozen=True):
    """A clause as it was and as it is (either may be only a remark), and the changes told by it."""

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    changes: tuple[Change, ...]


def clause_rows(found: ComparedTexts) -> list[ClauseRow]:
    """A row for each clause in which something changed, in the order in which that is told. Every
    change is told by one row; what was made all over, or only follows, has a row of its own.
    """
    return _Clauses(found).rows()


def _numbered(placed: Sequence[Placed]) -> list[int]:
    """Which clause, counted from 0, each block belongs to."""
    numbers: list[int] = []
    number, in_article = -1, False
    for each in placed:
        style = each.unit.style
        begins_article = style == "条" and each.unit.number.startswith("第")
        goes_on = numbers and (
            style == _DUTY or (in_article and style in _IN_ARTICLES and not begins_article)
        )
        if not goes_on:
            number += 1
            in_article = begins_article
        numbers.append(number)
    return numbers


class _Clauses(Struct):
    """The clauses of both texts. `twins` say which old clause became which new one, `became` and
    `was` the same of blocks.
    """

    found: ComparedTexts
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)
    twins: dict[int, int] = field(default_factory=dict)
    became: dict[int, int] = field(default_factory=dict)
    was: dict[int, int] = field(default_factory=dict)
    moved: dict[int, int] = field(default_factory=dict)
    """The number of its move, by the old index of a block."""

    def __post_init__(self) -> None:
        self.old, self.new = _numbered(self.found.old), _numbered(self.found.new)
        both = [m for m in self.found.matches if m.old is not None and m.new is not None]
        for match in sorted(both, key=lambda m: bool(m.move)):  # what stayed says it first
            i, j = match.old or 0, match.new or 0
            self.became[i], self.was[j] = j, i
            if match.move:
                self.moved[i] = match.move
            if self.old[i] not in self.twins and self.new[j] not in self.twins.values():
                self.twins[self.old[i]] = self.new[j]
        self._match_rewritten()

    def _match_rewritten(self) -> None:
        """A clause that went and the one that came in its stead, under its number or at its place,
        are one clause, written anew.
        """
        known = set(self.twins.values())
        gone: dict[str, int] = {}
        for match in self.found.matches:
            if match.old is not None and match.new is not None:
                gone = {}
            elif match.old is not None and not match.move:
                gone.setdefault(self.found.old[match.old].place, self.old[match.old])
            elif match.new is not None:
                clause = gone.get(self.found.new[match.new].place)
                if clause is None or clause in self.twins or self.new[match.new] in known:
                    continue
                self.twins[clause] = self.new[match.new]
                known.add(self.new[match.new])

    def rows(self) -> list[ClauseRow]:
        told: dict[tuple[str, int], list[Change]] = {}
        for at, change in enumerate(self.found.changes):
            told.setdefault(self._row_of(change, at), []).append(change)
        return [self._row(key, changes) for key, changes in self._by_sections(told).items()]

    def _by_sections(
        self, told: dict[tuple[str, int], list[Change]]
    ) -> dict[tuple[str, int], list[Change]]:
        """The rows, a heading that came or went in one with the paragraphs that did so below it."""
        found: dict[tuple[str, int], list[Change]] = {}
        before: list[Change] = []
        for key, changes in told.items():
            if self._goes_on(before, changes):
                before += changes
            else:
                before = found[key] = list(changes)
        return found

    def _goes_on(self, before: Sequence[Change], changes: Sequence[Change]) -> bool:
        kinds = {change.kind for change in (*before, *changes)}
        if not before or kinds not in ({"增加"}, {"删去"}):
            return False
        blocks = self.found.new if kinds == {"增加"} else self.found.old
        above = [at for change in before for at in (*change.news, *change.olds)]
        below = [at for change in changes for at in (*change.news, *change.olds)]
        if not (above and below) or min(below) != max(above) + 1:
            return False
        plain = all(blocks[n].unit.style == "段落" and not blocks[n].unit.number for n in below)
        return plain and blocks[min(above)].unit.style.endswith("级标题")

    def _row_of(self, change: Change, at: int) -> tuple[str, int]:
        if change.news:
            return "new", self.new[change.news[0]]
        if change.olds:
            clause = self.old[change.olds[0]]
            return ("new", self.twins[clause]) if clause in self.twins else ("old", clause)
        return "told", at

    def _row(self, key: tuple[str, int], changes: list[Change]) -> ClauseRow:
        side, clause = key
        if side == "told":
            (change,) = changes
            return _only_told(change)
        back = {new: old for old, new in self.twins.items()}
        was = back.get(clause) if side == "new" else clause
        now = clause if side == "new" else None
        olds = [i for i, number in enumerate(self.old) if number == was]
        news = [j for j, number in enumerate(self.new) if number == now]
        olds += [i for change in changes for i in change.olds if i not in olds]
        news += [j for change in changes for j in change.news if j not in news]
        olds, news = sorted(olds), sorted(news)
        writing = _Writing(self, frozenset(olds), frozenset(news), changes)
        left = [*_place(self.found.old, olds), *writing.side(olds, new=False)]
        right = [*_place(self.found.new, news), *writing.side(news, new=True)]
        notes = [Remark(note) for note in writing.notes()]
        return ClauseRow(
            tuple(left) or (Remark(ADDED),),
            (*(right or (Remark(DELETED),)), *notes),
            tuple(changes),
        )


class _Writing(Struct):
    """One row being written: its blocks in either text."""

    clauses: _Clauses
    olds: frozenset[int]
    news: frozenset[int]
    changes: list[Change]

    def side(self, indexes: Sequence[int], *, new: bool) -> Iterator[Passage]:
        """One side's blocks in order."""
        seams = {(each.news if new else each.olds)[0]: each for each in self._seams()}
        covered = {at for each in self._seams() for at in (each.news if new else each.olds)}
        for at in indexes:
            if at in seams:
                yield lines(seams[at].pieces)[new]
            elif at not in covered:
                yield self._block(at, new=new)
                yield from self._elsewhere(at, new=new)

    def _seams(self) -> list[Change]:
        return [each for each in self.changes if len(each.olds) > 1 or len(each.news) > 1]

    def _block(self, at: int, *, new: bool) -> Passage:
        texts = self.clauses.found
        own = texts.new[at] if new else texts.old[at]
        twin = (self.clauses.was if new else self.clauses.became).get(at)
        if twin is None:
            if isinstance(own.block, Table):
                return whole_table(own)
            return Lines((Words(shown_block(own), changed=True),))
        was, now = (texts.old[twin], own) if new else (own, texts.new[twin])
        if isinstance(was.block, Table) and isinstance(now.block, Table):
            grids = changed_rows(was, now)
            if grids[new].has_rows:
                return grids[new]
            if not grids[not new].has_rows:
                return Remark(UNCHANGED_TABLE)
            return Remark(ROWS_DELETED if new else ROWS_ADDED)
        return lines(text_pieces(shown_block(was), shown_block(now)))[new]

    def _elsewhere(self, at: int, *, new: bool) -> Iterator[Remark]:
        """Where a block was moved from or to, said of the first that moved; where one is that now
        belongs to another clause.
        """
        old = self.clauses.was.get(at) if new else at
        if old is None or old not in self.clauses.became:
            return
        move = self.clauses.moved.get(old)
        begins = any(
            each.olds == (old,) and each.kind.startswith("移动") and not self._is_of_table(each)
            for each in self.changes
        )
        stranger = self.clauses.became[old] not in self.news if not new else old not in self.olds
        if not (begins or stranger):
            return
        texts = self.clauses.found
        was, now = texts.old[old].place, texts.new[self.clauses.became[old]].place
        size = move_sizes(texts.matches)[move] if begins and move is not None else 1
        rest = f"，连同下面的{size - 1}段" if size > 1 else ""
        if was == now:
            yield Remark(f"调整了前后顺序{rest}")
        else:
            yield Remark(f"由“{was}”移来{rest}" if new else f"移至“{now}”{rest}")

    def notes(self) -> Iterator[str]:
        """What the changes say that the texts do not."""
        notes = (
            change.note
            for change in self.changes
            if self._is_of_table(change) or not change.kind.startswith("移动")
        )
        yield from dict.fromkeys(filter(None, notes))

    def _is_of_table(self, change: Change) -> bool:
        """Whether a row or a column is told of, and not the whole table."""
        blocks = [self.clauses.found.new[at] for at in change.news]
        return any(isinstance(b.block, Table) and b.place != change.place for b in blocks)


def _place(placed: Sequence[Placed], indexes: Sequence[int]) -> Iterator[ClauseSpot]:
    """Where a clause stands, unless it begins with the only number that says so."""
    if indexes:
        first = placed[indexes[0]]
        place = _CHAPTERS.sub("", first.place.removeprefix(_ISSUED))  # articles count through them
        if not (place and shown_block(first).startswith(place)):
            yield ClauseSpot(first.place)


def _only_told(change: Change) -> ClauseRow:
    """A change of no one place."""
    if not change.pieces:
        return ClauseRow((ClauseSpot(change.place),), (Remark(change.note),), (change,))
    was, now = lines(change.pieces)
    where = ClauseSpot(change.place)
    return ClauseRow((where, was), (where, now, Remark(change.note)), (change,))
