"""联系方式不一：同一个联系人、同一个单位的电话、邮箱写了两次，差一两个字。

“联系人李明，电话0715-8234567”与“李明，0715-8234576”，两个邮箱只差一个字母，两处传真差一位，都核对。两个人各有各的电话，一个人有两部电话，写在一处的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import CELL, Passage
from ..paper.characters import HAN, unlike_places
from ..paper.people import is_name
from ..problem import Level
from . import Context, Finding

NAME = "联系方式不一"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("@", *"0123456789０１２３４５６７８９")
WRONG = """\
正文:
- 联系人：李明，电话：0719-8234567。
- 报名表交市教育局李明，电话0719-8234576。
"""
RIGHT = """\
正文:
- 联系人：李明，电话：0719-8234567。
- 报名表交市教育局李明，电话0719-8234567。
"""

_TELEPHONE = r"(?<![\d-])(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?![\d-])|(?<!\d)1[3-9]\d{9}(?!\d)"
_MAIL = r"[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
_NAME = (
    rf"(?:^|[：:，。；、（\s]|{HAN})(?P<name>{HAN}{{2,3}})(?:同志)?[，,、：:\s"
    rf"（]*(?:联系|办公|咨询)?(?:电话|手机)?[：:]?\s*$"
)
_LOCAL = 7
_MOST = 100
_ROOM = rf"(?P<road>{HAN}{{3,8}}?)(?P<number>\d{{3,4}})(?P<what>会议室|会议厅|报告厅|室)"
_ADDRESS = rf"(?P<road>{HAN}{{2,6}}[路街道巷])(?P<number>\d{{1,5}})号"


class _Seen(Struct, frozen=True):
    """A number or an address, as it is compared, and where it stands."""

    written: str
    bare: str
    passage: Passage
    at: int


def check(context: Context) -> Iterator[Finding]:
    """Each of them that differs a little from one before."""
    text = context.searched.text
    if re.search(r"\d{7}", text):
        telephones = list(_seen(context, _TELEPHONE))
        yield from _near(telephones, "电话、传真号码", context)
    if text.count("@") > 1:
        yield from _near(list(_seen(context, _MAIL)), "邮箱", context)
    if len(re.findall(r"[路街道巷]\d+号", text)) > 1:
        yield from _addresses(context)
    if len(re.findall(r"\d{3}(?:会议|报告|室)", text)) > 1:
        yield from _rooms(context)


def _seen(context: Context, pattern: str) -> Iterator[_Seen]:
    for passage in context.passages:
        for match in re.finditer(pattern, passage.text):
            bare = re.sub(r"[-—－ ]", "", match[0]).lower()
            yield _Seen(match[0], bare, passage, match.start())


def _near(seen: list[_Seen], what: str, context: Context) -> Iterator[Finding]:
    """A number that stands once and differs from another by one sign, or by two that changed
    places. Numbers that count on (8234567、8234568) are several of one office.
    """
    told: set[str] = set()
    first = {each.bare: each for each in reversed(seen)}
    if len(first) > _MOST:
        return  # a directory
    for index, each in enumerate(seen):
        if first[each.bare] is not each:
            continue
        for other in seen[:index]:
            if each.bare == other.bare or {each.bare, other.bare} <= told:
                continue
            if not _differ_by_slip(each.bare, other.bare):
                continue
            if each.passage.key == other.passage.key == CELL:
                continue  # of the people in the rows of a table
            if _is_beside(each, other) or not _of_one(each, other):
                continue
            told |= {each.bare, other.bare}
            yield Finding(
                context.spot(each.passage.place, each.passage.text, each.at),
                f"{what}“{each.written}”与第{other.passage.place.line}行的“{other.written}”差一两位",
                hint="核对是不是同一个；本来是两个的，不用改",
                level=None if _owner(each) and _owner(each) == _owner(other) else Level.NOTICE,
                element=each.written,
            )
            break


def _is_beside(one: _Seen, other: _Seen) -> bool:
    """Whether both stand in one sentence, as several numbers of one office do."""
    if one.passage is not other.passage:
        return False
    return not re.search("[。；]", one.passage.text[min(one.at, other.at) : max(one.at, other.at)])


def _differ_by_slip(one: str, other: str) -> bool:
    if one.isdigit() and other.isdigit():
        one, other = one[-_LOCAL:], other[-_LOCAL:]
        if abs(int(one) - int(other)) <= 9 and one[:-1] == other[:-1]:
            return False
    if one == other or len(one) != len(other):
        return (
            len(one) != len(other)
            and abs(len(one) - len(other)) == 1
            and not one.isdigit()
            and (_without_one(one, other) or _without_one(other, one))
        )
    unlike = unlike_places(one, other)
    if len(unlike) == 1:
        return True
    turned = len(unlike) == 2 and unlike[1] == unlike[0] + 1
    return turned and one[unlike[0]] == other[unlike[1]] and one[unlike[1]] == other[unlike[0]]


def _without_one(short: str, long: str) -> bool:
    return len(short) + 1 == len(long) and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


def _owner(seen: _Seen) -> str:
    """Whose number it is said to be: the name right before it; "" where none stands there."""
    match = re.search(_NAME, seen.passage.text[: seen.at])
    names = (match["name"], match["name"][-2:]) if match else ()
    return next((name for name in names if is_name(name)), "")


def _of_one(one: _Seen, other: _Seen) -> bool:
    """Whether nothing says that they are two persons'."""
    first, second = _owner(one), _owner(other)
    return not (first and second) or first == second


def _rooms(context: Context) -> Iterator[Finding]:
    """One house with two rooms whose numbers have the same digits, or all but one."""
    known: dict[str, tuple[str, Passage]] = {}
    for passage in context.passages_with("室", "厅"):
        for match in re.finditer(_ROOM, passage.text):
            number, earlier = known.setdefault(match["road"][-3:], (match["number"], passage))
            unlike = sum(a != b for a, b in zip(number, match["number"], strict=False))
            alike = sorted(number) == sorted(match["number"]) or unlike == 1
            if number != match["number"] and len(number) == len(match["number"]) and alike:
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("number")),
                    f"“{match[0]}”与第{earlier.place.line}行的“{number}{match['what']}”差一两位",
                    hint="核对是不是一处；本来是两处的，不用改",
                    level=Level.NOTICE,
                    element=match[0],
                )


def _addresses(context: Context) -> Iterator[Finding]:
    """One road with two numbers that have the same digits."""
    known: dict[str, tuple[str, Passage]] = {}
    for passage in context.passages_with("号"):
        for match in re.finditer(_ADDRESS, passage.text):
            road = match["road"][-3:]
            number, earlier = known.setdefault(road, (match["number"], passage))
            if number != match["number"] and sorted(number) == sorted(match["number"]):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("number")),
                    f"“{match[0]}”与第{earlier.place.line}行的“{number}号”像是一处，数字颠倒了",
                    hint="核对门牌号",
                    level=Level.NOTICE,
                    element=match[0],
                )
