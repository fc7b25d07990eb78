"""Tables of Word files: forms, merges of every kind, what cells hold; each exactly, or told of."""

from __future__ import annotations

from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from tests.word_files import paragraph, word_file

MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def cell(inside: str, properties: str = "") -> str:
    held = inside if inside.startswith("<") else paragraph(inside)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{held}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    inside = "".join(each if each.startswith("<w:tc>") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


def words(text: str) -> str:
    return run(f"<w:t>{text}</w:t>")


def imported(body: str, **parts: str) -> Imported:
    first = ("云溪市水务局关于巡查的通知", "各县（区）水务局：", "情况如下。")
    whole = "".join(map(paragraph, first)) + body + paragraph("请抓紧落实。")
    return assemble(read_content(word_file(whole, **parts), ".docx", "旧文.docx"))


def body_of(found: Imported) -> Any:
    return plain(found.tree["正文"])


def block_of(found: Imported) -> Any:
    (block,) = [each for each in body_of(found) if isinstance(each, dict)]
    return block


def said(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems if "没有认出" not in problem.message]


SPAN, DOWN, ON = '<w:gridSpan w:val="3"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
HEADLESS = "第4段：表的第一行（{}）不像表头，写成了没有表头的表"


def test_a_form_to_fill_in() -> None:
    body = table(
        row("姓名", "", "性别", ""),
        row("意见", cell("", SPAN)),
        row("", "", "", ""),
        row(cell("审核", DOWN), cell("", SPAN + DOWN)),
        row(cell("", ON), cell("", SPAN + ON)),
    )
    found = imported(body)
    assert block_of(found) == {
        "表": {
            "表头": "无",
            "行": [
                ["姓名", "", "性别", ""],
                ["意见", "", "＜", "＜"],
                ["", "", "", ""],
                ["审核", "", "＜", "＜"],
                ["＾", "＾", "＜", "＜"],
            ],
        }
    }
    assert said(found) == [HEADLESS.format("姓名｜｜性别｜")]
    assert "    行: |-\n      姓名｜｜性别｜\n      意见｜｜＜｜＜\n      ｜｜｜\n" in found.text


@pytest.mark.parametrize(
    "rows",
    [
        (("姓名", "王敏", "性别", "女"), ("单位", "市水务局", "职务", "科长")),
        (("单位名称", "市水务局"), ("联系电话", "0300-1234567")),
        (("1", "打井", "市水务局"), ("2", "修渠", "市水务局")),
        (("王敏", "13800001111", "科长"), ("李强", "13800002222", "科员")),
    ],
)
def test_no_head_is_made_of_fields_and_of_data(rows: tuple[tuple[str, ...], ...]) -> None:
    found = imported(table(*(row(*each) for each in rows)))
    assert block_of(found)["表"] == {"表头": "无", "行": [list(each) for each in rows]}
    assert said(found) == [HEADLESS.format("｜".join(rows[0])[:20])]


@pytest.mark.parametrize(
    "head", [("序号", "项目", "单位"), ("", "2025年", "2026年"), ("单位", "人数", "电话")]
)
def test_a_head_is_a_head(head: tuple[str, ...]) -> None:
    found = imported(table(row(*head), row("市水务局", "二", "三")))
    assert block_of(found)["表"] == {"列": list(head), "行": [["市水务局", "二", "三"]]}
    assert said(found) == []


def test_a_head_that_is_not_sure_is_told() -> None:
    found = imported(table(row("王敏", "市水务局", "科长"), row("李强", "市教育局", "科员")))
    assert said(found) == ["第4段：表的第一行（王敏｜市水务局｜科长）当作了表头，看不准"]


def test_columns_in_which_no_cell_begins_are_none() -> None:
    """What Word makes where a line of a table was moved by a hair."""
    wide = '<w:gridSpan w:val="2"/>'
    found = imported(table(row(cell("项目", wide), "单位"), row(cell("打井", wide), "市水务局")))
    assert block_of(found)["表"] == {"列": ["项目", "单位"], "行": [["打井", "市水务局"]]}


def test_old_merges_sideways_and_room_beside_cells() -> None:
    first = row(cell("甲项", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "乙项")
    body = table(
        first,
        row("一", "二", "三"),
        row("四", properties='<w:gridBefore w:val="2"/>'),
        row("五", properties='<w:gridAfter w:val="2"/>'),
    )
    assert block_of(imported(body))["表"]["行"] == [
        ["甲项", "＜", "乙项"],
        ["一", "二", "三"],
        ["", "＜", "四"],
        ["五", "", "＜"],
    ]


def test_a_merge_does_not_reach_past_another_cell() -> None:
    body = table(
        row(cell("甲项", DOWN), "乙项"), row("一", "二"), row(cell("", ON), "三"), row("四", "五")
    )
    assert block_of(imported(body))["表"]["行"] == [["一", "二"], ["", "三"], ["四", "五"]]


def test_text_in_a_covered_cell_is_not_lost() -> None:
    body = table(row("项目", "单位"), row(cell("打井", DOWN), "甲"), row(cell("修渠", ON), "乙"))
    assert block_of(imported(body))["表"] == {
        "列": ["项目", "单位"],
        "合并": ["项目"],
        "行": [["打井\n修渠", "甲"], ["打井\n修渠", "乙"]],
    }


def test_automatic_numbers_stand_in_cells() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    number = cell(paragraph("", '<w:numPr><w:numId w:val="1"/></w:numPr>'))
    body = table(row("序号", "项目"), row(number, "打井"), row(number, "修渠"))
    assert block_of(imported(body, numbering=numbering))["表"]["行"] == [
        ["1", "打井"],
        ["2", "修渠"],
    ]


def test_a_table_within_a_cell_is_told_of() -> None:
    inner = table(row("甲", "一"), row("乙", "二"))
    found = imported(table(row("项目", "明细"), row("打井", cell(inner))))
    assert block_of(found)["表"]["行"] == [["打井", "甲　一\n乙　二"]]
    assert said(found) == ["第4段：第2行第2列里还有一张表（2行2列），一行写成了这一格里的一行字"]


def test_a_table_that_only_places_another_is_not_there() -> None:
    inner = table(row("项目", "单位"), row("打井", "市水务局"))
    found = imported(table(row(cell(inner), cell(""))))
    assert block_of(found)["表"] == {"列": ["项目", "单位"], "行": [["打井", "市水务局"]]}
    assert said(found) == ["第4段：一个框（只有一栏的表），写成了框里的文字"]


def test_a_table_without_text_is_told_of() -> None:
    assert said(imported(table(row("", ""), row("", "")))) == [
        "第4段：一张没有文字的表（2行），没有写进文稿"
    ]


def test_title_unit_and_note_of_a_table() -> None:
    body = paragraph("表1　投资情况") + paragraph("单位：万元")
    body += table(row("项目", "金额"), row("打井", "12"))
    block = block_of(imported(body + paragraph("注：不含尾款。")))
    said_of_it = {key: block[key] for key in ("表题", "单位", "表注")}
    assert said_of_it == {"表题": "表1　投资情况", "单位": "万元", "表注": "注：不含尾款。"}
    assert list(block) == ["表题", "单位", "表", "表注"]


@pytest.mark.parametrize("text", ["表1所示为投资。", "表彰2026年先进", "责任单位：市水务局"])
def test_what_is_no_title_of_a_table_stays_a_paragraph(text: str) -> None:
    found = imported(paragraph(text) + table(row("项目", "金额"), row("打井", "12")))
    assert text in str(body_of(found))
    assert "表题" not in block_of(found)


COMMENTS = "".join(
    f'<w:comment w:id="{number}">{paragraph(text)}</w:comment>'
    for number, text in ((1, "数字再核"), (2, "单位再定"), (3, "没有地方"))
)


def mark(number: int) -> str:
    return run(f'<w:commentReference w:id="{number}"/>')


def test_comments_in_cells_and_on_tasks_stand_where_it_is_said() -> None:
    task = f"<w:p>{words('一、抓好巡查。每月两次。')}{mark(2)}</w:p>"
    task += paragraph("责任单位：市水务局") + paragraph("二、抓好整改。按期完成。")
    task += paragraph("责任单位：市教育局")
    marked = cell(f"<w:p>{words('12')}{mark(1)}</w:p>")
    body = table(row("项目", "数量"), row("打井", marked)) + task
    found = imported(body, comments=COMMENTS)
    assert "# 第2行第2列的批注：数字再核\n- 表:" in found.text
    assert "# 批注：单位再定\n- 任务: 抓好巡查" in found.text
    assert "文件里有2条批注或脚注，写成了旁边的注解（# 开头）" in said(found)
    reasons = {each.text: each.why for each in found.left_out if "批注" in each.why}
    assert reasons == {
        "数字再核": "批注，写成了注解",
        "单位再定": "批注，写成了注解",
        "没有地方": "批注，正文里没有它的位置",
    }


def test_changes_in_tables_count_and_deleted_rows_are_gone() -> None:
    changed = (
        f"<w:p><w:ins>{words('二')}</w:ins><w:del>{run('<w:delText>一</w:delText>')}</w:del></w:p>"
    )
    body = table(
        row("项目", "数量"),
        row("打井", cell(changed)),
        row("修渠", "三", properties="<w:del/>"),
    )
    found = imported(body)
    assert block_of(found)["表"]["行"] == [["打井", "二"]]
    assert "文件里有3处修订痕迹，按已经接受读入" in said(found)


def test_underlined_blanks_stay_places_to_fill_in() -> None:
    line = '<w:u w:val="single"/>'
    blank = run('<w:t xml:space="preserve">    　</w:t>', line)
    found = imported(f"<w:p>{words('单位：')}{blank}{words('电话：')}{run('<w:tab/>', line)}</w:p>")
    assert "单位：______电话：________" in body_of(found)
    assert said(found) == ["第4段：下划线上留的空白，写成了“____”"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("<m:f><m:num>{a}{plus}</m:num><m:den>{two}</m:den></m:f>", "(a+)/2"),
        ("<m:sSup><m:e>{a}</m:e><m:sup>{two}</m:sup></m:sSup>", "a^2"),
        ("<m:sSub><m:e>{a}</m:e><m:sub>{two}</m:sub></m:sSub>", "a_2"),
        ("<m:rad><m:deg/><m:e>{a}</m:e></m:rad>", "√(a)"),
        ("<m:d><m:e>{a}{plus}{two}</m:e></m:d>", "(a+2)"),
        (
            '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{two}</m:sub><m:sup>{a}'
            "</m:sup><m:e>{a}{plus}{two}</m:e></m:nary>",
            "∑_2^a(a+2)",
        ),
    ],
)
def test_equations_are_lines_of_text(inside: str, text: str) -> None:
    letters = {"a": "a", "plus": "+", "two": "2"}
    filled = inside.format(**{k: f"<m:r><m:t>{v}</m:t></m:r>" for k, v in letters.items()})
    found = imported(f"<w:p {MATH}>{words('水量：')}<m:oMath>{filled}</m:oMath></w:p>")
    assert f"水量：{text}" in body_of(found)
    assert said(found) == [f"第4段：公式“{text}”写成了一行文字"]


def field(code: str) -> str:
    ends = [run(f'<w:fldChar w:fldCharType="{kind}"/>') for kind in ("begin", "end")]
    return ends[0] + run(f"<w:instrText>{code}</w:instrText>") + ends[1]


def test_fields_that_print_without_text() -> None:
    circled, formula = field(r" eq \o\ac(○,12)"), field("EQ X(1,2)")
    found = imported(
        f"<w:p>{words('见')}{circled}</w:p><w:p>{words('约')}{formula}{words('成。')}</w:p>"
    )
    assert body_of(found)[1:3] == ["见⑫", "约成。"]
    assert said(found) == ["第5段：域“EQ X(1,2)”排的字没有写进文稿"]


def test_a_file_that_cannot_be_read_within_another_is_told_of() -> None:
    assert said(imported("<w:altChunk/>")) == ["第4段：整个插入的文件没有读进来"]
