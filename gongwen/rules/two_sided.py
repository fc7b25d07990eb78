"""两面对一面：前面说了正反两面，后面只说了一面。

“能否做好这项工作，是推动发展的关键”：能做好才是关键。去掉“能否”，或者后面也说两面。检验、衡量、关系到的，两面都说得通，不查。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "两面对一面"
LEVEL = Level.WARNING
BASIS = "前后要照应"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 能否压实责任，是做好防汛工作的关键。
"""
RIGHT = """\
正文:
- 压实责任，是做好防汛工作的关键；能否压实责任，是衡量工作成效的重要标准。
"""

NEEDS = ("能否", "是否", "能不能", "可否", "会不会", "有没有", "好不好", "好坏", "与否")
_PATTERN = (
    rf"(?P<both>{'|'.join(NEEDS)})(?P<what>[^。；！？]{{1,40}}?)(?:，)?(?:[^，。；]{{0,4}})"
    "(?:是|成为|作为)(?P<rest>[^。；！？，]{1,40}的)?"
    "(?P<one>关键|前提|基础|保证|保障|根本保证|重要保证|重要保障|必要条件|重要条件|先决条件|重要前提|重要基础|关键所在)"
    "(?=[，。；！]|$|之一|所在)"
)
_EITHER = (
    "检验|衡量|评价|判断|考验|考核|决定|取决|关系|区分|界定|认定|审查|核实|明确|检查|核对|确定|确认"
    "|能否|是否|与否|成败"
)


def check(context: Context) -> Iterator[Finding]:
    """Each sentence that has both sides first and one after."""
    for passage in context.passages_with_each(NEEDS, ("关键", "前提", "基础", "保", "条件")):
        for match in re.finditer(_PATTERN, passage.text):
            before = re.split("[。；！？]", passage.text[: match.start()])[-1]
            if re.search(_EITHER, f"{before}{match['what']}{match['rest'] or ''}"):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"前面的“{match['both']}”说了两面，后面的“{match['one']}”只说了一面",
                hint=f"删去“{match['both']}”，或者后面也说两面",
                element=match["both"],
            )
