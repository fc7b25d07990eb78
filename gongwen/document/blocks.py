"""The blocks of a 正文: what each may hold, and which one a mapping is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal, get_args

from ..elements.bounds import paragraphs_bounded
from ..elements.element import Element, as_mappings
from ..elements.faults import (
    colon_without_space,
    described,
    empty,
    meant_key,
    misfit,
    missing_key,
    named_otherwise,
    unknown_key,
)
from ..elements.fields import As, Before, Either, MisfitError, Read, field
from ..elements.outdented import taken_in
from ..elements.shapes import FAILED, Reading, Spot, all_or_failed, is_blank, no_list
from ..elements.values import Flag, Paragraphs, RunningText, Text, Units
from ..paper.block_keys import BLOCK_KEYS, TASK_KEYS
from ..paper.numbering import parse_marker
from ..problem import Level, Problem, problem_at
from ..problem_ids import WRONG_BLOCK
from ..source.tree import Mapping, Sequence, Value
from .numerable import Numerable
from .responsibility_table import ResponsibilityTable
from .rosters import Duties, Roster
from .tables import Figure, TableBlock
from .values import AnyMoment, Deadline, MarkerSample, Moment, read_span
from .withholding import withheld_field


class Prose(Element):
    """Plain text of a 正文: pasted paper text while it is raw, one paragraph once arranged."""

    text: str = field(key="")


class Responsibility(Element):
    """Who does something, and by when: shared by 任务 and 节."""

    lead_units: Units | None = field(None, key="牵头单位", description="牵头的单位")
    responsible_units: Units | None = field(None, key="责任单位", description="负责的单位")
    supporting_units: Units | None = field(None, key="配合单位", description="配合的单位")
    leader: Text | None = field(None, key="责任领导", description="负责的领导，如 张三副市长")
    deadline: Deadline | None = field(None, key="时限", description="2027-12 或任何文字")


class WithBody(Element):
    """What has a 正文, in which blocks stand."""

    @classmethod
    def misplaced_block(cls, data: Mapping) -> tuple[str, list[str]]:
        """A block beside 正文, unless its key is one of the element's own."""
        own = {field.key for field in cls.fields.values()}
        if any(key in BLOCK_KEYS and key not in own for key in data):
            return keys_beside(data)
        return "", []


class Section(Responsibility, Numerable, WithBody):
    """节: a numbered heading and what stands under it; `run_in` runs in after the heading."""

    title: Text = field(key="节", description="标题，序号由程序加")
    run_in: RunningText | None = field(None, key="接排", description="接在标题后面的文字")
    numbering: Literal["无"] | None = field(None, key="编号", description="写“无”就不编号")
    short_name: Text | None = field(None, key="简名", description="在责任分工表中的名称")
    body: Body = field((), key="正文", description="节下面的内容")
    withheld: Flag = withheld_field()


class LeadSentence(Element):
    """领句: an unnumbered paragraph whose first sentence is bold."""

    sentence: Text = field(key="领句", description="加粗的第一句")
    run_in: RunningText = field(key="接排", description="第一句以后的文字")
    withheld: Flag = withheld_field()


class Item(Numerable):
    """One numbered paragraph of 条目, with 条目 of its own beneath."""

    text: RunningText = field(key="文", description="这一条的文字")
    items: ItemList = field((), key="条目", description="下一层的条目")
    withheld: Flag = withheld_field()

    @classmethod
    def as_one(cls, text: str) -> str:
        """Nothing else than the text itself: a text is an item."""
        return ""


def _as_items(value: Any) -> Any:
    return as_mappings(value, "文")


class Items(Element):
    """条目: numbered paragraphs in the body face."""

    items: ItemList = field(key="条目", at_least=1, description="各条，序号由程序加")
    marker: MarkerSample | None = field(
        None, key="序号", description="如 1. 或 （一）；缺省为下一层次"
    )
    withheld: Flag = withheld_field()

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """A decimal number, which only its level can carry."""
        marker = parse_marker(self.marker) if self.marker else None
        if marker and marker.is_decimal:
            yield misfit(
                data.places["序号"],
                f"“序号”不能写“{self.marker}”",
                "删去“序号”，在文件里写“编号: {层次: [1, 1.1, 1.1.1, （1）]}”",
            )


_ONE_TASK_A_BLOCK = (
    "每项任务各写一块，以“- 任务: ……”开头；它的牵头单位、时限等写在它下面，与“任务”左对齐"
)


class Target(Element):
    """目标 of a task: a fact for ledgers, not printed by itself."""

    text: Text | None = field(None, key="文", description="用一句话写的目标")
    indicator: Text | None = field(None, key="指标", description="指标的名称")
    value: Text | None = field(None, key="数值", description="要达到的数值")
    due: AnyMoment | None = field(None, key="期限", description="达到的日期")

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """A target that says nothing."""
        if not (self.text or self.indicator):
            yield missing_key("指标", "这个目标", data.place)


class Task(Responsibility, Numerable):
    """任务: one task, numbered at the next level."""

    text: RunningText = field(key="任务", description="任务的名称；没有“内容”时就是全文")
    content: RunningText | None = field(None, key="内容", description="写了内容，任务就是领句")
    targets: Annotated[tuple[Target, ...], Before(_as_items, written=list[str | Target])] = field(
        (), key="目标", description="要达到的指标，不印出来"
    )
    measure: RunningText | None = field(None, key="措施", description="在责任分工表中的写法")
    remark: RunningText | None = field(None, key="备注", description="在责任分工表“备注”一列的文字")
    numbering: Literal["无"] | None = field(None, key="编号", description="写“无”就不编号")
    withheld: Flag = withheld_field()

    @classmethod
    def read(cls, value: Any, spot: Spot, reading: Reading) -> Any:
        """As any other element; several tasks in a list under one key are told as that."""
        listed = value.get("任务") if isinstance(value, Mapping) else None
        if not (isinstance(value, Mapping) and isinstance(listed, Sequence) and listed):
            return super().read(value, spot, reading)
        super().read(value.with_values({**value, "任务": "……"}), spot, reading)
        here = Spot("“任务”", value.places["任务"])
        message = f"一块里只写一项，现在是{described(listed)}"
        return reading.misfit(here, listed, message, _ONE_TASK_A_BLOCK)


class PlanStage(Numerable, WithBody):
    """One stage; dates, or `period` in words."""

    name: Text = field(key="阶段", description="阶段的名称")
    start: AnyMoment | None = field(None, key="起", description="开始的日期")
    end: AnyMoment | None = field(None, key="止", description="结束的日期")
    period: Text | None = field(None, key="时间", description="不写日期时照印的文字，如 汛期结束后")
    run_in: RunningText | None = field(None, key="接排", description="接在名称和时间后面的文字")
    body: Body = field((), key="正文", description="阶段下面的内容")
    withheld: Flag = withheld_field()

    def misfits(self, data: Mapping) -> Iterable[Problem]:
        """Words and dates at once."""
        if self.period and (self.start or self.end):
            yield misfit(
                data.places["时间"],
                "“时间”和“起”“止”只写一种",
                "用“时间”照写文字，或用“起”“止”写日期",
            )

    def span(self) -> tuple[Moment | None, Moment | None]:
        """When it begins and ends, as far as dates or the words of 时间 tell."""
        return (read_span(self.period) or (None, None)) if self.period else (self.start, self.end)

    def printed_period(self) -> str:
        """2021年11月—2022年1月: both years in full; one date once; 2021年11月起 and 2022年1月底前
        where only one end is given; "" where none is.
        """
        if self.period:
            return self.period
        if self.start is None or self.end is None:
            return f"{self.start}起" if self.start else self.end.deadline() if self.end else ""
        return str(self.start) if self.start == self.end else f"{self.start}—{self.end}"


class PlanStages(Element):
    """阶段: numbered at the next level."""

    stages: tuple[PlanStage, ...] = field(key="阶段", at_least=1, description="各个阶段")


class Chapter(Numerable, WithBody):
    """章 of a text in articles."""

    title: Text = field(key="章", description="章名，“第×章”由程序加")
    body: Body = field((), key="正文", description="章里的节和条")
    withheld: Flag = withheld_field()


class Article(Numerable):
    """条 of a text in articles: its paragraphs 款, and its 项."""

    paragraphs: Paragraphs = field(
        key="条", description="这一条的文字；有几款的写成列表，“第×条”由程序加"
    )
    points: ItemList = field((), key="项", description="这一条的各项，编成（一）（二）")
    withheld: Flag = withheld_field()


class FeedbackNote(Element):
    """反馈说明: the customary paragraph from the facts of 反馈."""

    shown: Flag = field(key="反馈说明", description="写“是”")


def _contents_depth(value: Any) -> int:
    if isinstance(value, str) and value.strip() in ("1", "2", "3"):
        return int(value)
    raise MisfitError("要写1、2或3", "目录列几层标题", told=True)


class ContentsDepth(Element):
    """目录: how many levels of headings it has."""

    levels: Annotated[int, As(_contents_depth, written=Literal[1, 2, 3])] = field(
        2, key="层次", description="列几层标题，缺省两层"
    )


def _contents_form(value: Any) -> str:
    return "depth" if isinstance(value, Mapping) else "flag"


class Contents(Element):
    """目录: the table of contents of the part it stands in."""

    shown: Annotated[
        bool | ContentsDepth, Either(_contents_form, {"flag": Flag, "depth": ContentsDepth})
    ] = field(key="目录", description="写“是”，列两层标题；或写 {层次: 3}")

    @property
    def depth(self) -> int:
        """How many levels of headings are listed; 0 = it is switched off."""
        if isinstance(self.shown, ContentsDepth):
            return self.shown.levels
        return 2 if self.shown else 0


def keys_beside(block: Mapping) -> tuple[str, list[str]]:
    """The key that says what a block is, and the other keys that may stand beside it."""
    key = next((key for key in block if key in _KINDS), "")
    fields = _KINDS[key].fields.values() if key else ()
    return key, [each.key for each in fields if each.key and each.key != key]


def _read_body(value: Any, spot: Spot, reading: Reading) -> Any:
    """A 正文 as blocks; its texts become `Prose` that knows its place."""
    if not isinstance(value, Sequence):
        return no_list(value, spot, reading)
    value = taken_in(value, reading.problems, _is_block)
    blocks: list[Any] = []
    for index, (item, place) in enumerate(zip(value, value.places, strict=True)):
        if isinstance(item, str) and not is_blank(item):
            try:
                paragraphs_bounded(item)
            except MisfitError as error:
                here = spot.of_item(value, index)
                blocks.append(reading.misfit(here, item, error.message, error.hint))
                continue
            if slip := colon_without_space(item, (*BLOCK_KEYS, "引入"), place):
                reading.problems.append(slip)
                continue
            blocks.append(Prose.made(place, text=item))
        else:
            before = value[index - 1] if index else None
            blocks.append(_read_block(item, before, spot.of_item(value, index), reading))
    return all_or_failed(blocks, reading)


def _is_block(item: Value) -> bool:
    return isinstance(item, Mapping) and any(key in _KINDS for key in item)


def _read_block(item: Value, before: Value, spot: Spot, reading: Reading) -> Any:
    """The block that a mapping says; `before` is the item before it."""
    key = next((key for key in item if key in _KINDS), "") if isinstance(item, Mapping) else ""
    if isinstance(item, Mapping) and key:
        return _KINDS[key].read(_one_block(item, reading.problems), spot, reading)
    problem = empty(spot.called, spot.place) if is_blank(item) else _unknown(item, before, spot)
    reading.problems.append(problem)
    if isinstance(item, Mapping):
        reading.problems += _beside_unknown(item)
    return FAILED


def _beside_unknown(item: Mapping) -> Iterable[Problem]:
    """The keys that are none of the block that was meant, where its own key is another's name."""
    meant = next((name for key in item if (name := named_otherwise(key, BLOCK_KEYS))), "")
    known = _KINDS[meant].by_key if meant else {}
    for key in item:
        if meant and key not in known and not named_otherwise(key, BLOCK_KEYS):
            yield unknown_key(key, [each for each in known if each != meant], item.key_places[key])


def _unknown(value: Value, before: Value, spot: Spot) -> Problem:
    """Of a value that is no block: what was most likely meant."""
    listed = f"内容块有：{'、'.join(BLOCK_KEYS)}、引入"
    if not isinstance(value, Mapping) or not value:
        message = f"要写一段文字或一个内容块，现在是{described(value)}"
        return problem_at(spot.place, WRONG_BLOCK, Level.ERROR, message, hint=listed)
    near = {key: meant_key(key, BLOCK_KEYS) for key in value}
    key = next((key for key in value if near[key]), next(iter(value)))
    hint = f"是不是“{near[key]}”" if near[key] else listed
    if not near[key] and len(value) == 1:
        hint = f"如果是一段文字，“{key}”后面的冒号改用全角的“：”；{listed}"
    if not near[key] and any(each in TASK_KEYS for each in value):
        hint = "写责任单位、时限的内容，先写一行“任务: ……”"
    if "文" in value:  # as an item or a cell is written
        withheld = "；不公开的，写成“- 【不公开：……】”" if "不公开" in value else ""
        hint = f"一段文字直接写成“- ……”，不写“文:”{withheld}"
    if isinstance(before, Mapping):
        owner, beside = keys_beside(before)
        if all(each in beside and each not in before for each in value):
            hint = f"去掉“{key}”前面的横线，与上面的“{owner}”左对齐"
    message = f"“{key}”不是一种内容块"
    return problem_at(value.key_places[key], WRONG_BLOCK, Level.ERROR, message, hint=hint)


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
    return item.with_values({key: value for key, value in item.items() if key not in others})


Block = (
    Prose
    | Section
    | LeadSentence
    | Task
    | Items
    | Roster
    | Duties
    | PlanStages
    | TableBlock
    | ResponsibilityTable
    | Figure
    | Chapter
    | Article
    | FeedbackNote
    | Contents
)
_KINDS: dict[str, type[Element]] = dict(zip(BLOCK_KEYS, get_args(Block)[1:], strict=True))
Body = Annotated[tuple[Block, ...], Read(_read_body, written=list[Block])]
ItemList = Annotated[tuple[Item, ...], Before(_as_items, written=list[str | Item])]
