"""单位没有分开：几个单位之间用了空格、斜线、分号、“和”“并”，或者什么也没有，读成了一个单位；或者名称前后多了序号、标点。

单位之间用“、”，几类单位之间用“，”；写成列表的，一个单位一项。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.unit_names import is_unit
from ..problem import Level
from ..registry.units import Registry, read_units
from . import Context, Finding
from .unknown_unit import unit_fields, unit_spot

NAME = "单位没有分开"
LEVEL = Level.WARNING
BASIS = "单位之间用“、”隔开"
STANDS_ALONE = True
COVERS = ("机构未登记",)
APART_FROM_TEXT = True
WRONG = """\
主送: 市教育局 市卫生健康委
正文: 请认真落实。
"""
RIGHT = """\
主送: 市教育局、市卫生健康委
正文: 请认真落实。
"""

_BETWEEN = r"\s*[/／|｜;；.．\\+＋&＆·•‧]\s*|\s+"
_AND = r"(?:以及|[和及与并暨])(?=中共|\w{0,6}[省市州县区旗乡镇])"
_SEVERAL = "[各等]|[有相]关"
"""In what names no single unit: 各县人民政府和市直单位 is a way to put it."""
_NUMBER = r"(?:^|(?<=[\s、，]))(?:[（(]?\d{1,2}[.．、）)](?!\d)|[\u2460-\u2473])\s*"
"""The number of an item in a list, which is no part of a name."""
_AT_ENDS = r"^[、，,；;。.：:\-*·•\s]+|[、，,；;。.：:\s]+$"


def check(context: Context) -> Iterator[Finding]:
    """Each name of a unit that is several, by what parts them, or that has a sign too many at its
    ends; a name that the registry knows, or one with blanks in it, is one.
    """
    for element in context.elements:
        for units, place in unit_fields(element):
            references = read_units(units, context.registry).references
            for number, reference in enumerate(references):
                written = reference.written
                if context.registry.known("".join(written.split())):
                    continue
                names = _names(written, context.registry)
                if not names or names == [written] or not all(map(is_unit, names)):
                    continue
                listed = isinstance(units, tuple | list)
                right = f"[{', '.join(names)}]" if listed else f"“{'、'.join(names)}”"
                yield Finding(
                    unit_spot(references, number, place, context),
                    f"“{' '.join(written.split())}”{_fault(names)}",
                    hint=f"写成{right}" if len(names) > 1 else f"写成“{names[0]}”",
                    element=written,
                    length=len(written),
                )


def _names(written: str, registry: Registry) -> list[str]:
    """The units in what was read as one; none where it is all signs."""
    bare = re.sub(_AT_ENDS, "", re.sub(_NUMBER, "", written))
    names = [name for name in re.split(_BETWEEN, bare) if name]
    if len(names) != 1:
        return names
    for at in range(2, len(bare) - 1):  # two of the registry that nothing parts
        if registry.known(bare[:at]) and registry.known(bare[at:]):
            return [bare[:at], bare[at:]]
    for joint in re.finditer(_AND, bare):
        both = [bare[: joint.start()], bare[joint.end() :]]
        if all(map(is_unit, both)) and not re.search(_SEVERAL, bare):
            return both
    return names


def _fault(names: list[str]) -> str:
    if len(names) > 1:
        return f"像是{len(names)}个单位，没有用“、”隔开，读成了一个"
    return "多了序号或者标点"
