"""表: a table of the file, with its title and its unit of measure above it."""

from __future__ import annotations

from ... import patterns as re
from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found, paragraph_at
from ..pieces import Source, SourceParagraph, SourceTable
from ..table_head import is_doubtful
from ..tables import parts_of, table_block
from ..tree import Tree, noted

PRECEDENCE = 100
_TITLE = re.compile(
    r"(?:附?表)\s*[一二三四五六七八九十\d]{1,3}(?:[-—.．]\d{1,2})?(?![\d年月日个张份])"
    r"[\s　:：.．、]*(?!所示|可见|中).{1,40}(?<![。；，：])"
)
_TITLE_STYLES = ("表题", "题注", "caption", "Caption")
_NOTE = re.compile(r"注\s*[:：].{2,200}")
_UNIT = re.compile(
    r"[（(]?(?:计量|金额|数量)?单位\s*[:：]\s*"
    r"((?:千|万|亿|百万)?(?:元|人|人次|户|个|亩|公顷|公里|米|吨|千克|公斤|套|台|辆|件|项|处|头|只|株|"
    r"平方米|平方公里|立方米|千瓦时?|%|％|美元)(?:[、，/／]\S{1,8})*)[）)]?"
)


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """The table at `index`, or after the title and the unit that stand there."""
    at, above = index, dict[str, Tree]()
    title = paragraph_at(contents, at)
    if title and (_TITLE.fullmatch(title.text) or title.look.style in _TITLE_STYLES):
        above["表题"] = title.text
        at += 1
    line = paragraph_at(contents, at)
    unit = _UNIT.fullmatch(line.text) if line else None
    if unit:
        above["单位"] = unit[1]
        at += 1
    found = contents[at] if at < len(contents) else None
    if not isinstance(found, SourceTable):
        return None
    if line and unit:
        _leave_word(line, unit[1], source)
    remarks = [each for piece in contents[index:at] if isinstance(piece, SourceParagraph)
               for each in piece.remarks]  # fmt: skip
    block: dict[str, Tree] = {**above, **_entries(table_block(found))}
    note = paragraph_at(contents, at + 1)
    if note and (note.look.style == "表注" or _NOTE.fullmatch(note.text)):
        block["表注"] = note.text
        remarks += note.remarks
        at += 1
    remarks += [*found.remarks, *_doubts(found, source)]
    return Found((noted(block, *remarks),), at - index + 1)


def _entries(block: Tree) -> dict[str, Tree]:
    return dict(block) if isinstance(block, dict) else {}


def _leave_word(line: SourceParagraph, unit: str, source: Source) -> None:
    """The words around a unit of measure, which the program prints."""
    for word in filter(None, line.text.split(unit, 1)):
        source.leave(word, line.number, "“单位：”几个字，由程序印")


def _doubts(found: SourceTable, source: Source) -> list[str]:
    """What is not sure of the head of a table that does not say what its head is."""
    texts = ["".join(cell.text.split()) for cell in found.rows[0] if not cell.merged]
    shown = "｜".join(texts)[:20]
    if found.is_ours:
        return []
    parts = parts_of(found)
    one_row = len(found.rows) - len(parts.rows) == 1
    if not parts.columns:
        message = f"表的第一行（{shown}）不像表头，写成了没有表头的表"
        hint = "第一行是表头的，删去“表头: 无”，把它写进“列”"
    elif found.heads is None and one_row and is_doubtful(found.rows[0]):
        message = f"表的第一行（{shown}）当作了表头，看不准"
        hint = "不是表头的，写“表头: 无”，把“列”移成“行”的第一行"
    else:
        return []
    source.say(UNSURE, Level.NOTICE, found.number, message, hint)
    return [message]
