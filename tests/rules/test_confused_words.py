"""Each row of 易混词 in both directions: the wrong word is told beside what shows it, the right one
is silent there.
"""

from __future__ import annotations

from gongwen.lists import Row, read_own_tables

from .sentences import told_of


def _sentences(row: Row, word: str) -> list[str]:
    """A clause for each thing that shows the word wrong."""

    def words(cell: str) -> list[str]:
        return [each for each in row[cell].split("、") if each]

    heads, tails = words("前接"), words("后接")
    starts = "^" in heads
    behind = tails[:1] if starts else [""]
    found = [f"{'' if head == '^' else head}{word}{''.join(behind)}" for head in heads]
    found += [] if starts else [f"{word}{tail}" for tail in tails]
    found += [each.replace(row["错"], word) for each in words("同句") if row["错"] in each]
    return [f"{each}。" for each in found or [word]]


def test_each_row() -> None:
    """One document has them all, a paragraph a clause. 易错词 may have some of them too."""
    rows = read_own_tables()["易混词"]
    wrong = [each for row in rows for each in _sentences(row, row["错"])]
    told = {*told_of("易混词", wrong), *told_of("易错词", wrong)}
    assert sorted({*wrong} - told) == []
    assert told_of("易混词", [each for row in rows for each in _sentences(row, row["对"])]) == []
