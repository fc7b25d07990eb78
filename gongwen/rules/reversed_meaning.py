"""意思相反：多了、少了一个“不”“未”，或者先后写反了，意思就反了。

“逾期反馈的，视为无意见”少了“未”，“未经验收不合格”多了“不”，“违反……规定，按时报告的，予以通报”“避免了水库无一垮坝”也是；
电话报告要在书面报告以前，“1小时内电话报告、30分钟内书面报告”写反了。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import FIGURE
from ..problem import Level
from . import Context, Finding

NAME = "意思相反"
LEVEL = Level.WARNING
BASIS = "前后的意思要一致"
STANDS_ALONE = True
EACH_PASSAGE = True
COVERS = ("否定重复",)
WRONG = """\
正文:
- 请于6月20日前反馈，逾期反馈的，视为无意见。
- 书屋未经验收不合格的，不得开放；险情1小时内电话报告，30分钟内书面报告。
"""
RIGHT = """\
正文:
- 请于6月20日前反馈，逾期未反馈的，视为无意见。
- 书屋未经验收合格的，不得开放；险情30分钟内电话报告，1小时内书面报告。
"""

_SENT = (
    "反馈|回复|答复|报送|上报|报告|提交|申报|申请|提出|缴纳|交纳|办理|领取|认领|签订|更正|确认|回函"
)
_DULY = "按时|按期|按要求|按照要求|按规定|按照规定|及时|如实|依法|足额|认真"
_PUNISHED = (
    "责令|予以(?:通报批评|处分|处罚|约谈|追责|问责)|给予(?:警告|处分|处罚|通报批评)|处以?[^，。；]{0,12}罚款|"
    "依法(?:追究|处理|处罚)|追究[^，。；]{0,8}责任|约谈|取消[^，。；]{0,8}资格"
)
_BAD = "错敏|虚假|有害|违规|违法|不实|谣言|失密|泄密|事故|伤亡|浪费|污染"
_PUNISHED_WORDS = (
    "责令", "通报批评", "予以处分", "予以处罚", "予以约谈", "追责", "问责", "罚款", "依法追究",
    "依法处理", "依法处罚", "追究", "约谈", "取消",
)  # fmt: skip
_CASES = (
    (
        ("逾期",),
        rf"逾期(?P<at>)(?:{_SENT})(?:意见)?的?，(?:即|则|均|一律)?(?:视为|视同)(?:无意见|没有意见|无异议|同意|放弃|弃权|认可|自动放弃|默认)",
        "逾期没有去办的才这样看，少了“未”",
        "写“逾期未……的”",
    ),
    (
        ("未经",),
        "未经[^，。；、未不或和及]{0,6}(?:验收|检验|检测|考核|审查|审核|鉴定|评审|检疫|培训|测试|认定)(?P<at>不)(?:合格|通过)",
        "“未经”后面又写了“不”",
        "写“未经……合格”，或者“……不合格”",
    ),
    (
        ("违反",),
        rf"违反[^，。；]{{0,16}}规定，(?P<at>)(?:{_DULY})[^，。；]{{2,24}}的(?=，|由)",
        "违反规定的，却写着照办了，少了“未”",
        "写“未按……”“不……”",
    ),
    (
        _PUNISHED_WORDS,
        rf"(?:^|(?<=[。；]))(?:对|凡)?(?P<at>)(?:{_DULY})[^，。；未不]{{2,20}}的，[^。；不免]{{0,12}}(?:{_PUNISHED})",
        "照办了的，却要处理，少了“未”",
        "写“未按……”“不……”",
    ),
    (
        ("无一", "未发生", "没有发生", "零发生", "零事故"),
        "(?:防止|避免|杜绝)了?[^，。；无未没]{1,14}(?P<at>无一|未发生|没有发生|零发生|零事故)",
        "否定说了两遍",
        "写“实现了……无一……”，或者“避免了……发生”",
    ),
    (
        ("伤亡",),
        r"(?:没有|无|未造成|未发生|未出现|没有造成|没有发生|零)(?:任何)?(?:人员)?(?P<at>)伤亡(?:事故)?，"
        r"(?:但|仅|只|有|其中|共|造成|导致)*(?!去|上|同)(?:\d+|[一二两三四五六七八九十]+)[名人位][^，。；比]{0,10}(?:受伤|死亡|轻伤|重伤|遇难|身亡|烧伤|摔伤)",
        "伤亡包括受伤，前后说的不一样",
        "写“没有人员死亡，……受伤”，或者删去后面的",
    ),
    (
        ("全部到", "全部参加", "全部出席", "全体", "均"),
        r"(?:全部|全体[^，。；]{0,8}|均已|均)(?P<at>)(?:到会|到齐|到场|到岗|参加|出席)，(?:但|仅|只|有|其中)*(?:\d+|[一二两三四五六七八九十]+)[名人位个家][^，。；]{0,10}(?:缺席|请假|未到|未参加|缺勤|缺岗)",
        "全到了，又有没到的，前后说的不一样",
        "核对人数，留一种说法",
    ),
    (
        ("绝不", "止不", "免不", "防不", "禁不"),
        rf"(?:杜绝|防止|避免|严防|禁止|严禁)(?P<at>不)(?:发布|传播|转发|刊登|制造|散布|造成|引发|产生|泄露|使用|出具)[^，。；]{{0,8}}(?:{_BAD})",
        "否定说了两遍",
        "删去“不”",
    ),
)
_TIME = rf"(?P<NAME>{FIGURE}|半)个?(?P<NAME_unit>分钟|小时|天|日)内"
_FIRST = "(?:电话|口头)?(?:形式)?(?:向[^，。；书]{1,16})?(?:报告|报送|上报|报)"
_IN_WRITING = "书面(?:形式)?(?:向[^，。；]{1,16})?(?:报告|报送|上报|报)"
_REPORTED = (
    _TIME.replace("NAME", "first")
    + rf"[^。；\d书]{{0,24}}?{_FIRST}[^。；\d书]{{0,24}}?[，、][^。；\d书]{{0,6}}"
    + _TIME.replace("NAME", "then")
    + rf"[^。；\d]{{0,24}}?{_IN_WRITING}"
)
_MINUTES = {"分钟": 1, "小时": 60, "天": 1440, "日": 1440}


def check(context: Context) -> Iterator[Finding]:
    """Each sentence whose meaning was turned round."""
    for needles, pattern, what, hint in _CASES:
        for passage in context.passages_with(*needles):
            for match in re.finditer(pattern, passage.text) if passage.is_prose else ():
                yield _finding(passage, match, what, hint, context)
    for passage in context.passages_with_each(("书面",), ("分钟", "小时")):
        for match in re.finditer(_REPORTED, passage.text):
            if _minutes(match, "first") > _minutes(match, "then"):
                what = "书面报告反而要在电话报告以前"
                yield _finding(passage, match, what, "核对两个时限是不是写反了", context)


def _minutes(match: re.Match[str], name: str) -> Decimal:
    number = match[name]
    value = Decimal("0.5") if number == "半" else Decimal(number.replace(",", ""))
    return value * _MINUTES[match[f"{name}_unit"]]


def _finding(
    passage: Passage, match: re.Match[str], what: str, hint: str, context: Context
) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        f"“{match[0]}”{what}",
        hint=hint,
        element=match[0],
        length=len(match[0]),
    )
