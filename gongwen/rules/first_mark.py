"""序次语标点：“第一”“首先”后面用了顿号。

带“第”字的序次语、“首先”这样的序次语后面用逗号，不用顿号。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "序次语标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.5.3.4"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 要做好两件事：第一、建好书屋；第二、配好图书。
"""
RIGHT = """\
正文:
- 要做好两件事：第一，建好书屋；第二，配好图书。
- 第三、四中队负责搬运。
"""

_MARKED = (
    r"(?:^|(?<=[。；：:，]))(?P<word>第[一二三四五六七八九十]{1,2}|首先|其次|再次|最后)(?P<mark>、)"
    "(?!第?[一二三四五六七八九十])"
)
"""Not 第三、第四季度, nor 第三、五中队: numbers side by side."""
NEEDS = ("第一、", "第二、", "首先、", "其次、", "最后、", "第三、")


def check(context: Context) -> Iterator[Finding]:
    """Each 第一、 that begins a sentence or a clause."""
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_MARKED, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start("mark")),
                f"“{match['word']}”后面用了顿号",
                hint=f"写成“{match['word']}，”",
                element=match[0],
            )
