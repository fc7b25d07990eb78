"""The pages that a sheet makes of a template's section."""

import pytest
from lxml import etree
from msgspec.structs import replace

from gongwen.template.stamp import section_properties
from gongwen.word.wordml import W

from ..compositions import sheet_named


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_page_that_lies_on_its_side_has_its_head_on_the_binding_side(mirrored: bool) -> None:
    """Where margins are mirrored, each pair is halved: Word exchanges the wrong one."""
    sheet = sheet_named("gbt9704")
    page = replace(sheet.page, mirrored=mirrored)
    section = section_properties(
        etree.Element(W + "sectPr"), replace(sheet, page=page), landscape=True
    )
    margins = section.find(W + "pgMar")
    assert margins is not None
    sides = [int(margins.get(W + side, "")) for side in ("top", "bottom", "left", "right")]
    across, along = (page.left + page.right) // 2, (page.top + page.bottom) // 2
    assert page.left != page.right
    assert page.top != page.bottom
    turned = [page.left, page.right, page.bottom, page.top]
    assert sides == ([across, across, along, along] if mirrored else turned)
