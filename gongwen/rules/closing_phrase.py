"""结尾用语：正文的结尾用语不是这一文种的。

“妥否，请批示”只用在请示，“特此函复”只用在函，“特此通知”只用在通知；请示没有写请求的话，也提示一下。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import Passage
from ..library.blanks import has_blank
from ..problem import Level
from . import Context, Finding

NAME = "结尾用语"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第八条"
STANDS_ALONE = True
WRONG = """\
文种: 通知
标题: 关于办好读书节的通知
正文:
- 请各单位抓好落实。
- 妥否，请批示。
"""
RIGHT = """\
文种: 通知
标题: 关于办好读书节的通知
正文:
- 请各单位抓好落实。
- 特此通知。
"""

_ASKING = (
    "(?:(?:以上|上述)[^。，；]{0,6})?(?:妥否|当否|可否|是否可行|是否妥当|如无不妥)[，,](?:恳|敬|特)?请(?:予以?|即|尽快)?(?:批示|批复|指示|审批"
    "|核批|批准|审示|示)"
)
_PHRASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (_ASKING, ("请示", "报告")),  # in a 报告 another rule tells it
    ("特此请示|以上请示", ("请示",)),
    ("特此通知", ("通知",)),
    ("特此通报", ("通报",)),
    ("特此通告", ("通告",)),
    ("特此公告", ("公告",)),
    ("特此报告|(?:以上|专此)报告", ("报告",)),
    ("特此批复", ("批复",)),
    ("此复", ("批复", "函")),
    ("特此函[复告达询]|专此函[复告达]|特致此函|特此致函", ("函",)),
    ("(?:请|盼|望)(?:予以?|即|速|及时|尽快)?函复|盼复|候复", ("函",)),
)
"""What each phrase may close."""
_KINDS = frozenset(
    (
        "通知",
        "通报",
        "通告",
        "公告",
        "报告",
        "请示",
        "批复",
        "函",
        "意见",
        "决定",
        "议案",
        "纪要",
        "命令",
        "公报",
    )
)
_CLOSES = r"(?:^|(?<=[。；，]))(?:{})(?:，(?:请|望)[^。]{{0,16}})?[。！]?$"
_WORDS = (
    "否，",
    "否,",
    "不妥",
    "可行",
    "妥当",
    "特",
    "专此",
    "报告",
    "此复",
    "请示",
    "函复",
    "盼复",
    "候复",
)
"""One of which every phrase has."""
_FEWEST = 2
_REQUESTS = "请(?:予以?|给予|即|尽快)?(?:批[示复准]|审批|审定|指示|核批|核准|支持|解决)|请示"


_UPWARD, _LEVEL, _DOWNWARD = ("请示", "报告"), ("函",), ("批复", "决定", "命令", "通报")
_ORDERS = (
    "请?(?:认真)?遵照执行|请?认真贯彻执行|不得有误|责成你|要求如下|请认真组织实施|务必[^，。；]{0,12}(?:执行|落实到位)|"
    "请认真抓好(?:贯彻)?落实"
)
_BEGS = (
    "(?:敬请|恳请|恳望)[^，。；]{0,12}|(?:支持|协助|函复|批准|审批|办理)?为[盼荷]|不胜感激|请予支持"
)
_TONES = (
    ((*_UPWARD, *_LEVEL), _ORDERS, "是要求下级的话"),
    (_DOWNWARD, _BEGS, "是请求上级、平级的话"),
    (("议案",), "请[^，。；]{0,16}?(?:批复|批示|审批)", "是请示的话，议案请求审议"),
)
_TONE_WORDS = (
    "执行", "有误", "责成", "如下", "实施", "务必", "抓好", "敬请", "恳", "为盼", "为荷", "感激",
    "请予", "批复", "批示", "审批",
)  # fmt: skip
_TWICE = rf"{_ASKING}[。！；][^。]{{0,16}}?(?:请予?(?:以)?(?:批[准复示]|审批|支持)|为盼|为荷)"


def _tone(own: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """What is said in the last paragraphs, or where the matter begins, to another than is written
    to; a request that is made twice.
    """
    kind = context.document.kind
    for passage in dict.fromkeys((*own[:2], *own[-3:])):
        for kinds, phrase, what in _TONES:
            may_be = kind in kinds and any(map(passage.text.count, _TONE_WORDS))
            match = re.search(phrase, passage.text) if may_be else None
            if match and not has_blank(passage.text):  # a skeleton's words, still to be written
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"{kind}里写了“{match[0]}”，{what}",
                    hint="换成与行文方向相合的话；引的是别人的话的，不用改",
                    level=Level.NOTICE if kind == "报告" else None,
                    element=match[0],
                )
        twice = re.search(_TWICE, passage.text) if kind == "请示" else None
        if twice:
            yield Finding(
                context.spot(passage.place, passage.text, twice.start()),
                f"结尾请求了两遍：“{twice[0]}”",
                hint="只留一句，如“妥否，请批示。”",
                element=twice[0],
            )


def check(context: Context) -> Iterator[Finding]:
    """Each closing phrase of the document's own text that is another kind's; a 请示 with none."""
    document = context.document
    if document.kind not in _KINDS:
        return
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose]
    yield from _tone(own, context)
    for passage in own[-3:]:
        for phrase, proper in _PHRASES if any(map(passage.text.count, _WORDS)) else ():
            match = re.search(_CLOSES.format(phrase), passage.text)
            if match and document.kind not in proper:
                used = proper[0]
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"{document.kind}的结尾用了{used}的话：“{match[0].rstrip('。！')}”",
                    hint=f"换成{document.kind}的结尾，或者删掉；确是{used}的，改“文种”",
                    element=match[0],
                )
                return
    if document.kind != "请示" or len(own) < _FEWEST or context.stage == "征求意见稿":
        return
    if not any(re.search(_REQUESTS, passage.text) for passage in own[-3:]):
        yield Finding(
            own[-1].place,
            "请示的结尾没有请求批示的话",
            hint="加一段：妥否，请批示。",
            level=Level.NOTICE,
        )
