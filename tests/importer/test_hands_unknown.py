"""Kinds found in files that nobody tuned the importer to: mended, or told."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.office_reader import tell_lost_tables
from gongwen.importer.pieces import Source
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.pandoc import program
from tests.open_document import odt
from tests.word_files import paragraph, word_file

HEAD = "关于做好防汛工作的通知\n各县区水务局：\n现将有关事项通知如下：\n"
END = "云溪市水务局\n2026年5月6日\n"


def imported(text: str | bytes, suffix: str = ".txt") -> Imported:
    content = text if isinstance(text, bytes) else text.encode()
    return assemble(read_content(content, suffix, f"旧文{suffix}"))


def tree(found: Imported) -> Any:
    return plain(dict(found.tree))


def told(found: Imported, words: str) -> list[int]:
    """In which lines a message with these words was said."""
    return [problem.line for problem in found.problems if words in problem.message]


def test_a_seal_word_where_the_name_should_stand_is_no_issuer() -> None:
    found = imported(
        "云溪市人民政府文件\n云政发〔2026〕8号\n关于同意设立社区的批复\n云桥区人民政府：\n"
        "你区的请示收悉。\n此复。\n（公章）\n2026年4月28日\n"
    )
    assert tree(found)["发文机关"] == "云溪市人民政府"
    assert told(found, "用印的标记“（公章）”没有写进文稿") == [7]


def test_units_and_date_on_one_line_are_several_issuers() -> None:
    found = imported(HEAD + "请认真落实。\n云溪市水务局　云溪市应急管理局　2026年5月6日\n")
    made = tree(found)
    assert made["发文机关"] == ["云溪市水务局", "云溪市应急管理局"]
    assert made["成文日期"] == "2026-05-06"


def test_issuers_that_only_the_title_names_are_no_lack() -> None:
    found = imported(
        "中共云溪市委　云溪市人民政府\n关于表彰先进集体的决定\n（2026年1月22日）\n"
        "为鼓励先进，决定予以表彰。希望再接再厉。\n"
    )
    assert "发文机关" not in tree(found).get("忽略", {}).get("缺要素", {})
    assert told(found, "没有认出“发文机关”，“标题里的中共云溪市委 云溪市人民政府”像是")


def test_one_long_line_does_not_hide_that_the_others_are_wrapped() -> None:
    found = imported(
        "云溪市教育局关于做好招生工作的通知\n"
        "各县（区）教育局，市直各学校，各有关民办学校、幼儿园，局机关各科室：\n"
        "    为做好今年的招生工作，根据上级有关部署和本市的实\n"
        "际情况，现就有关事项通知如下：\n"
        "    一、招生对象\n"
        "    年满六周岁、有本市户籍或者持居住证的适龄儿童，由\n"
        "所在片区的学校统一登记。\n"
        "    二、工作要求\n"
        "    （一）严肃纪律。严禁收取与入学挂钩的任何费用，一\n"
        "经查实，严肃处理。\n"
        "云溪市教育局\n2026年5月6日\n"
    )
    text = str(tree(found)["正文"])
    assert "本市的实际情况" in text
    assert "由所在片区" in text
    assert "一经查实" in text


def test_a_short_line_torn_within_an_indented_paragraph_is_told() -> None:
    found = imported(
        "云溪市教育局关于做好招生工作的通知\n各县（区）教育局：\n"
        "    为做好今年的招生工作，根据上级有关部署和本市的实\n"
        "际情况，现就有关事项通知如下，请认真抓好落实工作和\n"
        "检查，截止时间为8\n"
        "月31日。\n"
        "    年满六周岁、有本市户籍或者持居住证的适龄儿童，由\n"
        "所在片区的学校统一登记。\n"
        "云溪市教育局\n2026年5月6日\n"
    )
    assert told(found, "分不清这一行是不是接着它的")


def test_a_short_sentence_torn_before_its_last_words_is_told() -> None:
    found = imported(HEAD + "同志们，安全生产责任重于泰山，让我们\n共同努力！\n" + END)
    assert told(found, "没有写完，下一行“共同努力！”像是接着它的") == [5]


def test_names_under_numbers_are_items_and_no_headings() -> None:
    found = imported(HEAD + "一、物业管理若干规定\n二、燃气管理办法\n三、户外广告规定\n" + END)
    items = {"条目": ["物业管理若干规定", "燃气管理办法", "户外广告规定"]}
    assert items in tree(found)["正文"]


def test_headings_with_a_text_stay_headings() -> None:
    found = imported(HEAD + "一、总体要求\n抓好落实。\n二、其他\n" + END)
    assert [each["节"] for each in tree(found)["正文"][1:]] == ["总体要求", "其他"]


@pytest.mark.parametrize(
    "line",
    [
        "1.场馆类 2.企业类 3.农业类 4.社区类",
        "（1）申报书一式三份（2）佐证材料一套（3）光盘一张",
        "一、加强领导；二、压实责任；三、严肃纪律。",
    ],
)
def test_several_items_on_a_line_are_told(line: str) -> None:
    found = imported(HEAD + f"{line}\n请认真落实。\n" + END)
    assert told(found, "一行里写了") == [4]


@pytest.mark.parametrize(
    "line", ["1.坚持属地管理，落实第（一）项要求。", "一、二级市场要开展检查，（三）类除外。"]
)
def test_numbers_within_a_sentence_are_no_items(line: str) -> None:
    assert not told(imported(HEAD + f"{line}\n请认真落实。\n" + END), "一行里写了")


@pytest.mark.parametrize("title", ["名词解释", "元数据", "月报制度", "人身安全"])
def test_a_decimal_heading_may_begin_like_a_quantity(title: str) -> None:
    found = imported(f"供水应急预案\n1 总则\n1.1 目的\n保障供水。\n1.2 {title}\n按规定办理。\n")
    assert [each["节"] for each in tree(found)["正文"][0]["正文"]] == ["目的", title]


def test_blanks_around_stops_of_a_scan_are_closed() -> None:
    found = imported(
        "关于做好慰问工作的通知\n各县（区）民政局：\n春节将至 , 为使困难群众过好年 , 现通知如下：\n"
        "一 、慰问对象\n低保对象、特困供养对象。\n二 、时间要求\n2月8日前完成。\n"
        "云溪市民政局\n2026年1月20日\n"
    )
    made = tree(found)["正文"]
    assert made[0] == "春节将至，为使困难群众过好年，现通知如下："
    assert [each["节"] for each in made[1:]] == ["慰问对象", "时间要求"]
    assert told(found, "标点前后的空格去掉了")


def test_blanks_before_the_colons_of_labels_are_no_scan() -> None:
    found = imported(HEAD + "时间 ：5月6日。\n地点 ：三楼会议室。\n" + END)
    assert not told(found, "标点前后的空格")


def test_a_stage_mark_in_other_words_is_told() -> None:
    found = imported("云溪市养老服务方案\n征求意见稿，2026年8月\n为发展养老服务，制定本方案。\n")
    assert told(found, "稿本写作“印发稿”，标题下面的“征求意见稿，2026年8月”像是稿本标记") == [2]


def test_a_title_loses_the_book_marks_around_it() -> None:
    found = imported("《云溪市照明管理规定》\n第一条　为加强管理。\n第二条　即日起施行。\n")
    assert tree(found)["标题"] == "云溪市照明管理规定"
    assert told(found, "标题外面的书名号“《》”没有写进文稿")


@pytest.mark.parametrize(
    "second",
    [
        "云溪市司法局关于做好考核工作的通知\n各县（区）司法局：\n请做好考核。\n",
        "云溪市司法局关于名册的公告\n现予公布。\n云溪市司法局\n2026年3月31日\n",
    ],
)
def test_another_document_without_a_number_is_told(second: str) -> None:
    found = imported(
        "云溪市司法局关于公布律师名册的公告\n现将名册予以公布。\n特此公告。\n"
        f"云溪市司法局\n2026年3月30日\n\n\n\n{second}"
    )
    assert told(found, "起像是另一份公文（有自己的主送或者落款），写成了印发件")


def test_a_document_that_the_title_forwards_is_none_of_those() -> None:
    found = imported(
        "云溪市司法局转发省司法厅关于做好考核工作的通知\n各县（区）司法局：\n现转发给你们。\n"
        "云溪市司法局\n2026年3月30日\n\n\n\n省司法厅关于做好考核工作的通知\n各市司法局：\n"
        "请做好考核。\n省司法厅\n2026年3月1日\n"
    )
    assert not told(found, "像是另一份公文")


def test_people_in_columns_are_no_heads_of_a_table() -> None:
    found = imported(HEAD + "苏敏\t郑大同\t卢刚\n蒋文秀\t孔宁\t于海\n" + END)
    assert "'表'" not in str(tree(found)["正文"])
    assert told(found, "像是名单，照原样写成了文字") == [4]


def test_a_list_of_links_without_a_link_is_furniture() -> None:
    found = imported(HEAD + "请认真落实。\n" + END + "附件下载：\n")
    assert not told(found, "不知道是什么")
    assert [each.text for each in found.left_out if "链接" in each.why] == ["附件下载："]


def test_an_imprint_ruled_as_a_table_is_not_told_as_a_box() -> None:
    def table(text: str) -> str:
        borders = '<w:tblBorders><w:top w:val="single"/><w:bottom w:val="single"/></w:tblBorders>'
        cell = f"<w:tc>{paragraph(text)}</w:tc>"
        return f"<w:tbl><w:tblPr>{borders}</w:tblPr><w:tr>{cell}</w:tr></w:tbl>"

    lines = (HEAD + "请认真落实。\n" + END).splitlines()
    body = "".join(map(paragraph, lines))
    printed = imported(word_file(body + table("抄送：市委办公室。")), ".docx")
    assert tree(printed)["抄送"] == "市委办公室"
    assert not told(printed, "一个框")
    assert told(imported(word_file(body + table("注意保密。")), ".docx"), "一个框")


@pytest.mark.skipif(program.find_pandoc() is None, reason="no pandoc")
def test_underlined_blanks_of_odt_stay_to_be_filled_in() -> None:
    lined = '<text:span text:style-name="T1"> <text:s text:c="5"/></text:span>'
    underlines = (
        '<style:style style:name="T1" style:family="text">'
        '<style:text-properties style:text-underline-style="solid"/></style:style>'
    )
    text = f"<text:p>申请表</text:p><text:p>单位：{lined}年{lined}月</text:p>"
    found = imported(odt(text, underlines), ".odt")
    assert "单位：______年______月" in str(tree(found))
    assert told(found, "下划线上留的空白")


def test_tables_that_libreoffice_lost_are_told() -> None:
    source = Source("旧文.doc", "段")
    old = "序号\a重点任务\a责任单位\a完成时限\a\a".encode("utf-16-le")
    made = word_file(paragraph("序号重点任务责任单位完成时限"))
    tell_lost_tables(old, made, source)
    assert [problem.message for problem in source.problems] == [
        "文件里有表，LibreOffice 没有读成表，格里的字连在了一起"
    ]
    table = f"<w:tbl><w:tr><w:tc>{paragraph('序号')}</w:tc></w:tr></w:tbl>"
    tell_lost_tables(old, word_file(table), source)
    assert len(source.problems) == 1


def test_underlined_blanks_of_rtf_stay_to_be_filled_in() -> None:
    if program.find_pandoc() is None:
        pytest.skip("no pandoc")
    text = rb"{\rtf1\ansi\ansicpg936 \u30003?\u35831?\u34920?\par \u24180?{\ul       }\u26376?\par}"
    found = imported(text, ".rtf")
    assert "年______月" in str(tree(found))
    assert told(found, "下划线上留的空白")


def test_a_day_without_its_year_may_be_the_date() -> None:
    found = imported("关于国庆值班的通知\n各科室：\n请认真值班。\n局办公室\n9月25日\n")
    assert "成文日期" not in tree(found).get("忽略", {}).get("缺要素", {})
    assert told(found, "没有认出“成文日期”，“9月25日”像是") == [5]


def test_the_class_of_a_reply_beside_its_number() -> None:
    found = imported(
        "云溪市教育局文件\n云教函〔2026〕44号                A类\n关于第78号建议的复函\n"
        "郑小霞代表：\n建议收悉。\n云溪市教育局\n2026年6月20日\n"
    )
    made = tree(found)
    assert made["发文字号"] == "云教函〔2026〕44号"
    assert made["标题"] == "关于第78号建议的复函"
    assert told(found, "“A类”是答复建议、提案的分类")


PAGE = """<table><tr><td>通知公告<br>政策法规</td>
<td><p>关于开展试点的通知</p><p>云统〔2026〕9号</p>
<p>各县区统计局：</p><p>现通知如下：</p><p>一、试点时间</p><p>8月1日开始，月底结束。</p>
<p>二、试点内容</p><p>清查登记，处理数据。各县区要按时完成，不得拖延。</p>
<p>云溪市统计局</p><p>2026年7月10日</p>{more}</td></tr></table>"""


def test_a_side_column_of_a_laid_out_page_is_no_text() -> None:
    found = imported(f"<html><body>{PAGE.format(more='')}</body></html>", ".html")
    made = tree(found)
    assert (made["标题"], made["主送"]) == ("关于开展试点的通知", "各县区统计局")
    assert told(found, "旁边一栏的“通知公告政策法规”当作网页的导航")


def test_a_label_of_one_character_begins_an_attachment() -> None:
    more = "<p>附：</p><p>试点地区名单</p><p>云桥区河东街道。</p>"
    found = imported(f"<html><body>{PAGE.format(more=more)}</body></html>", ".html")
    assert tree(found)["附件"] == [{"标题": "试点地区名单", "正文": ["云桥区河东街道。"]}]
    assert told(found, "“附：”当作附件")


def test_html_tables_in_markdown_are_tables() -> None:
    rows = "<tr><th>科室</th><th>责任人</th></tr>\n<tr><td>市容科</td><td>于洋</td></tr>"
    table = f"<table>{rows}\n</table>"
    found = imported(f"# 关于分工的通知\n\n各科室：\n\n分工如下。\n\n{table}\n\n请落实。\n", ".md")
    text = tree(found)["正文"]
    assert text[1]["表"]["列"] == ["科室", "责任人"]
    assert text[2] == "请落实。"


def test_a_date_in_the_settings_of_markdown_may_be_the_date() -> None:
    found = imported(
        "---\ndate: 2026-03-09\n---\n# 关于分工的通知\n\n各科室：\n\n请落实。\n", ".md"
    )
    assert told(found, "没有认出“成文日期”，“2026-03-09”像是")


@pytest.mark.parametrize(
    ("bracket", "fields"),
    [
        (
            "（市水务局牵头，市财政局、市公安局配合，2026年9月底前完成）",
            {"牵头单位": "市水务局", "配合单位": "市财政局、市公安局", "时限": "2026年9月底前完成"},
        ),
        ("〔市水务局牵头，持续推进〕", {"牵头单位": "市水务局", "时限": "持续推进"}),
        (
            "（市水务局、市财政局，2026年9月底前）",
            {"责任单位": "市水务局、市财政局", "时限": "2026年9月底前"},
        ),
    ],
)
def test_a_deadline_at_the_end_of_a_bracket(bracket: str, fields: dict[str, str]) -> None:
    text = f"一、清淤。全面清淤。{bracket}\n二、种树。全面种树。{bracket}\n"
    made = tree(imported(HEAD + text + END))["正文"][1]
    assert {key: made[key] for key in made if key not in ("任务", "内容")} == fields


def test_a_deadline_within_the_units_of_a_line_is_no_unit() -> None:
    found = imported(HEAD + "1.编制规划。责任单位：市水务局，6月底前完成。\n2.落实资金。\n" + END)
    assert "责任单位'" not in str(tree(found)["正文"])
    assert told(found, "写着由谁负责，没有拆成责任单位等项目") == [4]


def test_units_moved_to_a_line_of_their_own_are_told() -> None:
    found = imported(
        HEAD + "1.编制规划。责任单位：市水务局。\n2.落实资金。责任单位：市财政局。\n" + END
    )
    assert tree(found)["正文"][1]["责任单位"] == "市水务局"
    assert told(found, "写在任务同一段末尾的责任单位等另起了一行（第4、5行，共2处）") == [4]


def test_a_title_whose_characters_stand_apart() -> None:
    title = "关 于 表 扬 2025 年 度 先 进 单 位 的 通 报"
    found = imported(f"{title}\n各县区信访局：\n现予表扬。\n云溪市信访局\n2026年1月9日\n")
    made = tree(found)
    assert (made["文种"], made["标题"]) == ("通报", "关于表扬2025年度先进单位的通报")
    assert made["主送"] == "各县区信访局"
    assert told(found, "字与字之间的空格去掉了") == [1]


def test_one_torn_line_is_enough_where_pages_are_numbered() -> None:
    found = imported(
        "关于防汛工作的通报\n各县区水务局：\n今年以来，全市累计完成水库除险加固一百二十座，群众满\n"
        "意率百分之九十七，各单位要珍惜荣誉，再创佳绩，继续努\n力。\n— 1 —\n"
        "各单位要向先进学习。\n云溪市水务局\n2026年1月9日\n"
    )
    assert tree(found)["正文"][0].endswith(
        "群众满意率百分之九十七，各单位要珍惜荣誉，再创佳绩，继续努力。"
    )


def test_who_issued_a_forwarded_text_under_its_title_is_told() -> None:
    centred = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    lines = (
        (centred, "云溪市人民政府办公室转发《关于加强医疗服务的意见》的通知"),
        ("", "各县区人民政府："),
        ("", "现转发给你们。"),
        ("", "云溪市人民政府办公室"),
        ("", "2026年3月6日"),
        (centred, "关于加强医疗服务的意见"),
        (centred, "市卫生健康委"),
        ("", "为提升服务能力，提出如下意见。"),
    )
    body = "".join(f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>" for look, text in lines)
    found = imported(word_file(body), ".docx")
    assert tree(found)["印发件"]["标题"] == ["关于加强医疗服务的意见", "市卫生健康委"]
    assert told(found, "标题的最后一行“市卫生健康委”像是署名") == [6]


def test_a_file_of_a_table_alone() -> None:
    def row(*texts: str, span: int = 1) -> str:
        cells = (
            f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(text)}</w:tc>'
            for text in texts
        )
        return f"<w:tr>{''.join(cells)}</w:tr>"

    rows = row("防汛责任人名单", span=2) + row("水库", "责任人") + row("石门水库", "雷鸣")
    found = imported(word_file(f"<w:tbl>{rows}</w:tbl>"), ".docx")
    made = tree(found)
    assert made["标题"] == "防汛责任人名单"
    assert made["正文"][0]["表"]["列"] == ["水库", "责任人"]
    assert told(found, "表的第一行“防汛责任人名单”当作了标题")


def test_blanks_around_the_figures_of_a_copied_page_are_closed() -> None:
    found = imported(
        "关于防汛工作的通报\n各县区水务局：\n"
        "今年以来，全市完成水库除险加固 120 座，电话 13800000000 ，群\n"
        "众满意，到 2027 年底全部完成，各单位要珍惜荣誉，再创佳绩，继续努\n力。\n— 1 —\n"
        "各单位要向先进学习。\n云溪市水务局\n2026 年 1 月 9 日\n"
    )
    text = tree(found)["正文"][0]
    assert "除险加固120座" in text
    assert "到2027年底" in text
    assert "电话 13800000000" in text
    assert told(found, "数字前后的空格去掉了")


def test_who_holds_an_event_is_no_task() -> None:
    lines = "主办单位：云溪市教育局\n{}协办单位：各学校\n"
    event = imported(HEAD + "请参加。\n" + lines.format("承办单位：云溪一中\n") + END)
    assert "主办单位：云溪市教育局" in tree(event)["正文"]
    assert not told(event, "像是责任分工")
    assert told(imported(HEAD + "请参加。\n" + lines.format("") + END), "像是责任分工")
