"""表 and 意见反馈表: merges, headers, and how wide the columns are."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.composition import Table
from gongwen.typeset.column_widths import column_widths
from gongwen.typeset.width import width

from ..typesetting import MEASURES, blocks_of, body_lines, cells_of, shown, table_in

CHARACTER, MARGIN = 280.0, 160


def grid(yaml: str) -> Table:
    return table_in(blocks_of(f"正文:\n- 表: {{{yaml}}}\n"))


def test_title_unit_and_note() -> None:
    assert body_lines(
        "- {表: {列: [项目, 金额], 行: [[修渠, '120']]}, 表题: 资金, 单位: 万元, 表注: 注：含税。}"
    ) == ["表题|资金", "表单位|单位：万元", "表|项目|金额", "表|修渠|120", "表注|注：含税。"]


def test_merged_cells_nest() -> None:
    table = grid("列: [县, 乡, 村], 合并: [县, 乡], 行: [[甲, 丙, 1], [甲, 丙, 2], [乙, 丙, 3]]")
    assert cells_of(table)[1:] == [["甲", "丙", "1"], ["", "", "2"], ["乙", "丙", "3"]]
    assert [[cell.rows for cell in row] for row in table.rows[1:]] == [
        ["restart", "restart", None],
        ["continue", "continue", None],
        [None, None, None],
    ]


def test_empty_cells_are_not_merged() -> None:
    table = grid("列: [县, 村], 合并: [县], 行: [['', 1], ['', 2]]")
    assert [row[0].rows for row in table.rows] == [None, None, None]


def test_header_of_two_levels() -> None:
    table = grid("列: [县, {头: 用水量, 下: [农业, 工业]}], 行: [[甲, 1, 2]]")
    assert cells_of(table) == [["县", "用水量"], ["", "农业", "工业"], ["甲", "1", "2"]]
    assert table.header_rows == 2
    assert [(cell.columns, cell.rows) for cell in table.rows[0]] == [(1, "restart"), (2, None)]
    assert [(cell.columns, cell.rows) for cell in table.rows[1]] == [
        (1, "continue"),
        (1, None),
        (1, None),
    ]
    assert len(table.widths) == 3


def test_numbers_and_short_words_are_centred_text_stands_left() -> None:
    table = grid(
        "列: [序号, 内容, 预算], 行: [[1, 改造三个灌区的干渠支渠, '12,345,678.90'], [2, 打井, '']]"
    )
    assert [cell.paragraphs[0].style for cell in table.rows[1]] == ["表文居中", "表文", "表文居中"]
    assert {cell.paragraphs[0].style for cell in table.rows[0]} == {"表头"}


def test_lines_within_a_cell_are_paragraphs() -> None:
    table = grid('列: [内容], 行: [["修渠\\n打井"]]')
    assert cells_of(table)[1] == ["修渠/打井"]


TEXTS = st.text("渠井ab1 ，", max_size=40)


def test_what_stands_beside_several_rows_is_centred() -> None:
    long = "推进居家和社区适老化改造"
    table = grid(f"列: [任务, 措施], 合并: [任务], 行: [[{long}, {long}], [{long}, {long}]]")
    assert [cell.paragraphs[0].style for cell in table.rows[1]] == ["表文居中", "表文"]


CROWD = ["重点任务", "主要措施", "牵头单位", "责任单位", "配合单位", "完成时限", "责任领导"]


def test_a_head_is_broken_between_its_words_where_it_must_be() -> None:
    cells = ", ".join(["市教育局市科技局" * 5] * len(CROWD))
    table = grid(f"列: [{', '.join(CROWD)}], 行: [[{cells}]]")
    heads = [cell.paragraphs[0].text for cell in table.rows[0]]
    assert [head.replace("\n", "") for head in heads] == CROWD
    for head, width_of in zip(heads, table.widths, strict=True):
        assert head.count("\n") == (width_of < 4 * CHARACTER + MARGIN), head
        assert "\n" not in head or head.index("\n") == 2
    assert any("\n" in head for head in heads)


def widths_of(heads: list[str], *columns: list[str], total: int = 12600) -> list[float]:
    """The characters that a line of each column holds."""
    widths = column_widths(heads, columns, None, total=total, character=CHARACTER, margin=MARGIN)
    return [(each - MARGIN) / CHARACTER for each in widths]


def test_a_date_stands_on_two_lines_with_its_month_whole() -> None:
    *_, date = widths_of(
        ["序号", "主要措施", "完成时限"],
        ["1", "2"],
        ["改造灌区干渠支渠并配套量水设施，" * 9] * 2,
        ["2027年12月底前", "2026年6月底前"],
    )
    assert 5 <= date < 6


def test_dates_stand_all_on_one_line_or_all_on_two() -> None:
    """At six characters and a half 2026年12月底前 would part 底 from 前."""
    dates = ["2026年6月底前", "2026年12月底前"]
    for total in range(6000, 13000, 100):
        *_, deadline = widths_of(
            ["序号", "具体任务", "完成时限"], ["1", "2"], ["一" * 40] * 2, dates, total=total
        )
        assert deadline < 6 or deadline >= 7


def test_what_stands_beside_many_rows_needs_little_room() -> None:
    tasks, units = ["一" * 30] * 4, ["二" * 30, "", "", ""]
    heads, columns = ["具体任务", "配合单位"], [tasks, units]
    task, unit = column_widths(
        heads,
        columns,
        None,
        total=9000,
        character=CHARACTER,
        margin=MARGIN,
        spans=[[1] * 4, [4, 1, 1, 1]],
    )
    assert task > 1.5 * unit


def test_heads_stand_on_one_line_and_rows_are_as_low_as_can_be() -> None:
    measures = ["改造灌区干渠支渠并配套量水设施，加强巡查管护，完成三个灌区。"] * 6
    units = ["市教育局、市科技局、市财政局、市水利局、市农业农村局、各县人民政府"] * 6
    number, group, text, lead, unit, _ = widths_of(
        ["序号", "重点任务", "主要措施", "牵头单位", "责任单位", "完成时限"],
        [str(each) for each in range(1, 7)],
        ["节水灌溉", "", "", "", "", ""],
        measures,
        ["市水利局"] * 6,
        units,
        ["长期坚持"] * 6,
    )
    assert 2 <= number < 2.5
    assert min(group, lead) >= 4
    lines = [width(measures[0]) / text, width(units[0]) / unit]
    assert max(lines) - min(lines) < 0.5


def test_a_little_more_room_spares_a_character_its_own_line() -> None:
    names = ["优化老年人出行服务", "提升公共设施服务水平", "发展产业"]
    group, _ = widths_of(["重点任务", "主要措施"], names, ["改造灌区干渠支渠，" * 20] * 3)
    assert group == pytest.approx(5, abs=0.1)


@pytest.mark.parametrize("count", [2, 4, 6])
def test_no_task_is_broken_before_its_last_character(count: int) -> None:
    tasks = ["开展摸底调查", "编制改造计划", "实施管网更新", "严格质量安全管理"]
    columns = {
        "重点任务": tasks,
        "主要措施": [
            each * 4 for each in ("逐小区核实房屋结构", "按先急后缓排序", "一次开挖", "验收")
        ],
        "牵头单位": ["市住房城乡建设局", "市发展改革委", "市城管局", "市住房城乡建设局"],
        "完成时限": ["2026年8月底前", "2026年10月底前", "2027年6月底前", "长期坚持"],
        "责任单位": ["市财政局、市自然资源和规划局、各县区人民政府"] * 4,
        "备注": ["", "", "分批实施", ""],
    }
    shown = list(columns.items())[:count]
    for total in range(9000, 13000, 50):
        task, *rest = widths_of(
            [head for head, _ in shown], *(cells for _, cells in shown), total=total
        )
        line = int(task + 0.01)
        alone = [each for each in tasks if len(each) > line and len(each) % line == 1]
        assert not alone, (total, task, rest)


@given(st.data())
def test_widths_fill_the_type_area_and_tear_no_word(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 6))
    heads = data.draw(st.lists(st.text("甲乙丙", max_size=6), min_size=count, max_size=count))
    columns = [data.draw(st.lists(TEXTS, min_size=1, max_size=5)) for _ in range(count)]
    shares = data.draw(st.none() | st.lists(st.floats(0.5, 100), min_size=count, max_size=count))
    widths = column_widths(heads, columns, shares, total=8400, character=CHARACTER, margin=MARGIN)
    assert sum(widths) == 8400
    longest = [
        max((width(word) for text in column for word in re.findall("[!-~]+", text)), default=1)
        for column in columns
    ]
    needed = [max(each, 1) * CHARACTER + MARGIN for each in longest]
    if sum(needed) <= 8400:
        assert all(have >= need - 1 for have, need in zip(widths, needed, strict=True))


def test_asked_widths_are_kept() -> None:
    assert grid("列: [甲, 乙], 宽: ['1', '3'], 行: [[一, 二]]").widths == (2100, 6300)


def test_a_long_plan_looks_like_one() -> None:
    count = 40
    tasks = [
        f"第{number}项，改造灌区干渠支渠并配套量水设施，" + "巡查管护" * 6
        for number in range(count)
    ]
    units = [
        f"市教育局、市科技局，第{number}乡人民政府" + "、市财政局" * 3 for number in range(count)
    ]
    number, task, unit = column_widths(
        ["序号", "主要措施", "责任单位"],
        [[str(each) for each in range(1, count + 1)], tasks, units],
        None,
        total=8400,
        character=CHARACTER,
        margin=MARGIN,
    )
    assert number < 0.1 * 8400
    assert 0.2 * 8400 < unit < 0.45 * 8400
    assert task > unit


@pytest.mark.parametrize("landscape", [False, True])
def test_a_table_on_a_landscape_page_is_wider(landscape: bool) -> None:
    blocks = blocks_of(
        f"附件:\n- 标题: 表\n  横排: {'是' if landscape else '否'}\n"
        "  正文: [{表: {列: [甲], 行: [[乙]]}}]\n"
    )
    expected = MEASURES.landscape_width if landscape else MEASURES.width
    assert sum(table_in(blocks).widths) == expected


FORM = """
反馈: {截止: 2026-09-10, 邮箱: yunxi@example.cn}
印发件: {标题: 节水办法, 正文: 请看。}
附件: [{表单: 意见反馈表}]
"""


def test_feedback_form() -> None:
    lines = shown(blocks_of(FORM))
    assert "附件说明|附件：意见反馈表" in lines
    at = lines.index("附件标题|意见反馈表")
    assert lines[at + 1 :] == [
        "表|文件名称|节水办法",
        "表|反馈单位↵（盖章）||负责人↵（签字）|",
        "表|联系人||联系电话|",
        "表|反馈意见|□无意见　□有意见|反馈日期|",
        "表|序号|条款↵（页码）|原文|修改意见|理由依据",
        *(f"表|{number}||||" for number in range(1, 31)),
        "表注|注：请于2026年9月10日前填写本表并反馈。电子邮箱：yunxi@example.cn。"
        "没有意见的，请勾选“无意见”，盖章后反馈。",
    ]


@pytest.mark.parametrize(
    ("facts", "note"),
    [
        (
            "方式: [书面文件（加盖公章）, 传真, 电子邮件], 截止: 2026-09-10, 联系人: 李明, "
            "电话: 0700-1, 传真: 0700-2, 邮箱: yunxi@example.cn, 地址: 云溪市滨河路8号",
            "请于2026年9月10日前填写本表并反馈。反馈方式：书面文件（加盖公章）、传真、电子邮件。"
            "传真：0700-2，电子邮箱：yunxi@example.cn，通信地址：云溪市滨河路8号。"
            "没有意见的，请勾选“无意见”，盖章后反馈。",
        ),
        ("联系人: 李明", "请填写本表并反馈。没有意见的，请勾选“无意见”，盖章后反馈。"),
        ("对象: 公众, 截止: 2026-09-10", "请于2026年9月10日前填写本表并反馈。"),
    ],
)
def test_the_feedback_form_says_when_how_and_where_to_answer(facts: str, note: str) -> None:
    lines = shown(blocks_of(f"反馈: {{{facts}}}\n附件: [{{表单: 意见反馈表}}]\n"))
    assert [line for line in lines if line.startswith("表注|")] == [f"表注|注：{note}"]


@pytest.mark.parametrize(
    ("attachments", "subject"),
    [
        ("{标题: 节水办法, 正文: 请看。}", "节水办法"),
        (
            "{标题: 《节水办法》等2个文件, 件: [{标题: 甲, 正文: 一。}, {标题: 乙, 正文: 二。}]}",
            "《节水办法》等2个文件",
        ),
        (
            "{标题: 《节水办法》等2个文件, 件: [{标题: 甲, 稿本: 征求意见稿, 正文: 一。}, "
            "{标题: 《乙》, 稿本: 征求意见稿, 正文: 二。}]}",
            "《甲》《乙》",
        ),
        (
            "{标题: 《甲》等4个文件, 件: ["
            + ", ".join(f"{{标题: {n}, 稿本: 征求意见稿, 正文: 一。}}" for n in "甲乙丙丁")
            + "]}",
            "《甲》等4个文件",
        ),
    ],
)
def test_the_feedback_form_names_the_drafts(attachments: str, subject: str) -> None:
    lines = shown(blocks_of(f"附件: [{attachments}, {{表单: 意见反馈表}}]\n"))
    assert f"表|文件名称|{subject}" in lines


def test_the_feedback_form_names_the_round_and_the_draft_with_its_stage() -> None:
    draft = "{标题: 节水办法, 稿本: 征求意见稿, 正文: 请看。}"
    lines = shown(blocks_of(f"反馈: {{轮次: 第二轮}}\n附件: [{draft}, {{表单: 意见反馈表}}]\n"))
    assert "附件说明|附件：1.节水办法（征求意见稿）" in lines
    assert "附件标题|节水办法" in lines
    assert "表|文件名称|《节水办法（征求意见稿）》（第二轮）" in lines


def test_a_seal_has_room_in_the_feedback_form() -> None:
    form = table_in(blocks_of("反馈: {}\n附件: [{表单: 意见反馈表}]\n"))
    row, cells = next(
        (row, texts)
        for row, texts in zip(form.rows, cells_of(form), strict=True)
        if "盖章" in texts[0]
    )
    at = row[0].columns
    assert cells[1] == ""
    assert sum(form.widths[at : at + row[1].columns]) > MEASURES.seal + MARGIN


def test_the_public_has_no_seal() -> None:
    lines = shown(blocks_of("反馈: {对象: 公众}\n附件: [{表单: 意见反馈表}]\n"))
    assert "表|反馈单位或个人|" in lines
    assert not any("盖章" in line or "签字" in line for line in lines)


def test_the_feedback_form_alone_names_the_document() -> None:
    lines = shown(blocks_of("标题: 关于节水的通知\n附件: [{表单: 意见反馈表}]\n"))
    assert "表|文件名称|关于节水的通知" in lines


@pytest.mark.parametrize(
    ("ways", "printed"),
    [
        ("[书面, 电子邮件]", "书面、电子邮件"),
        ("[书面文件（加盖公章）, 传真]", "书面文件（加盖公章）、传真"),
        ("['纸质件加盖公章，送至市教育局', 电子邮件]", "纸质件加盖公章，送至市教育局；电子邮件"),
        ("[将电子版发送到下面的电子邮箱。, 传真。]", "将电子版发送到下面的电子邮箱；传真"),
        ("登录市政府网站，在线填写。", "登录市政府网站，在线填写"),
    ],
)
def test_ways_of_answering(ways: str, printed: str) -> None:
    (line,) = body_lines("- 反馈说明: 是", f"反馈:\n  方式: {ways}\n")
    assert line.endswith(f"反馈方式：{printed}。")


FACTS = {
    "截止": "2026-09-10",
    "方式": "[书面, 电子邮件]",
    "逾期": "视为无意见",
    "联系人": "李明",
    "电话": "0700-1234567",
    "邮箱": "yunxi@example.cn",
}


def feedback(audience: str, given_facts: tuple[str, ...]) -> str:
    facts = "".join(f", {name}: {FACTS[name]}" for name in given_facts)
    (line,) = body_lines("- 反馈说明: 是", f"反馈: {{对象: {audience}{facts}}}")
    return line.removeprefix("段落|")


def test_feedback_paragraph_of_all_facts() -> None:
    assert feedback("部门", tuple(FACTS)) == (
        "请认真研究，于2026年9月10日前反馈修改意见，没有意见的也请反馈。反馈方式：书面、电子邮件。"
        "逾期未反馈的，视为无意见。联系人：李明，联系电话：0700-1234567，"
        "电子邮箱：yunxi@example.cn。"
    )
    assert feedback("公众", ("截止", "邮箱")) == (
        "欢迎社会各界人士于2026年9月10日前提出意见和建议。电子邮箱：yunxi@example.cn。"
    )


@pytest.mark.parametrize("audience", ["部门", "公众"])
def test_feedback_paragraph_of_any_facts(audience: str) -> None:
    for count in range(len(FACTS) + 1):
        for names in itertools.combinations(FACTS, count):
            text = feedback(audience, names)
            assert not re.search(r"[，。：；、][，。：；、]|（）", text)
            assert text.endswith("。")
            assert ("9月10日" in text) == ("截止" in names)
            assert ("李明" in text) == ("联系人" in names)


def test_late_words_typed_in_full() -> None:
    (line,) = body_lines("- 反馈说明: 是", "反馈: {逾期: 逾期视为同意。}")
    assert line.endswith("没有意见的也请反馈。逾期视为同意。")


def test_no_feedback_paragraph_without_facts_or_where_refused() -> None:
    assert body_lines("- 反馈说明: 是\n- 文。") == ["段落|文。"]
    assert body_lines("- 反馈说明: 否\n- 文。", "反馈: {联系人: 李明}") == ["段落|文。"]


def test_no_column_is_wider_than_it_has_a_use_for() -> None:
    _, names, tasks = column_widths(
        ["序号", "负责人员", "内容"],
        [["1", "2"], ["王刚、李小明、张"] * 2, ["改造灌区" * 30] * 2],
        None,
        total=8400,
        character=CHARACTER,
        margin=MARGIN,
    )
    assert names <= 8 * CHARACTER + MARGIN + 1
    assert tasks > 0.5 * 8400


def test_room_that_no_column_needs_leaves_the_numbers_narrow() -> None:
    number, name, remark = column_widths(
        ["序号", "名称", "备注"],
        [["1", "2"], ["干渠", "支渠"], ["", ""]],
        None,
        total=8400,
        character=CHARACTER,
        margin=MARGIN,
    )
    assert number == 2 * CHARACTER + MARGIN
    assert name == remark


@given(st.permutations(range(10)))
def test_no_head_of_three_leaves_one_character_alone(order: list[int]) -> None:
    heads = [
        "序号",
        "项目名称",
        "建设地点",
        "责任单位",
        "完成时限",
        "总投资",
        "备注",
        "联系人",
        "电话",
        "类别",
    ]
    columns = [
        ["1", "2", "3"],
        ["供水主干管更换", "清淤和两岸步道、照明、绿化提升工程（二期）", "自来水厂扩建"],
        ["新建", "溪东区", "0990-8800123"],
        ["市水务局", "各县（区）人民政府", "市住房和城乡建设局、市财政局"],
        ["长期坚持", "2026年9月底前", "长期坚持"],
        ["7,375.1", "1,056.9", "5,953.6"],
        ["溪东区", "跨年度", ""],
        ["", "新建", "新建"],
        ["跨年度", "", "新建"],
        ["新建", "0990-8800123", "跨年度"],
    ]
    widths = column_widths(
        [heads[at] for at in order],
        [columns[at] for at in order],
        None,
        total=12757,
        character=CHARACTER,
        margin=MARGIN,
    )
    rooms = dict(zip(order, ((each - MARGIN) / CHARACTER for each in widths), strict=True))
    assert min(rooms[5], rooms[7]) > 2.99
