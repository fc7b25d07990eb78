from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from gongwen.problem import Level, Place, as_text
from gongwen.source.mistakes.messages import GLUED
from gongwen.source.parse import parse
from gongwen.source.text_file import read_text
from gongwen.source.tree import Mapping, Sequence, Value

CONTENT = Path(__file__).resolve().parents[2].parent / "shared" / "content"


def data(text: str) -> Value:
    value, problems = parse(text, "甲.yaml")
    assert [as_text(problem) for problem in problems] == []
    return value


def said(text: str) -> list[str]:
    value, problems = parse(text, "甲.yaml")
    assert (value is None) == any(problem.level is Level.ERROR for problem in problems)
    return [as_text(problem) for problem in problems]


def mapping(text: str) -> Mapping:
    value = data(text)
    assert isinstance(value, Mapping)
    return value


def test_every_scalar_is_the_text_that_was_typed() -> None:
    text = (
        "份号: 000001\n时间: 12:30\n甲: No\n乙: 0x12\n丙: 2026-08-09\n"
        "丁: ~\n戊: null\n己: 1.50\n庚: =\n"
    )
    assert data(text) == {
        "份号": "000001",
        "时间": "12:30",
        "甲": "No",
        "乙": "0x12",
        "丙": "2026-08-09",
        "丁": "~",
        "戊": "null",
        "己": "1.50",
        "庚": "=",
    }


def test_an_empty_plain_value_is_none_and_an_empty_quoted_one_is_empty() -> None:
    assert data("甲:\n乙: ''\n丙: \"\"\n丁: []\n戊: {}\n") == {
        "甲": None,
        "乙": "",
        "丙": "",
        "丁": [],
        "戊": {},
    }


def test_places_of_keys_values_and_items() -> None:
    value = mapping("文种: 通知\n正文:\n- 第一段\n- 节: 总体要求\n  正文: [甲, 乙]\n")
    assert value.place == Place("甲.yaml", 1, 1)
    assert value.key_places == {"文种": Place("甲.yaml", 1, 1), "正文": Place("甲.yaml", 2, 1)}
    assert value.places == {"文种": Place("甲.yaml", 1, 5), "正文": Place("甲.yaml", 3, 1)}
    body = value["正文"]
    assert isinstance(body, Sequence)
    assert body.places == [Place("甲.yaml", 3, 3), Place("甲.yaml", 4, 3)]
    section = body[1]
    assert isinstance(section, Mapping)
    assert section.key_places["正文"] == Place("甲.yaml", 5, 3)
    inner = section["正文"]
    assert isinstance(inner, Sequence)
    assert inner.place == Place("甲.yaml", 5, 7)
    assert inner.places == [Place("甲.yaml", 5, 8), Place("甲.yaml", 5, 11)]


def test_columns_count_characters_beyond_the_basic_plane() -> None:
    assert mapping("{甲: 𠮷𠮷, 乙: 丙}").places["乙"] == Place("甲.yaml", 1, 12)


@pytest.mark.parametrize(
    ("text", "key", "place"),
    [
        ("正文: |\n  甲\n  乙\n", "正文", Place("甲.yaml", 1, 5, 2, 3)),
        ("正文: |2\n    甲\n  乙\n", "正文", Place("甲.yaml", 1, 5, 2, 3)),
        ("正文: |-  # 注\n\n     甲\n", "正文", Place("甲.yaml", 1, 5, 2, 6)),
        ("正文: >\n  甲\n\n  乙\n", "正文", Place("甲.yaml", 1, 5)),
        ("正文: >\n  甲\n  乙\n", "正文", Place("甲.yaml", 1, 5, 2, 3)),
        ("正文: >\n  甲\n  乙\n\n  丙\n", "正文", Place("甲.yaml", 1, 5)),
        ("正文: |\n\n文种: 通知\n", "正文", Place("甲.yaml", 1, 5)),
        ("正文: 甲\n  乙\n", "正文", Place("甲.yaml", 1, 5)),
    ],
)
def test_where_the_lines_of_a_block_text_stand(text: str, key: str, place: Place) -> None:
    assert mapping(text).places[key] == place


LINES = st.lists(st.text("甲乙， ab:-#", max_size=6), min_size=1, max_size=6)


@given(LINES, st.sampled_from(["|", "|-", "|+"]), st.integers(0, 2))
def test_each_line_of_a_block_text_stands_where_its_place_says(
    lines: list[str], header: str, depth: int
) -> None:
    assume(lines[0].strip(" ") and lines[0][0] != " ")
    opening = "".join(f"{'  ' * level}键:\n" for level in range(depth))
    indent = "  " * (depth + 1)
    text = f"{opening}{'  ' * depth}键: {header}\n" + "".join(f"{indent}{x}\n" for x in lines)
    value: Value = data(text)
    for _ in range(depth):
        assert isinstance(value, Mapping)
        value = value["键"]
    assert isinstance(value, Mapping)
    content, place = value["键"], value.places["键"]
    assert isinstance(content, str)
    source = text.split("\n")
    for index, line in enumerate(content.rstrip("\n").split("\n")):
        spot = place.of_text_line(index)
        assert source[spot.line - 1][spot.column - 1 :] == line


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("现将方案印发给你们，\n  请认真组织实施。", "现将方案印发给你们，请认真组织实施。"),
        (
            "'现将方案印发给你们，\n  请认真''组织''实施。'",
            "现将方案印发给你们，请认真'组织'实施。",
        ),
        ('"现将方案\n\n  请\\u7532认真\n  组织"', "现将方案\n请甲认真组织"),
        ("'甲\n\n\n  乙'", "甲\n\n乙"),
        ("第1条\n  abc\n  def", "第1条abc def"),
        ("到2026\n  年底", "到2026年底"),
        ("截至\n  2026\n  年", "截至2026年"),
        ("通过\n  APP\n  报送", "通过APP报送"),
        ("“十四五”\n  期间——\n  云溪", "“十四五”期间——云溪"),
        ("カナ\n  かな", "カナかな"),
        ("甲\n\n  乙", "甲\n乙"),
        ('"甲\\\n  乙 \\\n  丙"', "甲乙 丙"),
        (">\n  甲\n  乙\n\n  丙\n  abc\n  def\n", "甲乙\n丙abc def\n"),
        (">-\n  甲  \n  乙\n    丙\n    丁\n  戊\n", "甲乙\n  丙\n  丁\n戊"),
        (">2+\n  甲\n  乙\n\n", "甲乙\n\n"),
    ],
)
def test_a_line_break_beside_a_chinese_character_folds_to_nothing(text: str, value: str) -> None:
    assert mapping(f"键: {text}")["键"] == value
    assert data(f"- {text}") == [value]


NARROW = st.text("ab1 .'\n", min_size=1)
STYLES = st.sampled_from(["plain", "single", "double", ">", ">-", ">+"])


def written(text: str, style: str) -> str:
    lines = text.split("\n")
    if style == "plain":
        return "\n  ".join(lines)
    if style == "single":
        return "'" + text.replace("'", "''").replace("\n", "\n  ") + "'"
    if style == "double":
        return '"' + text.replace("\n", "\n  ") + '"'
    return f"{style}\n" + "".join(f"  {line}\n" for line in lines)


@given(NARROW, STYLES, st.sampled_from(["- {}\n", "- {}\n- c", "键:\n  内: {}\n  外: c\n"]))
def test_narrow_text_folds_as_yaml_has_it(text: str, style: str, frame: str) -> None:
    assume(text.strip() or style != "plain")  # nothing at all is None here
    source = frame.replace("{}", written(text, style))
    try:
        expected = yaml.load(source, Loader=yaml.BaseLoader)  # noqa: S506 (text only)
    except yaml.YAMLError:
        assume(False)
    value, problems = parse(source, "甲.yaml")
    assert [problem for problem in problems if problem.level is Level.ERROR] == []
    assert value == expected


@given(st.text("甲乙，。“", min_size=1), STYLES, st.data())
def test_chinese_text_may_be_broken_anywhere(text: str, style: str, cuts: st.DataObject) -> None:
    broken = "".join(text[i] + ("\n" if cuts.draw(st.booleans()) else "") for i in range(len(text)))
    value, problems = parse(f"键: {written(broken.rstrip(), style)}\n", "甲.yaml")
    assert {problem.rule for problem in problems} <= {GLUED}  # 。 at a line's end is told
    assert isinstance(value, Mapping)
    folded = value["键"]
    assert isinstance(folded, str)
    assert folded.rstrip("\n") == text


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Co", "Cc", "Cf", "Cn"], include_characters="\n\t"),
)
KEYS = st.text("甲乙丙丁戊", min_size=1, max_size=3)
NESTED = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


@given(NESTED, st.booleans() | st.none())
def test_what_is_dumped_comes_back(tree: Any, flow: bool | None) -> None:
    text = yaml.dump(tree, Dumper=Dumper, allow_unicode=True, width=10**6, default_flow_style=flow)
    value, problems = parse(text, "甲.yaml")
    assert [as_text(problem) for problem in problems if problem.level is Level.ERROR] == []
    assert value == tree


@given(st.text() | st.text("甲：:- \n\t\"'[]{}#&*!|>%@`,?　<=.~0") | st.binary().map(repr))
def test_no_text_is_too_odd(text: str) -> None:
    value, problems = parse(text, "甲.yaml")
    assert (value is None) == any(problem.level is Level.ERROR for problem in problems)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        assert 0 <= problem.line <= len(lines) + 1
        assert problem.rule
        assert problem.message


@pytest.mark.parametrize("pair", ["，联系人: 王", "，联系人x: 王", "；甲:乙: "])
def test_a_line_of_many_colons_takes_no_time(pair: str) -> None:
    start = time.process_time()
    assert parse("正文:\n- 甲: " + pair * 3000 + "\n", "甲")[1]
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{" * 50_000, "- " * 50_000, "? " * 20_000, "键: [" * 5_000]
)
def test_bottomless_nesting_is_refused_at_once(text: str) -> None:
    start = time.process_time()
    assert said(text)
    assert time.process_time() - start < 2


def test_nesting_is_refused_beyond_64_levels() -> None:
    assert said("[" * 64 + "]" * 64) == []
    assert said("[" * 65 + "]" * 65) == [
        "甲.yaml:1:65: 错误 [层次过深] 层次超过64层\n    建议：检查这里的括号、横线是否多打了"
    ]


def test_a_mapping_is_still_a_dict() -> None:
    value = mapping("甲: 1\n乙: 2\n")
    assert dict(value) == {**value} == {"甲": "1", "乙": "2"}
    assert list(value) == ["甲", "乙"]


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


def test_a_text_broken_into_lines_is_told_at_most_as_a_warning() -> None:
    text = "意见请发至yunxi@163.com，逾期视为无异议。各单位抓紧办理！办理情况按时报送。"
    for width in range(4, len(text)):
        lines = [text[at : at + width] for at in range(0, len(text), width)]
        found = parse("正文:\n- " + "\n  ".join(lines) + "\n", "甲")[1]
        assert {problem.level for problem in found} <= {Level.WARNING}


@pytest.mark.parametrize("text", ["甲。\n\n  乙。", "甲。\n    乙。", "甲。\n    乙。\n  丙。"])
def test_what_a_folded_text_keeps_apart_is_not_called_glued(text: str) -> None:
    assert parse(f"正文: >\n  {text}\n", "甲")[1] == []


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


def real_documents() -> list[Path]:
    return sorted(CONTENT.glob("*.yaml"))


@pytest.mark.skipif(not real_documents(), reason="the real documents are not beside this checkout")
def test_real_documents_have_no_problems() -> None:
    for path in real_documents():
        text, problems = read_text(path, path.name)
        assert text is not None
        value, more = parse(text, path.name)
        assert [as_text(problem) for problem in problems + more] == []
        assert value


def test_seventy_kilobytes_are_read_in_about_ten_milliseconds() -> None:
    section = "- 节: 加强组织领导\n  正文:\n  - 任务: 健全云溪市防汛工作机制，压实各级责任。\n"
    text = "文种: 通知\n正文:\n" + (section + "    责任单位: 市应急局、市水利局\n") * 460
    assert 65_000 < len(text.encode()) < 80_000
    times = []
    for _ in range(5):
        start = time.process_time()
        data(text)
        times.append(time.process_time() - start)
    assert min(times) < 0.08  # ten would be near on a quiet machine; this only catches a blunder


@pytest.mark.parametrize(
    "body",
    [
        "正文: |\n  一、办好开幕式。\n  二、办好展览。\n",
        "正文:\n  根据云溪市读书节办法\n  第三条的规定，现将\n  2026年的安排通知如下。\n",
        "正文:\n  市财政局要落实\n  1.5亿元，支持\n  一二三产业融合。\n",
        "正文:\n  办好开幕式。\n\n  一、办好展览。\n",
        "正文:\n- 一、办好开幕式。\n- 二、办好展览。\n",
        "附注:\n  联系\n  一、二科\n",
    ],
)
def test_lines_that_are_one_paragraph_or_stand_apart_are_let_alone(body: str) -> None:
    assert parse(f"标题: 通知\n{body}", "稿.yaml")[1] == []


@pytest.mark.parametrize("marker", ["二、", "（二）", "2.", "（2）", "②", "第二条 ", "第二章　"])
def test_a_paragraph_that_would_be_glued_to_the_one_before_is_told(marker: str) -> None:
    _, problems = parse(f"正文:\n  办好开幕式。\n   {marker}办好展览。\n", "稿.yaml")
    assert [(p.rule, p.level, p.line, p.column, p.message, p.hint) for p in problems] == [
        (
            "几段连成一段",
            Level.ERROR,
            3,
            4,
            f"“{marker}办好展览。”会接在上一行后面，不另起一段",
            "在“正文:”后面加 |，文字从下一行起，每行比“正文”多缩进两格",
        )
    ]
