"""Changes of figures in tables, and how much moved."""

from __future__ import annotations

from msgspec.structs import replace

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


def told(old: list[str], new: list[str]) -> list[tuple[str, str, str, str]]:
    sides = [of(*(paragraph("段落", text) for text in side)) for side in (old, new)]
    return [(each.place, each.old, each.new, each.note) for each in changes(*sides)]


def test_words_put_into_a_name_all_over_are_one_change() -> None:
    old = ["由市城市管理局牵头清理河道。", "市城市管理局每月通报。", "报市城市管理局备案。"]
    new = [text.replace("管理局", "管理和综合执法局") for text in old]
    became = ("全文", "市城市管理局", "市城市管理和综合执法局", "共3处")
    assert told(old, new) == [became]
    assert told(new, old) == [(became[0], became[2], became[1], became[3])]


def test_words_put_before_others_here_and_there_stay_apart() -> None:
    old = ["加强河道巡查。", "加强汛期值守。", "加强物资储备。"]
    new = [text.replace("加强", "进一步加强") for text in old]
    assert [place for place, *_ in told(old, new)] == ["第1段", "第2段", "第3段"]


def test_numbers_in_words_are_each_a_change_of_its_own() -> None:
    old = ["材料在十个工作日内审完。", "异议在十个工作日内答复。", "结果在十个工作日内公布。"]
    new = [text.replace("十个", "十五个") for text in old]
    assert len(told(old, new)) == 3


def test_a_place_of_several_paragraphs_says_once_what_they_stand_under() -> None:
    def text(*articles: str) -> list[Block]:
        found = zip("六七八", articles, strict=False)
        return [paragraph("条", f"第{number}条　{words}") for number, words in found]

    first, second = "不得擅自拆除公厕或者改变用途。", "确需拆除的应当报批，先建后拆。"
    old, new = text("公厕免费开放。", first + second), text("公厕免费开放。", first, second)
    chapter = paragraph("章", "第二章　管理")
    (found,) = changes(of(chapter, *old), of(chapter, *new))
    assert found.place == "第二章第七条、第八条"
    assert found.note == "一段分作2段"


def test_a_short_chapter_is_moved_though_its_articles_stand_in_another_order() -> None:
    general, first, second = (
        paragraph("章", "第一章　总则"),
        paragraph("段落", "本办法适用于公厕的建设和使用。"),
        paragraph("段落", "公厕管理遵循方便群众的原则。"),
    )
    others = [
        paragraph("章", "第二章　职责分工"),
        paragraph("段落", "城市管理部门负责日常管理工作。"),
        paragraph("段落", "财政部门负责落实工作经费。"),
    ]
    found = changes(of(general, first, second, *others), of(*others, general, second, first))
    assert {each.kind for each in found} == {"移动"}


def test_a_line_of_a_task_stays_with_its_task() -> None:
    def task(number: int, words: str, *units: str) -> list[Block]:
        lines = (paragraph("责任", unit) for unit in units)
        return [paragraph("条目", f"{number}.{words}"), *lines]

    first, second = "建成口袋公园12处。", "改造老旧管网8公里。"
    long = "配合单位：市住房城乡建设局、市财政局、市审计局"
    old = [*task(1, first, long), *task(2, second, "配合单位：市教育局")]
    new = [*task(1, first, "配合单位：市民政局"), *task(2, second, long)]
    found = changes(of(*old), of(*new))
    assert [(each.kind, each.place) for each in found] == [
        ("修改", "1.配合单位"), ("修改", "2.配合单位"),
    ]  # fmt: skip


def sections(first: list[str], second: list[str]) -> list[Block]:
    """Two headings with their tasks."""
    found: list[Block] = []
    for heading, tasks in (("（一）改造老旧管网", first), ("（二）建设口袋公园", second)):
        found.append(paragraph("二级标题", heading))
        found += [
            block
            for number, text in enumerate(tasks, 1)
            for block in (
                paragraph("条目", f"{number}.{text}"),
                paragraph("责任", f"完成时限：{len(text)}月底前"),
            )
        ]
    return found


_PIPES, _MAPS, _PARKS = "更换主城区供水管网8公里。", "更新地下管线图。", "建成口袋公园12处并开放。"


def test_a_task_that_goes_to_the_next_section_is_moved_and_not_the_heading_between() -> None:
    old = sections([_PIPES, _MAPS], [_PARKS])
    new = sections([_PIPES], [_MAPS, _PARKS])
    (found,) = changes(of(*old), of(*new))
    assert (found.kind, found.was, found.place) == ("移动", "（一）2.", "（二）1.")
    assert found.note.endswith("，连同下面的1段")


def shared_out(*rows: tuple[str, str, str]) -> Table:
    """A table that the program made of the tasks."""
    return replace(table(("序号", "重点任务", "措施"), *rows), derived="责任分工表")


def test_the_section_that_a_derived_table_names_follows_from_the_task_that_moved() -> None:
    old = [
        *sections([_PIPES, _MAPS], [_PARKS]),
        shared_out(
            ("1", "改造老旧管网", _PIPES),
            ("2", "改造老旧管网", _MAPS),
            ("3", "建设口袋公园", _PARKS),
        ),
    ]
    new = [
        *sections([_PIPES], [_MAPS, _PARKS]),
        shared_out(
            ("1", "改造老旧管网", _PIPES),
            ("2", "建设口袋公园", _MAPS),
            ("3", "建设口袋公园", _PARKS),
        ),
    ]
    moved, follows = changes(of(*old), of(*new))
    assert (moved.kind, follows.note) == ("移动", "责任分工表随之修改")
    last = [
        *sections([_PIPES], [_PARKS, _MAPS]),
        shared_out(
            ("1", "改造老旧管网", _PIPES),
            ("2", "建设口袋公园", _PARKS),
            ("3", "建设口袋公园", _MAPS),
        ),
    ]
    moved, follows = changes(of(*old), of(*last))
    assert (moved.kind, follows.note) == ("移动", "责任分工表随之修改")


def test_a_cell_of_a_derived_table_that_nothing_else_tells_of_is_told() -> None:
    old = [*sections([_PIPES], [_PARKS]), shared_out(("1", "改造老旧管网", "2027年底"))]
    new = [
        *sections([_PIPES], [_PARKS.replace("12", "15")]),
        shared_out(("1", "改造老旧管网", "2028年底")),
    ]
    assert [each.new for each in changes(of(*old), of(*new))] == [
        f"1.{_PARKS.replace('12', '15')}",
        "2028年底",
    ]
