"""A file in which the colons behind its keys, or most of them, are full-width: no line, or hardly
one, is an item.
"""

from __future__ import annotations

import re

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import FULL_WIDTH_COLON
from gongwen.source.wording import excerpt

_WIDE = re.compile(r"(?P<key>[\u4e00-\u9fff]{2,8})：(?P<value>.*)")
_HALF = re.compile(r"[\u4e00-\u9fff]{2,8}:(?: |$)", re.M)
_DOCUMENT = frozenset(("文种", "标题", "主送", "发文机关", "正文", "附件", "成文日期"))
_FEWEST = 2
_MOST_HALF = 0.25
"""So many of all keys may have the right colon: one or two lines were copied from elsewhere."""


def all_wide(text: str, file: str) -> Problem | None:
    """The one thing to say of such a file: all else follows from it. None where too many lines have
    the right colon, or where it is no document.
    """
    lines = enumerate(text.split("\n"))
    found = [(n, match) for n, line in lines if (match := _WIDE.fullmatch(line))]
    known = [each for each in found if each[1]["key"] in _DOCUMENT]
    right = len(_HALF.findall(text))
    if len(known) < _FEWEST or right > _MOST_HALF * (len(found) + right):
        return None
    number, first = known[0]
    value = first["value"].strip(" \u3000")
    extent = f"项目名后面这样的有{len(found)}行" if right else "整个文件的项目名后面都是这样"
    return problem_at(
        Place(file, number + 1, first.end("key") + 1),
        FULL_WIDTH_COLON,
        Level.ERROR,
        f"“{first['key']}”后面用了全角冒号“：”，{extent}，读不出项目",
        hint=f"改用半角冒号，后面空一格：{first['key']}: {excerpt(value, 20)}；"
        "python build.py check --fix 加文稿的名称，可以一次改好",
    )
