"""The names of people in a table's cells: a column of people has room for the longest of them, and
a cell of several is broken between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from .. import patterns as re
from ..paper.characters import HAN
from ..paper.people import is_name, is_post
from .width import width

_OF_PEOPLE: Final = (
    "姓名|名字|名单|人员|领导|负责|联系|经办|主持|书记|委员|代表|专家|教师|导师|学员|选手|干部"
    "|[人长](?:（.*）)?$"
)
"""The heads of columns that hold people. What stands below decides whether it is a name."""
_NO_PERSON: Final = "单位|部门|机构|电话|手机|方式|地址|号码|职务|职责|数|时间|日期|意见|特长|时长"
"""The heads of what is told of people."""
_PIECE: Final = r"(?:[（(][^（）()]*[）)]|[^、，,；;／/\n])+[、，,；;]?"
"""What is between marks outside brackets, with the mark after it."""
_MARKS: Final = "、，,；;"
_SPREAD: Final = rf"{HAN}[ \u3000]{{1,2}}{HAN}"
"""A name of two characters with blanks between them."""
_MINORITY: Final = rf"{HAN}+(?:[·•・‧]{HAN}+)+"
_WHOLE: Final = 6
"""Characters up to which a name with a point in it stands on one line; a longer one may be broken
behind the point."""
_SLACK: Final = 0.1
"""Characters that a line is not filled to, for an engine that rounds otherwise."""


def holds_people(head: str) -> bool:
    """Whether a column under such a head may hold people."""
    return bool(re.search(_OF_PEOPLE, head)) and not re.search(_NO_PERSON, head)


def longest_name(cells: Iterable[str]) -> float:
    """The room, in characters, for the longest name in the cells of a column of people, the mark
    behind it with it; 0 where there is none.
    """
    return max((width(part) for cell in cells for part in _names(cell)), default=0.0)


def people_lines(text: str, room: float) -> str:
    """A cell of people with line breaks between them, where they take several lines of `room`
    characters; as it is where it holds anything else.
    """
    pieces = re.findall(_PIECE, text)
    people = all(_bare(piece) for piece in pieces) and "".join(pieces) == text
    if width(text) <= room or not people:
        return text
    lines = [""]
    for part in chain.from_iterable(_parts(piece, room) for piece in pieces):
        if lines[-1] and width(lines[-1]) + width(part) > room - _SLACK:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _names(cell: str) -> Iterator[str]:
    """What of a cell no line's end may part."""
    for piece in re.findall(_PIECE, cell):
        if name := _bare(piece):
            mark = piece[-1] if piece[-1] in _MARKS and "（" not in piece else ""
            yield from (f"{name}{mark}",) if _is_whole(name) else _points(f"{name}{mark}")
        else:
            yield from (word for word in piece.rstrip(_MARKS).split() if is_name(word))


def _bare(piece: str) -> str:
    """The name that a piece of a cell is, without the bracket and the mark after it; "" where it is
    none.
    """
    name = re.split("[（(]", piece.rstrip(_MARKS).strip())[0]
    if is_name(name) or re.fullmatch(_SPREAD, name):
        return name
    known = re.fullmatch(rf"{HAN}{{2,4}}|{_MINORITY}", name) is not None
    return name if known and not is_post(name) else ""


def _is_whole(name: str) -> bool:
    return width(name) <= _WHOLE or re.fullmatch(_MINORITY, name) is None


def _points(name: str) -> list[str]:
    """A name in parts that end in its points."""
    return re.findall("[^·•・‧]+[·•・‧]?", name)


def _parts(piece: str, room: float) -> list[str]:
    """A name with its mark; in parts where it is too long for a line."""
    return _points(piece) if width(piece) > room - _SLACK else [piece]
