"""Whose a returned file is: the unit that what it says, or its name, means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .. import patterns as re
from ..paper.surnames import lengths_of_names
from ..registry.units import Registry, Unit
from .replies import Reply

BESIDE = "“联系人”“负责人”一格"
"""Where a unit may have been written in the wrong cell; a person named there is not the unit."""


def unit_of(reply: Reply, asked: Sequence[str], registry: Registry) -> tuple[str, str]:
    """The unit by its short name, the first of several, "" where that cannot be told; and what is
    to be said of it.
    """
    units, said = units_of(reply, asked, registry)
    return units[0], said


def units_of(reply: Reply, asked: Sequence[str], registry: Registry) -> tuple[list[str], str]:
    """The units by their short names, one but for a joint reply, one "" where that cannot be told;
    and what is to be said of it. A person, a company or a school need be in no registry.
    """
    named: list[tuple[str, str]] = []
    joint: tuple[str, list[str], bool] | None = None
    for text, where in reply.units:
        each = [units_in(part, asked, registry) for part in _PARTED.split(text) if part]
        is_list = all(len(units) == 1 for units in each)
        found = list(dict.fromkeys(units[0] for units in each)) if is_list else []
        found = found or units_in(text, asked, registry)
        if len(found) == 1:
            named.append((found[0], where))
        elif len(found) > 1 and not named and joint is None and where != "文件夹名":
            joint = where, found, is_list
    if joint:
        where, units, is_list = joint
        if is_list:
            return units, f"{where}写了{'、'.join(units)}，是联合答复，意见各记一份，请核对"
        return units[:1], (
            f"{where}写了{'、'.join(units)}，意见记在{units[0]}名下；"
            "别的单位也答复了的，在文件名里写上它，另存一份再收"
        )
    if not named:
        unit, said = _not_registered(reply, registry)
        return [unit], said
    first, where = named[0]
    other = next((each for each in named if each[0] != first), None)
    said = f"{where}写的是{first}，{other[1]}是{other[0]}，按{first}收" if other else ""
    return [first], said


def _not_registered(reply: Reply, registry: Registry) -> tuple[str, str]:
    """A name that was misspelt; else one that is plainly a person's, or of a body that no registry
    has to know.
    """
    written = [
        re.sub(r"[\s　]|[（(](?:盖章|公章|签名|签字|签章)[）)]", "", text)
        for text, _ in reply.units
    ]
    for text in written:
        if near := _ending(text, registry) or _place(text, registry) or _near(text, registry):
            return near, f"写的是“{text}”，名录里没有，按最像的{near}收，请核对"
    for text, (_, where) in zip(written, reply.units, strict=True):
        if where not in ("文件名", BESIDE) and is_outsider(text):
            return text, f"写的是“{text}”，名录里没有，照写的收"
    about = f"写的是“{_short(written[0])}”，名录里没有" if written else "表里、落款、文件名都没有写"
    return "", (f"不知道是哪个单位的：{about}；在文件名里写上单位再收，名录里没有的先登记")


def _ending(text: str, registry: Registry) -> str:
    """The only unit whose name ends so: 供电公司 of 云溪供电公司."""
    found = {
        unit.short_name
        for unit in registry.units
        if len(text) >= _LEAST_ENDING and any(name.endswith(text) for name in unit.names)
    }
    return found.pop() if len(found) == 1 else ""


def _place(text: str, registry: Registry) -> str:
    """The only unit whose name is a text and what sort of place that is: 柏溪 of 柏溪镇."""
    found = {
        unit.short_name
        for unit in registry.units
        for name in unit.names
        if len(text) > 1 and name.startswith(text) and name[len(text) :] in _SORTS_OF_PLACE
    }
    return found.pop() if len(found) == 1 else ""


def _near(text: str, registry: Registry) -> str:
    """The unit whose name differs from a text by one character, which no number or side is."""
    found = {
        unit.short_name
        for unit in registry.units
        for name in unit.names
        if len(name) == len(text) >= _LEAST_NEAR and _differs_by_one(name, text)
    }
    return found.pop() if len(found) == 1 else ""


def _differs_by_one(one: str, other: str) -> bool:
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(pairs) == 1 and not set(pairs[0]) & set(_TELLING)


_PARTED = re.compile(r"[、，,；;/\s]+|[（(](?:联合|共同)?(?:盖章|反馈|公章)[）)]")
"""What stands between the units of a joint reply, and is no part of a name."""
_LEAST_ENDING, _LEAST_NEAR = 4, 7
_SORTS_OF_PLACE = ("镇", "乡", "街道", "区", "县", "市")
_TELLING = "一二三四五六七八九十东西南北中上下老新高大小0123456789"
"""One of these in place of another makes another unit."""
_OUTSIDER = re.compile(
    r"[^，。；：“”《》]{2,28}(?:公司|集团|厂|店|[大中小]学|学校|学院|幼儿园|医院|诊所|银行|[分支]行|协会|学会|商会|联合会"
    r"|合作社|事务所|研究[院所]|村委会|居委会|村民委员会|居民委员会|社区|村)"
)


def is_outsider(text: str) -> bool:
    """Whether a text is the whole name of a person, or of a body that is no office."""
    if _OUTSIDER.fullmatch(text):
        return True
    bare = re.sub("^(?:居民|市民|村民|群众|业主|代表|委员)|(?:女士|先生|同志)$", "", text)
    return len(bare) in lengths_of_names(bare)


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"


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
        elided = {
            name: short
            for name, short in _names_in_place(asked, registry).items()
            if _stands_in(name, bare)
            or re.search(rf"(?<![省市县区州旗盟镇乡道]){re.escape(name[1:])}", bare)
        }
        longest = max(map(len, elided), default=0)
        found = dict.fromkeys(short for name, short in elided.items() if len(name) == longest)
    if not found:
        found = dict.fromkeys(name for name in asked if name and _stands_in(name, bare))
    return list(found)


def _names_in_place(asked: Iterable[str], registry: Registry) -> dict[str, str]:
    """The names that begin with what sort of place a unit is of (市教育局), each with its short
    name: short names, and full ones without the name of the place.
    """
    found = {name: name for name in asked if len(name) > 2 and name[0] in "省市县区"}
    for name in list(found):
        unit = registry.find(name)
        match = _FULL.fullmatch(unit.full_name) if unit else None
        if match:
            found.setdefault(match["own"], name)
        for alias in unit.names if unit else ():
            if len(alias) >= _LEAST_ENDING and alias[0] in "省市县区":
                found.setdefault(alias, name)
    return found


_FULL = re.compile("(?:中共|共青团)?[^省市县区旗盟]{1,4}?(?P<own>[省市县区].{2,})")


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
