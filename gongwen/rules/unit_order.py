"""名次：主送、抄送里有一个单位排的位置与机构名录的次序不一样。

机构名录按名次排列。一组（“，”之间）里名录认得的单位有四个以上，只有一个不在它的位置上，才提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from ..registry.units import UnitReference, read_units
from . import Context, Finding
from .unknown_unit import unit_spot

NAME = "名次"
LEVEL = Level.NOTICE
BASIS = "单位按名次排列"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
主送: 市科协、市政府办、市教育局、市卫生健康委
"""
RIGHT = """\
主送: 市政府办、市教育局、市卫生健康委、市科协
"""
_FEWEST = 4


def check(context: Context) -> Iterator[Finding]:
    """The one unit of a group that stands elsewhere than in the registry."""
    ranks = {unit.full_name: rank for rank, unit in enumerate(context.registry.units)}
    document = context.document
    for typed, key in ((document.recipients, "主送"), (document.copies_to, "抄送")):
        if typed is None:
            continue
        units = read_units(typed, context.registry)
        if key == "抄送":
            yield from _by_custom(units.references, context)
        for group in units.groups:
            known = [each for each in group if each.unit is not None and not each.former]
            if len(known) >= _FEWEST and (moved := _moved(known, ranks)) is not None:
                number = units.references.index(moved)
                spot = unit_spot(units.references, number, document.place(key), context)
                yield Finding(
                    spot,
                    f"“{moved.written}”的位置与机构名录的名次不一样",
                    hint=_where(moved, known, ranks),
                    element=moved.written,
                )


def _by_custom(references: tuple[UnitReference, ...], context: Context) -> Iterator[Finding]:
    """市人大常委会办公室 before 市委办公室: the four bodies of one place in another order than is
    the custom among copies.
    """
    before: dict[str, tuple[int, str]] = {}
    for number, each in enumerate(references):
        match = re.match(_BODY, each.written)
        if match is None:
            continue
        rank = next(n for n, group in enumerate(_CUSTOM) if match["body"] in group)
        high, name = before.get(match["place"], (-1, ""))
        if rank < high:
            yield Finding(
                unit_spot(references, number, context.document.place("抄送"), context),
                f"抄送里“{each.written}”排在“{name}”后面",
                hint="按党委、人大、政府、政协、监委、法院、检察院的次序排；有意这样排的，不用改",
                element=each.written,
            )
            return
        before[match["place"]] = (rank, each.written)


_CUSTOM = (
    ("委",),
    ("人大",),
    ("人民政府", "政府"),
    ("政协",),
    ("监委", "纪委监委", "纪委"),
    ("中级人民法院", "人民法院", "法院"),
    ("人民检察院", "检察院"),
)
_BODY = (
    "(?P<place>[省市县区州])(?P<body>人大|人民政府|政府|政协|纪委监委|监委|纪委|中级人民法院|人民法院|法院|人民检察院|检察院|委)"
    "(?=办公?室?|办公厅|常委会|各部门|$)"
)


def _rank(reference: UnitReference, ranks: dict[str, int]) -> int:
    return ranks[reference.unit.full_name] if reference.unit else -1


def _moved(known: list[UnitReference], ranks: dict[str, int]) -> UnitReference | None:
    """The only unit without which the others stand in the order of the registry."""
    if _is_sorted([_rank(each, ranks) for each in known]):
        return None
    found = [
        each
        for number, each in enumerate(known)
        if _is_sorted([_rank(one, ranks) for one in (*known[:number], *known[number + 1 :])])
    ]
    return found[0] if len(found) == 1 else None


def _is_sorted(numbers: list[int]) -> bool:
    return numbers == sorted(numbers)


def _where(moved: UnitReference, known: list[UnitReference], ranks: dict[str, int]) -> str:
    """Before or behind which of the others it belongs."""
    rank = _rank(moved, ranks)
    before = [each for each in known if each is not moved and _rank(each, ranks) < rank]
    if before:
        return f"移到“{before[-1].written}”后面；有意这样排的，不用改"
    first = next(each for each in known if each is not moved)
    return f"移到“{first.written}”前面；有意这样排的，不用改"
