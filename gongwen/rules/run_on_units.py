"""单位没有分开：几个单位之间用了空格、斜线、分号，读成了一个单位。

单位之间用“、”，几类单位之间用“，”；写成列表的，一个单位一项。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..paper.unit_names import is_unit
from ..problem import Level
from ..registry.units import read_units
from . import Context, Finding
from .unknown_unit import unit_fields, unit_spot

NAME = "单位没有分开"
LEVEL = Level.WARNING
BASIS = "单位之间用“、”隔开"
STANDS_ALONE = True
COVERS = ("机构未登记",)
WRONG = """\
主送: 市教育局 市卫生健康委
正文: 请认真落实。
"""
RIGHT = """\
主送: 市教育局、市卫生健康委
正文: 请认真落实。
"""

_BETWEEN = re.compile(r"[ \u3000\u00a0]*[/／|｜;；.．\\][ \u3000\u00a0]*|[ \u3000\u00a0]+")


def check(context: Context) -> Iterator[Finding]:
    """Each name of a unit that is several, by what parts them; a name that the registry knows, or
    one with blanks in it, is one.
    """
    for element in context.elements:
        for units, place in unit_fields(element):
            references = read_units(units, context.registry).references
            for number, reference in enumerate(references):
                names = [name for name in _BETWEEN.split(reference.written) if name]
                if len(names) < 2 or not all(map(is_unit, names)):
                    continue
                if context.registry.known("".join(reference.written.split())):
                    continue
                listed = isinstance(units, tuple | list)
                right = f"[{', '.join(names)}]" if listed else f"“{'、'.join(names)}”"
                yield Finding(
                    unit_spot(references, number, place, context),
                    f"“{reference.written}”像是{len(names)}个单位，没有用“、”隔开，读成了一个",
                    hint=f"写成{right}",
                    element=reference.written,
                    length=len(reference.written),
                )
