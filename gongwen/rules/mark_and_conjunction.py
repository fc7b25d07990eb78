"""顿号和连词：顿号后面又用了“和”“及”“与”“或”“并”。

并列的最后两项之间用连词，就不用顿号；“、以及”也多了顿号。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..lists.likeness import together
from ..paper.characters import HAN
from ..paper.seams import is_whole
from ..problem import Level
from . import Context, Finding

NAME = "顿号和连词"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.5.3"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 走访了学校、医院、和社区。
"""
RIGHT = """\
正文:
- 走访了学校、医院和社区，做好沟通、及时反馈、与会人员签到、和谐社区评选。
- 组织跟班、跟岗锻炼，推进碳中和、减污降碳。
"""

_MARK = (
    rf"(?<={HAN}|[）”》])(?P<first>、)(?P<word>和|及|与|以及|或者|或|"
    rf"并且|并|跟)(?={HAN}|[“《])|(?P<back>和|及|与|以及)(?P<after>、"
    rf")(?={HAN}|[“《])"
)

_BETWEEN_CLAUSES = (
    "，(?P<word>和|及|与)(?=(?:积极|大力|切实|进一步|不断|要|应当)?(?:鼓励|支持|推动|推进|加强|完善|建立|健全|开展|组织|引导|落实|做好|抓好|严格|规范|提高|加快|加大)(?!的|了))"
    "(?![^，。；]{0,30}(?:的[^，。；]{0,8}|工作|等[^，。；]{0,8}|并重|有关|结合起来)(?=[，。；]|$))"
)
"""开设专业，和鼓励企业: it joins words, no clauses."""
_PREPOSITION = (
    "挂钩|相|一致|结合|同步|衔接|联系|有关|协调|不符|合作|配套|并重"
    "|并举|同|共|无关|对接|融合|统一|匹配|适应"
)
"""What 与 goes with that is no 和: 与责任挂钩."""
NEEDS = (
    "，和",
    "，及",
    "，与",
    "、和",
    "、及",
    "、与",
    "、以及",
    "、或",
    "、并",
    "、跟",
    "和、",
    "及、",
    "与、",
)


def check(context: Context) -> Iterator[Finding]:
    """Each 、 beside a word that joins."""
    for passage in context.passages_with("，和", "，及", "，与"):
        for match in re.finditer(_BETWEEN_CLAUSES, passage.text) if passage.is_prose else ():
            yield Finding(
                context.spot(passage.place, passage.text, match.start("word")),
                f"“{match[0]}{passage.text[match.end() :][:4]}”用“{match['word']}”连接分句",
                hint=f"删去“{match['word']}”，或者写“并”",
                level=Level.NOTICE,
                element=match[0],
            )
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_MARK, text):
            name = "word" if match["word"] else "back"
            word = match[name]
            start, end = match.span(name)
            if not is_whole(text, start, end, context.cut):
                continue
            if not together().isdisjoint((text[start - 1 : end], text[start : end + 1])):
                continue  # 碳中和, 跟岗: words that the dictionary does not have
            rest = re.split("[，。；、]", text[match.end() :], maxsplit=1)[0]
            if word in "和与跟" and re.search(_PREPOSITION, rest):
                continue
            at = match.start("first") if match["first"] else match.start("after")
            yield Finding(
                context.spot(passage.place, text, at),
                f"“{match[0]}”顿号和“{word}”并用",
                hint=f"删去顿号，只用“{word}”",
                level=Level.NOTICE if word in ("以及", "并") else None,
                element=match[0],
            )
