"""办理表: the ledger as a workbook in which decisions are filled in, and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ..importer.pieces import same_width
from ..library.filled_table import NOTES, FilledTable, cell_at, filled_table, noted
from ..render.workbook import packed_workbook, print_landscape, workbook_around
from ..source.edit.changes import AddEntry, Change, Data, InsertItem
from ..source.tree import Value
from .ledger import ADOPTED, TALKS, Comment, Ledger
from .ledger_text import put
from .wording import says_none

SHEET: Final = "意见办理"
_GIVEN: Final = ("编号", "反馈单位", "轮次", "条款", "原文", "意见", "理由依据")
_FILLED: Final = ("采纳", "理由", "协商情况", "各方理据", "办理建议", "改在")
_WIDTHS: Final = (6, 16, 6, 14, 30, 40, 24, 10, 30, 14, 30, 24, 14)
_OWN_WIDTH: Final = 14
_CHOICES: Final = {"采纳": ADOPTED, "协商情况": TALKS}
_MEANT: Final = {
    "不采纳": "未采纳", "不予采纳": "未采纳", "已采纳": "采纳", "予以采纳": "采纳",
    "协商一致": "经协商一致",
}  # fmt: skip
_ALSO_CALLED: Final = {
    "编号": ("意见编号",),  # not 序号: an office counts its rows anew
    "采纳": ("采纳情况", "是否采纳", "采纳与否"),
    "理由": ("不采纳理由", "未采纳理由", "采纳理由", "不予采纳理由"),
    "协商情况": ("协商结果",),
    "改在": ("修改位置", "改在何处"),
}
"""What people put over a column in the place of its head, where that is not there."""
_COLUMNS: Final = {name: _ALSO_CALLED.get(name, ()) for name in (*_GIVEN, *_FILLED)}
_SPARE: Final = 20
"""Empty rows for what only stands on paper: a unit and its comment are enough."""


class ReadBack(Struct):
    """What a filled-in workbook changes, and what has to be looked at."""

    data: Value = None
    changes: list[Change] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class OwnColumns(Struct, frozen=True):
    """The columns that an office added to the workbook: their heads, and the cells by the number
    of the comment, or its words where it had none yet; notes of cells are one of them. `book` is
    the workbook, for its other sheets, where the table was sheet `place`.
    """

    heads: tuple[str, ...] = ()
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    book: bytes | None = None
    place: int = 0


_NO_COLUMNS: Final = OwnColumns()


def own_columns(content: bytes) -> OwnColumns:
    """The columns with a head that are none of the program's. Raises UnreadableTableError."""
    table = _table(content)
    if table is None:
        return OwnColumns()
    own = [at for at in table.own() if table.heads[at] != NOTES]
    heads = [table.heads[at] for at in own]
    notes = noted(content, table)
    if notes or NOTES in table.heads:
        heads.append(NOTES)
    cells = {}
    for number, row in table.rows:
        beside = [cell_at(row, at) for at in own]
        beside += [notes.get(number, "")] if NOTES in heads else []
        cells[_key(table.cells(row))] = tuple(beside)
    return OwnColumns(tuple(heads), cells, content, table.sheet)


def _key(cells: Mapping[str, str]) -> str:
    """What a row is known by: its number, or where a person added it, what it says."""
    return cells["编号"] or (_words_key(cells["意见"]) if "意见" in cells else "")


def _words_key(words: str) -> str:
    return f"“{same_width(words)}”"


def worksheet(comments: Sequence[Comment], title: str, own: OwnColumns = _NO_COLUMNS) -> bytes:
    """The workbook, comments in the order given, at the right the columns that an office added; the
    same bytes for the same ledger.
    """
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book, sheet = workbook_around(SHEET, own.book, own.place)
    sheet.append([*_GIVEN, *_FILLED, *own.heads])
    for each in comments:
        beside = own.cells.get(str(each.number)) or own.cells.get(_words_key(each.words), ())
        sheet.append([*_given(each), *_decided(each).values(), *beside])
    last = len(comments) + 1 + _SPARE
    thin = Side(style="thin", color="999999")
    fill = PatternFill("solid", fgColor="FFF7DC")
    rows = sheet.iter_rows(min_row=1, max_row=last, max_col=len(_WIDTHS) + len(own.heads))
    for number, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            if number == 1:
                cell.font = Font(bold=True)
            elif at >= len(_GIVEN) or number > len(comments) + 1:
                cell.fill = fill
            if cell.value is not None:
                cell.data_type = "s"  # a text that begins with “=” stays one
    for at, width in enumerate((*_WIDTHS, *(_OWN_WIDTH for _ in own.heads)), 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for name, words in _CHOICES.items():
        column = "ABCDEFGHIJKLM"[len(_GIVEN) + _FILLED.index(name)]
        listed = DataValidation("list", formula1=f'"{",".join(words)}"', allow_blank=True)
        listed.error, listed.errorTitle = f"只能写{'、'.join(words)}", name
        listed.add(f"{column}2:{column}{last}")
        sheet.add_data_validation(listed)
    sheet.freeze_panes = "C2"
    print_landscape(sheet, 1)
    return packed_workbook(book, f"{title}意见办理表")


def _given(comment: Comment) -> tuple[str, ...]:
    place = comment.clause or comment.written
    return (
        str(comment.number), comment.unit, str(comment.round), place, comment.quoted,
        comment.words, comment.grounds,
    )  # fmt: skip


def _decided(comment: Comment) -> dict[str, str]:
    return {
        "采纳": comment.adopted or "",
        "理由": comment.why,
        "协商情况": comment.talks or "",
        "各方理据": comment.sides,
        "办理建议": comment.proposal,
        "改在": comment.met_in,
    }


def _table(content: bytes) -> FilledTable | None:
    """The sheet that is such a table; None where there is none."""
    table = filled_table(content, "办理表", _COLUMNS, ("编号", "采纳"))
    if table is None:
        return None
    lacking = (
        f"表里没有“{name}”一列（表头改了，或者删了），没有读；表头改回“{name}”再读一次"
        for name in _FILLED
        if name not in table.at
    )
    return replace(table, faults=(*lacking, *table.faults))


def read_back(
    content: bytes,
    ledger: Ledger,
    data: Value,
    place_of: Callable[[str], str] = str,
    unit_of: Callable[[str], str] = str,
) -> ReadBack:
    """What a filled-in workbook says otherwise than the ledger, whose plain data is `data`; places
    and units that a person typed are called as the ledger calls them by `place_of` and `unit_of`.
    Raises UnreadableTableError.

    A cell left empty takes nothing back; what the program wrote is not changed by it, but the
    clause, which it may not have found.
    """
    found = ReadBack(data)
    table = _table(content)
    if table is None:
        found.problems.append("表里没有“编号”“采纳”两列，不是办理表")
        return found
    found.problems += table.faults
    known = {each.number: (index, each) for index, each in enumerate(ledger.comments)}
    seen: dict[str, str] = {}
    new: list[Data] = []
    for number, row in table.rows:
        cells = table.cells(row)
        if not any(cells.values()):
            continue
        if given := cells.get("条款"):
            cells["条款"] = place_of(given)
        where = f"第{number}行"
        typed = cells.get("编号", "")
        if typed in seen:
            found.problems.append(f"{where}：编号“{typed}”在{seen[typed]}已经有了，这一行没有读")
        elif not typed:
            cells["反馈单位"] = unit_of(cells.get("反馈单位", ""))
            _added(cells, where, ledger, found, new)
        elif typed.isdecimal() and int(typed) in known:
            _compare(cells, where, known[int(typed)], found)
        else:
            found.problems.append(f"{where}：台账里没有编号“{typed}”的意见，没有读")
        if typed:
            seen.setdefault(typed, where)
    if new and ledger.comments:
        end = len(ledger.comments)
        found.changes += [InsertItem(("意见",), end, entry) for entry in new]
    elif new:
        found.changes.append(AddEntry((), "意见", new))
    return found


def _added(
    cells: dict[str, str], where: str, ledger: Ledger, found: ReadBack, new: list[Data]
) -> None:
    """A row without a number: a comment that was entered by hand, from a scan or the telephone."""
    unit, words = cells.get("反馈单位", ""), cells.get("意见", "")
    if not (unit and words):
        found.problems.append(f"{where}：添的意见要写“反馈单位”和“意见”两格，没有读")
        return
    if says_none(words):
        _answered(unit, "书面无意见", ledger, found)
        return
    same = [
        e for e in ledger.comments if e.unit == unit and same_width(e.words) == same_width(words)
    ]
    if same:
        found.problems.append(f"{where}：和意见{same[0].number}一样，没有再添")
        return
    number = max((each.number for each in ledger.comments), default=0) + len(new) + 1
    entry: dict[str, Data] = {"编号": str(number), "单位": unit}
    entry["轮次"] = cells.get("轮次") or str(len(ledger.rounds) or 1)
    entry |= {key: cells[key] for key in ("条款", "原文", "意见", "理由依据") if cells.get(key)}
    entry |= {"出处": "办理表里添的", "采纳": None, "理由": None}
    for key in _FILLED:
        value, fault = _choice(key, cells.get(key, ""))
        entry |= {key: value} if value else {}
        if fault:
            found.problems.append(f"{where}：{fault}")
    new.append(entry)
    _answered(unit, "有意见", ledger, found)
    found.said.append(f"添了意见{number}：{unit}“{words[:30]}”")


def _answered(unit: str, state: str, ledger: Ledger, found: ReadBack) -> None:
    """What a person entered for a unit is its answer, where the ledger has none yet."""
    if not ledger.rounds:
        return
    last = len(ledger.rounds) - 1
    units = ledger.rounds[last].units
    index = next((at for at, each in enumerate(units) if each.unit == unit), None)
    if index is None:
        found.problems.append(f"{unit}：台账里没有这个单位，也没有征求它的意见，请核对单位名称")
    elif units[index].state not in ("有意见", state):
        path = ("各轮", last, "单位", index, "状态")
        found.changes.append(put(found.data, path, state))
        found.said.append(f"{unit}：{units[index].state or '未复'}→{state}")


def _choice(key: str, typed: str) -> tuple[str, str]:
    """A value as the ledger has it, and what is wrong with it."""
    words = _CHOICES.get(key)
    if words is None or not typed:
        return typed, ""
    bare = typed.strip("。.，, 　")
    value = bare if bare in words else _MEANT.get(bare, "")
    return value, "" if value else f"“{key}”只能写{'、'.join(words)}，现在是“{typed}”，没有读"


def _compare(
    cells: dict[str, str], where: str, known: tuple[int, Comment], found: ReadBack
) -> None:
    index, comment = known
    given = dict(zip(_GIVEN, _given(comment), strict=True))
    others = [key for key in ("反馈单位", "意见") if _differs(cells, given, key)]
    if len(others) > 1:
        found.problems.append(
            f"{where}：编号{comment.number}的意见是{comment.unit}的“{comment.words[:30]}”，"
            "这一行是别的，没有读（是不是只排了一列的序）"
        )
        return
    for key, was in _decided(comment).items():
        value, fault = _choice(key, cells.get(key, ""))
        if fault:
            found.problems.append(f"{where}：{fault}")
        elif value and value != was:
            found.changes.append(put(found.data, ("意见", index, key), value))
            found.said.append(f"意见{comment.number} {key}：{f'{was}→' if was else ''}{value}")
    place = cells.get("条款", "")
    if place and _differs(cells, given, "条款"):
        found.changes.append(put(found.data, ("意见", index, "条款"), place))
        before = f"{given['条款']}→" if given["条款"] else ""
        found.said.append(f"意见{comment.number} 条款：{before}{place}")
    for key in ("反馈单位", "轮次", "意见", "原文", "理由依据"):
        if _differs(cells, given, key):
            found.problems.append(f"{where}：“{key}”改过，台账里的原话不变：“{given[key][:30]}”")


def _differs(cells: dict[str, str], given: dict[str, str], key: str) -> bool:
    return key in cells and same_width(cells[key]) != same_width(given[key])
