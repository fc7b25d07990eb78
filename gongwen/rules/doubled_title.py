"""标题重复：标题里“关于”“的通知”叠在了一起。

转发、印发通知时省去重复的“关于”和“的通知”：转发市教育局关于……的通知。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.tree import parts_of
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "标题重复"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条"
COVERS = ("词语重复",)
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
标题: 关于转发关于举办读书节的通知的通知
"""
RIGHT = """\
标题: 转发市教育局关于举办读书节的通知
"""

_DOUBLED = (
    (r"的通知的通知", "删去一个“的通知”"),
    (r"关于关于", "删去一个“关于”"),
    (r"关于(?:转发|批转|印发)关于", "写成“转发……关于……”，删去前一个“关于”"),
    (r"的(?P<kind>意见|方案|办法|函|报告|请示|通报|决定)的(?P=kind)", "删去重复的文种"),
    (r"的的", "删去一个“的”"),
)


def check(context: Context) -> Iterator[Finding]:
    """The first doubling in each title."""
    for part in parts_of(context.document):
        title = one_line(getattr(part, "title", None) or "")
        for pattern, hint in _DOUBLED:
            if match := re.search(pattern, title):
                yield Finding(
                    context.spot(part.place("标题"), title, match.start()),
                    f"标题里“{match[0]}”重复了",
                    hint=hint,
                    element=match[0],
                    length=len(match[0]),
                )
                break
