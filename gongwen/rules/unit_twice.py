"""机构重复：同一个单位写了两次。

一份名单、一行单位里不重复；一项任务里，责任单位不再列为配合单位；主送的单位不再抄送；职责一个单位写一处。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import Responsibility
from ..document.parts import Document
from ..document.rosters import Duties, Roster
from ..document.texts import Passage
from ..document.values import UnitsTyped
from ..elements.element import Element
from ..problem import Level, Place
from ..registry.units import read_units
from . import Context, Finding
from .unknown_unit import unit_fields, unit_spot

NAME = "机构重复"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育局
  配合单位: 市科协、云溪市教育局
"""
RIGHT = """\
正文:
- 任务: 开展科普进校园活动。
  责任单位: 市教育局
  配合单位: 市科协
"""

Typed = tuple[UnitsTyped, Place, str]
"""Units as typed, where, and under which key."""


def check(context: Context) -> Iterator[Finding]:
    """The second and later times that a unit is named among those that exclude one another."""
    for element in context.elements:
        for together in _together(element):
            yield from _repeated(together, context)
    for passage in context.passages_with("单位：", "单位:"):
        for match in re.finditer(_NOTED, passage.text):
            yield from _in_note(passage, match, context)
    for passage in context.passages_with("（责任", "（牵头", "（配合", "（参加"):
        if label := re.search(_NO_COLON, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, label.end()),
                f"“{label[0]}”后面漏了“：”",
                hint=f"写“{label[0]}：”",
                element=label[0],
            )


_NOTED = "（(?P<note>(?:责任|牵头|配合|参加|协办|主办)单位[：:][^（）]{2,200})）"
_NO_COLON = "（(?:责任|牵头|配合|参加|协办|主办)单位(?=[省市县区州各][^：:（）]{2,120}）)"


def _in_note(passage: Passage, match: re.Match[str], context: Context) -> Iterator[Finding]:
    """（牵头单位：市民政局；配合单位：市民政局、市财政局）, where it stands in running text."""
    seen: set[str] = set()
    start = match.start("note")
    for piece in re.finditer("[^；;。]+", match["note"]):
        label, colon, names = piece[0].replace(":", "：").partition("：")
        if not colon:
            continue
        at = start + piece.start() + len(label) + 1
        for name in re.split("[、，]", names):
            if name in seen and len(name) > 2:
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"“{name}”在这个括号里写了两次",
                    hint="删掉一处；该写别的单位的，改过来",
                    element=name,
                )
            seen.add(name)
            at += len(name) + 1


def _together(element: Element) -> Iterator[list[Typed]]:
    if isinstance(element, Responsibility):
        yield _typed(element, "牵头单位", "责任单位", "配合单位")
    elif isinstance(element, Document):
        yield _typed(element, "主送", "抄送")
        yield _typed(element, "发文机关")
    elif isinstance(element, Roster):
        roles = [role for role in element.roles if role.units is not None]
        yield [each for role in roles for each in _typed(role, "单位")]
    elif isinstance(element, Duties):
        yield [each for duty in element.duties for each in _typed(duty, "单位")]


def _typed(element: Element, *keys: str) -> list[Typed]:
    fields = {place: value for value, place in unit_fields(element)}
    return [
        (fields[element.place(key)], element.place(key), key)
        for key in keys
        if element.has(key) and element.place(key) in fields
    ]


def _repeated(together: list[Typed], context: Context) -> Iterator[Finding]:
    """`first` is by name how, under which key and in which field it first stands."""
    first: dict[str, tuple[Typed, int]] = {}
    for field in together:
        typed, place, _ = field
        references = read_units(typed, context.registry).references
        for number, reference in enumerate(references):
            name = reference.unit.full_name if reference.unit else reference.written
            if name in first:
                (before, at, key), index = first[name]
                earlier = read_units(before, context.registry).references
                line = unit_spot(earlier, index, at, context).line
                other = earlier[index].written
                shown = f"“{other}”" if other != reference.written else ""
                yield Finding(
                    unit_spot(references, number, place, context),
                    f"“{reference.written}”重复了：第{line}行的“{key}”里已有{shown}",
                    hint="删掉一处",
                    element=reference.written,
                )
            first.setdefault(name, (field, number))
