"""职责对应：名单里的单位没有写职责，或者写了职责的单位不在名单里。

名单和职责都有的文件才查。领导的职务写明单位的（市教育局局长），这个单位算在名单里。
"""

from __future__ import annotations

from collections.abc import Iterator

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


def _units(typed: UnitsTyped | None, element: Element, context: Context) -> Iterator[_Named]:
    references = read_units(typed, context.registry).references if typed is not None else ()
    for number, reference in enumerate(references):
        if reference.unit is not None and typed is not None:
            yield _Named(reference.unit, typed, element.place("单位"), number)


def _names(unit: Unit, context: Context) -> set[str]:
    """A unit, and the units it consists of: 各县区 covers each of them."""
    return {unit.full_name, *(each.full_name for each in expand(unit, context.registry))}
