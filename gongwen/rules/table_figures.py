"""正文与表格：正文里的数、日期，与表格里同一项的对不上。

“东湖县3个”，表里东湖县的一行写的是4；“绿化覆盖率达到40%”，表里是42%；“共安排250万元，见下表”，表的合计是260，都核对。
行的名称就写在数的前面，单位相同，才算是一项。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.tables import TableBlock
from ..document.texts import Passage
from ..paper.amounts import Amount, amounts_in
from ..paper.dates import dates_in
from ..problem import Level, Place
from . import Context, Finding

NAME = "正文与表格"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
WRONG = """\
正文:
- 今年新建社区书屋5家，其中东城区3家、西城区2家，分配情况见下表。
- 表:
    列: [区, 新建书屋（家）]
    行:
    - [东城区, 3]
    - [西城区, 4]
"""
RIGHT = """\
正文:
- 今年新建社区书屋5家，其中东城区3家、西城区2家，分配情况见下表。
- 表:
    列: [区, 新建书屋（家）]
    行:
    - [东城区, 3]
    - [西城区, 2]
"""

_LINKS = (
    r"(?:[为是有共约达：:的]|达到|安排|投入|完成|新建|建设|提高到"
    r"|不低于|不少于|以上|预计|计划|拟|将|至|到|于|在)*$"
)
_TOTAL = "(?:全[市省县区州])?[合总共]计.{0,4}|总[数额]|全[市县省区州]"
_SEE = "[见如附](?:.{0,8})?表|如下|附件"
_SHORTEST_LABEL = 2
_METRIC = "[率量数额值比]$|人口|收入|面积|里程|产值"


class _Cell(Struct, frozen=True):
    """A number of a table: what its row and its column are called, and what it counts."""

    label: str
    head: str
    amount: Amount
    place: Place
    is_total: bool

    @property
    def noun(self) -> str:
        """What the column is of, without its unit and year."""
        return re.sub(r"[（(].*?[）)]|\d{4}年(?:度)?|计划|目标|新增|合计|数$", "", self.head)


def check(context: Context) -> Iterator[Finding]:
    """Each number or date of the running text that a table has otherwise."""
    blocks = [each for each in context.elements if isinstance(each, TableBlock)]
    if not blocks:
        return
    prose = [p for p in context.passages if p.is_prose and re.search(r"\d", p.text)]
    for block in blocks:
        cells = list(_cells(block))
        if cells:
            for passage in prose:
                yield from _in_text(passage, cells, context)
        yield from _dates(block, prose, context)


def _texts(block: TableBlock) -> Iterator[tuple[list[str], Place]]:
    grid = block.grid
    places = [*grid.row_places, *[grid.place("行")] * len(grid.rows)]
    for row, place in zip(grid.layout, places, strict=False):
        yield ["" if cell is None else cell.text.strip() for cell in row], place


def _cells(block: TableBlock) -> Iterator[_Cell]:
    heads = block.grid.heads()
    for texts, place in _texts(block):
        label = next(
            (text for text in texts[:2] if text and not re.search(r"^[\d.、%]+$", text)), ""
        )
        for head, text in zip(heads, texts, strict=False):
            unit = _unit(head, block.unit or "")
            match = re.fullmatch(r"(\d+(?:,\d{3})*(?:\.\d+)?)([^\d]{0,5})", text)
            if (
                match
                and len(label) >= _SHORTEST_LABEL
                and not re.search("序号|编号|年份|电话", head)
            ):
                found = amounts_in(text if match[2] else f"{text}{unit}")
                if len(found) == 1 and found[0].counts:
                    total = bool(re.fullmatch(_TOTAL, label))
                    yield _Cell(label, head, found[0], place, total)


def _unit(head: str, whole: str) -> str:
    match = re.search(r"[（(]([^（()）]{1,6})[）)]", head)
    return match[1] if match else whole


def _in_text(passage: Passage, cells: Sequence[_Cell], context: Context) -> Iterator[Finding]:
    text = passage.text
    labels = {cell.label for cell in cells if cell.label in text}
    announced = bool(re.search(_SEE, text)) and any(cell.is_total for cell in cells)
    if not (labels or announced):
        return
    for amount in amounts_in(text):
        if amount.rough or not amount.counts:
            continue
        start = max(text.rfind(sign, 0, amount.start) for sign in "。；") + 1
        before = text[start : amount.start]
        clause = re.split("[，：、（]", before)[-1]
        same = [cell for cell in cells if cell.amount.counts == amount.counts]
        near = [cell for cell in same if _is_label_of(cell, before)]
        if not near and announced and re.search("共|总|合计", clause):
            near = [c for c in same if c.is_total and len(c.noun) > 1 and c.noun in before]
            if not near and re.search("总投资|总经费|总金额|投资总额|资金总额", clause):
                near = [
                    c for c in same if c.is_total and re.search("[合总]计|金额|投资|资金", c.head)
                ]
        year = re.search(r"(?:19|20)\d\d(?=年)", before)
        if year and any(re.search(r"(?:19|20)\d\d", cell.head) for cell in near):
            near = [cell for cell in near if year[0] in cell.head]
        if not near or any(_is_same(cell.amount, amount) for cell in near):
            continue
        if len(near) > 1:
            continue
        cell = near[0]
        if not (cell.is_total or re.search(_METRIC, cell.label) or cell.noun[-2:] in text[start:]):
            continue
        yield Finding(
            context.spot(passage.place, text, amount.start),
            f"正文写的是“{clause}{amount.written}”，第{cell.place.line}行的表里“{cell.label}”是{cell.amount.written}",
            hint="核对哪一处对",
            element=amount.written,
        )


def _is_label_of(cell: _Cell, before: str) -> bool:
    bare = re.sub(_LINKS, "", before)
    return bare.endswith(cell.label) and not cell.is_total


def _is_same(one: Amount, other: Amount) -> bool:
    """Whether two numbers are the same, or one is the other rounded."""
    return (
        abs(one.value - other.value) <= max(one.step, other.step) / 2
        if (one.has_decimals or other.has_decimals or one.step != other.step)
        else one.value == other.value
    )


def _dates(block: TableBlock, prose: Sequence[Passage], context: Context) -> Iterator[Finding]:
    """A row whose one date is not that which the text has right behind the name of the row."""
    for texts, place in _texts(block):
        label = next(
            (text for text in texts[:3] if len(text) > 3 and not re.search(r"\d", text)), ""
        )
        dated = [dates for text in texts if text != label and (dates := dates_in(text))]
        if not label or len(dated) != 1 or len(dated[0]) != 1:
            continue
        (date,) = dated[0]
        for passage in prose:
            at = passage.text.find(label)
            if at < 0:
                continue
            rest = re.split("[，。；]", passage.text[at + len(label) :], maxsplit=1)[0]
            said = dates_in(rest)
            if len(said) != 1 or said[0].start > 6 or not said[0].month or not date.month:
                continue
            if (said[0].month, said[0].day) != (date.month, date.day):
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"“{label}”正文写的是“{said[0].written}”，第{place.line}行的表里是“{date.written}”",
                    hint="核对哪一处对",
                    element=label,
                )
