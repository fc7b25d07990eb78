"""What Word is told to hold beside a signature leaves it on the page that it was brought to."""

from __future__ import annotations

import pytest

from gongwen.composition import Paragraph, Run
from gongwen.typeset.signature_page import SignedText

from ..compositions import sheet_named

SHEET = sheet_named("gbt9704")
TEXT = "各单位要认真落实值班制度" * 8
"""Four lines."""


@pytest.mark.parametrize(("left", "brought_by_two"), [(1, False), (2, True)])
def test_a_single_line_is_left_behind(left: int, brought_by_two: bool) -> None:
    page = SHEET.page
    blocks = (
        Paragraph("段落", (Run(TEXT),)),
        Paragraph("盖章署名", (Run("云溪市水务局"),)),
        Paragraph("成文日期", (Run("2026年4月3日"),)),
    )
    part = SignedText(blocks, SHEET, page.text_height - left * page.row)
    held = part.held(blocks)[0]
    assert isinstance(held, Paragraph)
    assert held.fit is not None
    assert held.fit.widow_control is brought_by_two
    assert part.has_company(part.held(blocks))
