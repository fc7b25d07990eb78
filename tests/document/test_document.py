"""YAML data read as a document; what misfits is said in plain Chinese, all at once."""
# ruff: noqa: E501  messages stand in one piece, beside what was typed

import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.document.blocks import Items, PlanStages, Prose, Section, Task
from gongwen.document.parts import Document
from gongwen.document.read import read_document
from gongwen.document.responsibility_table import ResponsibilityTable
from gongwen.document.rosters import Duties, Roster, split_person
from gongwen.document.tables import TableBlock
from gongwen.document.tree import elements_of
from gongwen.document.values import Moment, as_lines, read_moment
from gongwen.problem import Level, Place
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping, Sequence, Value
from tests.document.reading import HEAD, body, made, told


def test_the_least_document() -> None:
    document = made("文种: 通知\n标题: 读书节通知\n正文: 请抓好落实。\n")
    assert document.draft_stage == "征求意见稿"
    assert document.kind == "通知"
    assert next(block for block in document.body if isinstance(block, Prose)).text == "请抓好落实。"
    assert (
        made(HEAD + "印发件: {标题: 读书节方案, 正文: 略。}\n").issued_texts[0].title
        == "读书节方案"
    )


def test_every_key_of_the_document() -> None:
    document = made(
        """\
文种: 请示
格式: 信函
稿本: 送审稿
稿本标注: 代拟稿
草稿文号: 空位
清样: 是
份号: 000001
密级: 秘密
保密期限: 1年
紧急程度: 特急
内部标注: 内部资料
发文机关: 云溪市教育局、云溪市科学技术协会
联合标志: 主办
发文机关标志: [云溪市教育局, 云溪市科协]
发文字号: 云教〔2026〕12号
令号: 第8号
签发人: [张三, 李四]
标题: [云溪市教育局, 关于读书节的请示]
题注: 2026年第1次会议通过
主送: [[市政府], [市委宣传部, 市文旅局]]
正文: 妥否，请批示。
印发件: {标题: 读书节方案, 正文: 略。}
附件: {标题: 书目, 另附: 是}
署名: 云溪市教育局
签署: {职务: 市长, 姓名: 张三}
成文日期: 2026.8.9
印章: {图: 印章.png}
附注: 此件公开发布
联系人: {姓名: 王五, 电话: 0719-8888}
公开属性: 主动公开
抄送: 市人大常委会办公室
印发: {机关: 云溪市教育局办公室, 日期: 2026/8/10, 份数: 060}
出席: 张三、李四
请假: 王五
列席: 赵六
反馈: {截止: 2026年8月20日, 方式: [邮箱, 传真], 联系人: 王五, 电话: 1, 传真: 2, 邮箱: a@b.cn,
  地址: 读书路1号, 逾期: 视为无意见, 轮次: 2, 对象: 公众}
网页: {索引号: 1/2, 发布机构: 市教育局, 发布日期: 2026-08, 信息分类: 教育, 有效性: 有效}
办理: {拟稿: 周敏, 签发: {意见: 同意, 姓名: 张三, 日期: 2026-08-08}}
规范性文件: 是
规范性文件编号: 云规2026-3
施行日期: 2026-09-01
有效期: 5年
审议: 市政府第32次常务会议
材料: {材料: 合法性审核, 单位: 市司法局}
废止: 云教发〔2020〕3号
修改: [云教发〔2021〕4号, 云教发〔2021〕5号]
编号: {层次: [一、, 1.], 连续: [2]}
责任标注: （{牵头单位}牵头）
体例: 条款
机构表: 机构-教育.yaml
样式: 市教育局
模板: 信函
忽略: {空内容: 样张, 缺要素: {签发人: 样张}}
"""
    )
    assert {field.key for field in Document.fields.values()} == set(document._places)
    assert document.copy_number == "000001"
    assert document.clean_proof is True
    assert document.recipients == (("市政府",), ("市委宣传部", "市文旅局"))
    assert document.printing is not None
    assert (document.printing.date, document.printing.copies) == (Moment(2026, 8, 10), "060")
    assert document.issue_date == Moment(2026, 8, 9)
    assert as_lines(document.title) == ("云溪市教育局", "关于读书节的请示")
    assert document.signatories[0].post == "市长"
    assert document.attachments[0].apart is True
    assert [(w.rule, w.element, w.reason, w.place.line) for w in document.waivers] == [
        ("空内容", "", "样张", 54),
        ("缺要素", "签发人", "样张", 54),
    ]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-08-09", Moment(2026, 8, 9)),
        ("2026.8.9", Moment(2026, 8, 9)),
        ("2026/8/9", Moment(2026, 8, 9)),
        ("2026年8月9日", Moment(2026, 8, 9)),
        ("２０２６年８月９日", Moment(2026, 8, 9)),
        ("2024-2-29", Moment(2024, 2, 29)),
        ("2026-08", Moment(2026, 8)),
        ("2026年", Moment(2026)),
        ("8月9日", None),
        ("二〇二六年八月九日", None),
        ("2026-08-09 10:00", None),
    ],
)
def test_dates(typed: str, moment: Moment | None) -> None:
    assert read_moment(typed) == moment


def test_articles_have_their_own_places() -> None:
    text = """\
体例: 条款
正文:
- 章: 总则
  正文:
  - 节: 一般规定
    正文:
    - 节: 甲
      正文: 文
  - 章: 乙
- 任务: 丙
- 阶段: [{阶段: 丁, 接排: 文}]
附件:
- {标题: 流程, 正文: [{条: 申请。}]}
"""
    assert told(text) == [
        "9:7 条款体例里，节下面不再分节|写成“条”，或与上一节左对齐",
        "11:5 “章”不能放在“章”里|与上一章左对齐",
        "12:3 条款体例里没有“任务”|写成“条”；或删掉“体例: 条款”",
        "13:3 条款体例里没有“阶段”|写成“条”；或删掉“体例: 条款”",
    ]


def test_blocks_are_what_they_say() -> None:
    document = body(
        """\
- 一段。
- 节: 机构
  简名: 机构
  正文:
  - 名单:
    - 角色: 组长
      人员: 王刚　市政府副市长
    - 角色: 成员
      分组: [{组: 市直, 人员: [杨 洋 市教育局局长, {姓名: 李敏（女，回族）}]}]
      单位: 市科协、团市委
      后缀: 等单位分管负责同志
    版式: 表
  - 职责: [{单位: 市教育局, 内容: 建书屋。}, {单位: 市科协, 内容: [甲, 乙]}]
    题式: "{单位}具体职责："
- 阶段: [{阶段: 发动, 起: 2026-03, 止: 2027-03, 接排: 文}, {阶段: 总结, 时间: 年底}]
- 条目: [甲, {文: 乙, 条目: [丙]}]
- 任务: 建书屋
  责任单位: [市教育局]
  目标: [建成10处, {指标: 书屋, 数值: 10处, 期限: 2026-12}]
  时限: 2027-12
- 表:
    列: [项目, {头: 经费, 下: [市级, 县级]}]
    行: |
      ｜书屋｜1｜｜
      |---|---|---|
      ｜图书｜2｜3｜
    合并: [项目]
  单位: 万元
- 责任分工表: {取自: 正文, 列: [序号, 完成时限, {头: 牵头, 取: 牵头单位}]}
"""
    )
    found = [type(block).__name__ for block in document.body]
    kinds = "Prose Section PlanStages Items Task TableBlock ResponsibilityTable"
    assert found == kinds.split()
    of = {type(element): element for element in elements_of(document)}
    roster, duties, table = of[Roster], of[Duties], of[TableBlock]
    assert isinstance(roster, Roster)
    assert [(p.name, p.post) for p in roster.roles[0].people] == [("王刚", "市政府副市长")]
    assert roster.roles[1].groups[0].people[0].name == "杨洋"
    assert isinstance(duties, Duties)
    assert duties.duties[1].content == ("甲", "乙")
    assert isinstance(table, TableBlock)
    assert table.grid.heads() == ("项目", "市级", "县级")
    assert table.grid.rows == (("书屋", "1", ""), ("图书", "2", "3"))
    derived = of[ResponsibilityTable]
    assert isinstance(derived, ResponsibilityTable)
    assert [(c.head, c.field) for c in derived.derivation.columns] == [
        ("序号", "序号"),
        ("完成时限", "时限"),
        ("牵头", "牵头单位"),
    ]
    task, stages = of[Task], of[PlanStages]
    assert isinstance(task, Task)
    assert [(t.text, t.indicator) for t in task.targets] == [("建成10处", None), (None, "书屋")]
    assert isinstance(stages, PlanStages)
    assert [stage.printed_period() for stage in stages.stages] == ["2026年3月—2027年3月", "年底"]
    assert isinstance(of[Items], Items)


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ("|\n      甲｜乙\n      丙 | 丁", (("甲", "乙"), ("丙", "丁"))),
        ("|\n      甲｜\n      ｜丁", (("甲", ""), ("", "丁"))),
        ("|\n      |甲|乙|\n      |丙||", (("甲", "乙"), ("丙", ""))),
        ("\n    - 甲｜乙\n    - [丙, '']", (("甲", "乙"), ("丙", ""))),
        ("\n    -\n      - 甲\n      -", (("甲", ""),)),
    ],
)
def test_rows(rows: str, cells: tuple[tuple[str, ...], ...]) -> None:
    table = body(f"- 表:\n    列: [一, 二]\n    行: {rows}\n").body[0]
    assert isinstance(table, TableBlock)
    assert table.grid.rows == cells


@pytest.mark.parametrize(
    ("typed", "name", "post"),
    [
        ("王刚 市政府副市长", "王刚", "市政府副市长"),
        ("杨 洋 市教育局局长", "杨洋", "市教育局局长"),
        ("杨　洋　市教育局 局长", "杨洋", "市教育局 局长"),
        ("杨 洋", "杨洋", ""),
        ("欧阳 明 市科协主席", "欧阳明", "市科协主席"),
        ("杨 洋洋 市科协主席", "杨洋洋", "市科协主席"),
        ("李敏（女，回族） 市妇联主席", "李敏（女，回族）", "市妇联主席"),
        ("李 敏（女， 回族） 市妇联主席", "李敏（女，回族）", "市妇联主席"),
        ("李敏 （女） 市妇联主席", "李敏（女）", "市妇联主席"),
        ("王 副市长", "王", "副市长"),
        ("李 敏  （女）市妇联主席", "李敏（女）", "市妇联主席"),
        ("李 敏敏（女，回族）市妇联主席", "李敏敏（女，回族）", "市妇联主席"),
        ("欧阳 敏(女)市妇联主席", "欧阳敏(女)", "市妇联主席"),
        ("李敏 （市妇联）主席", "李敏", "（市妇联）主席"),
        ("王  刚，市委常委、副市长", "王刚，市委常委、副市长", ""),
        ("王刚 副市长，市公安局局长", "王刚", "副市长，市公安局局长"),
        ("阿依古丽·买买提 团市委书记", "阿依古丽·买买提", "团市委书记"),
        ("周  杨   吴  强   郑宪禹", "周杨", "吴 强 郑宪禹"),
        ("王 小 明 李 刚", "王小明", "李 刚"),
        ("欧 阳 明 月", "欧阳明月", ""),
    ],
)
def test_persons(typed: str, name: str, post: str) -> None:
    assert split_person(typed) == (name, post)


def test_a_text_in_the_place_of_a_name_is_looked_through_once() -> None:
    began = process_time()
    data, _ = parse(
        f"{HEAD}正文:\n- 名单:\n  - 角色: 组长\n    人员: [{'云' * 100_000}]\n", "文.yaml"
    )
    assert read_document(data, "文.yaml")[1]
    assert process_time() - began < 1.5  # once for each letter took seconds


def test_of_very_many_unknown_keys_the_first_are_told() -> None:
    keys = "".join(f"  甲{number}: 乙\n" for number in range(300))
    said = told(f"正文: 请落实。\n印发:\n{keys}")
    assert sum("不认识“甲" in each for each in said) == 100
    assert any("还有200个不认识的项目" in each for each in said)


def test_places_are_kept() -> None:
    document = body("- 节: 总体要求\n  正文: |\n    一段。\n    二段。\n")
    section = document.body[0]
    assert isinstance(section, Section)
    assert section.place("节") == Place("文.yaml", 4, 6)
    assert [(block.place().line, block.place().column) for block in section.body] == [
        (6, 5),
        (7, 5),
    ]
    assert (section.has("节"), section.has("接排")) == (True, False)


KEYS = st.sampled_from(
    sorted(
        {
            key
            for line in Path(__file__).read_text(encoding="utf-8").splitlines()
            for key in re.findall(r"([\u4e00-\u9fff]{1,6}): ", line)
        }
    )
)
TEXTS = st.sampled_from(
    [
        "",
        " ",
        "一、甲\n（一）乙。丙",
        "是",
        "通知",
        "2026-02-30",
        "条款",
        "正文",
        "{单位}",
        "1.",
        "甲｜乙",
        "无",
    ]
) | st.text(max_size=8)
PLACE = Place("文.yaml", 1, 1)


def _mapping(items: dict[str, Value]) -> Mapping:
    places = dict.fromkeys(items, PLACE)
    return Mapping(items, PLACE, places, places)


VALUES: st.SearchStrategy[Value] = st.recursive(
    st.none() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=4).map(lambda items: Sequence(items, PLACE, [PLACE] * len(items)))
        | st.dictionaries(KEYS, inner, max_size=5).map(_mapping)
    ),
    max_leaves=25,
)


@given(VALUES | st.dictionaries(KEYS, VALUES, min_size=2, max_size=8).map(_mapping))
def test_whatever_is_typed_is_told_in_chinese(data: Value) -> None:
    document, problems = read_document(data, "文.yaml")
    assert (document is None) == any(problem.level is Level.ERROR for problem in problems)
    for problem in problems:
        for word in ("Input", "should", "valid", "str", "None", "Error", "field"):
            assert word not in problem.message + problem.hint


@given(
    st.dictionaries(st.sampled_from(["节", "接排", "正文", "任务", "表", "条目", "名单"]), VALUES)
)
def test_blocks_too(block: dict[str, Value]) -> None:
    items = Sequence([_mapping(block)], PLACE, [PLACE])
    document = _mapping({"文种": "通知", "标题": "甲", "正文": items})
    read_document(document, "文.yaml")


SHARED = Path(__file__).resolve().parents[2].parent / "shared"


def test_real_documents_are_read_without_a_word() -> None:
    if not (SHARED / "content").is_dir():
        pytest.skip("没有 shared/content，略过")
    for path in sorted((SHARED / "content").glob("[!机_]*.yaml")):
        data, problems = parse(path.read_text(encoding="utf-8"), path.name)
        document, more = read_document(data, path.name)
        assert (document is not None, [*problems, *more]) == (True, []), path.name


@pytest.mark.parametrize(
    ("dates", "printed"),
    [
        ("起: 2021-05, 止: 2021-08", "2021年5月—2021年8月"),
        ("起: 2021-05, 止: 2021-05", "2021年5月"),
        ("起: 2021-05", "2021年5月起"),
        ("起: 2021-05-06", "2021年5月6日起"),
        ("止: 2021-05", "2021年5月底前"),
        ("止: 2021-05-06", "2021年5月6日前"),
        ("止: 2021", "2021年底前"),
        ("时间: 年底", "年底"),
    ],
)
def test_the_period_of_a_stage(dates: str, printed: str) -> None:
    document = made(
        f"文种: 通知\n标题: 关于读书节的通知\n正文: [{{阶段: [{{阶段: 发动, {dates}, 接排: 略。}}]}}]"
    )
    (stages,) = document.body
    assert isinstance(stages, PlanStages)
    assert [stage.printed_period() for stage in stages.stages] == [printed]
