"""督办: docs/督办.md performed; what people typed goes on with its task, whatever became of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment

from gongwen import cli
from gongwen.library.workbook import workbook_rows
from gongwen.supervision import unit_tables
from gongwen.supervision.due import AsOf, due_of, standing, state_doubt
from gongwen.supervision.ledger import Earlier, LedgerRow, joined, ledger_xlsx, over, read_ledger
from gongwen.supervision.tasks import ROLES, Supervised
from gongwen.supervision.tying import ties
from tests.docx_reading import text
from tests.project import ROOT, project

PAGE = (ROOT / "docs" / "督办.md").read_text(encoding="utf-8")
PLAN = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[0]
REGISTRY = """\
- {全称: 云溪市人民政府, 简称: 市政府}
- {全称: 云溪市人民政府办公室, 简称: 市政府办}
- {全称: 云溪市教育局, 简称: 市教育局}
- {全称: 云溪市财政局, 简称: 市财政局}
- {全称: 云溪市水务局, 简称: 市水务局}
- {全称: 青石县人民政府, 简称: 青石县政府}
- {全称: 白河区人民政府, 简称: 白河区政府}
- {全称: 各县区人民政府, 简称: 各县（区）, 包含: 青石县政府、白河区政府}
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the plan of the page."""
    options = project(tmp_path, 创建方案=PLAN)
    (options.content / "机构.yaml").write_text(REGISTRY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(office: Path, *arguments: str) -> int:
    places = ["--content", str(office / "content"), "--output", str(office / "output")]
    return cli.main(["supervise", *arguments, *places])


def ledger(office: Path) -> Path:
    return office / "content" / "_督办" / "创建方案（督办台账）.xlsx"


def rows_of(path: Path, sheet: int = 0) -> list[dict[str, str]]:
    """The rows under the heads, by them."""
    made = [
        [str(value or "") for value in row]
        for row in openpyxl.load_workbook(path).worksheets[sheet].iter_rows(values_only=True)
    ]
    at = next(n for n, row in enumerate(made) if "编号" in row)
    return [dict(zip(made[at], row, strict=True)) for row in made[at + 1 :]]


def fill(path: Path, **cells: str) -> None:
    """Type into cells."""
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book.worksheets[0][place] = value
        book.worksheets[0][place].data_type = "s"  # as text, also what begins with “=”
    book.save(path)


def change(office: Path, old: str, new: str) -> None:
    file = office / "content" / "创建方案.yaml"
    typed = file.read_text(encoding="utf-8")
    assert old in typed
    file.write_text(typed.replace(old, new), encoding="utf-8")


def test_a_plan_may_end_in_yml(office: Path) -> None:
    plan = office / "content" / "创建方案.yaml"
    plan.rename(plan.with_suffix(".yml"))
    assert run(office, "创建方案") == 0
    assert ledger(office).is_file()


def test_the_page_performed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)
    commands = re.findall(r"python build.py supervise (.*)", PAGE)
    assert run(office, *commands[0].split()) == 0
    out, err = capsys.readouterr()
    assert out == shown[0]
    assert err == ""
    fill(ledger(office), L4="已完成", M4="三月二十日普查完")
    assert run(office, *commands[1].split()) == 0
    assert capsys.readouterr().out == shown[1]


def test_the_ledger_of_a_plan(office: Path) -> None:
    run(office, "创建方案", "--on", "2026-04-03")
    first, second, third, fourth = rows_of(ledger(office))
    assert first == {
        "编号": "1", "重点任务": "摸清家底", "主要措施": "开展供水管网普查。", "目标": "",
        "牵头单位": "市水务局", "责任单位": "", "配合单位": "市教育局、市财政局",
        "责任领导": "张三副市长", "时限": "2026年3月底前", "到期日": "2026-03-31",
        "督办情况": "逾期3天", "状态": "", "进展": "", "备注": "",
    }  # fmt: skip
    assert second["目标"] == "定额覆盖率90%（2026年6月底前）"
    assert (second["到期日"], second["督办情况"]) == ("2026-06-30", "未到期")
    assert third["责任单位"] == "各县（区）"
    assert (fourth["到期日"], fourth["督办情况"]) == ("", "没有期限")
    sheet: Any = openpyxl.load_workbook(ledger(office)).worksheets[0]
    assert sheet["A1"].value == "《云溪市节水型城市创建方案》督办台账"
    assert sheet["A2"].value == "截至2026年4月3日。共4项：逾期1项，未到期2项，没有期限1项。"
    assert sheet.auto_filter.ref == "A3:N7"
    assert sheet.freeze_panes == "D4"
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.data_validations.dataValidation[0].formula1 == '"未启动,推进中,已完成,需协调"'


def test_collectives_are_expanded_for_units(office: Path) -> None:
    run(office, "创建方案", "--on", "2026-04-03")
    folder = office / "output" / "创建方案"
    book = openpyxl.load_workbook(folder / "创建方案（各单位任务）.xlsx")
    units = ["市教育局", "市财政局", "市水务局", "青石县政府", "白河区政府"]
    assert book.sheetnames == ["单位任务矩阵", *units]
    matrix = [[cell or "" for cell in row] for row in book.worksheets[0].values]
    assert matrix[0] == ["编号", "任务", *units]
    assert matrix[1] == ["1", "开展供水管网普查。", "配合", "配合", "牵头", "", ""]
    assert matrix[3] == ["3", "修订节约用水办法。", "", "", "", "责任", "责任"]
    assert [row["督办情况"] for row in rows_of(folder / "创建方案（各单位任务）.xlsx", 3)] == [
        "逾期3天",
        "未到期",
    ]
    words = text((folder / "创建方案（各单位任务）.docx").read_bytes())
    assert "青石县政府承担的《云溪市节水型城市创建方案》任务" in words.replace("\n", "")
    assert "截至2026年4月3日，共2项，已完成0项，逾期1项。" in words


def test_what_people_typed_goes_with_its_task(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(office, "创建方案", "--on", "2026-04-03")
    fill(
        ledger(office),
        L4="推进中",
        M4="查了一半",
        N5="=1+1的事",
        O3="联系人",
        O4="王五",
        M6="已起草",
    )
    change(office, "开展供水管网普查。", "开展城区供水管网普查和检测。")
    file = office / "content" / "创建方案.yaml"
    typed = file.read_text(encoding="utf-8")
    line = next(each for each in typed.splitlines(keepends=True) if "修订节约用水办法" in each)
    file.write_text(
        typed.replace(line, "").replace(
            "    - {任务: 编制", "    - {任务: 成立专班。}\n    - {任务: 编制"
        ),
        encoding="utf-8",
    )
    capsys.readouterr()
    assert run(office, "创建方案", "--on", "2026-04-03") == 0
    rows = {row["编号"]: row for row in rows_of(ledger(office))}
    assert list(rows) == ["1", "5", "2", "4", "3"]
    assert (rows["1"]["进展"], rows["1"]["联系人"]) == ("查了一半", "王五")
    assert rows["2"]["备注"] == "=1+1的事"
    assert (rows["3"]["进展"], rows["3"]["督办情况"]) == ("已起草", "文稿里没有了")
    assert capsys.readouterr().err.splitlines() == [
        (
            "编号1的任务改了说法，填的内容随它过来了，请核对："
            "“开展供水管网普查。”现在是“开展城区供水管网普查和检测。”"
        ),
        "新的任务，编号5：成立专班。",
        "编号3在文稿里找不到了，填过的内容留在表的末尾：修订节约用水办法。",
    ]
    before = ledger(office).read_bytes()
    run(office, "创建方案", "--on", "2026-04-03")
    assert rows_of(ledger(office)) == list(rows.values())
    assert ledger(office).read_bytes() == before  # the same input, the same bytes


def test_what_the_plan_says_is_not_taken_from_the_ledger(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(office, "创建方案", "--on", "2026-04-03")
    fill(ledger(office), I4="2026年9月底前")
    capsys.readouterr()
    run(office, "创建方案", "--on", "2026-04-03")
    assert capsys.readouterr().err == (
        "编号1的“时限”，台账里是“2026年9月底前”，文稿里是“2026年3月底前”，照文稿；要改的改文稿\n"
    )


def test_a_row_that_people_added_stays(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(office, "创建方案")
    fill(ledger(office), C8="领导交办：查清漏点", A9="2", C9="编号写重了", M9="甲")
    capsys.readouterr()
    run(office, "创建方案")
    last = rows_of(ledger(office))[-2:]
    assert [(row["编号"], row["主要措施"], row["进展"]) for row in last] == [
        ("5", "领导交办：查清漏点", ""),
        ("6", "编号写重了", "甲"),
    ]
    assert "编号5在文稿里找不到了，填过的内容留在表的末尾：领导交办：查清漏点" in (
        capsys.readouterr().err
    )


def test_sheets_that_people_added_stay(office: Path) -> None:
    run(office, "创建方案")
    book = openpyxl.load_workbook(ledger(office))
    book.create_sheet("电话")["A1"] = "王五 0000-1"
    book.save(ledger(office))
    run(office, "创建方案")
    assert openpyxl.load_workbook(ledger(office))["电话"]["A1"].value == "王五 0000-1"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"A3": "序"}, "表里没有“编号”“主要措施”和“状态”“进展”“备注”这几列，不是督办台账"),
        (
            {"L3": "到哪一步"},
            "没有“状态”这一列，“到哪一步”不知道是不是；"
            "是的，表头改回“状态”，不是的，另加一列“状态”，再读",
        ),
        ({"N3": "进展"}, "有两列都叫“进展”，改掉一列的名称再读"),
        ({"O5": "无头"}, "第5行有字写在没有列名的列里，给这一列写上列名再读"),
    ],
)
def test_a_ledger_that_is_not_plain_is_left_alone(
    office: Path, capsys: pytest.CaptureFixture[str], cells: dict[str, str], said: str
) -> None:
    run(office, "创建方案")
    fill(ledger(office), **cells)
    before = ledger(office).read_bytes()
    capsys.readouterr()
    assert run(office, "创建方案") == 1
    assert capsys.readouterr().err == f"台账没有读，也没有改：{said}\n"
    assert ledger(office).read_bytes() == before


def filled(changed: Callable[[Any, Any], object]) -> bytes:
    """A ledger of two tasks, one of them done, and what else a person did to book and sheet."""
    tasks = [made_task("普查管网"), made_task("宣传节水")]
    as_of = AsOf(date(2026, 4, 3), 30)
    book = openpyxl.load_workbook(
        BytesIO(ledger_xlsx(joined(tasks, Earlier()), "方案", as_of, None))
    )
    book.worksheets[0]["L4"] = "已完成"
    changed(book, book.worksheets[0])
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    "changed",
    [
        lambda _, sheet: sheet.__setitem__("L3", "完成状态（四选一）"),
        lambda _, sheet: sheet.__setitem__("L3", "状 态"),
        lambda book, _: book.create_sheet("填写说明", 0).append(["每月25日前填"]),
        lambda _, sheet: sheet.insert_rows(1),
        lambda _, sheet: sheet.insert_rows(5),
        lambda _, sheet: sheet.move_range("L3:L8", cols=4),
        lambda _, sheet: sheet.append([cell.value for cell in sheet[3]]),
        lambda _, sheet: sheet.delete_cols(14),
    ],
)
def test_a_state_is_read_wherever_it_stands_now(changed: Callable[[Any, Any], object]) -> None:
    found = read_ledger(filled(changed))
    assert [row["状态"] for row in found.rows] == ["已完成", ""]
    assert (found.added, found.said) == ([], [])


def test_a_total_is_no_task() -> None:
    found = read_ledger(filled(lambda _, sheet: sheet.append(["合计", *[""] * 11, "共2项"])))
    assert len(found.rows) == 2
    assert found.said == ["第6行是合计，不是一项，没有读"]


def test_a_unit_that_sends_back_its_own_rows_takes_nothing_from_the_others() -> None:
    former = read_ledger(filled(lambda _, sheet: sheet.__setitem__("M5", "已发倡议")))
    sent = read_ledger(
        filled(lambda _, sheet: (sheet.__setitem__("L4", "推进中"), sheet.delete_rows(5)))
    )
    assert over(sent, former) == [
        "编号1的“状态”，原来是“已完成”，照交回的“推进中”",
        "编号2交回的台账里没有，照原来的留着",
    ]
    made = joined([made_task("普查管网"), made_task("宣传节水")], sent)
    assert [row.own for row in made.rows] == [{"状态": "推进中"}, {"进展": "已发倡议"}]
    assert [row.number for row in made.rows] == [1, 2]


def test_one_sheet_is_selected_and_it_stays_in_its_place() -> None:
    before = filled(lambda book, _: book.create_sheet("填写说明", 0).append(["每月25日前填"]))
    earlier = read_ledger(before)
    made = joined([made_task("普查管网")], earlier)
    again = ledger_xlsx(made, "方案", AsOf(date(2026, 4, 3), 30), before, earlier.sheet)
    book = openpyxl.load_workbook(BytesIO(again))
    assert book.sheetnames == ["填写说明", "督办台账"]
    assert [each.sheet_view.tabSelected for each in book.worksheets] == [False, True]


def test_comments_of_cells_are_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(office, "创建方案")
    book = openpyxl.load_workbook(ledger(office))
    book.worksheets[0]["M4"].comment = Comment("请水务局补数", "王五")
    book.save(ledger(office))
    capsys.readouterr()
    run(office, "创建方案")
    assert rows_of(ledger(office))[0]["批注"] == "进展：请水务局补数"


def test_a_plan_without_tasks(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "content" / "空.yaml").write_text(
        "文种: 通知\n标题: 关于节水的通知\n正文: 请节水。\n", encoding="utf-8"
    )
    assert run(office, "空") == 1
    assert capsys.readouterr().err.startswith("空 里没有写任务")


@pytest.mark.parametrize(
    ("typed", "day", "doubt"),
    [
        ("2027-12", "2027-12-31", ""),
        ("2027年6月30日前", "2027-06-30", ""),
        ("2027年上半年", "2027-06-30", ""),
        ("2027年第三季度", "2027-09-30", ""),
        ("2027年5月中旬", "2027-05-20", ""),
        ("2026年3月至2027年2月底", "2027-02-28", ""),
        ("2028", "2028-12-31", ""),
        ("2027年12月前", "2027-12-31", "时限“2027年12月前”按12月底算"),
        ("长期坚持", "", ""),
        ("汛期结束后", "", "时限“汛期结束后”看不出是哪一天，没有算"),
        ("2027年13月底前", "", "时限“2027年13月底前”不是日历上的日期，没有算"),
        (None, "", ""),
    ],
)
def test_when_a_task_is_due(typed: str | None, day: str, doubt: str) -> None:
    due = due_of(typed)
    assert (due.day.isoformat() if due.day else "", due.doubt) == (day, doubt)


@pytest.mark.parametrize("state", ["已全部完成验收", "100%", "√", "办结（销号）"])
def test_a_state_that_may_mean_done_is_told(state: str) -> None:
    assert "没有算作已完成" in state_doubt(state)
    assert (state_doubt("已完成"), state_doubt("推进中"), state_doubt("未完成")) == ("", "", "")


def test_standings() -> None:
    as_of = AsOf(date(2026, 4, 3), 30)
    assert standing(date(2026, 4, 2), "", as_of) == "逾期1天"
    assert standing(date(2026, 4, 3), "", as_of) == "临期（还有0天）"
    assert standing(date(2026, 5, 3), "推进中", as_of) == "临期（还有30天）"
    assert standing(date(2026, 5, 4), "", as_of) == "未到期"
    assert standing(date(2020, 1, 1), "已办结。", as_of) == "已完成"


def made_task(words: str) -> Supervised:
    return Supervised("节", words, "", dict.fromkeys(ROLES, ""), {}, "", "", due_of(None), "")


words = st.text("修订制度普查管网宣传节水用办法定额", min_size=1, max_size=12)


@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_nothing_that_was_typed_is_lost(old: list[str], new: list[str]) -> None:
    """Whatever a plan becomes, each entry is in the ledger once, and told where it has no task."""
    rows = [
        {"编号": str(n), "重点任务": "节", "主要措施": each, "进展": f"填{n}"}
        for n, each in enumerate(old, 1)
    ]
    made = joined([made_task(each) for each in new], Earlier(rows))
    assert sorted(row.own["进展"] for row in made.rows if row.own) == sorted(
        row["进展"] for row in rows
    )
    assert [row.task.measure for row in made.rows if row.task] == new
    numbers = [row.number for row in made.rows]
    assert len(numbers) == len(set(numbers))


def test_two_rows_that_are_as_likely_are_not_tied() -> None:
    assert ties(["节\n修订用水办法"], ["节\n修订用水办法一", "节\n修订用水办法二"]) == []


def test_a_column_of_the_unit_tables_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the ledger shows, a unit's table can show too."""
    added = unit_tables._Column("责任领导", 10)
    monkeypatch.setattr(unit_tables, "_COLUMNS", (*unit_tables._COLUMNS, added))
    units = {"云溪市水务局": "牵头单位"}
    task = Supervised(
        "节", "查漏", "", dict.fromkeys(ROLES, ""), units, "程一诺", "", due_of(None), ""
    )
    rows = [LedgerRow(1, task, {}, {})]
    made = unit_tables.units_xlsx(rows, [*units], "节水方案", AsOf(date(2026, 5, 1), 7))
    _, _, heads, cells, *_ = workbook_rows(made, 1)
    shown = dict(zip(heads, cells, strict=True))
    assert (shown["本单位"], shown["责任领导"]) == ("牵头", "程一诺")
