"""docs/发文办理-签发与归档.md performed: materials, 送签, 复核, 定稿, 归档; for a 规范性文件 as the
page has it, and for a letter, a notice and a joint document.
"""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from tests.dispatch.office import alone, office
from tests.docx_reading import text
from tests.history.test_save import edit, run
from tests.project import ROOT

__all__ = ["alone", "office"]
PAGE = (ROOT / "docs" / "发文办理-签发与归档.md").read_text(encoding="utf-8")
RULES_FINAL = (
    "发文字号: 云政办发〔2026〕9号\n成文日期: 2026-05-10\n"
    "印发: {机关: 云溪市人民政府办公室, 日期: 2026-05-11, 份数: 60}\n"
    "办理:\n  拟稿: 周敏\n  签发: {意见: 同意, 姓名: 江临, 日期: 2026-05-10}\n"
)


def commands() -> list[list[str]]:
    """What the page types, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [line.removeprefix("python build.py ").split() for line in lines]


def test_the_page_performed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    materials, save, submit, save_final, recheck, release, archive = commands()
    out, err = run(capsys, *materials)
    assert "  03 合法性审核意见.txt\n" in out
    assert "  05 解读稿.docx\n" in out
    assert err == ""
    listed = text((office / "output/母婴/报审材料/00 报审材料目录.docx").read_bytes())
    assert "不需要：不涉及经营主体的经济活动" in listed
    run(capsys, *save)
    out, _ = run(capsys, *submit)
    assert out.startswith("签发稿已存：2026-05-09送签（标签 送出/母婴-1）\n")
    edit(office, "稿本: 送审稿", "稿本: 印发稿", "母婴")
    edit(office, "公开属性: 主动公开\n", f"公开属性: 主动公开\n{RULES_FINAL}", "母婴")
    run(capsys, *save_final)
    out, err = run(capsys, *recheck)
    assert (out.splitlines()[0], err) == ("与签发稿一致。", "")
    out, err = run(capsys, *release, "--format", "docx")
    assert out.startswith("已印发 云政办发〔2026〕9号")
    assert "这是定稿，可以付印。印好以后检查文字、格式和印刷质量，再核发" in out
    assert err == ""
    out, err = run(capsys, *archive)
    assert out.startswith("已归档 云政办发〔2026〕9号，记为标签 归档/云政办发〔2026〕9号-1\n")
    assert err == "“办理”里没有填复核、核发，发文稿纸上空着\n"
    (folder,) = (office / "output/归档/2026").glob("云政办发〔2026〕9号 *")
    names = {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file()}
    assert {
        "1 正本/母婴（印发稿）.docx", "2 定稿/母婴（签发稿）.docx",
        "3 发文稿纸等/母婴（发文稿纸）.docx", "3 发文稿纸等/母婴（复核单）.docx",
        "5 报审材料/03 合法性审核意见.txt", "归档清单.docx", "归档清单.txt",
    } <= names  # fmt: skip
    book = openpyxl.load_workbook(office / "output/归档/2026/2026年归档文件目录.xlsx")
    row = [cell.value for cell in book.worksheets[0][2]]
    assert row[1:4] == ["WS·2026·Y-0009", "云政办发〔2026〕9号", "云溪市人民政府办公室"]
    (folder / "1 正本/母婴（印发稿）.docx").write_bytes(b"")
    (folder / "扫描件.pdf").write_bytes(b"%PDF")
    out, _ = run(capsys, "verify", "母婴", code=1)
    assert "改过 1 正本/母婴（印发稿）.docx；多出 扫描件.pdf：归档时没有这个文件" in out
    out, err = run(capsys, *archive)
    assert "标签 归档/云政办发〔2026〕9号-2" in out
    assert "扫描件.pdf 是另外放进来的，也列入清单" in err
    folder.rename(office / "移交")
    out, _ = run(capsys, "verify", "母婴", "--archive", str(office / "移交"))
    assert "10个文件都与归档时相同" in out
    out, _ = run(capsys, "register")
    assert "云政办发〔2026〕9号：废止云政办发〔2021〕8号\n" in out
    assert "云政办发〔2021〕8号：被云政办发〔2026〕9号废止（登记里没有这个文号" in out
    book = openpyxl.load_workbook(office / "output/发文登记.xlsx")
    assert "废止云政办发〔2021〕8号" in [cell.value for cell in book.worksheets[0][2]]
    run(capsys, "register", "--book")
    book = openpyxl.load_workbook(office / "output/发文登记簿.xlsx")
    assert book.worksheets[0]["L1"].value == "废止修改"
    assert book.worksheets[0]["L2"].value == "废止云政办发〔2021〕8号"


@pytest.mark.parametrize(
    ("name", "number", "final"),
    [
        ("排查", "云政办发〔2026〕10号", "印发: {机关: 云溪市人民政府办公室, 日期: 2026-04-03}\n"),
        ("商请函", "云教函〔2026〕4号", ""),
        ("研学", "云教发〔2026〕5号", "印发: {机关: 云溪市教育局, 日期: 2026-04-03}\n"),
    ],
)
def test_the_others_go_the_same_way(
    name: str, number: str, final: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "save", name, "-m", "送审")
    out, _ = run(capsys, "submit", name, "--on", "2026-04-01")
    assert (f"生成 {name}（会签单）.docx" in out) == (name != "商请函")
    edit(office, "稿本: 送审稿", f"稿本: 印发稿\n发文字号: {number}\n成文日期: 2026-04-02", name)
    edit(office, "正文:", f"{final}正文:", name)
    run(capsys, "save", name, "-m", "定稿")
    out, _ = run(capsys, "release", name, "--format", "docx", "--warnings-checked")
    assert out.startswith(f"已印发 {number}")
    out, _ = run(capsys, "archive", number, "--on", "2027-01-05")
    assert f"已归档 {number}" in out


def test_an_office_in_dispatch_asks_for_the_signature(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "content/本单位.yaml").write_text("发文办理: 是\n", encoding="utf-8")
    final = "稿本: 印发稿\n发文字号: 云教函〔2026〕4号\n成文日期: 2026-04-02"
    edit(office, "稿本: 送审稿", final, "商请函")
    run(capsys, "save", "商请函", "-m", "定稿")
    _, err = run(capsys, "release", "商请函", "--format", "docx", code=1)
    assert err.startswith("没有印发，还没有送签过（本单位.yaml 写了“发文办理: 是”）：make submit")
    out, err = run(capsys, "release", "商请函", "--format", "docx", "--warnings-checked")
    assert out.startswith("已印发")
    assert "没有写签发人和签发日期" in err


def test_what_is_missing_of_the_materials_is_told(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(office, "{材料: 解读, 文件: 解读稿.yaml}", "{材料: 说明, 文件: 没有的.pdf}", "母婴")
    _, err = run(capsys, "materials", "母婴", code=1)
    assert err == "说明：没有“没有的.pdf”这个文件\n缺少“解读”的材料\n"
    _, err = run(capsys, "materials", "排查", code=1)
    assert err.startswith("排查 没有写“材料”")
