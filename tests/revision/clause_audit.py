"""What the rows of a 修改对照表 say clause by clause, held against the two texts on paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from html import unescape

from gongwen.composition import Composition
from gongwen.revision.change import Change
from gongwen.revision.clause_page import clause_page
from gongwen.revision.clause_table import Heads, clause_table
from gongwen.revision.clauses import UNCHANGED_TABLE, ClauseRow
from gongwen.revision.passages import CellGrid, Lines, Passage, Remark, Words
from gongwen.revision.views import as_text_of_rows
from gongwen.word.wordml import DOCUMENT, parse
from tests.revision.audit import items_of
from tests.revision.test_redline import READY
from tests.tracked import W

HEADS = Heads("题", ("甲", "乙"), "原条文", "修改稿")


def row_faults(
    old: Composition, new: Composition, told: Sequence[Change], rows: Sequence[ClauseRow]
) -> list[str]:
    """Changes that are in no row, or in two; words that do not stand so in their text; words that
    changed and are not marked, so that what is left of either side is not the same.
    """
    found = []
    count = Counter(id(change) for row in rows for change in row.changes)
    if any(count[id(change)] != 1 for change in told) or len(count) != len(told):
        found.append("a change is told by no row, or by two")
    for side, name in ((old, "old"), (new, "new")):
        whole = "\n".join(item.text for item in items_of(side))
        for row in rows:
            for text in _texts(row.old if name == "old" else row.new):
                if text not in whole and "〔图" not in text:
                    found.append(f"{name} has no {text}")
    for row in rows:
        for change in row.changes:
            for passages, mine in ((row.old, change.old), (row.new, change.new)):
                if Remark(UNCHANGED_TABLE) in passages:  # it was moved, and is not shown again
                    continue
                shown = _plain("".join(_texts(passages)))
                parts = mine.split(" ｜ ") if "一栏" in change.note else [mine]
                found += [f"{x} is not in its row" for x in parts if _plain(x) not in shown]
        kept = [_kept(row.old), _kept(row.new)]
        if all(kept) and kept[0] != kept[1] and not _is_uneven(row):
            found.append(f"unmarked: {kept}")
    return found


def _texts(passages: Sequence[Passage]) -> list[str]:
    found: list[str] = []
    for passage in passages:
        if isinstance(passage, Lines):
            found.append(_joined(passage.words))
        elif isinstance(passage, CellGrid):
            found += [_joined(words) for row in passage.rows for words, _ in row]
    return found


def _joined(words: Sequence[Words]) -> str:
    return "".join(each.text for each in words)


def _plain(text: str) -> str:
    return re.sub(r" ｜ |\s|／", "", text)


def _kept(passages: Sequence[Passage]) -> str:
    """What is not marked."""
    found = ""
    for passage in passages:
        if isinstance(passage, Lines):
            found += "".join(each.text for each in passage.words if not each.changed)
    return _plain(found)


def _is_uneven(row: ClauseRow) -> bool:
    """Whether blocks stand in one side only: what moved in or out, in another order."""
    return any("移" in change.kind or "序" in change.note for change in row.changes) or any(
        "移" in str(getattr(passage, "text", "")) or "顺序" in str(getattr(passage, "text", ""))
        for passage in (*row.old, *row.new)
    )


def row_views_that_differ(rows: Sequence[ClauseRow]) -> list[str]:
    """Where the terminal, the page and the table do not tell the same."""
    text = as_text_of_rows([row.changes for row in rows])
    page = clause_page(rows, HEADS)
    table = parse(clause_table(rows, HEADS, READY)[DOCUMENT]).find(f".//{W}tbl")
    assert table is not None
    lines = [
        ["".join(t.text or "" for t in cell.iter(W + "t")) for cell in row.iterchildren(W + "tc")]
        for row in table.iterchildren(W + "tr")
    ][1:]
    body = page[page.index("<tbody>") :].replace("</table></td>", "</grid></td>")
    cells = [
        [_plain(unescape(re.sub("<[^>]*>", "", cell))) for cell in _top_cells(row)]
        for row in re.split(r"(?m)^(?=<tr><td>\d+</td>)", body)[1:]
    ]
    wrong = []
    if [line[:3] for line in _plained(lines)] != [cell[:3] for cell in cells]:
        wrong.append(f"table and page: {_plained(lines)} {cells}")
    for number, row in enumerate(rows, 1):
        for change in row.changes:
            if f"【{change.shown_place}】" not in text:
                wrong.append(f"{number}: {change.place} is not in the terminal")
    if len(re.findall(r"(?m)^\d+\. 【", text)) != len(rows):
        wrong.append("the terminal has other numbers")
    return wrong


def _plained(lines: Sequence[Sequence[str]]) -> list[list[str]]:
    return [[_plain(cell) for cell in line] for line in lines]


def _top_cells(row: str) -> list[str]:
    """The four cells of a row of the page, whatever tables stand in them."""
    flat = re.sub(
        r"<table>.*?</(?:table|grid)>", lambda m: re.sub(r"</?t[dr][^>]*>", "", m[0]), row,
        flags=re.DOTALL,
    )  # fmt: skip
    return flat.split("</td><td>")
