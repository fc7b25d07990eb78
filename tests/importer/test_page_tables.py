"""Tables of web pages and of Markdown: forms, captions, frames; each exactly, or told."""

from __future__ import annotations

from typing import Any

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

LINES = '<table border="1">'


def imported(inside: str) -> Imported:
    page = f"<p>关于巡查的通知</p><p>市水务局：</p><p>情况如下。</p>{inside}<p>请抓紧落实。</p>"
    return assemble(read_content(page.encode(), ".html", "旧页.html"))


def body_of(found: Imported) -> Any:
    return plain(found.tree["正文"])


def table_of(found: Imported) -> Any:
    (block,) = [each for each in body_of(found) if isinstance(each, dict)]
    return block["表"]


def said(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems if "第4段" in problem.message]


def test_parts_of_a_table() -> None:
    inside = (
        f"{LINES}<thead><tr><td>甲</td><td>乙</td></tr></thead><tfoot><tr><td>合计</td><td>3</td>"
        "</tr></tfoot><tbody><tr><td>打井</td><td>3</td></tr></tbody></table>"
    )
    found = imported(inside)
    assert table_of(found) == {"列": ["甲", "乙"], "行": [["打井", "3"], ["合计", "3"]]}
    assert said(found) == []


def test_a_form_of_one_row_and_fields() -> None:
    fields = '<input value="王敏">', '<input type="radio" checked>男<input type="checkbox">女'
    found = imported(
        f"{LINES}<tr><td>姓名</td><td>{fields[0]}</td><td>性别</td><td>{fields[1]}</td></tr></table>"
    )
    assert table_of(found) == {"表头": "无", "行": [["姓名", "王敏", "性别", "☑男□女"]]}


def test_a_span_to_the_end() -> None:
    found = imported(
        f'{LINES}<tr><td rowspan="0">甲</td><td>一</td></tr><tr><td>二</td></tr>'
        "<tr><td>三</td></tr></table>"
    )
    assert table_of(found)["行"] == [["甲", "一"], ["＾", "二"], ["＾", "三"]]


def test_a_caption_is_the_title() -> None:
    rows = "<tr><td>项目</td><td>数量</td></tr><tr><td>打井</td><td>3</td></tr>"
    found = imported(f"{LINES}<caption>表2 打井情况</caption>{rows}</table>")
    block = body_of(found)[1]
    assert block["表题"] == "表2 打井情况"


def test_frames_inner_tables_and_empty_ones_are_told_of() -> None:
    assert said(imported(f"{LINES}<tr><td>框里的话。</td></tr></table>")) == [
        "第4段：一个框（只有一栏的表），写成了框里的文字"
    ]
    inner = f"{LINES}<tr><td>甲</td><td>一</td></tr></table>"
    found = imported(
        f"{LINES}<tr><td>项目</td><td>明细</td></tr><tr><td>打井</td><td>{inner}</td></tr></table>"
    )
    assert said(found) == ["第4段：第2行第2格里还有一张表，写成了这一格里的文字"]
    assert said(imported(f"{LINES}<tr><td></td><td></td></tr></table>")) == [
        "第4段：一张没有文字的表（1行），没有写进文稿"
    ]


def test_a_page_within_a_form_is_read_and_a_search_is_not() -> None:
    search = "<form>站内搜索<input value='请输入'></form>"
    found = imported(f"<form id='aspnetForm'><p>河道要巡查。</p>{search}</form>")
    assert body_of(found) == ["情况如下。", "河道要巡查。", "请抓紧落实。"]
    assert "站内搜索" in [each.text for each in found.left_out]


def test_underlined_blanks_and_what_cannot_be_read() -> None:
    found = imported("<p>申请人：<u>&nbsp;&nbsp;&nbsp;&nbsp;</u>签字</p>")
    assert "申请人：____签字" in body_of(found)
    assert said(found) == ["第4段：下划线上留的空白，写成了“____”"]
    assert said(imported('<p>见<object data="a.pdf"></object></p>')) == [
        "第4段：网页里嵌的内容“a.pdf”没有写进文稿"
    ]
    assert said(imported("<p>为<math><mi>a</mi><mo>+</mo><mi>b</mi></math></p>")) == [
        "第4段：公式“a+b”写成了一行文字"
    ]


def test_markdown_says_what_a_head_is() -> None:
    def table(rows: str) -> Any:
        text = f"# 关于巡查的通知\n\n市水务局：\n\n情况如下。\n\n{rows}\n\n请抓紧落实。\n"
        return table_of(assemble(read_content(text.encode(), ".md", "旧文.md")))

    named = table("| 王敏 | 科长 |\n|---|---|\n| 李强 | a\\|b |")
    assert named == {"列": ["王敏", "科长"], "行": [["李强", "a|b"]]}
    first = table("|| 数量 | 单位 |\n|---|---|---|\n|| 3 | |")
    assert first == {"列": ["", "数量", "单位"], "行": [["", "3", ""]]}
    assert table("| | |\n|---|---|\n| 姓名 | 甲<br>乙 |\n| 单位 | |") == {
        "表头": "无",
        "行": [["姓名", "甲\n乙"], ["单位", ""]],
    }


def test_a_picture_of_markdown_is_told_of() -> None:
    text = "# 关于巡查的通知\n\n市水务局：\n\n![分布](a.png)\n\n请抓紧落实。\n"
    found = assemble(read_content(text.encode(), ".md", "旧文.md"))
    messages = [problem.message for problem in found.problems]
    assert "第5行：这里的图片“![分布](a.png)”没有写进文稿" in messages
