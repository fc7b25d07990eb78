""".odt and .rtf come in whole and in order, by pandoc alone, and a hostile one does no harm."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.importer import odt_text, rtf_text
from gongwen.importer.assemble import assemble
from gongwen.importer.pieces import Source, SourceParagraph, SourceTable
from gongwen.importer.reading import read_content
from gongwen.pandoc import program
from gongwen.word.refusal import RefusedError
from tests.open_document import MIME, content_xml, odt, paragraphs
from tests.word_files import paragraph, word_file, zipped

FONTS = rb"{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}"


def rtf(body: bytes | str, page: bytes = rb"\ansicpg936") -> bytes:
    """A file as Word in Chinese writes it: GBK in the fonts that say so."""
    held = body if isinstance(body, bytes) else body.encode("gb18030")
    return rb"{\rtf1\ansi" + page + FONTS + rb"\f0 " + held + b"}"


def read(content: bytes, suffix: str) -> Source:
    return read_content(content, suffix, f"旧文{suffix}")


def texts(source: Source) -> list[str]:
    return [piece.text for piece in source.pieces if isinstance(piece, SourceParagraph)]


def cells(source: Source) -> list[list[tuple[str, str]]]:
    (table,) = (piece for piece in source.pieces if isinstance(piece, SourceTable))
    return [[(cell.text, cell.merged) for cell in row] for row in table.rows]


def said(source: Source) -> list[str]:
    return [problem.message for problem in source.problems]


# Characters, of whatever charset.


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("关于防汛的通知\\par", "关于防汛的通知"),
        (r"\u20851?\u20110 ?x\par", "关于x"),
        (r"\u20851\'b9\'d8\u20110\'d3\'da\par".replace("\\u", "\\uc2\\u"), "关于"),
        (r"\'b9\'d8\'d3\'da\'b7\'c0\'d1\'b4\par", "关于防汛"),
        ("\\'b9\r\n\\'d8\\par", "关"),
        (r"{\f1\loch\f1 No.}\dbch\'b5\'da 1\par", "No.第 1"),
        (r"\u-10187?\u-8832?\par", "\U0001d580"),
        (r"\ldblquote\'b9\'d8\rdblquote\emdash\bullet\tab x\par", "“关”—•\tx"),
        (r"a\~b\_c\-d\{e\}\\\par", "a b-cd{e}\\"),
        (r"{\upr{old}{\*\ud \u20851?}}\par", "old关"),
        ("两  个   空格　全角\\par", "两  个   空格　全角"),
        ("镕\\par", "镕"),
    ],
)
def test_characters_of_rtf(body: str, expected: str) -> None:
    assert texts(read(rtf(body), ".rtf")) == [expected]


def test_bytes_of_a_file_that_names_no_charset() -> None:
    held = rb"{\rtf1\ansi " + "关于防汛的通知".encode("gb18030") + rb"\par}"
    assert texts(read(held, ".rtf")) == ["关于防汛的通知"]
    western = rb"{\rtf1\ansi\ansicpg1252 caf\'e9 \'a7 3\par}"
    assert texts(read(western, ".rtf")) == ["café § 3"]


def test_private_characters_of_a_file_are_not_taken_for_marks() -> None:
    (piece,) = read(rtf("\\u-8175?文\\par"), ".rtf").pieces  # that of a centred paragraph
    assert isinstance(piece, SourceParagraph)
    assert (piece.text, piece.look.centred) == ("文", False)
    (piece,) = read(odt(paragraphs("\ue011文")), ".odt").pieces
    assert isinstance(piece, SourceParagraph)
    assert (piece.text, piece.look.centred) == ("文", False)


# Order, numbers, looks.


def test_lists_of_rtf_stay_where_they_stand_and_keep_their_numbers() -> None:
    item = r"\pard{\listtext\pard\plain %s\tab}\ls1\ilvl0 %s\par "
    body = (
        "总则\\par " + item % ("一、", "领导") + item % ("（十一）", "检查")
        + item % (r"\u183 ?", "圆点") + r"\trowd\cellx1\cellx2\intbl 甲\cell 乙\cell\row"
        + "\\pard 附则\\par"
    )  # fmt: skip
    source = read(rtf(body), ".rtf")
    assert texts(source) == ["总则", "一、领导", "（十一）检查", "圆点", "附则"]
    assert isinstance(source.pieces[4], SourceTable)


def test_how_paragraphs_stand() -> None:
    body = r"\qc 标题\par\pard\qr 署名\par\pard\par{\b 领句。}正文\par\page\pard 附件\par"
    pieces = [p for p in read(rtf(body), ".rtf").pieces if isinstance(p, SourceParagraph)]
    looks = [piece.look for piece in pieces]
    assert [(look.centred, look.right) for look in looks[:2]] == [(True, False), (False, True)]
    assert (looks[2].blank, looks[2].lead, looks[3].new_page) == (1, 3, True)
    assert [piece.number for piece in pieces] == [1, 2, 4, 5]
    styles = (
        '<style:style style:name="C" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="center"/></style:style>'
        '<style:style style:name="D" style:family="paragraph" style:parent-style-name="C">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    heading = '<text:h text:outline-level="2">二</text:h>'
    body = f'<text:p/><text:p text:style-name="D">附件</text:p>{heading}'
    first, second = read(odt(body, styles), ".odt").pieces
    assert isinstance(first, SourceParagraph)
    assert isinstance(second, SourceParagraph)
    assert (first.look.centred, first.look.new_page, first.look.blank) == (True, True, 1)
    assert second.look.outline == 2


LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-suffix="、" '
    'style:num-format="一, 二, 三, ..."/>'
    '<text:list-level-style-number text:level="2" style:num-prefix="（" style:num-suffix="）" '
    'style:num-format="1" text:start-value="3"/>'
    '<text:list-level-style-number text:level="3" style:num-format="1" style:num-suffix="." '
    'text:display-levels="2"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="•"/></text:list-style>'
    '<text:list-style style:name="U"><text:list-level-style-number text:level="1" '
    'style:num-format="甲, 乙, 丙, ..."/></text:list-style>'
)


def test_numbers_of_lists_of_odt() -> None:
    def items(*inner: str) -> str:
        return "".join(f"<text:list-item>{each}</text:list-item>" for each in inner)

    deepest = f"<text:list>{items(paragraphs('庚'))}</text:list>"
    deep = f"<text:list>{items(paragraphs('己') + deepest)}</text:list>"
    first = items(paragraphs("甲") + deep, paragraphs("乙", "续"))
    third = paragraphs("丙")
    body = (
        f'<text:list text:style-name="L">{first}</text:list>'
        f"{paragraphs('间')}"
        f'<text:list text:style-name="L" text:continue-numbering="true">{items(third)}</text:list>'
        f'<text:list text:style-name="L">{items(paragraphs("丁"))}</text:list>'
        f'<text:list text:style-name="B">{items(paragraphs("点"))}</text:list>'
    )
    source = read(odt(body, LIST), ".odt")
    expected = ["一、甲", "（3）己", "3.1.庚", "二、乙", "续", "间", "三、丙", "一、丁", "点"]
    assert texts(source) == expected
    assert said(source) == []
    other = f'<text:list text:style-name="U">{items(paragraphs("一"))}</text:list>'
    source = read(odt(other, LIST), ".odt")
    assert texts(source) == ["1一"]
    assert said(source) == ["有的自动编号不知道是什么样子，按阿拉伯数字读入"]


# What pandoc would pass over.


def test_what_stands_beside_the_text_of_rtf() -> None:
    body = (
        r"{\header 页眉字\par}{\footer 页脚字\par}文{\footnote\pard 注一}后"
        r"{\*\annotation{\*\atnid 某}批一}\par "
        r"{\shp{\*\shpinst{\sp{\sn a}{\sv 隐}}{\shptxt 框中字\par}}{\shprslt 框中字}}末\par "
        r"{\deleted 删去}留{\v 藏}\par {\*\shppict{\pict 0a}}{\nonshppict{\pict 0b}}图\par"
    )
    source = read(rtf(body), ".rtf")
    assert texts(source) == ["文后", "末", "框中字", "留", "图"]
    first = source.pieces[0]
    assert isinstance(first, SourceParagraph)
    assert first.remarks == ("脚注：注一", "批注：批一")
    left = {(each.text, each.why) for each in source.left_out}
    assert {("页眉字", "页眉"), ("页脚字", "页脚"), ("藏", "隐藏的文字")} <= left
    assert said(source) == [
        "第5段：这里的图片（不是图片，只能用 PNG 和 JPEG）没有写进文稿",
        "文件里有1处修订痕迹，按已经接受读入",
        "文件里有2条批注或脚注，写成了旁边的注解（# 开头）",
    ]


def test_what_stands_beside_the_text_of_odt() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    )
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>删去</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        f"<text:p>文{note.format('footnote', '注一')}后{note.format('endnote', '注二')}"
        "<office:annotation><text:p>批一</text:p></office:annotation></text:p>"
        "<text:p>空<text:s text:c='3'/>格<text:tab/>后<text:line-break/>行</text:p>"
        "<text:p>框<draw:frame><draw:text-box><text:p>框中字</text:p></draw:text-box></draw:frame></text:p>"
        "<text:p><draw:frame><draw:image xlink:href='a.png'/></draw:frame>图</text:p>"
        "<draw:custom-shape><text:p>形状里的字</text:p></draw:custom-shape>"
        "<text:section><text:p><text:date>今日</text:date><text:text-input>填</text:text-input></text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>目录行</text:p></text:index-body></text:table-of-content>"
    )
    header = "<style:header><text:p>页眉字</text:p></style:header>"
    source = read(odt(body, furniture=header), ".odt")
    expected = ["文后", "空   格\t后", "行", "框", "框中字", "图", "形状里的字", "今日填", "目录行"]
    assert texts(source) == expected
    first = source.pieces[0]
    assert isinstance(first, SourceParagraph)
    assert first.remarks == ("脚注：注一", "尾注：注二", "批注：批一")
    assert ("页眉字", "页眉") in {(each.text, each.why) for each in source.left_out}
    assert said(source) == [
        "第5段：这里的链接到别处的图片没有写进文稿",
        "文件里有1处修订痕迹，按已经接受读入",
        "文件里有3条批注或脚注，写成了旁边的注解（# 开头）",
    ]


def test_a_text_that_pandoc_did_not_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = b'{"blocks": [{"t": "Para", "c": [{"t": "Str", "c": "\xe6\x96\x87"}]}]}'
    monkeypatch.setattr("gongwen.importer.pandoc_reader.convert", lambda *_: nothing)
    source = read(odt(paragraphs("文", "请各单位落实")), ".odt")
    assert said(source) == ["“请各单位落实”没有读到"]
    assert [each.text for each in source.left_out] == ["请各单位落实"]


# Tables.


def test_joined_cells_of_rtf() -> None:
    def row(cells: str, *texts: str) -> str:
        return rf"\trowd{cells}\intbl " + "".join(f"{text}\\cell " for text in texts) + r"\row "

    flagged = row(r"\clmgf\cellx100\clmrg\cellx200\clvmgf\cellx300", "甲", "", "丙") + row(
        r"\cellx100\cellx200\clvmrg\cellx300", "子", "丑", ""
    )
    wide = row(r"\cellx200\clvmgf\cellx300", "甲", "丙") + row(
        r"\cellx100\cellx210\clvmrg\cellx300", "子", "丑", ""
    )
    expected = [
        [("甲", ""), ("甲", "left"), ("丙", "")],
        [("子", ""), ("丑", ""), ("丙", "above")],
    ]
    for body in (flagged, wide):
        assert cells(read(rtf(body + r"\pard 文\par"), ".rtf")) == expected


def test_joined_cells_of_odt() -> None:
    body = (
        "<table:table><table:table-header-rows><table:table-row>"
        "<table:table-cell table:number-columns-spanned='2'><text:p>甲</text:p></table:table-cell>"
        "<table:covered-table-cell/></table:table-row></table:table-header-rows>"
        "<table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>乙</text:p>"
        "</table:table-cell><table:table-cell><text:p>丙</text:p><text:p>丁</text:p>"
        "</table:table-cell></table:table-row>"
        "<table:table-row><table:covered-table-cell/><table:table-cell><table:table>"
        "<table:table-row><table:table-cell><text:p>套</text:p></table:table-cell>"
        "<table:table-cell><text:p>表</text:p></table:table-cell></table:table-row></table:table>"
        "</table:table-cell></table:table-row><table:table-row table:number-rows-repeated='2'>"
        "<table:table-cell table:number-columns-repeated='2'><text:p>同</text:p>"
        "</table:table-cell></table:table-row></table:table>"
    )
    source = read(odt(body), ".odt")
    assert cells(source) == [
        [("甲", ""), ("甲", "left")],
        [("乙", ""), ("丙\n丁", "")],
        [("乙", "above"), ("套\t表", "")],
        [("同", ""), ("同", "")],
        [("同", ""), ("同", "")],
    ]
    assert said(source) == ["表里套着的表，读成了格里的文字"]


def test_a_nested_table_of_rtf_is_told() -> None:
    inner = r"\itap2 子\nestcell 丑\nestcell\nestrow\itap1"
    body = rf"\trowd\cellx1\cellx2\intbl 甲{inner}\cell 乙\cell\row"
    source = read(rtf(body), ".rtf")
    assert cells(source) == [[("甲子\t丑", ""), ("乙", "")]]
    assert said(source) == ["表里套着的表，读成了格里的文字"]


# One reader, whatever the suffix and the machine.


def test_the_content_says_which_reader() -> None:
    assert texts(read(rtf(r"\b 关于\par"), ".doc")) == ["关于"]
    assert texts(read(odt(paragraphs("关于")), ".doc")) == ["关于"]
    assert texts(read(word_file(paragraph("关于")), ".odt")) == ["关于"]
    assert texts(read(word_file(paragraph("关于")), ".rtf")) == ["关于"]
    assert texts(read("<html><p>关于".encode(), ".rtf")) == ["关于"]


@pytest.mark.parametrize("suffix", [".rtf", ".odt"])
def test_without_pandoc(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = rtf("文") if suffix == ".rtf" else odt("")
    monkeypatch.setattr(program, "find_pandoc", lambda: None)
    monkeypatch.setattr("gongwen.importer.office_reader.read_through_office", None)
    with pytest.raises(RefusedError) as caught:
        read(content, suffix)
    assert caught.value.reason == f"读 {suffix} 文件要用 pandoc：这台电脑上没有 pandoc"
    assert caught.value.advice == program.SETUP
    assert texts(read("别的照常".encode(), ".txt")) == ["别的照常"]


def test_a_whole_document() -> None:
    lines = (
        *("云溪市水务局文件", "云水发〔2026〕12号", "云溪市水务局关于清淤的通知"),
        *("各县（区）水务局：", "现通知如下。", "一、抓紧清淤", "请于汛前完成。"),
        *("云溪市水务局", "2026年3月22日"),
    )  # fmt: skip
    want = assemble(read("\n".join(lines).encode(), ".txt")).tree
    for content, suffix in (
        (rtf("".join(f"\\pard {line}\\par " for line in lines)), ".rtf"),
        (odt(paragraphs(*lines)), ".odt"),
    ):
        assert assemble(read(content, suffix)).tree == want


# Hostile files.


class _Asked(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)


@pytest.fixture
def server() -> Iterator[tuple[str, list[str]]]:
    """An address of this very machine, and what was asked of it."""
    asked: list[str] = []
    handler = type("Handler", (_Asked,), {"asked": asked})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as made:
        thread = threading.Thread(target=made.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{made.server_port}", asked
        made.shutdown()
        thread.join()


def test_nothing_is_fetched(server: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = server
    secret = tmp_path / "secret.txt"
    secret.write_text("不该读到的字", encoding="utf-8")
    frame = f'<iframe src="{address}/frame"></iframe><img src="{address}/picture.png"/>'
    files = {
        ".rtf": rtf(
            rf'{{\field{{\*\fldinst INCLUDEPICTURE "{address}/a.png"}}{{\fldrslt 图}}}}'
            rf'{{\field{{\*\fldinst INCLUDETEXT "{secret}"}}{{\fldrslt 文}}}}'
            rf"{{\*\template {address}/t.dotx}}\par"
        ),
        ".odt": odt(
            f'<text:p>文</text:p><draw:image xlink:href="{address}/b.png"/>'
            f'<text:section><text:section-source xlink:href="{secret.as_uri()}"/></text:section>'
            f'<draw:frame><draw:floating-frame xlink:href="{address}/frame"/></draw:frame>'
        ),
        ".doc": f"<html><p>文</p>{frame}".encode(),
    }
    for suffix, content in files.items():
        assert any("文" in text for text in texts(read(content, suffix)))
        assert "不该" not in str(texts(read(content, suffix)))
    page = f"<html><p>文</p>{frame}".encode()
    assert texts(read(page, ".rtf")) == texts(read(page, ".odt")) == ["文"]
    program.convert(page, "html", "odt")  # the sandbox itself
    assert asked == []


def test_pandoc_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("不该读到的字", encoding="utf-8")
    page = f"```include\n{tmp_path}/secret.txt\n```\n\n.. include:: {tmp_path}/secret.txt\n"
    try:
        made = program.convert(page.encode(), "rst", "plain").decode()
    except program.PandocError as error:
        made = str(error)
    assert "不该" not in made


def test_entities_of_odt_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    outer = f'<!DOCTYPE x [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    many = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    inner = f'<!DOCTYPE x [<!ENTITY a0 "哈">{many}]>'
    for declared, named in ((outer, "&x;"), (inner, "&a29;")):
        text = content_xml(paragraphs(named)).replace("?><office", f"?>{declared}<office", 1)
        with pytest.raises(RefusedError, match="DOCTYPE"):
            read(zipped({"mimetype": MIME, "content.xml": text}), ".odt")


def test_bombs_of_odt_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    huge = content_xml(paragraphs("哈" * 2_500_000))
    with pytest.raises(RefusedError, match="大得不正常"):
        read(zipped({"mimetype": MIME, "content.xml": huge}), ".odt")
    with pytest.raises(RefusedError, match="多得不正常"):
        read(zipped({"mimetype": MIME, **{f"{n}.xml": "" for n in range(5000)}}), ".odt")
    monkeypatch.setattr(odt_text, "MOST_PIECES", 1000)
    long = content_xml(paragraphs(*(f"第{n}行" for n in range(1001))))
    with pytest.raises(RefusedError, match="太长"):
        read(zipped({"mimetype": MIME, "content.xml": long}), ".odt")
    monkeypatch.setattr(rtf_text, "MOST_PIECES", 1000)
    with pytest.raises(RefusedError, match="太长"):
        read(rtf("文\\par " * 1001), ".rtf")
    many = "table:number-{}-repeated='99999'"
    cell = f"<table:table-cell {many.format('columns')}><text:p>甲</text:p></table:table-cell>"
    row = f"<table:table-row {many.format('rows')}>{cell}</table:table-row>"
    wide = f"<table:table>{row}</table:table>"
    assert len(cells(read(odt(wide), ".odt"))) <= 100


@pytest.mark.parametrize("depth", [300, 100_000])
def test_deep_files(depth: int) -> None:
    nested = (
        "<text:section>" * min(depth, 3000)
        + "<text:p>文</text:p>"
        + "</text:section>" * min(depth, 3000)
    )
    with pytest.raises(RefusedError):
        read(odt(nested), ".odt")
    if depth > 2000:
        with pytest.raises(RefusedError, match="套得太深"):
            read(b"{\\rtf1" + b"{" * depth + b"}" * depth + b"}", ".rtf")


@pytest.mark.parametrize(
    "content",
    [
        rb"{\rtf1",
        rb"{\rtf1}}}}}",
        rb"{\rtf1\bin99999999999 x",
        rb"{\rtf1\u-99999999999?\par",
        rb"{\rtf1\cell\row\nestrow\cellx\clmrg\row}",
        rb"{\rtf1{\footnote{\footnote{\header",
        b"{\\rtf1\\'\x00\xff\\'b9",
        b"PK\x03\x04 mimetype" + MIME.encode(),
    ],
)
def test_damaged_files(content: bytes) -> None:
    for suffix in (".rtf", ".odt", ".doc"):
        try:
            read(content, suffix)
        except RefusedError as error:
            assert error.reason


def test_an_odt_with_a_password() -> None:
    manifest = '<m:manifest xmlns:m="urn:oasis"><m:encryption-data/></m:manifest>'
    parts = {"mimetype": MIME, "content.xml": content_xml(""), "META-INF/manifest.xml": manifest}
    with pytest.raises(RefusedError, match="文件加了密码"):
        read(zipped(parts), ".odt")


# Figures above and below the line, struck text, and widths.

SET = (
    r"CO{\sub 2}\par 12m{\super 3}\par {\strike 原每日两次}改为三次\par "
    r"m{\up6 2}{\dn4 x}y\up0 z\par"
)


def test_raised_lowered_and_struck_text_of_rtf() -> None:
    source = read(rtf(SET), ".rtf")
    assert texts(source) == ["CO₂", "12m³", "原每日两次改为三次", "m²xyz"]
    assert said(source) == [
        "第1段：下标写成了“₂”",
        "第2段：上标写成了“³”",
        "第3段：带删除线的字“原每日两次”照一般的字写了",
        "第4段：上标写成了“²”",
        "第4段：下标“x”照一般的字写了",
    ]


def test_struck_bytes_are_told_as_one() -> None:
    source = read(rtf(r"{\strike\'b9\'d8\'d3\'da \b\'b7\'c0\'d1\'b4}\par"), ".rtf")
    assert texts(source) == ["关于 防汛"]
    assert said(source) == [
        "第1段：带删除线的字“关于”照一般的字写了",
        "第1段：带删除线的字“防汛”照一般的字写了",
    ]


def test_widths_of_the_columns_of_rtf() -> None:
    row = r"\trowd\cellx1000\cellx5000\cellx6000 甲\cell 乙\cell 丙\cell\row"
    (table,) = read(rtf(r"\pard\intbl " + row + row + r"\pard 后\par"), ".rtf").pieces[:1]
    assert isinstance(table, SourceTable)
    assert table.widths == (1000.0, 4000.0, 1000.0)


def test_raised_struck_text_and_widths_of_odt() -> None:
    style = '<style:style style:name="{}" style:family="{}"><style:{}-properties {}/></style:style>'
    styles = (
        style.format("上", "text", "text", 'style:text-position="super 58%"')
        + style.format("删", "text", "text", 'style:text-line-through-style="solid"')
        + style.format("窄", "table-column", "table-column", 'style:column-width="2cm"')
        + style.format("宽", "table-column", "table-column", 'style:column-width="60mm"')
    )
    spans = (
        '12m<text:span text:style-name="上">2</text:span>'
        '<text:span text:style-name="删">旧句</text:span>新句'
    )
    cell = "<table:table-cell><text:p>格</text:p></table:table-cell>"
    table = (
        '<table:table><table:table-column table:style-name="窄" '
        'table:number-columns-repeated="2"/><table:table-column table:style-name="宽"/>'
        f"<table:table-row>{cell * 3}</table:table-row>"
        f"<table:table-row>{cell * 3}</table:table-row></table:table>"
    )
    source = read(odt(paragraphs(spans) + table, styles), ".odt")
    assert texts(source) == ["12m²旧句新句"]
    assert said(source) == ["第1段：上标写成了“²”", "第1段：带删除线的字“旧句”照一般的字写了"]
    (made,) = (piece for piece in source.pieces if isinstance(piece, SourceTable))
    assert made.widths == (20.0, 20.0, 60.0)
