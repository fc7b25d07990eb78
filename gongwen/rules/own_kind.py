"""自称有误：一份文字自称“本规划”，标题里写的却是方案。

改用旧文件时常常漏改。标题里有那个字样的、文中说明了“以下简称”的、说的是别的文件的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.parts import Numbered
from ..document.tree import parts_of
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "自称有误"
LEVEL = Level.WARNING
BASIS = "前后的说法要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("本",)
MADE_AFTER = ("001",)
WRONG = """\
标题: 关于印发读书节实施方案的通知
正文:
- 各单位要按照本规划的要求抓好落实。
"""
RIGHT = """\
标题: 关于印发读书节实施方案的通知
正文:
- 各单位要按照本方案的要求抓好落实，做好与本地规划的衔接。
"""

_KINDS = (
    *("规划", "方案", "办法", "规定", "细则", "规则", "条例"),
    *("预案", "纲要", "章程", "制度", "标准", "导则", "指南"),
)
_FORCE = (
    "(?:^|[。；，])本(?P<kind>通知|通告|公告|意见|决定|批复|函|命令|通报)自[^，。；]{2,24}?"
    "(?:施行|实施|执行|生效)"
)
"""Kinds that are no matter of `_KINDS`, where they say from when they are in force."""
_NOTICES = (
    "通知",
    "通告",
    "公告",
    "意见",
    "决定",
    "批复",
    "命令",
    "通报",
    "请示",
    "报告",
    "纪要",
    "函",
)
_ITSELF = (
    "(?<![根原版样基成日])本(?P<kind>通知|通告|公告|意见|决定|批复|命令|通报|请示|报告|纪要|函)"
    "(?!书|单|期|年度|栏|厅|权|栏目|数|电|授|所称|中所称)"
)
_HEAD = 40
"""Lines so short may be the titles of texts that are sent with it."""
_OTHER = "(?:根|成|资|基|日|版|原|样|书|课|剧|文|账|正|副|读|蓝|标|范)$"
"""What makes another word of 本: 根本规定, 成本标准."""


def check(context: Context) -> Iterator[Finding]:
    """Each place where a text calls itself by a kind that no title of the file has."""
    yield from _in_force(context)
    yield from _of_itself(context)
    used = [kind for kind in _KINDS if f"本{kind}" in context.searched.text]
    if not used:
        return
    kinds = [_kind_of(part) for part in parts_of(context.document)]
    meant = {kind for kind in kinds if kind}
    for kind in used:
        if (
            not meant
            or kind in meant
            or re.search(f"简称[^。]{{0,4}}本{kind}", context.searched.text)
        ):
            continue
        for own, passages in zip(kinds, context.passages_by_part, strict=True):
            right = own or next(each for each in kinds if each)
            for passage in passages:
                at = passage.text.find(f"本{kind}")
                if at < 0 or re.search(_OTHER, passage.text[:at]):
                    continue
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"写的是“本{kind}”，标题里是{right}",
                    hint=f"写“本{right}”",
                    element=f"本{kind}",
                )


def _in_force(context: Context) -> Iterator[Finding]:
    """本通告自发布之日起施行, where no title of the file says that it is one."""
    titles = [one_line(getattr(part, "title", None) or "") for part in parts_of(context.document)]
    if not any(titles):
        return
    for passage in context.passages_with("本"):
        match = re.search(_FORCE, passage.text)
        if match and match["kind"] != context.document.kind and passage.is_prose:
            if any(match["kind"] in title for title in titles) or "简称" in passage.text:
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"写的是“本{match['kind']}”，标题里没有“{match['kind']}”",
                hint=f"写“本{context.document.kind}”，或者核对标题",
                element=f"本{match['kind']}",
            )


def _of_itself(context: Context) -> Iterator[Finding]:
    """执行本通告, 收到本决定, in what is neither."""
    titles = [one_line(getattr(part, "title", None) or "") for part in parts_of(context.document)]
    kind = context.document.kind
    if not any(titles) or kind not in "".join(titles):
        return
    for passage in context.passages_with(*(f"本{each}" for each in _NOTICES)):
        for match in re.finditer(_ITSELF, passage.text) if passage.is_prose else ():
            said = match["kind"]
            if said == kind or any(said in title for title in titles) or "简称" in passage.text:
                continue
            if any(
                re.search(f"{said}$|{said}（", p.text)
                for p in context.passages
                if len(p.text) < _HEAD
            ):
                continue
            if re.search(_FORCE, passage.text) or re.search(_OTHER, passage.text[: match.start()]):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"写的是“本{said}”，这份文件是{kind}",
                hint=f"写“本{kind}”",
                element=f"本{said}",
            )


def _kind_of(part: Numbered) -> str:
    """What the title of a part says that it is, at its end; "" where nothing."""
    title = one_line(getattr(part, "title", None) or "")
    last = max(_KINDS, key=title.rfind)
    return last if last in title else ""
