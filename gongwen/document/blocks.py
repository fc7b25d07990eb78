"""The blocks of a 正文, as design's content model lists them. Field aliases are the YAML keys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, PrivateAttr, Tag, ValidationInfo

from ..problem import Place, Problem
from ..source import Mapping, Sequence
from .element import Element, as_mappings, is_blank, problems_of
from .faults import misfit, missing_key
from .rosters import Duties, Roster
from .tables import Figure, ResponsibilityTable, TableBlock
from .values import AnyMoment, Flag, Lines, MarkerSample, Text, Units


class Prose(Element):
    """Plain text of a 正文: pasted paper text while it is raw, one paragraph once arranged."""

    text: str


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """What a text said of itself: its number, and the level (from 1) that the marker of a pasted
    line puts it on; 0 = a block's own text, whose level its place says.
    """

    level: int
    number: int


class Numerable(Element):
    """What is numbered; `typed_number` is what was typed before its text."""

    _typed_number: TypedNumber | None = PrivateAttr(default=None)

    @property
    def typed_number(self) -> TypedNumber | None:
        """The number that was typed; None where none was."""
        return self._typed_number

    @property
    def is_pasted(self) -> bool:
        """Whether the block was a line of pasted text."""
        return self._typed_number is not None and self._typed_number.level > 0

    def with_number(self, number: int, **texts: Any) -> Self:
        """The same block without the number that was typed before its text."""
        made = self.model_copy(update=texts)
        made._typed_number = TypedNumber(0, number)
        return made

    @classmethod
    def pasted(cls, place: Place, typed: TypedNumber, **fields: Any) -> Self:
        """The block that a pasted line at `place` is; see `made`."""
        block = cls.made(place, **fields)
        block._typed_number = typed
        return block


class Responsibility(Element):
    """Who does something, and by when: shared by 任务 and 节."""

    lead_units: Units | None = Field(None, alias="牵头单位", description="牵头的单位")
    responsible_units: Units | None = Field(None, alias="责任单位", description="负责的单位")
    supporting_units: Units | None = Field(None, alias="配合单位", description="配合的单位")
    leader: Text | None = Field(None, alias="责任领导", description="负责的领导，如 张三副市长")
    deadline: Text | None = Field(None, alias="时限", description="2027-12 或任何文字")


class Section(Responsibility, Numerable):
    """节: a numbered heading and what stands under it; `run_in` runs in after the heading."""

    title: Text = Field(alias="节", description="标题，序号由程序加")
    run_in: Text | None = Field(None, alias="接排", description="接在标题后面的文字")
    numbering: Literal["无"] | None = Field(None, alias="编号", description="写“无”就不编号")
    short_name: Text | None = Field(None, alias="简名", description="在责任分工表中的名称")
    body: Body = Field((), alias="正文", description="节下面的内容")


class LeadSentence(Element):
    """领句: an unnumbered paragraph whose first sentence is bold."""

    sentence: Text = Field(alias="领句", description="加粗的第一句")
    run_in: Text = Field(alias="接排", description="第一句以后的文字")


class Item(Numerable):
    """One numbered paragraph of 条目, with 条目 of its own beneath."""

    text: Text = Field(alias="文", description="这一条的文字")
    items: ItemList = Field((), alias="条目", description="下一层的条目")


def _as_items(value: Any) -> Any:
    return as_mappings(value, "文")


class Items(Element):
    """条目: numbered paragraphs in the body face."""

    items: ItemList = Field(alias="条目", min_length=1, description="各条，序号由程序加")
    marker: MarkerSample | None = Field(
        None, alias="序号", description="如 1. 或 （一）；缺省为下一层次"
    )


class Target(Element):
    """目标 of a task: a fact for ledgers, not printed by itself."""

    text: Text | None = Field(None, alias="文", description="用一句话写的目标")
    indicator: Text | None = Field(None, alias="指标", description="指标的名称")
    value: Text | None = Field(None, alias="数值", description="要达到的数值")
    due: AnyMoment | None = Field(None, alias="期限", description="达到的日期")

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """A target that says nothing."""
        if not (self.text or self.indicator):
            yield missing_key("指标", "这个目标", data.place)


class Task(Responsibility, Numerable):
    """任务: one task, numbered at the next level."""

    text: Text = Field(alias="任务", description="任务的名称；没有“内容”时就是全文")
    content: Text | None = Field(None, alias="内容", description="写了内容，任务就是领句")
    targets: Annotated[
        tuple[Target, ...], BeforeValidator(_as_items, json_schema_input_type=list[str | Target])
    ] = Field((), alias="目标", description="要达到的指标，不印出来")
    measure: Text | None = Field(None, alias="措施", description="在责任分工表中的写法")
    remark: Text | None = Field(None, alias="备注", description="在责任分工表“备注”一列的文字")
    numbering: Literal["无"] | None = Field(None, alias="编号", description="写“无”就不编号")


class Stage(Numerable):
    """One stage; dates, or `period` in words."""

    name: Text = Field(alias="阶段", description="阶段的名称")
    start: AnyMoment | None = Field(None, alias="起", description="开始的日期")
    end: AnyMoment | None = Field(None, alias="止", description="结束的日期")
    period: Text | None = Field(
        None, alias="时间", description="不写日期时照印的文字，如 汛期结束后"
    )
    run_in: Text | None = Field(None, alias="接排", description="接在名称和时间后面的文字")
    body: Body = Field((), alias="正文", description="阶段下面的内容")

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Words and dates at once."""
        if self.period and (self.start or self.end):
            yield misfit(
                data.places["时间"],
                "“时间”和“起”“止”只写一种",
                "用“时间”照写文字，或用“起”“止”写日期",
            )

    def printed_period(self) -> str:
        """2021年11月—2022年1月: both years in full; one date once; 2021年11月起 and 2022年1月底前
        where only one end is given; "" where none is.
        """
        if self.period:
            return self.period
        if self.start is None or self.end is None:
            return f"{self.start}起" if self.start else self.end.deadline() if self.end else ""
        return str(self.start) if self.start == self.end else f"{self.start}—{self.end}"


class Stages(Element):
    """阶段: numbered at the next level."""

    stages: tuple[Stage, ...] = Field(alias="阶段", min_length=1, description="各个阶段")


class Chapter(Numerable):
    """章 of a text in articles."""

    title: Text = Field(alias="章", description="章名，“第×章”由程序加")
    body: Body = Field((), alias="正文", description="章里的节和条")


class Article(Numerable):
    """条 of a text in articles: its paragraphs 款, and its 项."""

    paragraphs: Lines = Field(
        alias="条", description="这一条的文字；有几款的写成列表，“第×条”由程序加"
    )
    points: ItemList = Field((), alias="项", description="这一条的各项，编成（一）（二）")


class FeedbackNote(Element):
    """反馈说明: the customary paragraph from the facts of 反馈."""

    shown: Flag = Field(alias="反馈说明", description="写“是”")


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


def keys_beside(block: Mapping) -> tuple[str, list[str]]:
    """The key that says what a block is, and the other keys that may stand beside it."""
    key = next((key for key in block if key in _KINDS), "")
    fields = _KINDS[key].model_fields.values() if key else ()
    return key, [field.alias for field in fields if field.alias and field.alias != key]


def _kind(value: Any) -> str | None:
    """The tag of a block: its class name, by the first key typed that names a block."""
    if isinstance(value, Element):
        return type(value).__name__
    if isinstance(value, dict):
        return next((_KINDS[key].__name__ for key in value if key in _KINDS), None)
    return None


def _as_blocks(value: Any, info: ValidationInfo) -> Any:
    """A 正文 as a list of blocks: its texts become `Prose` that knows its place."""
    if not isinstance(value, Sequence):
        return value
    blocks: list[Any] = []
    for item, place in zip(value, value.places, strict=True):
        if isinstance(item, str) and not is_blank(item):
            blocks.append(Prose.made(place, text=item))
        elif isinstance(item, Mapping):
            blocks.append(_one_block(item, problems_of(info)))
        else:
            blocks.append(item)
    return blocks


def _one_block(item: Mapping, problems: list[Problem]) -> Mapping:
    """A mapping that holds one block only; a second one in it is a problem."""
    first, *others = [key for key in item if key in _KINDS] or [""]
    for key in others:
        problems.append(
            misfit(
                item.key_places[key],
                f"“{first}”和“{key}”是两块内容，写在了一块里",
                f"另起一项，写成“- {key}: ……”；要放在“{first}”下面，就写进它的“正文”",
            )
        )
    kept = {key: value for key, value in item.items() if key not in others}
    return item.with_values(kept)


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
