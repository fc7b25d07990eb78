"""A composition as blocks to compare, each with the place where a reader finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct, field

from ..composition import Composition, HeaderZone, Imprint, Paragraph, Table
from .alignment import ComparedBlock
from .numbers import split_number

_LEVELS: Final = "一二三四五"
_DECIMAL: Final = re.compile(r"\d+(?:\.\d+)*")
_TEXT: Final = frozenset(
    ("段落", "条目", "责任", "条", "名单", "图", "图题", "表题", "表单位", "表注")
)
_CLOSING: Final = {
    "盖章署名": "署名",
    "标题": "标题",
    "主送机关": "主送机关",
    "成文日期": "成文日期",
    "附注": "附注",
    "附件说明": "附件说明",
    "稿本": "稿本标注",
    "件文号": "文号",
    "令号": "令号",
    "标题题注": "题注",
    "印发件标题": "标题",
    "附件标题": "标题",
    "件标题": "标题",
}


class Placed(Struct, frozen=True):
    """A block, as compared, where it stands, and itself; `name` is what a heading says."""

    unit: ComparedBlock
    place: str
    block: Paragraph | Table
    name: str = ""


def placed_blocks(composition: Composition) -> list[Placed]:
    """All that is on paper, from the header zone to the imprint; what is empty is left out, and so
    are the lines of a table of contents, which say again what the headings say.
    """
    found = [*_header(composition.header_zone)] if composition.header_zone else []
    walk = _Walk()
    for section in composition.sections:
        for block in section.blocks:
            if isinstance(block, Table) or ((block.text or block.picture) and not block.contents):
                found.append(walk.placed(block))
    if composition.imprint:
        found += _imprint(composition.imprint)
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
    stands once more, is no change.
    """
    found: list[list[str]] = []
    above: dict[int, str] = {}
    for row in table.rows:
        texts: list[str] = []
        column = 0
        for cell in row:
            text = "\n".join(paragraph.text for paragraph in cell.paragraphs)
            if cell.rows == "continue":
                text = above.get(column, text)
            above[column] = text
            texts += [text, *[""] * (cell.columns - 1)]
            column += cell.columns
        found.append(texts)
    return found


def _line(style: str, text: str, place: str) -> Placed:
    return Placed(ComparedBlock(style, "", text), place, Paragraph(style, ()))


def _header(zone: HeaderZone) -> Iterator[Placed]:
    for notice in zone.notices:
        if notice.text:
            yield _line(notice.style, notice.text, "版头")
    yield _line("发文机关标志", "、".join(zone.marks) + zone.mark_suffix, "发文机关标志")
    if zone.document_number:
        yield _line("发文字号", zone.document_number, "发文字号")
    if zone.signers:
        yield _line("签发人", "、".join(zone.signers), "签发人")
    for element in zone.elements:
        yield _line(element.style, element.text.strip(), "版头")


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
    """Where the reader is: the part, the numbers above, how many paragraphs and tables since."""

    part: str = ""
    above: list[str] = field(default_factory=list)
    count: int = 0
    tables: int = 0

    def placed(self, block: Paragraph | Table) -> Placed:
        unit = unit_of(block)
        if isinstance(block, Table):
            self.tables += 1
            nth = f"第{self.tables}个" if self.tables > 1 else ""
            return Placed(unit, self._named(f"{nth}表格"), block)
        return Placed(unit, self._place(block, unit), block, _name(block))

    def _place(self, block: Paragraph, unit: ComparedBlock) -> str:
        style = block.style
        if style in ("附件标识", "印发件标题"):
            self._enter(block.text if style == "附件标识" else "印发件")
            return self._named("" if style == "附件标识" else "标题")
        if style in _CLOSING:
            return self._named(_CLOSING[style])
        level = _level(block)
        if level:
            name = unit.number.strip() or f"“{unit.text[:8]}”"
            above = self.above[: level - 1]
            if _DECIMAL.fullmatch(name):  # it says itself what it stands under
                above, name = [""] * (level - 1), f"{name} "
            self.above = [*above, name]
            self.count = self.tables = 0
            return self._named("")
        if style in ("章", "节"):
            self.above = [unit.number.strip() or unit.text[:8]]
            self.count = self.tables = 0
            return self._named("")
        if unit.number:
            self.count = self.tables = 0
            return self._named(unit.number.strip())
        if style not in _TEXT:
            return self._named(style)
        self.count += 1
        return self._named(f"第{self.count}段")

    def _enter(self, part: str) -> None:
        self.part, self.above, self.count, self.tables = part, [], 0, 0

    def _named(self, last: str) -> str:
        path = "".join(self.above) if last not in _CLOSING.values() else ""
        return " ".join(filter(None, (self.part, (path + last).strip()))) or "正文"


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
