"""机构改称：成立的是领导小组，后面说的是工作专班的办公室，一个机构两种名称。

“成立改造工作领导小组，……工作专班办公室设在区住建局”，全文没有另外成立工作专班的，多半是一个写错了。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import one_line
from ..paper.characters import HAN
from ..problem import Level, Place
from . import Context, Finding

NAME = "机构改称"
LEVEL = Level.WARNING
BASIS = "机构名称前后要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 成立全市书屋建设工作领导小组，由分管副市长任组长，工作专班办公室设在市教育局。
"""
RIGHT = """\
正文:
- 成立全市书屋建设工作领导小组，由分管副市长任组长，领导小组办公室设在市教育局。
"""

_KINDS = (
    "领导小组|工作专班|指挥部|联席会议|委员会|工作组|工作小组|协调小组|协调机制|推进小组|"
    "工作领导小组"
)
_SET_UP = (
    f"(?:成立|设立|组建|建立|组成|调整)(?P<name>[^，。；：]{{0,40}}?(?P<kind>{_KINDS}|"
    "专班))(?=[，。；：（（]|的|$|由|，)"
)
_CALLED = (
    f"(?:^|(?<=[，。；：、]))(?P<name>(?P<kind>{_KINDS}|专班))(?:下设)?(?P<of>办公室|日常工作|"
    "主要职责|成员单位|下设|组长|定期|负责|每[月季周年])"
)
_BODIES = (
    "领导小组|工作专班|联席会议|指挥部|工作组|协调小组|工作小组|推进组|委员会(?=每|"
    "定期|负责|由|统筹)|组委会"
)
_FOUNDED = rf"(?:成立|建立|组建|设立|组成|参加)[^。；]{{0,80}}?(?P<body>{_BODIES})"
_ACTS = rf"(?:^|(?<=[，。；]))(?P<body>{_BODIES})(?:每(?:年|月|季|周|半)|定期|负责|召开|由|统筹)"
_SAME = {
    "工作领导小组": "领导小组",
    "专班": "工作专班",
    "工作小组": "工作组",
}

ONLY_PASSAGES_WITH = (*_KINDS.split("|"), "专班")


def check(context: Context) -> Iterator[Finding]:
    """A body that is called by another kind than any that was set up, or is named anywhere else."""
    told: set[Place] = set()
    for found in (*_of_parts(context), *_acting(context)):
        if found.place not in told:
            told.add(found.place)
            yield found


def _of_parts(context: Context) -> Iterator[Finding]:
    """工作专班办公室 of what was set up as a 领导小组, the first in each part."""
    for passages in context.passages_by_part:
        set_up: list[str] = []
        names: list[str] = []
        called: list[tuple[Passage, re.Match[str]]] = []
        for passage in passages:
            if not passage.is_prose:
                continue
            for match in (
                re.finditer(_SET_UP, passage.text)
                if re.search("成立|设立|组建|建立|组成|调整", passage.text)
                else ()
            ):
                set_up.append(_kind(match["kind"]))
                names.append(match["name"])
            if set_up:
                called += [(passage, match) for match in re.finditer(_CALLED, passage.text)]
        kinds = set(set_up)
        if len(kinds) != 1:
            continue
        text = "\n".join(passage.text for passage in passages)
        for passage, match in called:
            kind = _kind(match["kind"])
            if kind in kinds or kind == "工作组" or _is_named(kind, match, text):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"成立的是“{names[0]}”，这里说的是“{match[0]}”",
                hint=f"写“{set_up[0]}{match['of']}”；另有这样一个机构的，不用改",
                element=match["name"],
            )
            break


def _acting(context: Context) -> Iterator[Finding]:
    """联席会议 that meets every month, where a 工作专班 was set up."""
    text = context.searched.text
    founded = {_kind(match["body"]) for match in re.finditer(_FOUNDED, text)}
    if not founded:
        return
    title = one_line(context.document.title)
    for passage in context.passages_with("每", "定期", "负责", "召开", "由", "统筹"):
        for match in re.finditer(_ACTS, passage.text) if passage.is_prose else ():
            body = match["body"]
            if _kind(body) in founded or body in title or text.count(body) > 1:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("body")),
                f"成立的是“{'、'.join(sorted(founded))}”，这里说的是“{body}”",
                hint="写成一样的；另有这个机构的，先写明",
                level=Level.NOTICE,
                element=body,
            )


def _kind(word: str) -> str:
    return _SAME.get(word, word)


def _is_named(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether a body of that kind is named by its name somewhere: 市防汛抗旱指挥部."""
    return any(
        each.start() and re.match(f"(?:{HAN}|”)", text[each.start() - 1])
        for each in re.finditer(re.escape(kind), text)
        if not text.startswith(match[0], each.start())
        and not text.endswith(("工作", "在"), 0, each.start())
    )
