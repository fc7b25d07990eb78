"""What a returned file says, before it is known whose it is and what it is about."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Sort = Literal["反馈表", "复函", "草稿修改件", "扫描件"]


class RawComment(Struct, frozen=True):
    """A comment as it was written. `row` says where in its file: 第2行, 第3段."""

    words: str
    row: str
    written: str = ""
    quoted: str = ""
    grounds: str = ""
    place: str = ""
    """The place in the version that was sent, where the file itself tells it."""


class Fault(Struct, frozen=True):
    """What could not be read for certain: where in its file, and what."""

    row: str
    said: str


class Reply(Struct, frozen=True):
    """A returned file. `units` are the names it may be from, the surest first, each with where it
    stood; `none` = it says that there is nothing to comment; `day` ISO 8601, "" = not said; `about`
    are the documents out for comment that it names.
    """

    file: str
    sort: Sort
    units: tuple[tuple[str, str], ...] = ()
    comments: tuple[RawComment, ...] = ()
    none: bool = False
    day: str = ""
    number: str = ""
    faults: tuple[Fault, ...] = ()
    about: tuple[str, ...] = ()
