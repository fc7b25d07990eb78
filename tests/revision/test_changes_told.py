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


def test_serial_numbers_that_do_not_just_count_on_are_told_once() -> None:
    old = table(HEAD, ("1", "修复供水管网", "30"), ("2", "改造排水管网", "12"))
    new = table(HEAD, ("3", "修复供水管网", "30"), ("4", "改造排水管网", "12"))
    (found,) = changes(of(old), of(new))
    assert (found.place, found.old, found.new, found.note) == (
        *("表格第1行“序号”栏", "1", "3"),
        "只有序号变了，共2处",
    )


def test_serial_numbers_that_follow_from_a_row_are_none_of_their_own() -> None:
    old = table(HEAD, ("1", "修复供水管网", "30"), ("2", "改造排水管网", "12"))
    new = table(
        HEAD, ("1", "新建街头公园", "8"), ("2", "修复供水管网", "30"), ("3", "改造排水管网", "12")
    )
    (found,) = changes(of(old), of(new))
    assert (found.kind, found.new) == ("增加", "1 ｜ 新建街头公园 ｜ 8")


def test_a_year_that_a_row_begins_with_is_told() -> None:
    head = ("年度", "任务", "公里")
    old = table(head, ("2027", "修复供水管网", "30"), ("2028", "改造排水管网", "12"))
    new = table(head, ("2027", "修复供水管网", "30"), ("2029", "改造排水管网", "12"))
    (found,) = changes(of(old), of(new))
    assert (found.place, found.old, found.new) == ("表格第2行“年度”栏", "2028", "2029")


def test_a_column_that_came_is_one_change() -> None:
    old = table(HEAD, ("1", "修复供水管网", "30"), ("2", "改造排水管网", "12"))
    new = table(
        (*HEAD, "备注"), ("1", "修复供水管网", "30", "甲"), ("2", "改造排水管网", "15", "乙")
    )
    found = changes(of(old), of(new))
    assert [(each.kind, each.place, each.old, each.new) for each in found] == [
        ("增加", "表格“备注”栏", "", "备注 ｜ 甲 ｜ 乙"),
        ("修改", "表格第2行“公里”栏", "12", "15"),
    ]


def test_numbers_of_another_form_are_told_and_a_cited_article_is() -> None:
    old = of(paragraph("一级标题", "一、总则"), paragraph("一级标题", "二、附则"))
    new = of(paragraph("一级标题", "1 总则"), paragraph("一级标题", "2 附则"))
    (found,) = changes(old, new)
    assert (found.old, found.new, found.note) == ("一、总则", "1 总则", "只有序号变了，共2处")
    texts = [f"第{n}条规定的事项由市水务局负责。" for n in "三二"]
    (found,) = changes(*(of(paragraph("段落", text)) for text in texts))
    assert [found.old, found.new] == texts


def test_the_old_number_stands_in_the_old_text() -> None:
    lead = paragraph("一级标题", "一、加强组织领导")
    old = of(lead, paragraph("一级标题", "二、强化督促检查工作"))
    new = of(paragraph("一级标题", "一、强化督促检查"))
    gone, edited = changes(old, new)
    assert (gone.kind, gone.old) == ("删去", "一、加强组织领导")
    assert (edited.old, edited.new) == ("二、强化督促检查工作", "一、强化督促检查")
    assert edited.shown_place == "一、（原二、）"


def test_paragraphs_that_were_joined_or_parted_are_one_change() -> None:
    first, second = "各单位要明确专人负责这项工作。", "财政部门要把经费列入年度预算。"
    parted = of(paragraph("段落", first), paragraph("段落", second))
    whole = of(paragraph("段落", first + second))
    (found,) = changes(parted, whole)
    assert (found.old, found.new) == (f"{first}\n{second}", first + second)
    assert (found.note, found.was, found.place) == ("2段并作一段", "第1段、第2段", "第1段")
    (found,) = changes(whole, parted)
    assert (found.old, found.new) == (first + second, f"{first}\n{second}")
    assert (found.note, found.was, found.place) == ("一段分作2段", "第1段", "第1段、第2段")


def test_a_unit_renamed_all_over_is_one_change() -> None:
    texts = (
        "由市卫生健康委牵头做好医疗救治。",
        "市卫生健康委按月通报进度。",
        "名单报市卫生健康委备案。",
    )
    old = of(*(paragraph("段落", text) for text in texts))
    new = of(*(paragraph("段落", text.replace("健康委", "健康局")) for text in texts))
    (found,) = changes(old, new)
    assert (found.place, found.old, found.new, found.note) == (
        *("全文", "市卫生健康委", "市卫生健康局"),
        "共3处",
    )
    other = paragraph("段落", "重大事项由市卫生健康委另行通知。")
    assert len(changes(of(*old.sections[0].blocks, other), of(*new.sections[0].blocks, other))) == 3


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
