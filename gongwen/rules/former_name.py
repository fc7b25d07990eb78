"""机构曾用名：写了单位改名以前的名称。"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from ..registry import read_units
from . import Context, Finding
from .unknown_unit import UNIT_FIELDS, unit_fields, unit_spot

NAME = "机构曾用名"
LEVEL = Level.WARNING
BASIS = "机构名称用现行全称或规范化简称"
STANDS_ALONE = True
WRONG = """\
正文:
- 任务: 办好爱国卫生月活动。
  责任单位: 市卫生和计划生育委员会
"""
RIGHT = """\
正文:
- 任务: 办好爱国卫生月活动。
  责任单位: 市卫生健康委
"""


_FIELDS = {
    **UNIT_FIELDS,
    **{"出席": "present", "请假": "excused", "列席": "attending", "机关": "office"},
}
"""Where names of people and inner offices may stand too, the present name need not be registered;
a former one is one all the same.
"""


def check(context: Context) -> Iterator[Finding]:
    """Each unit written by a former name, with its present one."""
    for element in context.elements:
        for typed, place in unit_fields(element, _FIELDS):
            references = read_units(typed, context.registry).references
            for number, reference in enumerate(references):
                if reference.former and reference.unit is not None:
                    yield Finding(
                        unit_spot(references, number, place, context),
                        f"“{reference.written}”是曾用名",
                        hint=f"现在叫“{reference.unit.short_name}”",
                        element=reference.written,
                    )
