"""条文引用：引用本文的第几条、第几部分，本文没有那么多。

“按照本办法第三十条”，办法只有二十条；“见本方案第六部分”，方案只有四个部分。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.blocks import Article, Section
from ..document.parts import Numbered
from ..document.tree import parts_of
from ..paper.amounts import read_count
from ..problem import Level
from . import Context, Finding

NAME = "条文引用"
LEVEL = Level.WARNING
BASIS = "引用要与原文一致"
WRONG = """\
标题: 云溪市教育局关于印发读书节实施方案的通知
正文:
- 节: 目标
  正文: 办好读书节。
- 节: 任务
  正文: 按照本方案第五部分的要求落实。
"""
RIGHT = """\
标题: 云溪市教育局关于印发读书节实施方案的通知
正文:
- 节: 目标
  正文: 办好读书节，按照《云溪市读书节办法》第五部分、国家规划第六部分的要求落实。
- 节: 任务
  正文: 按照本方案第一部分的要求落实。
"""

_N = r"(?P<n>[一二三四五六七八九十百零〇]{1,6}|\d{1,3})"
_KINDS = (
    "办法|条例|规定|细则|规则|章程|制度|方案|意见|通知|规划|预案|计划|通告|公告|决定|要点|纲要|报告"
)
_EACH = {"条": "条", "章": "章", "部分": "个部分"}
_CITED = rf"本(?:{_KINDS})(?:中|的)?第{_N}(?P<what>条|部分|章)"
_CITED_BARE = (
    rf"(?:违反|依照|按照|根据|依据|符合|适用|除|属于|具备)(?:前款|本条)?第{_N}(?P<what>条|章)"
    r"(?=(?:第[^，。；]{1,4}[款项])*(?:的)?(?:规定|所列|情形|要求|条件|第|，|的))"
)
"""An article of a text in articles that says no more; 《…》 before it in the sentence, or another
act's name, makes it that one's."""
_OF_ANOTHER = "》|法|条例|该|上述|其"


def check(context: Context) -> Iterator[Finding]:
    """Each article or part of its own that a text has not."""
    if "第" not in context.searched.text:
        return
    for part, passages in zip(parts_of(context.document), context.passages_by_part, strict=True):
        for passage in passages:
            if "第" not in passage.text:
                continue
            for match in _citations(passage.text):
                number, each = read_count(match["n"]), _EACH[match["what"]]
                there = _there(part, match["what"], [p.text for p in passages])
                if number and there and number > there:
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"引用了“{match[0]}”，本文只有{there}{each}",
                        hint="核对条、部分的序号",
                        element=match[0],
                    )


def _citations(text: str) -> Iterator[re.Match[str]]:
    yield from re.finditer(_CITED, text) if "本" in text else ()
    for match in re.finditer(_CITED_BARE, text):
        sentence = text[text.rfind("。", 0, match.start()) + 1 : match.start()]
        if not re.search(_OF_ANOTHER, sentence):
            yield match


def _there(part: Numbered, what: str, texts: list[str]) -> int:
    """How many articles, parts or chapters there are; 0 where it is not known."""
    if what == "条":
        blocks = sum(isinstance(each, Article) for each in _all(part))
        return max(blocks, _typed("条", texts))
    if what == "章":
        return _typed("章", texts)
    sections = sum(isinstance(block, Section) for block in part.body)
    return sections if sections > 1 else 0


def _typed(what: str, texts: list[str]) -> int:
    """The highest number of a paragraph that begins with 第…条."""
    found = (re.match(f"第([一二三四五六七八九十百零]+){what}", text) for text in texts)
    return max((read_count(match[1]) or 0 for match in found if match), default=0)


def _all(part: Numbered) -> Iterator[object]:
    for block in part.body:
        yield block
        yield from getattr(block, "body", ()) or ()
        yield from getattr(block, "articles", ()) or ()
