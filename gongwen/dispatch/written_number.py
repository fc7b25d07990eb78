"""A number written into the document it is for, in place: comments and all else stay."""

from __future__ import annotations

from pathlib import Path

from ..build.shared import Shared
from ..history.register import bracketed
from ..history.repository import HistoryError
from ..library.library import Library
from ..source.edit.changes import AddEntry, CannotEditError, Change, SetText
from ..source.edit.edited import edited
from ..source.parse import parse
from ..source.tree import Mapping
from ..storage.failures import advice, reason
from ..storage.files import write_atomically

_KEY = "发文字号"
_BEFORE = (
    "发文机关标志",
    "联合标志",
    "发文机关",
    "紧急程度",
    "密级",
    "份号",
    "稿本",
    "格式",
    "文种",
)
"""After the first of these that a document has, a number is written."""


def with_number(path: Path, number: str, shared: Shared) -> str:
    """The text of a document with the number in it. Raises HistoryError where that cannot be."""
    text = path.read_bytes().decode("utf-8")
    shown = Library(shared.content, shared.root).shown(path)
    data, _ = parse(text, shown)
    if not isinstance(data, Mapping):
        raise HistoryError(f"没有取号，{shown} 读不出来，先改好：make check DOC={path.stem}")
    there = data.get(_KEY)
    if isinstance(there, str) and bracketed(there) == number:
        return text
    after = next((key for key in _BEFORE if key in data), None)
    change: Change = SetText((_KEY,), number)
    if _KEY not in data:
        change = AddEntry((), _KEY, number, after)
    try:
        return edited(text, [change], shown)
    except CannotEditError as error:
        place = error.place
        raise HistoryError(
            f"没有取号，{place.file}:{place.line}:{place.column} 改不了：{error.reason}"
        ) from error


def write_number(path: Path, number: str, shared: Shared) -> tuple[str, int]:
    """Write it in: the file as it is shown, and the line. Raises HistoryError where it cannot be
    written: then the number is taken all the same.
    """
    shown = Library(shared.content, shared.root).shown(path)
    text = with_number(path, number, shared)
    try:
        if text.encode() != path.read_bytes():
            write_atomically(path, text.encode(), lasting=True)
    except OSError as error:
        raise HistoryError(
            f"{number} 已经取给这一份，但是写不进 {shown}：{reason(error)}；{advice(error)}，"
            "再取一次，还是这个号"
        ) from error
    data, _ = parse(text, shown)
    place = data.places[_KEY] if isinstance(data, Mapping) else None
    return shown, place.line if place else 0
