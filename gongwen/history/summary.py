"""What changed between two versions of a document's YAML, in one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..document.read import read_document
from ..source import Mapping, Sequence, Value, parse

_UNIT_KEYS = ("牵头单位", "责任单位", "配合单位", "主送", "抄送", "发文机关")
_FIGURE = re.compile(
    r"\d+(?:\.\d+)?(?:%|‰)?(?:[万亿]?[元立方公顷个条家所项处次户人吨里米台]{1,3})?"
)
_PLAIN = ("稿本", "标题", "发文字号", "成文日期")
_MOST = 4
_LONGEST = 18


@dataclass(slots=True)
class Facts:
    """What a version says, as far as a line of history tells of it."""

    plain: dict[str, str] = field(default_factory=dict)
    sections: list[str] = field(default_factory=list)
    units: Counter[str] = field(default_factory=Counter)
    deadlines: Counter[str] = field(default_factory=Counter)
    figures: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)


def facts_of(text: str) -> Facts | None:
    """The facts of a YAML text; None where it cannot be read."""
    data, _ = parse(text, "")
    if not isinstance(data, Mapping):
        return None
    found = Facts({key: "".join(_texts(data.get(key))) for key in _PLAIN if key in data})
    found.plain.setdefault("稿本", "征求意见稿")
    _gather(data, "", found)
    document, _ = read_document(data, "", text)
    if document is not None:  # pasted text has its sections too
        found.sections = list(_titles(document))
    return found


def _titles(node: object) -> Iterator[str]:
    from ..document.blocks import Chapter, Section
    from ..document.element import Element
    from ..document.tree import elements_of

    if isinstance(node, Element):
        for element in elements_of(node):
            if isinstance(element, Section | Chapter):
                yield element.title


def _gather(value: Value, key: str, found: Facts) -> None:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            _gather(inner, name, found)
    elif isinstance(value, Sequence):
        for inner in value:
            _gather(inner, key, found)
    elif isinstance(value, str) and key not in _PLAIN:
        if key in _UNIT_KEYS:
            found.units.update(unit for unit in re.split("[、，,]", value) if unit)
        elif key == "时限":
            found.deadlines[value] += 1
        elif key == "节":
            found.sections.append(value)
        else:
            found.figures.update(_FIGURE.findall(value))
            found.texts.update(line.strip() for line in value.splitlines() if line.strip())


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Sequence):
        for each in value:
            yield from _texts(each)


def summary(old: str | None, new: str) -> str:
    """One line: 稿本, sections, figures, units, deadlines, and how much text otherwise.

    `old` None = this is the first version.
    """
    after = facts_of(new)
    if after is None:
        return "这一版读不出来（写法有误，或者是旧写法）"
    if old is None:
        return f"第一版（{after.plain['稿本']}）"
    before = facts_of(old)
    if before is None:
        return "上一版读不出来，无从比较"
    said = []
    for key in _PLAIN:
        if before.plain.get(key) != after.plain.get(key):
            said.append(_change(key, before.plain.get(key), after.plain.get(key)))
    said += _both("节", Counter(before.sections), Counter(after.sections))
    said += _both("数字", before.figures, after.figures)
    said += _both("单位", before.units, after.units)
    said += _both("时限", before.deadlines, after.deadlines)
    gone, come = before.texts - after.texts, after.texts - before.texts
    if gone or come:
        said.append(f"文字改动{max(gone.total(), come.total())}处")
    if not said and before.sections != after.sections:
        said.append("调整了顺序")
    return "；".join(said) or "只动了写法，印出来的没有变"


def _change(key: str, old: str | None, new: str | None) -> str:
    if old is None:
        return f"加上{key}{_short(new or '')}"
    return f"{key}改为{_short(new)}" if new is not None else f"删去{key}"


def _both(what: str, before: Counter[str], after: Counter[str]) -> list[str]:
    gone, come = list((before - after).elements()), list((after - before).elements())
    if what != "节" and len(gone) == len(come) == 1:
        return [f"{what}：{_short(gone[0])}→{_short(come[0])}"]
    said = []
    if come:
        said.append(f"增加{what}{_listed(come)}")
    if gone:
        said.append(f"删去{what}{_listed(gone)}")
    return said


def _listed(names: list[str]) -> str:
    shown = "、".join(_short(name) for name in dict.fromkeys(names[:_MOST]))
    return f"{shown}等{len(names)}个" if len(names) > _MOST else shown


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
