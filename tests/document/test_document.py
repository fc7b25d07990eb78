"""YAML data read as a document; what misfits is said in plain Chinese, all at once."""
# ruff: noqa: E501  messages stand in one piece, beside what was typed

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.document.blocks import Items, PlanStages, Prose, Section, Task
from gongwen.document.parts import Document
from gongwen.document.read import read_document
from gongwen.document.rosters import Duties, Roster, split_person
from gongwen.document.tables import ResponsibilityTable, TableBlock
from gongwen.document.tree import elements_of
from gongwen.document.values import Moment, as_lines, read_moment
from gongwen.problem import Level, Place, Problem
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping, Sequence, Value

HEAD = "文种: 通知\n标题: 关于办好云溪市读书节的通知\n"


def read(text: str) -> tuple[Document | None, list[Problem]]:
    data, problems = parse(text, "文.yaml")
    assert problems == []
    return read_document(data, "文.yaml")


def made(text: str) -> Document:
    document, problems = read(text)
    assert problems == []
    assert document is not None
    return document


def body(text: str) -> Document:
    return made(HEAD + "正文:\n" + text)


def told(text: str, *, after: str = HEAD) -> list[str]:
    """What is said of a document: `line:column message|hint`. The head has two lines."""
    document, problems = read(after + text)
    assert (document is None) == any(p.level is Level.ERROR for p in problems)
    assert all(p.file == "文.yaml" for p in problems)
    return [f"{p.line}:{p.column} {p.message}|{p.hint}" for p in problems]


BODY = HEAD + "正文: 请抓好落实。\n"


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


def test_everything_wrong_is_told_at_once_and_each_thing_once() -> None:
    assert told(
        """\
标体: 关于读书节
稿本: 印发
份号:
主送机关: 各区
落款: 市政府办
附件说明: 1. 书目
密级: [秘密]
成文日期: 2026-02-30
印章: 盖章
附件:
- 书目
- 标题: 方案
  另附: 对
  正问: 略。
印发:
  日期: 8月9日
正文:
- 节: 总体要求
  责任单為: 市教育局
  正文:
  - 任务: [建书屋]
    编号: 一、
    时限:
  -
""",
        after="文种: 通知\n",
    ) == [
        "2:1 不认识“标体”这个项目|是不是“标题”",
        "3:5 “稿本”只能写征求意见稿、送审稿、印发稿，现在是“印发”|是不是“印发稿”",
        "4:4 “份号”是空的|填上内容；不需要就把这一行删掉",
        "5:1 不认识“主送机关”这个项目|是不是“主送”",
        "6:1 不认识“落款”这个项目|是不是“署名”",
        "7:1 不认识“附件说明”这个项目|“附件说明”由程序生成，不用写，删掉这一行",
        "8:5 “密级”只能写绝密、机密、秘密，现在是一个列表|",
        "9:7 “成文日期”写了日历上没有的日期“2026-02-30”：2026年2月没有30日|核对日期",
        "10:5 “印章”只能写加盖、不加盖、签名章，现在是“盖章”|是不是“加盖”",
        "12:3 “附件”第1项要写成一组“项目: 内容”，现在是“书目”|写成：- 标题: 书目；下面一行写“正文: ……”，另外提供的写“另附: 是”",
        "14:7 “另附”只能写“是”或“否”，现在是“对”|是不是“是”",
        "15:3 不认识“正问”这个项目|是不是“正文”",
        "17:7 “日期”不是日期：“8月9日”|前面写上年份，如 2026年8月9日",
        "20:3 不认识“责任单為”这个项目|是不是“责任单位”",
        "22:9 “任务”一块里只写一项，现在是一个列表|每项任务各写一块，以“- 任务: ……”开头；它的牵头单位、时限等写在它下面，与“任务”左对齐",
        "23:9 “编号”只能写无，现在是“一、”|",
        "24:8 “时限”是空的|填上内容；不需要就把这一行删掉",
        "25:4 “正文”第2项是空的|填上内容；不需要就把这一行删掉",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 甲\n", "1:1 这个文件是一个列表，不是一份公文|机构名录的文件名要叫 机构.yaml 或"
         " 机构-×××.yaml；被引入的片段，文件名以 _ 开头"),
        ("甲\n", "1:1 这个文件里没有“项目: 内容”，不是一份公文|最少写三行：文种: 通知、标题: ……、"
         "正文: ……；冒号用半角，后面空一格"),
        ("标题: 甲\n正文: 乙\n", "1:1 缺少“文种”|加一行：文种: ……"),
        ("文种: 通知\n标题: 甲\n", "1:1 缺少“正文”|加一行：正文: ……"),
        ("文种: 通知\n标题: 甲\n正文:\n", "3:4 “正文”是空的|填上内容"),
        ("文种: 通知\n标题: 甲\n正文: []\n", "3:5 “正文”是空的|填上内容"),
        ("文种: 通知\n标题: ' '\n正文: 乙\n", "2:5 “标题”是空的|填上内容"),
        ("文种: 通知\n标题: 甲\n正问: 乙\n", "3:1 不认识“正问”这个项目|是不是“正文”"),
    ],
)  # fmt: skip
def test_what_is_no_document(text: str, expected: str) -> None:
    assert told(text, after="") == [expected]


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


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-02-29", "2026年2月没有29日"),
        ("2026年13月", "没有13月"),
        ("2026-00-10", "没有0月"),
        ("2026-01-00", "2026年1月没有0日"),
        ("0000-01-01", "没有0年"),
    ],
)
def test_dates_that_are_in_no_calendar(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=f"^{why}$"):
        read_moment(typed)
    assert told(f"成文日期: {typed}\n", after=BODY) == [
        f"4:7 “成文日期”写了日历上没有的日期“{typed}”：{why}|核对日期"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("成文日期: 2026-08", "4:7 “成文日期”没有写到日：“2026年8月”|写成 2026年8月×日（×换成实际的日子）"),
        ("成文日期: {年: 2026}", "4:7 “成文日期”要写日期|日期照这样写：2026-08-09 或 2026年8月9日"),
        ("签发人: {姓名: 张三}", "4:6 “签发人”要写一段文字，现在是一组“项目: 内容”|去掉“姓名:”，"
         "直接写内容；如果它是文字的一部分，冒号改用全角的“：”"),
        ("主送: [市教育局, [市科协]]", "4:12 “主送”第2项要写一段文字，现在是一个列表|"),
        ("主送: []", "4:5 “主送”是空的|填上内容；不需要就把这一行删掉"),
        ("责任标注: 分航", "4:7 “责任标注”只能写分行、括注、不标，或一个句式，现在是“分航”|是不是“分行”"),
        ("责任标注: （{牵头部门}牵头）", "4:7 “责任标注”的句式里没有“{牵头部门}”这一项|是不是“{牵头单位}”"),
        ("样式: 市局.yaml", "4:5 “样式”只写名称，不带文件夹和后缀，现在是“市局.yaml”|写成：市局"),
        ("模板: ../文件", "4:5 “模板”只写名称，不带文件夹和后缀，现在是“../文件”|写成：文件"),
        ("编号: {层次: [一、, 甲、]}", "4:15 “层次”第2项认不出是哪种序数，现在是“甲、”|"
         "写这一层次的第一个序数，如 一、 （一） 1. （1） ①"),
        ("编号: {层次: [一、, 一、]}", "4:10 “层次”里“一、”写了两次|各层次的序数要不同"),
        ("编号: {连续: [5]}", "4:10 “连续”里写了第5层，一共4层|写层次的序号，从1到4"),
        (
            "编号: {层次: [1.1, 1.1.1]}",
            "4:10 “层次”里“1.1”写在第1层，它要带上前面1层的序数"
            "|从第一层写起，如 [1, 1.1, 1.1.1, （1）]",
        ),
        (
            "编号: {层次: [一、, 1.1], 连续: [2]}",
            "4:25 “连续”里写了第2层，这一层的序数带着上一层的，不能跨上级连续|删去“连续”里的2",
        ),
        ("编号: {连续: [三]}", "4:11 “连续”第1项要写整数，现在是“三”|"),
        ("编号: 无", "4:5 “编号”要写成一组“项目: 内容”，现在是“无”|写成 {层次: ……, 连续: ……}；花括号里可以写：层次、连续"),
        ("附件: 书目", "4:5 “附件”要写成一组“项目: 内容”，现在是“书目”|写成：- 标题: 书目；下面一行写“正文: ……”，另外提供的写“另附: 是”"),
        ("附件: [{正文: 略}]", "4:6 缺少“标题”|加一行：标题: ……"),
        ("附件: [{表单: 反馈表}]", "4:11 “表单”只能写意见反馈表，现在是“反馈表”|是不是“意见反馈表”"),
        ("附件: [{表单: 意见反馈表, 正文: 略}]", "4:22 “表单”由程序生成，旁边的“正文”印不出来|"
         "删掉“正文”，或删掉“表单”"),
        ("附件: [{标题: 甲, 另附: 是, 正文: 略}]", "4:25 另附的附件不在这里生成，“正文”印不出来|"
         "删掉“另附: 是”，或删掉“正文”"),
        ("附件: [{标题: 甲, 正文: 略, 件: [{标题: 乙}]}]", "4:18 有“件”的附件只印各件，旁边的“正文”"
         "印不出来|写成其中一件，排在“件”的列表里"),
        ("附件: [{标题: 甲, 件: [{正文: 乙}]}]", "4:18 缺少“标题”|加一行：标题: ……"),
        ("签署: [{职务: 市长}]", "4:6 “签署”第1项缺少“姓名”|加一行：姓名: ……"),
        ("忽略: [缺要素]", "4:5 “忽略”里每条规则要写理由，现在是一个列表|写成：忽略: {缺要素: 理由}，"
         "或 忽略: {缺要素: {发文字号: 理由}}"),
        ("忽略: {缺要素: }", "4:6 忽略“缺要素”的理由是空的|填上内容；不需要就把这一行删掉"),
        ("忽略: {缺要素: {发文字号: [甲]}}", "4:18 忽略“发文字号”的理由要写一段文字，现在是一个列表|写成："
         "忽略: {缺要素: 理由}，或 忽略: {缺要素: {发文字号: 理由}}"),
        ("反馈: 市教育局", "4:5 “反馈”要写成一组“项目: 内容”，现在是“市教育局”|写成 {截止: ……, 方式: ……}；花括号里可以写：截止、方式、联系人、"
         "电话、传真、邮箱、地址、逾期、轮次、对象"),
    ],
)  # fmt: skip
def test_misfits_of_the_document(text: str, expected: str) -> None:
    assert told(text + "\n", after=BODY) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("附件: []", ["4:5 “附件”是空的|填上内容；不需要就把这一行删掉"]),
        ("反馈: {}", ["4:5 “反馈”是空的|填上内容；不需要就把这一行删掉"]),
        ("编号: {}", []),  # as usual again, in a part within one that numbers otherwise
        ("编号: {连续: []}", []),
    ],
)
def test_empty_brackets_are_told_unless_they_say_something(text: str, expected: list[str]) -> None:
    assert told(text + "\n", after=BODY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- 任务名: 建书屋", "4:3 “任务名”不是一种内容块|是不是“任务”"),
        ("- 重点事项: 建书屋\n  时限: 年底", "4:3 “重点事项”不是一种内容块|写责任单位、时限的内容，"
         "先写一行“任务: ……”"),
        ("- 文: 建书屋", "4:3 “文”不是一种内容块|一段文字直接写成“- ……”，不写“文:”"),
        ("- {文: 建书屋, 不公开: 是}", "4:4 “文”不是一种内容块|一段文字直接写成“- ……”，不写“文:”；"
         "不公开的，写成“- 【不公开：……】”"),
        ("- [甲, 乙]", "4:3 要写一段文字或一个内容块，现在是一个列表|内容块有：节、领句、任务、条目、名单、"
         "职责、阶段、表、责任分工表、图、章、条、反馈说明、目录、引入"),
        ("- 节: 甲\n  条目: [乙]", "5:3 “节”和“条目”是两块内容，写在了一块里|另起一项，写成“- 条目: ……”；"
         "要放在“节”下面，就写进它的“正文”"),
        ("- 领句: 要抓好落实", "4:3 “正文”第1项缺少“接排”|加一行：接排: ……"),
        ("- 条目: 建书屋", "4:7 “条目”要写成列表（每项一行，以“- ”开头），现在是“建书屋”|写成：- 建书屋"),
        ("- 条目: []", "4:7 “条目”是空的|填上内容；不需要就把这一行删掉"),
        ("- 条目:\n  - 报送: 3月", "5:5 要写一段文字，现在是一组“项目: 内容”|去掉“报送:”，直接写内容；如果它是"
         "文字的一部分，冒号改用全角的“：”"),
        ("- 条目:\n  - 甲\n  -", "6:4 “条目”第2项是空的|填上内容；不需要就把这一行删掉"),
        ("- 条目: [甲]\n  序号: 甲", "5:7 “序号”认不出是哪种序数，现在是“甲”|写这一层次的第一个序数，如"
         " 一、 （一） 1. （1） ①"),
        ("- 任务: 甲\n  目标: [{数值: 3}]", "5:8 这个目标里缺少“指标”|加一行：指标: ……"),
        ("- 名单:\n  - 角色名: 组长\n    人员: [张三]", "5:5 不认识“角色名”这个项目|是不是“角色”"),
        ("- 名单:\n  - 角色: 组长\n    人员: [{名字: 张三}]", "6:11 不认识“名字”这个项目|是不是“姓名”"),
        ("- 名单:\n  - 角色: 成员\n    后缀: 等", "6:9 “后缀”接在“单位”后面，这里没有“单位”|"),
        ("- 名单: [{角色: 甲, 人员: [张三]}]\n  版式: 表格", "5:7 “版式”只能写名单、表，现在是“表格”|是不是“表”"),
        ("- 职责:\n  - 单位: 市教育局\n    内容: []", "6:9 “内容”是空的|填上内容；不需要就把这一行删掉"),
        ("- 职责: [{单位: 甲, 内容: 乙}]\n  题式: '{机构}职责'", "5:7 “题式”里要有“{单位}”|如：{单位}具体职责："),
        ("- 阶段:\n  - 阶段: 甲\n    止: 九月", "6:8 “止”不是日期：“九月”|日期照这样写：2026-08-09 或 2026年8月9日"),
        ("- 阶段:\n  - 阶段: 甲\n    时间: 9月\n    起: 2026-09", "6:9 “时间”和“起”“止”只写一种|用“时间”"
         "照写文字，或用“起”“止”写日期"),
        ("- 表: {列: [甲, 乙], 行: [[1, 2], [1]]}", "4:30 表的第2行（1）有1格，表有2列|空着的格也要占一格："
         "列表里写 ''，｜分隔的文本里两个｜之间留空"),
        ("- 表:\n    列: [甲, 乙]\n    行: |\n      1｜2\n\n      1｜2｜3", "9:7 表的第2行（1｜2｜3）有3格，表有2列|"
         "删掉多出来的格，或在“列”里补上列名"),
        ("- 表: {列: [甲, {头: 乙, 下: [丙, 丁]}], 行: [[1, 2]]}", "4:38 表的第1行（1｜2）有2格，表有3列|空着"
         "的格也要占一格：列表里写 ''，｜分隔的文本里两个｜之间留空"),
        ("- 表: {列: [项目], 行: [[1]], 合并: [项日]}", "4:31 “合并”里的“项日”不是表的一列|是不是“项目”"),
        ("- 表: {列: [甲], 行: [[1]], 宽: [1, 2]}", "4:28 “宽”写了2个数，表有1列|每列写一个数，是各列宽度之比"),
        ("- 表: {列: [甲], 行: [[1]], 宽: [宽]}", "4:29 “宽”第1项要写数，现在是“宽”|各列宽度之比，如 [1, 2, 1.5]"),
        ("- 表: {列: [甲]}", "4:6 “表”里缺少“行”|加一行：行: ……"),
        ("- 责任分工表: {取自: 附件一}", "4:15 “取自”只能写正文、印发件、附件，或带序号，现在是“附件一”|如：附件2"),
        ("- 责任分工表: {列: [序号, 责任部门]}", "4:19 “列”第2项只能写序号、重点任务、主要措施、牵头单位、"
         "责任单位、配合单位、责任领导、时限、备注，现在是“责任部门”|是不是“责任单位”"),
        ("- 图: 甲.png\n  宽: 大", "5:6 “宽”要写宽度，现在是“大”|写成毫米数（80）或百分数（50%）"),
        ("- 目录: 对", "4:7 “目录”只能写“是”或“否”，现在是“对”|是不是“是”"),
        ("- 目录: {层次: 4}", "4:12 “层次”要写1、2或3，现在是“4”|目录列几层标题"),
        ("- 条目: [甲]\n  序号: '1.1'", "5:7 “序号”不能写“1.1”|删去“序号”，在文件里写“编号: "
         "{层次: [1, 1.1, 1.1.1, （1）]}”"),
        ("- 反馈说明: 对", "4:9 “反馈说明”只能写“是”或“否”，现在是“对”|是不是“是”"),
        ("- 条: 文\n- 条: 文", "4:3 “条”只用在条款体例里|在这份文稿（或这个附件）的“标题”下面加一行：体例: 条款"),
        ("- 节: 甲\n  正文: [{章: 总则}]", "5:9 “章”只用在条款体例里|在这份文稿（或这个附件）的“标题”下面加一行："
         "体例: 条款"),
    ],
)  # fmt: skip
def test_misfits_of_blocks(text: str, expected: str) -> None:
    assert told(f"正文:\n{text}\n") == [expected]


def test_a_body_as_one_mapping_lacks_its_dash() -> None:
    assert told("正文: {节: 甲}\n") == [
        "3:5 “正文”要写成列表（每项一行，以“- ”开头），现在是一组“项目: 内容”|在“节”前面加上“- ”"
    ]


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
