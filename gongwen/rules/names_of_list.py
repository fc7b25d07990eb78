"""名单与正文：正文说“某某等几个”，附件里的名单没有某某，或者不是几个。

“东湖书屋等5家书屋”，名单只列了4家，或者没有东湖书屋；“工作组共8人”，名单里是7人，都核对。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from .. import patterns as re
from ..document.parts import Attachment, Numbered
from ..document.rosters import Roster
from ..document.tables import Grid, placed_row
from ..document.texts import PARAGRAPH, Passage, passages_in
from ..document.tree import elements_of, parts_of
from ..document.values import one_line
from ..paper.amounts import CHINESE_COUNT, read_count
from ..paper.characters import HAN, is_abridged
from ..problem import Level
from . import Context, Finding

NAME = "名单与正文"
LEVEL = Level.WARNING
BASIS = "正文和名单要一致"
WRONG = """\
标题: 关于命名示范书屋的通知
正文:
- 决定命名东湖书屋等4家书屋为示范书屋。
附件:
- 标题: 示范书屋名单
  正文: |
    东湖书屋
    西山书屋
    南桥书屋
"""
RIGHT = """\
标题: 关于命名示范书屋的通知
正文:
- 决定命名东湖书屋等3家书屋为示范书屋。
附件:
- 标题: 示范书屋名单
  正文: |
    东湖书屋
    西山书屋
    南桥书屋
"""

_NUMBER = rf"\d{{1,3}}|{CHINESE_COUNT}"
_AND_SO_MANY = (
    rf"(?P<before>[^，。；：、]{{2,40}}?)等(?P<said>(?P<count>{_NUMBER})"
    r"(?P<unit>个|名|位|家|所|处|项|件|座|条|部|种|户|篇|支|人|期))"
)
_OF_PEOPLE = (
    r"(?P<body>小组|专班|委员会|工作组|专家组|评审组|指挥部|考评组|检查组|督导组)"
    rf"(?:成员)?(?:共有?|由)(?P<count>{_NUMBER})[名人](?:同志)?(?:人)?(?=[。，；]|组成)"
)
_A_LIST = "名单|目录|清单|一览|名册|名录|计划表|安排表"
_TOTAL = "合计|总计|小计|共计"
_HEAD = r"[（(]?[一二三四五六七八九十]{1,3}(?:、|[）)])"
_LONGEST_LINE = 60
_FEWEST, _NAME, _TAIL = 2, 3, 5
_VERBS = "对|将|把|授予|表彰|表扬|给予|命名|认定|公布|确定|废止|批准|决定|同意|选择|以"
_SLIP = 3
"""A list and what is said of it differ by no more; a list that is much shorter is a part."""


class _List(Struct, frozen=True):
    """The entries of one list, each as its cells or words, and whether its title says it is one."""

    entries: tuple[tuple[str, ...], ...]
    is_named: bool

    def has(self, before: str) -> bool:
        """Whether what stands before 等 ends with an entry, or with the beginning of one."""
        return any(_ends_with(before, name) for names in self.entries for name in names)

    def may_have(self, before: str) -> bool:
        """Whether an entry has the last characters before 等 in their order: an abridged name."""
        *verb, name = re.split(_VERBS, before)
        tail = name if verb and len(name) > _FEWEST else before[-_TAIL:]
        return any(is_abridged(tail, name) for names in self.entries for name in names)


def check(context: Context) -> Iterator[Finding]:
    """What is said of a list that is in the document, and that it is not."""
    if context.searched.has_any(["等"]):
        lists = [each for part in parts_of(context.document) for each in _lists(part)]
        lists = [each for each in lists if len(each.entries) >= _FEWEST]
        for passage in context.passages_with("等") if lists else ():
            for match in re.finditer(_AND_SO_MANY, passage.text) if passage.is_prose else ():
                yield from _compared(passage, match, lists, context)
    yield from _people(context)


def _compared(
    passage: Passage, match: re.Match[str], lists: Sequence[_List], context: Context
) -> Iterator[Finding]:
    said, before = read_count(match["count"]), _bare(match["before"])
    if not said or said < _FEWEST:
        return
    with_it = [each for each in lists if each.has(before)]
    place = context.spot(passage.place, passage.text, match.start("said"))
    if with_it:
        counts = {len(each.entries) for each in with_it}
        if said not in counts and min(abs(said - count) for count in counts) <= _SLIP:
            yield Finding(
                place,
                f"写的是“等{match['said']}”，名单里有{len(with_it[0].entries)}个",
                hint="核对数和名单",
                element=match["said"],
            )
        return
    fitting = [each for each in lists if len(each.entries) == said and each.is_named]
    if len(fitting) == 1 and not fitting[0].may_have(before) and said >= _NAME:
        yield Finding(
            place,
            f"“{match['before'][-12:]}等{match['said']}”，列了{said}个的名单里没有它",
            hint="核对名称；写简称的，不用改",
            element=match["said"],
        )


def _lists(part: Numbered) -> Iterator[_List]:
    """The lists of an attachment: each table, and the lines below each heading."""
    if not isinstance(part, Attachment):
        return
    is_named = bool(re.search(_A_LIST, one_line(part.title or "")))
    for element in elements_of(part):
        if isinstance(element, Grid):
            rows = [tuple(cell.text for cell in placed_row(row)) for row in element.rows]
            kept = [row for row in rows if not any(re.search(_TOTAL, each) for each in row[:2])]
            yield _List(tuple(tuple(map(_bare, row)) for row in kept), is_named)
    prose = [passage for passage in passages_in(part) if passage.is_prose]
    if any(len(each.text) > _LONGEST_LINE and "、" not in each.text for each in prose):
        return
    for headed, lines in groupby(prose, _is_heading):
        entries = [] if headed else [line.text for line in lines]
        if len(entries) == 1:
            entries = entries[0].rstrip("。").split("、")
        elif any(re.search("[。；：]", each) for each in entries):
            continue
        if entries:
            yield _List(tuple(_words(each) for each in entries), is_named)


def _is_heading(line: Passage) -> bool:
    return line.key != PARAGRAPH or bool(re.match(_HEAD, line.text))


def _words(line: str) -> tuple[str, ...]:
    """The name at the head of a line, whose characters may stand apart; and the whole line."""
    first, *others = re.sub(r"^\d{1,3}[.．、]\s*", "", line).split() or [""]
    while others and len(first) == 1:
        first += others.pop(0)
    return (_bare(first), _bare(line))


def _bare(text: str) -> str:
    return re.sub(r"[\s《》“”（）()]", "", text)


def _ends_with(before: str, name: str) -> bool:
    if len(name) < _FEWEST or not re.match(HAN, name):
        return False
    if before.endswith(name):
        return True
    return any(before.endswith(name[:n]) for n in range(_NAME, len(name)))


def _people(context: Context) -> Iterator[Finding]:
    """工作组共8人, beside the one list of the part that has others."""
    for part, passages in zip(parts_of(context.document), context.passages_by_part, strict=True):
        said = [
            (passage, match)
            for passage in passages
            if passage.is_prose and ("共" in passage.text or "由" in passage.text)
            for match in re.finditer(_OF_PEOPLE, passage.text)
        ]
        if len(said) != 1:
            continue
        rosters = [each for each in elements_of(part) if isinstance(each, Roster)]
        if len(rosters) != 1:
            continue
        people = sum(
            len(role.people) + sum(len(group.people) for group in role.groups)
            for role in rosters[0].roles
        )
        passage, match = said[0]
        number = read_count(match["count"])
        if number and people > 1 and 0 < abs(people - number) <= _SLIP:
            yield Finding(
                context.spot(passage.place, passage.text, match.start("count")),
                f"写的是“{match[0]}”，名单里是{people}人",
                hint="核对人数和名单",
                element=match["count"],
            )
