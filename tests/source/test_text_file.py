from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.problem import as_text
from gongwen.source import text_file
from gongwen.source.parse import parse
from gongwen.source.text_file import read_text


def read(path: Path, content: bytes) -> tuple[str | None, list[str]]:
    path.write_bytes(content)
    text, problems = read_text(path, "甲.yaml")
    return text, [as_text(problem) for problem in problems]


def test_byte_order_mark_and_line_ends_are_fine(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + "甲: 1\r\n乙: 2\r丙: 3\n".encode()
    assert read(tmp_path / "a", content) == ("甲: 1\n乙: 2\n丙: 3\n", [])
    assert parse("\ufeff甲: |\r\n  1\r\n  2\r\n", "甲.yaml") == ({"甲": "1\n2\n"}, [])


UTF8 = "\n    建议：另存为 UTF-8：记事本、WPS 文字或编辑器的“另存为”里，“编码”选 UTF-8"


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_gbk_is_recognised(tmp_path: Path, encoding: str) -> None:
    content = "标题: 云溪市人民政府关于做好防汛工作的通知\n".encode(encoding)
    expected = "甲.yaml:1:1: 错误 [编码] 文件的编码是 GBK（GB18030），程序只读 UTF-8" + UTF8
    assert read(tmp_path / "a", content) == (None, [expected])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_recognised(tmp_path: Path, encoding: str) -> None:
    content = "title: abc\n标题: 云溪市防汛\n".encode(encoding)
    expected = "甲.yaml:1:1: 错误 [编码] 文件的编码是 UTF-16，程序只读 UTF-8" + UTF8
    assert read(tmp_path / "a", content) == (None, [expected])


TRADITIONAL = "標題: 雲溪市人民政府關於做好防汛工作的通知\n正文: 請認真抓好落實。\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TRADITIONAL.encode("big5"), "文件的编码是 Big5（繁体），程序只读 UTF-8"),
        (
            TRADITIONAL.replace("\n", "\r\n").encode("big5"),
            "文件的编码是 Big5（繁体），程序只读 UTF-8",
        ),
        ("文種: 通知".encode("big5"), "文件的编码是 Big5（繁体），程序只读 UTF-8"),
        (TRADITIONAL.encode("gbk"), "文件的编码是 GBK（GB18030），程序只读 UTF-8"),
        (TRADITIONAL.encode("utf-16")[:-1], "文件的编码是 UTF-16，程序只读 UTF-8"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(range(256)), "这是图片，不是文本文件"),
        (b"GIF89a" + bytes(range(256)), "这是图片，不是文本文件"),
        (b"7z\xbc\xaf" + bytes(range(256)), "这是压缩文件，不是文本文件"),
    ],
)
def test_what_is_not_utf8_is_called_by_its_name(tmp_path: Path, content: bytes, told: str) -> None:
    (said,) = read(tmp_path / "a", content)[1]
    assert said.split("\n")[0] == f"甲.yaml:1:1: 错误 [编码] {told}"


def test_text_that_begins_like_another_file_is_text(tmp_path: Path) -> None:
    assert read(tmp_path / "a", "%PDF-是一种格式".encode()) == ("%PDF-是一种格式", [])


def test_a_damaged_byte_is_located(tmp_path: Path) -> None:
    content = "标题: 云溪市\n正文: 关于防汛工作的通知".encode()
    problem = read(tmp_path / "a", content[:-1])
    assert problem[0] is None
    assert problem[1][0].split("\n")[0] == (
        "甲.yaml:2:13: 错误 [编码] 从这里起有读不出的字节，文件不是完好的 UTF-8 文本"
    )


def test_what_is_no_text_file(tmp_path: Path) -> None:
    assert read(tmp_path / "a", b"PK\x03\x04abc") == (
        None,
        [
            "甲.yaml:1:1: 错误 [编码] 这是 Word、WPS 或压缩文件，不是文本文件\n"
            "    建议：用 import 命令导入 .docx，不要只改扩展名"
        ],
    )
    assert [as_text(p) for p in read_text(tmp_path / "无", "无.yaml")[1]] == [
        "无.yaml: 错误 [文件打不开] 没有这个文件\n    建议：看看文件名是否打错"
    ]
    assert [p.message for p in read_text(tmp_path, "甲")[1]] == ["这是文件夹，不是文件"]
    assert read(tmp_path / "b", b"a" * (8 * 1024 * 1024 + 1))[1][0].startswith(
        "甲.yaml: 错误 [文件打不开] 文件超过8兆字节"
    )


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_text_or_a_problem(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a"
        path.write_bytes(content)
        text, problems = read_text(path, "甲.yaml")
    assert (text is None) == bool(problems)


def test_no_suspect_character_passes_at_a_glance() -> None:
    suspect = re.compile(text_file._SUSPECT)
    passed = [code for code in range(0x110000) if text_file._is_plain(chr(code))]
    assert [f"{code:04X}" for code in passed if suspect.search(chr(code))] == []
    assert text_file._is_plain("云溪市　防汛\n\t“20%”，①")
