"""Whose a returned file is: the unit that what it says, or its name, means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..registry.units import Registry, Unit
from .replies import Reply


def unit_of(reply: Reply, asked: Sequence[str], registry: Registry) -> tuple[str, str]:
    """The unit by its short name, "" where that cannot be told; and what is to be said of it."""
    named: list[tuple[str, str]] = []
    for text, where in reply.units:
        found = units_in(text, asked, registry)
        if len(found) == 1:
            named.append((found[0], where))
    if not named:
        written = "、".join(dict.fromkeys(text for text, _ in reply.units[:1] if text))
        about = f"写的是“{written}”，名录里没有" if written else "表里、落款、文件名都没有写"
        return "", f"不知道是哪个单位的：{about}；在文件名里写上单位再收"
    first, where = named[0]
    other = next((each for each in named if each[0] != first), None)
    said = f"{where}写的是{first}，{other[1]}是{other[0]}，按{first}收" if other else ""
    return first, said


def units_in(text: str, asked: Iterable[str], registry: Registry) -> list[str]:
    """The units that a text names, by their short names: registered names, the longest first, those
    without their place too (财政局); units that were asked and the registry does not know.
    """
    bare = re.sub(r"[\s　]", "", text)
    asked = list(asked)
    found = dict.fromkeys(unit.short_name for unit in _registered(bare, registry))
    if not found:  # 溪西区 for its government
        heads = {re.sub("(?:人民)?政府$", "", name): name for name in asked if "政府" in name}
        whole = (name for head, name in heads.items() if len(head) > 1 and head in bare)
        found = dict.fromkeys(whole)
    if not found:  # 财政局 for 市财政局
        elided = [
            name for name in asked if len(name) > 2 and name[1:] in bare and name[0] in "省市县区"
        ]
        longest = max(map(len, elided), default=0)
        found = dict.fromkeys(name for name in elided if len(name) == longest)
    if not found:
        found = dict.fromkeys(name for name in asked if name and name in bare)
    return list(found)


def _registered(text: str, registry: Registry) -> Iterable[Unit]:
    folded = text.translate(str.maketrans("(),", "（），"))
    at = 0
    while at < len(folded):
        ends = registry.ends_of_names(folded, at)
        unit = registry.find(folded[at : ends[0]]) if ends else None
        if unit is None:
            at += 1
            continue
        yield unit
        at = ends[0]
