"""正副职级：正职由职务低的人担任，副职反而由职务高的人担任。

“由教育局局长任组长，副市长任副组长”，多半是写错了；名单里组长、副组长的职务也核对。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.rosters import Roster
from ..problem import Level
from . import Context, Finding

NAME = "正副职级"
LEVEL = Level.WARNING
BASIS = "前后要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 由市教育局局长任组长，分管副市长任副组长。
"""
RIGHT = """\
正文:
- 由分管副市长任组长，市教育局局长任副组长。
"""

_RANKS: tuple[tuple[str, int], ...] = (
    (r"(?<!副)(?:[省市县区州镇乡]长)(?!助理)", 6),
    (r"副[省市县区州镇乡]长", 5),
    (r"政府秘书长|(?<!副)秘书长", 4),
    (r"(?<!副)(?:局|厅)长|(?:局|厅)主要负责(?:同志|人)", 3),
    (r"副(?:局|厅)长", 2),
    (r"(?<!副)[科处股]长", 1),
)
_NAMED = (
    r"(?:由)?(?P<one>[^，。；、]{2,20}?)(?:担任|任|兼任)(?P<head>(?:总?指挥长?|组长|主任|召集人))，"
    r"(?P<other>[^，。；]{2,40}?)(?:担任|任|兼任)副"
)
_HEAD, _DEPUTY = (
    "^(?:组长|总?指挥长?|主任|召集人|总召集人)$",
    "^(?:副组长|副总?指挥长?|副主任|副召集人)$",
)


def check(context: Context) -> Iterator[Finding]:
    """Each deputy who ranks above the one whose deputy he is."""
    for passage in context.passages_with("任副"):
        for match in re.finditer(_NAMED, passage.text):
            one, other = _rank(match["one"]), _rank(match["other"])
            if one and other > one:
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("other")),
                    f"“{match['one']}”任{match['head']}，“{match['other']}”反而任副职",
                    hint="核对两个职务",
                    element=match["other"],
                )
    for roster in (each for each in context.elements if isinstance(each, Roster)):
        ranks: dict[str, int] = {}
        for role in roster.roles:
            posts = [(person, _rank(person.post or "")) for person in role.people]
            if re.search(_HEAD, role.name) and posts:
                ranks["head"] = max(rank for _, rank in posts)
            for person, rank in posts if re.search(_DEPUTY, role.name) else ():
                if 0 < ranks.get("head", 0) < rank:
                    yield Finding(
                        person.place("职务"),
                        f"副职“{person.name}”的职务“{person.post}”高于正职",
                        hint="核对两个人的职务",
                        level=Level.NOTICE,
                        element=person.name,
                    )


def _rank(post: str) -> int:
    return max((rank for words, rank in _RANKS if re.search(words, post)), default=0)
