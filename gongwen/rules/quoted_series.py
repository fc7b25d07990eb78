"""引号间顿号：并列的书名号之间、引号之间用了顿号、逗号。

标有引号、书名号的几项并列时，中间通常不用顿号；顿号一份公文只提示一次。有的用了逗号、有的没有，是警告。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
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

NEEDS = ("》、《", "”、“", "》，《", "”，“", "），《", "），“")
_NOTE = "(?:（[^（）]{1,60}）)?"
_TITLE, _QUOTE = f"《[^《》]{{2,60}}》{_NOTE}", f"“[^“”，。]{{1,12}}”{_NOTE}"
_SERIES = tuple(rf"{each}(?:[、，]?{each})+" for each in (_TITLE, _QUOTE))
_GOES_ON = "等|[和及与][《“]"
_IS_LIST = "等|[和及与][《“]|[的中]|要求|规定|精神"
"""What stands behind a series, and behind no first clause that ends with a name."""
_BETWEEN = "(?:》、(?=《)|”、(?=“))"
_FEWEST = 3


def check(context: Context) -> Iterator[Finding]:
    """Each series with commas; the first 顿号 elsewhere, and how many there are."""
    told: list[tuple[Passage, int, int]] = []
    for passage in context.passages_with("，《", "，“"):
        for pattern in _SERIES:
            for match in re.finditer(pattern, passage.text):
                if found := _of_commas(passage, match, context):
                    told.append((passage, *match.span()))
                    yield found
    found_marks = [
        (passage, match.start() + 1)
        for passage in context.passages_with("》、《", "”、“")
        for match in re.finditer(_BETWEEN, passage.text)
        if not any(passage is p and start < match.start() < end for p, start, end in told)
    ]
    if found_marks:
        passage, at = found_marks[0]
        more = f"，全文有{len(found_marks)}处" if len(found_marks) > 1 else ""
        yield Finding(
            context.spot(passage.place, passage.text, at),
            f"“{passage.text[at - 1 : at + 2]}”中间的顿号可以不用{more}",
            hint="删掉顿号；后面还有括号的，照用",
        )


def _of_commas(passage: Passage, series: re.Match[str], context: Context) -> Finding | None:
    """What to say of a series of three or more that has commas in it; None where nothing is."""
    bare = re.sub(_NOTE, "", series[0])
    members = len(re.findall("[《“]", bare))
    commas = len(re.findall("，[《“]", bare))
    after = passage.text[series.end() :]
    if not commas or (members < _FEWEST and not re.match(_GOES_ON, after)):
        return None
    name = "书名号" if series[0][0] == "《" else "引号"
    mixed = commas < members - 1
    at = series.start() + series[0].index(f"，{series[0][0]}")
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"并列的{name}之间，有的用了逗号，有的没有" if mixed else f"并列的{name}中间用了逗号",
        hint="删掉逗号，前面有括号的用“、”；不是并列的，不用改",
        level=Level.WARNING if mixed and re.match(_IS_LIST, after) else None,
        element="，",
    )
