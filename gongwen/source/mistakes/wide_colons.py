"""A file in which the colons behind its keys, or most of them, are none to YAML: full-width, or
without the half-width blank after them. No line, or hardly one, is an item.
"""

from __future__ import annotations

from gongwen.problem import Level, Place, Problem, problem_at
from gongwen.problem_ids import COLON_WITHOUT_SPACE, FULL_WIDTH_COLON
from gongwen.source.wording import WIDE_SPACES, excerpt, what_follows

from ... import patterns as re

_WRONG = re.compile(
    r"(?P<key>[\u4e00-\u9fff]{2,8})"
    rf"(?P<colon>：|:(?=[^ \t])|:(?=[ \t]*[{WIDE_SPACES}]))(?P<value>.*)"
)
_HALF = re.compile(r"[\u4e00-\u9fff]{2,8}:(?: |$)", re.MULTILINE)
_DOCUMENT = frozenset(("文种", "标题", "主送", "发文机关", "正文", "附件", "成文日期"))
_FEWEST = 2
_MOST_HALF = 0.25
"""So many of all keys may have the right colon: one or two lines were copied from elsewhere."""


def all_wide(text: str, file: str) -> Problem | None:
    """The one thing to say of such a file: all else follows from it. None where too many lines have
    the right colon, or where it is no document.
    """
    lines = enumerate(text.split("\n"))
    found = [(n, match) for n, line in lines if (match := _WRONG.fullmatch(line))]
    known = [each for each in found if each[1]["key"] in _DOCUMENT]
    right = len(_HALF.findall(text))
    if len(known) < _FEWEST or right > _MOST_HALF * (len(found) + right):
        return None
    number, first = known[0]
    value = first["value"].strip(" \t" + WIDE_SPACES)
    extent = f"项目名后面这样的有{len(found)}行" if right else "整个文件的项目名后面都是这样"
    if first["colon"] == "：":
        rule, told = FULL_WIDTH_COLON, f"“{first['key']}”后面用了全角冒号“：”"
        way = "改用半角冒号，后面空一格"
    else:
        after = what_follows(first["value"].lstrip(" \t")[:1])
        rule, told = COLON_WITHOUT_SPACE, f"“{first['key']}”的冒号后面{after}"
        way = "冒号后面空一个半角格"
    return problem_at(
        Place(file, number + 1, first.end("key") + 1),
        rule,
        Level.ERROR,
        f"{told}，{extent}，读不出项目",
        hint=f"{way}：{first['key']}: {excerpt(value, 20)}；"
        "python build.py check --fix 加文稿的名称，可以一次改好",
    )
