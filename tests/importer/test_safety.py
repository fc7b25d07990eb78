"""Hostile and damaged files: refused or bounded, with a clear reason, never an exception."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from benchmarks.long_texts import import_text
from gongwen.document.read import read_document
from gongwen.importer.assemble import assemble
from gongwen.importer.pieces import SourceTable
from gongwen.importer.reading import read_content, read_file
from gongwen.importer.rtf_whole import is_whole
from gongwen.importer.tree import plain
from gongwen.problem import Level
from gongwen.problem_ids import LEFT_OUT
from gongwen.source.parse import parse
from gongwen.word import refusal
from gongwen.word.refusal import RefusedError
from tests.importer.barred import as_lists
from tests.steps import growth
from tests.word_files import PACKAGE, RELATION, W, paragraph, word_file, zipped

SUFFIXES = (".txt", ".md", ".html", ".docx")


def imported(content: bytes, suffix: str) -> str:
    return assemble(read_content(content, suffix, f"文{suffix}")).text


def refused(content: bytes, suffix: str) -> str:
    with pytest.raises(RefusedError) as caught:
        imported(content, suffix)
    return caught.value.reason


def test_entities_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    document = (
        f'<!DOCTYPE w:document [<!ENTITY a0 "哈">{bomb}]>'
        f"<w:document {W}><w:body>{paragraph('&a29;')}</w:body></w:document>"
    )
    reason = "文件里有正常 Word 文件没有的声明（DOCTYPE），可能有害"
    assert refused(zipped({"word/document.xml": document}), ".docx") == reason
    hidden = "<!--" + "x" * 4000 + "-->" + document
    assert refused(zipped({"word/document.xml": hidden}), ".docx") == reason


def test_external_entities_and_parts_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    document = (
        f'<!DOCTYPE w:document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<w:document {W}><w:body>{paragraph('&x;')}</w:body></w:document>"
    )
    assert "DOCTYPE" in refused(zipped({"word/document.xml": document}), ".docx")
    outside = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELATION}/styles" '
        f'Target="{secret.as_uri()}" TargetMode="External"/><Relationship Id="s" '
        f'Type="{RELATION}/header" Target="../../../../etc/passwd"/></Relationships>'
    )
    body = paragraph("请落实。")
    files = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": outside,
    }
    assert "机密" not in imported(zipped(files), ".docx")


def test_nothing_of_a_page_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", no_network)
    page = (
        '<iframe src="http://a.example/"></iframe><img src="http://a.example/b.png"><p>请落实。</p>'
    )
    assert "请落实" in imported(page.encode(), ".html")
    page = '<!DOCTYPE html SYSTEM "http://a.example/x.dtd"><p>请&xx;落实。</p>'
    assert "落实" in imported(page.encode(), ".html")


def test_a_zip_bomb() -> None:
    huge = zipped({"word/document.xml": b"<a>" + b" " * (80 * 1024 * 1024)})
    assert len(huge) < 200_000
    assert refused(huge, ".docx") == "文件里有一部分展开后大得不正常"


@pytest.mark.parametrize("megabytes", [20, 80])
def test_a_part_that_is_packed_too_well_is_not_even_unpacked(
    megabytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dense = zipped({"word/document.xml": b"<a>" + b" " * (megabytes * 1024 * 1024)})
    monkeypatch.setattr("zipfile.ZipFile.open", None)
    assert refused(dense, ".docx") == "文件里有一部分展开后大得不正常"


def test_what_is_called_external_is_not_read_even_within() -> None:
    body = paragraph("请落实。")
    relations = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{RELATION}/header" '
        'Target="header1.xml" TargetMode="External"/></Relationships>'
    )
    files = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/header1.xml": f"<w:hdr {W}>{paragraph('外面的字')}</w:hdr>",
        "word/_rels/document.xml.rels": relations,
    }
    assert read_content(zipped(files), ".docx", "文").left_out == []
    inside = relations.replace(' TargetMode="External"', "")
    files["word/_rels/document.xml.rels"] = inside
    assert [each.text for each in read_content(zipped(files), ".docx", "文").left_out] == [
        "外面的字"
    ]


def test_too_many_entries() -> None:
    many = zipped({f"{number}.xml": "" for number in range(5000)})
    assert refused(many, ".docx") == "文件里有5000个部分，多得不正常"


@pytest.mark.parametrize("length", [10, 200, 600])
def test_truncated_archives(length: int) -> None:
    whole = word_file(paragraph("请落实。"))
    assert refused(whole[:length], ".docx") == "文件打不开：不是 .docx，或者已经损坏"


def test_damage_within_an_archive() -> None:
    whole = bytearray(word_file(paragraph("请落实。" * 400)))
    at = whole.index(b"document.xml") + 40
    whole[at : at + 30] = b"\xff" * 30
    assert refused(bytes(whole), ".docx") == "文件打不开：不是 .docx，或者已经损坏"


def test_deep_nesting() -> None:
    deep = "<div>" * 100_000 + "请落实。" + "</div>" * 100_000
    assert isinstance(outcome(deep.encode(), ".html"), str)
    xml = "<w:ins>" * 100_000 + "</w:ins>" * 100_000
    assert refused(word_file(xml), ".docx") == "文件打不开：不是 .docx，或者已经损坏"
    tables = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("底") + "</w:tc></w:tr></w:tbl>" * 60
    assert isinstance(outcome(word_file(tables), ".docx"), str)


def outcome(content: bytes, suffix: str) -> str:
    """What is imported, or why it is refused."""
    try:
        return imported(content, suffix)
    except RefusedError as error:
        return error.reason


def test_a_hundred_megabytes_of_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as stream:
        stream.truncate(100 * 1024 * 1024)
    with monkeypatch.context() as unread:
        unread.setattr(Path, "read_bytes", None)
        with pytest.raises(RefusedError, match="文件有100兆，超过了50兆"):
            read_file(path, "大.txt")
    monkeypatch.setattr(refusal, "LARGEST_FILE", 10)
    assert refused("清淤。\n".encode() * 1_200_000, ".txt").startswith("文字有480万字")


def test_memory_is_a_small_multiple_of_the_file() -> None:
    content = ("一、加强领导。各单位要高度重视清淤工作，落实责任。\n" * 4000).encode()
    tracemalloc.start()
    try:
        imported(content, ".txt")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60 * len(content)


def test_broken_encodings() -> None:
    assert refused(b"\x81\x00\x01\x02" * 100, ".txt") == "这不是文本文件，里面有二进制内容"
    assert (
        refused(b"\xff\xff\xff\xff\xff", ".txt") == "文字的编码读不出来，既不是 UTF-8，也不是 GBK"
    )


def test_empty_files() -> None:
    for suffix in (".txt", ".md", ".html"):
        assert refused(b"", suffix) == "文件里没有文字"
    assert refused(word_file(""), ".docx") == "文件里没有文字"
    assert refused(b"", ".docx") == "文件是空的"


@pytest.mark.parametrize("suffix", [".doc", ".wps", ".rtf", ".odt"])
def test_what_is_no_old_word_file_never_reaches_another_program(
    suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongwen.importer.office_reader.read_through_office", None)
    monkeypatch.setattr("gongwen.importer.pandoc_reader.convert", None)
    for content in (b"", b"x", b"\xd0\xcf\x11\xe0" + b"\x5a" * 400):
        assert refused(content, suffix) == f"这不是 {suffix} 文件，或者已经损坏"


def test_a_tag_of_two_hundred_thousand_attributes(monkeypatch: pytest.MonkeyPatch) -> None:
    """It never reaches the parser, which compares each with all others."""
    monkeypatch.setattr("lxml.html.document_fromstring", None)
    attributes = " ".join(f'a{number}="甲"' for number in range(200_000))
    reason = refused(f"<p {attributes}>通知</p>".encode(), ".html")
    assert reason == "网页里有一个标签带了成千个属性，可能有害"


def test_a_picture_within_a_page_is_one_long_attribute() -> None:
    page = f'<p><img src="data:image/png;base64,{"iVBOR w0KG" * 20_000}">关于防汛的通知</p>'
    assert "标题: 关于防汛的通知\n" in imported(page.encode(), ".html")


def test_entities_that_a_page_declares() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>关于防汛的通知</p><p>&x;。</p>'
    )
    text = imported(page.encode(), ".html")
    assert "标题: 关于防汛的通知\n" in text
    assert "root:" not in text


def test_absurd_spans() -> None:
    first = '<tr><td colspan="999999" rowspan="9999">甲</td><td>乙</td></tr>'
    page = f"<p>文。</p><table>{first}<tr><td>丙</td></tr></table>".encode()
    (table,) = (
        piece
        for piece in read_content(page, ".html", "文.html").pieces
        if isinstance(piece, SourceTable)
    )
    assert [len(row) for row in table.rows] == [2, 2]
    assert "甲" in outcome(page, ".html")


def test_work_is_linear_in_the_pages() -> None:
    assert growth(lambda pages: lambda: imported(import_text(pages).encode(), ".txt"), 20) < 2.2


@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_any_bytes_are_imported_or_refused(content: bytes, suffix: str) -> None:
    assert isinstance(outcome(content, suffix), str)


SCRAPS = st.text(
    alphabet="一二（）.、1：。关于通知附件责任单位市局组长成员 　\t2026年月日<>&*|#第条章",
    max_size=20,
)
REAL_LINES = st.sampled_from(
    (
        *("云溪市人民政府办公室文件", "云政办发〔2026〕12号", "关于印发《清淤方案》的通知"),
        *(
            "（征求意见稿）",
            "（讨论稿）",
            "市教育局，各县（区）：",
            "签发人：江晓",
            "机密★1年",
            "特急",
        ),
        *(
            "一、目标",
            "二、措施",
            "三、要求",
            "四、职责",
            "（一）疏浚河道。抓紧实施。",
            "（二）巡查",
        ),
        *(
            "1.清理淤泥；",
            "2.加固堤防。",
            "（1）落实经费。",
            "①早动手",
            "第一章　总则",
            "第一条　为了清淤。",
        ),
        *(
            "第二条　市水务局负责。",
            "责任单位：市水务局、财政局",
            "配合单位：市科协",
            "完成时限：年底前",
        ),
        *(
            "疏浚。（市水务局、市财政局）",
            "巡查。（市水务局牵头，市财政局配合）",
            "清淤方案",
            "工作要点",
        ),
        *("组　长：江  晓   市政府副市长", "副组长：文林　市水务局局长", "方  圆   市财政局局长"),
        *("成  员：市教育局、市民政局等单位分管负责同志。", "委  员：", "（一）专家委员"),
        *(
            "市水务局：负责清淤的组织实施工作。",
            "市财政局：负责安排清淤所需经费。",
            "市水务局职责：",
        ),
        *("重点任务", "主要措施", "责任单位", "（一）准备阶段（2026年3月—2026年5月）。制定方案。"),
        *("附件", "附件1", "附件2", "附件：清淤图", "附件：1.清淤图", "2.任务表", "云溪市水务局"),
        *(
            "云溪市人民政府办公室",
            "2026年4月3日",
            "二〇二六年四月三日",
            "（此件公开发布）",
            "（本文有删减）",
        ),
        *(
            "抄送：市委办公室。",
            "云溪市人民政府办公室　2026年4月5日印发",
            "扫一扫在手机上查看当前页面",
        ),
        *("索 引 号: 0112/2026 文 号: 云水发〔2026〕3号", "各单位要落实责任。抓紧实施，务求实效。"),
        *(
            "坚持预防为主。提前排查隐患，及时处置险情。",
            "市长　江　晓",
            "云溪市人民政府令",
            "第8号",
        ),
    )
)


@example(lines=["第一章", "一"], suffix=".md")  # its title stands in its number, too
@given(
    st.lists(st.one_of(REAL_LINES, REAL_LINES, REAL_LINES, SCRAPS), max_size=24),
    st.sampled_from((".txt", ".md", ".html")),
)
def test_any_text_is_imported_whole_and_the_model_reads_it(lines: list[str], suffix: str) -> None:
    content = ("<p>" if suffix == ".html" else "\n").join(lines).encode()
    try:
        found = assemble(read_content(content, suffix, "文"))
    except RefusedError as error:
        assert error.reason == "文件里没有文字"
        return
    assert not [problem for problem in found.problems if problem.rule == LEFT_OUT]
    data, problems = parse(found.text, "文.yaml")
    assert as_lists(data) == plain(found.tree)
    _, more = read_document(data, "文.yaml")
    errors = [problem for problem in [*problems, *more] if problem.level is Level.ERROR]
    assert not errors, found.text


def test_separators_of_files_and_records_are_blanks() -> None:
    """U+001C to U+001F, which Python takes for blanks and no document can hold."""
    text = "关于清淤的通知\n各单位：\n请抓紧\x1c清淤\x1d，\x1e确保\x1f安全。\n"
    made = imported(text.encode(), ".txt")
    _, problems = parse(made, "文.yaml")
    assert [problem.message for problem in problems if problem.level is Level.ERROR] == []
    assert "请抓紧 清淤 ， 确保 安全。" in made


@pytest.mark.parametrize(
    ("inside", "name"),
    [
        ('<w:altChunk r:id="r1"/>', "整个插入的文件"),
        ('<w:subDoc r:id="r1"/>', "子文档"),
        ("<w:p><w:r><w:object/></w:r></w:p>", "嵌入的"),
    ],
)
def test_what_of_a_word_file_is_not_read_is_told(inside: str, name: str) -> None:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = (
        f'<w:document {W} xmlns:r="{relations}"><w:body>{paragraph("关于清淤的通知")}'
        f"{inside}</w:body></w:document>"
    )
    source = read_content(zipped({"word/document.xml": document}), ".docx", "文.docx")
    (problem,) = source.problems
    assert name in problem.message
    assert "没有" in problem.message


@pytest.mark.parametrize(
    "content",
    [b"{\\rtf1 a}", b"{\\rtf1 {\\bin3 }{}}\\}a}\r\n", b"{\\rtf1\\binfsxn2 \\\\bin9 {}}\0"],
)
def test_a_whole_rtf_is_known(content: bytes) -> None:
    assert is_whole(content)
    assert not is_whole(content[:-3])


def test_a_torn_rtf_is_refused_at_once() -> None:
    torn = (b"junk {{{", b"a} b", b"\\}", b"\\bin9 }", b"\\bin5 {{{{{", b"\\bin2 {{{\\binfsxn2}")
    for content in (b"{\\rtf1 " + each for each in torn):
        assert refused(content, ".rtf") == "这个 .rtf 文件不完整，或者已经损坏"
