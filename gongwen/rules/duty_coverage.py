"""职责对应：名单里的单位没有写职责，或者写了职责的单位不在名单里。

名单和职责都有的文件才查。领导的职务写明单位的（市教育局局长），这个单位算在名单里。
名录里没有的单位，只在两处的名称差一两个字时提示核对。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..document.rosters import Duty, Person, Role
from ..document.values import UnitsTyped
from ..elements.element import Element
from ..problem import Level, Place
from ..registry.units import Unit, expand, read_units
from . import Context, Finding
from .unknown_unit import unit_spot

NAME = "职责对应"
LEVEL = Level.WARNING
BASIS = ""
MADE_AFTER = ("000",)
APART_FROM_TEXT = True
WRONG = """\
正文:
- 名单:
  - 角色: 成员
    单位: 市教育局、市科协
- 职责:
  - {单位: 市教育局, 内容: 组织读书进校园活动。}
"""
RIGHT = """\
正文:
- 名单:
  - 角色: 成员
    单位: 市教育局、市科协
- 职责:
  - {单位: 市教育局, 内容: 组织读书进校园活动。}
  - {单位: 市科协, 内容: 组织科普读书活动。}
"""

_SHORTEST, _MOST_UNLIKE = 6, 2


class _Named(Struct, frozen=True):
    """A unit that the registry knows: the `number`th of the field at `place`; what it is not told
    of, another rule tells.
    """

    unit: Unit
    typed: UnitsTyped
    place: Place
    number: int

    def finding(self, context: Context, message: str, hint: str) -> Finding:
        """`message` about the unit, where it was typed."""
        references = read_units(self.typed, context.registry).references
        written = references[self.number].written
        spot = unit_spot(references, self.number, self.place, context)
        return Finding(spot, f"“{written}”{message}", hint, element=written)


def check(context: Context) -> Iterator[Finding]:
    """Units of the rosters without a duty, and the other way round."""
    roles = [each for each in context.elements if isinstance(each, Role)]
    duties = [each for each in context.elements if isinstance(each, Duty)]
    members = [each for role in roles for each in _units(role.units, role, context)]
    charged = [each for duty in duties for each in _units(duty.units, duty, context)]
    yield from _almost_same(roles, duties, context)
    if not (members and duties):
        return
    posts = [each.post for each in context.elements if isinstance(each, Person)]
    covered = {name for each in charged for name in _names(each.unit, context)}
    for each in members:
        if not _names(each.unit, context) & covered:
            hint = "在“职责”里补上它的职责；或核对两处的名称"
            yield each.finding(context, "在名单里，“职责”里没有它", hint)
    listed = {name for each in members for name in _names(each.unit, context)}
    for each in charged:
        in_post = any(name in post for name in each.unit.names for post in posts)
        if not (_names(each.unit, context) & listed or in_post):
            hint = "在名单里补上它；或核对两处的名称"
            yield each.finding(context, "写了职责，名单里没有它", hint)


def _almost_same(
    roles: Sequence[Role], duties: Sequence[Duty], context: Context
) -> Iterator[Finding]:
    """A unit with a duty that stands in no roster, where one that lacks a duty has nearly its name:
    neither is known to the registry, or the name of one is wrong.
    """
    listed = {name for role in roles for name in _written(role.units, context)}
    charged = {name for duty in duties for name in _written(duty.units, context)}
    lacking = [name for name in sorted(listed - charged) if len(name) >= _SHORTEST]
    for duty in duties:
        for name in _written(duty.units, context):
            near = [each for each in lacking if _differs_little(name, each)]
            if name not in listed and len(near) == 1:
                yield Finding(
                    context.spot_of(duty.place("单位"), name),
                    f"“{name}”写了职责，名单里没有它，名单里写的是“{near[0]}”",
                    hint="是同一个单位的，核对名称，两处写成一样的",
                    level=Level.NOTICE,
                    element=name,
                )


def _written(typed: UnitsTyped | None, context: Context) -> list[str]:
    """The names of a field that the registry does not know, as typed."""
    references = read_units(typed, context.registry).references if typed is not None else ()
    return [reference.written for reference in references if reference.unit is None]


def _differs_little(one: str, other: str) -> bool:
    """Whether two names have the same end and differ in no more than two characters."""
    unlike = sum(a != b for a, b in zip(one, other, strict=False))
    return len(one) == len(other) >= _SHORTEST and unlike <= _MOST_UNLIKE and one[-2:] == other[-2:]


def _units(typed: UnitsTyped | None, element: Element, context: Context) -> Iterator[_Named]:
    references = read_units(typed, context.registry).references if typed is not None else ()
    for number, reference in enumerate(references):
        if reference.unit is not None and typed is not None:
            yield _Named(reference.unit, typed, element.place("单位"), number)


def _names(unit: Unit, context: Context) -> set[str]:
    """A unit, and the units it consists of: 各县区 covers each of them."""
    return {unit.full_name, *(each.full_name for each in expand(unit, context.registry))}
