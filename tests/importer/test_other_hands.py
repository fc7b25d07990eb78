"""What other programs and other hands put into a file: settings, drawn tables, tables of facts."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from tests.word_files import paragraph, word_file

HEAD = "云溪市文旅局关于办好灯会的通知\n各县（区）文旅局：\n现将有关事项通知如下。\n"
END = "云溪市文旅局\n2026年2月1日\n"


def read(text: str | bytes, suffix: str = ".txt") -> tuple[Any, list[str], str]:
    content = text if isinstance(text, bytes) else text.encode()
    found = assemble(read_content(content, suffix, f"旧文{suffix}"))
    return plain(found.tree), [problem.message for problem in found.problems], found.text


def test_the_settings_of_a_markdown_file_are_no_title() -> None:
    settings = "---\ntitle: 别的题目\ntags: [通知]\n---\n\n"
    tree, said, _ = read(settings + "# " + HEAD.replace("\n", "\n\n") + END, ".md")
    assert tree["标题"] == "云溪市文旅局关于办好灯会的通知"
    assert any("文件开头的设置（title: 别的题目等2行）没有写进文稿" in each for each in said)


def test_rules_around_a_text_are_no_settings() -> None:
    tree, _, _ = read("---\n各县（区）要重视。\n---\n\n# 关于办好灯会的通知\n", ".md")
    assert "各县（区）要重视。" in str(tree)


def test_footnotes_and_boxes_of_markdown() -> None:
    text = (
        f"# {HEAD}\n每县报一盏灯。[^灯]\n\n- [ ] 报送方案\n- [x] 建立台账\n\n[^灯]: 高不过三米。\n"
    )
    tree, said, yaml = read(text.replace("：\n", "：\n\n"), ".md")
    assert "每县报一盏灯。" in tree["正文"]
    assert "# 脚注：高不过三米。" in yaml
    assert "□报送方案" in tree["正文"] and "☑建立台账" in tree["正文"]
    assert any("脚注" in each for each in said)


BOXED = "┌───┬───┐\n│ 项目 │ 数量 │\n├───┼───┤\n│ 花灯 │ 30 │\n│ 龙灯 │ 2 │\n└───┴───┘\n"
LINE = "+----+----+\n"
RULED = f"{LINE}| 项目 | 数量 |\n{LINE}| 花 | 30 |\n| 灯 |  |\n{LINE}| 龙灯 | 2 |\n{LINE}"


@pytest.mark.parametrize(
    ("drawn", "rows"),
    [(BOXED, [["花灯", "30"], ["龙灯", "2"]]), (RULED, [["花灯", "30"], ["龙灯", "2"]])],
)
def test_a_drawn_table_is_a_table(drawn: str, rows: list[list[str]]) -> None:
    tree, said, _ = read(HEAD + drawn + END)
    table = next(block["表"] for block in tree["正文"] if isinstance(block, dict))
    assert table["列"] == ["项目", "数量"]
    assert table["行"] == rows
    assert any("用线画的表（项目、数量，3行），已经写成表" in each for each in said)
    assert not any("照原样写成了文字" in each or "没有全部写进" in each for each in said)


def test_lines_that_do_not_fit_a_table_stay_and_are_told() -> None:
    tree, said, _ = read(HEAD + "│ 项目 │ 数量 │\n├──┼──┤\n│ 花灯 │\n" + END)
    assert "│ 花灯 │" in str(tree)
    assert any("用线画的表" in each for each in said)


def test_a_tabbed_row_may_lack_its_last_cells() -> None:
    tree, _, _ = read(
        HEAD + "单位\t数量\t备注\n青石县\t2\t含龙灯\n河口区\t1\t\n东山县\t\t缓报\n" + END
    )
    table = next(block["表"] for block in tree["正文"] if isinstance(block, dict))
    assert table["行"] == [["青石县", "2", "含龙灯"], ["河口区", "1", ""], ["东山县", "", "缓报"]]


def cells(rows: list[tuple[str, str]]) -> str:
    made = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>{made}</w:tbl>"


def test_a_table_of_facts_is_lines_and_says_who_was_there() -> None:
    rows = [
        ("时　　间：", "2026年6月1日上午"),
        ("出　　席：", "程立，方圆"),
        ("列　　席：", "孟凡"),
    ]
    body = paragraph("研究电梯工作的会议纪要") + cells(rows) + paragraph("会议议定如下事项。")
    tree, said, _ = read(word_file(body), ".docx")
    assert tree["出席"] == "程立，方圆"
    assert tree["列席"] == "孟凡"
    assert "表" not in tree["正文"][0]
    assert any("只排位置的表" in each for each in said)


def test_a_form_with_colons_stays_a_table() -> None:
    body = paragraph("关于填表的通知") + cells([("姓名：", ""), ("日期：", "　年　月　日")])
    tree, _, _ = read(word_file(body), ".docx")
    assert "表" in str(tree["正文"])


def test_names_of_attachments_lose_the_kind_of_their_files() -> None:
    tree, said, _ = read(HEAD + "附件：1.灯会方案.docx\n2.报名表.xlsx\n" + END)
    assert [each["标题"] for each in tree["附件"]] == ["灯会方案", "报名表"]
    assert any("后面的文件类型没有写进文稿" in each for each in said)


def test_names_beside_one_another_below_the_note_of_attachments_sign() -> None:
    note = "附件：1.灯会方案\n2.报名表\n\n云溪市文旅局 云溪市财政局\n云溪市公安局\n2026年2月1日\n"
    tree, _, _ = read(HEAD + note)
    assert tree["发文机关"] == ["云溪市文旅局", "云溪市财政局", "云溪市公安局"]
    assert [each["标题"] for each in tree["附件"]] == ["灯会方案", "报名表"]


def test_what_a_site_says_of_itself_below_a_text_is_its_foot() -> None:
    foot = "编辑：小云\n免责声明：\n1、本网所载文章仅供参考。\n2、转载请注明出处。\n"
    tree, said, _ = read(HEAD + END + foot)
    assert "印发件" not in tree and "仅供参考" not in str(tree)
    assert any("没有写进文稿" in each for each in said)


def test_the_head_and_foot_of_a_page_that_an_office_program_wrote() -> None:
    lines = "".join(f"<p>{line}</p>" for line in (HEAD + END).splitlines())
    page = f'<div title="header"><p>云溪市文旅局</p></div>{lines}<div title="footer"><p>1</p></div>'
    tree, _, _ = read(f"<html><body>{page}</body></html>", ".html")
    assert tree["标题"] == "云溪市文旅局关于办好灯会的通知"
    assert "1" not in tree["正文"]


def test_an_automatic_page_number_in_a_text_is_told() -> None:
    field = "<w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:t>3</w:t></w:r>"
    body = paragraph("关于灯会的通知") + f"<w:p><w:r><w:t>请办好。</w:t></w:r>{field}</w:p>"
    _, said, _ = read(word_file(body), ".docx")
    assert any("自动的页码" in each for each in said)


def test_a_cell_that_comes_again_below_its_table_moves_nothing() -> None:
    heads = "<tr><th rowspan=2>指标</th><th colspan=2>本季</th><th colspan=2>上年</th></tr>"
    heads += "<tr><th>总量</th><th>增速</th><th>总量</th><th>增速</th></tr>"
    row = "<tr><td>增加值</td><td>86</td><td>6</td><td>81</td><td>5</td></tr>"
    after = "<p>注：数据来自快报，仅供参考。</p><p>二、各县（区）的增速。青石县增速最快。</p>"
    page = f"<p>关于工业的通报</p><p>一、情况</p><table>{heads}{row}</table>{after}"
    _, said, _ = read(f"<html><body>{page}</body></html>", ".html")
    assert not any("次序" in each for each in said)


def section(orient: str) -> str:
    return f'<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="{orient}"/></w:sectPr>'


def test_an_attachment_on_pages_that_lie_sideways_says_so() -> None:
    letter = "".join(map(paragraph, (*HEAD.splitlines(), "附件：报名表", "云溪市文旅局")))
    letter += paragraph("2026年2月1日", section("portrait"))
    form = paragraph("附件") + paragraph("报名表") + cells([("姓名", "张三"), ("单位", "市文旅局")])
    tree, said, _ = read(word_file(letter + form + section("landscape")), ".docx")
    assert tree["附件"][0]["横排"] == "是"
    assert not any("横放" in each for each in said)
    tree, _, _ = read(word_file(letter + form + section("portrait")), ".docx")
    assert "横排" not in tree["附件"][0]


def test_other_pages_that_lie_sideways_are_told() -> None:
    text = "".join(map(paragraph, HEAD.splitlines())) + section("landscape")
    _, said, _ = read(word_file(text), ".docx")
    assert any("横放着，没有照着做" in each for each in said)


def test_tags_in_markdown_are_none_of_the_text() -> None:
    head = '<h1 align="center">云溪市文旅局关于灯会的通知</h1>\n\n'
    head += '<p align="center">云文发〔2026〕8号</p>\n\n'
    end = '<p align="right">云溪市文旅局</p>\n<p align="right">2026年2月1日</p>\n'
    tree, said, _ = read(f"{head}各县（区）文旅局：\n\n请办好灯会。\n\n{end}", ".md")
    assert tree["标题"] == "云溪市文旅局关于灯会的通知"
    assert (tree["发文字号"], tree["成文日期"]) == ("云文发〔2026〕8号", "2026-02-01")
    assert "<" not in str(tree)
    assert any("网页标签" in each for each in said)


def test_what_the_page_calls_the_document_is_its_title() -> None:
    links = "<p>通知公告</p><p>政策法规</p>"
    title = "云溪市政府关于核定水价的批复"
    text = f"<p>{title}</p><p>市水务局：</p><p>同意调整。</p><p>云溪市政府</p><p>2026年4月5日</p>"
    meta = '<meta name="ArticleTitle" content="关于核定水价的批复">'
    tree, said, _ = read(f"<html><head>{meta}</head><body>{links}{text}</body></html>", ".html")
    assert (tree["文种"], tree["标题"]) == ("批复", title)
    assert any("“通知公告”“政策法规”像是网页的栏目" in each for each in said)


def test_a_mark_that_each_page_repeats_is_read_once() -> None:
    pages = "云溪市安委会文件\n云安〔2026〕2号\n关于调整人员的通知\n各县（区）：\n现调整如下：\n"
    more = "第 1 页 共 2 页\n云溪市安委会文件\n请抓好落实。\n第 2 页 共 2 页\n"
    more += "云溪市安委会\n2026年5月8日\n"
    tree, said, _ = read(pages + more)
    assert tree["正文"] == ["现调整如下：", "请抓好落实。"]
    assert tree["发文机关"] == "云溪市安委会"
    assert any("每页重复的" in each for each in said)


def test_the_source_of_a_page_in_a_text_is_parted_by_its_tags() -> None:
    text = "".join(f"<p style='x'>{line}</p>" for line in (HEAD + END).splitlines())
    tree, said, _ = read(text.replace("。</p>", "。&nbsp;</p>", 1))
    assert tree["标题"] == "云溪市文旅局关于办好灯会的通知"
    assert (tree["主送"], tree["成文日期"]) == ("各县（区）文旅局", "2026-02-01")
    assert tree["正文"] == ["现将有关事项通知如下。"]
    assert any("按标签分了段" in each for each in said)


def test_a_long_line_of_recipients_or_a_spread_name_is_never_said_to_lack() -> None:
    names = ("东山", "西山", "南山", "北山", "青石", "河口", "云台")
    long = "、".join(f"{name}区人民政府" for name in names)
    text = f"关于灯会的通知\n灯会简介\n{long}：\n请办好灯会。\n党 委 办 公 室\n2026年2月1日\n"
    tree, _, _ = read(text)
    lacks = tree.get("忽略", {}).get("缺要素", {})
    assert not {"主送", "发文机关"} & lacks.keys()
