"""What changed from one composition to another, in the order of the new one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..composition import Composition, Paragraph, Table
from .alignment import Match, align
from .change import Change, text_pieces
from .gathering import WrittenText, gathered
from .number_changes import number_changes
from .outline_places import Placed, placed_blocks
from .seams import cuts, seam_runs, with_seams
from .table_changes import shown_table, table_changes
from .words import Piece

_STEP: Final = re.compile("[ 、）章节条]")
"""Ends a step on the way to a place."""


class ComparedTexts(Struct, frozen=True):
    """Two texts block by block: what each holds, what became of what, and the changes, each told
    once: none of numbers that only followed from others. Those of numbers only stand last.
    """

    old: list[Placed]
    new: list[Placed]
    matches: list[Match]
    changes: list[Change]


def compared(old: Composition, new: Composition) -> ComparedTexts:
    """The two texts compared. Near linear in time."""
    first, second = placed_blocks(old), placed_blocks(new)
    units = [each.unit for each in first], [each.unit for each in second]
    matches = with_seams(align(*units), *units)
    found = [*_of_matches(matches, first, second), *number_changes(matches, first, second)]
    told = gathered(found, old=_written(first), new=_written(second))
    return ComparedTexts(first, second, matches, told)


def changes(old: Composition, new: Composition) -> list[Change]:
    """Every change, in the order of the new text."""
    return compared(old, new).changes


def _written(placed: Sequence[Placed]) -> WrittenText:
    texts = "\n".join(each.unit.text for each in placed if not each.derived)
    return WrittenText(texts, frozenset(each.name for each in placed if each.name))


def _of_matches(
    matches: Sequence[Match], first: Sequence[Placed], second: Sequence[Placed]
) -> Iterator[Change]:
    sizes = move_sizes(matches)
    begins = _beginnings(matches)
    seams = seam_runs(matches)
    at = 0
    while at < len(matches):
        match = matches[at]
        last = seams.get(at, at)
        run = matches[at : last + 1]
        if last > at:
            found: Iterable[Change] = (_seam(run, first, second),)
        else:
            was = None if match.old is None else first[match.old]
            now = None if match.new is None else second[match.new]
            moved = sizes[match.move] if begins.get(match.move) == at else 0
            found = _of_block(was, now, match, moved)
        olds = tuple(each.old for each in run if each.old is not None)
        news = tuple(each.new for each in run if each.new is not None)
        for change in found:
            yield replace(change, olds=olds, news=news)
        at = last + 1


def _of_block(was: Placed | None, now: Placed | None, match: Match, moved: int) -> Iterator[Change]:
    """What became of one block; `moved` = how many moved with it, where it is their first."""
    if was is not None and now is not None:
        yield from _both(was, now, moved)
    elif now is not None:
        pieces = (Piece("", shown_block(now)),)
        yield Change("增加", now.place, pieces, "", now.name, "", now.derived)
    elif was is not None and not match.move:
        pieces = (Piece(shown_block(was), ""),)
        yield Change("删去", was.place, pieces, "", was.name, was.place, was.derived)


def move_sizes(matches: Sequence[Match]) -> dict[int, int]:
    """How many blocks each move takes."""
    sizes: dict[int, int] = {}
    for match in matches:
        if match.new is not None:
            sizes[match.move] = sizes.get(match.move, 0) + 1
    return sizes


def _beginnings(matches: Sequence[Match]) -> dict[int, int]:
    """Where in the new text each move begins."""
    begins: dict[int, int] = {}
    for at, match in enumerate(matches):
        if match.move and match.new is not None:
            begins.setdefault(match.move, at)
    return begins


def _both(was: Placed, now: Placed, moved: int) -> Iterator[Change]:
    """What became of a block; `moved` is how many blocks moved with it, where it is their first."""
    if isinstance(was.block, Table) and isinstance(now.block, Table):
        if moved:
            yield _moved(was, now, moved)
        yield from table_changes(was, now)
        return
    changed = list(_changed(was, now))
    if moved:
        yield _moved(was, now, moved, *changed)
    else:
        yield from changed


def _moved(was: Placed, now: Placed, size: int, edit: Change | None = None) -> Change:
    """A move; where the block was edited too, both in one."""
    rest = f"，连同下面的{size - 1}段" if size > 1 else ""
    way = f"从“{was.place}”移到“{now.place}”"
    if was.place == now.place:
        way = "调整了前后顺序"
    if edit is not None and edit.kind != "格式":
        note = f"{way}{rest}，并有修改"
        return Change("移动并修改", now.place, edit.pieces, note, now.name, was.place, now.derived)
    if isinstance(was.block, Table):  # what changed inside it is told cell by cell
        pieces = [Piece(text, text) for text in (shown_block(now),) if shown_block(was) == text]
    else:
        pieces = text_pieces(shown_block(was), shown_block(now))
    return Change("移动", now.place, tuple(pieces), way + rest, now.name, was.place, now.derived)


def _changed(was: Placed, now: Placed) -> Iterator[Change]:
    old, new = shown_block(was), shown_block(now)
    if was.unit.text != now.unit.text:
        pieces = tuple(text_pieces(old, new))
        yield Change("修改", now.place, pieces, "", "", was.place, now.derived)
    elif _picture(was) != _picture(now):
        yield Change("修改", now.place, tuple(text_pieces(old, new)), "换了图片", "", was.place)
    elif was.unit.style != now.unit.style and _is_heading(was) != _is_heading(now):
        note = "改作标题" if _is_heading(now) else "不再是标题"
        yield Change("格式", now.place, tuple(text_pieces(old, new)), note, "", was.place)


def _picture(placed: Placed) -> bytes:
    block = placed.block
    return block.picture.content if isinstance(block, Paragraph) and block.picture else b""


def _seam(run: Sequence[Match], first: Sequence[Placed], second: Sequence[Placed]) -> Change:
    """Paragraphs that were joined, or one that was parted."""
    olds = [first[match.old] for match in run if match.old is not None]
    news = [second[match.new] for match in run if match.new is not None]
    was, now = [shown_block(each) for each in olds], [shown_block(each) for each in news]
    place, before = _places(news), _places(olds)
    pieces: list[Piece] = []
    joined = len(olds) > 1
    parts = zip(was, cuts(was, now[0])) if joined else zip(cuts(now, was[0]), now)  # noqa: B905
    for old, new in parts:
        if pieces:
            pieces.append(Piece("\n", "") if joined else Piece("", "\n"))
        pieces += text_pieces(old, new)
    note = f"{len(run)}段并作一段" if joined else f"一段分作{len(run)}段"
    return Change("修改", place, tuple(pieces), note, "", before)


def _places(placed: Sequence[Placed]) -> str:
    """Where one, two or a run of paragraphs stand."""
    first, last = placed[0].place, placed[-1].place
    if len(placed) == 1:
        return first
    ends = (match.end() for match in _STEP.finditer(first))
    shared = max((n for n in ends if n < len(first) and first[:n] == last[:n]), default=0)
    return f"{first}{'、' if len(placed) == 2 else '至'}{last[shared:]}"


def _is_heading(placed: Placed) -> bool:
    return placed.unit.style.endswith("级标题")


def shown_block(placed: Placed) -> str:
    if isinstance(placed.block, Table):
        return shown_table(placed.block)
    return placed.unit.number + placed.unit.text
