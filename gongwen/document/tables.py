"""表, 责任分工表 and 图: what stands in columns, and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from ..elements.element import Element, as_mappings, lines_of
from ..elements.faults import misfit, nearest
from ..elements.fields import Before, Check, MisfitError, field
from ..elements.shapes import is_blank
from ..elements.values import AnyText, Text
from ..problem import Place, Problem
from ..source.tree import Mapping, Sequence, Value
from .values import Length, Share


class Column(Element):
    """A table column: a head, with columns beneath where the header has two levels."""

    head: Text = field(key="头", description="列名")
    below: tuple[Text, ...] = field((), key="下", description="下一层的列名，如 [计划数, 完成数]")


Cells = tuple[Annotated[AnyText, Before(lambda cell: "" if cell is None else cell)], ...]


def _as_rows(value: Any) -> Any:
    """Lines of ｜-separated cells as rows, in one text or as items of a list."""
    if isinstance(value, str) and not is_blank(value):
        return _split_lines([line for line in value.splitlines() if not is_blank(line)])
    if isinstance(value, Sequence):
        texts = [item for item in value if isinstance(item, str) and not is_blank(item)]
        split = iter(_split_lines(texts, keep_rules=True))
        rows: list[Any] = [next(split) if item in texts else item for item in value]
        return Sequence(rows, value.place, value.places)
    return value


def _split_lines(lines: list[str], *, keep_rules: bool = False) -> list[list[str]]:
    """The cells of each line. Bars at both ends of every line enclose it; they part no cells.
    A text pasted from a sheet has tabs for bars. A line of dashes between bars is a rule.
    """
    bars = [line.strip().replace("|", "｜") for line in lines]
    if not any("｜" in line for line in bars):
        bars = [line.strip(" \u3000").replace("\t", "｜") for line in lines]
    if not keep_rules:
        bars = [line for line in bars if not re.fullmatch(r"[｜:\-\s]*-[｜:\-\s]*", line)]
    if all(len(line) > 1 and line[0] == line[-1] == "｜" for line in bars):
        bars = [line[1:-1] for line in bars]
    return [[cell.strip() for cell in line.split("｜")] for line in bars]


def _as_columns(value: Any) -> Any:
    return as_mappings(value, "头")


class Grid(Element):
    """表: the columns and rows of a table."""

    columns: Annotated[tuple[Column, ...], Before(_as_columns, written=list[str | Column])] = field(
        key="列", at_least=1, description="各列的名称"
    )
    rows: Annotated[tuple[Cells, ...], Before(_as_rows, written=str | list[list[str]])] = field(
        key="行", description="列表，或｜分隔的文本，或数据文件名（.csv、.xlsx）"
    )
    merged: tuple[Text, ...] = field((), key="合并", description="上下相同的格要合并的列")
    widths: tuple[Share, ...] | None = field(None, key="宽", description="各列宽度之比")

    _row_places: tuple[Place, ...] = ()

    @property
    def row_places(self) -> tuple[Place, ...]:
        """Where each row was typed; nothing where they are a file's."""
        return self._row_places

    def heads(self) -> tuple[str, ...]:
        """The names of the grid columns, left to right."""
        return tuple(name for column in self.columns for name in (column.below or (column.head,)))

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Rows, merged columns and widths that do not fit the columns."""
        heads = self.heads()
        places = _row_places(data["行"], data.places["行"])
        self._row_places = tuple(places)
        for number, (row, place) in enumerate(zip(self.rows, places, strict=False), 1):
            if len(row) != len(heads):
                shown = "｜".join(row)
                shown = shown[:20] + "……" if len(shown) > 22 else shown
                yield misfit(
                    place,
                    f"表的第{number}行（{shown}）有{len(row)}格，表有{len(heads)}列",
                    "空着的格也要占一格：列表里写 ''，｜分隔的文本里两个｜之间留空"
                    if len(row) < len(heads)
                    else "删掉多出来的格，或在“列”里补上列名",
                )
        for index, name in enumerate(self.merged):
            if name not in heads:
                near = nearest(name, heads)
                hint = f"是不是“{near}”" if near else f"表的列有：{'、'.join(heads)}"
                yield misfit(
                    _item_place(data, "合并", index), f"“合并”里的“{name}”不是表的一列", hint
                )
        if self.widths is not None and len(self.widths) != len(heads):
            yield misfit(
                data.places["宽"],
                f"“宽”写了{len(self.widths)}个数，表有{len(heads)}列",
                "每列写一个数，是各列宽度之比",
            )


def _row_places(rows: object, place: Place) -> list[Place]:
    if isinstance(rows, str):
        lines = lines_of(rows, place)
        kept = zip(lines, lines.places, strict=True)
        return [
            spot for line, spot in kept if not re.fullmatch(r"[｜|:\-\s]*-[｜|:\-\s]*", str(line))
        ]
    return rows.places if isinstance(rows, Sequence) else []


def _item_place(data: Mapping, key: str, index: int) -> Place:
    value = data[key]
    return value.places[index] if isinstance(value, Sequence) else data.places[key]


class TableBlock(Element):
    """表 with its title, unit of measure and note."""

    grid: Grid = field(key="表", description="列和行")
    title: Text | None = field(None, key="表题", description="表上方的题目")
    unit: Text | None = field(None, key="单位", description="表右上方的计量单位，如 万元")
    note: Text | None = field(None, key="表注", description="表下方的注")


DerivedField = Literal[
    "序号", "重点任务", "主要措施", "牵头单位", "责任单位", "配合单位", "责任领导", "时限", "备注"
]
_FIELD_OF_HEAD = {"完成时限": "时限", "措施": "主要措施", "任务": "重点任务"}


class DerivedColumn(Element):
    """A column of a derived table: its head, and the field it shows."""

    head: Text = field(key="头", description="印出来的列名")
    field: DerivedField = field(key="取", description="取任务的哪一项")


def _as_derived_columns(value: Any) -> Any:
    """Columns by name alone show the field of that name."""
    if not isinstance(value, Sequence):
        return value
    columns: list[Value] = []
    for item in as_mappings(value, "头"):
        head = item.get("头") if isinstance(item, Mapping) else None
        if isinstance(head, str) and "取" not in item:
            field = _FIELD_OF_HEAD.get(head.strip(), head.strip())
            places = {**item.places, "取": item.places["头"]}
            columns.append(Mapping({**item, "取": field}, item.place, places, places))
        else:
            columns.append(item)
    return Sequence(columns, value.place, value.places)


def _source(text: str) -> str:
    if not re.fullmatch(r"正文|(印发件|附件)([1-9]\d?)?", text, re.ASCII):
        raise MisfitError("只能写正文、印发件、附件，或带序号", "如：附件2", told=True)
    return text


class Derivation(Element):
    """责任分工表: which part its tasks come from, and its columns."""

    source: Annotated[Text, Check(_source)] = field(
        "正文", key="取自", description="印发件、正文或附件1"
    )
    columns: Annotated[
        tuple[DerivedColumn, ...],
        Before(_as_derived_columns, written=list[DerivedField | DerivedColumn]),
    ] = field((), key="列", description="表里的各列；不写就取用得着的各列")


class ResponsibilityTable(Element):
    """A table made from the tasks of a part."""

    derivation: Derivation = field(key="责任分工表", description="取哪里的任务，列哪几项")
    title: Text | None = field(None, key="表题", description="表上方的题目")
    note: Text | None = field(None, key="表注", description="表下方的注")


class Figure(Element):
    """图: a picture file."""

    file: Text = field(key="图", description="图片的文件名")
    caption: Text | None = field(None, key="图题", description="图下方的题目")
    description: Text | None = field(
        None, key="替代文字", description="说给看不见图的人听的话；不写就用图题"
    )
    width: Length | None = field(
        None, key="宽", description="图的宽度；不写就按图片本身，不超过版心"
    )
