"""The files of a document with their texts mended, in place: in the file that a text came from,
with all else as it was typed.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ..library.data_files import rows_as_they_stand
from ..library.workbook import UnreadableTableError
from ..problem import as_text
from ..secrecy.gate import refusal
from ..source.edit.changes import CannotEditError, SetText
from ..source.edit.changes import Path as Steps
from ..source.edit.edited import edited
from ..source.parse import parse
from ..source.text_file import normal
from ..source.tree import Mapping, Sequence
from ..storage.files import write_atomically
from .signs import with_signs
from .words import mended, with_right_numbers

_TEXTS = frozenset(
    (
        *(
            "标题",
            "题注",
            "正文",
            "节",
            "接排",
            "领句",
            "文",
            "条目",
            "任务",
            "内容",
            "措施",
            "备注",
        ),
        *("阶段", "章", "条", "项", "附注", "表题", "表注", "图题", "目标"),
        *("行", "列", "头"),
    )
)
"""The keys under which text stands. Names, figures and units are never mended."""
_NUMBER = "发文字号"
_DATA = (".csv", ".xlsx")


class Mended(Struct, frozen=True):
    """A file, what stood in it and what should; `left` tells what was left as it is, and why."""

    path: Path
    shown: str
    before: str
    after: str
    left: tuple[str, ...] = ()

    @property
    def diff(self) -> str:
        """What changes, in lines, as diff and git show it; "" where nothing does."""
        lines = difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.after.splitlines(keepends=True),
            self.shown,
            f"{self.shown}（改好的）",
            n=1,
        )
        return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)

    @property
    def count(self) -> int:
        """How many lines change."""
        return sum(line.startswith("+") for line in self.diff.splitlines()[2:])


def mended_file(path: Path, shown: str) -> Mended | None:
    """A YAML file with its texts mended; None where it cannot be opened, which a check tells. Of
    classified text nothing is read, but why.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None
    if refused := refusal(shown, content, shown):
        return Mended(path, shown, "", "", (as_text(refused),))
    after = with_signs(normal(text), shown)
    data, _ = parse(after, shown)
    left: tuple[str, ...] = ()
    if isinstance(data, Mapping | Sequence):
        changes = [
            SetText(steps, right)
            for steps, value in _texts(data)
            if (right := _mended_lines(value)) != value
        ]
        number = data.get(_NUMBER) if isinstance(data, Mapping) else None
        if isinstance(number, str) and (right := with_right_numbers(number)) != number:
            changes.append(SetText((_NUMBER,), right))
        after, left = _changed(after, changes, shown)
    else:
        left = (f"{shown} 还读不出来，没有改；先改好检查说的错误，再运行一次",)
    return Mended(path, shown, normal(text), after, left)


def _changed(text: str, changes: list[SetText], shown: str) -> tuple[str, tuple[str, ...]]:
    """The text with the changes made, all at once or, where one cannot be made, one by one; and
    what could not.
    """
    try:
        return edited(text, changes, shown) if changes else text, ()
    except CannotEditError:
        left: list[str] = []
        for change in changes:
            try:
                text = edited(text, [change], shown)
            except CannotEditError as error:
                place = error.place
                left.append(f"{place.file}:{place.line}:{place.column}: 没有改：{error.reason}")
        return text, tuple(left)


def told_of_table(path: Path, shown: str) -> Iterator[str]:
    """What is to be mended in the cells of a data file, by their places; the file stays as it is:
    whoever keeps a table, keeps it in a spreadsheet.
    """
    try:
        if refusal(shown, path.read_bytes(), shown):
            return
        rows = rows_as_they_stand(path)
    except (OSError, UnreadableTableError):  # which a check tells
        return
    for row, cells in enumerate(rows, 1):
        for column, cell in enumerate(cells, 1):
            if (right := _mended_lines(cell)) != cell:
                yield f"{shown}: 第{row}行第{column}列的“{cell}”，在表格文件里改成“{right}”"


def write(made: Mended) -> None:
    """The file as mended. Raises OSError."""
    content = made.path.read_bytes()
    text = made.after.replace("\n", "\r\n") if b"\r\n" in content else made.after
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    write_atomically(made.path, mark + text.encode())


def _mended_lines(value: str) -> str:
    """A text, paragraph by paragraph."""
    return "\n".join(mended(line) for line in value.split("\n"))


def _texts(value: object, key: str = "", steps: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every running text of the data, with where it stands."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, name, (*steps, name))
    elif isinstance(value, Sequence):
        for number, each in enumerate(value):
            yield from _texts(each, key, (*steps, number))
    elif isinstance(value, str) and (key in _TEXTS or not key) and not _names_file(value):
        yield steps, value


def _names_file(value: str) -> bool:
    """Whether a text is the name of a data file, as 行 may be."""
    return "\n" not in value.strip() and value.strip().lower().endswith(_DATA)
