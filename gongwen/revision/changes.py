"""What changed from one composition to another, in the order of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..composition import Composition, Table
from .alignment import Match, Unit, align
from .outline_places import Placed, placed_blocks, row_texts
from .words import Piece, pieces

Kind = Literal["修改", "增加", "删去", "移动", "格式"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `place` is where it stands now (what went: where it stood); `pieces` are the
    text old and new; `note` says what the texts do not.
    """

    kind: Kind
    place: str
    pieces: tuple[Piece, ...]
    note: str = ""

    @property
    def old(self) -> str:
        return "".join(piece.old for piece in self.pieces)

    @property
    def new(self) -> str:
        return "".join(piece.new for piece in self.pieces)


def changes(old: Composition, new: Composition) -> list[Change]:
    """Every change; nothing where only numbers followed from others. Near linear in time."""
    first, second = placed_blocks(old), placed_blocks(new)
    matches = align([each.unit for each in first], [each.unit for each in second])
    found: list[Change] = []
    for match in matches:
        was = None if match.old is None else first[match.old]
        now = None if match.new is None else second[match.new]
        if was is not None and now is not None:
            if match.move and _begins_move(match, matches):
                size = sum(m.move == match.move and m.new is not None for m in matches)
                found.append(_moved(was, now, size))
            found += _changed(was, now)
        elif now is not None:
            found.append(Change("增加", now.place, _only(new=_shown(now.unit))))
        elif was is not None and not match.move:
            found.append(Change("删去", was.place, _only(old=_shown(was.unit))))
    return found


def _begins_move(match: Match, matches: Sequence[Match]) -> bool:
    news = [m.new for m in matches if m.move == match.move and m.new is not None]
    return match.new == min(news)


def _moved(was: Placed, now: Placed, size: int) -> Change:
    text = _shown(now.unit)
    rest = f"，连同下面的{size - 1}段" if size > 1 else ""
    way = f"从“{was.place}”移到“{now.place}”"
    if was.place == now.place:
        way = "调整了前后顺序"
    return Change("移动", now.place, (Piece(text, text),), way + rest)


def _changed(was: Placed, now: Placed) -> Iterator[Change]:
    if isinstance(was.block, Table) and isinstance(now.block, Table):
        yield from _table(was.block, now.block, now.place)
    elif was.unit.text != now.unit.text:
        number = now.unit.number
        head = (Piece(number, number),) if number else ()
        yield Change("修改", now.place, (*head, *pieces(was.unit.text, now.unit.text)))
    elif was.unit.style != now.unit.style and _is_heading(was) != _is_heading(now):
        text = _shown(now.unit)
        note = "改作标题" if _is_heading(now) else "不再是标题"
        yield Change("格式", now.place, (Piece(text, text),), note)


def _is_heading(placed: Placed) -> bool:
    return placed.unit.style.endswith("级标题")


def _shown(unit: Unit) -> str:
    return unit.number + unit.text


def _only(*, old: str = "", new: str = "") -> tuple[Piece, ...]:
    return (Piece(old, new),)


def _table(old: Table, new: Table, place: str) -> Iterator[Change]:
    rows = [_row_unit(old, index) for index in range(len(old.rows))]
    new_rows = [_row_unit(new, index) for index in range(len(new.rows))]
    for match in align(rows, new_rows):
        if match.new is None and match.old is not None:
            if not match.move:
                text = _row_text(old, match.old)
                yield Change("删去", f"{place}第{match.old + 1}行", _only(old=text))
            continue
        assert match.new is not None  # noqa: S101  a match has one of the two
        where = f"{place}第{match.new + 1}行"
        if match.old is None:
            yield Change("增加", where, _only(new=_row_text(new, match.new)))
            continue
        if match.move:
            text = _row_text(new, match.new)
            note = f"从第{match.old + 1}行移到第{match.new + 1}行"
            yield Change("移动", where, (Piece(text, text),), note)
        yield from _cells(old, match.old, new, match.new, where)


def _cells(old: Table, i: int, new: Table, j: int, where: str) -> Iterator[Change]:
    before, after = row_texts(old, i), row_texts(new, j)
    if len(before) != len(after):
        if before != after:
            texts = _row_text(old, i), _row_text(new, j)
            yield Change("修改", where, tuple(pieces(*texts)))
        return
    heads = row_texts(new, new.header_rows - 1) if new.header_rows and j >= new.header_rows else []
    for column, (was, now) in enumerate(zip(before, after, strict=True)):
        if was == now or (column == 0 and _is_number(was) and _is_number(now)):
            continue
        named = len(heads) == len(after) and heads[column]
        name = f"“{heads[column]}”栏" if named else f"第{column + 1}栏"
        yield Change("修改", f"{where}{name}", tuple(pieces(was, now)))


def _is_number(text: str) -> bool:
    return text.isdecimal() or not text


def _row_unit(table: Table, index: int) -> Unit:
    texts = row_texts(table, index)
    number = texts[0] if len(texts) > 1 and texts[0].isdecimal() else ""
    return Unit("行", number, "\t".join(texts[1:] if number else texts))


def _row_text(table: Table, index: int) -> str:
    return " ｜ ".join(text.replace("\n", "／") for text in row_texts(table, index) if text)
