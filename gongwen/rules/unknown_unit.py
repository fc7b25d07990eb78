"""机构未登记：写到的单位在机构名录里查不到。

主送、抄送、责任单位、名单、职责里的单位都要能在机构表里找到（全称、简称、别名、省去“市”字的写法都可以）。
泛指的（各县区、有关单位）不查；机构表是空的，都不查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..document.element import Element
from ..document.values import UnitsTyped
from ..problem import Level, Place
from ..registry import UnitReference, nearest_names, read_units
from . import Context, Finding

NAME = "机构未登记"
LEVEL = Level.WARNING
BASIS = "机构名称用全称或规范化简称"
STANDS_ALONE = True
WRONG = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育委员会
"""
RIGHT = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育局
"""

IN_PERSON = re.compile("(?:同志|先生|书记|省长|市长|县长|区长|州长|主席|主任|厅长|局长)$")
"""A person; that an upward document must not go to one is another rule's."""

_IN_GENERAL = re.compile("各|有关|相关|存档")
"""Units in general (各县区, 有关单位), and the 存档 at the end of 抄送, are no names."""

UNIT_FIELDS = {
    "主送": "recipients",
    "抄送": "copies_to",
    "发文机关": "issuer",
    "牵头单位": "lead_units",
    "责任单位": "responsible_units",
    "配合单位": "supporting_units",
    "单位": "units",
}


def unit_fields(
    element: Element, keys: Mapping[str, str] = UNIT_FIELDS
) -> Iterator[tuple[UnitsTyped, Place]]:
    """The fields of an element that hold units, with their places; `keys` are the attributes of
    those looked for, by YAML key.
    """
    for key, attribute in keys.items():
        if attribute in element.fields:
            value = getattr(element, attribute)
            if value is not None:
                yield value, element.place(key)


def unit_spot(
    references: Sequence[UnitReference], number: int, place: Place, context: Context
) -> Place:
    """Where the unit `number` of a field that stands at `place` was typed."""
    spot = start = place
    for reference in references[: number + 1]:
        spot = context.spot_of(start, reference.written)
        if spot != start:
            start = Place(spot.file, spot.line, spot.column + 1)
    return spot


def check(context: Context) -> Iterator[Finding]:
    """Each unit that the registry does not know, once per place."""
    registry = context.registry
    if not registry.units:
        return
    for element in context.elements:
        for typed, place in unit_fields(element):
            references = read_units(typed, registry).references
            for number, reference in enumerate(references):
                told = context.kind.upward and IN_PERSON.search(reference.written)
                if not (reference.unit or told or _IN_GENERAL.search(reference.written)):
                    near = nearest_names(reference.written, registry)
                    hint = f"是不是{'、'.join(f'“{name}”' for name in near)}；" if near else ""
                    yield Finding(
                        unit_spot(references, number, place, context),
                        f"机构名录里没有“{reference.written}”",
                        hint=f"{hint}确有这个单位，就把它加进机构名录",
                        element=reference.written,
                    )
