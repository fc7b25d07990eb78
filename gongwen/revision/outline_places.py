"""A composition as blocks to compare, each with the place where a reader finds it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from .. import patterns as re
from ..composition import Composition, HeaderZone, Imprint, Paragraph, Table
from .alignment import ComparedBlock
from .numbers import split_number

_LEVELS: Final = "一二三四五"
_DECIMAL: Final = re.compile(r"\d+(?:\.\d+)*")
_NOTE: Final = ("附件说明", "附件说明续")
_DUTY: Final = "责任"
_LABEL: Final = "附件标识"
_ARTICLE_RANK: Final = 6
_ITEM_RANK: Final = 10
"""Headings rank by their level, numbered paragraphs from here on by their sort of number."""
_ITEMS: Final = tuple(
    re.compile(each)
    for each in (
        r"[一二三四五六七八九十百]+、",
        r"（[一二三四五六七八九十百]+）",
        r"\d+[.．]",
        r"（\d+）",
    )
)
_TEXT: Final = frozenset(
    ("段落", "条目", "责任", "条", "名单", "图", "图题", "表题", "表单位", "表注")
)
_CLOSING: Final = {
    "盖章署名": "署名",
    "标题": "标题",
    "主送机关": "主送机关",
    "成文日期": "成文日期",
    "附注": "附注",
    "稿本": "稿本标注",
    "件文号": "文号",
    "令号": "令号",
    "标题题注": "题注",
    "印发件标题": "标题",
    "附件标题": "标题",
    "件标题": "标题",
}
_LONGEST_NAME: Final = 12


class Placed(Struct, frozen=True):
    """A block, as compared, where it stands, and itself; `name` is what a heading says. No two
    blocks of a document stand at one place. `derived` names what the program made of other parts
    of the text (责任分工表, 附件说明), "" for what was written. `around` = it stands in the header
    zone or the imprint.
    """

    unit: ComparedBlock
    place: str
    block: Paragraph | Table
    name: str = ""
    derived: str = ""
    around: bool = False

    @property
    def of_stage(self) -> bool:
        """Whether a document has it at one stage and not at another."""
        return self.around or self.unit.style == "稿本" or self.place == "成文日期"


def placed_blocks(composition: Composition) -> list[Placed]:
    """All that is on paper, from the header zone to the imprint; what is empty is left out, and so
    are the lines of a table of contents, which say again what the headings say, and the labels of
    attachments, which count these: with them a swap would be many changes.
    """
    found = [*_header(composition.header_zone)] if composition.header_zone else []
    blocks = [block for section in composition.sections for block in section.blocks]
    walk = _Walk(_issued_texts(blocks), _holders_of_texts(blocks))
    for at, block in enumerate(blocks):
        if isinstance(block, Table) or ((block.text or block.picture) and not block.contents):
            placed = walk.placed(block, at)
            if block.style != _LABEL:
                found.append(placed)
    if composition.imprint:
        found += _imprint(composition.imprint)
    return _each_its_own(found)


def _issued_texts(blocks: Sequence[Paragraph | Table]) -> int:
    return sum(block.style == "印发件标题" for block in blocks)


def _holders_of_texts(blocks: Sequence[Paragraph | Table]) -> frozenset[int]:
    """Where an attachment begins that holds several texts."""
    found: set[int] = set()
    begins = -1
    for at, block in enumerate(blocks):
        if block.style == _LABEL:
            begins = at
        elif block.style == "件标题":
            found.add(begins)
    return frozenset(found)


def _each_its_own(placed: Sequence[Placed]) -> list[Placed]:
    """Places that would be the same counted, so that each names one."""
    seen: Counter[str] = Counter()
    found = []
    for each in placed:
        seen[each.place] += 1
        nth = seen[each.place]
        found.append(replace(each, place=f"{each.place}（第{nth}处）") if nth > 1 else each)
    return found


def unit_of(block: Paragraph | Table) -> ComparedBlock:
    """A block as it is compared."""
    if isinstance(block, Table):
        return ComparedBlock("表格", "", "\n".join("\t".join(row) for row in row_texts(block)))
    text = block.text
    if block.picture:
        text += f"〔图：{block.picture.description}〕"
    elif "标题" in block.style:
        text = text.replace("\n", "")  # where a title's lines break is no change of its words
    return ComparedBlock(block.style, *split_number(text))


def row_texts(table: Table) -> list[list[str]]:
    """The texts of every row, by the columns of the grid: a cell over several has its text in the
    first. One that is merged with those above has their text: where a page ends, and the text
    stands once more, is no change; nor is where the lines of a narrow cell break.
    """
    found: list[list[str]] = []
    above: dict[int, str] = {}
    for row in table.rows:
        texts: list[str] = []
        column = 0
        for cell in row:
            text = "\n".join(each.text.replace("\n", "") for each in cell.paragraphs)
            if cell.rows == "continue":
                text = above.get(column, text)
            above[column] = text
            texts += [text, *[""] * (cell.columns - 1)]
            column += cell.columns
        found.append(texts)
    return found


def _line(style: str, text: str, place: str) -> Placed:
    return Placed(ComparedBlock(style, "", text), place, Paragraph(style, ()), around=True)


def _header(zone: HeaderZone) -> Iterator[Placed]:
    for notice in zone.notices:
        if notice.text:
            yield _line(notice.style, notice.text, f"版头·{notice.style}")
    yield _line("发文机关标志", "\n".join(zone.marks) + zone.mark_suffix, "发文机关标志")
    if zone.document_number:
        yield _line("发文字号", zone.document_number, "发文字号")
    if zone.signers:
        yield _line("签发人", "、".join(zone.signers), "签发人")
    for element in zone.elements:
        yield _line(element.style, element.text.strip(), f"版头·{element.style}")


def _imprint(imprint: Imprint) -> Iterator[Placed]:
    for name, text in (
        ("主送", imprint.recipients),
        ("抄送", imprint.copies_to),
        ("印发机关", imprint.printed_by),
        ("印发日期", imprint.printed_on),
        ("份数", imprint.copies),
    ):
        if text:
            yield _line(f"版记{name}", text, f"版记·{name}")


class _Walk(Struct):
    """Where the reader is: the part, the headings and numbers above (each with its rank), how many
    paragraphs and tables since. `issued` is how many texts the document issues, `holders` where
    attachments begin that hold several texts.
    """

    issued: int
    holders: frozenset[int]
    part: str = ""
    owner: str = ""
    label: str = ""
    above: list[tuple[int, str]] = field(default_factory=list)
    count: int = 0
    tables: int = 0
    noted: int = 0
    entered: Counter[str] = field(default_factory=Counter)
    holds_texts: bool = False

    def placed(self, block: Paragraph | Table, at: int) -> Placed:
        unit = unit_of(block)
        if isinstance(block, Table):
            self.tables += 1
            nth = f"第{self.tables}个" if self.tables > 1 else ""
            return Placed(unit, self._under(f"{nth}表格"), block, derived=block.derived)
        derived = "附件说明" if block.style in _NOTE else ""
        return Placed(unit, self._place(block, unit, at), block, _name(block), derived)

    def _place(self, block: Paragraph, unit: ComparedBlock, at: int) -> str:
        style = block.style
        if style == _LABEL:
            self._attachment(block.text, at)
            return self.part
        if style == "印发件标题":
            self.entered["印发件"] += 1
            nth = str(self.entered["印发件"]) if self.issued > 1 else ""
            self.owner = f"印发件{nth}"
            self._enter(self.owner)
        if style == "件标题" or (style == "附件标题" and self.holds_texts):
            self._enter(f"{self.label}“{_shortened(unit.text)}”")
        if style in _CLOSING:
            return self._in_part(_CLOSING[style])
        if style in _NOTE:
            self.noted = self.noted + 1 if style == "附件说明续" else 1
            return self._in_part(f"附件说明第{self.noted}项" if unit.number else "附件说明")
        rank = _rank(block, unit)
        if rank:
            return self._numbered(rank, unit)
        label, sign, _ = unit.text.partition("：")
        if style == _DUTY and sign and len(label) <= _LONGEST_NAME:
            return self._under(label)
        self._leave(_ITEM_RANK)
        if style not in _TEXT:
            return self._under(style)
        self.count += 1
        return self._under(f"第{self.count}段")

    def _attachment(self, label: str, at: int) -> None:
        """An attachment by its label; by what it belongs to as well where another has that."""
        self.entered[label] += 1
        self.label = label if self.entered[label] == 1 else " ".join((self.owner, label)).strip()
        self.holds_texts = at in self.holders
        self._enter(self.label)

    def _numbered(self, rank: int, unit: ComparedBlock) -> str:
        """A heading, an article or a numbered paragraph: what follows stands under it."""
        self._leave(rank)
        if rank < _ITEM_RANK:
            self.count = self.tables = 0
        name = unit.number.strip() or f"“{_shortened(unit.text)}”"
        if _DECIMAL.fullmatch(name):  # it says itself what it stands under
            self.above = []
            name = f"{name} "
        self.above.append((rank, name))
        return self._under("")

    def _leave(self, rank: int) -> None:
        self.above = [each for each in self.above if each[0] < rank]

    def _enter(self, part: str) -> None:
        self.part, self.above, self.count, self.tables = part, [], 0, 0

    def _under(self, last: str) -> str:
        path = "".join(name for _, name in self.above)
        return self._in_part((path + last).strip())

    def _in_part(self, last: str) -> str:
        return " ".join(filter(None, (self.part, last))) or "正文"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else text[:_LONGEST_NAME] + "…"


def _rank(block: Paragraph, unit: ComparedBlock) -> int:
    """How high a heading or numbered paragraph stands, 1 the highest; 0 = it is neither."""
    if level := _level(block):
        return level
    if block.style in ("章", "节"):
        return 1 if block.style == "章" else 2
    if unit.number.startswith("第"):
        return _ARTICLE_RANK
    for rank, marker in enumerate(_ITEMS if unit.number else (), _ITEM_RANK):
        if marker.match(unit.number):
            return rank
    return _ITEM_RANK + len(_ITEMS) if unit.number else 0


def _level(block: Paragraph) -> int:
    """The level of a heading, on a line of its own or run in; 0 = it is none."""
    names = [block.style, *(run.style or "" for run in block.runs[:1])]
    for name in names:
        if name.endswith(("级标题", "级接排")) and name[0] in _LEVELS:
            return _LEVELS.index(name[0]) + 1
    return 0


def _name(block: Paragraph) -> str:
    """What a heading says, without its number; "" for what is none."""
    if not _level(block):
        return ""
    text = block.runs[0].text if block.runs and not block.style.endswith("级标题") else block.text
    return split_number(text)[1].rstrip("。：")
