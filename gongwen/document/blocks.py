"""The blocks of a 正文, as design's content model lists them. Field aliases are the YAML keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, PrivateAttr, Tag

from ..problem import Place
from ..source import Mapping, Sequence
from .element import Element
from .values import AnyMoment, AnyText, Flag, Length, Moment, Text, Units


class Prose(Element):
    """Plain text of a 正文: pasted paper text while it is raw, one paragraph once arranged."""

    text: Text

    @classmethod
    def at(cls, text: str, place: Place) -> Prose:
        prose = cls(text=text)
        prose._place = place
        return prose


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What a pasted line said of itself: the level of its marker (from 1) and its number."""

    level: int
    number: int


class Responsibility(Element):
    """Who does something, and by when: shared by 任务 and 节."""

    lead_units: Units | None = Field(None, alias="牵头单位")
    responsible_units: Units | None = Field(None, alias="责任单位")
    supporting_units: Units | None = Field(None, alias="配合单位")
    leader: Text | None = Field(None, alias="责任领导")
    deadline: Text | None = Field(None, alias="时限", description="2027-12 或任何文字")


class Section(Responsibility):
    """节: a numbered heading and what stands under it; `run_in` runs in after the heading."""

    title: Text = Field(alias="节")
    run_in: Text | None = Field(None, alias="接排")
    numbering: Literal["无"] | None = Field(None, alias="编号")
    short_name: Text | None = Field(None, alias="简名", description="在责任分工表中的名称")
    body: Body = Field((), alias="正文")

    _typed: TypedNumber | None = PrivateAttr(default=None)


class LeadSentence(Element):
    """领句: an unnumbered paragraph whose first sentence is bold."""

    sentence: Text = Field(alias="领句")
    run_in: Text = Field(alias="接排")


class Item(Element):
    """One numbered paragraph of 条目, with 条目 of its own beneath."""

    text: Text = Field(alias="文")
    items: ItemList = Field((), alias="条目")

    _typed: TypedNumber | None = PrivateAttr(default=None)


def _as_items(value: Any) -> Any:
    return _wrap(value, "文")


def _wrap(value: Any, key: str) -> Any:
    """Each text of a list as a mapping `{key: text}` that keeps the text's place."""
    if not isinstance(value, Sequence):
        return value
    items: list[Any] = []
    for item, place in zip(value, value.places, strict=True):
        if isinstance(item, str):
            items.append(Mapping({key: item}, place, {key: place}, {key: place}))
        else:
            items.append(item)
    return items


class Items(Element):
    """条目: numbered paragraphs in the body face."""

    items: ItemList = Field(alias="条目", min_length=1)
    marker: Text | None = Field(None, alias="序号", description="如 1. 或 （一）；缺省为下一层次")


class Target(Element):
    """目标 of a task: a fact for ledgers, not printed by itself."""

    text: Text | None = Field(None, alias="文")
    indicator: Text | None = Field(None, alias="指标")
    value: Text | None = Field(None, alias="数值")
    due: AnyMoment | None = Field(None, alias="期限")


class Task(Responsibility):
    """任务: one task, numbered at the next level."""

    text: Text = Field(alias="任务")
    content: Text | None = Field(None, alias="内容", description="写了内容，任务就是领句")
    targets: Annotated[tuple[Target, ...], BeforeValidator(lambda value: _wrap(value, "文"))] = (
        Field((), alias="目标")
    )
    measure: Text | None = Field(None, alias="措施", description="在责任分工表中的写法")
    remark: Text | None = Field(None, alias="备注")
    numbering: Literal["无"] | None = Field(None, alias="编号")


class Person(Element):
    """A person of a roster. Typed as `王刚 市政府副市长`, or as a mapping."""

    name: Text = Field(alias="姓名")
    post: AnyText = Field("", alias="职务")


def split_person(text: str) -> tuple[str, str]:
    """“杨 洋 市教育局局长” is 杨洋 and 市教育局局长: a first character that stands alone is a surname
    typed apart from a given name of one character.
    """
    words = text.split()
    if len(words) > 2 and len(words[0]) == 1 and len(words[1]) == 1:
        words[:2] = [words[0] + words[1]]
    elif len(words) == 2 and len(words[0]) == 1 and len(words[1]) == 1:
        words = [words[0] + words[1]]
    name, *post = words
    if post and post[0].startswith(("（", "(")) and post[0].endswith(("）", ")")):
        name += post.pop(0)
    return name, " ".join(post)


def _as_people(value: Any) -> Any:
    if not isinstance(value, Sequence):
        return value
    people: list[Any] = []
    for item, place in zip(value, value.places, strict=True):
        if isinstance(item, str) and item.strip():
            name, post = split_person(item)
            places = {"姓名": place, "职务": place}
            people.append(Mapping({"姓名": name, "职务": post}, place, places, places))
        else:
            people.append(item)
    return people


People = Annotated[
    tuple[Person, ...], BeforeValidator(_as_people, json_schema_input_type=list[str | Person])
]


class RoleGroup(Element):
    """A group of people within a role."""

    name: Text = Field(alias="组")
    people: People = Field(alias="人员")


class Role(Element):
    """A role of a roster: people, groups of people, or units with a tail."""

    name: Text = Field(alias="角色")
    people: People = Field((), alias="人员")
    groups: tuple[RoleGroup, ...] = Field((), alias="分组")
    units: Units | None = Field(None, alias="单位")
    tail: Text | None = Field(None, alias="后缀", description="如：等单位分管负责同志")


class Roster(Element):
    """名单: people and units by role."""

    roles: tuple[Role, ...] = Field(alias="名单", min_length=1)
    form: Literal["名单", "表"] = Field("名单", alias="版式")


class Duty(Element):
    """The duties of a unit: one text, or a list of them."""

    units: Units = Field(alias="单位")
    content: Text | tuple[Text, ...] = Field(alias="内容")


class Duties(Element):
    """职责: “单位：文” paragraphs, or a heading line per unit with items beneath."""

    duties: tuple[Duty, ...] = Field(alias="职责", min_length=1)
    heading_form: Text | None = Field(None, alias="题式", description="如 {单位}具体职责：")


class Stage(Element):
    """One stage; dates, or `period` in words."""

    name: Text = Field(alias="阶段")
    start: AnyMoment | None = Field(None, alias="起")
    end: AnyMoment | None = Field(None, alias="止")
    period: Text | None = Field(None, alias="时间")
    run_in: Text | None = Field(None, alias="接排")
    body: Body = Field((), alias="正文")

    def printed_period(self) -> str:
        """2021年11月—2022年1月: both years in full; one date once; "" where none is given."""
        if self.period:
            return self.period
        ends = [str(end) for end in (self.start, self.end) if isinstance(end, Moment)]
        return ends[0] if len(set(ends)) == 1 else "—".join(ends)


class Stages(Element):
    """阶段: numbered at the next level."""

    stages: tuple[Stage, ...] = Field(alias="阶段", min_length=1)


class Column(Element):
    """A table column: a head, with columns beneath where the header has two levels."""

    head: Text = Field(alias="头")
    below: tuple[Text, ...] = Field((), alias="下")


Cells = tuple[AnyText, ...]


class Grid(Element):
    """表: the columns and rows of a table."""

    columns: Annotated[
        tuple[Column, ...],
        BeforeValidator(
            lambda value: _wrap(value, "头"), json_schema_input_type=list[str | Column]
        ),
    ] = Field(alias="列", min_length=1)
    rows: tuple[Cells, ...] | Text = Field(
        alias="行", description="列表，或｜分隔的文本，或数据文件名"
    )
    merged: tuple[Text, ...] = Field((), alias="合并")
    widths: tuple[Text, ...] | None = Field(None, alias="宽", description="各列宽度之比")

    def heads(self) -> tuple[str, ...]:
        """The names of the grid columns, left to right."""
        return tuple(name for column in self.columns for name in (column.below or (column.head,)))


class TableBlock(Element):
    """表 with its title, unit of measure and note."""

    grid: Grid = Field(alias="表")
    title: Text | None = Field(None, alias="表题")
    unit: Text | None = Field(None, alias="单位")
    note: Text | None = Field(None, alias="表注")


class DerivedColumn(Element):
    """A column of a derived table: its head, and the field it shows."""

    head: Text = Field(alias="头")
    field: Text = Field(alias="取")


def _as_derived_columns(value: Any) -> Any:
    wrapped = _wrap(value, "头")
    for column in wrapped if isinstance(wrapped, list) else []:
        if isinstance(column, Mapping) and "取" not in column and isinstance(column.get("头"), str):
            column["取"] = column["头"]
    return wrapped


class Derivation(Element):
    """责任分工表: which part its tasks come from, and its columns."""

    source: Text = Field("正文", alias="取自", description="印发件、正文或附件1")
    columns: Annotated[
        tuple[DerivedColumn, ...],
        BeforeValidator(_as_derived_columns, json_schema_input_type=list[str | DerivedColumn]),
    ] = Field((), alias="列")


class ResponsibilityTable(Element):
    """A table made from the tasks of a part."""

    derivation: Derivation = Field(alias="责任分工表")
    title: Text | None = Field(None, alias="表题")
    note: Text | None = Field(None, alias="表注")


class Figure(Element):
    """图: a picture file."""

    file: Text = Field(alias="图")
    caption: Text | None = Field(None, alias="图题")
    width: Length | None = Field(None, alias="宽")


class Chapter(Element):
    """章 of a text in articles."""

    title: Text = Field(alias="章")
    body: Body = Field((), alias="正文")


class Article(Element):
    """条 of a text in articles: its paragraphs 款, and its 项."""

    paragraphs: Text | tuple[Text, ...] = Field(alias="条")
    points: ItemList = Field((), alias="项")


class FeedbackNote(Element):
    """反馈说明: the customary paragraph from the facts of 反馈."""

    shown: Flag = Field(alias="反馈说明")


_KINDS: dict[str, type[Element]] = {
    "节": Section,
    "领句": LeadSentence,
    "任务": Task,
    "条目": Items,
    "名单": Roster,
    "职责": Duties,
    "阶段": Stages,
    "表": TableBlock,
    "责任分工表": ResponsibilityTable,
    "图": Figure,
    "章": Chapter,
    "条": Article,
    "反馈说明": FeedbackNote,
}

BLOCK_KEYS = tuple(_KINDS)
"""The keys that say what a block is."""


def _kind(value: Any) -> str | None:
    """The tag of a block: its class name, by the first key that names a block."""
    if isinstance(value, Element):
        return type(value).__name__
    if isinstance(value, dict):
        for key, kind in _KINDS.items():
            if key in value:
                return kind.__name__
    return None


def _as_blocks(value: Any) -> Any:
    """A 正文 as a list of blocks: its texts become `Prose` that knows its place."""
    if isinstance(value, Sequence):
        return [
            Prose.at(item, place) if isinstance(item, str) and item.strip() else item
            for item, place in zip(value, value.places, strict=True)
        ]
    return value


Block = Annotated[
    Annotated[Prose, Tag("Prose")]
    | Annotated[Section, Tag("Section")]
    | Annotated[LeadSentence, Tag("LeadSentence")]
    | Annotated[Task, Tag("Task")]
    | Annotated[Items, Tag("Items")]
    | Annotated[Roster, Tag("Roster")]
    | Annotated[Duties, Tag("Duties")]
    | Annotated[Stages, Tag("Stages")]
    | Annotated[TableBlock, Tag("TableBlock")]
    | Annotated[ResponsibilityTable, Tag("ResponsibilityTable")]
    | Annotated[Figure, Tag("Figure")]
    | Annotated[Chapter, Tag("Chapter")]
    | Annotated[Article, Tag("Article")]
    | Annotated[FeedbackNote, Tag("FeedbackNote")],
    Discriminator(
        _kind,
        custom_error_type="block",
        custom_error_message="看不出这是哪一种内容块",
    ),
]
Body = Annotated[tuple[Block, ...], BeforeValidator(_as_blocks)]
ItemList = Annotated[
    tuple[Item, ...], BeforeValidator(_as_items, json_schema_input_type=list[str | Item])
]
