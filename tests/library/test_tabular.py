"""Rows of a table from .csv and .xlsx."""

import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from gongwen.library.data_files import read_rows
from gongwen.library.workbook import UnreadableTableError, cell_text


@pytest.mark.parametrize(
    "content",
    [
        "项目,数量\n书屋,10\n".encode(),
        "\ufeff项目,数量\r\n\r\n书屋,10,\r\n,,\r\n".encode(),
        "项目,数量\n书屋,10\n".encode("gb18030"),
        "项目\t数量\n书屋\t10\n".encode("utf-16"),
        ' 项目 ,数量\n"书屋","10"\n'.encode(),
    ],
)
def test_csv_as_offices_save_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes(content)
    assert read_rows(path) == [["项目", "数量"], ["书屋", "10"]]


def test_rows_are_equally_long(tmp_path: Path) -> None:
    path = tmp_path / "数据.CSV"
    path.write_text("甲,乙,丙\n丁\n", encoding="utf-8")
    assert read_rows(path) == [["甲", "乙", "丙"], ["丁", "", ""]]


def test_xlsx(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目", "数量", "占比", "日期", None])
    sheet.append(["书屋", 10.0, 0.125, datetime(2026, 8, 9), None])
    sheet.append([None, None, None, None])
    sheet["C2"].number_format = "0.0%"
    book.save(tmp_path / "数据.xlsx")
    assert read_rows(tmp_path / "数据.xlsx") == [
        ["项目", "数量", "占比", "日期"],
        ["书屋", "10", "12.5%", "2026-08-09"],
    ]


@pytest.mark.parametrize(
    ("value", "shown", "expected"),
    [
        (None, "", ""),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567, "#,##0", "1234567"),
        (1, "0%", "100%"),
        (True, "", "是"),
        (date(2026, 8, 9), "", "2026-08-09"),
        (datetime(2026, 8, 9, 12, 30), "", "2026-08-09 12:30:00"),
        ("000001", "@", "000001"),
    ],
)
def test_cells_are_as_one_would_type_them(value: object, shown: str, expected: str) -> None:
    assert cell_text(value, shown) == expected


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    def why(name: str, content: bytes) -> str:
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UnreadableTableError) as caught:
            read_rows(tmp_path / name)
        return str(caught.value)

    assert why("甲.csv", b"\x81\xff\x00") == "既不是 UTF-8 也不是 GBK 编码"
    assert why("甲.xlsx", b"PK") == "不是 .xlsx 文件（旧的 .xls 请另存为 .xlsx）"
    assert why("乙.csv", "甲\n".encode() * 5001) == "超过5000行"
    with zipfile.ZipFile(tmp_path / "空.xlsx", "w") as archive:
        archive.writestr("甲", "乙")
    with pytest.raises(UnreadableTableError, match=r"^文件已损坏$"):
        read_rows(tmp_path / "空.xlsx")
    with pytest.raises(UnreadableTableError, match=r"^文件打不开$"):
        read_rows(tmp_path / "没有.csv")


@given(st.binary(max_size=200), st.sampled_from(["甲.csv", "甲.xlsx"]))
def test_any_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("数据") / name
    path.write_bytes(content)
    try:
        rows = read_rows(path)
    except UnreadableTableError:
        return
    assert all(any(row) and len(row) == len(rows[0]) for row in rows)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('甲,乙\n"1,2\n3,4\n', "第2行的英文引号没有配对，或不是表格的内容"),
        ('甲,乙\n1,"2"3\n', "第2行的英文引号没有配对，或不是表格的内容"),
        ("甲,乙\n1,\x01\n", "第2行有不能印的字符（U+0001）"),
        ("甲,乙\n\n1,\ufdd00\ufdd1\n", "第3行有不能印的字符（U+FDD0、U+FDD1）"),
    ],
)
def test_csv_that_would_be_misread(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "数据.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableTableError, match=re.escape(why)):
        read_rows(path)


def test_a_cell_of_several_lines_is_let_alone(tmp_path: Path) -> None:
    path = tmp_path / "数据.csv"
    path.write_bytes('甲,乙\r\n"一\r\n二",3\r\n'.encode())
    assert read_rows(path) == [["甲", "乙"], ["一\n二", "3"]]


def test_a_formula_that_was_never_computed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["项目", "数量"])
    sheet.append(["合计", "=1+2"])
    book.save(tmp_path / "数据.xlsx")
    with pytest.raises(UnreadableTableError, match="B2的公式没有算出来的数"):
        read_rows(tmp_path / "数据.xlsx")


def _why(path: Path) -> str:
    with pytest.raises(UnreadableTableError) as caught:
        read_rows(path)
    return str(caught.value)


def test_nothing_is_cut_in_silence(tmp_path: Path) -> None:
    """What is written past the rows and columns that a table may have is told, not left out."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A10001"] = "甲", "乙"
    book.save(tmp_path / "行.xlsx")
    assert _why(tmp_path / "行.xlsx") == "第10001行还有内容，超过5000行"
    sheet["A10001"], sheet["XFD2"] = None, "丙"
    book.save(tmp_path / "列.xlsx")
    said = "第2行写到了第16384列，表最多100列；表外面的格清空以后再用"
    assert _why(tmp_path / "列.xlsx") == said
    sheet["XFD2"] = None
    sheet["XFD3"], sheet["A20000"] = "", ""
    book.save(tmp_path / "空.xlsx")
    assert read_rows(tmp_path / "空.xlsx") == [["甲"]]
    (tmp_path / "列.csv").write_text("甲\n乙" + "," * 100_000 + "丙\n", encoding="utf-8")
    said = "第2行写到了第100001列，表最多100列；表外面的格清空以后再用"
    assert _why(tmp_path / "列.csv") == said
    (tmp_path / "空.csv").write_text("甲\n乙" + "," * 100_000 + "\n" * 20_000, encoding="utf-8")
    assert read_rows(tmp_path / "空.csv") == [["甲"], ["乙"]]


def test_a_sheet_of_blank_cells_without_end_is_told(tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_text(("," * 1000 + "\n") * 2000, encoding="utf-8")
    assert _why(tmp_path / "空.csv") == (
        "到第1000行已有1001000个格（空的也算），最多1000000个；把要用的行和列复制到新的文件里再用"
    )


def test_merged_cells_that_cover_each_other_are_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "甲"
    book.save(tmp_path / "合.xlsx")
    merged = "".join(f'<mergeCell ref="A1:CV{9000 + number}"/>' for number in range(3))
    with zipfile.ZipFile(tmp_path / "合.xlsx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(
        b"</sheetData>", f"</sheetData><mergeCells>{merged}</mergeCells>".encode()
    )
    with zipfile.ZipFile(tmp_path / "合.xlsx", "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)
    assert _why(tmp_path / "合.xlsx") == "合并的格太大"
