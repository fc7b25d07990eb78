"""否定重复：表示禁止的词后面又用了否定词，意思正好反了。

“严禁不得摊派”“防止不再发生”，去掉一个否定词。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "否定重复"
LEVEL = Level.WARNING
BASIS = "多重否定，意思与本意相反"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 严禁不得向企业摊派费用，防止不再发生类似问题。
"""
RIGHT = """\
正文:
- 严禁向企业摊派费用，防止不合格产品流入市场，避免不能按期完工，防止再次发生类似问题。
"""
_GOOD = (
    "(?:及时|到位|规范|完善|健全|充分|扎实|深入|细致|严格|全面|准确|合理|平衡|明显|有力|主动|精准|彻底|深刻|明确|科学|均衡|"
    "清楚|紧密|积极|均匀|便利|方便|通畅|顺畅|稳定|牢固|重视|具体|强|高|足|严|实|深|细|紧)"
)
"""What one says is not enough so: 不够及时."""
_DOUBLED = (
    "(?P<ban>严禁|禁止|切忌|严格禁止|坚决禁止|杜绝|坚决杜绝)(?P<not>不得|不准|不许|不要|不应|不可|切勿|勿)"
    "(?!人心|当|志|法|而知|力|罚)"
    "|(?P<avoid>防止|避免|以免|谨防|严防|以防|杜绝|预防|遏制)(?P<again>不再|不要再|不重复|再不|不致|不至于)(?!现|版)"
    "|(?P<stop>防止|避免|杜绝|严防|谨防|防范|严禁|禁止|遏制|预防)(?P<no>不(?:发生|出现|引发|引起|导致|带来|污染|外溢|扩散|蔓延|形成(?!合力)|造成|产生|酿成|让|使|落实|漏|留(?=死角|盲区|隐患|空白)|发布|传播|泄露|泄密|迟报|瞒报|虚报|谎报|错报|误报|违规|违法|违纪|乱|滥|随意|擅自|浪费|损坏|破坏|重复|遗漏|延误|拖延|推诿|流失|返贫|反弹|复燃))"
    "|(?P<keep>防止|避免|杜绝|严防|谨防)(?P<from>(?:防止|避免|杜绝|严防|谨防|不让)(?:不)?)"
    "|(?P<must>切勿|切莫|请勿)(?P<nor>不要|不得|不可|不准)"
    f"|(?P<short>不(?:够|太|大|甚|很))(?P<in>不(?={_GOOD}))|(?P<lack>尚未|还未|从未|未曾)(?P<any>没有?|未(?!来))"
    "|(?P<deny>不得|不准)(?P<ban2>严禁|禁止|不得|不准)"
)
NEEDS = (
    *(last + first for last in "禁止忌绝免防制范勿莫得准" for first in "不切勿再严禁防避杜谨"),
    *("够不", "太不", "大不", "甚不", "很不", "未没", "未未", "曾没", "曾未"),
)
"""The last character of one word and the first of the next, for every two of them."""
_FIRST = ("ban", "avoid", "stop", "keep", "must", "short", "lack", "deny")
_SECOND = ("not", "again", "no", "from", "nor", "in", "any", "ban2")


def check(context: Context) -> Iterator[Finding]:
    """Each pair of words that forbid, one after the other."""
    for passage in context.passages_with_pairs(NEEDS):
        for match in re.finditer(_DOUBLED, passage.text):
            first = next(match[each] for each in _FIRST if match[each])
            second = next(match[each] for each in _SECOND if match[each])
            rest = passage.text[match.end() : match.end() + 4]
            hint = f"“{first}”“{second}”只留一个"
            if match["avoid"] or match["stop"]:
                hint = f"删去“{second}”里的“不”"
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{match[0]}{rest}”否定说了两遍，意思反了",
                hint=hint,
                element=match[0],
            )
