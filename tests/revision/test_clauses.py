"""修改对照表 clause by clause: which rows there are, and what stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.composition import Block, Cell, Composition, Paragraph, Run, Table
from gongwen.revision.changes import compared
from gongwen.revision.clause_table import Heads, clause_table
from gongwen.revision.clauses import ClauseRow, clause_rows
from gongwen.revision.passages import CellGrid, Lines, Passage, Remark, Words
from gongwen.word.wordml import DOCUMENT, W, parse
from tests.compositions import paragraph
from tests.revision.test_redline import READY, assert_valid, of

FIRST = "各单位要明确专人负责这项工作。"
SECOND = "财政部门要把经费列入年度预算。"
THIRD = "每季度开展一次专项督查并通报。"
HEADS = Heads("停车管理办法", ("2026年4月3日", "2026年4月20日"), "原条文", "修改稿")


def rows(old: Composition, new: Composition) -> list[tuple[str, str]]:
    return [(_shown(row.old), _shown(row.new)) for row in _rows(old, new)]


def _rows(old: Composition, new: Composition) -> list[ClauseRow]:
    return clause_rows(compared(old, new))


def _shown(passages: tuple[Passage, ...]) -> str:
    """A side of a row, a paragraph a line, *changed* words, | between cells."""
    found = []
    for each in passages:
        if isinstance(each, Lines):
            found.append(_words(each.words))
        elif isinstance(each, CellGrid):
            found += ["|".join(_words(words) for words, _ in row) for row in each.rows]
        else:
            found.append(f"〔{each.text}〕" if isinstance(each, Remark) else f"【{each.text}】")
    return "\n".join(found)


def _words(words: tuple[Words, ...]) -> str:
    return "".join(f"*{each.text}*" if each.changed else each.text for each in words)


def article(number: str, *texts: str) -> list[Block]:
    first = Paragraph("条", (Run(f"第{number}条　", "条号"), Run(texts[0])))
    return [first, *(paragraph("条目", text) for text in texts[1:])]


def test_an_article_is_told_whole_with_its_paragraphs_and_items() -> None:
    items = "（一）社区食堂；", "（二）口袋公园。"
    old = of(*article("一", FIRST), *article("二", SECOND, *items), *article("三", THIRD))
    changed = of(
        *article("一", FIRST),
        *article("二", SECOND, items[0], items[1].replace("口袋", "街心")),
        *article("三", THIRD),
    )
    assert rows(old, changed) == [
        (
            f"第二条　{SECOND}\n{items[0]}\n（二）*口袋公园*。",
            f"第二条　{SECOND}\n{items[0]}\n（二）*街心公园*。",
        )
    ]


def test_an_article_that_came_and_one_that_went() -> None:
    old = of(*article("一", FIRST), *article("二", SECOND))
    new = of(*article("一", FIRST), *article("二", THIRD), *article("三", SECOND))
    assert rows(old, new) == [("〔新增〕", f"*第二条　{THIRD}*")]
    assert rows(new, old) == [(f"*第二条　{THIRD}*", "〔删除〕")]


def test_a_paragraph_that_was_written_anew_is_one_row() -> None:
    other = "鼓励沿街商铺内部厕所对外开放。"
    old, new = ([paragraph("段落", x) for x in (FIRST, y, THIRD)] for y in (SECOND, other))
    assert rows(of(*old), of(*new)) == [(f"【第2段】\n*{SECOND}*", f"【第2段】\n*{other}*")]
    (row,) = _rows(of(*old), of(*new))
    assert [change.kind for change in row.changes] == ["删去", "增加"]


def test_a_section_that_came_is_one_row_and_its_items_are_not() -> None:
    section = [paragraph("一级标题", "一、经费保障"), paragraph("段落", FIRST)]
    item = paragraph("条目", "（一）列入预算。")
    last = paragraph("段落", THIRD)
    assert rows(of(last), of(*section, item, last)) == [
        ("〔新增〕", f"*一、经费保障*\n*{FIRST}*"),
        ("〔新增〕", "【一、（一）】\n*（一）列入预算。*"),
    ]  # fmt: skip
    assert rows(of(*section, last), of(last)) == [(f"*一、经费保障*\n*{FIRST}*", "〔删除〕")]


def test_one_that_came_elsewhere_is_no_such_row() -> None:
    other = "鼓励沿街商铺内部厕所对外开放。"
    old = of(*article("一", FIRST), *article("二", SECOND), *article("三", THIRD))
    new = of(*article("一", FIRST), *article("二", THIRD), *article("三", other))
    assert rows(old, new) == [
        (f"*第二条　{SECOND}*", "〔删除〕"), ("〔新增〕", f"*第三条　{other}*"),
    ]  # fmt: skip


def test_a_task_is_told_with_its_lines_and_several_edits_are_one_row() -> None:
    def document(deadline: str, unit: str) -> Composition:
        return of(
            paragraph("一级标题", "一、主要任务"),
            paragraph("条目", "1.改造供水管网12公里。"),
            paragraph("责任", f"责任单位：{unit}"),
            paragraph("责任", f"完成时限：{deadline}"),
            paragraph("段落", LAST),
        )

    old, new = document("2026年底前", "市水务局"), document("2027年底前", "市教育局")
    assert rows(old, new) == [
        (
            "【一、1.】\n1.改造供水管网12公里。\n责任单位：市*水务局*\n完成时限：*2026*年底前",
            "【一、1.】\n1.改造供水管网12公里。\n责任单位：市*教育局*\n完成时限：*2027*年底前",
        )
    ]
    (row,) = _rows(old, new)
    assert len(row.changes) == 2


LAST = "本通知自印发之日起施行。"


def test_a_move_is_told_on_both_sides() -> None:
    texts = [paragraph("段落", each) for each in (FIRST, SECOND, THIRD, LAST)]
    assert rows(of(*texts), of(*texts[1:3], texts[0], texts[3])) == [
        (f"【第1段】\n{FIRST}\n〔移至“第3段”〕", f"【第3段】\n{FIRST}\n〔由“第1段”移来〕")
    ]


def test_an_item_that_went_to_another_article_stands_where_it_is_now() -> None:
    item = "（一）社区食堂停车位应当向居民免费开放；"
    old = of(*article("一", FIRST, item), *article("二", SECOND), *article("三", THIRD))
    new = of(*article("一", FIRST), *article("二", SECOND), *article("三", THIRD, item))
    assert rows(old, new) == [
        (
            f"【第一条（一）】\n{item}\n〔移至“第三条（一）”〕\n第三条　{THIRD}",
            f"第三条　{THIRD}\n{item}\n〔由“第一条（一）”移来〕",
        )
    ]


def table(*lines: tuple[str, ...]) -> Table:
    cells = [tuple(Cell((paragraph("表文", each),)) for each in line) for line in lines]
    return Table(tuple([8845 // len(lines[0])] * len(lines[0])), 1, tuple(cells))


HEAD = ("序号", "任务", "公里")
LINES = (("1", "修复供水管网", "30"), ("2", "改造排水管网", "12"), ("3", "新建口袋公园", "8"))


def test_a_table_is_told_by_its_head_and_the_rows_that_changed() -> None:
    new = table(HEAD, LINES[0], ("2", "改造排水管网", "15"), LINES[2])
    assert rows(of(table(HEAD, *LINES)), of(new)) == [
        (
            "【表格】\n序号|任务|公里\n2|改造排水管网|*12*",
            "【表格】\n序号|任务|公里\n2|改造排水管网|*15*",
        )
    ]
    longer = table(HEAD, ("1", "建设停车场", "3"), ("2", *LINES[0][1:]), ("3", *LINES[1][1:]))
    assert rows(of(table(HEAD, *LINES[:2])), of(longer)) == [
        ("【表格】\n〔右边各行是新增的〕", "【表格】\n序号|任务|公里\n*1*|*建设停车场*|*3*")
    ]
    assert rows(of(longer), of(table(HEAD, *LINES[:2]))) == [
        ("【表格】\n序号|任务|公里\n*1*|*建设停车场*|*3*", "【表格】\n〔左边各行已删除〕")
    ]


def test_a_row_that_was_moved_is_no_move_of_its_table() -> None:
    """Only the row is said to have moved."""
    lines = [("东门下穿通道", "120"), ("城南立交", "85"), ("北苑隧道", "64")]

    def table(*rows: tuple[str, str]) -> Table:
        cells = [
            tuple(Cell((paragraph("表文", text),)) for text in row)
            for row in (("点位", "面积"), *rows)
        ]
        return Table((4000, 4845), 1, tuple(cells))

    old, new = of(table(*lines)), of(table(*lines[1:], lines[0]))
    ((left, right),) = rows(old, new)
    assert left.splitlines()[-1] == "东门下穿通道|120"
    assert right.splitlines()[-1] == "〔从第1行移到第3行〕"


def test_a_column_that_came_shows_the_whole_table() -> None:
    new = table((*HEAD, "备注"), *((*line, "市级") for line in LINES))
    ((old_side, new_side),) = rows(of(table(HEAD, *LINES)), of(new))
    assert old_side.count("\n") == new_side.count("\n") - 1 == 4
    assert new_side.endswith("〔增加一栏〕")
    assert "1|修复供水管网|30|*市级*" in new_side


def test_a_unit_renamed_all_over_is_one_row() -> None:
    texts = ("由市卫生健康委牵头做好救治。", "市卫生健康委按月通报。", "报市卫生健康委备案。")
    old = of(*(paragraph("段落", text) for text in texts))
    new = of(*(paragraph("段落", text.replace("健康委", "健康局")) for text in texts))
    assert rows(old, new) == [("【全文】\n市卫生健康*委*", "【全文】\n市卫生健康*局*\n〔共3处〕")]


def test_the_file_has_tables_in_its_cells_and_is_valid(tmp_path: Path) -> None:
    old = of(table(HEAD, *LINES), paragraph("段落", FIRST), paragraph("段落", LAST))
    new = of(
        table(HEAD, *LINES[:2], ("3", "新建街心公园", "8")),
        paragraph("段落", FIRST.replace("专人", "人员")),
        paragraph("段落", LAST),
    )
    parts = clause_table(_rows(old, new), HEADS, READY, ["采纳市财政局意见3", ""])
    assert_valid(parts, tmp_path / "对照表.docx")
    root = parse(parts[DOCUMENT])
    outer = root.findall(f"{W}body/{W}tbl")
    assert len(outer) == 1
    inner = outer[0].findall(f".//{W}tc/{W}tbl")
    assert len(inner) == 2
    for each in inner:
        cell = each.getparent()
        assert cell is not None
        room = cell.find(f"{W}tcPr/{W}tcW")
        own = each.find(f"{W}tblPr/{W}tblW")
        assert room is not None
        assert own is not None
        assert int(own.get(W + "w", "")) < int(room.get(W + "w", ""))
        assert cell[-1].tag == W + "p"  # 17.4.65: a cell ends with a paragraph
    text = parts[DOCUMENT].decode()
    assert "采纳市财政局意见3" in text
    assert not {"\ufdd8", "\ufdd9", "\ufdda", "\ufddb"} & set(text)
    first = outer[0].find(W + "tr")
    assert first is not None
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    bold = [
        "".join(t.text or "" for t in run.iter(W + "t"))
        for run in root.iter(W + "r")
        if run.find(f"{W}rPr/{W}b") is not None
    ]
    assert bold == ["街心公园", "人员"]


@pytest.mark.parametrize(("times", "parts"), [(5, False), (6, True)])
def test_only_a_long_row_stands_on_two_pages(times: int, *, parts: bool) -> None:
    """One of a quarter of a page is kept whole; a longer one leaves no page half empty."""
    text = "各镇要安排专人巡查河道，发现问题当日上报。" * times
    old, new = (of(paragraph("段落", text + last)) for last in ("每月通报。", "每季通报。"))
    made = parse(clause_table(_rows(old, new), HEADS, READY)[DOCUMENT])
    row = made.findall(f"{W}body/{W}tbl/{W}tr")[-1]
    assert (row.find(f"{W}trPr/{W}cantSplit") is None) == parts
