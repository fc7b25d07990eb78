"""表格分类：正文说某一类有几个，表里写着这一类的不是几行；名次、等次与得分对不上；“第几天”跳号。

“优秀2个、良好3个”，表里写“良好”的只有两行；“第3名”的得分比“第4名”低；90分以上为优秀，85分却写了优秀，都核对。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from .. import patterns as re
from ..document.tables import Grid
from ..paper.amounts import FIGURE, read_count
from ..paper.characters import HAN
from ..problem import Level, Place
from . import Context, Finding

NAME = "表格分类"
LEVEL = Level.WARNING
BASIS = "正文和表格要一致"
WRONG = """\
正文:
- 考核结果：优秀1个、良好2个。
- 表:
    列: [名次, 单位, 得分, 等次]
    行:
    - ['1', 东湖区, '94', 优秀]
    - ['2', 西山区, '92', 优秀]
    - ['3', 南桥区, '82', 良好]
"""
RIGHT = """\
正文:
- 考核结果：优秀1个、良好2个。
- 表:
    列: [名次, 单位, 得分, 等次]
    行:
    - ['1', 东湖区, '94', 优秀]
    - ['2', 西山区, '86', 良好]
    - ['3', 南桥区, '82', 良好]
"""

_COUNT = r"(?P<count>\d{1,3})(?:[个名家天所处项件座条部户人场次]|课时)"
_RANKS = "^(?:名次|排名|位次|排序)$"
_SCORES = "得分|分数|总分|评分|成绩|分值"
_FROM = rf"(?P<low>{FIGURE})分(?:[（(]含[^（）()]*[）)])?(?:及)?以上"
_BELOW = rf"(?:不满|不足|低于|以下|未达到)?(?P<high>{FIGURE})分"
_GRADE = (
    rf"(?:{_FROM}[^，。；为]{{0,16}}|(?:不满|不足|低于){FIGURE}分(?:的)?|{FIGURE}分以下(?:的)?)"
    rf"(?:的)?(?:，)?(?:评?定?为|是|属于|确定为)“?(?P<name>{HAN}{{2,3}})”?(?=[，。；、等]|$)"
)
_NTH = (
    r"第(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<of>[天日期批周组场次轮节阶站课讲单元]{1,2})"
)
_FEWEST, _MOST_VALUES, _LONGEST_VALUE = 3, 8, 6


def check(context: Context) -> Iterator[Finding]:
    """Each table that its own columns, or the text, contradict."""
    for grid in (each for each in context.elements if isinstance(each, Grid)):
        rows = [tuple("" if c is None else c.text.strip() for c in row) for row in grid.layout]
        heads = grid.heads()
        if len(rows) < _FEWEST or any(len(row) != len(heads) for row in rows):
            continue
        places = [*grid.row_places, *[grid.place("行")] * len(rows)][: len(rows)]
        columns = [tuple(row[n] for row in rows) for n in range(len(heads))]
        yield from _counted(columns, grid.place("行"), context)
        yield from _ranked(heads, columns, places)
        yield from _graded(heads, columns, places, context)
        for column in columns:
            yield from _numbered(column, places)


def _counted(
    columns: Sequence[tuple[str, ...]], place: Place, context: Context
) -> Iterator[Finding]:
    """优秀2个、良好3个, beside a column that has the one twice and the other twice too."""
    for column in columns:
        tally = Counter(each for each in column if each)
        if not _FEWEST - 1 <= len(tally) <= _MOST_VALUES or tally.most_common(1)[0][1] == 1:
            continue
        if any(len(each) > _LONGEST_VALUE or re.search(r"\d", each) for each in tally):
            continue
        first, *_ = tally
        for passage in context.passages_with(first):
            if not passage.is_prose:
                continue
            said = {
                value: int(match["count"])
                for value in tally
                if (match := re.search(f"{re.escape(value)}(?:的)?(?:有)?{_COUNT}", passage.text))
            }
            if len(said) < _FEWEST - 1 or len(said) < len(tally) - 1:
                continue
            astray = [value for value, count in said.items() if tally[value] != count]
            if not astray or sum(abs(tally[v] - said[v]) for v in astray) > _FEWEST:
                continue
            at = passage.text.index(astray[-1])
            listed = "、".join(f"“{value}”{tally[value]}行" for value in astray)
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"正文写{'、'.join(f'“{v}”{said[v]}' for v in astray)}，第{place.line}行"
                f"的表里{listed}",
                hint="核对正文的数和表里的各行",
                element=astray[-1],
            )
            return


def _figures(column: Sequence[str]) -> list[Decimal] | None:
    """The numbers of a column; None where a cell has none."""
    if not all(re.fullmatch(rf"{FIGURE}分?", each) for each in column):
        return None
    return [Decimal(each.rstrip("分").replace(",", "")) for each in column]


def _ranked(
    heads: Sequence[str], columns: Sequence[tuple[str, ...]], places: Sequence[Place]
) -> Iterator[Finding]:
    """A rank whose score is below that of the next."""
    ranks = next((c for h, c in zip(heads, columns, strict=True) if re.search(_RANKS, h)), None)
    scores = [c for h, c in zip(heads, columns, strict=True) if re.search(_SCORES, h)]
    order, values = _figures(ranks or ("",)), _figures(scores[0]) if len(scores) == 1 else None
    if order is None or values is None or sorted(order) != order:
        return
    astray = [n for n, (one, other) in enumerate(pairwise(values)) if other > one]
    if len(astray) == 1:
        row = astray[0]
        yield Finding(
            places[row],
            f"第{order[row]}名的得分{scores[0][row]}，比下一名的{scores[0][row + 1]}低",
            hint="核对名次和得分",
            element=scores[0][row],
        )


def _graded(
    heads: Sequence[str],
    columns: Sequence[tuple[str, ...]],
    places: Sequence[Place],
    context: Context,
) -> Iterator[Finding]:
    """82分 is 优秀, where the text says that takes 90."""
    scores = [c for h, c in zip(heads, columns, strict=True) if re.search(_SCORES, h)]
    values = _figures(scores[0]) if len(scores) == 1 else None
    if values is None:
        return
    least: dict[str, Decimal] = {}
    for passage in context.passages_with_each(("分以上", "分及以上"), ("为", "是", "属于")):
        for match in re.finditer(_GRADE, passage.text):
            least[match["name"]] = Decimal(match["low"]) if match["low"] else Decimal(0)
    grades = next((c for c in columns if len(least) > 1 and set(c) <= set(least)), None)
    for place, grade, value in zip(places, grades or (), values, strict=False):
        reached = [name for name, low in least.items() if low <= value]
        best = max(reached, key=lambda name: least[name], default=grade)
        if best != grade:
            yield Finding(
                place,
                f"得分{value}写的是“{grade}”，照正文的标准应当是“{best}”",
                hint="核对得分和等次",
                element=grade,
            )


def _numbered(column: Sequence[str], places: Sequence[Place]) -> Iterator[Finding]:
    """第3天, 第5天, 第5天 down a column."""
    found = [re.fullmatch(_NTH, cell) for cell in column]
    if not all(found) or len({each["of"] for each in found if each}) != 1:
        return
    numbers = [read_count(each["n"]) or 0 for each in found if each]
    for row, (one, other) in enumerate(pairwise(numbers)):
        if other not in (one, one + 1) or (other == one and _jumps(numbers)):
            at = row + 1
            yield Finding(
                places[at],
                f"“{column[row]}”下面是“{column[at]}”",
                hint="核对是第几" + (found[0]["of"] if found[0] else ""),
                element=column[at],
            )
            return


def _jumps(numbers: Sequence[int]) -> bool:
    """Whether a number is left out somewhere."""
    return any(other > one + 1 for one, other in pairwise(numbers))
