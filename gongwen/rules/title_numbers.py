"""届次年份：标题和附件、表的标题说的是同一件事，届次、年份、“十五五”这样的规划期却不一样。

标题是“第二届书屋能手”，附件是“第一届书屋能手名单”；标题是“2026年补助资金”，附件是“2024年补助资金分配表”；
标题写着“（2026—2030年）”“‘十五五’”，正文的“规划期为2021年至2030年”，任务的时限在2031年，也查。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.blocks import Responsibility
from ..document.parts import Numbered
from ..document.tables import Grid
from ..document.texts import Passage
from ..document.tree import elements_of, parts_of
from ..document.values import one_line
from ..elements.element import Element
from ..paper.amounts import read_count
from ..paper.characters import HAN
from ..problem import Level, Place
from . import Context, Finding

NAME = "届次年份"
LEVEL = Level.WARNING
BASIS = "前后的名称要一致"
STANDS_ALONE = True
WRONG = """\
标题: 关于表彰第二届书屋能手的通知
正文: 现予以公布。
附件:
- {标题: 第一届书屋能手名单, 另附: 是}
"""
RIGHT = """\
标题: 关于表彰第二届书屋能手的通知
正文: 现予以公布。
附件:
- {标题: 第二届书屋能手名单, 另附: 是}
"""

_COUNT = "[一二三四五六七八九十]{1,3}|\\d{1,3}"
_SIGNS = (
    rf"第(?P<sign>{_COUNT})(?:届|次|批|期|轮)(?P<of>{HAN}{{3,20}})",
    rf"(?P<sign>20\d\d)年度?(?P<of>{HAN}{{4,20}})",
    rf"[“‘](?P<sign>十[一二三四五六])五[”’](?P<of>{HAN}{{3,20}})",
)
_FEWEST = 4
"""Characters behind the sign that are the same, so that one thing is meant."""
_SPAN = r"(?P<from>20\d\d)年?(?:—|－|-|–|至|～)(?P<to>20\d\d)年"
_PLAN = r"[“‘]十(?P<five>[一二三四五六])五[”’]"
_FIRST_PLAN = 2001
"""The year with which 十五 began; of 十一五 it is five years later."""
_TERM = rf"(?:规划|实施|方案|计划|行动)(?:期限?|期间|年限)(?:为|是|：){_SPAN}"
_KINDS = "规划|方案|计划|行动|纲要"


class _Title(Struct, frozen=True):
    text: str
    place: Place


def check(context: Context) -> Iterator[Finding]:
    """Each title below the document's own that says another number; each term of another span."""
    own = "".join(one_line(context.document.title).split())
    titles = (
        list(_titles(context)) if re.search("第.{1,3}[届次批期轮]|20\\d\\d年|十.五", own) else []
    )
    for pattern in _SIGNS if titles else ():
        named = [(match["sign"], match["of"]) for match in re.finditer(pattern, own)]
        for title in titles if named else ():
            for match in re.finditer(pattern, title.text):
                if any(_is_one(match["of"], of) and match["sign"] == sign for sign, of in named):
                    continue
                other = next((sign for sign, of in named if _is_one(match["of"], of)), "")
                if other:
                    meant = match[0].replace(match["sign"], other, 1)
                    yield Finding(
                        context.spot_of(title.place, match[0][:8]),
                        f"这里写的是“{match[0]}”，标题是“{meant}”",
                        hint="核对是哪一届、哪一年",
                        element=match[0],
                    )
                    break
    for part, passages in zip(parts_of(context.document), context.passages_by_part, strict=False):
        yield from _terms(part, passages, own, context)


def _titles(context: Context) -> Iterator[_Title]:
    """Those of attachments, of texts that are issued, and of tables."""
    document = context.document
    for part in parts_of(document):
        title = getattr(part, "title", None)
        if part is not document and title:
            yield _Title("".join(one_line(title).split()), part.place("标题"))
    for element in context.elements:
        title = getattr(element, "title", None) if isinstance(element, Grid) else None
        if title:
            yield _Title("".join(one_line(title).split()), element.place("表题"))


def _is_one(one: str, other: str) -> bool:
    return one[:_FEWEST] == other[:_FEWEST]


def _terms(
    part: Numbered, passages: Sequence[Passage], own: str, context: Context
) -> Iterator[Finding]:
    """规划期为2021年至2030年 below （2026—2030年）; a deadline after its end."""
    title = "".join(one_line(getattr(part, "title", None) or "").split()) or own
    span = _span(title)
    if span is None:
        return
    for passage in passages:
        match = re.search(_TERM, passage.text) if "年" in passage.text else None
        if match and (int(match["from"]), int(match["to"])) != span:
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}”，标题里是{span[0]}年至{span[1]}年",
                hint="核对年份",
                element=match[0],
            )
    for element in _own(part):
        if isinstance(element, Responsibility) and element.deadline:
            year = max(map(int, re.findall(r"20\d\d", element.deadline)), default=0)
            if year > span[1]:
                yield Finding(
                    element.place("时限"),
                    f"时限“{element.deadline}”在标题的{span[0]}年至{span[1]}年以后",
                    hint="核对时限",
                    element=element.deadline,
                )


def _own(part: Numbered) -> Iterator[Element]:
    for block in part.body:
        yield from elements_of(block)


def _span(title: str) -> tuple[int, int] | None:
    """The years of a plan that its title says; None where it says none, or several."""
    if not re.search(_KINDS, title):
        return None
    spans = {(int(match["from"]), int(match["to"])) for match in re.finditer(_SPAN, title)}
    for match in re.finditer(_PLAN, title):
        start = _FIRST_PLAN + 5 * (read_count(match["five"]) or 0)
        spans.add((start, start + 4))
    return spans.pop() if len(spans) == 1 else None
