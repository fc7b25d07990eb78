"""The register that an office kept in a workbook before it had the program, in its own columns:
its numbers go into 发文登记.yaml, so that none is given again, and what else it says into the notes
of 发文登记簿.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct, field

from .. import patterns as re
from ..history.number_book import UNRELEASED, NumberBook
from ..history.register import FILE, NumberEntry, bracketed
from ..history.repository import HistoryError
from ..library.workbook import sheets_written_in, workbook_rows
from ..paper.joined_cells import said_again
from ..secrecy.gate import read_or_refuse
from ..source.parse import parse
from ..source.tree import Sequence as Listed
from ..storage.files import write_atomically
from .register_notes import FILE as NOTES
from .register_notes import ReadRegister, read_notes, with_read
from .register_rows import ALSO_CALLED

_COLUMNS = {
    "成文日期": (
        "成文日期",
        "发文日期",
        "发文时间",
        "印发日期",
        "签发日期",
        "日期",
        "登记日期",
        "时间",
    ),
    "发文机关": ("发文机关", "发文单位", "制发机关"),
    "密级": ("密级",),
    "分送": ("分送", "抄送", "抄送机关", "抄送单位"),
    "字": ("字", "代字", "发文代字", "文号字"),
    "年": ("年", "年份", "年度"),
    "号": ("号", "序号", "顺序号", "编号", "流水号"),
    **{name: (name, *others) for name, others in ALSO_CALLED.items()},
}
"""What other offices call the columns, the likeliest first."""
_OF_NUMBER = ("字", "年", "号")
_IN_YAML = ("标题", "成文日期", "发文机关")
_MOST_ABOVE = 8
"""Rows that may stand above the heads."""


class FormerRow(Struct, frozen=True):
    """A document of the former register: where it stands, its number, its cells by our names."""

    where: str
    number: str
    cells: dict[str, str]


class FormerRegister(Struct):
    """What was read, and what has to be looked at."""

    rows: list[FormerRow] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_former(content: bytes) -> FormerRegister:
    """All sheets of a workbook that are registers. Raises UnreadableTableError."""
    found = FormerRegister()
    for at, name, is_seen in sheets_written_in(content):
        table = said_again(workbook_rows(content, at))
        if not is_seen:
            found.faults.append(f"工作表“{name}”是隐藏的，没有读")
        elif heads := _heads(table):
            found.rows += _rows(table, heads, f"“{name}”", found.faults)
        elif any(cell.strip() for row in table for cell in row):
            found.faults.append(f"工作表“{name}”里没有“文号”“标题”一类的列，没有读")
    return found


def _heads(table: Sequence[Sequence[str]]) -> tuple[int, dict[int, str]] | None:
    """In which row the heads stand, and which column holds what."""
    for at, row in enumerate(table[:_MOST_ABOVE]):
        bare = [re.sub(r"[\s　（(].*$|[\s　]", "", cell) for cell in row]
        columns: dict[int, str] = {}
        for name, words in _COLUMNS.items():
            column = next((bare.index(word) for word in words if word in bare), None)
            if column is not None and column not in columns:
                columns[column] = name
        names = set(columns.values())
        if "标题" in names and ("文号" in names or {"字", "号"} <= names):
            return at, columns
    return None


def _rows(
    table: Sequence[Sequence[str]],
    heads: tuple[int, dict[int, str]],
    sheet: str,
    faults: list[str],
) -> Iterator[FormerRow]:
    first, columns = heads
    for line, row in enumerate(table[first + 1 :], first + 2):
        cells = {name: row[at].strip() for at, name in columns.items() if at < len(row)}
        cells = {name: cell for name, cell in cells.items() if cell}
        if not cells.get("标题") and not cells.get("文号"):
            continue
        number = bracketed(cells.get("文号") or _put_together(cells))
        if NumberEntry(number, "", "", "", "", "").parsed is None:
            said = cells.get("文号") or cells.get("标题", "")
            faults.append(f"{sheet}第{line}行认不出文号，没有补：{said[:30]}")
            continue
        kept = {name: cell for name, cell in cells.items() if name not in ("文号", *_OF_NUMBER)}
        yield FormerRow(f"{sheet}第{line}行", number, kept)


def _put_together(cells: dict[str, str]) -> str:
    """A number whose parts stand in columns of their own; a year may stand in the date."""
    year = re.search(r"\d{4}", cells.get("年", "") or cells.get("成文日期", ""))
    code, ordinal = (cells.get(each, "") for each in ("字", "号"))
    return f"{code}〔{year[0]}〕{ordinal}" if year and code and ordinal else ""


def add_former(content: Path, former: FormerRegister, book: NumberBook) -> tuple[int, list[str]]:
    """Write down the numbers that nothing here knows: how many they are, and what has to be looked
    at. Raises HistoryError, ClassifiedError, OSError.
    """
    known = {bracketed(each.number): each for each in book.entries}
    faults = list(former.faults)
    new: dict[str, FormerRow] = {}
    for row in former.rows:
        before = known.get(row.number)
        title = row.cells.get("标题", "")
        if row.number in new:
            faults.append(f"{row.where}：{row.number} 写了两行，只补前一行：{title[:30]}")
        elif before is None or before.source in UNRELEASED:
            new[row.number] = row
        elif title and before.title and _bare(before.title) != _bare(title):
            faults.append(f"{row.where}：{row.number} 已经登记了“{before.title[:30]}”，没有改")
    if not new:
        return 0, faults
    path = content / FILE
    text = read_or_refuse(path, FILE).decode("utf-8-sig") if path.is_file() else ""
    lines = "".join(_line(each) for each in new.values())
    made = (text.rstrip("\n") + "\n" if text.strip() else "") + lines
    data, problems = parse(made, FILE)
    if problems or not isinstance(data, Listed):
        raise HistoryError(f"{FILE} 里不是一个列表，没有补进去；先改好再试")
    notes = ReadRegister()
    for each in new.values():
        rest = {name: cell for name, cell in each.cells.items() if name not in _IN_YAML}
        if rest:
            notes.cells[each.number] = rest
    kept, notes_text = read_notes(content)
    notes.cells = {
        number: cells for number, cells in notes.cells.items() if number not in kept.cells
    }
    write_atomically(path, made.encode(), lasting=True)
    if notes.cells:
        write_atomically(content / NOTES, with_read(notes_text, notes).encode(), lasting=True)
    return len(new), faults


def _line(row: FormerRow) -> str:
    cells = {"文号": row.number, **{k: row.cells[k] for k in _IN_YAML if row.cells.get(k)}}
    inside = ", ".join(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in cells.items())
    return f"- {{{inside}}}\n"


def _bare(text: str) -> str:
    return "".join(text.split())
