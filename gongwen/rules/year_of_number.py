"""文号与日期：引用的文件，印发的年份和文号的年份不是一年。

“2025年5月20日印发的《……》（云教发〔2024〕3号）”，有一处错了；一月份印发的可以用上年的文号。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.tables import Grid
from ..problem import Level
from . import Context, Finding

NAME = "文号与日期"
NEEDS = ("〔20",)
LEVEL = Level.WARNING
BASIS = "引用要与原文一致"
WRONG = """\
正文:
- 2025年5月20日印发的《云溪市读书节办法》（云教发〔2024〕3号）同时废止。
"""
RIGHT = """\
正文:
- 2025年5月20日印发的《云溪市读书节办法》（云教发〔2025〕3号）同时废止。
"""

_CITED = (
    r"(?<![至—\d])(?P<year>20\d\d)年(?:(?P<month>\d{1,2})月(?:\d{1,2}日)?)?(?:[^，。；《》\d]{0,16})?"
    r"(?:印发|下发|公布|发布|出台|颁布|批复|批准)(?:的|了)?(?:《[^《》]{2,60}》|[^，。；《》（）\d]{0,20})"
    r"[（(](?P<number>[^\W\d_]{1,10}〔(?P<of>20\d\d)〕\d{1,5}号)[）)]"
)
_NUMBER = r"〔(?P<of>20\d\d)〕\d{1,5}号$"
_YEAR = r"(?P<year>20\d\d)(?:年|[-./])(?P<month>\d{1,2})?"


def check(context: Context) -> Iterator[Finding]:
    """Each number of another year than the day on which its document was issued."""
    for passage in context.passages_with_each(("〔20",), ("发", "布", "台", "批")):
        for match in re.finditer(_CITED, passage.text):
            if _differs(match["year"], match["month"], match["of"]):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("number")),
                    f"“{match['number']}”是{match['of']}年的文号，写的是{match['year']}年印发",
                    hint="核对年份和文号",
                    element=match["number"],
                )
    for grid in context.elements:
        if isinstance(grid, Grid):
            yield from _in_table(grid)


def _differs(year: str, month: str | None, of: str) -> bool:
    """Whether the years are not the same, nor the number of the December before."""
    return year != of and not (month in (None, "1", "01") and int(year) == int(of) + 1)


def _in_table(grid: Grid) -> Iterator[Finding]:
    heads = grid.heads()
    numbers = [n for n, head in enumerate(heads) if re.search("文号|字号", head)]
    days = [
        n
        for n, head in enumerate(heads)
        if re.search("(?:印发|发布|公布|成文|发文)(?:时间|日期)", head)
    ]
    if len(numbers) != 1 or len(days) != 1:
        return
    places = [*grid.row_places, *[grid.place("行")] * len(grid.layout)]
    for row, place in zip(grid.layout, places, strict=False):
        if len(row) <= max(numbers[0], days[0]):
            continue
        number, day = row[numbers[0]], row[days[0]]
        found = re.search(_NUMBER, number.text) if number else None
        when = re.match(_YEAR, day.text) if day else None
        if found and when and _differs(when["year"], when["month"], found["of"]):
            yield Finding(
                place,
                f"文号是{found['of']}年的，时间写的是{when['year']}年",
                hint="核对这一行的文号和时间",
                element=found[0],
            )
