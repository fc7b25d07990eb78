"""表 and 图: what stands in columns, and pictures."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, Self

from .. import patterns as re
from ..elements.bounds import MOST_COLUMNS, MOST_ROWS
from ..elements.element import Element, as_mappings, lines_of
from ..elements.faults import misfit, nearest
from ..elements.fields import AtMost, Before, Check, Either, MisfitError, field
from ..elements.shapes import is_blank
from ..elements.values import AnyText, Count, Flag, RunningText, Text, one_or_many
from ..paper.joined_cells import ABOVE, LEFT
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import MISFIT
from ..source.tree import Mapping, Sequence
from .table_layout import GridFault, Layout, PlacedCell, join_equal, lay_out, width_of
from .values import Length, Share
from .withholding import withheld_field

Alignment = Literal["左", "中", "右", "小数点"]


def _as_columns(value: Any) -> Any:
    return as_mappings(value, "头")


class Column(Element):
    """A table column: a head, with columns beneath where the header has more levels."""

    head: AnyText = field(key="头", description="列名，可以是空的 ''")
    below: ColumnList = field((), key="下", description="下一层的列，如 [计划数, 完成数]")
    alignment: Alignment | None = field(
        None, key="对齐", description="这一列（连同下层）的对齐；不写的，数字和短的居中，其他居左"
    )

    @classmethod
    def as_list(cls, text: str) -> str:
        """How to write column heads that were typed in one line."""
        heads = re.split(r"\s*[、，,|｜\t]\s*|\s+", text.strip())
        return f"写成：[{', '.join(heads)}]" if len(heads) > 1 else ""

    def leaves(self, alignment: Alignment | None = None) -> Iterator[Column]:
        """The columns of the grid beneath it, left to right, or itself; `alignment` is what those
        above it say.
        """
        alignment = self.alignment or alignment
        for column in self.below:
            yield from column.leaves(alignment)
        if not self.below:
            yield self if alignment == self.alignment else self.copy(alignment=alignment)


ColumnList = Annotated[
    tuple[Column, ...],
    AtMost(MOST_COLUMNS),
    Before(_as_columns, written=list[str | Column]),
]


def head_layout(columns: abc.Sequence[Column]) -> Layout:
    """The heads of nested columns on the grid: one over others reaches over them, one over none
    down to the last row.
    """
    depth = max(map(_depth, columns), default=0)
    rows: list[list[PlacedCell | None]] = [[] for _ in range(depth)]

    def put(column: Column, level: int) -> None:
        wide = len(list(column.leaves()))
        deep = 1 if column.below else depth - level
        start = len(rows[level])
        for row in rows[level : level + deep]:
            row.extend([None] * wide)
        rows[level][start] = PlacedCell(column.head, wide, deep, literal=True)
        for child in column.below:
            put(child, level + 1)

    for column in columns:
        put(column, 0)
    return tuple(map(tuple, rows))


def _depth(column: Column) -> int:
    return 1 + max(map(_depth, column.below), default=0)


def _at_least_one(count: int) -> int:
    if count < 1:
        raise MisfitError("至少是1")
    return count


def _height(text: str) -> str:
    if not re.fullmatch(r"0*[1-9]\d*(\.\d+)?(行|mm|毫米)", text, re.ASCII):
        raise MisfitError("要写高度", "写成 3行 或 30毫米", told=True)
    return text


class TableCell(Element):
    """A cell that reaches over others, or stands otherwise than its column."""

    text: Annotated[
        str | tuple[str, ...], Either(one_or_many, {"one": AnyText, "many": tuple[AnyText, ...]})
    ] = field(
        "",
        key="文",
        description="格里的文字，几段的写成列表；留着填写的，不写这一项",
        empty_says=True,
    )
    columns: Annotated[Count, Check(_at_least_one)] = field(
        1, key="跨列", description="从左到右占几列"
    )
    rows: Annotated[Count, Check(_at_least_one)] = field(
        1, key="跨行", description="从上到下占几行"
    )
    alignment: Literal["左", "中", "右", "左上", "右下"] | None = field(
        None, key="对齐", description="这一格的对齐；签字盖章的写右下"
    )
    height: Annotated[Text, Check(_height)] | None = field(
        None, key="高", description="最少多高，如 4行、30毫米"
    )

    def placed(self) -> PlacedCell:
        """The cell as it is laid on the grid; signs in it join nothing."""
        return PlacedCell(
            _in_one(self.text),
            self.columns,
            self.rows,
            self.alignment or "",
            self.height or "",
            literal=True,
        )


def _in_one(text: str | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else "\n".join(text)


def _form_of_cell(value: Any) -> str:
    return "cell" if isinstance(value, Mapping) else one_or_many(value)


_CELL_FORMS = {"one": AnyText, "many": tuple[AnyText, ...], "cell": TableCell}
CellTyped = Annotated[
    str | tuple[str, ...] | TableCell,
    Either(_form_of_cell, _CELL_FORMS),
    Before(lambda cell: "" if cell is None else cell),
]
"""A text, its paragraphs as a list, or a cell with more to it."""

Cells = Annotated[tuple[CellTyped, ...], AtMost(MOST_COLUMNS)]


def as_rows(value: Any) -> Any:
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


class Grid(Element):
    """表: the columns and rows of a table."""

    columns: ColumnList = field(
        (), key="列", at_least=1, unless="表头", description="各列的名称；有“表头: 无”的可以不写"
    )
    rows: Annotated[
        tuple[Cells, ...], AtMost(MOST_ROWS), Before(as_rows, written=str | list[Cells])
    ] = field(key="行", description="列表，或｜分隔的文本，或数据文件名（.csv、.xlsx）")
    header: Literal["无"] | None = field(
        None, key="表头", description="写“无”就没有表头，如审批表；列名不印"
    )
    merged: Annotated[tuple[Text, ...], AtMost(MOST_COLUMNS)] = field(
        (), key="合并", description="上下相同的格要合并的列"
    )
    widths: Annotated[tuple[Share, ...], AtMost(MOST_COLUMNS)] | None = field(
        None, key="宽", description="各列宽度之比"
    )

    _row_places: tuple[Place, ...] = ()
    _layout: Layout = ()

    @classmethod
    def from_lines(cls, text: str) -> str:
        """How to write a table that was pasted as it is."""
        first, *others = _split_lines([line for line in text.splitlines() if not is_blank(line)])
        if len(first) < 2 or not others:
            return ""
        return (
            f"“表:”后面不写“|”，第一行换成“列: [{', '.join(first)}]”，再加一行“行: |”，"
            f"其余{len(others)}行放在它下面，多缩进两格"
        )

    @property
    def row_places(self) -> tuple[Place, ...]:
        """Where each row was typed; nothing where they are a file's."""
        return self._row_places

    @property
    def layout(self) -> Layout:
        """The cells on the grid, those of 合并 joined; nothing where they do not fit."""
        return self._layout

    @property
    def is_headless(self) -> bool:
        """Whether no head row is printed."""
        return self.header is not None

    def leaves(self) -> tuple[Column, ...]:
        """The columns of the grid, left to right; those of a table that names none are nameless."""
        named = tuple(leaf for column in self.columns for leaf in column.leaves())
        return named or (Column.made(self.place("行"), head=""),) * self._count()

    def heads(self) -> tuple[str, ...]:
        """Their names."""
        return tuple(leaf.head for leaf in self.leaves())

    def _count(self) -> int:
        """How many columns there are where none is named: as many as 宽 has numbers, else as the
        first row takes.
        """
        return len(self.widths or ()) or (width_of(placed_row(self.rows[0])) if self.rows else 0)

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Rows, merged columns and widths that do not fit the columns."""
        leaves = self.leaves()
        if len(leaves) > MOST_COLUMNS:
            message = f"表有{len(leaves)}列，最多{MOST_COLUMNS}列"
            yield misfit(data.places.get("列", data.place), message, "分成几个表")
            return
        heads = tuple(leaf.head for leaf in leaves)
        places = _row_places(data["行"], data.places["行"])
        self._row_places = tuple(places)
        faults = self._lay_out()
        for fault in faults:
            place = places[fault.row] if fault.row < len(places) else data.places["行"]
            yield misfit(place, fault.message, fault.hint)
        yield from self._half_width(places, data.places["行"])
        for index, name in enumerate(self.merged):
            if name not in heads:
                near = nearest(name, heads)
                hint = f"是不是“{near}”" if near else f"表的列有：{'、'.join(heads)}"
                if not any(heads):
                    hint = f"表没有写列名：在“列”里写上，或在下面的格里写“{ABOVE}”"
                yield misfit(
                    _item_place(data, "合并", index), f"“合并”里的“{name}”不是表的一列", hint
                )
        if self.widths is not None and len(self.widths) != len(heads):
            yield misfit(
                data.places["宽"],
                f"“宽”写了{len(self.widths)}个数，表有{len(heads)}列",
                "每列写一个数，是各列宽度之比",
            )

    def _lay_out(self) -> list[GridFault]:
        leaves = self.leaves()
        layout, faults = lay_out([placed_row(row) for row in self.rows], len(leaves))
        self._layout = join_equal(layout, [leaf.head in self.merged for leaf in leaves])
        return faults

    def laid_out_anew(self) -> Self:
        """The same grid, of which texts were changed, with its cells laid out as these are."""
        made = self.copy()
        made._lay_out()
        return made

    def _half_width(self, places: list[Place], otherwise: Place) -> Iterator[Problem]:
        """Half-width signs that stand alone, and most likely mean those that join."""
        for number, row in enumerate(self.rows):
            for index, cell in enumerate(row):
                if isinstance(cell, str) and cell in _HALF_WIDTH:
                    place = places[number] if number < len(places) else otherwise
                    message = f"表的第{number + 1}行第{index + 1}格是半角的“{cell}”，照印"
                    meant = _HALF_WIDTH[cell]
                    side = "左边" if meant == LEFT else "上面"
                    hint = (
                        f"要与{side}一格合并，写全角的“{meant}”；就是要印的，写成 {{文: '{cell}'}}"
                    )
                    yield problem_at(place, MISFIT, Level.WARNING, message, hint=hint)


_HALF_WIDTH = {"<": LEFT, "^": ABOVE}


def placed_row(row: Iterable[str | tuple[str, ...] | TableCell]) -> list[PlacedCell]:
    """The cells of a row, as they are laid on the grid."""
    return [
        cell.placed() if isinstance(cell, TableCell) else PlacedCell(_in_one(cell)) for cell in row
    ]


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
    note: RunningText | None = field(None, key="表注", description="表下方的注")
    withheld: Flag = withheld_field()


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
    withheld: Flag = withheld_field()
