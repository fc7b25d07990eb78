"""责任分工表: a table that is made of the tasks of a part."""

from __future__ import annotations

from typing import Annotated, Any, Literal, get_args

from .. import patterns as re
from ..elements.bounds import MOST_COLUMNS
from ..elements.element import Element, as_mappings
from ..elements.fields import AtMost, Before, Check, MisfitError, field
from ..elements.values import RunningText, Text
from ..source.tree import Mapping, Sequence, Value

DerivedField = Literal[
    "序号", "重点任务", "主要措施", "牵头单位", "责任单位", "配合单位", "责任领导", "时限", "备注"
]
DERIVED_FIELDS: tuple[DerivedField, ...] = get_args(DerivedField)
"""What a column can show, in the order of the columns where none is named."""
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
        AtMost(MOST_COLUMNS),
        Before(_as_derived_columns, written=list[DerivedField | DerivedColumn]),
    ] = field((), key="列", description="表里的各列；不写就取用得着的各列")


class ResponsibilityTable(Element):
    """A table made from the tasks of a part."""

    derivation: Derivation = field(key="责任分工表", description="取哪里的任务，列哪几项")
    title: Text | None = field(None, key="表题", description="表上方的题目")
    note: RunningText | None = field(None, key="表注", description="表下方的注")
