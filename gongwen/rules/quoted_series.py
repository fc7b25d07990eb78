"""引号间顿号：书名号之间、引号之间用了顿号。

标有引号、书名号的几项并列时，中间通常不用顿号。一份公文只提示一次。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding

NAME = "引号间顿号"
LEVEL = Level.NOTICE
BASIS = "GB/T 15834-2011 4.5.3.5"
STANDS_ALONE = True
WRONG = """\
正文:
- 学习《云溪志》、《云溪诗选》。
"""
RIGHT = """\
正文:
- 学习《云溪志》《云溪诗选》（修订本）、《云溪文选》。
"""

NEEDS = ("》、《", "”、“", "》，《", "”，“")
_COMMA = (
    "《[^《》]{2,40}》，《[^《》]{2,40}》(?=《|、《|，《|等|和《|及《)|《[^《》]{2,40}》(?:、)?《[^《》]{2,40}》，《[^《》]{2,40}》"
    "|“[^“”]{2,12}”，“[^“”]{2,12}”(?=“|、“|，“|等|和“)|“[^“”]{2,12}”(?:、)?“[^“”]{2,12}”，“[^“”]{2,12}”"
)
_BETWEEN = "(?:》、(?=《)|”、(?=“))"


def check(context: Context) -> Iterator[Finding]:
    """The first of them, and how many there are."""
    found = [
        (passage, match.start() + 1)
        for passage in context.passages_with("》、《", "”、“")
        for match in re.finditer(_BETWEEN, passage.text)
    ]
    for passage in context.passages_with("》，《", "”，“"):
        for match in re.finditer(_COMMA, passage.text):
            at = match.start() + match[0].index("，")
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"并列的{'书名号' if match[0][0] == '《' else '引号'}中间用了逗号",
                hint="删掉逗号，或者用“、”；不是并列的，不用改",
                element="，",
            )
    if found:
        passage, at = found[0]
        more = f"，全文有{len(found)}处" if len(found) > 1 else ""
        yield Finding(
            context.spot(passage.place, passage.text, at),
            f"“{passage.text[at - 1 : at + 2]}”中间的顿号可以不用{more}",
            hint="删掉顿号；后面还有括号的，照用",
        )
