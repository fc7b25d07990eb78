"""花脸稿 for paper: no mark of Word's is left, and without what is struck it is the new text, and
without what is underlined the old one.
"""

from __future__ import annotations

import re
from itertools import permutations
from pathlib import Path

import pytest
from lxml import etree

from gongwen.composition import Block, Cell, Composition, Table
from gongwen.render.render import render
from gongwen.revision.paper_redline import on_paper
from gongwen.revision.redline import redline
from gongwen.revision.redline_columns import has_other_columns
from gongwen.word.wordml import DOCUMENT, W, parse
from tests.compositions import ALL, paragraph
from tests.revision.random_edits import pair
from tests.revision.test_redline import READY, _rows, assert_valid, of
from tests.revision.test_said import as_marked, shared_in
from tests.revision.test_said import on_paper as set_of

FIRST = "各单位要明确专人负责这项工作。"
SECOND = "财政部门要把经费列入年度预算。"
THIRD = "每季度开展一次专项督查并通报。"
LAST = "本通知自印发之日起施行。"
MARKS = ("ins", "del", "moveFrom", "moveTo", "delText", "pPrChange", "rPrChange", "tblPrChange")
MORE_MARKS = ("trPrChange", "tcPrChange", "sectPrChange", "tblGridChange", "moveFromRangeStart")


def printed(old: Composition, new: Composition) -> dict[str, bytes]:
    marked = redline(render(old, READY), render(new, READY), "市水务局", "2026-04-03T09:00:00Z")
    return on_paper(marked, "征求意见稿改为送审稿")


def lines_of(*blocks: str | Block) -> Composition:
    return of(*(paragraph("段落", each) if isinstance(each, str) else each for each in blocks))


def shown(parts: dict[str, bytes]) -> list[str]:
    """The paragraphs, [-struck-] {+underlined+} <-struck twice-> <+underlined twice+> and notes."""
    found = []
    for node in parse(parts[DOCUMENT]).iter(W + "p"):
        text = ""
        for run in node.iter(W + "r"):
            words = "".join(each.text or "" for each in run.iter(W + "t"))
            text += _signs(run).format(words)
        if text:
            found.append(text)
    return found


def _signs(run: etree._Element) -> str:
    if run.find(f"{W}rPr/{W}dstrike") is not None:
        return "<-{}->"
    if run.find(f"{W}rPr/{W}strike") is not None:
        return "[-{}-]"
    line = run.find(f"{W}rPr/{W}u")
    if line is None:
        return "{}"
    return "{{+{}+}}" if line.get(W + "val") == "single" else "<+{}+>"


def words(root: etree._Element, *, new: bool) -> str:
    """The text of one of the two documents as the faces tell it, without the notes, which are red
    and neither struck nor underlined.
    """
    text = ""
    for run in root.iter(W + "r"):
        sign = _signs(run)
        color = run.find(f"{W}rPr/{W}color")
        if sign == "{}" and color is not None and color.get(W + "val") == "FF0000":
            continue
        gone, come = sign in ("<-{}->", "[-{}-]"), "+" in sign
        if not (gone if new else come):
            text += "".join(each.text or "" for each in run.iter(W + "t"))
    return text


def text_of(composition: Composition) -> str:
    root = parse(render(composition, READY)[DOCUMENT])
    return "".join(each.text or "" for each in root.iter(W + "t"))


def check(old: Composition, new: Composition) -> dict[str, bytes]:
    parts = printed(old, new)
    root = parse(parts[DOCUMENT])
    assert not list(root.iter(*(W + name for name in MARKS + MORE_MARKS)))
    assert words(root, new=True) == text_of(new)
    assert words(root, new=False) == text_of(old)
    return parts


def test_words_are_struck_and_underlined() -> None:
    parts = check(lines_of("2026年底前完成25%的任务。"), lines_of("2027年底前完成30%的任务。"))
    assert shown(parts) == ["[-2026-]{+2027+}年底前完成[-25%-]{+30%+}的任务。"]


def test_a_move_is_marked_twice_and_told_at_both_ends() -> None:
    changed = FIRST.replace("专人", "人员")
    rest = ["对进展缓慢的单位及时约谈提醒。", SECOND, THIRD, LAST]
    parts = check(lines_of(FIRST, *rest), lines_of(*rest[:3], changed, LAST))
    assert shown(parts) == [
        "<-各单位要明确->[-专人-]<-负责这项工作。->〔移动1：移至下文〕",
        *rest[:3],
        "<+各单位要明确+>{+人员+}<+负责这项工作。+>〔移动1：由上文移来〕",
        LAST,
    ]
    parts = check(lines_of(*rest[:3], FIRST, LAST), lines_of(FIRST, *rest))
    assert shown(parts)[0] == f"<+{FIRST}+>〔移动1：由下文移来〕"
    assert shown(parts)[4] == f"<-{FIRST}->〔移动1：移至上文〕"


def test_how_much_moved_with_the_first() -> None:
    rest = [f"第{n}项要求由责任单位按时完成并报送情况。" for n in "一二三四五"]
    parts = check(lines_of(FIRST, SECOND, *rest), lines_of(*rest, FIRST, SECOND))
    notes = [line for line in shown(parts) if "〔" in line]
    assert notes == [
        f"<-{FIRST}->〔移动1：移至下文，连同以下1段〕",
        f"<+{FIRST}+>〔移动1：由上文移来，连同以下1段〕",
    ]


def test_joined_and_parted_paragraphs_are_told() -> None:
    parted, whole = lines_of(FIRST, SECOND, LAST), lines_of(FIRST + SECOND, LAST)
    assert shown(check(parted, whole))[:2] == [f"{FIRST}〔与下段并作一段〕", SECOND]
    assert shown(check(whole, parted))[:2] == [f"{FIRST}〔以下另起一段〕", SECOND]


def test_a_paragraph_that_came_at_the_end_parts_none() -> None:
    parts = check(lines_of(FIRST), lines_of(FIRST, SECOND))
    assert shown(parts) == [FIRST, f"{{+{SECOND}+}}"]
    parts = check(lines_of(FIRST, SECOND), lines_of(FIRST))
    assert shown(parts) == [FIRST, f"[-{SECOND}-]"]


def test_rows_that_came_went_and_moved() -> None:
    tasks = ("修复供水管网12公里", "新建街头口袋公园", "改造城区公共厕所", "整治易涝积水道路")
    parts = check(lines_of(_rows(*tasks), LAST), lines_of(_rows(*tasks[1:], tasks[0]), LAST))
    assert f"<-{tasks[0]}->〔移动1：移至下文〕" in shown(parts)
    parts = check(lines_of(_rows(*tasks), LAST), lines_of(_rows(*tasks[:2], tasks[3], ""), LAST))
    assert f"[-{tasks[2]}-]" in shown(parts)
    assert "〔增加一行〕" in shown(parts)


def test_the_note_of_a_table_stands_in_its_widest_cell() -> None:
    rows = [("序号", "项目"), ("1", "修复老旧供水管网"), ("2", "新建街头口袋公园")]
    cells = [tuple(Cell((paragraph("表文", each),)) for each in row) for row in rows]
    table = Table((700, 8145), 1, tuple(cells))
    blocks = [paragraph("段落", each) for each in (FIRST, SECOND, THIRD, LAST)]
    parts = check(of(table, *blocks), of(*blocks[:3], table, blocks[3]))
    assert [each for each in shown(parts) if "〔" in each] == [
        "<-项目->〔移动1：移至下文〕",
        "<+项目+>〔移动1：由上文移来〕",
    ]


def test_a_paragraph_that_came_to_be_a_heading_is_told() -> None:
    old, new = (of(paragraph(style, "加强组织领导"), paragraph("段落", LAST))
                for style in ("段落", "一级标题"))  # fmt: skip
    assert shown(check(old, new))[0] == "加强组织领导〔改作标题〕"
    assert shown(check(new, old))[0] == "加强组织领导〔不再是标题〕"


def test_every_page_has_the_legend() -> None:
    parts = printed(ALL["全"], ALL["小"])
    header = parse(parts["word/header-legend.xml"])
    text = "".join(each.text or "" for each in header.iter(W + "t"))
    assert text == (
        "花脸稿：征求意见稿改为送审稿删去的字　增加的字　移走的字　移来的字　〔〕里是说明"
    )
    signs = [_signs(run) for run in header.iter(W + "r") if "的字" in (run[-1].text or "")]
    assert signs == ["[-{}-]", "{{+{}+}}", "<-{}->", "<+{}+>"]
    for section in parse(parts[DOCUMENT]).iter(W + "sectPr"):
        assert {"default", "even"} <= {
            each.get(W + "type") for each in section.findall(W + "headerReference")
        }


@pytest.mark.parametrize(("first", "second"), list(permutations(ALL, 2)))
def test_whole_documents(first: str, second: str, tmp_path: Path) -> None:
    parts = check(ALL[first], ALL[second])
    assert_valid(parts, tmp_path / "花脸稿.docx")


def test_any_document(tmp_path: Path) -> None:
    shared = shared_in(tmp_path)
    for seed in range(100, 130):
        data, became, _ = pair(seed)
        old, new = (as_marked(set_of(each, shared)) for each in (data, became))
        parts = check(old, new)
        notes = re.findall("〔移动(\\d+)：(移至|由)", "\n".join(shown(parts)))
        away = sorted(number for number, way in notes if way == "移至")
        assert away == sorted(number for number, way in notes if way == "由"), seed


UNITS = (
    ("事项", "单位", "时限"),
    ("疏通管网", "市水务局", "6月底"),
    ("清掏雨井", "市城管局", "7月底"),
)


def columns_of(*order: int) -> Composition:
    rows = (tuple(Cell((paragraph("表文", row[at]),)) for at in order) for row in UNITS)
    return lines_of(FIRST, Table((8844 // len(order),) * len(order), 1, tuple(rows)), LAST)


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ((0, 1), (0, 1, 2), ["疏通管网", "市水务局", "{+6月底+}"]),
        ((0, 1, 2), (0, 2), ["疏通管网", "[-市水务局-]", "6月底"]),
        ((1, 0), (0, 1, 2), ["[-市水务局-]", "疏通管网", "{+市水务局+}", "{+6月底+}"]),
    ],
)
def test_only_the_column_that_came_or_went(
    tmp_path: Path, old: tuple[int, ...], new: tuple[int, ...], cells: list[str]
) -> None:
    first, second = render(columns_of(*old), READY), render(columns_of(*new), READY)
    assert has_other_columns(first, second)
    marked = redline(first, second, "市水务局", columns=True)
    parts = on_paper(marked, "征求意见稿改为送审稿")
    assert_valid(parts, tmp_path / "花脸稿.docx")
    found = shown(parts)
    at = found.index(cells[0])
    assert found[at : at + len(cells)] == cells
    grid = parse(parts[DOCUMENT]).iter(W + "gridCol")
    widths = [int(each.get(W + "w", "")) for each in grid]
    assert sum(widths) <= 8845
    assert len(widths) == len(cells)


def test_a_row_that_came_with_a_column() -> None:
    old, new = columns_of(0, 1), columns_of(0, 1, 2)
    first, second = render(old, READY), render(new, READY)
    root = parse(first[DOCUMENT])
    rows = list(root.iter(W + "tr"))
    rows[2].getparent().remove(rows[2])  # type: ignore[union-attr]
    first[DOCUMENT] = etree.tostring(root)
    found = shown(on_paper(redline(first, second, "市水务局", columns=True), "两稿"))
    assert found[-4:-1] == ["{+清掏雨井+}", "{+市城管局+}", "{+7月底+}"]
    assert "疏通管网" in found
