"""Which 文种 an imported text is, and what of its elements it lacks."""

from __future__ import annotations

import re
from collections.abc import Set

from ..kinds import USUAL_KIND, kinds, required
from .tree import Tree, noted, plain

_TAIL = re.compile(r"[（(][^（）()]*[）)]$")


def order_title(fields: dict[str, Tree]) -> str:
    """What to call an order that has no title of its own: by what it issues, else by its number."""
    issued = fields.get("印发件")
    title = issued.get("标题", "") if isinstance(issued, dict) else ""
    name = "".join(map(str, title)) if isinstance(title, list) else str(title)
    if name:
        return f"关于公布《{name}》的令"
    return f"{plain(fields.get('发文机关', ''))}令{plain(fields['令号'])}"


def kind_of(title: str, mark: str) -> tuple[str, bool]:
    """The 文种 that the mark at the head (…令, …会议纪要) or else the title ends in, and whether
    that is sure.
    """
    sure = {ending: kind.name for kind in kinds().values() for ending in kind.title_endings}
    near = {ending: kind.name for kind in kinds().values() for ending in kind.near_endings}
    bare = _TAIL.sub("", title)
    for words, endings in ((mark, sure), (bare, sure), (bare, near)):
        if fitting := [ending for ending in endings if words.endswith(ending)]:
            return endings[max(fitting, key=len)], endings is sure
    return USUAL_KIND, False


def waive_missing(fields: dict[str, Tree], open_elements: Set[str]) -> None:
    """An imported text in print that lacks an element is as it is: the waiver says so, but not of
    what the source has something of (`open_elements`).
    """
    kind = fields["文种"]
    name = str(kind if isinstance(kind, str) else getattr(kind, "value", ""))
    if fields.get("稿本") != "印发稿":
        return
    present = {**fields, "署名": fields.get("署名") or fields.get("发文机关") or fields.get("签署")}
    layout = str(plain(fields.get("格式", "")))
    missing = [each for each in required(kinds()[name], "印发稿", layout) if not present.get(each)]
    known = {"标题", "正文"} | ({"署名"} if "发文机关" in missing else set())  # who issues, signs
    missing = [each for each in missing if each not in known and each not in open_elements]
    if missing:
        reasons: dict[str, Tree] = dict.fromkeys(missing, "导入的原文没有这一项")
        fields["忽略"] = noted({"缺要素": reasons}, "补上缺的要素以后，删去对应的行")
