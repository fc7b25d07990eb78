"""What a file holds beside the text that it shows: prompts, fields, links, tags."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.importer.test_strangers import imported, messages, tree
from tests.word_files import RELATION, paragraph, word_file, zipped

_HEAD = paragraph("关于做好节水工作的通知") + paragraph("各县区水务局：")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(*codes: str, shown: str) -> str:
    inside = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        mark.format("begin") + inside + mark.format("separate") + _run(shown) + mark.format("end")
    )


def _word(*runs: str) -> bytes:
    return word_file(_HEAD + "".join(f"<w:p>{each}</w:p>" for each in runs))


def test_a_prompt_that_nobody_replaced_is_no_text() -> None:
    prompt = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        f"{_run('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    )
    filled = prompt.replace("<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="0"/>')
    found = imported(_word(_run("联系人：") + prompt, _run("电话：") + filled), ".docx")
    assert tree(found)["正文"] == ["联系人：", "电话：单击此处输入文字。"]
    assert [each for each in messages(found) if "提示" in each] == [
        "第3段：“单击此处输入文字。”是还没有填的空里的提示，没有写进文稿"
    ]


@pytest.mark.parametrize(
    "run",
    [
        _field("DA", "TE \\@ yyyy年M月d日", shown="2026年5月6日"),
        '<w:fldSimple w:instr=" TIME \\@ yyyy年M月d日 ">' + _run("2026年5月6日") + "</w:fldSimple>",
    ],
)
def test_a_date_that_changes_is_told(run: str) -> None:
    found = imported(_word(_run("请落实。"), _run("云溪市水务局"), run), ".docx")
    assert tree(found)["成文日期"] == "2026-05-06"
    assert any("自动的日期" in each for each in messages(found))


def test_an_address_that_the_text_does_not_show_is_told() -> None:
    other = _field('HYPERLINK "http://a.yunxi.cn/x/"', shown="报送系统")
    same = _field('HYPERLINK "http://b.yunxi.cn/"', shown="b.yunxi.cn")
    inside = _field('HYPERLINK \\l "_Toc1"', shown="第三部分")
    found = imported(_word(_run("登录") + other + same + inside + _run("报送。")), ".docx")
    told = [each for each in messages(found) if "地址" in each]
    assert told == ["第3段：“报送系统”连着地址 http://a.yunxi.cn/x/，地址没有写进文稿"]


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (
            '<h1>关于报名的公告</h1><p><a href="http://x.cn/">首页</a></p><p>请登录'
            '<a href="http://a.cn/b">报名系统</a>，见<a href="http://c.cn/">http://c.cn</a>。</p>',
            ".html",
        ),
        ("# 关于报名的公告\n\n请登录[报名系统](http://a.cn/b)，见[c.cn](http://c.cn/)。\n", ".md"),
    ],
)
def test_the_address_of_a_link_in_a_page_is_told(text: str, suffix: str) -> None:
    told = [each.partition("：")[2] for each in messages(imported(text, suffix)) if "地址" in each]
    assert told == ["“报名系统”连着地址 http://a.cn/b，地址没有写进文稿"]


def test_the_address_of_a_link_by_relation_is_told() -> None:
    link = f'<w:hyperlink xmlns:r="{RELATION}" r:id="r0">{_run("报送系统")}</w:hyperlink>'
    content = _with_external(_word(_run("登录") + link), "http://a.yunxi.cn/x")
    found = imported(content, ".docx")
    assert any("http://a.yunxi.cn/x，" in each for each in messages(found))


def _with_external(content: bytes, address: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = "word/_rels/document.xml.rels"
    relation = (
        f'<Relationship Id="r0" Type="{RELATION}/hyperlink" Target="{address}" '
        'TargetMode="External"/></R'
    )
    text = files[name]
    assert isinstance(text, bytes)
    return zipped(files | {name: text.decode().replace("</R", relation)})


@pytest.mark.parametrize("tag", ["{{单位}}", "<%=unit%>", "${unit}", "«单位»", "{% if x %}"])
def test_a_tag_of_a_template_is_told(tag: str) -> None:
    found = imported(f"关于做好节水工作的通知\n\n各县区水务局：\n请{tag}按时报送节水情况。\n")
    assert any("模板里没有换成内容的标签" in each for each in messages(found))


def test_an_inserted_article_keeps_its_number() -> None:
    found = imported(
        "云溪市节水办法\n\n第一条 为了节水，制定本办法。\n第二条 用水应当申请。\n"
        "第二条之一 许可期限为五年。\n第三条 本办法自2026年5月1日起施行。\n"
    )
    assert tree(found)["正文"] == [
        {"条": "为了节水，制定本办法。"},
        {"条": ["用水应当申请。", "第二条之一 许可期限为五年。"]},
        {"条": "本办法自2026年5月1日起施行。"},
    ]
    assert any("第二条之一" in each for each in messages(found))


def test_a_span_beyond_the_table_makes_no_columns() -> None:
    def cell(text: str, span: int = 1) -> str:
        return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(text)}</w:tc>'

    rows = (cell("经费", 5), cell("单位") + cell("金额"), cell("一校") + cell("3"))
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    found = imported(word_file(_HEAD + paragraph("请落实。") + table), ".docx")
    (made,) = (each["表"] for each in tree(found)["正文"] if "表" in each)
    assert {len(row) for row in made["行"]} == {2}
