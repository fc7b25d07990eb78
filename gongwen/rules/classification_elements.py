"""密级标注：密级、份号、保密期限写得不全或者不对。

涉密公文要标注份号；保密期限和密级一起标注，用阿拉伯数字，秘密级不超过10年，机密级不超过20年，绝密级不超过30年。
涉密公文不主动公开。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.parts import Document
from ..problem import Level
from . import Context, Finding

NAME = "密级标注"
LEVEL = Level.ERROR
BASIS = "党政机关公文处理工作条例第九条"
WAIVABLE = False
APART_FROM_TEXT = True
WRONG = """\
保密期限: 1年
"""
RIGHT = """\
密级: 秘密
保密期限: 1年
份号: 000001
"""

_MOST_YEARS = {"秘密": 10, "机密": 20, "绝密": 30}
_CHINESE_YEARS = "[一二三四五六七八九十两]+年"


def check(context: Context) -> Iterator[Finding]:
    """A term without a 密级; a 密级 without 份号; a 密级 beside a mark for what is not secret."""
    document = context.document
    if document.classification_period and not document.classification:
        yield Finding(
            document.place("保密期限"),
            "写了保密期限，没有写密级",
            hint="加一行：密级: 秘密；不涉密的，删掉“保密期限”",
        )
    if not document.classification:
        return
    if not document.copy_number:
        yield Finding(
            document.place("密级"),
            f"密级是{document.classification}，没有写份号",
            hint="加一行：份号: 000001",
            level=Level.ERROR if context.stage == "印发稿" else Level.WARNING,
        )
    if document.internal_mark:
        yield Finding(
            document.place("内部标注"),
            f"已经标了密级（{document.classification}），不再标“{document.internal_mark}”",
            hint="删掉“内部标注”",
        )
    if document.publicity == "主动公开":
        yield Finding(
            document.place("公开属性"),
            f"密级是{document.classification}，不能主动公开",
            hint="写：公开属性: 不予公开；不涉密的，删掉“密级”",
        )
    yield from _period(document)


def _period(document: Document) -> Iterator[Finding]:
    """No term; one in Chinese digits; one longer than the 密级 allows."""
    classification, period = document.classification or "", document.classification_period
    if not period:
        yield Finding(
            document.place("密级"),
            f"密级是{classification}，没有写保密期限",
            hint="加一行：保密期限: 1年（写定密时确定的期限；长期的写“长期”）",
            level=Level.WARNING,
        )
        return
    place = document.place("保密期限")
    if re.search(_CHINESE_YEARS, period):
        yield Finding(
            place,
            f"保密期限“{period}”用了汉字数字",
            hint="用阿拉伯数字，如：保密期限: 1年",
            level=Level.WARNING,
        )
    years = re.fullmatch(r"(\d+)年", period)
    most = _MOST_YEARS.get(classification, 0)
    if years and most and int(years[1]) > most:
        yield Finding(
            place,
            f"{classification}级的保密期限一般不超过{most}年，写的是{period}",
            hint="核对定密时确定的期限；另有规定的，不用改",
            level=Level.WARNING,
        )
