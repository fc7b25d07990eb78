"""What each recogniser recognises, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongwen.importer.recognisers
from gongwen.document.read import read_document
from gongwen.importer.account import account
from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.body import read_body
from gongwen.importer.chrome import without_chrome
from gongwen.importer.header import read_header
from gongwen.importer.header_found import Header
from gongwen.importer.leads import lead_sentences
from gongwen.importer.pieces import Look, Source, SourceCell, SourceParagraph, SourceTable
from gongwen.importer.reading import read_content
from gongwen.importer.recognisers import Recogniser, in_order_of_precedence, recognisers
from gongwen.importer.responsibility import line_field
from gongwen.importer.role_lines import person_of
from gongwen.importer.stages import stage_of, stages_of
from gongwen.importer.tree import Tree, plain
from gongwen.importer.wording import are_units, is_unit, read_date
from gongwen.problem import as_text
from gongwen.source.parse import parse
from tests.printed_body import bracket_fields


def source_of(text: str) -> Source:
    """Lines as a reader gives them."""
    source = Source("旧文.txt", "行")
    blank = 0
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            source.pieces.append(SourceParagraph(line.strip(), number, Look(blank=blank)))
        blank = 0 if line.strip() else blank + 1
    return source


def document(text: str) -> Imported:
    return assemble(source_of(text))


def body(text: str) -> list[Tree]:
    source = source_of(text)
    found = plain(list(read_body(source.pieces, source).blocks))
    assert isinstance(found, list)
    return found


# Words


@pytest.mark.parametrize("name", ["市教育局", "各县（区）", "团市委", "云溪经开区管委会"])
def test_names_of_units(name: str) -> None:
    assert is_unit(name)


@pytest.mark.parametrize("name", ["加强组织领导", "具体如下", "河道清淤"])
def test_what_is_no_unit(name: str) -> None:
    assert not is_unit(name)


def test_lists_of_units() -> None:
    assert are_units("市委组织部、编委办、人社局，各县（区）等")
    assert not are_units("加强领导。市教育局")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026年4月3日", "2026-04-03"),
        ("二〇二六年十月二十一日", "2026-10-21"),
        ("2026年13月3日", ""),
        ("自2026年4月3日起", ""),
    ],
)
def test_dates(text: str, date: str) -> None:
    assert read_date(text) == date


# Header


def test_a_whole_header() -> None:
    found = document(
        "000123\n机密★1年\n特急\n云溪市人民政府文件\n云政〔2026〕12号　签发人：江晓\n"
        "云溪市人民政府\n关于报送防汛情况的报告\n省人民政府：\n现报告如下。\n"
        "云溪市人民政府\n2026年4月3日\n抄送：省水利厅。\n云溪市人民政府办公室　2026年4月5日印发"
    ).tree
    assert plain(found) == {
        "文种": "报告",
        "稿本": "印发稿",
        "份号": "000123",
        "密级": "机密",
        "保密期限": "1年",
        "紧急程度": "特急",
        "发文机关": "云溪市人民政府",
        "发文字号": "云政〔2026〕12号",
        "签发人": "江晓",
        "标题": ["云溪市人民政府", "关于报送防汛情况的报告"],
        "主送": "省人民政府",
        "正文": ["现报告如下。"],
        "成文日期": "2026-04-03",
        "抄送": "省水利厅",
        "印发": {"机关": "云溪市人民政府办公室", "日期": "2026-04-05"},
    }


def test_a_draft_mark_in_words_of_its_own() -> None:
    found = plain(document("关于清淤工作的通知\n（讨论稿）\n市教育局：\n请抓紧。").tree)
    assert isinstance(found, dict)
    assert (found["稿本"], found["稿本标注"]) == ("征求意见稿", "讨论稿")


def test_the_number_gets_the_standards_brackets() -> None:
    source = source_of("云政办发[2026]第12号\n关于清淤的通知\n市教育局：")
    header: Header = read_header(source.pieces, source)
    assert header.fields["发文字号"] == "云政办发〔2026〕12号"
    assert [each.text for each in source.left_out] == ["云政办发[2026]第12号", "："]


@pytest.mark.parametrize("kind", ["通知", "批复"])
def test_a_title_goes_on_after_a_bracket_of_its_own(kind: str) -> None:
    source = source_of(f"关于印发《云溪市节水办法\n（试行）》的{kind}\n市教育局：")
    header: Header = read_header(source.pieces, source)
    assert header.title == ["关于印发《云溪市节水办法", f"（试行）》的{kind}"]


# Body


def test_headings_items_and_numbers() -> None:
    assert body(
        "一、工作目标\n完成清淤。\n二、工作措施\n（一）加强领导。各单位要重视。\n"
        "（二）保障经费。财政要安排。\n三、报送材料\n1.清淤方案；\n2.清淤总结。"
    ) == [
        {"节": "工作目标", "正文": ["完成清淤。"]},
        {
            "节": "工作措施",
            "正文": [
                {"节": "加强领导", "接排": "各单位要重视。"},
                {"节": "保障经费", "接排": "财政要安排。"},
            ],
        },
        {"节": "报送材料", "正文": [{"条目": ["清淤方案；", "清淤总结。"], "序号": "1."}]},
    ]


def test_a_lost_number_is_put_back_and_reported() -> None:
    source = source_of("一、目标\n甲。\n二、措施\n乙。\n保障条件\n丙。\n四、要求\n丁。")
    found = plain(list(read_body(source.pieces, source).blocks))
    assert isinstance(found, list)
    assert [section["节"] for section in found if isinstance(section, dict)] == [
        "目标",
        "措施",
        "保障条件",
        "要求",
    ]
    assert [problem.message for problem in source.problems] == ["第5行：像是标题，缺层次序数“三、”"]


def test_wrong_numbers_are_reported() -> None:
    source = source_of("一、目标\n甲。\n二、措施\n乙。\n二、要求\n丙。")
    read_body(source.pieces, source)
    assert [problem.message for problem in source.problems] == [
        "第5行：序数是“二、”，按前后次序应当是“三、”"
    ]


def test_tasks_with_lines_of_units() -> None:
    assert body(
        "一、主要任务\n（一）清淤\n1.疏浚河道。\n责任单位：市水务局\n配合单位：市财政局\n"
        "2.加固堤防。责任单位：市水务局\n（二）巡查\n3.落实巡查。\n责任单位：各乡镇"
    ) == [
        {
            "节": "主要任务",
            "正文": [
                {
                    "节": "清淤",
                    "正文": [
                        {"任务": "疏浚河道。", "责任单位": "市水务局", "配合单位": "市财政局"},
                        {"任务": "加固堤防。", "责任单位": "市水务局"},
                    ],
                },
                {"节": "巡查", "正文": [{"任务": "落实巡查。", "责任单位": "各乡镇"}]},
            ],
        }
    ]


@pytest.mark.parametrize(
    ("text", "wording", "fields"),
    [
        ("疏浚。（市水务局、财政局等）", "括注", {"责任单位": "市水务局、财政局等"}),
        (
            "疏浚。（责任单位：市水务局；完成时限：2026年6月底前）",
            "括注",
            {"责任单位": "市水务局", "时限": "2026年6月底前"},
        ),
        ("疏浚。（负责部门：市水务局）", "（负责部门：{责任单位}）", {"责任单位": "市水务局"}),
        (
            "疏浚。（市水务局牵头，市财政局按职责分工负责）",
            "（{牵头单位}牵头，{配合单位}按职责分工负责）",
            {"牵头单位": "市水务局", "配合单位": "市财政局"},
        ),
    ],
)
def test_units_in_brackets(text: str, wording: str, fields: dict[str, str]) -> None:
    assert bracket_fields(text) == ("疏浚。", wording, fields)


@pytest.mark.parametrize(
    "text", ["疏浚河道。（含支流，下同）", "完成疏浚（市水务局）", "疏浚。（共5项）"]
)
def test_brackets_that_name_no_units(text: str) -> None:
    assert bracket_fields(text) is None


def test_a_line_with_units() -> None:
    assert line_field("完成时限：2026年底前。") == ("时限", "2026年底前")
    assert line_field("联系单位：市水务局") is None


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("王  刚   市政府副市长", "王刚 市政府副市长"),
        ("全贤发　 市政府副秘书长", "全贤发 市政府副秘书长"),
        ("努尔兰·哈孜     副市长", "努尔兰·哈孜 副市长"),
        ("杨洋（女，回族）\t市教育局局长", "杨洋（女，回族） 市教育局局长"),
        ("市政府 副市长职责。", ""),
        ("加强组织领导", ""),
    ],
)
def test_people(text: str, person: str) -> None:
    assert person_of(text) == person


def test_a_roster_in_paddings_of_the_wild() -> None:
    assert body(
        "组成人员如下：\n组　长：江  晓   市政府副市长\n副组长：文林　 市水务局局长\n"
        "　　　　方  圆   市财政局局长\n成  员：市教育局、市民政局等单位分管负责同志。\n"
        "办公室设在市水务局。"
    ) == [
        "组成人员如下：",
        {
            "名单": [
                {"角色": "组长", "人员": ["江晓 市政府副市长"]},
                {"角色": "副组长", "人员": ["文林 市水务局局长", "方圆 市财政局局长"]},
                {"角色": "成员", "单位": "市教育局、市民政局", "后缀": "等单位分管负责同志"},
            ]
        },
        "办公室设在市水务局。",
    ]


def test_duties_as_paragraphs() -> None:
    assert body(
        "一、分工\n市水务局：负责清淤的组织实施。\n市财政局：负责安排清淤经费。\n各单位要密切配合。"
    ) == [
        {
            "节": "分工",
            "正文": [
                {
                    "职责": [
                        {"单位": "市水务局", "内容": "负责清淤的组织实施。"},
                        {"单位": "市财政局", "内容": "负责安排清淤经费。"},
                    ]
                },
                "各单位要密切配合。",
            ],
        }
    ]


def test_duties_under_headings() -> None:
    assert body(
        "市水务局清淤工作职责：\n1.组织实施。\n2.检查验收。\n市财政局清淤工作职责：\n1.安排经费。"
    ) == [
        {
            "题式": "{单位}清淤工作职责：",
            "职责": [
                {"单位": "市水务局", "内容": ["组织实施。", "检查验收。"]},
                {"单位": "市财政局", "内容": ["安排经费。"]},
            ],
        }
    ]


def test_stages() -> None:
    assert body(
        "（一）准备阶段（2026年3月—2026年5月）。制定方案。\n（二）总结阶段（2026年6月）。报送总结。"
    ) == [
        {
            "阶段": [
                {"阶段": "准备阶段", "起": "2026-03", "止": "2026-05", "接排": "制定方案。"},
                {"阶段": "总结阶段", "起": "2026-06", "止": "2026-06", "接排": "报送总结。"},
            ]
        }
    ]


@pytest.mark.parametrize(
    ("titles", "stages"),
    [
        (
            ["动员部署（3月—4月）", "组织实施（5月至10月中旬）", "总结提升（11月）"],
            [
                {"阶段": "动员部署", "时间": "3月—4月"},
                {"阶段": "组织实施", "时间": "5月至10月中旬"},
                {"阶段": "总结提升", "时间": "11月"},
            ],
        ),
        (
            ["动员部署阶段（2026年3月—4月）", "长期巩固阶段"],
            [{"阶段": "动员部署阶段", "时间": "2026年3月—4月"}, {"阶段": "长期巩固阶段"}],
        ),
        (["动员部署阶段", "组织实施阶段"], [{"阶段": "动员部署阶段"}, {"阶段": "组织实施阶段"}]),
        (["开展宣传（3月）", "组织检查（5月）"], None),
        (["动员部署阶段（2026年3月—4月）", "工作要求"], None),
        (["开展宣传（3月—4月）", "组织检查阶段", "工作要求"], None),
        (["总体要求（试行）", "工作目标（试行）"], None),
    ],
)
def test_stages_beside_others(titles: list[str], stages: list[dict[str, str]] | None) -> None:
    assert stages_of(titles) == stages


def test_a_time_that_would_be_printed_otherwise_stays_in_words() -> None:
    assert stage_of("准备阶段（2026年3月—5月）") == {"阶段": "准备阶段", "时间": "2026年3月—5月"}
    assert stage_of("准备阶段（2026年03月—2026年05月）") == {
        "阶段": "准备阶段",
        "时间": "2026年03月—2026年05月",
    }
    assert stage_of("总体要求（试行）") is None


def test_lead_sentences_by_face_and_by_habit() -> None:
    heavy = SourceParagraph("坚持预防为主。提前排查隐患，及时处置险情。", 1, Look(size=16, lead=7))
    light = SourceParagraph("坚持预防为主。提前排查隐患，及时处置险情。", 2, Look(size=16))
    bare = SourceParagraph("坚持预防为主。提前排查隐患，及时处置险情。", 3)
    assert lead_sentences([heavy, light]) == {0: 7}
    assert lead_sentences([bare, bare]) == {0: 7, 1: 7}
    assert lead_sentences([bare]) == {}


def test_what_the_nesting_cannot_say_is_pasted() -> None:
    assert body(
        "一、任务\n1.疏浚\n清理淤泥。\n2.加固\n培厚堤防。\n二、要求\n（一）领导\n要重视。\n1.抓紧\n早动手。"
    ) == [
        {"节": "任务", "正文": ["1.疏浚\n清理淤泥。\n2.加固\n培厚堤防。"]},
        {
            "节": "要求",
            "正文": [
                {
                    "节": "领导",
                    "正文": ["要重视。", {"节": "抓紧", "正文": ["早动手。"]}],
                }
            ],
        },
    ]


def test_levels_that_skip_throughout_are_a_scheme() -> None:
    source = source_of(
        "一、任务\n1.疏浚\n清理淤泥。\n二、要求\n2.抓紧\n早动手。\n三、附则\n3.解释\n由市局解释。"
    )
    layout = read_body(source.pieces, source).layout
    assert (layout.samples, layout.continuous) == (("一、", "1."), (2,))


def test_articles() -> None:
    assert body(
        "第一章　总　则\n第一条　为了清淤，制定本办法。\n第二条　清淤包括：\n（一）疏浚；\n"
        "（二）加固。\n第三条　市水务局负责。\n乡镇协助。"
    ) == [
        {
            "章": "总则",
            "正文": [
                {"条": "为了清淤，制定本办法。"},
                {"条": "清淤包括：", "项": ["疏浚；", "加固。"]},
                {"条": ["市水务局负责。", "乡镇协助。"]},
            ],
        }
    ]


def test_tables_with_merged_cells() -> None:
    above = SourceCell("疏浚", "above")
    table = SourceTable(
        (
            (SourceCell("任务"), SourceCell("措施")),
            (SourceCell("疏浚"), SourceCell("甲")),
            (above, SourceCell("乙")),
        ),
        3,
    )
    source = Source("旧文.docx", "段", [table])
    assert plain(list(read_body(source.pieces, source).blocks)) == [
        {
            "表": {
                "列": ["任务", "措施"],
                "合并": ["任务"],
                "行": [["疏浚", "甲"], ["疏浚", "乙"]],
            }
        }
    ]


def test_a_table_whose_ruling_was_lost() -> None:
    found = body(
        "重点任务\n主要措施\n责任单位\n1.清淤疏浚\n工程\n疏浚主城区河道。\n市水务局、市财政局\n"
        "清理沿河垃圾。\n市城管局、各街道\n2.堤防加固\n培厚堤防。\n市水务局"
    )
    assert found == [
        {
            "表": {
                "列": ["重点任务", "主要措施", "责任单位"],
                "合并": ["重点任务"],
                "行": [
                    ["1.清淤疏浚工程", "疏浚主城区河道。", "市水务局、市财政局"],
                    ["1.清淤疏浚工程", "清理沿河垃圾。", "市城管局、各街道"],
                    ["2.堤防加固", "培厚堤防。", "市水务局"],
                ],
            }
        }
    ]


# The whole


NOTICE = """\
关于印发《云溪市清淤方案》的通知
云政办发〔2026〕12号
各县（区）人民政府：
现将方案印发给你们。
云溪市人民政府办公室
2026年4月3日
（此件公开发布）
云溪市清淤方案
为做好清淤，制定本方案。
一、目标
完成清淤。
附件：1.任务表
2.意见反馈办法
附件1
任务表
第一项。
附件2
意见反馈办法
第二项。
"""


def test_a_notice_its_text_and_attachments() -> None:
    found = plain(document(NOTICE).tree)
    assert isinstance(found, dict)
    assert found["公开属性"] == "主动公开"
    assert found["印发件"] == {
        "标题": "云溪市清淤方案",
        "正文": ["为做好清淤，制定本方案。", {"节": "目标", "正文": ["完成清淤。"]}],
        "附件": [
            {"标题": "任务表", "正文": ["第一项。"]},
            {"标题": "意见反馈办法", "正文": ["第二项。"]},
        ],
    }
    assert "附件" not in found


def test_several_texts_in_one_attachment() -> None:
    found = plain(
        document(
            "关于征求《清淤工作规则》等两个文件意见的通知\n市教育局：\n"
            "现将《清淤工作规则》《清淤办公室职责》印给你们。\n附件：《清淤工作规则》等两个文件\n"
            "云溪市人民政府办公室\n2026年4月3日\n附件\n清淤工作规则\n一、职责\n抓好落实。\n"
            "清淤办公室职责\n一、任务\n做好协调。"
        ).tree
    )
    assert isinstance(found, dict)
    assert found["附件"] == [
        {
            "标题": "《清淤工作规则》等两个文件",
            "件": [
                {"标题": "清淤工作规则", "正文": [{"节": "职责", "正文": ["抓好落实。"]}]},
                {"标题": "清淤办公室职责", "正文": [{"节": "任务", "正文": ["做好协调。"]}]},
            ],
        }
    ]


def test_an_attachment_that_is_only_named() -> None:
    found = plain(
        document(
            "关于清淤的通知\n市教育局：\n请落实。\n附件：清淤图\n云溪市水务局\n2026年4月3日"
        ).tree
    )
    assert isinstance(found, dict)
    assert found["附件"] == [{"标题": "清淤图", "另附": "是"}]


def test_web_facts_and_furniture() -> None:
    found = document(
        "首页 > 政务公开\n关于清淤的通知\n索 引 号: 0112/2026-01 文 号: 云水发〔2026〕3号\n"
        "市教育局：\n请落实。\n扫一扫在手机上查看当前页面"
    )
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    assert tree["网页"] == {"索引号": "0112/2026-01"}
    assert tree["发文字号"] == "云水发〔2026〕3号"
    assert {"首页 > 政务公开", "扫一扫在手机上查看当前页面"} <= {
        each.text for each in found.left_out
    }


def test_of_two_facts_of_a_kind_the_first_counts() -> None:
    found = plain(document("索引号：甲1\n索引号：乙2\n关于清淤的通知\n市教育局：\n请落实。").tree)
    assert isinstance(found, dict)
    assert found["网页"] == {"索引号": "甲1"}


def test_furniture_in_the_middle_is_text() -> None:
    source = source_of("甲。\n" * 30 + "打印本页\n" + "乙。\n" * 30)
    assert len(without_chrome(source.pieces, source)) == 61


def test_what_an_element_lacks_is_waived_with_a_reason() -> None:
    tree = plain(document("关于清淤的通知\n市教育局：\n请落实。\n云溪市水务局\n2026年4月3日").tree)
    assert isinstance(tree, dict)
    assert tree["忽略"] == {"缺要素": dict.fromkeys(["发文字号", "印发"], "导入的原文没有这一项")}


PAGE = """\
<html><body><div><ul><li>首页</li><li>政务公开</li></ul></div>
<div>您现在的位置：首页 &gt; 政务公开</div>
<table><tr><td>索引号：</td><td>014/2026-00012</td></tr>
<tr><td>发布日期：</td><td>2026-05-12</td></tr></table>
<h1>云溪市人民政府关于整治养犬的通告</h1><div>来源：市政府办 浏览次数：12</div>
<div><p>现将有关事项通告如下：</p><p>一、遛犬应当使用束犬链。</p><p>二、违反规定的，依法处理。</p>
<p style="text-align: right">云溪市人民政府</p><p style="text-align: right">2026年5月12日</p></div>
<div>上一篇：关于道路施工的通告</div></body></html>
"""


def test_a_whole_page() -> None:
    found = assemble(read_content(PAGE.encode(), ".html", "网页.html"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    tree.pop("忽略")
    assert tree == {
        "文种": "通告",
        "稿本": "印发稿",
        "发文机关": "云溪市人民政府",
        "标题": "云溪市人民政府关于整治养犬的通告",
        "正文": [
            "现将有关事项通告如下：",
            {"条目": ["遛犬应当使用束犬链。", "违反规定的，依法处理。"]},
        ],
        "成文日期": "2026-05-12",
        "网页": {"索引号": "014/2026-00012", "发布日期": "2026-05-12"},
    }


def test_headings_without_numbers_by_look_and_by_style() -> None:
    heavy, styled, text = Look(bold=True), Look("heading 2", 2), Look()
    pieces = [
        SourceParagraph("工作目标", 1, heavy),
        SourceParagraph("完成清淤。", 2, text),
        SourceParagraph("工作措施", 3, styled),
        SourceParagraph("加强巡查。", 4, text),
        SourceParagraph("请认真落实。", 5, heavy),
    ]
    source = Source("旧文.docx", "段", list(pieces))
    assert plain(list(read_body(pieces, source).blocks)) == [
        {
            "节": "工作目标",
            "编号": "无",
            "正文": [
                "完成清淤。",
                {"节": "工作措施", "编号": "无", "正文": ["加强巡查。", "请认真落实。"]},
            ],
        }
    ]
    assert [problem.message for problem in source.problems] == [
        "第1段：像是没有序数的标题（整段是粗体或黑体、楷体）"
    ]


# Nothing is lost


def test_a_lost_paragraph_is_told() -> None:
    source = source_of("关于清淤的通知\n请认真落实。\n另行通知。")
    source.leave("另行通知。", 3, "试验")
    account(source.pieces, {"标题": "关于清淤的通知", "正文": ["请认真落"]}, source)
    assert [as_text(problem) for problem in source.problems] == [
        "旧文.txt:2:1: 错误 [导入有遗漏] 第2行：“请认真落实。”没有全部写进文稿\n"
        "    建议：对照原文补上；并把原文发给程序的维护者"
    ]


def test_characters_lost_within_what_is_there_elsewhere_are_told() -> None:
    source = source_of("请落实。\n请落实。")
    account(source.pieces, {"正文": ["请落实。"]}, source)
    assert [problem.message for problem in source.problems] == ["有4个字没有写进文稿：请落实。"]


def test_where_nothing_is_lost_nothing_is_said() -> None:
    source = source_of("一、请 落实。")
    source.leave("一、", 1, "序数")
    account(source.pieces, {"正文": ["请落实。"]}, source)
    assert source.problems == []


def test_what_is_attached_to_a_text_within_an_attachment_is_the_attachment_s_own() -> None:
    lines = [
        "关于清淤的通知",
        "请清淤。",
        "附件：清淤图",
        "附件",
        "清淤办法",
        "办法如下。",
        "附件：路线图",
    ]
    text = assemble(read_content("\n".join(lines).encode(), ".txt", "文.txt")).text
    document, problems = read_document(parse(text, "文.yaml")[0], "文.yaml")
    assert document is not None, [problem.message for problem in problems]
    (attachment,) = document.attachments
    assert [text.title for text in attachment.texts] == ["清淤办法"]
    assert [each.title for each in attachment.attachments] == ["路线图"]


# The folder of recognisers


def test_the_folder_is_the_registry() -> None:
    folder = Path(gongwen.importer.recognisers.__file__).parent
    names = [each.name for each in recognisers()]
    assert sorted(names) == sorted({path.stem for path in folder.glob("*.py")} - {"__init__"})
    assert names.index("table") < names.index("roster") < names.index("flat_table")


def test_the_lowest_precedence_is_tried_first_and_a_tie_is_an_error() -> None:
    first, second, third = (
        Recogniser(name, precedence, lambda contents, index, source: None)
        for name, precedence in (("甲", 3), ("乙", 1), ("丙", 3))
    )
    assert in_order_of_precedence([first, second]) == (second, first)
    with pytest.raises(ValueError, match=r"甲\.py and 丙\.py both have the PRECEDENCE 3"):
        in_order_of_precedence([first, second, third])
