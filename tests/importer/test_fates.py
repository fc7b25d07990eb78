"""What became of each piece: recognised, not sure, left out; doubts stand in the YAML where they
arise, and an element is waived only where nothing could be it.
"""

from __future__ import annotations

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.doubts import beside_title, might_be
from gongwen.importer.fates import fates
from gongwen.importer.leaves import leaves
from gongwen.importer.pieces import Source, SourceParagraph
from gongwen.importer.proof import prove
from gongwen.importer.reading import read_content
from gongwen.importer.summary import counts, gone, recognised
from gongwen.importer.tree import Tree, plain
from gongwen.importer.yaml_writer import write_yaml

NOTICE = """\
云溪市人民政府办公室关于做好清淤工作的通知
云政办发〔2026〕12号
市教育局，各县（区）：
{body}
云溪市人民政府办公室
2026年4月3日
"""


def imported(text: str, suffix: str = ".txt") -> Imported:
    return assemble(read_content(text.encode(), suffix, f"旧文{suffix}"))


def outcomes(found: Imported) -> list[tuple[int, str, str]]:
    return [(fate.number, str(fate.outcome), fate.what) for fate in found.fates]


def said(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems]


def test_the_three_outcomes() -> None:
    body = "要认真落实。\n一、疏浚河道\n（一）清理淤泥。抓紧实施。\n— 1 —"
    found = imported("当前位置：首页\n" + NOTICE.format(body=body))
    assert outcomes(found) == [
        (1, "略去", "网页的导航、页脚等"),
        (2, "认出", "标题"),
        (3, "认出", "发文字号"),
        (4, "认出", "主送"),
        (5, "认出", "文字"),
        (6, "认出", "正文·节"),
        (7, "认出", "正文·节、正文·接排"),
        (8, "略去", "页码"),
        (9, "认出", "发文机关"),
        (10, "认出", "日期，改写成 2026-04-03"),
    ]
    assert counts(found) == "文字10处，认出8处、略去2处"
    assert list(gone(found)) == ["页码，1处：“— 1 —”", "网页的导航、页脚等，1处：“当前位置：首页”"]
    assert recognised(found) == "通知：发文机关、发文字号、标题、主送、成文日期；2节"


def test_a_doubt_stands_before_what_it_is_about() -> None:
    found = imported(NOTICE.format(body="要认真落实。\n表1　清淤任务表\n请抓紧。"))
    assert (
        "- 要认真落实。\n"
        "# 像是图题或表题，照原样写成了文字（写进下面的“图题”或上面的“表题”，或者照这样留着）\n"
        "- 表1　清淤任务表\n"
        "- 请抓紧。\n"
    ) in found.text


def test_a_doubt_that_has_its_remark_gets_no_second() -> None:
    body = "一、目标\n按期完成。\n二、措施\n抓紧。\n检查验收\n逐项验收。\n四、要求\n落实。"
    found = imported(NOTICE.format(body=body))
    assert found.text.count("缺层次序数“三、”") == 1


def test_a_table_has_its_doubt_before_it() -> None:
    rows = "<tr><td>姓名</td><td></td></tr><tr><td>意见</td><td></td></tr>"
    page = f"<p>关于清淤的通知</p><p>见表。</p><table>{rows}</table>"
    text = imported(page, ".html").text
    assert "# 表的第一行（姓名｜）不像表头，写成了没有表头的表\n- 表:\n" in text  # told once


def test_what_moved_is_told() -> None:
    """By hand: the order of the tree is not that of the source."""
    lines = ("疏浚主城区河道，清理淤泥。", "加固城东堤防，备足沙袋。")
    pieces = [SourceParagraph(text, number) for number, text in enumerate(lines, 1)]
    source = Source("旧文.txt", "行", list(pieces))
    tree: dict[str, Tree] = {"正文": [lines[1], lines[0]]}
    fates(pieces, leaves(tree), source)
    assert [problem.message for problem in source.problems] == [
        "第2行：“加固城东堤防，备足沙袋。”在文稿里的次序与原文不同"
    ]
    source.problems.clear()
    fates(pieces, leaves({"正文": [*lines]}), source)
    assert not source.problems


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("2026年4月3日", "成文日期"),
        ("抄送：市委办公室。", "抄送机关"),
        ("主送：市委办公室。", "主送机关"),
        ("（此件公开发布）", "附注"),
        ("云溪市水务局2026年4月3日印发", "印发机关和印发日期"),
        ("云水发〔2026〕3号", "发文字号"),
        ("（云水发〔2026〕3号）", "发文字号"),
        ("〔2026〕7号", "发文字号"),
        ("签发人：江晓、文林", "签发人"),
        ("附件：1.任务表 2.名单", "附件说明"),
        ("附：任务表", "附件说明"),
        ("牵头单位：市水务局，配合单位：市财政局", "责任分工"),
        ("（责任单位：市水务局）", "责任分工"),
        ("完成时限：2026年底", "责任分工"),
        ("组　长：江晓", "名单中的一行"),
        ("成员单位：市水务局、市财政局", "名单中的一行"),
        ("— 12 —", "页码"),
        ("目　录", "目录"),
        ("> 注意防火", "Markdown 的记号"),
        ("出席：文林、方圆", "出席情况"),
        ("12", "页码"),
        ("第 3 页 共 5 页", "页码"),
        ("## 二、措施", "Markdown 的记号"),
        ("**坚持**预防为主。", "Markdown 的记号"),
        ("|---|---|", "Markdown 的记号"),
        ("- 清理淤泥。", "Markdown 的记号"),
        ("图2-1 河道分布图", "图题或表题"),
        ("表一：任务清单", "图题或表题"),
        ("版权所有：云溪市人民政府", "网页上的字"),
        ("浏览次数：35", "网页上的字"),
        ("【制定机关】云溪市人民政府", "网页或法规库的题头"),
        ("发布时间：2026-09-04 00:00", "网页或法规库的题头"),
        ('一、二级"标题"', "序数“一、”开头的标题或条目"),
        ("要认真落实。", ""),
        ("2026年4月3日起施行。", ""),
        ("3.5公里河道要全部疏浚。", ""),
        ("图表要清楚。", ""),
        ("各单位要落实下列任务：", ""),
        ("成员要按时参加。", ""),
    ],
)
def test_what_a_paragraph_might_be(text: str, what: str) -> None:
    assert might_be(text) == what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("附件2", "附件的标识"),
        ("云水发〔2026〕3号 签发人：江晓", "发文字号"),
        ("云溪市水务局关于清淤的通知（云水发〔2026〕3号）", "发文字号"),
        ("用户登录", "网页上的字"),
        ("— 2 —", "页码"),
        ("1 总则", "序数“1”开头的标题或条目"),
        ("一、总则", "序数“一、”开头的标题或条目"),
        ("关于转发云水发〔2026〕3号文件的通知", ""),
        ("2026年工作要点", ""),
        ("表彰先进集体的决定", ""),
    ],
)
def test_what_a_title_might_be_instead(text: str, what: str) -> None:
    assert beside_title(text) == what


def test_the_title_of_a_text_that_is_enclosed() -> None:
    body = "《清淤工作规则》已经同意，现转发给你们。\n清淤工作规则\n落实责任。"
    found = imported(NOTICE.format(body=body))
    assert "第5行：“清淤工作规则”像是正文里提到的那份文件的标题，照原样写成了文字" in said(found)


def test_headings_that_come_twice_are_a_table_of_contents() -> None:
    body = "一、总体要求\n二、工作措施\n一、总体要求\n按期完成。\n二、工作措施\n抓紧实施。"
    found = imported(NOTICE.format(body=body))
    assert "第4行：“一、总体要求”后面又有一次，像是目录里的一行，照原样写成了标题" in said(found)


def waived(found: Imported) -> str:
    return str(plain(found.tree.get("忽略", "")))


def test_an_element_that_nothing_could_be_is_waived() -> None:
    found = imported("云溪市水务局工作总结\n今年完成清淤12公里。")
    assert "'主送': '导入的原文没有这一项'" in waived(found)
    assert "'发文字号': '导入的原文没有这一项'" in waived(found)


def test_an_element_that_a_line_could_be_stays_open() -> None:
    text = "关于开展清淤的通知\n请抓紧清理淤泥。\n编号 云水发〔2026〕3号\n云溪市第一中学\n2026.4.3"
    found = imported(text)
    assert "发文字号" not in waived(found)
    assert "成文日期" not in waived(found)
    assert "'印发': '导入的原文没有这一项'" in waived(found)
    assert "第3行：没有认出“发文字号”，“编号 云水发〔2026〕3号”像是" in said(found)
    (hint,) = {each.hint for each in found.problems if "“成文日期”" in each.message}
    assert hint == (
        "是的，写进“成文日期”，从它现在的地方删去；"
        "不是的，在“忽略”的“缺要素”下面添一行：成文日期: 原文没有"
    )


def test_what_was_left_out_unread_may_be_an_element() -> None:
    text = "云水发〔2026〕3号\n首页 > 文件\n当前位置：首页\n关于开展清淤的通知\n请抓紧。"
    found = imported(text)
    assert "发文字号" not in waived(found)
    assert "第1行：没有认出“发文字号”，“云水发〔2026〕3号”像是" in said(found)


def test_who_issues_may_stand_in_the_title() -> None:
    found = imported("云溪市实验中学关于开展清淤的通知\n请抓紧清理淤泥。")
    assert "发文机关" not in waived(found)
    assert "没有认出“发文机关”，“标题里的云溪市实验中学”像是" in said(found)


def test_a_text_without_line_breaks_lacks_nothing_for_sure() -> None:
    text = (
        "清淤工作要按时完成一、按期完成全部河道清淤任务不得拖延二、采取措施疏浚河道加固堤防备足沙袋"
        "和水泵落实值班值守及时报告险情灾情严禁瞒报漏报迟报对工作不力的予以通报批评并追究有关人员责任"
    )
    found = imported(text)
    assert "第1行：整篇没有换行（像是复制时丢了），分不开" in said(found)
    assert "缺要素" not in found.text


def test_a_number_that_paper_shows_otherwise_is_told() -> None:
    """By hand: a heading lost above moves the numbers below it."""
    lines = (
        "一、总体要求",
        "按期完成。",
        "二、措施",
        "抓紧实施。",
        "三、要求",
        "落实责任。",
    )
    pieces = [SourceParagraph(text, number) for number, text in enumerate(lines, 1)]
    source = Source("旧文.txt", "行", list(pieces))
    tree: dict[str, Tree] = {
        "文种": "通知",
        "标题": "关于清淤的通知",
        "正文": [
            {"节": "总体要求", "正文": ["按期完成。", "措施", "抓紧实施。"]},
            {"节": "要求", "正文": ["落实责任。"]},
        ],
    }
    prove(write_yaml(tree), fates(pieces, leaves(tree), source), source)
    assert [each.message for each in source.problems] == ["第5行：序数是“三、”，印出来是“二、”"]


def test_yaml_that_make_cannot_read_is_told() -> None:
    source = Source("旧文.txt", "行", [])
    prove("文种: 通知\n标题: 关于清淤的通知\n正文: 请落实。\n网页: {发布日期: 昨天}\n", [], source)
    (problem,) = source.problems
    assert problem.message == "写成的文稿还读不进去：“发布日期”不是日期：“昨天”"
    assert problem.hint == "日期照这样写：2026-08-09 或 2026年8月9日"


def test_a_number_that_paper_writes_with_another_mark_is_told_once() -> None:
    found = imported(
        "关于巡查的通知\n各科室：\n一、范围\n1、查堤防。\n2、查闸门。\n二、要求\n1、每周一次。\n"
    )
    assert said(found) == ["第4行：序数“1、”印出来是“1.”，这样的共3处"]


@pytest.mark.parametrize("number", ["1.", "1．", "（一）", "(一)"])
def test_a_number_of_another_width_is_the_same(number: str) -> None:
    found = imported(f"关于巡查的通知\n各科室：\n一、范围\n{number}查堤防。\n")
    assert not [message for message in said(found) if "印出来" in message]
