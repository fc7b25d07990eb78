"""关联词：成对的关联词前后配不上。

“不仅……但是”“只有……就”“无论……但”，前半个已经说明了关系，后半个要照着接；后面隔了句号、分号的不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "关联词"
LEVEL = Level.WARNING
BASIS = "成对的关联词要前后照应"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 只有压实责任，就能把工作做好；不仅要抓进度，但要抓质量。
"""
RIGHT = """\
正文:
- 只有压实责任，才能把工作做好；不仅要抓进度，而且要抓质量；虽然时间紧，但任务明确。
"""

_SPAN = "[^，。；！？：]{2,40}"
_PAIRS = (
    (
        "不仅",
        rf"(?:不仅|不但|不光){_SPAN}，(?P<wrong>但是|但要|但也|却|所以|因此|那么|就要|才)",
        "而且",
    ),
    ("不但", rf"不但{_SPAN}，(?P<wrong>但是|但要|但也|却|所以|因此|那么|就要|才)", "而且"),
    ("虽然", rf"虽然{_SPAN}，(?P<wrong>所以|因此|因而|而且|并且|那么|就|才|于是)", "但"),
    ("尽管", rf"尽管{_SPAN}，(?P<wrong>所以|因此|因而|而且|并且|那么|就|才|于是)", "但"),
    (
        "只有",
        rf"只有{_SPAN}，(?!才)[^，。；才]{{0,4}}?(?P<wrong>就|便|都)(?=[能会可要是有得实推])",
        "才",
    ),
    (
        "只要",
        rf"只要{_SPAN}，(?!就)[^，。；就便都即均也可]{{0,6}}?(?P<wrong>才|但|却|所以|而且)",
        "就",
    ),
    ("论", rf"(?:无论|不论){_SPAN}，(?P<wrong>但是|但|却|所以|因此|而且|才|就)", "都"),
    ("不管", rf"不管{_SPAN}，(?P<wrong>但是|但|却|所以|因此|而且|才|就)", "都"),
    (
        "既",
        rf"(?:^|[，。；])既(?![然定往成得而])(?:要|能|有|是|可以|不){_SPAN}，"
        "(?P<wrong>而且|但是|但|却|所以|就|才)",
        "又（也）",
    ),
    ("因为", rf"因为{_SPAN}，(?P<wrong>但是|但|却|而且|可是|然而)", "所以"),
    ("如果", rf"(?:如果|假如|倘若){_SPAN}，(?P<wrong>所以|因此|但是|却|而且)", "就"),
    (
        "即",
        rf"(?:即使|即便|哪怕|纵然){_SPAN}，(?!也)[^，。；也仍都还]{{0,4}}?"
        "(?P<wrong>就|但是|但|却|所以|因此|而且)",
        "也",
    ),
    ("与其", rf"与其{_SPAN}，(?P<wrong>而是|也不|还是|就|也要)", "不如"),
    ("之所以", rf"之所以{_SPAN}，(?P<wrong>所以|因此|因而|从而|就|而是)", "是因为"),
)
"""A word of the first half, the whole with what is wrong in the second, what is right there."""
NEEDS = tuple(word for word, _, _ in _PAIRS)


def check(context: Context) -> Iterator[Finding]:
    """Each pair whose halves do not match."""
    for word, pattern, right in _PAIRS:
        for passage in context.passages_with(word):
            for match in re.finditer(pattern, passage.text):
                first = next(each for each in _FIRST if each in match[0])
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("wrong")),
                    f"“{first}……{match['wrong']}”配不上",
                    hint=f"写“{first}……{right}”",
                    element=match["wrong"],
                )


_FIRST = (
    *(
        "不仅",
        "不但",
        "不光",
        "虽然",
        "尽管",
        "只有",
        "只要",
        "无论",
        "不论",
        "不管",
        "因为",
        "如果",
    ),
    *("假如", "倘若", "即使", "即便", "哪怕", "纵然", "与其", "之所以", "既"),
)
