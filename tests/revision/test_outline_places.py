"""Where a block stands: every place names one, as a reader would look for it."""

from __future__ import annotations

from gongwen.composition import Block, Cell, Composition, HeaderZone, Run, Table
from gongwen.revision.changes import changes
from gongwen.revision.outline_places import placed_blocks
from tests.compositions import paragraph
from tests.revision.test_redline import of


def places(*blocks: Block) -> list[str]:
    return [each.place for each in placed_blocks(of(*blocks))]


def run_in(style: str, head: str, rest: str = "按要求办理。") -> Block:
    return paragraph("段落", Run(head, style), rest)


def test_run_in_headings_of_one_level_do_not_stack_up() -> None:
    assert places(
        paragraph("一级标题", "二、重点任务"),
        run_in("三级接排", "5.修复管网。"),
        run_in("三级接排", "9.改造厕所。"),
        run_in("二级接排", "（一）落实资金。"),
    ) == ["二、", "二、5.", "二、9.", "二、（一）"]


def test_lines_of_units_stand_by_their_task() -> None:
    assert places(
        paragraph("一级标题", "一、工作安排"),
        paragraph("条目", "（一）修复管网。"),
        paragraph("责任", "责任单位：市水务局"),
        paragraph("责任", "完成时限：2027年6月底前"),
        paragraph("条目", "（二）改造厕所。"),
        paragraph("责任", "责任单位：市城管局"),
        paragraph("段落", "其余事项另行通知。"),
    ) == [
        *("一、", "一、（一）", "一、（一）责任单位", "一、（一）完成时限"),
        *("一、（二）", "一、（二）责任单位", "一、第1段"),
    ]


def test_texts_of_an_attachment_stand_by_their_names() -> None:
    assert places(
        paragraph("附件标识", "附件2"),
        paragraph("附件标题", "成员名单"),
        paragraph("段落", "名单如下。"),
        paragraph("件标题", "工作规则"),
        paragraph("段落", "规则如下。"),
        paragraph("附件标识", "附件3"),
        paragraph("附件标题", "清单"),
        paragraph("段落", "清单如下。"),
    ) == [
        *("附件2“成员名单” 标题", "附件2“成员名单” 第1段"),
        *("附件2“工作规则” 标题", "附件2“工作规则” 第1段", "附件3 标题", "附件3 第1段"),
    ]


def test_what_would_be_one_place_is_counted() -> None:
    items = [paragraph("条目", "（1）修复管网；"), paragraph("条目", "（2）改造厕所。")]
    assert places(*items, paragraph("段落", "另有下列事项："), *items) == [
        *("（1）", "（2）", "第1段", "（1）（第2处）", "（2）（第2处）")
    ]
    lines = ("附件：1.\t清单", "2.\t名单")
    note = [
        paragraph(style, text)
        for style, text in zip(("附件说明", "附件说明续"), lines, strict=True)
    ]
    assert places(*note) == ["附件说明第1项", "附件说明第2项"]


def test_a_mark_of_several_lines_is_told_as_it_stands() -> None:
    def marked(*marks: str) -> Composition:
        zone = HeaderZone((), marks, "文件", "云水〔2026〕3号", ())
        return Composition("试", zone, of(paragraph("段落", "同前。")).sections, None)

    (found,) = changes(marked("云溪市水务局", "云溪市财政局"), marked("云溪市水务局"))
    assert (found.old, found.new) == ("云溪市水务局\n云溪市财政局文件", "云溪市水务局文件")


def attachment(number: int, title: str, *blocks: Block) -> tuple[Block, ...]:
    return paragraph("附件标识", f"附件{number}"), paragraph("附件标题", title), *blocks


def test_swapped_attachments_are_one_move() -> None:
    table = Table((8845,), 0, ((Cell((paragraph("表文", "修复供水管网12公里"),)),),))
    text = paragraph("段落", "各单位要明确专人负责这项工作。")
    old = of(
        *attachment(1, "排查清单", text, table),
        *attachment(2, "人员名单", paragraph("段落", "名单另行通知各单位。")),
    )
    new = of(
        *attachment(1, "人员名单", paragraph("段落", "名单另行通知各单位。")),
        *attachment(2, "排查清单", text, table),
    )
    (found,) = changes(old, new)
    assert (found.kind, found.was, found.place) == ("移动", "附件2 标题", "附件1 标题")
    assert found.note.endswith("，连同下面的1段")


def test_a_short_heading_that_moved_is_a_move() -> None:
    heads = [
        paragraph("一级标题", f"{n}、{t}")
        for n, t in zip("一二三", ("总则", "职责", "附则"), strict=True)
    ]
    turned = [
        paragraph("一级标题", f"{n}、{t}")
        for n, t in zip("一二三", ("职责", "附则", "总则"), strict=True)
    ]
    (found,) = changes(of(*heads), of(*turned))
    assert (found.kind, found.old, found.new) == ("移动", "一、总则", "三、总则")


def test_what_a_derived_table_repeats_is_told_in_a_word() -> None:
    def document(unit: str, other: str) -> Composition:
        cells = (
            Cell((paragraph("表文", "修复管网"),)),
            Cell((paragraph("表文", unit),)),
            Cell((paragraph("表文", other),)),
        )
        table = Table((3000, 3000, 2845), 0, (cells,), derived="责任分工表")
        return of(
            paragraph("条目", "（一）修复管网。"), paragraph("责任", f"责任单位：{unit}"), table
        )

    first, second = changes(document("市水务局", "甲"), document("市城管局", "甲"))
    assert (first.place, first.old) == ("（一）责任单位", "责任单位：市水务局")
    assert (second.note, second.pieces) == ("责任分工表随之修改", ())
    assert second.place == "（一）表格"
    told = changes(document("市水务局", "甲"), document("市水务局", "乙"))
    assert [(each.old, each.new) for each in told] == [("甲", "乙")]
