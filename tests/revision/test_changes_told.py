"""Changes of figures in tables, and how much moved."""

from __future__ import annotations

from gongwen.composition import Block, Cell, Table
from gongwen.revision.changes import changes
from tests.compositions import paragraph
from tests.revision.test_redline import of


def table(*rows: tuple[str, ...]) -> Table:
    cells = [tuple(Cell((paragraph("表文", text),)) for text in row) for row in rows]
    return Table((1000, 4000, 3845), 1, tuple(cells))


HEAD = ("序号", "任务", "公里")


def test_a_figure_of_a_table_that_changed_is_told() -> None:
    old = table(HEAD, ("1", "修复供水管网", "30"), ("2", "改造排水管网", "12"))
    new = table(HEAD, ("1", "修复供水管网", "50"), ("2", "改造排水管网", "12"))
    (found,) = changes(of(old), of(new))
    assert (found.kind, found.place, found.old, found.new) == (
        *("修改", "表格第1行“公里”栏"),
        *("30", "50"),
    )


def test_the_number_that_a_row_begins_with_is_no_change() -> None:
    old = table(HEAD, ("1", "修复供水管网", "30"), ("2", "改造排水管网", "12"))
    new = table(HEAD, ("3", "修复供水管网", "30"), ("4", "改造排水管网", "12"))
    assert changes(of(old), of(new)) == []


def test_how_many_paragraphs_and_rows_moved_with_the_first() -> None:
    moved: list[Block] = [
        paragraph("一级标题", "一、加强组织领导"),
        paragraph("段落", "各单位要明确专人负责这项工作。"),
        paragraph("段落", "财政部门要把经费列入年度预算。"),
    ]
    rest: list[Block] = [
        paragraph("一级标题", "二、强化督促检查"),
        paragraph("段落", "每季度开展一次专项督查并通报。"),
        paragraph("段落", "对进展缓慢的单位及时约谈提醒。"),
        paragraph("段落", "年底将结果纳入绩效考核的内容。"),
    ]
    (found,) = changes(of(*moved, *rest), of(*rest, *moved))
    assert found.kind == "移动"
    assert found.note.endswith("，连同下面的2段")

    lines = [
        (str(n), text, "5")
        for n, text in enumerate(
            ("修复供水管网", "改造公共厕所", "整治积水道路", "新建口袋公园"), 1
        )
    ]
    old = table(HEAD, *lines)
    new = table(HEAD, *lines[1:], lines[0])
    (found,) = changes(of(old), of(new))
    assert found.note == "从第1行移到第4行"
    new = table(HEAD, *lines[2:], *lines[:2])
    (found,) = changes(of(old), of(new))
    assert found.note.endswith("，连同下面的1行")
