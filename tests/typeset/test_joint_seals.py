"""Seals of several units that issue jointly (7.3.5.1): at most three in a row, none on another."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from gongwen.composition import Paragraph
from gongwen.typeset import typeset
from tests.typesetting import MEASURES, geometry_of, job_of, paragraphs_in

FINAL = "印发稿"
SEAL = 7.6 * 300
"""42 mm in characters of 300 twips, with what keeps two apart."""
SHORT = ("教育局", "科技局", "财政局", "水务局", "文旅局", "体育局", "司法局", "民政局")


def rows_of(count: int, characters: int) -> list[Paragraph]:
    """The rows of names, on lines of so many characters."""
    units = "、".join(f"市{name}" for name in SHORT[:count])
    job = job_of(f"发文机关: {units}\n成文日期: 2026-08-09\n", FINAL)
    width = round(characters * MEASURES.character)
    measures = replace(MEASURES, width=width)
    made, *_ = typeset(replace(job, measures=measures))
    blocks = [block for section in made.composition.sections for block in section.blocks]
    return paragraphs_in(blocks, "联合署名") + paragraphs_in(blocks, "联合署名续")


@pytest.mark.parametrize("characters", [28, 40])
@pytest.mark.parametrize(
    ("count", "in_rows"),
    [(2, [2]), (3, [3]), (4, [3, 1]), (5, [3, 2]), (6, [3, 3]), (7, [3, 3, 1]), (8, [3, 3, 2])],
)
def test_at_most_three_stand_in_a_row(count: int, in_rows: list[int], characters: int) -> None:
    """Also on a line that has room for four or five."""
    rows = rows_of(count, characters)
    assert [row.text.count("\t") for row in rows] == in_rows
    names = [name for row in rows for name in row.text.split("\t")[1:]]
    assert names == [f"市{name}" for name in SHORT[:count]]
    for row in rows:
        stops = [stop.position for stop in geometry_of(row).tabs]
        assert len(stops) == row.text.count("\t")
        assert all(right - left >= SEAL for left, right in pairwise(stops))
        assert stops[0] >= SEAL / 2
        assert stops[-1] == geometry_of(rows[0]).tabs[-1].position  # over the date
