"""句式杂糅：两种句式套在了一起，或者句子没有主语。

“目的是为了”“原因是由于”“本着以……为宗旨”“围绕以……为中心”“解释权由……负责”，留一种说法。
“通过……，使……”没有主语，提示一下。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "句式杂糅"
LEVEL = Level.WARNING
BASIS = "一句话用一种句式"
COVERS = ("易错词",)
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 本着以服务群众为宗旨，紧紧围绕以项目建设为中心，事故原因是由于操作不当。
"""
RIGHT = """\
正文:
- 以服务群众为宗旨，围绕项目建设这个中心，事故是操作不当造成的，本办法由市教育局负责解释。
"""

_SOME = "[^，。；：！？]"
_PURPOSES = "(?:宗旨|原则|目的|中心|目标|核心|重点|主题|主线|抓手)"
_PATTERNS = (
    (
        "本着",
        rf"本着{_SOME}{{0,3}}?以{_SOME}{{2,30}}?为{_PURPOSES}",
        "写“以……为……”，或者“本着……的原则”",
    ),
    (
        "围绕",
        rf"围绕(?:着)?以{_SOME}{{2,30}}?为{_PURPOSES}",
        "写“围绕……这个中心”，或者“以……为中心”",
    ),
    ("为原则", rf"以{_SOME}{{2,24}}?为原则的(?:原则|精神)", "写“以……为原则”，或者“本着……的原则”"),
    ("为宗旨", rf"以{_SOME}{{2,24}}?为宗旨的(?:宗旨|原则)", "写“以……为宗旨”"),
    (
        "解释权",
        rf"解释权{_SOME}{{0,24}}?负责(?:解释)?|由{_SOME}{{2,24}}?(?:负责|拥有|享有|行使)(?:最终)?解释权",
        "写“由……负责解释”，或者“解释权归……”",
    ),
    ("目的", r"目的(?:就)?(?:是|在于)为了", "写“目的是”，或者“为了”"),
    ("原因", r"原因(?:主要)?(?:是|在于)(?:因为|由于)", "写“原因是”，或者“是因为”"),
    (
        "原因",
        rf"原因(?:主要)?是(?!因为|由于){_SOME}{{2,30}}?(?:造成|引起|导致|所致)的?(?=[，。；])",
        "写“原因是……”，或者“是……造成的”",
    ),
    (
        "所",
        rf"(?:深受|受到|得到|博得|赢得){_SOME}{{1,14}}?所(?:欢迎|喜爱|好评|重视|关注|支持|拥护|称赞|认可)",
        "写“受到……欢迎”，或者“为……所欢迎”",
    ),
    (
        "为主",
        rf"(?:大多|大部分|多数|主要)(?:都|是|均)*以{_SOME}{{2,18}}?为主(?=[，。；的、])",
        "写“以……为主”",
    ),
    (
        "关键",
        rf"关键(?:是|在于){_SOME}{{2,30}}?(?:起(?:着)?(?:决定性?|关键性?)作用|是关键|决定的)(?=[，。；])",
        "写“关键是……”，或者“……起决定作用”",
    ),
    (
        "被",
        r"被[^，。；、的所]{1,12}?(?:受到|遭到)了?(?:欢迎|批评|表扬|表彰|处罚|处分|破坏|损坏|影响|好评)",
        "“被”和“受到”只留一个",
    ),
    (
        "根据",
        rf"(?:^|[，。；])根据{_SOME}{{2,24}}?(?:表明|显示|证明)(?=[，：])",
        "写“……表明”，或者“根据……”",
    ),
    (
        "避免",
        rf"(?:以|从而|为了)?(?:防止|避免|杜绝){_SOME}{{2,24}}?(?:不再|不会|不要|不致|不至于)(?:再次|再)?(?:发生|出现|重演|蔓延|反弹|重犯)",
        "删去后面的否定词",
    ),
    (
        "防止",
        rf"防止{_SOME}{{2,24}}?(?:不再|不会|不要|不致|不至于)(?:再次|再)?(?:发生|出现|重演|蔓延|反弹|重犯)",
        "删去后面的否定词",
    ),
    (
        "杜绝",
        rf"杜绝{_SOME}{{2,24}}?(?:不再|不会|不要|不致|不至于)(?:再次|再)?(?:发生|出现|重演|蔓延|反弹|重犯)",
        "删去后面的否定词",
    ),
    (
        "至少",
        rf"(?:至少|最少|起码)(?:要|应|应当|须)?(?:不(?:低|少|小)于|达到?{_SOME}{{1,8}}?以上)",
        "只留一个",
    ),
    (
        "至多",
        rf"(?:至多|最多|最高)(?:不(?:超过|高于|多于|得超过){_SOME}{{1,10}}?(?:以内|以下))",
        "只留一个",
    ),
)
"""A word to look for, what is mixed, what to write."""
_NO_SUBJECT = (
    "(?:^|(?<=[。；]))(?P<start>通过|经过|随着|由于|在)[^，。；：]{2,40}(?:，[^，。；：使让]{2,20})?，"
    "(?P<makes>使得|使(?!用|命|馆|者|节|领)|让(?!利|步|渡|位|路))"
)
NEEDS = ("，使", "，让", *(word for word, _, _ in _PATTERNS))


def check(context: Context) -> Iterator[Finding]:
    """Each sentence in which two are mixed; each without a subject."""
    told: set[tuple[str, int]] = set()
    for word, pattern, hint in _PATTERNS:
        for passage in context.passages_with(word):
            for match in re.finditer(pattern, passage.text):
                place = context.spot(passage.place, passage.text, match.start())
                if (passage.text, match.start()) not in told:
                    told.add((passage.text, match.start()))
                    said = f"“{match[0]}”两种说法套在了一起"
                    yield Finding(place, said, hint, element=match[0], length=len(match[0]))
    for passage in context.passages_with_each(
        ("，使", "，让"), ("通过", "经过", "随着", "由于", "在")
    ):
        for match in re.finditer(_NO_SUBJECT, passage.text) if passage.is_prose else ():
            yield Finding(
                context.spot(passage.place, passage.text, match.start("start")),
                f"“{match['start']}……，{match['makes']}……”没有主语",
                hint=f"删去“{match['start']}”或者“{match['makes']}”",
                level=Level.NOTICE,
                element=match["start"],
            )
