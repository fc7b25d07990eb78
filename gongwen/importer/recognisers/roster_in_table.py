"""名单 in a table without lines, which only sets the page: 组长： | 王  刚 | 市政府副市长."""

from __future__ import annotations

from msgspec.structs import replace

from ...paper.people import Named, people_in
from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found
from ..pieces import Source, SourceCell, SourceTable
from ..role_lines import as_typed, of_units, role_word, signs_left, units_and_tail
from ..tables import table_block
from ..tree import Tree, noted

PRECEDENCE = 90
_BETWEEN = "    "
_TOLD = "用表排的名单，改成名单，一人一项"
_NO_HEAD = "表的第一列是组长、成员这样的角色，没有表头，写成了没有表头的表"


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """The roster of a table whose first column holds roles. Where these have no colons, or it is
    not sure who the people are, it is a table in its own right, and without a head: its first row
    is of a role like the others.
    """
    table = contents[index]
    if not isinstance(table, SourceTable) or table.is_ours or table.heads:
        return None
    roles = [row[0].text for row in table.rows if _says(row[0])]
    words = [role_word(text) for text in roles]
    if len(table.rows) < 2 or not table.rows[0][0].text or not all(words) or len(words) < 2:
        return None
    made = [_role(word, rows) for word, rows in zip(words, _by_role(table), strict=True)]
    found = [each for each in made if each]
    if len(found) < len(made) or not all(text.endswith(("：", ":")) for text in roles):
        source.say(UNSURE, Level.NOTICE, table.number, _NO_HEAD, "对照原件核对每一格")
        return Found((noted(table_block(replace(table, heads=0)), _NO_HEAD),), 1)
    whole = "".join(cell.text for row in table.rows for cell in row if not cell.merged)
    kept = [text for _, texts in found for text in texts]
    source.leave(signs_left(whole, kept), table.number, "名单的标点，由程序加")
    source.say(UNSURE, Level.NOTICE, table.number, _TOLD, "对照原文核对每个人的姓名和职务")
    block: Tree = {"名单": [role for role, _ in found]}
    return Found((noted(block, _TOLD),), 1)


def _says(cell: SourceCell) -> bool:
    return bool(cell.text) and not cell.merged


def _by_role(table: SourceTable) -> list[list[tuple[SourceCell, ...]]]:
    """The rows of each role, that with the role itself the first."""
    groups: list[list[tuple[SourceCell, ...]]] = []
    for row in table.rows:
        if _says(row[0]):
            groups.append([])
        groups[-1].append(row)
    return groups


def _role(word: str, rows: list[tuple[SourceCell, ...]]) -> tuple[Tree, list[str]] | None:
    """A role with its people or its units, and what of the cells was kept; None where it is not
    sure who they are.
    """
    lines = [
        _BETWEEN.join(" ".join(cell.text.split("\n")) for cell in row[1:] if _says(cell))
        for row in rows
    ]
    people: list[Named] = []
    for line in filter(None, lines):
        found = people_in(line, among_people=True)
        if not found:
            units = units_and_tail(line) if len(lines) == 1 else None
            return (of_units(word, *units), [word, *units]) if units else None
        people += found
    posts = {bool(each.post) for each in people}
    if len(posts) != 1:
        return None
    kept = [word, *(f"{each.name}{each.post}" for each in people)]
    return {"角色": word, "人员": [as_typed(each) for each in people]}, kept
