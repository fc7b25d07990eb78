"""Which 文种 an imported text is."""

from __future__ import annotations

from .. import patterns as re
from ..kinds import USUAL_KIND, kinds
from .tree import Tree, plain

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
