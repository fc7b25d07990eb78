"""A .csv edited in place: outside of the cells and rows that change, every byte stays, quotes,
blanks, encoding and line ends.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from ... import patterns as re
from ...problem import Place
from .changes import CannotEditError, Change, InsertItem, MoveItem, Remove, SetText

_MARK: Final = "\ufeff"
_BREAK: Final = re.compile(r"\r\n|\r|\n")
_BREAKS: Final = "\r\n"


class CsvCell(Struct, frozen=True):
    """A cell of a record: `start` to `end` of the text, with its quotes, is `value`; `line` and
    `column` count from 1.
    """

    start: int
    end: int
    value: str
    quoted: bool
    line: int
    column: int


class CsvRecord(Struct, frozen=True):
    """A row of the file: `start` to `end` of the text, its line end with it."""

    start: int
    end: int
    cells: tuple[CsvCell, ...]


def encoding_of_csv(content: bytes) -> str:
    """UTF-8, the GBK that Excel and WPS save, or their “Unicode 文本” (UTF-16); "" = none of them.
    A byte order mark is a character of the text.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if content.startswith(mark):
            return name if _decodes(content, name) else ""
    return next((name for name in ("utf-8", "gb18030") if _decodes(content, name)), "")


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def encoded(text: str, like: bytes) -> bytes:
    """A text in the encoding of `like`."""
    return text.encode(encoding_of_csv(like) or "utf-8")


def delimiter_of(text: str) -> str:
    """A comma; in a text without one in its first line, a tab where that has one."""
    first = text.partition("\n")[0]
    return "\t" if "\t" in first and "," not in first else ","


def records_of(text: str, delimiter: str) -> list[CsvRecord]:
    """The rows of a text, blank ones too, as csv.reader reads them (strict)."""
    found: list[CsvRecord] = []
    at = len(_MARK) if text.startswith(_MARK) else 0
    start, line, begins = at, 1, at
    cells: list[CsvCell] = []
    while at < len(text):
        quoted = text[at] == '"'
        end = _end_of_quotes(text, at) if quoted else at
        while end < len(text) and text[end] not in (delimiter, *_BREAKS):
            end += 1
        raw = text[at:end]
        value = raw[1:].replace('""', "\0").replace('"', "").replace("\0", '"') if quoted else raw
        cells.append(CsvCell(at, end, value, quoted, line, at - begins + 1))
        for inside in _BREAK.finditer(raw):
            line, begins = line + 1, at + inside.end()
        at = end
        if text[at : at + 1] == delimiter:
            at += 1
            if at < len(text) and text[at] not in _BREAKS:
                continue
            cells.append(CsvCell(at, at, "", False, line, at - begins + 1))
        match = _BREAK.match(text, at)
        at += len(match[0]) if match else 0
        blank = len(cells) == 1 and cells[0].start == cells[0].end
        found.append(CsvRecord(start, at, () if blank else tuple(cells)))
        cells, start, begins, line = [], at, at, line + 1
    return found


def _end_of_quotes(text: str, at: int) -> int:
    """Behind the quote that closes the one at `at`."""
    at += 1
    while at < len(text):
        if text[at] == '"':
            if text[at + 1 : at + 2] != '"':
                return at + 1
            at += 1
        at += 1
    return at


def edited_csv(text: str, changes: Sequence[Change], numbers: Sequence[int], file: str = "") -> str:
    """A .csv with changes made. The paths are those of a list of rows, of which `numbers` say the
    records of the file that they are. Raises CannotEditError.
    """
    delimiter = delimiter_of(text)
    records = records_of(text, delimiter)
    return _Desk(text, delimiter, records, tuple(numbers), file).with_changes(changes)


class _Desk(Struct, frozen=True):
    text: str
    delimiter: str
    records: list[CsvRecord]
    numbers: tuple[int, ...]
    file: str

    def with_changes(self, changes: Sequence[Change]) -> str:
        """What comes at a place comes in the order in which it was asked for."""
        lines: dict[int, str | None] = {}
        before: dict[int, list[str]] = {}
        for change in changes:
            match change:
                case SetText(path=(int(row), int(column)), value=value):
                    lines[row] = self._with_cell(row, column, value, lines.get(row))
                case Remove(path=(int(row),)):
                    lines[row] = None
                case InsertItem(path=(), index=index, value=list(value)):
                    cells = ["" if each is None else str(each) for each in value]
                    before.setdefault(index, []).append(self._new(index, cells))
                case MoveItem(path=(int(row),), index=index, to=None):
                    before.setdefault(index, []).append(self._line(row))
                    lines[row] = None
                case _:
                    raise CannotEditError("数据文件里没有放它的地方", Place(self.file))
        return self._put_together(lines, before)

    def _put_together(self, lines: dict[int, str | None], before: dict[int, list[str]]) -> str:
        rows = {number: row for row, number in enumerate(self.numbers)}
        parts = [self.text[: self.records[0].start if self.records else len(self.text)]]
        last = self.numbers[-1] if self.numbers else len(self.records) - 1
        for number, record in enumerate(self.records):
            row = rows.get(number)
            own: str | None = self.text[record.start : record.end]
            if row is not None:
                parts += before.get(row, ())
                own = lines.get(row, own)
            parts += [own] if own is not None else []
            if number == last:
                parts += before.get(len(self.numbers), ())
        return self._ended(parts)

    def _ended(self, parts: list[str]) -> str:
        """The lines, each with its end; the last without where the file had none there."""
        head, *lines = parts
        had_end = self.text.endswith(tuple(_BREAKS))
        whole = [line if line.endswith(tuple(_BREAKS)) else line + self._end() for line in lines]
        if whole and not had_end:
            whole[-1] = re.sub(r"(?:\r\n|\r|\n)\Z", "", whole[-1])
        return head + "".join(whole)

    def _end(self) -> str:
        match = _BREAK.search(self.text)
        return match[0] if match else "\n"

    def _record(self, row: int) -> CsvRecord:
        if not 0 <= row < len(self.numbers):
            raise CannotEditError("数据文件里没有这一行", Place(self.file))
        return self.records[self.numbers[row]]

    def _line(self, row: int) -> str:
        record = self._record(row)
        return self.text[record.start : record.end]

    def _with_cell(self, row: int, column: int, value: str, line: str | None) -> str:
        """The line of a row with another value in a cell, with one that it had not too."""
        own = self._line(row) if line is None else line
        cells = next((each.cells for each in records_of(own, self.delimiter)), ())
        if column < len(cells):
            cell = cells[column]
            typed = self._typed(value, quoted=cell.quoted)
            if typed == value and cell.value.strip():  # the blanks around it stay
                typed = typed.join(cell.value.split(cell.value.strip(), 1))
            return own[: cell.start] + typed + own[cell.end :]
        end = cells[-1].end if cells else 0
        more = self.delimiter * (column - max(len(cells) - 1, 0))
        return own[:end] + more + self._typed(value, quoted=False) + own[end:]

    def _typed(self, value: str, *, quoted: bool) -> str:
        signs = (self.delimiter, '"', *_BREAKS)
        if quoted or any(sign in value for sign in signs):
            return '"' + value.replace('"', '""') + '"'
        return value

    def _new(self, index: int, values: Sequence[str]) -> str:
        """A new line, its cells in quotes where those of the row beside it are."""
        beside = self._record(min(max(index - 1, 0), len(self.numbers) - 1)).cells
        width = max(len(values), len(beside))
        typed = [
            self._typed(value, quoted=number < len(beside) and beside[number].quoted)
            for number, value in enumerate([*values, *[""] * (width - len(values))])
        ]
        return self.delimiter.join(typed) + self._end()
