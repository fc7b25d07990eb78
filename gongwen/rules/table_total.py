"""表格合计：表里的合计、小计与各行、各列的数加起来对不上。

“合计”“总计”的一行与它上面（或下面）各行的数加一遍；有“小计”的，加各个小计。“合计”的一列，别的行都是其余各列之和的，不是的那一行查得出。
比率、单价、序号、年份不加；格里不是数的一列不加。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from .. import patterns as re
from ..document.tables import Grid, TableBlock
from ..paper.amounts import plain
from ..problem import Level, Place
from . import Context, Finding

NAME = "表格合计"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
正文:
- 表:
    列: [项目, 金额]
    行: |
      场馆改造｜200
      图书购置｜150
      合计｜300
"""
RIGHT = """\
正文:
- 表:
    列: [项目, 金额]
    行: |
      场馆改造｜200
      图书购置｜150
      合计｜350
"""

_TOTAL = "(?:全[市省县区州]|本级|总)?[合总共]计(?:（.*）|数|金额)?|总[数额]|全[市省县区州年]"
_SUBTOTAL = "小计(?:（.*）)?"
_NUMBER = (
    r"(-?\d+(?:,\d{3})*(?:\.\d+)?)(?:[人名户家个所件项台套座处亩吨元米]"
    r"|万元|亿元|公里|平方米|%|％)?"
)
_NOTHING = frozenset(("", "—", "——", "-", "－", "/", "／", "0", "无"))
_NOT_ADDED = (
    "率|比值|单价|标准|均|序号|编号|年份|年度|电话|排名|名次|得分|评分"
    "|密度|备注|增[长幅减]|同比|折合"
)
_FEWEST_ROWS = 2
_LABELS = 2
"""In how many of its first columns a row may be called 合计."""


class _Row(Struct, frozen=True):
    """A row on the grid: its texts by column ("" where a cell from elsewhere covers it), and number
    from 0.
    """

    texts: Sequence[str]
    number: int

    def is_called(self, pattern: str) -> bool:
        """Whether one of its first cells says so."""
        return any(
            re.fullmatch(pattern, "".join(text.split())) for text in self.texts[:_LABELS] if text
        )


def check(context: Context) -> Iterator[Finding]:
    """Each total of a table that is not the sum of what it is the total of."""
    for element in context.elements:
        if isinstance(element, TableBlock) and len(element.grid.rows) >= _FEWEST_ROWS:
            yield from _in_table(element.grid)


def _in_table(grid: Grid) -> Iterator[Finding]:
    rows = [
        _Row(["" if cell is None else cell.text.strip() for cell in cells], number)
        for number, cells in enumerate(grid.layout)
    ]
    heads = grid.heads()
    names = (*heads, *(text for row in rows for text in row.texts[:_LABELS]))
    yield from _shares(grid, rows, heads)
    yield from _products(grid, rows, heads)
    yield from _numbers(grid, rows, heads)
    if not any(re.search(r"[合总共小]\s*计|总[数额]|全[市县省区州年]", name) for name in names):
        return
    yield from _down(grid, rows, heads)
    yield from _across(grid, rows, heads)


def _shares(grid: Grid, rows: Sequence[_Row], heads: Sequence[str]) -> Iterator[Finding]:
    """A column of rates that is the one number of the row in the other in all rows but a few."""
    for column, head in enumerate(heads):
        pair = _part_and_whole(heads) if re.search(_RATE, head) else None
        if pair is None:
            continue
        part, whole = pair
        wrong, right = [], 0
        for row in rows:
            values = [_value(row.texts[n]) for n in (part, whole)]
            rate = re.fullmatch(r"(\d+(?:\.\d+)?)[%％]?", row.texts[column])
            if None in values or rate is None or not values[1]:
                continue
            of = values[0] * 100 / values[1]  # type: ignore[operator]
            digits = len(rate[1].partition(".")[2])
            if abs(of - Decimal(rate[1])) <= Decimal(1).scaleb(-digits):
                right += 1
            else:
                wrong.append((row, of))
        if wrong and (right >= len(wrong)):
            for row, of in wrong:
                yield Finding(
                    _place(grid, row),
                    f"表的第{row.number + 1}行“{head}”写的是{row.texts[column]}，"
                    f"算出来是{plain(round(of, 1))}%",
                    hint=f"核对“{heads[part]}”“{heads[whole]}”和“{head}”",
                    element=head,
                )


_RATE = "完成率|合格率|达标率|办结率|整改率|占比|比例|覆盖率|通过率|满意率|回收率"
_COUNTED_IN = "(?:批次|件数|户数|家数|人数|个数|项数|次数|份数|套数|辆数|数量)"
"""What the head of a column of numbers ends in: 抽检批次, 合格批次."""
_PART_HEAD = "完成数?|合格数?|达标数?|办结数?|整改数?|通过数?|实际完成.*|已完成.*|回收数?|满意数?"
_WHOLE_HEAD = (
    "计划数?|任务数?|抽查数?|调查数?|送检数?|应[^，]{1,4}|总数|目标数?|目标任务|抽检数?|检查数?|受理数?"
    "|发现数?|应.*数?|计划完成.*|发放数?|参评数?"
)


def _part_and_whole(heads: Sequence[str]) -> tuple[int, int] | None:
    bare = [re.sub("[（(].*?[）)]", "", head) for head in heads]
    bare = [re.sub(f"(?<=.){_COUNTED_IN}$", "", head) for head in bare]
    parts = [n for n, head in enumerate(bare) if re.fullmatch(_PART_HEAD, head)]
    wholes = [n for n, head in enumerate(bare) if re.fullmatch(_WHOLE_HEAD, head)]
    return (parts[0], wholes[0]) if len(parts) == len(wholes) == 1 else None


def _products(grid: Grid, rows: Sequence[_Row], heads: Sequence[str]) -> Iterator[Finding]:
    """数量 × 单价 = 金额, in all rows but a few."""
    bare = [re.sub("[（(].*?[）)]", "", head) for head in heads]
    price = [n for n, head in enumerate(bare) if re.search("单价|补助标准|标准$", head)]
    money = [
        n
        for n, head in enumerate(bare)
        if re.search("金额|总价|小计|补助资金|合计|资金", head) and n not in price
    ]
    count = [
        n for n, head in enumerate(bare) if re.search("数量|面积|人数|户数|台数|套数|天数", head)
    ]
    if not (len(price) == len(money) == len(count) == 1):
        return
    known = []
    for row in rows:
        values = [_value(row.texts[n]) for n in (count[0], price[0], money[0])]
        if None not in values and not row.is_called(_TOTAL):
            known.append((row, values[0] * values[1], values[2]))  # type: ignore[operator]
    scales = {Decimal(1), Decimal(10_000), Decimal("0.0001")}
    for scale in scales:
        wrong = [(row, made) for row, made, said in known if made * scale != said]
        if wrong and len(known) >= 2 * len(wrong):
            for row, made in wrong:
                yield Finding(
                    _place(grid, row),
                    f"表的第{row.number + 1}行“{heads[money[0]]}”写的是{row.texts[money[0]]}，"
                    f"“{heads[count[0]]}”乘“{heads[price[0]]}”是{plain(made * scale)}",
                    hint="核对这三个数",
                    element=heads[money[0]],
                )
            return


def _numbers(grid: Grid, rows: Sequence[_Row], heads: Sequence[str]) -> Iterator[Finding]:
    """序号 that leaves out a number, or has one twice."""
    if not heads or "".join(heads[0].split()) not in ("序号", "编号"):
        return
    before = 0
    for row in rows:
        text = row.texts[0]
        if not re.fullmatch(r"\d{1,3}", text):
            continue
        number = int(text)
        if before and number in (before, before + 2):
            yield Finding(
                _place(grid, row),
                f"表的第{row.number + 1}行序号是“{text}”，前一个是“{before}”",
                hint="核对是漏了一行，还是写错了号",
                element="序号",
            )
            return
        before = number


def _down(grid: Grid, rows: Sequence[_Row], heads: Sequence[str]) -> Iterator[Finding]:
    """The one row of totals, at the head or at the foot, column by column."""
    totals = [row for row in rows if row.is_called(_TOTAL)]
    if len(totals) != 1 or totals[0].number not in (0, len(rows) - 1):
        return
    (total,) = totals
    parts = [row for row in rows if row is not total]
    subtotals = [row for row in parts if row.is_called(_SUBTOTAL)]
    details = [row for row in parts if row not in subtotals]
    for column, head in enumerate(heads):
        right = _value(total.texts[column]) if column < len(total.texts) else None
        if right is None or column == 0 or re.search(_NOT_ADDED, head):
            continue
        sums = [_sum(group, column) for group in (details, subtotals) if group]
        known = [each for each in sums if each is not None]
        if known and right not in known and not any(_is_rounded(right, each) for each in known):
            name = f"“{head}”" if head else f"第{column + 1}列"
            yield Finding(
                _place(grid, total),
                f"表里{name}的合计写的是{total.texts[column]}，各行加起来是{plain(known[-1])}",
                hint="核对合计和各行的数",
                element=head,
            )


def _across(grid: Grid, rows: Sequence[_Row], heads: Sequence[str]) -> Iterator[Finding]:
    """A column of totals that is the sum of the columns beside it in all rows but a few."""
    columns = [n for n, head in enumerate(heads) if re.fullmatch(_TOTAL + "|" + _SUBTOTAL, head)]
    if len(columns) != 1:
        return
    (column,) = columns
    for beside in (range(column + 1, len(heads)), range(1, column)):
        added = [n for n in beside if not re.search(_NOT_ADDED, heads[n])]
        read = [
            (row, _value(row.texts[column]), _row_sum(row, added))
            for row in rows
            if not row.is_called(_TOTAL)
        ]
        known = [each for each in read if each[1] is not None and each[2] is not None]
        wrong = [each for each in known if each[1] != each[2]]
        if len(added) > 1 and wrong and len(known) >= 2 * len(wrong):
            for row, right, found in wrong:
                if right is not None and found is not None and not _is_rounded(right, found):
                    yield Finding(
                        _place(grid, row),
                        f"表的第{row.number + 1}行“{heads[column]}”写的是{row.texts[column]}，"
                        f"各列加起来是{plain(found)}",
                        hint="核对合计和各列的数",
                        element=heads[column],
                    )
            return


def _value(text: str) -> Decimal | None:
    """The number of a cell; None where it is none."""
    match = re.fullmatch(_NUMBER, text)
    return Decimal(match[1].replace(",", "")) if match else None


def _sum(rows: Sequence[_Row], column: int) -> Decimal | None:
    """The sum of a column; None where a cell is neither a number nor empty, or too few are."""
    texts = [row.texts[column] if column < len(row.texts) else "" for row in rows]
    values = [_value(text) for text in texts]
    if any(v is None and text not in _NOTHING for v, text in zip(values, texts, strict=True)):
        return None
    numbers = [value for value in values if value is not None]
    return sum(numbers, Decimal(0)) if len(numbers) >= _FEWEST_ROWS else None


def _row_sum(row: _Row, columns: Sequence[int]) -> Decimal | None:
    cells = [_Row([row.texts[n]], 0) for n in columns if n < len(row.texts)]
    return _sum(cells, 0)


def _is_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether two sums with decimals differ by no more than rounding does."""
    finest = min(int(each.as_tuple().exponent) for each in (one, other))
    return finest < 0 and abs(one - other) <= Decimal(3).scaleb(finest)


def _place(grid: Grid, row: _Row) -> Place:
    places = grid.row_places
    return places[row.number] if row.number < len(places) else grid.place("行")
