"""A name longer than the date and what stands right of it (7.3.5.1): it ends at the edge, the date
stands under its middle.
"""

from __future__ import annotations

import pytest

from tests.typesetting import blocks_of, geometry_of, paragraphs_in

CHARACTER = 300
DATE = 6.0
"""2026年8月9日 in characters."""


@pytest.mark.parametrize("length", range(10, 25))
def test_the_date_is_centred_under_the_name(length: int) -> None:
    name = "云溪市防汛抗旱指挥部办公室防洪调度和应急值守工作专班"[:length]
    assert len(name) == length
    blocks = blocks_of(f"发文机关: {name}\n成文日期: 2026-08-09\n", "印发稿")
    (signed,), (dated,) = paragraphs_in(blocks, "盖章署名"), paragraphs_in(blocks, "成文日期")
    right_of_name = (geometry_of(signed).right or 0) / CHARACTER
    right_of_date = (geometry_of(dated).right or 0) / CHARACTER
    assert right_of_name + length / 2 == pytest.approx(right_of_date + DATE / 2, abs=0.01)
    assert right_of_name == pytest.approx(max(4 + (DATE - length) / 2, 0), abs=0.01)
