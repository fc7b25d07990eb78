"""粘贴的表：从别处粘贴来的表，没有写成“表”，各格之间是制表符、竖线、框线、逗号或者空格。

这样的几行印成几段文字，格子排不齐。写成一条“表”，程序按版面画表。竖线、逗号、空格隔开的，几行格数相同、下面有数字的才提醒。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.texts import CELL, Passage
from ..paper.markdown import signs_in
from ..paper.pasted_rows import PastedRow, are_rows, has_broken_cells, pasted_row
from ..paper.people import is_name
from ..problem import Level
from . import Context, Finding

NAME = "粘贴的表"
LEVEL = Level.WARNING
BASIS = "表格用“表”写，各格由程序排"
STANDS_ALONE = True
WRONG = """\
正文:
- 经费安排如下：
- "项目\\t金额（万元）"
- "场馆改造\\t200"
- "图书购置\\t150"
- 分工如下：
- 序号｜单位｜人数
- 1｜市教育局｜3
"""
RIGHT = """\
正文:
- 经费安排如下：
- 表: {列: [项目, 金额（万元）], 行: [[场馆改造, 200], [图书购置, 150]]}
"""

_NEEDS_QUOTES = r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[,\[\]{}]|: |:$| #|^$|\s$"
_Run = list[tuple[Passage, PastedRow]]


def check(context: Context) -> Iterator[Finding]:
    """Each run of lines that are rows of one table."""
    run: _Run = []
    for passage in (*context.passages, None):
        row = _row(passage, context) if passage is not None else None
        if run and (row is None or row.parted != run[0][1].parted):
            yield from _found(run, context)
            run = []
        if passage is not None and row is not None:
            run.append((passage, row))


def _row(passage: Passage, context: Context) -> PastedRow | None:
    """What a passage is in a table. Tables of Markdown are told by the signs of theirs."""
    if passage.key == CELL:
        return None
    row = pasted_row(passage.text)
    if row is None or any(sign.kind == "表格" for sign in signs_in(passage.text)):
        return None
    if row.parted == "制表符":  # a first cell left empty is no longer in the passage
        before = context.line_of(passage.place).partition(passage.text.strip())[0]
        return PastedRow(row.parted, ("",) * before.count("\t") + row.cells)
    return row


def _found(run: _Run, context: Context) -> Iterator[Finding]:
    if are_rows([row for _, row in run]) and not _is_roster(run):
        yield _finding(run, context)


def _is_roster(run: _Run) -> bool:
    """Whether the lines are people and their posts, or who signs: each has a name, or a colon."""
    return all("：" in passage.text or any(map(is_name, row.cells)) for passage, row in run)


def _finding(run: _Run, context: Context) -> Finding:
    """What to say of a run; a single line may be several that were joined."""
    first, parted = run[0][0], run[0][1].parted
    place = context.spot(first.place, first.text, 0)
    if len(run) == 1:
        return Finding(
            place,
            f"这一段里有{parted}，像是从 Word、Excel 粘贴来的表里的一行，或者几行连成了一行",
            hint=f"是表的，改写成一条“- 表:”，下面写“列”和“行”；不是表的，删去{parted}",
        )
    lines = f"从这一行起的{len(run)}行像是从 Word、Excel 粘贴来的表"
    between = "" if parted == "制表符" else f"，各格之间是{parted}"
    rows = [row.cells for _, row in run if any(row.cells) and _has_words(row)]
    if not rows or has_broken_cells([passage.text for passage, _ in run]):
        hint = (
            "有的格里有几行，分不清各格：把表另存为 .xlsx，放进 content 文件夹，"
            "写成一条：- 表: {列: [……], 行: 文件名.xlsx}"
        )
    else:
        bar = "“正文: |”先改成“正文:”，各段前加“- ”；" if _is_below_bar(run, context) else ""
        hint = f"{bar}这{len(run)}行换成一条：{_table(rows)}"
    return Finding(place, f"{lines}{between}，会印成{len(run)}段文字", hint=hint)


def _has_words(row: PastedRow) -> bool:
    """Whether a line is more than the frame of a table."""
    return any(re.search(r"[^\u2500-\u257f\s+-]", cell) for cell in row.cells)


def _table(rows: Sequence[Sequence[str]]) -> str:
    wide = max(map(len, rows))
    whole = [(*row, *[""] * (wide - len(row))) for row in rows]
    body = ", ".join(_listed(row) for row in whole[1:])
    return f"- 表: {{列: {_listed(whole[0])}, 行: [{body}]}}"


def _is_below_bar(run: _Run, context: Context) -> bool:
    """Whether the lines stand in a text below a |, where there are no blocks."""
    first = run[0][0]
    return not re.match(r"\s*- ", context.line_of(context.spot(first.place, first.text, 0)))


def _listed(cells: Sequence[str]) -> str:
    return f"[{', '.join(map(_written, cells))}]"


def _written(cell: str) -> str:
    """A cell as it stands in brackets."""
    return "'" + cell.replace("'", "''") + "'" if re.search(_NEEDS_QUOTES, cell) else cell
