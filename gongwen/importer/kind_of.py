"""Which 文种 an imported text is, and what of its elements it lacks."""

from __future__ import annotations

import re

from ..kinds import kinds, required
from .tree import Tree, noted, plain

_KIND = re.compile(
    r"(决议|决定|命令|令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|复函|函|纪要)(?:[（(][^（）()]*[）)])?$"
)


def order_title(fields: dict[str, Tree]) -> str:
    """What to call an order that has no title of its own: by what it issues, else by its number."""
    issued = fields.get("印发件")
    title = issued.get("标题", "") if isinstance(issued, dict) else ""
    name = "".join(map(str, title)) if isinstance(title, list) else str(title)
    if name:
        return f"关于公布《{name}》的令"
    return f"{plain(fields.get('发文机关', ''))}令{plain(fields['令号'])}"


def kind_of(title: str, layout: str, order: bool) -> tuple[str, bool]:
    """The 文种 that a title ends in or the mark tells of, and whether they do."""
    if order:
        return "命令", True
    if layout == "纪要":
        return "纪要", True
    match = _KIND.search(title)
    if match is None:
        return ("函", False) if title.endswith("答复") else ("通知", False)
    name = {"令": "命令", "复函": "函"}.get(match[1], match[1])
    return (name, True) if name in kinds() else ("通知", False)


def waive_missing(fields: dict[str, Tree]) -> None:
    """An imported text in print that lacks an element is as it is: the waiver says so."""
    kind = fields["文种"]
    name = str(kind if isinstance(kind, str) else getattr(kind, "value", ""))
    if fields.get("稿本") != "印发稿":
        return
    present = {**fields, "署名": fields.get("署名") or fields.get("发文机关") or fields.get("签署")}
    layout = str(plain(fields.get("格式", "")))
    missing = [each for each in required(kinds()[name], "印发稿", layout) if not present.get(each)]
    known = {"标题", "正文"} | ({"署名"} if "发文机关" in missing else set())  # who issues, signs
    missing = [each for each in missing if each not in known]
    if missing:
        reasons: dict[str, Tree] = dict.fromkeys(missing, "导入的原文没有这一项")
        fields["忽略"] = noted({"缺要素": reasons}, "补上缺的要素以后，删去对应的行")
