"""What people write into 发文登记簿 themselves: kept in content/_发文登记簿.yaml, by number, so
that the register can be made anew.
"""

from __future__ import annotations

from collections.abc import Mapping as Named
from pathlib import Path

from msgspec import Struct, field

from ..history.register import bracketed
from ..history.repository import HistoryError
from ..library.filled_table import NOTES, filled_table, noted
from ..secrecy.gate import read_or_refuse
from ..source.edit.changes import AddEntry, CannotEditError, Change, Data, InsertItem, SetText
from ..source.edit.edited import edited
from ..source.parse import parse
from ..source.tree import Mapping, Sequence, Value
from .register_rows import ALSO_CALLED, COLUMNS, day_printed

FILE = "_发文登记簿.yaml"
_HEADS = {name: ALSO_CALLED.get(name, ()) for name in COLUMNS}
_HEAD = """\
# 发文登记簿里由人填的内容，按文号记。程序从填过的登记簿（.xlsx）读回来，重做登记簿时再填上；
# 也可以直接在这里改。“列”是本单位添的列。

"""


class Notes(Struct, frozen=True):
    """What people wrote: the columns that they added, and cells by number and column."""

    columns: tuple[str, ...] = ()
    cells: dict[str, dict[str, str]] = {}


class Known(Struct, frozen=True):
    """What a register is read against, by number and column: what the program knows of the numbers,
    what people wrote before, and what stood in the one that they were given.
    """

    rows: dict[str, dict[str, str]]
    notes: Notes
    given: dict[str, dict[str, str]]


class ReadRegister(Struct):
    """What a filled-in register says that was not known, and what has to be looked at. `blocks`:
    something in it would be lost if it were made anew. `sheet`: where in its workbook it stands.
    """

    columns: list[str] = field(default_factory=list)
    cells: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    blocks: bool = False
    sheet: int = 0


def read_notes(content: Path) -> tuple[Notes, str]:
    """The notes and their text, "" where there are none. Raises HistoryError, ClassifiedError."""
    path = content / FILE
    if not path.is_file():
        return Notes(), ""
    text = read_or_refuse(path, FILE).decode("utf-8-sig")
    data, problems = parse(text, FILE)
    listed = data.get("各号") if isinstance(data, Mapping) else None
    if problems or not isinstance(data, Mapping) or not isinstance(listed, Sequence | None):
        said = f"第{problems[0].line}行：{problems[0].message}" if problems else "“各号”要是列表"
        raise HistoryError(f"{FILE} 读不出来，{said}；改好再试")
    cells: dict[str, dict[str, str]] = {}
    for item in listed or ():
        if isinstance(item, Mapping) and isinstance(number := item.get("文号"), str):
            pairs = {k: v for k, v in item.items() if k != "文号" and isinstance(v, str)}
            cells.setdefault(bracketed(number), {}).update(pairs)
    columns = data.get("列")
    own = [each for each in columns if isinstance(each, str)] if isinstance(columns, list) else []
    return Notes(tuple(own), cells), text


def read_register(content: bytes, known: Known) -> ReadRegister:
    """What people wrote into a register. Raises UnreadableTableError.

    A cell left empty takes nothing back; what the program knows is not changed by it.
    """
    found = ReadRegister()
    table = filled_table(content, "发文登记簿", _HEADS, ("文号", "标题"))
    if table is None:
        found.faults.append("表里没有“文号”“标题”两列，不是发文登记簿")
        found.blocks = True
        return found
    found.faults += table.faults
    found.sheet = table.sheet
    ours = {at: name for name, at in table.at.items()}
    names = [ours.get(at, head) for at, head in enumerate(table.heads)]
    twice = next((name for name in names if name and names.count(name) > 1), "")
    if twice:
        found.faults.append(f"有两列都叫“{twice}”，改掉一列的名称，再做一次")
        found.blocks = True
    notes = noted(content, table)
    found.columns = [
        name
        for name in dict.fromkeys((*names, *([NOTES] if notes else ())))
        if name and name not in (*COLUMNS, *known.notes.columns)
    ]
    for line, row in table.rows:
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if cell.strip()}
        cells |= {NOTES: notes[line]} if line in notes else {}
        unnamed = [
            at for at, cell in enumerate(row) if cell.strip() and not "".join(names[at : at + 1])
        ]
        if "文号" not in cells or unnamed:
            what = "没有写文号" if "文号" not in cells else "有的格上面没有列名"
            found.faults.append(f"第{line}行{what}，不知道怎样记；补上，再做一次")
            found.blocks = True
            continue
        _read_row(cells, f"第{line}行", known, found)
    return found


def _read_row(cells: dict[str, str], where: str, known: Known, found: ReadRegister) -> None:
    number = bracketed(cells.pop("文号"))
    ours, written = known.rows.get(number), known.notes.cells.get(number, {})
    before = known.given.get(number, {})
    if ours is None and number not in known.notes.cells:
        found.faults.append(
            f"{where}：程序没有登记过 {number}，照填的留着；"
            "不是用本程序印发的，也写进 发文登记.yaml，才不会再取这个号"
        )
        found.cells.setdefault(number, {})
    for column, cell in cells.items():
        if _bare(before.get(column, "")) == _bare(cell):
            continue
        given = (ours or {}).get(column, "") if column in COLUMNS else ""
        if given and _bare(day_printed(given)) != _bare(day_printed(cell)):
            found.faults.append(f"{where}“{column}”改过，登记簿照文稿写：{given[:30]}")
        elif not given and found.cells.get(number, {}).get(column, cell) != cell:
            found.faults.append(f"{where}：{number} 写了两行，“{column}”不一样，删掉一行再做")
            found.blocks = True
        elif not given and written.get(column) != cell:
            found.cells.setdefault(number, {})[column] = cell


def _bare(text: str) -> str:
    return "".join(text.split())


def with_read(text: str, read: ReadRegister) -> str:
    """The text of the notes with what was read; comments stay. Raises HistoryError."""
    text = text or f"{_HEAD}列:\n各号:\n"
    data, _ = parse(text, FILE)
    changes: list[Change] = []
    top: Named[str, Value] = data if isinstance(data, Mapping) else {}
    columns, listed = top.get("列"), top.get("各号")
    if "列" not in top:
        changes += [AddEntry((), "列", list(read.columns))] if read.columns else []
    else:
        end = len(columns) if isinstance(columns, Sequence) else 0
        changes += [InsertItem(("列",), end, each) for each in read.columns]
    items = list(listed) if isinstance(listed, Sequence) else []
    at = {
        bracketed(str(item.get("文号"))): (index, item)
        for index, item in enumerate(items)
        if isinstance(item, Mapping)
    }
    new: list[Data] = []
    for number, cells in read.cells.items():
        if number not in at:
            new.append({"文号": number, **cells})
            continue
        index, item = at[number]
        for column, cell in cells.items():
            path = ("各号", index, column)
            there = column in item
            changes.append(SetText(path, cell) if there else AddEntry(path[:2], column, cell))
    if "各号" in top:
        changes += [InsertItem(("各号",), len(items), each) for each in new]
    elif new:
        changes.append(AddEntry((), "各号", new))
    try:
        return edited(text, changes, FILE)
    except CannotEditError as error:
        raise HistoryError(f"{FILE} 第{error.place.line}行改不了：{error.reason}") from error
