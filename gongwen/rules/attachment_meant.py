"""附件所指：“见附件2”说的是附件1，正文说的表单不在附件里，或者只有一个附件却编了号。

“名额分配见附件2”，附件1才是名额分配表；正文请各单位填写“参会回执”，附件却是另一张“报名表”，都核对。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..document.values import one_line
from ..paper.amounts import read_count
from ..paper.characters import han_pairs
from ..problem import Level
from . import Context, Finding

NAME = "附件所指"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.4"
WRONG = """\
正文:
- 名额分配见附件2，课程安排见附件1。
附件:
- {标题: 培训名额分配表, 另附: 是}
- {标题: 课程安排表, 另附: 是}
"""
RIGHT = """\
正文:
- 名额分配见附件1，课程安排见附件2。
附件:
- {标题: 培训名额分配表, 另附: 是}
- {标题: 课程安排表, 另附: 是}
"""

_NUMBERED = (
    r"(?P<what>[^，。；：、（）]{2,24}?)(?:（|，)?(?:详?见|按照?|填[写报]|的?格式见)?附件"
    r"(?P<n>\d{1,2}|[一二三四五六七八九十])(?![\d-])"
)
_FORMS = (
    "回执|报名表|登记表|申报表|申请表|推荐表|统计表|汇总表|反馈表|审批表|承诺书|报名回执"
    "|花名册|台账表|调查表"
)
_ASKED = (
    rf"(?:将|把|填[写报好]|提交|报送)(?P<name>[^，。；、《》（）]{{0,12}}?(?P<form>{_FORMS}))"
    r"(?=报|填|送|交|发|（|于|盖|加盖|通过|以|，|。)"
)
_CLEAR = 2


def check(context: Context) -> Iterator[Finding]:
    """What the text says of its attachments otherwise than their titles."""
    document = context.document
    titles = [one_line(each.title or "") for each in document.attachments]
    if not titles or any(issued.attachments for issued in document.issued_texts):
        return
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose]
    others = len(titles) == 1 and re.search(
        "附件(?!1)[2-9二三四五六七八九]", "".join(p.text for p in own)
    )
    for passage in own:
        if "附件" in passage.text and not others:
            yield from _numbered(passage, titles, context)
    yield from _forms(own, titles, context)


def _numbered(passage: Passage, titles: Sequence[str], context: Context) -> Iterator[Finding]:
    for match in re.finditer(_NUMBERED, passage.text):
        number = read_count(match["n"]) or 0
        place = context.spot(passage.place, passage.text, match.end() - len(match["n"]))
        said = f"附件{match['n']}"
        if len(titles) == 1 and number == 1 and not re.search("[》号]$", match["what"]):
            yield Finding(
                place,
                f"只有一个附件，文中写“{said}”",
                hint="一个附件不编号，写“附件”",
                level=Level.NOTICE,
                element=said,
            )
            continue
        if not 1 <= number <= len(titles) or re.search("号$", match["what"]):
            continue
        scores = [len(han_pairs(match["what"]) & han_pairs(title)) for title in titles]
        best = max(range(len(titles)), key=lambda at: scores[at])
        if not scores[number - 1] and scores[best] >= _CLEAR and scores.count(scores[best]) == 1:
            yield Finding(
                place,
                f"“{match[0].strip('，（')}”，附件{best + 1}才是“{titles[best]}”",
                hint=f"写“附件{best + 1}”；核对附件的次序",
                element=said,
            )


def _forms(own: Sequence[Passage], titles: Sequence[str], context: Context) -> Iterator[Finding]:
    """将参会回执报送……, where the attachment is a 报名表 that nothing is said of."""
    text = "".join(passage.text for passage in own)
    unsaid = [
        title
        for title in titles
        if (form := re.search(f"(?:{_FORMS})$", title)) and form[0] not in text
    ]
    if len(unsaid) != 1 or "附件" in text:
        return
    for passage in own:
        for match in re.finditer(_ASKED, passage.text):
            if not any(match["form"] in title for title in titles):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("name")),
                    f"正文说的是“{match['name']}”，附件是“{unsaid[0]}”",
                    hint="两处的名称写成一样的",
                    element=match["name"],
                )
                return
