"""全称简称混用：单位大多写简称，个别写了全称；或者反过来。

只看任务、名单、职责里的单位，名录里有的才查。一份公文只提示一次。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import Responsibility
from ..document.rosters import Duty, Role
from ..problem import Level, Place
from ..registry.units import read_units
from . import Context, Finding
from .unknown_unit import unit_fields, unit_spot

NAME = "全称简称混用"
LEVEL = Level.NOTICE
BASIS = "机构名称前后要一致"
APART_FROM_TEXT = True
WRONG = """\
正文:
- 任务: 办书展。
  责任单位: 市教育局、市卫生健康委
- 任务: 办讲座。
  责任单位: 市教育局、市科协
- 任务: 评书香。
  责任单位: 云溪市科学技术协会、市教育局
"""
RIGHT = """\
正文:
- 任务: 办书展。
  责任单位: 市教育局、市卫生健康委
- 任务: 办讲座。
  责任单位: 市教育局、市科协
- 任务: 评书香。
  责任单位: 市科协、市教育局
"""

_FEWEST = 6
_SHARE = 5
"""The other way of writing is a slip where no more than one in so many is written so."""


def check(context: Context) -> Iterator[Finding]:
    """The few full names among short ones, or short ones among full ones."""
    full: list[tuple[Place, str]] = []
    short: list[tuple[Place, str]] = []
    for element in context.elements:
        if not isinstance(element, Responsibility | Role | Duty):
            continue
        for typed, place in unit_fields(element):
            references = read_units(typed, context.registry).references
            for number, reference in enumerate(references):
                unit = reference.unit
                if unit is None or reference.former or unit.full_name == unit.short_name:
                    continue
                if reference.written == unit.full_name:
                    full.append((unit_spot(references, number, place, context), reference.written))
                elif reference.written == unit.short_name:
                    short.append((unit_spot(references, number, place, context), reference.written))
    if len(full) + len(short) < _FEWEST or not (full and short):
        return
    few, many, what = (full, short, "全称") if len(full) < len(short) else (short, full, "简称")
    if len(few) * _SHARE <= len(many) + len(few):
        names = "、".join(dict.fromkeys(f"“{name}”" for _, name in few))
        other = "简称" if what == "全称" else "全称"
        yield Finding(
            few[0][0],
            f"别的单位都写{other}，{names}写的是{what}",
            hint=f"统一写{other}",
            element=few[0][1],
        )
