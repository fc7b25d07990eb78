"""A row with more cells than there are columns: nothing of it is lost."""

from __future__ import annotations

from gongwen.document.tables import Column
from gongwen.typeset.table import ruled_table
from tests.typesetting import cells_of, job_of


def columns(*heads: str) -> list[Column]:
    return [Column.made(job_of("").document.place(), head=head) for head in heads]


def test_what_is_too_much_stands_in_the_last_cell() -> None:
    rows = [("东湖区", "12", "30", "备注"), ("西湖区", "8"), ("北山县",)]
    made = ruled_table(columns("县区", "用水量"), rows, (), job_of(""))
    assert cells_of(made)[1:] == [["东湖区", "12　30　备注"], ["西湖区", "8"], ["北山县", ""]]
