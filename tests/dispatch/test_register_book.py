"""发文登记簿: what it says, and that what people write in is kept."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

from gongwen.history.archived import ArchiveRecord, record_archived
from gongwen.history.repository import open_repository
from tests.dispatch.numbering import NOTICE, own_office
from tests.docx_reading import text
from tests.history.test_save import alone, edit, office, run
from tests.made_once import MadeOnce
from tests.project import FINAL

__all__ = ["alone", "office"]
HEADS = [
    "文号",
    "标题",
    "密级",
    "签发人",
    "签发日期",
    "成文日期",
    "主送",
    "份数",
    "分送",
    "公开属性",
    "归档号",
    "废止修改",
]
BOOK = "output/发文登记簿.xlsx"


@pytest.fixture
def issued(office: Path, alone: str, once: MadeOnce, capsys: pytest.CaptureFixture[str]) -> Path:
    """An office with a document released, a number taken and one kept for later."""
    if alone == "library":
        pytest.skip("登记簿怎样做，与用哪一个无关")
    once("dispatch: issued", office, lambda: _issued(office, capsys))
    return office


def _issued(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_office(office, 甲=NOTICE)
    more = "抄送: 市委办公室\n公开属性: 主动公开\n办理: {签发: {姓名: 陆知远, 日期: 2026-04-03}}\n"
    written = FINAL.replace("印发: {", f"{more}印发: {{份数: 60, ")
    (office / "content/值班.yaml").write_text(written, encoding="utf-8")
    run(capsys, "save", "值班", "-m", "定稿")
    run(capsys, "release", "值班", "--format", "docx", "--warnings-checked")
    day = ("--on", "2026-04-03")
    run(capsys, "number", "甲", *day)
    run(capsys, "number", "--reserve", "1", "--series", "云水发", "--reason", "局务会", *day)


def rows(office: Path) -> list[list[str]]:
    sheet = openpyxl.load_workbook(office / BOOK).worksheets[0]
    return [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def fill(office: Path, cells: dict[str, str]) -> None:
    book = openpyxl.load_workbook(office / BOOK)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(office / BOOK)


def test_what_it_says(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "发文登记簿" not in run(capsys, "register")[0]
    out, err = run(capsys, "register", "--book")
    assert out.endswith("生成 output/发文登记簿.xlsx\n生成 output/发文登记簿.docx\n")
    assert err == ""
    sheet = openpyxl.load_workbook(issued / BOOK).worksheets[0]
    assert sheet["L4"].border.bottom.style == "thin"
    title = "云溪市人民政府办公室关于做好防汛值班工作的通知"
    assert rows(issued) == [
        HEADS,
        [
            "云政办发〔2026〕12号", title, "", "陆知远", "2026年4月3日", "2026年4月3日",
            "市教育局、市水务局", "60", "市委办公室", "主动公开", "", "",
        ],
        ["云水发〔2026〕1号", "云溪市水务局关于开展河道清淤工作的通知（没有印发）", *[""] * 4,
         "市教育局", *[""] * 5],
        ["云水发〔2026〕2号", "（预留：局务会）", *[""] * 10],
    ]  # fmt: skip
    printed = " ".join(text((issued / "output/发文登记簿.docx").read_bytes()).split())
    assert " ".join(HEADS) in printed
    assert f"云政办发 〔2026〕12号 {title} 陆知远 2026年 4月3日" in printed
    first = (issued / BOOK).read_bytes()
    edit(issued, "落实值班制度", "改了", "值班")
    edit(issued, "主送: 市教育局、市水务局", "主送: 市水务局", "值班")
    (issued / "content/本单位.yaml").write_text("发文办理: 是\n", encoding="utf-8")
    run(capsys, "register")
    assert (issued / BOOK).read_bytes() == first


def test_the_number_in_the_archive(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release = "印发/云政办发〔2026〕12号"
    record = ArchiveRecord(release, "", "", "", "", "2026-Y-7", "永久", "2026-05-01", "", {})
    record_archived(record, open_repository(issued))
    run(capsys, "register", "--book")
    assert [row[10] for row in rows(issued)] == ["归档号", "2026-Y-7", "", ""]


def test_what_people_write_is_kept(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "register", "--book")
    hand = {"A5": "云水函[2026]9号", "B5": "手工的一份", "C5": "内部"}
    fill(issued, {"K2": "2026-Y-1", "M1": "领取人", "M2": "=1+1", "B2": "改了的标题", **hand})
    book = openpyxl.load_workbook(issued / BOOK)
    book.worksheets[0]["M2"].data_type = "s"
    book.worksheets[0]["M3"] = "沈小舟"
    book.save(issued / BOOK)
    out, err = run(capsys, "register", "--book")
    assert "读回 云政办发〔2026〕12号 归档号：2026-Y-1；领取人：=1+1\n" in out
    assert err == (
        "发文登记簿.xlsx 第2行“标题”改过，登记簿照文稿写："
        "云溪市人民政府办公室关于做好防汛值班工作的通知\n"
        "发文登记簿.xlsx 第5行：程序没有登记过 云水函〔2026〕9号，照填的留着；"
        "不是用本程序印发的，也写进 发文登记.yaml，才不会再取这个号\n"
    )
    notes = issued / "content/_发文登记簿.yaml"
    kept = notes.read_text(encoding="utf-8").replace("2026-Y-1\n", "2026-Y-1  # 暂编\n")
    notes.write_text(kept, encoding="utf-8")
    (issued / BOOK).unlink()
    assert "读回" not in run(capsys, "register", "--book")[0]
    held = rows(issued)
    assert held[0] == [*HEADS, "领取人"]
    assert (held[1][1], held[1][10:]) == (
        "云溪市人民政府办公室关于做好防汛值班工作的通知", ["2026-Y-1", "", "=1+1"],
    )  # fmt: skip
    assert held[2][12] == "沈小舟"
    assert held[4] == ["云水函〔2026〕9号", "手工的一份", "内部", *[""] * 10]
    fill(issued, {"K2": "2026-Y-2", "M3": ""})
    out, _ = run(capsys, "register", "--book")
    assert "读回 云政办发〔2026〕12号 归档号：2026-Y-2\n" in out
    assert notes.read_text(encoding="utf-8") == kept.replace("Y-1", "Y-2")
    assert rows(issued)[2][12] == "沈小舟"


def test_an_old_copy_takes_nothing_back(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "register", "--book")
    fill(issued, {"K2": "旧号"})
    run(capsys, "register", "--book")
    notes = issued / "content/_发文登记簿.yaml"
    notes.write_text(notes.read_text(encoding="utf-8").replace("旧号", "新号"), encoding="utf-8")
    run(capsys, "register", "--book")
    assert rows(issued)[1][10] == "新号"


LOST: tuple[tuple[dict[str, str], str], ...] = (
    ({"B5": "没有号的"}, "第5行没有写文号，不知道怎样记；补上，再做一次"),
    ({"M2": "没有列名"}, "第2行有的格上面没有列名，不知道怎样记；补上，再做一次"),
    ({"A1": "号"}, "表里没有“文号”“标题”两列，不是发文登记簿"),
    (
        {"A5": "云函〔2026〕9号", "B5": "甲", "A6": "云函〔2026〕9号", "B6": "乙"},
        "云函〔2026〕9号 写了两行，“标题”不一样，删掉一行再做",
    ),
)
"""What people may do to a register, and why it is not made anew then."""


def test_what_would_be_lost_stops_it(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for cells, said in LOST:
        (issued / BOOK).unlink(missing_ok=True)
        run(capsys, "register", "--book")
        fill(issued, cells)
        before = (issued / BOOK).read_bytes()
        _, err = run(capsys, "register", "--book", code=1)
        assert err.startswith("没有重做登记簿，怕丢了填的内容：\n发文登记簿.xlsx ")
        assert said in err
        assert (issued / BOOK).read_bytes() == before


def test_files_that_cannot_be_read(issued: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (issued / BOOK).write_bytes(b"x")
    assert "不是 .xlsx 文件" in run(capsys, "register", "--book", code=1)[1]
    (issued / BOOK).unlink()
    (issued / "content/_发文登记簿.yaml").write_text("列: [\n", encoding="utf-8")
    assert "_发文登记簿.yaml 读不出来，第" in run(capsys, "register", "--book", code=1)[1]


def test_heads_notes_and_sheets_of_an_office(
    issued: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "register", "--book")
    fill(issued, {"A1": "发文字号", "K1": "档号", "K2": "2026-Y-7", "E2": "2026-04-03"})
    book = openpyxl.load_workbook(issued / BOOK)
    book.worksheets[0]["H2"].comment = Comment("少印一份", "陆知远")
    book.worksheets[0].append(["合计", *[""] * 6, "60"])
    book.create_sheet("借阅").append(["程一诺"])
    book.save(issued / BOOK)
    out, err = run(capsys, "register", "--book")
    assert "读回 云政办发〔2026〕12号 归档号：2026-Y-7；批注：份数：少印一份" in out
    assert err == "发文登记簿.xlsx 第5行是合计，不是一项，没有读\n"
    again = openpyxl.load_workbook(issued / BOOK)
    assert again.sheetnames == ["发文登记簿", "借阅"]
    assert [row[10] for row in rows(issued)] == ["归档号", "2026-Y-7", "", ""]
    assert [row[12] for row in rows(issued)] == ["批注", "份数：少印一份", "", ""]
