"""粘贴的表：从 Word、Excel 粘贴来的表，各格之间是制表符，没有写成“表”。

这样的几行印成几段文字，格子排不齐。写成一条“表”，程序按版面画表。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..document.texts import CELL, Passage
from ..paper.characters import HAN
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
"""
RIGHT = """\
正文:
- 经费安排如下：
- 表: {列: [项目, 金额（万元）], 行: [[场馆改造, 200], [图书购置, 150]]}
"""

_NAME_ALONE = re.compile(rf"{HAN} *{HAN}(?: *{HAN})?")
_NEEDS_QUOTES = re.compile(r"^[\s\-?:,\[\]{}#&*!|>'\"%@`]|[,\[\]{}]|: |:$| #|^$|\s$")


def check(context: Context) -> Iterator[Finding]:
    """Each run of lines with tabs between their pieces."""
    run: list[Passage] = []
    for passage in (*context.passages, None):
        if passage is not None and passage.key != CELL and "\t" in passage.text.strip():
            run.append(passage)
            continue
        if run and not _is_roster(run):
            yield _finding(run, context)
        run = []


def _is_roster(run: Sequence[Passage]) -> bool:
    """Whether the lines are people and their posts, or who signs: each has a name, or a colon."""
    return all(
        "：" in passage.text
        or any(_NAME_ALONE.fullmatch(cell.strip()) for cell in passage.text.split("\t"))
        for passage in run
    )


def _finding(run: Sequence[Passage], context: Context) -> Finding:
    """What to say of a run; a single line may be several that were joined."""
    first = run[0]
    place = context.spot(first.place, first.text, 0)
    if len(run) == 1:
        return Finding(
            place,
            "这一段里有制表符，像是从 Word、Excel 粘贴来的表里的一行，或者几行连成了一行",
            hint="是表的，改写成一条“- 表:”，下面写“列”和“行”；不是表的，删去制表符",
        )
    rows = [[cell.strip() for cell in passage.text.split("\t")] for passage in run]
    wide = max(map(len, rows))
    rows = [row + [""] * (wide - len(row)) for row in rows]
    body = ", ".join(_listed(row) for row in rows[1:])
    table = f"- 表: {{列: {_listed(rows[0])}, 行: [{body}]}}"
    bar = "“正文: |”先改成“正文:”，各段前加“- ”；" if _is_below_bar(run, context) else ""
    return Finding(
        place,
        f"从这一行起的{len(run)}行像是从 Word、Excel 粘贴来的表，会印成{len(run)}段文字",
        hint=f"{bar}这{len(run)}行换成一条：{table}",
    )


def _is_below_bar(run: Sequence[Passage], context: Context) -> bool:
    """Whether the lines stand in a text below a |, where there are no blocks."""
    return not re.match(r"\s*- ", context.line_of(context.spot(run[0].place, run[0].text, 0)))


def _listed(cells: Sequence[str]) -> str:
    return f"[{', '.join(map(_written, cells))}]"


def _written(cell: str) -> str:
    """A cell as it stands in brackets."""
    return "'" + cell.replace("'", "''") + "'" if _NEEDS_QUOTES.search(cell) else cell
