"""What stands above a text in the formats of an office: letters, orders, minutes, joint notices,
公告, and what web pages put there.
"""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.document_numbers import NUMBER
from gongwen.importer.frames import without_frames
from gongwen.importer.mark import find_mark
from gongwen.importer.pieces import Piece, Source, SourceCell, SourceParagraph, SourceTable
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain


def imported(text: str, suffix: str = ".txt") -> Imported:
    return assemble(read_content(text.encode(), suffix, "旧文" + suffix))


def tree_of(text: str, suffix: str = ".txt") -> Any:
    found = imported(text, suffix)
    assert not [p.message for p in found.problems], found.problems
    return plain(found.tree)


def test_a_letter_has_a_bare_name_above_its_number() -> None:
    tree = tree_of("""\
云溪市教育局

云教函〔2026〕7号

云溪市教育局关于商请支持
第三中学周边交通整治的函

市公安局：
请予支持为盼，并于8月20日前函复。

云溪市教育局
2026年8月5日
（联系人：石磊；电话：0999-7654321）
""")
    assert list(tree) == [
        *("文种", "稿本", "发文机关", "发文字号", "标题", "主送", "正文", "成文日期", "附注")
    ]
    assert tree["文种"] == "函"
    assert tree["标题"] == ["云溪市教育局关于商请支持", "第三中学周边交通整治的函"]


def test_bare_names_one_below_the_other_above_the_number_and_at_the_end() -> None:
    tree: Any = plain(
        imported("""\
特　急
中共云溪市委办公室
云溪市人民政府办公室
云办发〔2026〕2号
中共云溪市委办公室 云溪市人民政府办公室
关于推进全民阅读的意见
各县（区）党委、政府：
现提出如下意见。
（一）建好书屋。每个社区建一个。（责任单位：市教育局、市水务局）
（二）办好展览。（责任单位：市教育局）
中共云溪市委办公室
云溪市人民政府办公室
2026年8月5日
""").tree
    )
    both = ["中共云溪市委办公室", "云溪市人民政府办公室"]
    assert (tree["紧急程度"], tree["发文机关"], tree["发文机关标志"]) == ("特急", both, both)
    assert tree["标题"][-1] == "关于推进全民阅读的意见"
    assert "格式" not in tree
    assert tree["主送"] == "各县（区）党委、政府"
    assert "中共" not in str(tree["正文"])


def test_a_letter_of_a_kind_that_is_no_letter_by_itself() -> None:
    tree = tree_of("""\
云溪市人民政府
云政发〔2026〕9号
云溪市人民政府关于设立河道管理处的通知
市水务局：
现将有关事项通知如下。
云溪市人民政府
2026年8月5日
""")
    assert (tree["文种"], tree["格式"], tree["发文机关"]) == ("通知", "信函", "云溪市人民政府")
    assert "发文机关标志" not in tree


def test_an_order_signed_with_room_between_the_characters() -> None:
    tree = tree_of("""\
云溪市人民政府令
第 12 号
《云溪市停车场管理办法》已经市人民政府常务会议通过，现予公布。
市  长   顾 川
2026年6月30日
云溪市停车场管理办法
第一条  为了加强停车场管理，制定本办法。
第二条  停车场管理遵循下列原则：
（一）统一规划；
（二）便民利民。
""")
    assert tree["令号"] == "第12号"
    assert tree["签署"] == [{"职务": "市长", "姓名": "顾川"}]
    assert tree["印发件"]["正文"][1]["项"] == ["统一规划；", "便民利民。"]


def test_minutes_with_their_number_office_date_and_who_was_there() -> None:
    tree = tree_of("""\
云溪市人民政府
专 题 会 议 纪 要
〔2026〕第9次
云溪市人民政府办公室            2026年5月20日

关于研究城区排水工作的会议纪要

5月18日下午，副市长沈明辉主持召开专题会议。纪要如下：
会议听取了市水务局的汇报。

出席：沈明辉、易凡、贺兰
请  假：邵波
列席人员：许诺（市气象局）、马骁。
""")
    assert (tree["文种"], tree["发文字号"]) == ("纪要", "〔2026〕第9次")
    assert tree["发文机关"] == "云溪市人民政府办公室"  # which edits them
    assert tree["发文机关标志"] == ["云溪市人民政府", "专题会议纪要"]
    assert tree["成文日期"] == "2026-05-20"
    assert tree["出席"] == "沈明辉、易凡、贺兰"
    assert (tree["请假"], tree["列席"]) == ("邵波", "许诺（市气象局）、马骁")


def test_units_that_issue_together_sign_beside_one_another() -> None:
    tree = tree_of("""\
中共云溪市委组织部
云溪市财政局
文件
云溪市人力资源和社会保障局
云组发〔2026〕22号
关于做好青年人才安居补贴发放工作的通知
各县（市、区）委组织部，各县（市、区）财政局：
请认真贯彻执行。
中共云溪市委组织部　　　云溪市财政局
云溪市人力资源和社会保障局
2026年4月8日
""")
    assert tree["发文机关"] == [
        *("中共云溪市委组织部", "云溪市财政局", "云溪市人力资源和社会保障局")
    ]
    assert "发文机关标志" not in tree
    assert tree["主送"] == "各县（市、区）委组织部，各县（市、区）财政局"


def test_a_notice_to_the_public_numbered_by_the_year() -> None:
    tree = tree_of("""\
云溪市人民政府
关于禁止在白石河采砂的公告
（2026年第3号）
为保护白石河生态环境，现公告如下：
一、禁采范围：白石河干流。
二、举报电话：0999-1230000。
云溪市人民政府
2026年9月12日
""")
    assert tree["发文字号"] == "2026年第3号"
    assert tree["标题"] == ["云溪市人民政府", "关于禁止在白石河采砂的公告"]
    assert tree["忽略"] == {"缺要素": {"印发": "导入的原文没有这一项"}}


def test_a_report_with_several_signers_beside_the_number() -> None:
    tree = tree_of("""\
000012          特急
云溪市水务局文件
签发人：王刚\t欧阳明
云水发〔2026〕31号\t李四
云溪市水务局关于申请资金的请示
市人民政府：
妥否，请批示。
云溪市水务局
2026年5月3日
抄送：市财政局。
""")
    assert (tree["份号"], tree["紧急程度"]) == ("000012", "特急")
    assert tree["签发人"] == ["王刚", "欧阳明", "李四"]
    assert tree["发文字号"] == "云水发〔2026〕31号"


def test_an_order_has_no_title_on_paper() -> None:
    found = imported("""\
云溪市人民政府令
第13号
授予云溪市水务局抗洪先进集体称号。
云溪市人民政府市长   林 远
2026年9月1日
""")
    tree: Any = plain(found.tree)
    assert tree["标题"] == "云溪市人民政府令第13号"
    assert "# 命令不印标题，这是暂写的，便于查找\n" in found.text
    assert tree["签署"] == [{"职务": "云溪市人民政府市长", "姓名": "林远"}]


def test_half_width_punctuation_is_put_into_full_width_and_told_once() -> None:
    found = imported("""\
关于做好防汛工作的通知
各县(市、区)人民政府,市政府各部门:
请认真落实,比例不低于3:2。
云溪市人民政府办公室
2026年5月3日
""")
    tree: Any = plain(found.tree)
    assert tree["主送"] == "各县（市、区）人民政府，市政府各部门"
    assert tree["正文"] == ["请认真落实，比例不低于3:2。"]
    assert [p.message for p in found.problems] == [
        "第2行：中文里的半角标点改成了全角，全文共5处，第一处是“各县(市、区)人民政”"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("云溪市人民政府", "关于禁止采砂的公告"),
        ("关于修订会议纪要的通知", "各单位："),
        ("云溪市财政局", "云溪市水务局", "关于印发清单的通知"),
    ],
)
def test_the_first_line_of_a_title_is_no_mark(lines: tuple[str, ...]) -> None:
    assert find_mark([SourceParagraph(line, 1) for line in lines], 0, NUMBER) is None


PAGE = """\
<html><body>
<div>您现在的位置：<a>首页</a> &gt; 正文</div>
<table><tr><th>索 引 号：</th><td>11530/2026-321</td><th>主题分类：</th><td>城乡建设/其他</td></tr>
<tr><th>发文机关：</th><td>云溪市人民政府办公室</td><th>成文日期：</th><td>2026年10月9日</td></tr>
<tr><th>标　　题：</th><td colspan="3">云溪市人民政府办公室关于做好供暖工作的通知</td></tr>
<tr><th>发文字号：</th><td>云政办发〔2026〕33号</td><th>发布日期：</th><td>2026年10月11日</td></tr>
</table>
<div>字号：[<a>大</a> <a>中</a> <a>小</a>] <a>打印</a></div>
<h1>云溪市人民政府办公室关于做好<br>供暖工作的通知</h1>
<p>各县（区）人民政府：</p><p>请认真落实。</p>
<p>附件下载：<a>1.应急预案.doc</a></p><p><a>2.值班表.xlsx</a></p>
<p>【打印】【关闭】</p></body></html>
"""


def test_a_page_with_facts_in_a_table_and_buttons_above_its_heading() -> None:
    tree = tree_of(PAGE, ".html")
    assert tree["标题"] == ["云溪市人民政府办公室关于做好", "供暖工作的通知"]
    assert tree["网页"] == {
        "索引号": "11530/2026-321",
        "信息分类": "城乡建设/其他",
        "发布日期": "2026年10月11日",
    }
    assert (tree["发文字号"], tree["成文日期"]) == ("云政办发〔2026〕33号", "2026-10-09")
    assert tree["发文机关"] == "云溪市人民政府办公室"
    assert tree["附件"] == [
        {"标题": "应急预案", "另附": "是"},
        {"标题": "值班表", "另附": "是"},
    ]


def test_facts_and_buttons_copied_as_lines() -> None:
    found = imported("""\
首页 > 政务公开 > 政策文件
索引号: 530000/2026-11
发布机构: 云溪市商务局
生成日期: 2026-06-03
文号: 云商发〔2026〕14号

云溪市商务局关于促进夜间消费的通知
来源：云溪市商务局 发布时间：2026-06-03 浏览次数：1024

各县（区）商务局：
请认真落实。
分享到： 微信 微博
下一篇：关于做好端午节市场供应的通知
""")
    tree: Any = plain(found.tree)
    assert tree["标题"] == "云溪市商务局关于促进夜间消费的通知"
    assert tree["正文"] == ["请认真落实。"]
    assert (tree["发文字号"], tree["成文日期"]) == ("云商发〔2026〕14号", "2026-06-03")
    assert "# 正文里没有，取自网页上的发文字号\n" in found.text
    assert {each.why for each in found.left_out} >= {"网页的导航、页脚等"}


def row(*texts: str, merged: str = "") -> tuple[SourceCell, ...]:
    return tuple(SourceCell(text, merged if text == texts[-1] else "") for text in texts)


def test_tables_that_only_place_the_mark_the_signatures_and_the_imprint() -> None:
    number = iter(range(1, 100))
    source = Source(
        "旧文.docx",
        "段",
        [
            SourceTable(
                (
                    row("云溪市水务局", "文件"),
                    (SourceCell("云溪市财政局"), SourceCell("文件", "above")),
                ),
                next(number),
            ),
            *(
                SourceParagraph(text, next(number))
                for text in (
                    "云水联〔2026〕4号",
                    "关于下达2026年投资计划的通知",
                    "各县（区）水务局：",
                    "请认真落实。",
                )
            ),
            SourceTable(
                (
                    row("云溪市水务局", "云溪市财政局"),
                    row("2026年3月2日", ""),
                ),
                next(number),
            ),
            SourceTable(
                (
                    (SourceCell("抄送：市委办公室。"), SourceCell("抄送：市委办公室。", "left")),
                    row("云溪市水务局办公室", "2026年3月3日印发"),
                ),
                next(number),
            ),
        ],
    )
    found = assemble(source)
    assert found.problems == []
    tree: Any = plain(found.tree)
    assert tree["发文机关"] == ["云溪市水务局", "云溪市财政局"]
    assert (tree["发文字号"], tree["成文日期"]) == ("云水联〔2026〕4号", "2026-03-02")
    assert (tree["抄送"], tree["正文"]) == ("市委办公室", ["请认真落实。"])
    assert tree["印发"] == {"机关": "云溪市水务局办公室", "日期": "2026-03-03"}


def test_a_table_of_units_and_dates_in_a_text_stays_one() -> None:
    rows = (row("责任单位", "完成时间"), row("市水务局", "2026年3月2日"))
    pieces: list[Piece] = [SourceTable(rows, 1)]
    assert without_frames(pieces, Source("旧文", "段")) == pieces


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        (("云水函〔2026〕4号", "特 急"), ["云水函〔2026〕4号\t特 急"]),
        (("000012", "机密★10年"), ["000012\t机密★10年"]),
        (("云水〔2026〕4号", "签发人：沈  河\n陆  川"), ["云水〔2026〕4号\t签发人：沈  河、陆川"]),
        (("云水〔2026〕4号", "签发人：沈  河\n同意印发"), None),
        (("云水〔2026〕4号", "清淤方案"), None),
    ],
)
def test_a_table_that_places_the_head(cells: tuple[str, str], lines: list[str] | None) -> None:
    """Numbers, urgency and those who signed, side by side; not what is read as anything else."""
    pieces: list[Piece] = [SourceTable((row(*cells),), 1)]
    kept = without_frames(pieces, Source("旧文", "段"))
    said = [each.text for each in kept if isinstance(each, SourceParagraph)]
    assert said == (lines or [])


@pytest.mark.parametrize("mark", ["。", "；"])
def test_recipients_that_end_in_another_mark_are_told_and_sentences_are_none(mark: str) -> None:
    head = "云溪市水务局\n关于做好清淤工作的通知\n"
    found = imported(f"{head}各县（区）水务局，局直属各单位{mark}\n请做好准备。\n", ".txt")
    tree: Any = plain(found.tree)
    assert tree["主送"] == "各县（区）水务局，局直属各单位"
    assert f"后面是“{mark}”，不是冒号" in "".join(p.message for p in found.problems)
    sentence = f"各单位要高度重视，抓好工作落实{mark}"
    found = imported(f"{head}{sentence}\n请做好准备。\n", ".txt")
    tree = plain(found.tree)
    assert "主送" not in tree
    assert tree["正文"][0] == sentence


@pytest.mark.parametrize(
    ("signed", "signature"),
    [
        ("云溪市防汛指挥部（代章）", "云溪市防汛指挥部（代章）"),
        ("云溪市防汛指挥部（市应急局代章）", "云溪市防汛指挥部（市应急局代章）"),
        (
            "云溪市防汛指挥部\n\n（市应急局代章）",
            ["云溪市防汛指挥部", "（市应急局代章）"],
        ),
    ],
)
def test_a_seal_in_the_place_of_another_signs_and_issues_nothing(
    signed: str, signature: str | list[str]
) -> None:
    title = "云溪市防汛指挥部关于启动应急响应的通知"
    made = tree_of(f"{title}\n\n各县（区）：\n\n请落实。\n\n{signed}\n\n2026年6月20日\n")
    assert made["发文机关"] == "云溪市防汛指挥部"
    assert made["署名"] == signature
