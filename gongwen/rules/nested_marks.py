"""引号嵌套：双引号里又用双引号，书名号里又用书名号。

引号里面还要用引号的，外面用双引号，里面用单引号（“表现为‘宽松软’”）；《》里面还要用书名号的，里面用〈〉。并列的书名号、引号之间有的有逗号、有的没有，也查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "引号嵌套"
LEVEL = Level.WARNING
BASIS = "GB/T 15834《标点符号用法》4.8.3.4、4.15.3.6"
STANDS_ALONE = True
WRONG = """\
正文:
- 有的部门监管“表现为“宽松软””，依据《防洪法》，《防汛条例》《测绘条例》等开展检查。
"""
RIGHT = """\
正文:
- 有的部门监管“表现为‘宽松软’”，依据《防洪法》《防汛条例》《测绘条例》等开展检查。
"""

_NESTED = r"“(?P<head>[^“”。]{1,40})“(?P<inner>[^“”。]{1,40})”(?P<tail>[^“”。]{0,40})”"
_ALTERNATE = (
    "》，《[^《》]{1,60}》(?:（[^（）]{1,60}）)?(?:《|、《|和《|及《|等)|》(?:《|、《)[^《》]{"
    "1,60}》(?:（[^（）]{1,60}）)?(?P<late>，)《[^《》]{1,60}》(?:（[^（）]{1,60}）)?(?:等|的|"
    "和《|及《|《)"
)
_QUOTES = r"”，“[^“”，。]{1,12}”(?:“|、“|和“|及“|等)"


def check(context: Context) -> Iterator[Finding]:
    """Each pair of quotes within quotes, and each comma in a series of titles or quotes."""
    for passage in context.passages_with("“"):
        text = passage.text
        for match in re.finditer(_NESTED, text) if text.count("“") > 1 else ():
            yield Finding(
                context.spot(passage.place, text, match.start("inner") - 1),
                f"“{match['head']}”后面，双引号里又用了双引号",
                hint=f"里面的写成‘{match['inner']}’",
                element=match["inner"],
            )
        for match in re.finditer(_QUOTES, text) if "”，“" in text else ():
            yield Finding(
                context.spot(passage.place, text, match.start() + 1),
                f"并列的引号之间用了逗号：{match[0]}",
                hint="删去逗号，或者用顿号",
                level=Level.NOTICE,
                element=match[0],
            )
    for passage in context.passages_with("》，《"):
        for match in re.finditer(_ALTERNATE, passage.text):
            at = match.start("late") if match["late"] else match.start() + 1
            yield Finding(
                context.spot(passage.place, passage.text, at),
                "并列的书名号之间，有的用了逗号，有的没有",
                hint="删去逗号；都是依据的，写成《甲》《乙》和《丙》",
                element="》，《",
            )
