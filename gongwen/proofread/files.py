"""The files of a document with their texts mended, in place: in the file that a text came from,
with all else as it was typed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ..problem import as_text
from ..secrecy.gate import refusal
from ..source.edit.changes import CannotEditError, SetText
from ..source.edit.changes import Path as Steps
from ..source.edit.edited import edited
from ..source.parse import parse
from ..source.text_file import normal
from ..source.tree import Mapping, Sequence
from ..storage.files import write_atomically
from .words import mended

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
        *("阶段", "章", "条", "项", "附注", "表题", "表注", "图题"),
    )
)
"""The keys under which running text stands. Names, numbers, units and cells are never mended."""


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
    after = _with_colons(normal(text), shown)
    data, _ = parse(after, shown)
    left: tuple[str, ...] = ()
    if isinstance(data, Mapping | Sequence):
        changes = [
            SetText(steps, right)
            for steps, value in _texts(data)
            if (right := _mended_lines(value)) != value
        ]
        after, left = _changed(after, changes, shown)
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


def write(made: Mended) -> None:
    """The file as mended. Raises OSError."""
    content = made.path.read_bytes()
    text = made.after.replace("\n", "\r\n") if b"\r\n" in content else made.after
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    write_atomically(made.path, mark + text.encode())


def _mended_lines(value: str) -> str:
    """A text, paragraph by paragraph."""
    return "\n".join(mended(line) for line in value.split("\n"))


def _with_colons(text: str, shown: str) -> str:
    """The same with half-width colons behind the names of items, where a replace-all made them
    full-width, so that nothing could be read.
    """
    data, _ = parse(text, shown)
    if isinstance(data, Mapping | Sequence):
        return text
    pattern = rf"^((?:- |[ \t])*)({'|'.join(_keys())})：[ \u3000]*(.*)$"
    found = re.findall(pattern, text, re.M)
    if not {"文种", "标题"} & {key for _, key, _ in found}:
        return text
    made = re.sub(pattern, lambda m: f"{m[1]}{m[2]}: {m[3]}".rstrip(), text, flags=re.M)
    return made if isinstance(parse(made, shown)[0], Mapping) else text


def _keys() -> list[str]:
    """The names of all items that a document may have, the longest first."""
    from ..document.parts import Document
    from ..elements.element import Element

    waiting: list[type[Element]] = [Document, Element]  # once it is there, all elements are
    keys: set[str] = set()
    while waiting:
        element = waiting.pop()
        waiting += element.__subclasses__()
        keys |= {field.key for field in getattr(element, "fields", {}).values() if field.key}
    return sorted(keys, key=len, reverse=True)


def _texts(value: object, key: str = "", steps: Steps = ()) -> Iterator[tuple[Steps, str]]:
    """Every running text of the data, with where it stands."""
    if isinstance(value, Mapping):
        for name, each in value.items():
            yield from _texts(each, name, (*steps, name))
    elif isinstance(value, Sequence):
        for number, each in enumerate(value):
            yield from _texts(each, key, (*steps, number))
    elif isinstance(value, str) and (key in _TEXTS or not key):
        yield steps, value
