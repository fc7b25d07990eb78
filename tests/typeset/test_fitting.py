"""A signature shares its page with text, page 1 shows text (7.3.5.5, 7.3.2, 7.3.3): what is done
for it, and what is said where nothing helps.

Page 1 of these documents: 8 rows of 版头, title on the 11th, 主送 on the 13th, 9 rows for text.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.composition import Block, Composition, Fit, Imprint, Paragraph, Run
from gongwen.problem import Problem, as_text
from gongwen.sheet.data import Sheet
from gongwen.sheet.reader import load_sheet
from gongwen.typeset import fitted, typeset
from gongwen.typeset.estimate import BlockStanding, Memory, estimate
from gongwen.typeset.fitting import fit
from gongwen.typeset.heights import header_height, page_1, room_above
from gongwen.typeset.kept_with_signature import tied

from ..typesetting import job_of, shown
from .test_estimate import ROW, SHEET

HEAD = """
发文机关: 云溪市人民政府办公室
发文字号: 云政办发〔2026〕3号
成文日期: 2026-08-09
"""
SEALED = HEAD + "主送: 市教育局\n"


def text(lines: int, *, last: int = 27) -> str:
    """A paragraph of so many lines, the last of them `last` characters wide."""
    return "一" * (28 * (lines - 1) - 2 + last)


def made(yaml: str, *paragraphs: str) -> tuple[Composition, list[Problem]]:
    body = "".join(f"- {each}\n" for each in paragraphs)
    job = job_of(f"{yaml}正文:\n{body}", "印发稿")
    job = replace(job, measures=replace(job.measures, character=SHEET.page.character))
    return fit(typeset(job)[0].composition, job, SHEET, Memory())


def blocks_in(composition: Composition) -> tuple[Block, ...]:
    return composition.sections[0].blocks


def fits(composition: Composition) -> dict[str, Fit]:
    """The `fit` of the last paragraph of each style."""
    return {
        block.style: block.fit
        for block in blocks_in(composition)
        if isinstance(block, Paragraph) and block.fit
    }


def spots(composition: Composition) -> list[BlockStanding]:
    start = header_height(composition.header_zone, SHEET)
    return estimate(blocks_in(composition), SHEET, start=start)


HELD = Fit(keep_next=True, widow_control=True)
NAME = Fit(keep_next=True)


def test_where_it_fits_word_is_only_told_to_hold_it() -> None:
    composition, problems = made(SEALED, text(5))
    assert problems == []
    assert fits(composition) == {"段落": HELD, "盖章署名": NAME}


def test_one_row_above_a_sealed_name() -> None:
    composition, problems = made(SEALED, text(6))
    assert problems == []
    assert fits(composition)["盖章署名"] == replace(NAME, before=ROW)
    assert spots(composition)[-1].last_page == 1


def test_none_where_the_seal_clears_the_last_line() -> None:
    composition, _ = made(SEALED, text(7, last=14))
    assert fits(composition)["盖章署名"] == replace(NAME, before=0)
    composition, _ = made(SEALED, text(7, last=17))
    assert fits(composition)["盖章署名"].before != 0


def test_characters_closer_together() -> None:
    """A line of two characters goes where the three above it hold 29 instead of 28."""
    composition, problems = made(SEALED, text(4, last=2), text(3, last=20))
    assert problems == []
    closer = [block.fit.closer for block in blocks_in(composition) if block.fit]  # type: ignore[union-attr]
    assert closer == [11, 0, 0]
    assert [spot.lines for spot in spots(composition)[2:4]] == [3, 3]
    assert fits(composition)["盖章署名"].before == ROW
    assert spots(composition)[-1].last_page == 1


def test_a_tighter_pitch() -> None:
    composition, problems = made(SEALED, text(3), text(4))
    assert problems == []
    assert {fit.pitch for fit in fits(composition).values()} == {round(ROW * 0.9)}
    assert fits(composition)["盖章署名"].before == ROW
    assert spots(composition)[-1].last_page == 1


def test_a_tighter_pitch_leaves_earlier_pages_alone() -> None:
    paragraphs = [text(1) for _ in range(29)]
    composition, problems = made(SEALED + "印章: 不加盖\n", *paragraphs)
    assert problems == []
    pitches = [block.fit.pitch for block in blocks_in(composition) if block.fit]  # type: ignore[union-attr]
    assert spots(composition)[-1].last_page == 2
    assert len([pitch for pitch in pitches if pitch]) == 22
    assert not any(
        block.fit and block.fit.pitch
        for block, spot in zip(blocks_in(composition), spots(composition), strict=True)
        if isinstance(block, Paragraph) and spot.page == 1
    )


def test_a_paragraph_of_more_than_ten_lines_of_the_sheet_is_not_moved_whole() -> None:
    long = Paragraph("段落", (Run("一" * 270),))
    assert tied(long, 28).fit is not None  # type: ignore[union-attr]
    assert tied(long, 26) is long


def test_lines_that_move_over() -> None:
    composition, problems = made(SEALED, text(9))
    assert problems == []
    assert fits(composition)["段落"].pitch == round(ROW * 1.03)
    spot = spots(composition)[2]
    assert (spot.page, spot.last_page, spot.last_lines) == (1, 2, 2)


def test_a_short_last_paragraph_moves_whole() -> None:
    composition, problems = made(SEALED, text(6), text(2))
    assert problems == []
    assert fits(composition) == {"段落": HELD, "盖章署名": NAME}
    assert [spot.page for spot in spots(composition)] == [1, 1, 1, 2, 2, 2]


def test_a_note_is_not_left_alone() -> None:
    composition, problems = made(SEALED + "公开属性: 主动公开\n", text(5))
    assert problems == []
    assert fits(composition)["盖章署名"].before == ROW
    assert fits(composition)["成文日期"] == NAME
    assert "附注" not in fits(composition)


def test_attachment_note_keeps_the_signature_company() -> None:
    note = "附件: [{标题: 甲, 另附: 是}, {标题: 乙, 另附: 是}]\n"
    composition, _ = made(SEALED + note, text(2))
    kept = fits(composition)
    assert kept["附件说明"].keep_next and kept["附件说明续"].keep_next
    assert "段落" not in kept


def test_text_goes_with_attachment_note_and_signature() -> None:
    note = "附件: [{标题: 甲, 另附: 是}]\n"
    composition, problems = made(SEALED + note, text(9))
    assert problems == []
    words, named = spots(composition)[2:4]
    assert (words.page, words.last_page, words.last_lines, named.page) == (1, 2, 2, 2)
    composition, problems = made(SEALED + note, text(8), text(1))
    assert problems == []
    assert [spot.page for spot in spots(composition)] == [1, 1, 1, 2, 2, 2, 2]


def test_attachment_note_stands_for_text_that_must_show_on_page_1() -> None:
    note = "附件:\n" + "".join(f"- {{标题: 附{n}, 另附: 是}}\n" for n in range(7))
    composition, problems = made(SEALED + note, text(3))
    assert problems == []
    assert [spot.page for spot in spots(composition)] == [1, 1, 1, *[2] * 9]


def test_nothing_is_asked_where_nothing_closes_the_text() -> None:
    composition, problems = made("标题: 关于节水的通知\n", text(5))
    assert (fits(composition), problems) == ({}, [])


def test_a_signed_name_keeps_its_two_rows() -> None:
    signed = HEAD.replace("发文机关", "签署: [{职务: 市长, 姓名: 王刚}]\n发文机关", 1)
    composition, problems = made(signed, text(4), text(2))
    assert problems == []
    assert fits(composition)["签署"].before is None


@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 27)), min_size=1, max_size=9),
    st.sampled_from(
        ("", "印章: 不加盖\n", "公开属性: 主动公开\n", "附件: [{标题: 甲, 另附: 是}]\n")
    ),
)
def test_the_signature_is_never_alone_unless_it_is_told(
    paragraphs: list[tuple[int, int]], more: str
) -> None:
    composition, problems = made(
        SEALED + more, *(text(max(lines, 1 + (last < 4)), last=last) for lines, last in paragraphs)
    )
    blocks, where = blocks_in(composition), spots(composition)
    first = next(
        index
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and block.style in ("盖章署名", "署名")
    )
    alone = (
        where[first].page != where[-1].last_page or where[first - 1].last_page != where[first].page
    )
    assert alone == bool(problems)
    for block in blocks:
        if isinstance(block, Paragraph) and block.fit and block.fit.pitch:
            assert 0.89 * ROW < block.fit.pitch < 1.13 * ROW


def test_what_cannot_be_helped_is_told() -> None:
    long_title = "标题: [" + ", ".join("甲乙丙丁戊己庚辛") + "]\n"
    composition, problems = made(long_title + SEALED, "请遵照执行。")
    assert [as_text(problem) for problem in problems] == [
        "稿.yaml:7:7: 警告 [版面] 署名和成文日期会单独排在第2页，同一页上没有正文\n"
        "    依据：GB/T 9704-2012 7.3.5.5：容不下印章和成文日期时，调整行距、字距\n"
        "    建议：把标题或主送缩短一行，或者把正文增写到四行以上"
    ]
    assert fits(composition) == {}


def test_recipients_that_leave_no_room_move_to_the_imprint() -> None:
    names = "、".join(f"云溪市第{n}乡人民政府" for n in range(40))
    composition, problems = made(HEAD + f"主送: {names}\n", text(3))
    assert [as_text(problem) for problem in problems] == [
        "稿.yaml:8:5: 提示 [版面] 主送机关移到了版记，不移首页显示不出正文\n"
        "    依据：GB/T 9704-2012 7.3.2：主送机关过多，使首页不能显示正文的，移至版记\n"
        "    建议：要排在正文之前的，缩短标题、主送，或少分几行"
    ]
    assert composition.imprint == Imprint(names, "", "", "", "")
    assert not any(line.startswith("主送") for line in shown(list(blocks_in(composition))))


def test_recipients_stay_while_one_line_of_text_is_on_page_1() -> None:
    names = "、".join(f"第{n}乡" for n in range(60))
    composition, _ = made(HEAD + f"主送: {names}\n", text(3))
    assert any(line.startswith("主送") for line in shown(list(blocks_in(composition))))


def test_a_draft_keeps_its_recipients() -> None:
    names = "、".join(f"云溪市第{n}乡人民政府" for n in range(70))
    job = job_of(f"主送: {names}\n")
    composition, _ = fit(typeset(job)[0].composition, job, SHEET, Memory())
    assert any(line.startswith("主送") for line in shown(list(blocks_in(composition))))


def test_a_title_that_fills_page_1_is_told() -> None:
    title = "标题: [" + ", ".join("甲乙丙丁戊己庚辛壬癸子丑寅") + "]\n"
    _, problems = made(title + HEAD, text(26))
    assert [as_text(problem) for problem in problems] == [
        "稿.yaml:3:5: 警告 [版面] 首页排不下正文：发文机关标志、标题等占满了第1页\n"
        "    依据：GB/T 9704-2012 7.3.3：公文首页必须显示正文\n"
        "    建议：缩短标题，或少分几行"
    ]


def test_all_that_a_document_brings_is_fitted() -> None:
    job = job_of(
        SEALED + f"正文: {text(6)}\n附件: [{{标题: 甲, 分装: 是, 正文: 二。}}]\n", "印发稿"
    )
    everything, problems = fitted(typeset(job), job, SHEET)
    assert [each.tail for each in everything] == ["", "附件"]
    assert problems == []


def test_a_house_style_has_its_own_page(tmp_path: Path) -> None:
    styles = Path(__file__).resolve().parents[2] / "styles"
    (tmp_path / "gbt9704.yaml").write_bytes((styles / "gbt9704.yaml").read_bytes())
    own = '基于: gbt9704\n版面: {每页行数: {值: "20", 依据: 惯例}}\n'
    (tmp_path / "本单位.yaml").write_text(own, encoding="utf-8")
    sheet, _ = load_sheet("本单位", tmp_path)
    assert isinstance(sheet, Sheet)
    job = job_of(SEALED + f"正文: {text(5)}\n", "印发稿")
    composition, _ = fit(typeset(job)[0].composition, job, sheet, Memory())
    assert fits(composition)["盖章署名"].before is not None


def test_a_title_that_has_no_room_below_the_names_of_the_issuers_goes_over_whole() -> None:
    """Word keeps its lines together, and its two blank lines do not begin a page as room."""
    title = "标题: [" + ", ".join("甲乙丙丁戊己庚辛壬癸子丑寅") + "]\n"
    job = job_of(f"{title}{HEAD}正文: {text(26)}\n", "印发稿")
    everything, _ = fitted(typeset(job), job, SHEET)
    composition = everything[0].composition
    blocks = blocks_in(composition)
    start, more = page_1(composition, 0, SHEET)
    spot = estimate(blocks, SHEET, start=start, more=more)[0]
    assert start > 0
    assert (spot.page, spot.last_page) == (2, 2)
    first = blocks[0]
    assert isinstance(first, Paragraph)
    assert room_above(first, SHEET) == 0


def test_page_1_shows_text_that_begins_with_a_heading() -> None:
    """The heading goes over with the line it is kept with: the mark of four is set smaller."""
    four = "、".join(f"云溪市{name}局" for name in ("教育", "财政", "水务", "应急管理"))
    head = f"""
发文机关: {four}
发文字号: 云教发〔2026〕3号
成文日期: 2026-08-09
主送: 市教育局
标题: [云溪市教育局等四部门关于印发, 云溪市支持社区托育服务发展, 若干措施的通知]
"""
    job = job_of(f"{head}正文: |\n  一、增加供给\n  {text(3)}\n", "印发稿")
    composition, problems = fit(typeset(job)[0].composition, job, SHEET, Memory())
    assert [each.message for each in problems] == [
        "联合行文的机关有4个，发文机关标志缩为32磅，首页才显示得出正文"
    ]
    start, _ = page_1(composition, 0, SHEET)
    shown_on = [spot.page for spot in estimate(composition.sections[0].blocks, SHEET, start=start)]
    assert shown_on[2:4] == [1, 1]


@pytest.mark.parametrize("note", ["", "附件: [{标题: 表, 另附: 是}]\n"])
@pytest.mark.parametrize("tail", [1, 5])
def test_a_draft_is_set_neither_closer_nor_further_apart(tail: int, note: str) -> None:
    draft = SEALED.replace("发文字号: 云政办发〔2026〕3号\n成文日期: 2026-08-09\n", "")
    for lines in range(8, 18):
        body = f"- {text(lines)}\n- {text(tail, last=4)}\n"
        job = job_of(f"{draft}正文:\n{body}{note}", "征求意见稿")
        composition, problems = fit(typeset(job)[0].composition, job, SHEET, Memory())
        assert problems == []
        for block in blocks_in(composition):
            assert isinstance(block, Paragraph)
            assert block.fit is None or not (block.fit.pitch or block.fit.closer)
