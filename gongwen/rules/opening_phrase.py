"""起首语：正文开头的过渡句不是这一文种的。

“现将有关事项通知如下”用在通知，“函复如下”用在函，“批复如下”用在批复，“公告如下”用在公告。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "起首语"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第八条"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("如下", "以下", "于后", "于下")
WRONG = """\
文种: 通知
标题: 关于办好读书节的通知
正文:
- 现将有关事项公告如下：
- 请各单位抓好落实。
"""
RIGHT = """\
文种: 通知
标题: 关于办好读书节的通知
正文:
- 现将有关事项通知如下：
- 请各单位抓好落实。
"""

_PROPER = {
    "通知": ("通知",),
    "通告": ("通告",),
    "公告": ("公告",),
    "通报": ("通报", "通知", "函", "报告"),
    "报告": ("报告", "请示", "函", "议案", "纪要"),
    "请示": ("请示",),
    "函复": ("函",),
    "复函": ("函",),
    "函告": ("函",),
    "函达": ("函",),
    "函商": ("函",),
    "函询": ("函",),
    "批复": ("批复",),
    "答复": ("函", "批复", "报告", "通知"),
}
"""The kinds in whose opening each word may stand."""
_KINDS = frozenset(
    ("通知", "通报", "通告", "公告", "报告", "请示", "批复", "函", "意见", "决定", "纪要", "命令")
)
_PHRASE = rf"(?P<word>{'|'.join(_PROPER)})(?:如下|于后|于下)(?=[：:。，；]|$)"
_FOLLOWING = (
    "现(?:将|就|对)?[^，。；]{0,24}?(?:提出|作出|发布|印发|制定|形成)(?:如下|以下)"
    "(?P<word>通知|通告|公告|通报|报告|批复|请示|决定|函)(?=[：:。，；]|$)"
)
_OPINION = "(?:提出|形成|制定|作出)(?:如下|以下)(?:实施|指导|若干|几点|处理)?意见(?=[：:。，；]|$)"
_MATTER = "(?:有关|相关|具体)?事项(?P<word>报告|汇报)如下"
_FIRST = 6


def check(context: Context) -> Iterator[Finding]:
    """The transition of the document's own text, where it is another kind's."""
    kind = context.document.kind
    if kind not in _KINDS:
        return
    for passage in context.passages_by_part[0][:_FIRST]:
        match = re.search(_PHRASE, passage.text) if passage.is_prose else None
        if match and kind not in _PROPER[match["word"]]:
            proper = kind if kind in _PROPER else {"函": "函告"}.get(kind, "")
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"{kind}的开头写了“{match[0]}”",
                hint=f"写“{proper}如下”" if proper else f"换成{kind}的写法，或者核对“文种”",
                element=match[0],
            )
            return
        matter = re.search(_MATTER, passage.text) if kind == "请示" and passage.is_prose else None
        if matter:
            yield Finding(
                context.spot(passage.place, passage.text, matter.start("word")),
                f"请示的开头写了“{matter[0]}”",
                hint="请示的事项，写“请示如下”；报告情况的，写“现将有关情况报告如下”",
                element=matter[0],
            )
            return
        following = re.search(_FOLLOWING, passage.text) if passage.is_prose else None
        if following and following["word"] != kind:
            yield Finding(
                context.spot(passage.place, passage.text, following.start("word") - 2),
                f"{kind}的开头写了“{following[0]}”",
                hint=f"写“{following[0].removesuffix(following['word'])}{kind}”",
                element=following[0],
            )
            return
        opinion = re.search(_OPINION, passage.text) if passage.is_prose else None
        if opinion and kind in ("公告", "通告", "报告", "请示", "通知"):
            yield Finding(
                context.spot(passage.place, passage.text, opinion.start()),
                f"{kind}的开头写了“{opinion[0]}”，像是意见的写法",
                hint=f"换成{kind}的写法；转达意见的，不用改",
                level=Level.NOTICE,
                element=opinion[0],
            )
            return
