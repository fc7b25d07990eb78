"""The printed forms: one page each where they have to be, however much is to be said."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.table import _Cell

from gongwen.build.options import Options
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.dispatch.approval_sheet import approval_sheet, countersign_sheet
from gongwen.dispatch.facts import readable
from gongwen.dispatch.form import form_template, lines_of
from gongwen.dispatch.recheck_sheet import Rechecked, recheck_sheet
from gongwen.dispatch.register_rows import register_rows
from gongwen.history.archived import ArchiveRecord, differences
from gongwen.history.claims import Claims
from gongwen.history.effects import effects
from gongwen.history.manifest import sha256
from gongwen.history.number_book import NumberBook
from gongwen.history.register import NumberEntry
from tests.docx_reading import text
from tests.project import project

EMPTY = "文种: 通知\n标题: 关于读书节的通知\n正文: 请落实。\n"
UNITS = [f"云溪市第{n}人民医院医务管理委员会" for n in range(1, 13)]
FULL = (
    "文种: 通知\n稿本: 印发稿\n发文字号: 云政办发〔2026〕7号\n成文日期: 2026-04-02\n"
    f"标题: 云溪市人民政府办公室关于{'进一步做好全市城区内涝隐患排查整治工作' * 3}的通知\n"
    f"发文机关: 云溪市人民政府办公室\n主送: {'、'.join(UNITS)}\n抄送: {'、'.join(UNITS)}\n"
    "正文: 请落实。\n紧急程度: 特急\n"
    "公开属性: {属性: 依申请公开, 理由: 涉及内部管理和正在调查处理的事项}\n"
    + "附件:\n"
    + "".join(f"- {{标题: 第{n}批排查点位和责任单位名单, 另附: 是}}\n" for n in range(1, 6))
    + "印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-03, 份数: 120}\n"
    "办理:\n  拟稿: {单位: 市政府办公室应急管理科, 姓名: 程一诺, 电话: 0300-8866216}\n"
    f"  会签: [{', '.join(UNITS)}]\n"
    "  签发: {意见: 同意印发，请各单位抓紧落实, 姓名: 江临, 日期: 2026-04-02}\n"
)  # fmt: skip


def made(tmp_path: Path, typed: str) -> tuple[bytes, bytes]:
    """发文稿纸 and 会签单 of a document."""
    options: Options = project(tmp_path, 文=typed)
    shared = Shared(options.root, options.content)
    outcome = process(Request(options.content / "文.yaml", None), shared)
    document = readable(outcome, "文")
    template = form_template(shared)
    sheets = (approval_sheet, countersign_sheet)
    first, second = (each(outcome, document, template) for each in sheets)
    return first, second


@pytest.mark.parametrize("typed", [EMPTY, FULL], ids=["empty", "full"])
def test_the_sheet_is_planned_for_one_page(typed: str, tmp_path: Path) -> None:
    sheet, _ = made(tmp_path, typed)
    table = docx.Document(io.BytesIO(sheet)).tables[0]
    heights = [row.height.twips for row in table.rows if row.height is not None]
    assert len(heights) == len(table.rows)
    assert sum(heights) < 12756 - 3 * 579


def test_an_empty_sheet_has_room_for_the_pen(tmp_path: Path) -> None:
    sheet, units = made(tmp_path, EMPTY)
    said = text(sheet)
    for name in (
        "签发：",
        "会签：",
        "审核：",
        "核稿：",
        "□主动公开　□依申请公开　□不予公开",
        "印数",
    ):
        assert name in said
    assert text(units).count("年　月　日") == 3


def test_a_full_sheet_says_all_and_sends_many_units_to_their_own(tmp_path: Path) -> None:
    sheet, units = made(tmp_path, FULL)
    said = text(sheet)
    assert "江临　2026年4月2日" in said
    assert f"{UNITS[0]}等12个单位，见会签单" in said
    assert "5.第5批排查点位和责任单位名单" in said
    assert "涉及内部管理和正在调查处理的事项" in said
    assert all(unit in text(units) for unit in UNITS)


JOINT_SIGNED = """\
  签发:
  - {单位: 市教育局, 意见: 同意, 姓名: 江临, 日期: 2026-04-02}
  - {单位: 市财政局, 意见: 同意印发, 姓名: 何清, 日期: 2026-04-02}
"""


def test_several_who_sign(tmp_path: Path) -> None:
    """Each opinion has its name and day on a line below; one day is in the register once."""
    typed = f"{EMPTY.rstrip()}\n办理:\n{JOINT_SIGNED}"
    sheet, _ = made(tmp_path, typed)
    table = docx.Document(io.BytesIO(sheet)).tables[0]
    cells = {cell.text for row in table.rows for cell in row.cells}
    signed = ("签发：", "市教育局：同意", "江临　2026年4月2日", "市财政局：同意印发")
    assert "\n".join((*signed, "何清　2026年4月2日")) in cells
    entry = NumberEntry("云水发〔2026〕1号", "", "", "", "文", "取用")
    (row,) = register_rows(NumberBook((entry,), Claims({})), None, tmp_path / "content")
    assert (row.cells["签发人"], row.cells["签发日期"]) == ("江临、何清", "2026年4月2日")


def test_who_signed_a_joint_document_is_not_asked_to_countersign(tmp_path: Path) -> None:
    typed = f"{EMPTY}发文机关: [市教育局, 市财政局, 市民政局]\n办理:\n{JOINT_SIGNED}"
    sheet, units = made(tmp_path, typed)
    assert "会签：\n市民政局：" in cells_of(sheet)
    assert "市财政局" not in cells_of(units)


def test_the_recheck_of_a_joint_document_is_set_small_and_stays_on_its_page(
    tmp_path: Path,
) -> None:
    options = project(
        tmp_path, 文=f"{EMPTY}发文机关: [市教育局, 市财政局, 市民政局]\n办理:\n{JOINT_SIGNED}"
    )
    shared = Shared(options.root, options.content)
    outcome = process(Request(options.content / "文.yaml", None), shared)
    found = Rechecked(outcome, readable(outcome, "文"), None)
    sheet = recheck_sheet(found, form_template(shared))
    assert "江临、何清都有意见、日期，最后是2026年4月2日" in cells_of(sheet)
    table = docx.Document(io.BytesIO(sheet)).tables[0]
    assert table.style is not None
    assert table.style.name == "公文表格小五"


def cells_in(form: bytes) -> list[_Cell]:
    table = docx.Document(io.BytesIO(form)).tables[0]
    return [cell for row in table.rows for cell in row.cells]


def cells_of(form: bytes) -> set[str]:
    return {cell.text for cell in cells_in(form)}


def test_a_day_stands_on_one_line(tmp_path: Path) -> None:
    sheet, units = made(tmp_path, FULL.replace("姓名: 程一诺,", "姓名: 程一诺, 日期: 2026-12-28,"))
    drafted = [cell for cell in cells_in(sheet) if cell.text == "2026年12月28日"]
    signed = [cell for cell in cells_in(units) if cell.text == "　　年　月　日"]
    for cell in (drafted[0], signed[0]):
        assert cell.width is not None
        characters = (cell.width.twips - 166) / 240
        assert lines_of("2026年12月28日", characters) == 1


def test_few_who_countersign_have_room_for_opinion_and_seal(tmp_path: Path) -> None:
    heights = []
    for name, typed in (("空", EMPTY), ("满", FULL)):
        (tmp_path / name).mkdir()
        _, units = made(tmp_path / name, typed)
        last = docx.Document(io.BytesIO(units)).tables[0].rows[-1].height
        assert last is not None
        heights.append(last.twips)
    assert heights[0] > 1.5 * heights[1]


def test_lines_are_counted_as_they_break() -> None:
    texts = ("", "一二三四五", "一二三四五六", "一\n二")
    assert [lines_of(each, 5) for each in texts] == [1, 1, 2, 2]
    assert [lines_of("2026年12月28日", room) for room in (7, 8.25)] == [2, 1]  # 2026 年 12 月


def test_a_folder_is_held_against_its_record(tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("甲", encoding="utf-8")
    (tmp_path / "归档清单.txt").write_text("清单", encoding="utf-8")
    record = ArchiveRecord(
        "印发/1", "1号", "题", "机关", "", "", "", "", "", {"甲.txt": sha256("甲".encode())}
    )
    assert differences(record, tmp_path) == []
    (tmp_path / "甲.txt").write_text("乙", encoding="utf-8")
    (tmp_path / "乙.txt").write_text("乙", encoding="utf-8")
    assert differences(record, tmp_path) == ["改过 甲.txt", "多出 乙.txt：归档时没有这个文件"]
    (tmp_path / "甲.txt").unlink()
    assert differences(record, tmp_path)[0] == "少了 甲.txt"


def test_what_a_document_does_is_told_of_both() -> None:
    new = {
        "文号": "云政发〔2026〕9号",
        "废止": ["云政发〔2021〕8号"],
        "修改": ["云政发〔2022〕1号"],
    }
    assert effects([("印发/1", new)]) == {
        "云政发〔2026〕9号": "废止云政发〔2021〕8号；修改云政发〔2022〕1号",
        "云政发〔2021〕8号": "被云政发〔2026〕9号废止",
        "云政发〔2022〕1号": "被云政发〔2026〕9号修改",
    }
