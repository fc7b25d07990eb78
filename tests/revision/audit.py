"""What a list of changes says, held against the two texts on paper, apart from how it was found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from gongwen.composition import Composition, Paragraph, Table
from gongwen.revision.change import Change
from gongwen.revision.outline_places import placed_blocks

_NUMBER: Final = re.compile(
    r"(?:附件：)?(?:第[一二三四五六七八九十]+[章条]　|[一二三四五六七八九十]+、|"
    r"[①-⑳]|（[一二三四五六七八九十]+）|（\d+）|\d+\.(?!\d)\t?|\d+(?:\.\d+)+ |\d+ )"
)
_LABEL: Final = re.compile(r"附件(?:\d+(?:-\d+)*)?")
_WITH: Final = re.compile(r"连同下面的(\d+)(?:段|行)")
_EVERYWHERE: Final = "全文"
_FOLLOWS: Final = "随之修改"


class Item(Struct):
    """A paragraph or a cell: `text` as printed, `key` without its number; `row` of a table's."""

    text: str
    key: str
    derived: bool = False
    row: tuple[int, int] | None = None
    used: bool = False
    moved: bool = False


def items_of(composition: Composition) -> list[Item]:
    """Everything on paper, in order; a serial number that a row begins with is left out."""
    found: list[Item] = []
    zone, imprint = composition.header_zone, composition.imprint
    if zone:
        lines = [notice.text for notice in zone.notices]
        lines += ["\n".join(zone.marks) + zone.mark_suffix, zone.document_number]
        lines += ["、".join(zone.signers), *(each.text.strip() for each in zone.elements)]
        found += [Item(line, line) for line in lines if line]
    heading = ""
    for section in composition.sections:
        for at, block in enumerate(section.blocks):
            if isinstance(block, Table):
                found += _cells(block, len(found) + at, derived="责任分工表" in heading)
                continue
            if block.contents or not block.text:
                continue
            if block.style in ("附件标题", "件标题"):
                heading = block.text
            found.append(_item(block))
    if imprint:
        lines = [imprint.recipients, imprint.copies_to, imprint.printed_by]
        found += [Item(line, line) for line in (*lines, imprint.printed_on, imprint.copies) if line]
    return found


def _item(block: Paragraph) -> Item:
    text = block.text.replace("\n", "") if "标题" in block.style else block.text
    key = "" if _LABEL.fullmatch(text) else text[len(_number(text)) :]
    return Item(text, key, derived=block.style.startswith("附件说明"))


def _number(text: str) -> str:
    match = _NUMBER.match(text)
    return match[0] if match else ""


def _cells(table: Table, number: int, *, derived: bool) -> Iterator[Item]:
    serial = table.header_rows > 0 and table.rows[0][0].paragraphs[0].text in ("序号", "编号")
    above: dict[int, str] = {}
    for at, row in enumerate(table.rows):
        for column, cell in enumerate(row):
            text = "\n".join(each.text.replace("\n", "") for each in cell.paragraphs)
            if cell.rows == "continue":
                text = above.get(column, text)
            above[column] = text
            if text:
                key = "" if serial and not column and at else text
                yield Item(text, key, derived, (number, at))


def _row_texts(items: Sequence[Item]) -> dict[tuple[int, int], str]:
    rows: dict[tuple[int, int], list[str]] = {}
    for item in items:
        if item.row:
            rows.setdefault(item.row, []).append(item.text.replace("\n", "／"))
    return {at: " ｜ ".join(cells) for at, cells in rows.items()}


def faults(old: Composition, new: Composition, changes: Sequence[Change]) -> list[tuple[str, str]]:
    """What the changes say that is not so, by its kind: 无 (a change called none), 原 (words that
    do not stand so), 位 (a place that is not one), 漏 and 重 (told not at all, or twice), 移 (a
    move told as words struck and written again).
    """
    was, now = items_of(old), items_of(new)
    found: list[tuple[str, str]] = []
    if not changes and [item.text for item in was] != [item.text for item in now]:
        found.append(("无", "texts differ"))
    found += _literal(was, now, changes)
    found += _places(old, new, changes)
    found += _covered(was, now, changes)
    gone = {change.old[len(_number(change.old)) :] for change in changes if change.kind == "删去"}
    come = {change.new[len(_number(change.new)) :] for change in changes if change.kind == "增加"}
    found += [("移", text) for text in sorted(gone & come)]
    return found


def _literal(
    was: Sequence[Item], now: Sequence[Item], changes: Sequence[Change]
) -> Iterator[tuple[str, str]]:
    for side, name in ((was, "old"), (now, "new")):
        lines = {item.text for item in side} | set(_row_texts(side).values())
        whole = "\n".join(item.text for item in side)
        rows = "\n".join(_row_texts(side).values())
        for change in changes:
            text = change.old if name == "old" else change.new
            stands = text in lines or ("\n" in text and (text in whole or text in rows))
            if change.place == _EVERYWHERE:
                stands = text in whole or text in rows
            if "栏" in change.place and change.kind in ("增加", "删去", "移动"):
                stands = all(each in lines for each in text.replace("／", "\n").split(" ｜ "))
            if "只有序号" in change.note:
                stands = text in whole or text in rows
            if text and not stands and "〔图" not in text:
                yield "原", f"{name}: {change.kind} {change.place} {text}"


def _places(
    old: Composition, new: Composition, changes: Sequence[Change]
) -> Iterator[tuple[str, str]]:
    texts = []
    for side in (old, new):
        placed = placed_blocks(side)
        names = Counter(each.place for each in placed)
        for name, count in names.items():
            if count > 1:
                yield "位", f"{count} blocks are {name}"
        texts.append({each.place: _plain(each.unit.number + each.unit.text) for each in placed})
    said = Counter((c.was, c.place) for c in changes if c.place != _EVERYWHERE)
    for places, count in said.items():
        if count > 1:
            yield "位", f"{count} changes at {places}"
    for change in changes:
        for at, (place, text) in enumerate(((change.was, change.old), (change.place, change.new))):
            first = _plain(text.split("\n")[0])
            if (
                place in texts[at]
                and "只有序号" not in change.note
                and first
                and first not in texts[at][place]
            ):
                yield "位", f"{text} is not at {place}"


def _plain(text: str) -> str:
    """Text by whatever its cells are kept apart."""
    return re.sub(r" ｜ |\s|／", "", text)


def _covered(
    was: list[Item], now: list[Item], changes: Sequence[Change]
) -> Iterator[tuple[str, str]]:
    for change in sorted(changes, key=lambda change: "一栏" in change.note):
        if change.place == _EVERYWHERE or _FOLLOWS in change.note or "只有序号" in change.note:
            continue
        if change.kind == "格式":
            continue
        if "移动" in change.kind:
            _move(was, change.old, change.note)
            _move(now, change.new, change.note)
        if change.kind == "移动":
            continue
        for side, text in ((was, change.old), (now, change.new)):
            if text and not _use(side, text, derived=bool(change.derived)):
                yield "重", f"{change.kind} {change.place} {text}"
    follows = any(_FOLLOWS in change.note for change in changes)
    left = [
        [item for item in side if item.key and not item.used and not (follows and item.derived)]
        for side in (was, now)
    ]
    keys = [[item.key for item in side] for side in left]
    for change in changes:
        if change.place == _EVERYWHERE:
            keys[0] = [key.replace(change.old, change.new) for key in keys[0]]
    first, second = Counter(keys[0]), Counter(keys[1])
    gone, come = first - second, second - first
    for change in changes:  # of cells that are merged, the first tells what became of all
        if change.derived and gone[change.old] and come[change.new]:
            del gone[change.old], come[change.new]
    for text in gone + come:
        yield "漏", text
    once = Counter(item.key for item in was) | Counter(item.key for item in now)
    if first == second:
        orders = [
            [key for key, item in zip(one, items, strict=True) if _stayed(item, once)]
            for one, items in zip(keys, left, strict=True)
        ]
        both = set(orders[0]) & set(orders[1])
        if [k for k in orders[0] if k in both] != [k for k in orders[1] if k in both]:
            yield "漏", f"another order: {orders}"


def _stayed(item: Item, count: Counter[str]) -> bool:
    """Whether a paragraph that is not told as moved stands but once."""
    return not item.moved and item.row is None and count[item.key] == 1


def _use(side: list[Item], text: str, *, derived: bool) -> bool:
    """Take out of the text what a change tells: a paragraph, a cell, the cells of a row or of a
    column, or paragraphs that were one. A serial number is what it tells of last.
    """
    for item in sorted(side, key=lambda item: not item.key):
        if not item.used and item.text == text and item.derived == derived:
            item.used = True
            return True
    for inside in (derived, not derived):
        whole = " ｜ " in text and _use_row(side, text, derived=inside)
        if whole:
            return True
        parts = text.replace("\n", " ｜ ").split(" ｜ ")
        taken: list[Item] = []
        for part in parts:
            free = (
                item for item in side
                if not item.used and item not in taken and item.derived == inside
                and item.text.replace("\n", "／") == part
            )  # fmt: skip
            match = min(free, key=lambda item: not item.key, default=None)  # no serial number
            if match is None:
                break
            match.used = True
            taken.append(match)
        if len(taken) == len(parts):
            return True
        for item in taken:
            item.used = False
    return False


def _use_row(side: list[Item], text: str, *, derived: bool) -> bool:
    for at, shown in _row_texts(side).items():
        row = [item for item in side if item.row == at]
        if shown == text and row[0].derived == derived and not any(item.used for item in row):
            for item in row:
                item.used = True
            return True
    return False


def _move(side: list[Item], text: str, note: str) -> None:
    """Note what moved: the paragraph and so many paragraphs and tables after it."""
    match = _WITH.search(note)
    left = int(match[1]) + 1 if match else 1
    begins = next((n for n, each in enumerate(side) if each.text == text and not each.moved), None)
    if begins is None:  # a row or a table, whose cells are not asked for their order
        return
    table = -1
    for item in side[begins:]:
        if item.row is None or item.row[0] != table:
            left -= 1
        if left < 0:
            return
        table = -1 if item.row is None else item.row[0]
        item.moved = True
