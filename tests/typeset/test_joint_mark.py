"""Joint marks of many units leave room for text on page 1 (7.2.4, 7.3.3), or it is said what helps;
signatures of many units share their page with text, or it is said (7.3.5.5).
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from gongwen.composition import Composition, HeaderZone, Paragraph
from gongwen.problem import Problem, as_text
from gongwen.typeset import typeset
from gongwen.typeset.estimate import estimate
from gongwen.typeset.fitting import fit
from gongwen.typeset.heights import header_height
from gongwen.typeset.joint_mark import smaller_marks
from gongwen.typeset.measures import measures_of

from ..typesetting import job_of
from .test_estimate import SHEET

UNITS = (
    *("云溪市发展和改革委员会", "云溪市教育局", "云溪市科学技术局", "云溪市财政局"),
    *("云溪市人力资源和社会保障局", "云溪市生态环境局", "云溪市市场监督管理局", "云溪市水利局"),
    *("云溪市住房和城乡建设局", "云溪市交通运输局", "云溪市农业农村局", "云溪市商务局"),
    *("云溪市文化和旅游局", "云溪市卫生健康委员会", "云溪市应急管理局", "云溪市审计局"),
    *("云溪市统计局", "云溪市医疗保障局", "云溪市司法局", "云溪市民政局"),
)
TEXT = """
正文:
- 现将有关事项通知如下，请各单位结合实际认真落实，重要情况及时报告。
- 各单位要在每年12月底前将落实情况送牵头部门汇总，由牵头部门统一报告。
- 本通知自印发之日起施行。
"""


def made(count: int, more: str = "") -> tuple[Composition, list[Problem]]:
    yaml = f"发文机关: {'、'.join(UNITS[:count])}\n发文字号: 云发改〔2026〕3号\n"
    yaml += f"成文日期: 2026-08-09\n主送: 市教育局\n{more}{TEXT}"
    job = replace(job_of(yaml, "印发稿"), measures=measures_of(SHEET))
    return fit(typeset(job)[0].composition, job, SHEET)


def zone_of(composition: Composition) -> HeaderZone:
    assert composition.header_zone is not None
    return composition.header_zone


def pages_of(composition: Composition) -> list[tuple[str, int, int]]:
    """The style and the pages of each block, first and last."""
    blocks = composition.sections[0].blocks
    spots = estimate(blocks, SHEET, start=header_height(composition.header_zone, SHEET))
    return [
        (block.style, spot.page, spot.last_page)
        for block, spot in zip(blocks, spots, strict=True)
        if isinstance(block, Paragraph)
    ]


def text_begins(composition: Composition) -> int:
    return next(page for style, page, _ in pages_of(composition) if style == "段落")


@pytest.mark.parametrize("count", range(2, 21))
@pytest.mark.parametrize("seal", ["", "印章: 不加盖\n"])
def test_page_1_shows_text_or_it_is_said(count: int, seal: str) -> None:
    composition, problems = made(count, seal)
    pages = pages_of(composition)
    shown = text_begins(composition) == 1
    told = [each for each in problems if each.message.startswith("首页排不下正文")]
    assert shown == (not told)
    text = [pages for style, *pages in pages if style == "段落"]
    with_text = {page for each in text for page in each}
    signed = {page for style, _, page in pages if style not in ("段落", "标题", "主送机关")}
    alone = [each for each in problems if "同一页上没有正文" in each.message]
    assert (signed <= with_text) == (not alone)
    if told:  # 主送 does not move for nothing, and the hint helps
        assert composition.imprint is None
        assert told[0].hint == "只列主办机关：写上“联合标志: 主办”"
        obeyed, more = made(count, f"联合标志: 主办\n{seal}")
        assert not [each for each in more if each.message.startswith("首页")]
        assert text_begins(obeyed) == 1


def test_smaller_marks_are_told() -> None:
    composition, problems = made(7)
    assert [as_text(problem) for problem in problems] == [
        "稿.yaml:4:7: 提示 [版面] 联合行文的机关有7个，发文机关标志缩为32磅，首页才显示得出正文\n"
        "    依据：GB/T 9704-2012 7.3.3：公文首页必须显示正文\n"
        "    建议：只列主办机关，标志就不用缩小：写上“联合标志: 主办”"
    ]
    fit_of_mark = zone_of(composition).mark_fit
    assert fit_of_mark is not None
    assert fit_of_mark.size == 64


def test_a_signature_that_fills_a_page_is_told_also_where_page_1_shows_no_text() -> None:
    _, problems = made(20)
    assert [problem.message for problem in problems] == [
        "首页排不下正文：发文机关标志、标题等占满了第1页",
        "署名和成文日期会单独排在第3页至第4页，同一页上没有正文",
    ]
    assert problems[1].hint == (
        "署名几乎占满一页：减少联合行文的机关，由主办机关行文，在正文里写明会同的机关"
    )
    _, problems = made(1)
    assert problems == []


@pytest.mark.parametrize("count", range(2, 21))
def test_each_size_takes_whole_rows_and_keeps_its_upper_edge(count: int) -> None:
    composition, _ = made(count)
    zone = replace(zone_of(composition), mark_fit=None)
    marks = list(smaller_marks(zone, SHEET))
    sizes = [mark.mark_fit.size for mark in marks if mark.mark_fit]
    assert set(sizes) <= {84, 72, 64, 56, 52, 48, 44}
    assert len(sizes) >= 6 or count < 5
    heights = [header_height(mark, SHEET) for mark in (zone, *marks)]
    assert heights == sorted(heights, reverse=True)
    for mark, height in zip(marks, heights[1:], strict=True):
        assert (heights[0] - height) % SHEET.page.row == 0
        found = mark.mark_fit
        assert found is not None
        assert found.pitch is not None
        assert found.before is not None
        assert found.size is not None
        edge = found.before + 0.81 * found.pitch - 0.86 * 10 * found.size
        assert edge == pytest.approx(0.81 * 1158 - 0.86 * 920, abs=41)  # 0.7 mm


def test_a_mark_of_the_lead_unit_has_no_smaller_one() -> None:
    composition, problems = made(7, "联合标志: 主办\n")
    assert zone_of(composition).mark_suffix == ""
    assert list(smaller_marks(zone_of(composition), SHEET)) == []
    assert problems == []


def test_rows_of_seals_stand_closer_where_the_page_asks_for_it() -> None:
    """42 mm and a point from one row to the next, no less; rows of pictures stay where they are."""
    found = {}
    for count in range(7, 16):
        composition, problems = made(count, "联合标志: 主办\n")
        rows = [
            block.fit.before + (above.text.count("\n") + 1) * SHEET.page.row
            for above, block in pairwise(composition.sections[0].blocks)
            if isinstance(above, Paragraph)
            and isinstance(block, Paragraph)
            and block.style == "联合署名续"
            and block.fit
            and block.fit.before is not None
        ]
        found[count] = (set(rows), problems == [])
    closest = SHEET.page.seal + SHEET.places.seal_gap
    assert all(row >= closest for rows, _ in found.values() for row in rows)
    assert any(rows == {closest} and fits for rows, fits in found.values())
