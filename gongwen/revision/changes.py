"""What changed from one composition to another, in the order of the new one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from ..composition import Composition, Table
from .alignment import ComparedBlock, Match, align
from .outline_places import Placed, placed_blocks, row_texts
from .words import Piece, pieces

ChangeForm = Literal["修改", "增加", "删去", "移动", "格式"]


class Change(Struct, frozen=True):
    """One change. `place` is where it stands now (what went: where it stood); `pieces` are the
    text old and new; `note` says what the texts do not. `name` is what a heading says, "" for what
    is none.
    """

    kind: ChangeForm
    place: str
    pieces: tuple[Piece, ...]
    note: str = ""
    name: str = ""

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
            found.append(Change("增加", now.place, _only(new=_shown(now.unit)), name=now.name))
        elif was is not None and not match.move:
            found.append(Change("删去", was.place, _only(old=_shown(was.unit)), name=was.name))
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
    return Change("移动", now.place, (Piece(text, text),), way + rest, now.name)


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


def _shown(unit: ComparedBlock) -> str:
    return unit.number + unit.text


def _only(*, old: str = "", new: str = "") -> tuple[Piece, ...]:
    return (Piece(old, new),)


def _table(old: Table, new: Table, place: str) -> Iterator[Change]:
    """Changes of rows and cells; a row is told by its number among those below the head."""
    first, second = _Rows(old), _Rows(new)
    matches = align(first.units, second.units)
    said: dict[int, tuple[str, str]] = {}
    for match in matches:
        if match.new is None and match.old is not None:
            if not match.move:
                text = first.shown(match.old)
                yield Change("删去", f"{place}{first.name(match.old)}", _only(old=text))
            continue
        assert match.new is not None  # noqa: S101  a match has one of the two
        where = f"{place}{second.name(match.new)}"
        if match.old is None:
            yield Change("增加", where, _only(new=second.shown(match.new)))
            continue
        if match.move and _begins_move(match, matches):
            size = sum(m.move == match.move and m.new is not None for m in matches)
            text = second.shown(match.new)
            note = f"从{first.name(match.old)}移到{second.name(match.new)}"
            rest = f"，连同下面的{size - 1}行" if size > 1 else ""
            yield Change("移动", where, (Piece(text, text),), note + rest)
        was, now = first.texts[match.old], second.texts[match.new]
        if len(was) != len(now):
            if was != now:
                texts = first.shown(match.old), second.shown(match.new)
                yield Change("修改", where, tuple(pieces(*texts)))
            continue
        changed = dict(_cells(was, now))
        for column, texts in changed.items():
            merged = second.is_merged(match.new, column)
            if merged and said.get(column) == texts:
                continue
            yield Change("修改", where + second.head(column, match.new), tuple(pieces(*texts)))
        said = changed


def _cells(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """The cells that changed, by their column; not the number that a row begins with."""
    for column, texts in enumerate(zip(was, now, strict=True)):
        if texts[0] != texts[1] and not (column == 0 and all(map(_is_number, texts))):
            yield column, texts


def _is_number(text: str) -> bool:
    return text.isdecimal() or not text


class _Rows:
    """A table's rows, as compared and as shown."""

    def __init__(self, table: Table) -> None:
        self.rows = table.rows
        self.heads = table.header_rows
        self.texts = row_texts(table)
        self.units = [_row_unit(texts) for texts in self.texts]

    def name(self, index: int) -> str:
        return f"第{index - self.heads + 1}行" if index >= self.heads else "表头"

    def is_merged(self, index: int, column: int) -> bool:
        """Whether the cell in a column of the grid is one with those above or below."""
        cells = [cell for cell in self.rows[index] for _ in range(cell.columns)]
        return cells[column].rows is not None

    def head(self, column: int, index: int) -> str:
        """What a cell's column is called."""
        heads = self.texts[self.heads - 1] if index >= self.heads > 0 else []
        if len(heads) == len(self.texts[index]) and heads[column]:
            return f"“{heads[column]}”栏"
        return f"第{column + 1}栏"

    def shown(self, index: int) -> str:
        texts = (text.replace("\n", "／") for text in self.texts[index] if text)
        return " ｜ ".join(texts)


def _row_unit(texts: Sequence[str]) -> ComparedBlock:
    number = texts[0] if len(texts) > 1 and texts[0].isdecimal() else ""
    return ComparedBlock("行", number, "\t".join(texts[1:] if number else texts))
