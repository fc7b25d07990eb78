"""Where on a web page the document stands, by how the page is built."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

TEXT = """<p>各县（区）水务局：</p>
<p>今年入汛以来，我市降雨偏多，各地要加强巡查，做好防汛准备工作。现将有关事项通知如下：</p>
<p>一、加强值守。严格落实领导带班制度，发现险情及时报告，不得迟报、漏报。</p>
<p>二、备足物资。按照标准储备，专人管理，定期检查，及时补充。</p>
<p style="text-align:right">云溪市水务局</p><p style="text-align:right">2026年6月1日</p>"""
TITLE = "<h2>云溪市水务局关于做好防汛工作的通知</h2>"
LINKS = "".join(f"<li><a>· 市{name}局</a></li>" for name in ("教育", "公安", "财政") * 25)


def read(page: str) -> tuple[dict[str, Any], list[str]]:
    found = assemble(read_content(page.encode(), ".html", "网页.html"))
    tree = plain(found.tree)
    assert isinstance(tree, dict)
    return tree, [problem.message for problem in found.problems]


def page(text: str, after: str = "", body: str = "") -> str:
    return f"<html><body{body}><div class='a1'>{text}</div>{after}</body></html>"


def test_what_stands_behind_the_block_of_the_text_is_the_foot_and_told() -> None:
    read_it = "<table><tr><td>一图读懂《通知》 2026-06-05</td></tr></table>"
    after = f"<div><p>关怀版</p><p>我要办</p>{read_it}<ul>{LINKS}</ul></div>"
    tree, said = read(page(TITLE + TEXT, after))
    assert "印发件" not in tree
    assert tree["成文日期"] == "2026-06-01"
    assert "市教育局" not in str(tree)
    assert any("“关怀版”“我要办”" in message and "没有写进文稿" in message for message in said)


def test_a_button_at_the_end_of_the_block_goes_with_the_foot() -> None:
    tree, _ = read(page(f"{TITLE}{TEXT}<div>【返回顶部】【关闭窗口】</div>", "<p>我要办</p>"))
    assert "返回顶部" not in str(tree)
    assert "印发件" not in tree


def test_attachments_behind_the_block_stay() -> None:
    after = "<div><p>附件：1.物资储备表.docx</p><p>2.值班安排.xlsx</p></div>"
    tree, _ = read(page(TITLE + TEXT, after))
    assert [each["标题"] for each in tree["附件"]] == ["物资储备表", "值班安排"]


def test_a_text_behind_the_block_is_never_left_out() -> None:
    after = "<div><p>附件1</p><p>值班安排</p><p>一、每日两班。</p><p>二、交接清楚。</p></div>"
    tree, _ = read(page(TITLE + TEXT, after))
    assert "每日两班" in str(tree)


@pytest.mark.parametrize("hidden", ["visibility: hidden", "display:none", "visibility:hidden"])
def test_a_page_that_a_script_would_show_is_read(hidden: str) -> None:
    tree, _ = read(page(TITLE + TEXT, "", f" style='{hidden}'"))
    assert tree["标题"] == "云溪市水务局关于做好防汛工作的通知"
    assert tree["主送"] == "各县（区）水务局"


def test_a_hidden_copy_is_still_not_read() -> None:
    tree, _ = read(page(TITLE + TEXT, "<div style='display:none'>内部留言，请勿外传。</div>"))
    assert "请勿外传" not in str(tree)


def test_pictures_around_the_text_are_told_of_once() -> None:
    around = "".join(f"<p><img src='https://a.invalid/{name}.png'></p>" for name in "甲乙丙")
    inside = "<p><img src='https://a.invalid/位置图.png' alt='位置图'></p>"
    _, said = read(page(TITLE + TEXT + inside, around))
    assert sum("网页图片" in message for message in said) == 2
    assert any("3处没有存下来" in message for message in said)


def test_the_name_of_the_site_above_the_title_is_no_line_of_it() -> None:
    heading = "<p>云溪市水务局政府信息公开</p><p>云溪市水务局等3部门关于做好防汛工作的通知</p>"
    tree, said = read(page(heading + TEXT))
    assert tree["标题"] == "云溪市水务局等3部门关于做好防汛工作的通知"
    assert any("云溪市水务局政府信息公开" in message for message in said)
