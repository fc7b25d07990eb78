"""金额悬殊：同一个数，一处是元，一处是万元、亿元；或者几项都用万元，有一项只写了元。

“下达补助资金1200元”，附件里的合计却是1200万元；“2600万元；900元；300万元”，中间一项多半漏了“万”。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from .. import patterns as re
from ..document.tables import TableBlock
from ..document.texts import Passage
from ..problem import Level, Place
from . import Context, Finding

NAME = "金额悬殊"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
WRONG = """\
正文:
- 下达书屋补助资金1280元。
- 表:
    列: [单位, 金额]
    行:
    - [东城书屋, '700']
    - [西城书屋, '580']
    - [合计, '1280']
  单位: 万元
"""
RIGHT = """\
正文:
- 下达书屋补助资金1280万元，每家书屋补助5000元。
- 表:
    列: [单位, 金额]
    行:
    - [东城书屋, '700']
    - [西城书屋, '580']
    - [合计, '1280']
  单位: 万元
"""

_MONEY = r"(?<![\d.,])(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<unit>万亿元|亿元|万元|元)(?![/／])"
_ENTRY = rf"^[^，。；\d]{{2,24}}(?:投资|需|安排|补助|约|资金|经费)?{_MONEY}[；。]?$"
_EACH = "每|人均|标准|单价|罚款|票价|以[上下内]|低保|工资|补贴标准|收入"
_SHORTEST = 3
"""Digits of a number that is not the same by chance."""
_FEWEST = 2
_FAR = 50


class _Said(Struct, frozen=True):
    digits: str
    unit: str
    passage: Passage
    at: int


def check(context: Context) -> Iterator[Finding]:
    """Each sum whose unit is another than that of the same number elsewhere, or of its likes."""
    if "元" not in context.searched.characters:
        return
    said: dict[str, list[_Said]] = defaultdict(list)
    for passage in context.passages_with("元"):
        for match in re.finditer(_MONEY, passage.text) if passage.is_prose else ():
            before = passage.text[max(0, match.start() - 12) : match.start()]
            digits = _digits(match["figure"])
            if len(digits) >= _SHORTEST and not re.search(_EACH, before):
                said[digits].append(_Said(digits, match["unit"], passage, match.start()))
    in_tables = dict(_totals(context))
    for digits, several in said.items():
        yield from _unlike(digits, several, in_tables, context)
    for passages in context.passages_by_part:
        for is_entry, group in groupby(passages, lambda p: re.search(_ENTRY, p.text) is not None):
            if is_entry:
                yield from _odd(list(group), context)


def _digits(figure: str) -> str:
    """A number as it is to be compared: 1,280.00 is 1280; "" for a round one, such as 2000."""
    number = figure.replace(",", "")
    number = number.rstrip("0").rstrip(".") if "." in number else number
    return number if len(number.replace(".", "").rstrip("0")) >= _FEWEST else ""


def _totals(context: Context) -> Iterator[tuple[str, tuple[str, Place]]]:
    """The totals of tables whose unit is one of money."""
    for element in context.elements:
        if isinstance(element, TableBlock) and element.unit in ("元", "万元", "亿元"):
            for row in element.grid.layout:
                cells = ["" if cell is None else cell.text.strip() for cell in row]
                if cells and re.fullmatch("合计|总计|共计", cells[0]):
                    for text in cells[1:]:
                        if re.fullmatch(r"\d[\d,]*(?:\.\d+)?", text):
                            yield _digits(text), (element.unit, element.place("单位"))


def _unlike(
    digits: str,
    several: Sequence[_Said],
    in_tables: dict[str, tuple[str, Place]],
    context: Context,
) -> Iterator[Finding]:
    units = [each.unit for each in several]
    table = in_tables.get(digits)
    usual = max(set(units), key=units.count)
    for each in several:
        other = table[0] if table else usual
        if each.unit != other and (table or units.count(each.unit) < units.count(usual)):
            yield _finding(
                each.passage, each.at, f"{digits}{each.unit}", f"{digits}{other}", context
            )


def _odd(group: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """One of several lines in 元 where the others are in 万元."""
    found = [(p, m) for p in group if (m := re.search(_ENTRY, p.text))]
    odd = [(p, m) for p, m in found if m["unit"] == "元"]
    others = [m for _, m in found if m["unit"] == "万元"]
    if len(odd) == 1 and len(others) >= _FEWEST:
        passage, match = odd[0]
        value = float(match["figure"].replace(",", ""))
        if value * _FAR < min(float(m["figure"].replace(",", "")) for m in others) * 10_000:
            at = match.start("figure")
            words = f"{match['figure']}元"
            yield _finding(passage, at, words, f"{match['figure']}万元", context)


def _finding(passage: Passage, at: int, words: str, right: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"这里写的是“{words}”，像是“{right}”",
        hint="核对金额的单位；说的不是一笔钱的，不用改",
        element=words,
    )
