"""缺标点：两句话之间漏了标点，连成了一句。

“实施素质提升工程加强基础设施建设”，前一句说完了，后一句又以“加强”“开展”这样的动词开头，中间要有“，”或“。”。
前面有“通过、支持、引导、为”这些能管住后一个动词的词的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..paper.people import RUN_ON_POSTS
from ..paper.seams import is_parted, is_whole
from ..problem import Level
from . import Context, Finding

NAME = "缺标点"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
MADE_AFTER = ("000", "001")
EACH_PASSAGE = True
WRONG = """\
正文:
- 实施全民阅读提升工程加强基层书屋基础设施建设。
"""
RIGHT = """\
正文:
- 实施全民阅读提升工程，加强基层书屋基础设施建设。
- 支持社区开展活动，通过实施工程加强能力建设，开展加强管理的专项行动。
"""

_FIRST = (
    "实施|开展|加强|完善|健全|提升|提高|强化|推进|深化|建设|建立|加大|优化|落实|举办|组织|发挥|利用"
    "|打造"
)
_NEXT = (
    "加强|开展|实施|完善|健全|强化|打造|加大|建立健全|大力推进|积极推进|全面提升|不断提高|深入开展"
)
_ENDS = "[程划动系制台地度能育训设平务障队伍力量源划作]"
_GOVERNS = (
    "[的和与及或、为以来于对]|通过|支持|鼓励|引导|推动|促进|带动|督促|指导|协助|配合|围绕|按照|依托|结合|要求|"
    "确保|保障|帮助|推广|负责|方面|期间|过程|同时|进一步|持续|继续|共同|协同|合作|参与|方便|利于|便于"
)
_CLAUSE = (
    rf"(?:^|(?<=[，,。；;：]))(?:要|应|应当|全面|积极|大力|深入|扎实)?(?:{_FIRST})[^，,。；;：]+"
)
_JOIN = rf"(?<={_ENDS})(?:{_NEXT})(?=[^，,。；;：、的]{{4,}})"
_JOINED = tuple(f"{end}{word[0]}" for end in _ENDS[1:-1] for word in _NEXT.split("|"))
"""The last character of what is before, and the first of what is after: few texts have any."""
_BOUNDS = "[东南西北][至起][^，。；、东南西北]{2,14}(?P<next>[东南西北][至起](?=[^，。；、]{2}))"
"""东至望江大道南至清溪河."""
_SHORTEST = 6
_MUCH_JOINED = tuple(f"度{word[0]}" for word in _NEXT.split("|"))
_MUCH = rf"加大[^，,。；：、的]{{2,12}}力度(?P<next>{_NEXT})"
"""力度 ends what is said of 加大."""
_DONE = "设障务实行展理施度育训平力程制"
_SUBJECT_JOINED = tuple(f"{end}各" for end in _DONE)
_SUBJECT = (
    f"(?<=[{_DONE}])(?P<next>各(?:级人民政府|级政府|级各部门|地区|地|部门|县区|乡镇))"
    "(?=要|应|须|必须|按规定|按照|可以|可结合)"
)
"""Who has to do what begins a sentence."""
NEEDS = (
    "书记",
    "党组成员",
    "党委委员",
    "常委",
    *_MUCH_JOINED,
    *_SUBJECT_JOINED,
    *_JOINED,
    "东至",
    "东起",
)


def check(context: Context) -> Iterator[Finding]:
    """Each clause that begins with a verb, is whole, and goes on with another."""
    for pattern, pairs in ((_MUCH, _MUCH_JOINED), (_SUBJECT, _SUBJECT_JOINED)):
        for passage in context.passages_with_pairs(pairs):
            for match in re.finditer(pattern, passage.text):
                yield _finding(passage, match.start("next"), match["next"], context)
    for passage in context.passages_with("书记", "党组成员", "党委委员", "常委"):
        for match in re.finditer(RUN_ON_POSTS, passage.text):
            if not is_parted(passage.text, match.start("first"), match.end("first"), context.cut):
                yield _finding(passage, match.start("second"), match["second"], context)
    for passage in context.passages_with_each(("东至", "东起"), ("南至", "西至", "北至", "西起")):
        for match in re.finditer(_BOUNDS, passage.text):
            yield _finding(passage, match.start("next"), match["next"], context)
    for passage in context.passages_with_pairs(_JOINED):
        if not re.search(_JOIN, passage.text):
            continue
        for clause in re.finditer(_CLAUSE, passage.text):
            join = re.compile(_JOIN).search(clause[0], _SHORTEST)
            if join is None or re.search(_GOVERNS, clause[0][2 : join.start()]):
                continue
            at = clause.start() + join.start()
            if not is_whole(passage.text, at, at + len(join[0]), context.cut):
                continue
            yield _finding(passage, at, join[0], context)


def _finding(passage: Passage, at: int, word: str, context: Context) -> Finding:
    around = passage.text[max(0, at - 6) : at + len(word) + 4]
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"“{around}”中间像是漏了标点",
        hint=f"是两句话的，“{word}”前面加“，”或“。”",
        element=around,
    )
