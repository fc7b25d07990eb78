"""保密字样：正文说不得外传、内部掌握，却没有标密级，也没有标内部资料。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "保密字样"
LEVEL = Level.NOTICE
BASIS = "保守国家秘密法（标志要与内容相符）"
STANDS_ALONE = True
WRONG = """\
正文:
- 本材料仅限内部掌握，不得外传。
"""
RIGHT = """\
内部标注: 内部资料
正文:
- 本材料仅限内部掌握，不得外传。
"""

NEEDS = (
    "不得外传", "严禁外传", "请勿外传", "阅后销毁", "阅后即焚", "阅后收回", "内部掌握", "不宜公开",
    "不得翻印", "不得复印", "严禁复印", "仅限内部",
    "注意保密", "请予保密", "严禁外泄", "不对外公开",
    "限内部使用",
)  # fmt: skip
_OF_RULES = "条例|办法|规定|应当|制度|档案|秘密法|个人信息|商业秘密|试题|试卷"
"""Words of a text that lays down how others keep secrets."""


def check(context: Context) -> Iterator[Finding]:
    """The first of such words in a document that bears no mark."""
    document = context.document
    if document.classification or document.internal_mark:
        return
    for passage in context.passages_with(*NEEDS):
        if passage.is_prose and not re.search(_OF_RULES, passage.text):
            word = next(word for word in NEEDS if word in passage.text)
            yield Finding(
                context.spot(passage.place, passage.text, passage.text.index(word)),
                f"写了“{word}”，没有标密级，也没有标内部资料",
                hint="不涉密的内部文件加一行：内部标注: 内部资料；涉密的，不能在这台电脑上处理",
                element=word,
            )
            return
