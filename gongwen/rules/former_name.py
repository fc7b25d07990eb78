"""机构曾用名：写了单位改名以前的名称。"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.tree import elements_of
from ..problem import Level
from ..registry import read_units
from . import Context, Finding
from .unknown_unit import unit_fields

NAME = "机构曾用名"
LEVEL = Level.WARNING
BASIS = "机构名称用现行全称或规范化简称"
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


def check(context: Context) -> Iterator[Finding]:
    """Each unit written by a former name, with its present one."""
    for element in elements_of(context.document):
        for typed, place in unit_fields(element):
            for group in read_units(typed, context.registry).groups:
                for reference in group:
                    if reference.former and reference.unit is not None:
                        yield Finding(
                            place,
                            f"“{reference.written}”是曾用名",
                            hint=f"现在叫“{reference.unit.short_name}”",
                            element=reference.written,
                        )
