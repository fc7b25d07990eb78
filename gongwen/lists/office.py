"""The tables of an office, in content/_核稿/: read from .csv or .xlsx, as its spreadsheet saves
them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..library.data_files import read_rows
from ..library.workbook import UnreadableTableError
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import WORD_TABLE
from . import Row, columns

LEVELS = ("必错", "疑似", "提示", "不查")
"""What may stand under 级别. 不查 takes a row of the program's own out of use."""
_LEVEL = "级别"


def read_table(path: Path, shown: str) -> tuple[tuple[Row, ...], list[Problem]]:
    """The rows of one table of an office, and what is wrong with it. `shown` is what the file is
    called; lines are counted as a spreadsheet shows them.
    """
    known = columns()[path.stem]
    try:
        head, *lines = read_rows(path) or [[]]
    except UnreadableTableError as error:
        return (), [_fault(shown, 0, f"“{path.name}”读不出来：{error}", "另存为 .csv 或 .xlsx")]
    missing = [name for name in known[:1] if name not in head]
    unknown = [name for name in head if name and name not in known]
    if missing or unknown:
        message = f"“{path.name}”的第一行要写列名，" + (
            f"没有“{missing[0]}”这一列" if missing else f"不认识“{unknown[0]}”这一列"
        )
        return (), [_fault(shown, 1, message, f"第一行写：{'、'.join(known)}")]
    rows: list[Row] = []
    problems = []
    for number, line in enumerate(lines, 2):
        typed = dict(zip(head, line, strict=False))
        row = {name: typed.get(name, "") for name in known}
        faults = list(_faults(row, known[0], number, shown))
        problems += faults
        if not faults:
            rows.append(row)
    return tuple(rows), problems


def _faults(row: Row, key: str, number: int, shown: str) -> Iterator[Problem]:
    if len(row[key]) < 2:
        message = f"第{number}行的“{key}”只有{len(row[key])}个字"
        yield _fault(shown, number, message, "写两个字以上，不然处处都会查出来；用不着的行删掉")
    elif _LEVEL in row and row[_LEVEL] not in ("", *LEVELS):
        message = f"第{number}行的“{_LEVEL}”写的是“{row[_LEVEL]}”"
        yield _fault(shown, number, message, f"写{'、'.join(LEVELS)}中的一个；空着就是疑似")


def _fault(shown: str, line: int, message: str, hint: str) -> Problem:
    place = Place(shown, line, 1 if line else 0)
    return problem_at(place, WORD_TABLE, Level.WARNING, message, hint=hint)
