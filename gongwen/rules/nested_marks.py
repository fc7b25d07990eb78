"""引号嵌套：双引号里又用双引号。

引号里面还要用引号的，外面用双引号，里面用单引号（“表现为‘宽松软’”）。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "引号嵌套"
LEVEL = Level.WARNING
BASIS = "GB/T 15834《标点符号用法》4.8.3.4、4.15.3.6"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("“",)
WRONG = """\
正文:
- 有的部门监管“表现为“宽松软””，要求整改。
"""
RIGHT = """\
正文:
- 有的部门监管“表现为‘宽松软’”，要求整改。
"""

_NESTED = r"“(?P<head>[^“”。]{1,40})“(?P<inner>[^“”。]{1,40})”(?P<tail>[^“”。]{0,40})”"


def check(context: Context) -> Iterator[Finding]:
    """Each pair of quotes within quotes."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_NESTED, text) if text.count("“") > 1 else ():
            yield Finding(
                context.spot(passage.place, text, match.start("inner") - 1),
                f"“{match['head']}”后面，双引号里又用了双引号",
                hint=f"里面的写成‘{match['inner']}’",
                element=match["inner"],
            )
