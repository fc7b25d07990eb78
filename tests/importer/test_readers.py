"""What the readers take from text, Markdown, web pages and Word files."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongwen.importer.assemble import assemble
from gongwen.importer.office_reader import read_through_office
from gongwen.importer.pieces import Look, Source, SourceParagraph, SourceTable
from gongwen.importer.reading import read_content, read_file
from gongwen.word.refusal import RefusedError
from tests.word_files import paragraph, word_file


def texts(source: Source) -> list[str]:
    return [piece.text for piece in source.pieces if isinstance(piece, SourceParagraph)]


def table(source: Source) -> SourceTable:
    (found,) = (piece for piece in source.pieces if isinstance(piece, SourceTable))
    return found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encodings(encoding: str) -> None:
    source = read_content("关于清淤的通知\r\n\r\n　　请落实。\r\n".encode(encoding), ".txt", "文")
    assert source.pieces == [
        SourceParagraph("关于清淤的通知", 1),
        SourceParagraph("请落实。", 3, Look(blank=1, indent=4)),
    ]


def test_markdown() -> None:
    source = read_content(
        "# 清淤方案\n\n## 一、目标\n**加强领导。**各单位要重视。\n\n---\n"
        "| 任务 | 单位 |\n| --- | --- |\n| 疏浚 | 市水务局 |\n".encode(),
        ".md",
        "文",
    )
    first, second, third, grid = source.pieces
    assert isinstance(first, SourceParagraph)
    assert isinstance(second, SourceParagraph)
    assert isinstance(third, SourceParagraph)
    assert isinstance(grid, SourceTable)
    assert (first.text, first.look.centred, first.look.outline) == ("清淤方案", True, 0)
    assert (second.text, second.look.outline) == ("一、目标", 1)
    assert (third.text, third.look.lead) == ("加强领导。各单位要重视。", 5)
    assert [[cell.text for cell in row] for row in grid.rows] == [
        ["任务", "单位"],
        ["疏浚", "市水务局"],
    ]
    assert [each.why for each in source.left_out] == ["分隔线", "表格的横线"]


PAGE = """\
<html><head><title>政府网站</title><script>alert(1)</script></head><body>
<div class="nav">首页 政务公开</div>
<p style="text-align:center"><span style="font-size:18pt;font-weight:bold">清淤<br>方案</span></p>
<p>&nbsp;</p><p>　　<b>加强领导。</b>各单位&nbsp;要重视。</p>
<table><tr><td rowspan="2">任务</td><td colspan="2">单位</td></tr>
<tr><td>甲</td><td>乙</td></tr></table>
<footer>版权所有</footer></body></html>
"""


def test_a_web_page() -> None:
    source = read_content(PAGE.encode(), ".html", "文")
    assert texts(source) == ["清淤", "方案", "加强领导。各单位 要重视。"]
    title, _, lead = (piece for piece in source.pieces if isinstance(piece, SourceParagraph))
    assert (title.look.centred, title.look.bold, title.look.size) == (True, True, 18.0)
    assert (lead.look.lead, lead.look.blank) == (5, 1)
    assert [[(cell.text, cell.merged) for cell in row] for row in table(source).rows] == [
        [("任务", ""), ("单位", ""), ("单位", "left")],
        [("任务", "above"), ("甲", ""), ("乙", "")],
    ]
    assert [each.text for each in source.left_out] == ["首页 政务公开", "版权所有"]


def test_a_page_that_is_laid_out_by_a_table() -> None:
    page = "<table><tr><td><p>甲。</p><p>乙。</p></td></tr></table>"
    assert texts(read_content(page.encode(), ".html", "文")) == ["甲。", "乙。"]


def test_word_paragraphs_and_looks() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:sz w:val="44"/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="a2"><w:name w:val="mine"/>'
        '<w:basedOn w:val="a1"/></w:style>'
    )
    body = paragraph("标题", '<w:pStyle w:val="a2"/>') + (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>领句。</w:t></w:r>"
        "<w:r><w:t>正文</w:t><w:tab/><w:t>续</w:t><w:br/><w:t>下一行</w:t></w:r></w:p>"
    )
    source = read_content(word_file(body, styles=styles), ".docx", "文")
    first, second, third = (piece for piece in source.pieces if isinstance(piece, SourceParagraph))
    assert first.look == Look("mine", 1, centred=True, size=22.0)
    assert (second.text, second.look.lead) == ("领句。正文\t续", 3)
    assert (third.text, third.number) == ("下一行", 2)


def test_automatic_numbers_become_text() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )

    def numbered(level: int) -> str:
        return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr>'

    body = "".join(
        paragraph(text, numbered(level))
        for text, level in (("目标", 0), ("任务", 0), ("甲", 1), ("要求", 0), ("乙", 1))
    )
    source = read_content(word_file(body, numbering=numbering), ".docx", "文")
    assert texts(source) == ["一、目标", "二、任务", "二.1甲", "三、要求", "三.1乙"]


def test_tracked_changes_are_accepted_and_remarks_kept() -> None:
    body = (
        "<w:p><w:r><w:t>请</w:t></w:r><w:del><w:r><w:delText>不要</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>认真</w:t></w:r></w:ins><w:r><w:t>落实。</w:t>"
        '<w:commentReference w:id="1"/><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    source = read_content(
        word_file(
            body,
            comments=f'<w:comment w:id="1">{paragraph("日期再核")}</w:comment>',
            footnotes=f'<w:footnote w:id="2">{paragraph("见附图")}</w:footnote>',
        ),
        ".docx",
        "文",
    )
    assert texts(source) == ["请认真落实。"]
    (found,) = source.pieces
    assert isinstance(found, SourceParagraph)
    assert found.remarks == ("批注：日期再核", "脚注：见附图")
    imported = assemble(source)
    assert "# 批注：日期再核\n# 脚注：见附图\n" in imported.text
    messages = [problem.message for problem in imported.problems]
    assert "文件里有2处修订痕迹，按已经接受读入" in messages
    assert "文件里有2条批注或脚注，写成了旁边的注解（# 开头）" in messages
    assert {"日期再核", "见附图"} <= {each.text for each in imported.left_out}


def test_headers_and_text_boxes() -> None:
    box = (
        '<w:drawing><w:txbxContent xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main">{paragraph("框里的字")}</w:txbxContent></w:drawing>'
    )
    body = f"<w:p><w:r><w:t>正文。</w:t>{box}</w:r></w:p>"
    source = read_content(
        word_file(body, header1=paragraph("内部资料"), footer1=paragraph("— 1 —")), ".docx", "文"
    )
    assert texts(source) == ["正文。", "框里的字"]
    assert [(each.text, each.why) for each in source.left_out] == [("内部资料", "页眉")]


def test_word_tables_with_merges() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    body = (
        f"<w:tbl><w:tr>{cell('任务', '<w:vMerge w:val=' + chr(34) + 'restart' + chr(34) + '/>')}"
        f"{cell('单位', '<w:gridSpan w:val=' + chr(34) + '2' + chr(34) + '/>')}</w:tr>"
        f"<w:tr>{cell('', '<w:vMerge/>')}{cell('甲')}{cell('乙')}</w:tr></w:tbl>"
    )
    source = read_content(word_file(body), ".docx", "文")
    assert [[(each.text, each.merged) for each in row] for row in table(source).rows] == [
        [("任务", ""), ("单位", ""), ("单位", "left")],
        [("任务", "above"), ("甲", ""), ("乙", "")],
    ]


def test_an_unknown_suffix(tmp_path: Path) -> None:
    (tmp_path / "图.psd").write_bytes(b"x")
    with pytest.raises(RefusedError, match=r"不认识“\.psd”这种文件"):
        read_file(tmp_path / "图.psd", "图.psd")


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    body = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>请各单位</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>认真落实。</w:t></w:r></w:p><w:p><w:r><w:t>特此通知。</w:t></w:r></w:p>"
    )
    source = read_content(word_file(body), ".docx", "旧文.docx")
    assert texts(source) == ["请各单位认真落实。", "特此通知。"]


def test_a_lead_is_counted_without_the_blanks_before_it() -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>　　坚持标本兼治。</w:t></w:r>"
        "<w:r><w:t>疏浚河道。</w:t></w:r></w:p>"
    )
    (piece,) = read_content(word_file(body), ".docx", "旧文.docx").pieces
    assert isinstance(piece, SourceParagraph)
    assert piece.look.lead == len("坚持标本兼治。")


def test_without_libreoffice_a_doc_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongwen.pdf.office.find_office", lambda: None)
    with pytest.raises(RefusedError, match=r"读 \.doc 文件要用 LibreOffice"):
        read_content(b"\xd0\xcf\x11\xe0" + bytes(24) + b"\xfe\xff", ".doc", "旧文.doc")


def test_a_page_that_was_saved_as_doc() -> None:
    page = "\ufeff<html><body><p>关于做好防汛工作的通知</p></body></html>"
    assert texts(read_content(page.encode(), ".doc", "旧文.doc")) == ["关于做好防汛工作的通知"]


@pytest.mark.libreoffice(fonts=False)
def test_through_libreoffice() -> None:
    rtf = r"{\rtf1\ansi{\fonttbl\f0 Arial;}\f0 \u20851?\u20110?\u28165?\u28132?\par second\par}"
    source = read_through_office(rtf.encode(), "旧文.doc", ".doc")
    assert texts(source) == ["关于清淤", "second"]
