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
        whole = (name for head, name in heads.items() if _is_named(head, bare))
        found = dict.fromkeys(whole)
    if not found:  # 财政局 for 市财政局
        elided = [
            name
            for name in asked
            if len(name) > 2
            and name[0] in "省市县区"
            and re.search(rf"(?<![省市县区州旗盟镇乡道]){re.escape(name[1:])}", bare)
        ]
        longest = max(map(len, elided), default=0)
        found = dict.fromkeys(name for name in elided if len(name) == longest)
    if not found:
        found = dict.fromkeys(name for name in asked if name and _stands_in(name, bare))
    return list(found)


def _is_named(head: str, text: str) -> bool:
    """Whether a text names a district (溪西区) and not one of its own offices (溪西区教育局)."""
    own = r"(?!(?:人民)?政府)[^意反回复函关对]{0,10}?(?:局|委|办|院|厅|中心|委员会|办公室)"
    return len(head) > 1 and bool(re.search(rf"{re.escape(head)}(?!{own})", text))


def _is_elsewhere(before: str, name: str, unit: Unit) -> bool:
    """Whether a name without its place stands behind another place: 江州市教育局 is not ours."""
    place = unit.full_name.removesuffix(name)
    return len(place) < len(unit.full_name) and before != place and _is_of_place(before, name)


def _stands_in(name: str, text: str) -> bool:
    at = text.find(name)
    return at >= 0 and not _is_of_place(text[:at], name)


def _is_of_place(before: str, name: str) -> bool:
    return name[0] in "省市县区" and bool(re.fullmatch(_OTHER_PLACE, before))


_OTHER_PLACE = "(?!关于|来自|报送|附件|反馈|意见|回复|征求|收到|已收)[\u4e00-\u9fff]{2,4}"


def _registered(text: str, registry: Registry) -> Iterable[Unit]:
    folded = text.translate(str.maketrans("(),", "（），"))
    at = 0
    while at < len(folded):
        ends = registry.ends_of_names(folded, at)
        unit = registry.find(folded[at : ends[0]]) if ends else None
        if unit is None or _is_elsewhere(folded[:at], folded[at : ends[0]], unit):
            at += 1
            continue
        yield unit
        at = ends[0]
