"""What files of other offices had that was once read wrong without a word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble, import_file
from gongwen.importer.decoding import decode
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.word.refusal import RefusedError
from tests.word_files import paragraph, word_file


def imported(text: str | bytes, suffix: str = ".txt") -> Imported:
    content = text if isinstance(text, bytes) else text.encode()
    return assemble(read_content(content, suffix, f"旧文{suffix}"))


def tree(found: Imported) -> Any:
    return plain(dict(found.tree))


def messages(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems]


@pytest.mark.parametrize(
    "mark",
    [
        "云溪市财政局  文件\n云溪市教育局",
        "云溪市财政局\n云溪市教育局　文件",
        "云溪市财政局文件\n云溪市教育局",
        "云溪市财政局\n云溪市教育局\n文件",
    ],
)
def test_a_joint_mark_with_its_word_beside_a_name(mark: str) -> None:
    found = imported(f"""{mark}
云财教〔2026〕5号★
━━━━━━━━━━
关于下达经费的通知
各县区财政局、教育局：
现下达经费。
云溪市财政局      云溪市教育局
2026年5月6日
""")
    made = tree(found)
    assert made["标题"] == "关于下达经费的通知"
    assert made["发文字号"] == "云财教〔2026〕5号"
    assert made["主送"] == "各县区财政局、教育局"
    assert made["发文机关"] == ["云溪市财政局", "云溪市教育局"]
    assert "发文机关标志" not in made
    assert [message.partition("：")[2] for message in messages(found)] == [
        "用字符画的线1处，略去了，版头、版记的线由程序印"
    ]


def test_a_title_below_the_mark_of_one_is_no_part_of_it() -> None:
    made = tree(imported("云溪市财政局文件\n云溪市财政局\n关于下达经费的通知\n现下达经费。"))
    assert made["标题"] == ["云溪市财政局", "关于下达经费的通知"]


@pytest.mark.parametrize(
    ("above", "gap"),
    [("三、先进集体", ""), ("表彰下列单位：", ""), ("请各校落实。", "\n")],
)
def test_units_that_a_heading_announces_do_not_sign(above: str, gap: str) -> None:
    made = tree(
        imported(f"""云溪市教育局关于表彰先进的决定

各学校：

{above}
云溪市第一中学
云溪市实验小学
{gap}云溪市教育局
2026年5月6日
""")
    )
    assert made["发文机关"] == "云溪市教育局"
    assert "云溪市实验小学" in str(made["正文"])


def test_units_that_sign_together_with_empty_lines_between_do() -> None:
    made = tree(
        imported("""关于开展检查的通知

各学校：

请各校落实。

云溪市教育局

云溪市公安局

2026年5月6日
""")
    )
    assert made["发文机关"] == ["云溪市教育局", "云溪市公安局"]


def test_page_numbers_between_hyphens_are_no_list() -> None:
    found = imported("""关于做好供水工作的通知
各单位：
供水安全事关人民群众切身利益，各单位要高度重视。
- 1 -
现将有关事项通知如下，请认真贯彻执行。
云溪市水务局
2026年5月6日
- 2 -
""")
    assert messages(found) == ["第4行：“- 1 -”等页码2处，略去了"]


def test_people_with_brackets_of_two_widths_stay_in_their_roster() -> None:
    found = imported("""关于成立领导小组的通知
各单位：
组成人员如下：
组长：王刚（市府办）
成员：李明（市发改局）
张发平（市统计局)
赵强（市公积金中心）
刘洋(市教育局）
云溪市人民政府办公室
2026年5月6日
""")
    (roster,) = (each for each in tree(found)["正文"] if isinstance(each, dict))
    assert roster["名单"][1]["人员"] == [
        *("李明 市发改局", "张发平 市统计局", "赵强 市公积金中心", "刘洋 市教育局")
    ]


def test_people_are_no_headings() -> None:
    found = imported("""关于公布名单的通知
各单位：
现公布名单。
王建良（市民政局）
李明（市教育局）
请各单位知悉。
云溪市人民政府办公室
2026年5月6日
""")
    assert all(isinstance(each, str) for each in tree(found)["正文"])
    assert messages(found) == ["第4行：从“王建良（市民政局）”起的2行像是名单，照原样写成了文字"]


def test_a_second_document_in_the_file_is_told() -> None:
    found = imported("""云溪市水务局关于印发方案的通知
云水〔2026〕5号
各科室：
现将《春灌方案》印发给你们。
云溪市水务局
2026年3月1日
春灌方案
一、总体要求
抓好春灌。
二、重点任务
备足用水。
云溪市水务局关于加强值班的通知
云水〔2026〕6号
各科室：
请做好值班工作。
云溪市水务局
2026年3月8日
""")
    second = tree(found)["印发件"][1]
    assert (second["标题"], second["发文字号"]) == (
        "云溪市水务局关于加强值班的通知",
        "云水〔2026〕6号",
    )
    assert messages(found) == [
        "第12行：从“云溪市水务局关于加强值班的通知”起像是另一份公文（有自己的文号、主送），写成了印发件"
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "乡镇      面积（亩）   备注\n东山镇    1200\n西山镇    3400        含林地",
        "乡镇 数量\n东山镇 12\n西山镇 34",
        "姓名｜电话\n王刚｜1\n李明｜2",
    ],
)
def test_tables_of_blanks_that_are_not_sure_are_told(rows: str) -> None:
    found = imported(f"关于填报的通知\n各单位：\n请填报如下：\n{rows}\n请按时报送。")
    assert any("3行像是用空格排的表" in message for message in messages(found))


def test_tables_named_below_the_text_are_attachments() -> None:
    made = tree(
        imported("""关于填报统计表的通知
各单位：
请按附表填报。
附表1：面积统计表
附表2：农机统计表
云溪市水务局
2026年4月2日
附表1
面积统计表
请如实填报。
附表2
农机统计表
请如实填报。
""")
    )
    assert made["正文"] == ["请按附表填报。"]
    assert [each["标题"] for each in made["附件"]] == ["面积统计表", "农机统计表"]


LAW = """# {title}

2013年5月27日 云溪市人民代表大会常务委员会第9次会议通过

2013年7月22日 施行

<!-- INFO END -->

为了保护古树，制定本条例。

一、总则

第一条 本市古树适用本条例。

（一）名木；

（二）古树群。

具有下列情形之一的，应当登记：

（一）百年以上的；

（二）名人种植的；

二、管理

第二条 古树由绿化部门管理。

第四条 本条例自公布之日起施行。

第五条 绿化部门负责解释。
"""


def test_a_law_in_markdown() -> None:
    long = (
        "云溪市人民代表大会常务委员会 云溪市人民政府关于加强古树名木和古树后续资源保护管理工作"
        "以及相关经费保障事项若干问题"
    )
    found = imported(LAW.format(title=long), ".md")
    made = tree(found)
    assert made["标题"] == long
    assert {"条目": ["百年以上的；", "名人种植的；"], "序号": "（一）"} in made["正文"]
    assert "二、管理" in made["正文"]
    assert "INFO" not in found.text
    said = [message for message in messages(found) if "文种" not in message]
    assert [message for message in said if "没有认出" not in message] == [
        "第3行：从“2013年5月27日 云溪市人民代表大会……”起的2行"
        "像是题注（通过、公布、修订的经过），照原样写成了文字",
        "第7行：不显示的注释（<!-- -->）1处，没有写进文稿",
        "第11行：有2行的序数不在这份文稿的层次里，照原样写成了文字，第一行是“一、总则”",
        "第29行：序数是“第四条”，印出来是“第三条”，后面还有1处也这样差着",
    ]


def test_a_sentence_on_section_two_is_no_heading() -> None:
    found = imported(
        "关于做好检查的通知\n各科室：\n请按手册检查。\n第二节用于检查页面，请认真做好。"
    )
    assert tree(found)["正文"] == ["请按手册检查。", "第二节用于检查页面，请认真做好。"]
    assert messages(found) == [
        "第4行：有1行的序数不在这份文稿的层次里，照原样写成了文字，第一行是“第二节用于检查页面，请认真做好。”"
    ]


def test_a_title_that_comes_twice_is_told() -> None:
    found = imported("关于做好检查工作的通知\n各科室：\n关于做好检查工作的通知\n请做好检查。")
    assert messages(found) == [
        "第3行：“关于做好检查工作的通知”像是标题，又写了一次，照原样写成了文字"
    ]


TRADITIONAL = "關於做好防汛工作的通知\n各單位：\n請做好工作。\n雲溪市政府\n2026年5月6日\n"
SIMPLIFIED = "关于做好防汛工作的通知\n各单位：\n请沄镕、赟砼二人做好工作。\n2026年5月6日\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((TRADITIONAL, each) for each in ("big5", "gb18030", "utf-16-le", "utf-16", "utf-8-sig")),
        *((SIMPLIFIED, each) for each in ("gb18030", "utf-16-be", "utf-16-le")),
    ],
)
def test_encodings_of_old_programs(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_words_that_a_page_breaks_between_stay_apart() -> None:
    page = "<p>关于测试的通知</p><p>各科室：</p><p>请用 Public\n  Security 系统，及时\n  填报。</p>"
    assert tree(imported(page, ".html"))["正文"] == ["请用 Public Security 系统，及时填报。"]


def word(body: str) -> Imported:
    head = paragraph("关于测试的通知") + paragraph("各科室：")
    return imported(word_file(head + body), ".docx")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_hidden_struck_raised_and_lowered_text_of_word() -> None:
    up, down = ('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>')
    found = word(
        f"<w:p>{run('面积100m')}{run('2', up)}{run('，CO')}{run('2', down)}{run('注', up)}"
        f"{run('作废', '<w:strike/>')}{run('藏', '<w:vanish/>')}{run('。')}</w:p>"
    )
    assert tree(found)["正文"] == ["面积100m²，CO₂注作废。"]
    assert set(messages(found)) == {
        "第3段：上标写成了“²”",
        "第3段：下标写成了“₂”",
        "第3段：上标“注”照一般的字写了",
        "第3段：带删除线的字“作废”照一般的字写了",
        "第3段：隐藏的文字“藏”没有写进文稿",
    }


def test_the_same_on_a_page() -> None:
    page = (
        "<p>关于测试的通知</p><p>各科室：</p>"
        "<p>面积100m<sup>2</sup>，CO<sub>2</sub><s>作废</s>。</p>"
    )
    found = imported(page, ".html")
    assert tree(found)["正文"] == ["面积100m²，CO₂作废。"]
    assert sorted(messages(found)) == [
        "第3段：上标写成了“²”",
        "第3段：下标写成了“₂”",
        "第3段：带删除线的字“作废”照一般的字写了",
    ]


@pytest.mark.parametrize(
    ("said", "box"),
    [
        ('<w:default w:val="1"/>', "☑"),
        ('<w:default w:val="0"/>', "□"),
        ('<w:default w:val="0"/><w:checked/>', "☑"),
        ('<w:default w:val="1"/><w:checked w:val="0"/>', "□"),
    ],
)
def test_boxes_of_old_forms(said: str, box: str) -> None:
    found = word(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox>'
        f"{said}</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX "
        f'</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>{run("同意")}</w:p>'
    )
    assert tree(found)["正文"] == [f"{box}同意"]


def test_cells_and_rows_deleted_with_the_change_tracked() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    rows = (
        f"<w:tr>{cell('项目')}{cell('金额')}</w:tr>",
        f"<w:tr>{cell('甲')}{cell('5')}{cell('丁', '<w:cellDel/>')}</w:tr>",
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('乙')}{cell('6')}</w:tr>",
        f"<w:tr>{cell('丙')}{cell('7')}</w:tr>",
    )
    found = word(f"<w:tbl>{''.join(rows)}</w:tbl>")
    assert tree(found)["正文"][0]["表"]["行"] == [["甲", "5"], ["丙", "7"]]
    assert messages(found) == ["文件里有2处修订痕迹，按已经接受读入"]
    assert not any("程序读不到" in each.why for each in found.left_out)


@pytest.mark.parametrize(
    ("name", "reason", "advice"),
    [
        ("名单.xlsx", "“.xlsx”文件不能导入成文稿", "“行: 文件名”"),
        ("名单.xls", "“.xls”文件不能导入成文稿", "另存为 .xlsx"),
        ("扫描.pdf", "“.pdf”文件不能导入成文稿", "转成 .docx"),
        ("签名.png", "“.png”文件不能导入成文稿", "写成“图”"),
        ("数据.bin", "不认识“.bin”这种文件", "可以导入：.docx"),
    ],
)
def test_files_that_are_no_documents(tmp_path: Path, name: str, reason: str, advice: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK")
    with pytest.raises(RefusedError) as refused:
        import_file(path, name)
    assert refused.value.reason == reason
    assert advice in refused.value.advice


@pytest.mark.parametrize(
    ("block", "body"),
    [
        ("<pre>第一行。\n  第二行。</pre>", ["第一行。", "第二行。"]),
        ("<p>见<span style='display: none'>藏</span>附图。</p><p hidden>藏</p>", ["见附图。"]),
        ("<p>挚友<ruby>贽<rp>（</rp><rt>zhì</rt></ruby>见。</p>", ["挚友贽见。"]),
        ("<p><input type='checkbox' checked>已阅</p>", ["☑已阅"]),
        ("<p>面积<input value='300'>亩。</p>", ["面积300亩。"]),
        ("<ol type='a'><li>甲项；</li><li>乙项。</li></ol>", ["a.甲项；\nb.乙项。"]),
        ("<ol type='I' start='4'><li>甲项；</li></ol>", ["IV.甲项；"]),
        ("<ol start='0'><li>甲项；</li></ol>", ["0.甲项；"]),
    ],
)
def test_what_a_page_shows_and_what_it_does_not(block: str, body: list[str]) -> None:
    found = imported(f"<p>关于测试的通知</p><p>各科室：</p>{block}", ".html")
    assert tree(found)["正文"] == body


def test_a_list_that_counts_down_is_told() -> None:
    found = imported(
        "<p>关于测试的通知</p><p>各科室：</p><ol reversed><li>甲</li><li>乙</li></ol>", ".html"
    )
    assert messages(found) == [
        "第3段：序数是“2.”，按前后次序应当是“1.”",
        "第4段：序数是“1.”，按前后次序应当是“3.”",
    ]


def test_a_post_of_several_people_is_not_given_to_the_last() -> None:
    found = imported(
        "关于名单的通知\n各科室：\n组长：王刚、李明\n成员：张三、赵敏（各社区书记）\n请落实。"
    )
    assert "成员：张三、赵敏（各社区书记）" in tree(found)["正文"]
    assert any("“成员”后面是哪几个人认不准" in message for message in messages(found))


def test_the_class_of_a_reply_is_no_title() -> None:
    found = imported("B类\n云水函〔2026〕12号\n对第123号提案的答复\n李明委员：\n建议收悉。")
    made = tree(found)
    assert (made["标题"], made["主送"]) == ("对第123号提案的答复", "李明委员")
    assert any("“B类”是答复建议、提案的分类" in message for message in messages(found))


def test_a_second_heading_of_the_first_level_is_told() -> None:
    text = "# 关于报送情况的函\n\n请报送。\n\n# 情况统计表\n\n## 填表说明\n\n逐项填写。\n"
    found = imported(text, ".md")
    assert "情况统计表" in str(tree(found)["正文"])
    message = "第5行：“情况统计表”是又一个一级标题（#），像是附件或者另一份文件的题目"
    assert message in messages(found)
    numbered = "# 关于报送情况的函\n\n# 一、填表\n\n请报送。\n\n# 附件1\n\n表样\n"
    assert not [each for each in messages(imported(numbered, ".md")) if "又一个" in each]


def test_a_box_of_a_symbol_font_is_a_box() -> None:
    faces = '<w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr>'
    body = (
        paragraph("关于填写登记表的通知") + "<w:p><w:r><w:t>请选择：</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings 2" w:char="00A3"/></w:r>'
        f"<w:r><w:t>是　</w:t></w:r><w:r>{faces}<w:t>R</w:t></w:r><w:r><w:t>否　</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:t>另附。</w:t></w:r></w:p>'
    )
    found = imported(word_file(body), ".docx")
    assert tree(found)["正文"] == ["请选择：□是　☑否　☑另附。"]


@pytest.mark.parametrize(
    "closing",
    [
        "云溪市水务局（印章）\n2026年3月5日",
        "云溪市水务局\n（盖章）\n2026年3月5日",
        "云溪市水务局(公章)\n2026年3月5日（盖章）",
    ],
)
def test_words_that_tell_where_to_seal_are_left_out_and_told(closing: str) -> None:
    found = imported(f"关于核对井盖的通知\n各乡镇：\n请于月底前核对。\n{closing}\n")
    assert tree(found)["发文机关"] == "云溪市水务局"
    assert tree(found)["成文日期"] == "2026-03-05"
    assert "章" not in found.text.partition("正文:")[2].replace("盖章的位置", "").replace(
        "印章", ""
    )
    assert any("用印的标记没有写进文稿" in message for message in messages(found))


def test_the_name_of_a_seal_in_a_form_stays() -> None:
    found = imported("附件1\n登记表\n单位意见：\n（盖章）\n年　月　日\n")
    assert "（盖章）" in str(tree(found)["正文"])


@pytest.mark.parametrize("mark", ["征求意见稿", "（征求意见稿）", "第二次征求意见稿", "送审稿"])
def test_a_draft_mark_above_the_mark_is_no_title(mark: str) -> None:
    head = f"{mark}\n云溪市城管局\n云城管〔２０２６〕３号\n"
    text = f"{head}云溪市城管局关于规范广告\n设置的\n意见\n各县（区）：\n请提出意见。\n"
    found = imported(text)
    assert tree(found)["发文字号"] == "云城管〔2026〕3号"
    assert tree(found)["标题"] == ["云溪市城管局关于规范广告", "设置的", "意见"]
    assert mark.strip("（）") in (tree(found)["稿本"], tree(found).get("稿本标注"))


@pytest.mark.parametrize("numbers", [("第一条", "第二条"), ("一、", "二、"), ("（一）", "（二）")])
def test_numbers_on_lines_of_their_own_go_with_the_line_below(numbers: tuple[str, str]) -> None:
    first, second = numbers
    text = (
        f"云溪市路灯管理办法\n{first}\n为了管好路灯，制定本办法。\n{second}\n路灯由市城管局管理。\n"
    )
    found = imported(text)
    assert any(
        f"“{first}”单独成一行，和下一行接成了一段，共2处" in each for each in messages(found)
    )
    assert not any("编号: 无" in each for each in (found.text,))
    assert "为了管好路灯，制定本办法。" in str(tree(found)["正文"])


def test_blanks_to_fill_in_are_no_rules_and_labels_no_recipients() -> None:
    form = "姓名：________\n申请理由：\n______________\n填报人签名：    学院领导签字：\n"
    text = f"附件2\n岗位申请表\n{form}学院名称：\n"
    found = imported(text)
    assert "______________" in tree(found)["正文"]
    assert not any("主送" in each for each in messages(found))


def test_the_day_by_which_to_answer_is_no_date_of_the_document() -> None:
    text = (
        "云溪市科协关于培训的通知\n各县（区）科协：\n请填写回执，于2026年6月26日前传真至市科协。\n"
    )
    assert not any("成文日期" in each for each in messages(imported(text)))
