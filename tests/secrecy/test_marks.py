"""What marks a text or a name as classified, and what only speaks of such."""

from __future__ import annotations

import io
import zipfile

import pytest

from gongwen.secrecy.files import mark_of_file
from gongwen.secrecy.gate import refusal_to_keep
from gongwen.secrecy.locked import why_hidden
from gongwen.secrecy.marks import Mark, mark_in_name, mark_in_text

LONG = "项目: 一\n" * 40


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("密级: 机密", Mark("机密", 1, 5)),
        ("文种: 通知\n密级: '秘密'  # 暂定", Mark("秘密", 2, 6)),
        ("密级:", Mark("", 1, 4)),
        ("密级: 内部", Mark("", 1, 4)),
        ("密级：机密", Mark("机密", 1, 4)),
        ("密级:机密", Mark("机密", 1, 4)),
        ("密级机密", Mark("机密", 1, 3)),
        ("密 级: 绝　密", Mark("绝密", 1, 6)),
        ("密\u200b级: 秘\u200b密", Mark("秘密", 1, 6)),
        ("秘级: 机密", Mark("机密", 1, 5)),
        ("涉密程度: 秘密★5年", Mark("秘密", 1, 7)),
        ("类别: 机密级", Mark("机密", 1, 5)),
        ("印发件:\n- 标题: 一\n  密级: 绝密", Mark("绝密", 3, 7)),
        ("{文种: 通知, 密级: 机密}", Mark("机密", 1, 14)),
        ("一: &甲 机密", Mark("机密", 1, 7)),
        ("秘级:\n  机密", Mark("机密", 2, 3)),
        (LONG + "正文: |\n  机密★10年", Mark("机密", 42, 3)),
        (LONG + "正文: |\n  000012　机密★10年　特急", Mark("机密", 42, 10)),
        (LONG + "正文: |\n  【绝密】", Mark("绝密", 42, 4)),
        ("正文: [关于机密★1年, 的]", Mark("机密", 1, 8)),
        ("# 秘密★1年", Mark("秘密", 1, 3)),
        ("# 秘密 ☆ 长期", Mark("秘密", 1, 3)),
        ("列: [名称, 密级]\n行:\n- [甲, 机密]", Mark("机密", 3, 7)),
        ("| 名称 | 密级 |\n|---|---|\n| 甲 | 秘密 |", Mark("秘密", 3, 7)),
        ("名称,密级\r\n甲,绝密\r\n", Mark("绝密", 2, 3)),
        ("密級: 機密", Mark("机密", 1, 5)),
        (LONG + "正文: |\n  000012　絕密★長期　特急", Mark("绝密", 42, 10)),
        ("祕密★1年", Mark("秘密", 1, 1)),
        ("名稱,密級\r\n甲,絕密\r\n", Mark("绝密", 2, 3)),
        ('"\\u5bc6\\u7ea7": "\\u673a\\u5bc6"', Mark("机密", 1, 1)),
    ],
)
def test_marks(text: str, expected: Mark) -> None:
    found = mark_in_text(text, is_yaml=True)
    assert found is not None
    assert (found.level, found.line) == (expected.level, expected.line)
    if "\\u" not in text:
        assert found.column == expected.column


@pytest.mark.parametrize(
    "text",
    [
        "正文: 保守国家秘密，机密事项按规定办理。",
        "正文: 涉密文件的密级分为绝密、机密、秘密三级。",
        "正文: 分为绝密, 机密, 秘密。",
        "标题: 关于加强机密文件管理的通知",
        "正文: |\n  应当标注为“机密★1年”的，照此标注。\n  （一）秘密。属于一般的国家秘密。",
        "内部标注: 工作秘密",
        "正文: 不得泄露商业秘密、工作秘密。",
        "样式:\n  密级: {依据: 7.2.2, 字体: 黑体}",
        "保密期限: 1年",
        "正文: 密级：由起草人定。",
        "- 密级标注: 不管",
        "密级标注: 见附件",
        "標題: 關於加強機密文件管理的通知",
        "列: [名称, 密级]\n行:\n- [甲, ]",
        "",
    ],
)
def test_what_only_speaks_of_it(text: str) -> None:
    assert mark_in_text(text, is_yaml=True) is None


def test_a_level_that_is_none_counts_in_a_document_alone() -> None:
    assert mark_in_text("密级：无\n关于某事的通知") is None
    assert mark_in_text("密级: 无", is_yaml=True) == Mark("", 1, 4)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "机密.yaml",
            "（秘密）方案.docx",
            "方案（绝密）.docx",
            "机密★10年-图.png",
            "绝密 计划.txt",
        ),
        *(
            "2026机密件.yaml",
            "秘密-名单.csv",
            "通知机密★1年.docx",
            "机 密.docx",
            "（機密）方案.docx",
            "机密文件.docx",
        ),
        *("机密/方案.yaml", "存档/（机密）/方案.yaml"),
    ],
)
def test_names(name: str) -> None:
    found = mark_of_file(name, b"")
    assert found is not None
    assert (found.line, len(found.level)) == (0, 2)


@pytest.mark.parametrize(
    "name", ["机密文件管理办法.yaml", "国家秘密.txt", "商业秘密.docx", "涉密.yaml", "保密检查.yaml"]
)
def test_names_of_what_is_about_it(name: str) -> None:
    assert mark_in_name(name) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16", "utf-16-le"])
def test_every_encoding(encoding: str) -> None:
    text = "机密★10年\r\n关于某事的通知\r\n".encode(encoding)
    found = mark_of_file("旧.txt", text)
    assert found is not None
    assert found.level == "机密"


def test_an_old_word_file() -> None:
    head = b"\xd0\xcf\x11\xe0" + bytes(509)
    for shift in (0, 1):
        body = "\r特急\r机密★10年\r关于某事的通知\r".encode("utf-16-le")
        assert mark_of_file("旧.doc", head + bytes(shift) + body) == Mark("机密")
    plain = "\r关于保守国家秘密、机密事项的通知\r".encode("utf-16-le")
    assert mark_of_file("旧.doc", head + plain) is None


GBK_STRINGS = [
    "机密★10年",
    "機密★長期",
    "秘　密",
    "000012 绝密★1年",
]


@pytest.mark.parametrize("line", GBK_STRINGS)
@pytest.mark.parametrize("shift", [0, 1])
def test_what_an_old_file_keeps_as_gbk(line: str, shift: int) -> None:
    """Titles, and the text of files older than Word 97."""
    head = b"\xd0\xcf\x11\xe0" + bytes(509 + shift)
    held = b"\x1e\0\0\0\x0a\0\0\0" + line.encode("gbk") + b"\0\0" + bytes(20)
    found = mark_of_file("旧.doc", head + held)
    assert found is not None
    assert found.level[0] in "机秘绝"
    about = "\0关于机密文件管理、国家秘密事项的通知\0".encode("gbk")
    assert mark_of_file("旧.doc", head + about) is None


def packed(name: str, part: str | bytes, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo(name), part, method)  # no clock
    return made.getvalue()


MARKED = "<w:document><w:p><w:r><w:t>机密★10年</w:t></w:r></w:p>{}</w:document>"
MEMO = packed("word/document.xml", MARKED.format(""))


@pytest.mark.parametrize("start", ["%PDF-1", "GIF8: 1", "PK\x03\x04", "{\\rtf: 1}"])
@pytest.mark.parametrize("name", ["甲.yaml", "甲.txt", "甲.csv"])
def test_a_text_is_read_whatever_it_begins_with(name: str, start: str) -> None:
    assert mark_of_file(name, f"{start}\n密级: 机密\n".encode()) == Mark("机密", 2, 5)


def test_no_damage_hides_a_mark() -> None:
    """Word and WPS open most of these, or offer to mend them."""
    stored = packed("word/document.xml", MARKED.format(""), zipfile.ZIP_STORED)
    longer = packed("word/document.xml", MARKED.format(" " * (65 * 1024 * 1024)))
    wrong_sum = stored.replace(b"</w:document>", b"</w:documenT>")
    for content in (MEMO, b"\0" * 10 + MEMO, longer, wrong_sum):
        assert mark_of_file("旧.docx", content) == Mark("机密", 1, 1)


def test_what_a_formula_came_to_is_text_too() -> None:
    cell = '<c r="A1" t="str"><f>B1&C1</f><v>机密★1年</v></c>'
    assert mark_of_file("表.xlsx", packed("xl/worksheets/sheet1.xml", cell)) == Mark("机密", 1, 1)
    number = '<c r="A1"><v>12</v></c><c r="A2" t="str"><v>密级</v></c>'
    assert mark_of_file("表.xlsx", packed("xl/worksheets/sheet1.xml", number)) is None


def test_long_texts_cost_little() -> None:
    """One line of a megabyte, and a hundred thousand lines, each with the word."""
    assert mark_in_text("正文: " + "保密, " * 250_000, is_yaml=True) is None
    assert mark_in_text("- 有关保密的工作：一项\n" * 100_000, is_yaml=True) is None


def test_files_of_every_kind_within_others() -> None:
    old = b"\xd0\xcf\x11\xe0" + bytes(508) + "\r机密★10年\r".encode("utf-16-le")
    slide = (
        '<p:sld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:p><a:r><a:t>机密</a:t></a:r><a:r><a:t>★1年</a:t></a:r></a:p></p:sld>"
    )
    page = (
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:TextCode X="0">机密</ofd:TextCode>'
    )
    page += "<ofd:TextCode>关于某事的通知</ofd:TextCode></ofd:Page>"
    for name, content in (
        ("附.docx", packed("word/embeddings/oleObject1.bin", old)),
        ("附.zip", packed("旧.doc", old)),
        ("附.zip", packed("里/包.zip", packed("旧.docx", MEMO))),
        ("附.pptx", packed("ppt/slides/slide1.xml", slide)),
        ("附.ofd", packed("Doc_0/Pages/Page_0/Content.xml", page)),
        ("附.zip", packed("表.csv", "名称,密级\n甲,机密\n".encode("gbk"))),
        ("附.zip", packed("（机密）方案.pdf", b"%PDF-1.7")),
    ):
        found = mark_of_file(name, content)
        assert found is not None, name
        assert found.level == "机密"


def test_a_name_packed_on_a_chinese_windows() -> None:
    """GBK, and no sign for UTF-8."""
    named = packed("AAAA.pdf", b"%PDF-1.7").replace(b"AAAA", "机密".encode("gbk"))
    assert mark_of_file("附.zip", named) == Mark("机密", 1, 1)


def locked_zip() -> bytes:
    """A .docx with the flag of a password on its part: in both places where it stands."""
    plain = packed("word/document.xml", "<w:document/>")
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = plain.index(sign) + at
        plain = plain[:start] + bytes([plain[start] | 1]) + plain[start + 1 :]
    return plain


OLE = b"\xd0\xcf\x11\xe0" + bytes(508)
BOOK = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (locked_zip(), "加了密码"),
        (OLE + bytes(128) + "EncryptedPackage".encode("utf-16-le") + bytes(512), "加了密码"),
        (OLE + bytes(512) + b"\xec\xa5\xc1\0" + bytes(6) + b"\0\x01" + bytes(500), "加了密码"),
        (OLE + BOOK + b"\x2f\0\x36\0" + bytes(512), "加了密码"),
        (OLE + BOOK + b"\x86\0\0\0\x2f\0\x36\0" + bytes(512), "加了密码"),
        (b"7z\xbc\xaf\x27\x1c" + bytes(30), "是压缩包"),
        (b"Rar!\x1a\x07\x01\0" + bytes(30), "是压缩包"),
        (OLE + b"\xec\xa5\xc1\0" + bytes(600), ""),
        (OLE + BOOK + b"\x42\0\x02\0" + bytes(512), ""),
        (OLE + bytes(600), ""),
        (MEMO, ""),
        (b"PK\x03\x04 damaged", ""),
        ("正文".encode(), ""),
    ],
    ids=[
        *("zip", "ooxml", "doc", "xls", "xls after another record", "7z", "rar"),
        *("open doc", "open xls", "open ole", "memo", "damaged zip", "text"),
    ],
)
def test_what_cannot_be_looked_into(content: bytes, why: str) -> None:
    assert why_hidden(content) == why


def test_what_cannot_be_looked_into_is_not_kept() -> None:
    problem = refusal_to_keep("附.docx", locked_zip(), "content/附.docx")
    assert problem is not None
    assert problem.message == "文件加了密码，看不到里面标没标密级，不能放进这台电脑的历史"
    assert problem.hint.startswith("确实不涉密的，去掉密码再放进来；")
    packed_away = refusal_to_keep("附.rar", b"Rar!\x1a\x07\x01\0", "content/附.rar")
    assert packed_away is not None
    assert packed_away.hint.startswith("确实不涉密的，解开再放进来；")
    assert refusal_to_keep("附.docx", packed("word/document.xml", "<w:document/>"), "附") is None
    marked = refusal_to_keep("附.docx", MEMO, "附")
    assert marked is not None
    assert "标了密级（机密）" in marked.message
