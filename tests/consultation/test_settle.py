"""Decisions: out in a workbook, back into the ledger, counted, checked, in tables; reminders."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen.consultation.explanation import said_place
from gongwen.consultation.settled import settled_by_place
from gongwen.consultation.worksheet import worksheet
from tests.consultation.office import office, sent
from tests.consultation.returned import our_form
from tests.consultation.test_collect import back, collect, form, ledger_of, state
from tests.dispatch.office import alone
from tests.docx_reading import text
from tests.history.test_save import edit, git, run
from tests.made_once import MadeOnce

__all__ = ["alone", "back", "office", "sent"]
FOLDER = "output/清淤"


@pytest.fixture
def answered(sent: Path, back: Path, once: MadeOnce, capsys: pytest.CaptureFixture[str]) -> Path:
    """Three comments of two units, one unit without any."""
    rows = [("三、（一）", "", "改为5∶5", "财政体制"), ("二、（一）", "", "提前到3月底", "")]
    (back / "财政局.docx").write_bytes(our_form(form(sent), rows, "市财政局"))
    (back / "教育局.docx").write_bytes(
        our_form(form(sent), [("三、（二）", "", "增加进社区", "")], "市教育局")
    )
    (back / "民政局.docx").write_bytes(our_form(form(sent), [], "市民政局", tick="无意见"))
    once("consultation: answered", sent, lambda: collect(capsys, back))
    return sent


def sheet_of(folder: Path) -> tuple[Any, Any]:
    book = openpyxl.load_workbook(folder / FOLDER / "清淤（意见办理表）.xlsx")
    return book, book.active


def fill(folder: Path, values: dict[str, dict[str, str]], *, more: tuple[str, ...] = ()) -> Path:
    """The workbook with cells filled in, by the words of the comment."""
    book, sheet = sheet_of(folder)
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for key, value in values.get(str(row[5].value), {}).items():
            row[heads.index(key)].value = value
    if more:
        at = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[5].value is None)
        for key, value in zip(("反馈单位", "意见", "采纳"), more, strict=False):
            sheet.cell(at, heads.index(key) + 1).value = value
    target = folder / "填好.xlsx"
    book.save(target)
    return target


def test_the_workbook_goes_out_and_comes_back(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, err = run(capsys, "settle", "清淤")
    assert out == (
        "共征求6个单位的意见，3个单位作了答复，其中无意见1个；未答复3个。"
        "收到意见建议3条，采纳0条，部分采纳0条，未采纳0条，尚未办理3条。\n"
        "生成 清淤（意见办理表）.xlsx\n"
        "生成 清淤（征求意见及采纳情况汇总表）.docx\n"
        "生成 清淤（征求意见及采纳情况汇总表）.xlsx\n"
    )
    assert err.count("还没有办理") == 3
    _, sheet = sheet_of(answered)
    assert [row[3].value for row in sheet.iter_rows(min_row=2, max_row=4)] == [
        "二、（一）", "三、（一）", "三、（二）",
    ]  # fmt: skip
    assert [each.formula1 for each in sheet.data_validations.dataValidation] == [
        '"采纳,部分采纳,未采纳"', '"经协商一致,未达成一致"',
    ]  # fmt: skip
    filled = fill(
        answered,
        {
            "改为5∶5": {"采纳": "不采纳", "理由": "体制已定", "协商情况": "经协商一致"},
            "增加进社区": {"采纳": "采纳"},
            "提前到3月底": {"采纳": "部分采纳", "理由": "提前到4月中旬", "意见": "提前到3月底"},
        },
        more=("溪东区政府", "建议明确运输路线", "采纳"),
    )
    out, err = run(capsys, "settle", "清淤", "--file", str(filled))
    assert "意见2 采纳：未采纳\n意见2 理由：体制已定\n意见2 协商情况：经协商一致\n" in out
    assert "添了意见4：溪东区政府“建议明确运输路线”\n" in out
    assert "收到意见建议4条，采纳2条，部分采纳1条，未采纳1条。\n" in out
    decided = {each.words: each.adopted for each in ledger_of(answered).comments}
    assert decided == {
        "改为5∶5": "未采纳", "提前到3月底": "部分采纳", "增加进社区": "采纳",
        "建议明确运输路线": "采纳",
    }  # fmt: skip
    before = (answered / "content/_征求意见/清淤.yaml").read_bytes()
    out, err = run(capsys, "settle", "清淤", "--file", str(filled))
    assert "和意见4一样，没有再添" in err
    assert (answered / "content/_征求意见/清淤.yaml").read_bytes() == before


def test_what_is_filled_in_wrongly_is_said(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "settle", "清淤")
    filled = fill(answered, {"改为5∶5": {"采纳": "再议"}, "增加进社区": {"编号": "77"}})
    _, err = run(capsys, "settle", "清淤", "--file", str(filled))
    assert "填好.xlsx 第3行：“采纳”只能写采纳、部分采纳、未采纳，现在是“再议”，没有读\n" in err
    assert "填好.xlsx 第4行：台账里没有编号“77”的意见，没有读\n" in err
    assert {each.adopted for each in ledger_of(answered).comments} == {None}


def test_a_clause_that_a_person_found(answered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "settle", "清淤")
    filled = fill(answered, {"改为5∶5": {"条款": "三、（二）"}, "增加进社区": {"条款": "第九条"}})
    out, err = run(capsys, "settle", "清淤", "--file", str(filled))
    assert "意见2 条款：三、（一）→三、（二）\n" in out
    assert "意见1的条款“第九条”，送出的那一稿里没有；照台账里别的意见那样写" in err
    clauses = {each.words: each.clause for each in ledger_of(answered).comments}
    assert (clauses["改为5∶5"], clauses["增加进社区"]) == ("三、（二）", "第九条")


def test_rows_that_are_not_what_they_were(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Copied, or one column sorted: no decision goes to another's comment."""
    run(capsys, "settle", "清淤")
    before = (answered / "content/_征求意见/清淤.yaml").read_bytes()
    filled = fill(answered, {"增加进社区": {"编号": "2", "采纳": "采纳"}})
    _, err = run(capsys, "settle", "清淤", "--file", str(filled))
    assert "第4行：编号“2”在第3行已经有了，这一行没有读\n" in err
    filled = fill(
        answered,
        {"改为5∶5": {"编号": "1", "采纳": "采纳"}, "增加进社区": {"编号": "2", "采纳": "采纳"}},
    )
    _, err = run(capsys, "settle", "清淤", "--file", str(filled))
    assert "第3行：编号1的意见是市教育局的“增加进社区”，这一行是别的，没有读" in err
    assert "第4行：编号2的意见是市财政局的“改为5∶5”，这一行是别的，没有读" in err
    assert (answered / "content/_征求意见/清淤.yaml").read_bytes() == before


def test_the_table(answered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "settle", "清淤", "--by", "单位")
    file = answered / FOLDER / "清淤（征求意见及采纳情况汇总表）.docx"
    assert OpenXmlValidator().validate(file).is_valid
    said = text(file.read_bytes())
    assert said.index("市教育局") < said.index("市财政局")
    book = openpyxl.load_workbook(file.with_suffix(".xlsx"))
    head = "《云溪市人民政府办公室关于开展河道清淤工作的通知》征求意见及采纳情况汇总表"
    assert book.worksheets[0]["A1"].value == head
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=3)]
    assert rows[0] == ["序号", "反馈单位", "条款", "意见建议", "采纳情况", "理由（协商情况）"]
    assert rows[1][:4] == ["1", "市教育局", "三、（二）", "增加进社区"]


def decide(folder: Path, number: int, lines: str) -> None:
    """Type a decision below a comment's number."""
    ledger = folder / "content/_征求意见/清淤.yaml"
    typed = ledger.read_text("utf-8").split(f"- 编号: {number}\n")
    rest = typed[1].replace("  采纳:\n  理由:\n", lines, 1)
    ledger.write_text(f"{typed[0]}- 编号: {number}\n{rest}", "utf-8")


@pytest.mark.parametrize(
    ("lines", "stage", "said"),
    [
        (
            "  采纳: 未采纳\n", "征求意见稿",
            "警告 [征求意见台账] 意见1（市教育局）未采纳，没有写理由",
        ),
        (
            "  采纳: 未采纳\n  理由: 一\n  协商情况: 未达成一致\n", "送审稿",
            "警告 [征求意见台账] 意见1（市教育局）没有达成一致，要列明各方理据，提出办理建议",
        ),
        (
            "  采纳: 未采纳\n  理由: 一\n  协商情况: 未达成一致\n", "印发稿",
            "错误 [征求意见台账] 意见1（市教育局）还没有达成一致，不能印发",
        ),
        (
            "  采纳: 采纳\n", "征求意见稿",
            "提示 [征求意见台账] 意见1（市教育局）采纳了，三、（二）和送出时一样",
        ),
    ],
)  # fmt: skip
def test_what_stands_against_the_ledger(
    lines: str, stage: str, said: str,
    answered: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    decide(answered, 1, lines)
    edit(answered, "文种: 通知\n", f"文种: 通知\n稿本: {stage}\n")
    if stage == "印发稿":
        more = "发文字号: 云政办发〔2026〕9号\n成文日期: 2026-05-01\n"
        more += "印发: {机关: 云溪市人民政府办公室, 日期: 2026-05-02}\n"
        edit(answered, "正文:\n- 为", f"{more}正文:\n- 为")
    _, err = run(capsys, "settle", "清淤", code=int(stage == "印发稿"))
    assert said in err
    assert "content/_征求意见/清淤.yaml:" in err
    if stage == "印发稿":
        run(capsys, "save", "清淤", "-m", "定稿")
        _, err = run(capsys, "release", "清淤", "--format", "docx", code=1)
        assert err.startswith("没有印发，征求意见还没有办完：\n")


def test_a_clause_that_changed_is_not_told(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    decide(answered, 1, "  采纳: 采纳\n")
    edit(answered, "组织学校开展", "组织学校、社区开展")
    assert "和送出时一样" not in run(capsys, "settle", "清淤")[1]


def test_counts_that_do_not_add_up(answered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = answered / "content/_征求意见/清淤.yaml"
    typed = ledger.read_text("utf-8").replace("状态: 有意见", "状态: 书面无意见", 1)
    ledger.write_text(typed.replace("状态: 未复", "状态: 有意见", 1), "utf-8")
    _, err = run(capsys, "settle", "清淤")
    assert "市教育局的状态是书面无意见，台账里有它的意见1条" in err
    assert "溪东区政府的状态是有意见，台账里没有它的意见" in err


def test_comments_that_are_alike_are_shown(
    sent: Path, back: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for unit in ("财政局", "教育局"):
        (back / f"{unit}.docx").write_bytes(
            our_form(form(sent), [("三、（二）", "", "建议增加进社区的内容", "")])
        )
    collect(capsys, back)
    out, _ = run(capsys, "settle", "清淤")
    assert "意见相近：三、（二） 市教育局（意见1）、市财政局（意见2）\n" in out
    assert len(ledger_of(sent).comments) == 2


def test_what_a_comparison_may_say(answered: Path) -> None:
    decide(answered, 1, "  采纳: 采纳\n")
    assert settled_by_place(ledger_of(answered)) == {"三、（二）": ["采纳市教育局意见（意见1）"]}


def test_the_same_ledger_makes_the_same_bytes(answered: Path) -> None:
    comments = ledger_of(answered).comments
    first = worksheet(comments, "甲")
    assert first == worksheet(comments, "甲")
    assert openpyxl.load_workbook(BytesIO(first)).worksheets[0].title == "意见办理"


def test_reminders(answered: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = run(capsys, "overdue", "清淤", "--on", "2026-04-14")
    assert out == (
        "还没有答复的3个（截止 2026年4月15日）：\n  溪东区政府\n  溪西区政府\n"
        "  市水务局（涉及本单位职责，须书面答复）\n"
        "催办：《云溪市人民政府办公室关于开展河道清淤工作的通知（征求意见稿）》征求意见的函"
        "（云水函〔2026〕5号）已送你单位，请于2026年4月15日前书面反馈意见；"
        "没有意见的，也请书面答复。\n"
    )
    assert state(answered, "溪东区政府") == "未复"
    out, _ = run(capsys, "overdue", "清淤", "--on", "2026-04-16")
    assert out.startswith("逾期视为无意见的2个：溪东区政府、溪西区政府\n还没有答复的1个")
    assert state(answered, "溪东区政府") == "逾期视为无意见"
    assert state(answered, "市水务局") == "须书面答复未复"
    before = (answered / "content/_征求意见/清淤.yaml").read_bytes()
    run(capsys, "overdue", "清淤", "--on", "2026-04-17")
    assert (answered / "content/_征求意见/清淤.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("二、（三）2.", "第二部分第（三）项第2点"),
        ("三、第1段", "第三部分第1段"),
        ("附件 二、（五）", "附件第二部分第（五）项"),
        ("附件2 四、", "附件2第四部分"),
        ("第二章第三条（二）", "第三条第（二）项"),
        ("第一章第二条第1段", "第二条第二款"),
        ("标题", "标题"),
    ],
)
def test_how_a_sentence_names_a_place(place: str, said: str) -> None:
    assert said_place(place) == said


def test_cells_merged_over_several_comments_a_title_and_columns_of_their_own(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As an officer fills it in: one decision merged over three rows, a row above the heads."""
    run(capsys, "settle", "清淤")
    book, sheet = sheet_of(answered)
    sheet.insert_rows(1)
    sheet["A1"] = "征求意见办理表（综合科）"
    sheet["N2"], sheet["N3"] = "承办科室", "河道科"
    sheet["H3"], sheet["I3"] = "不采纳", "已有规定"
    sheet.merge_cells("H3:H5")
    sheet.merge_cells("I3:I5")
    sheet["B6"], sheet["F6"] = "云溪市水务局", "建议第三部分（二）明确频次"
    sheet["D6"] = "第三部分（二）"
    sheet["B7"], sheet["F7"] = "溪西区", "无意见"
    filled = answered / "填好.xlsx"
    book.save(filled)
    _, err = run(capsys, "settle", "清淤", "--file", str(filled))
    ledger = ledger_of(answered)
    decided = [(each.adopted, each.why) for each in ledger.comments]
    assert decided == [("未采纳", "已有规定")] * 3 + [(None, "")]
    assert "没有读" not in err
    assert (ledger.comments[3].unit, ledger.comments[3].clause) == ("市水务局", "三、（二）")
    states = {each.unit: each.state for each in ledger.rounds[-1].units}
    assert (states["市水务局"], states["溪西区政府"]) == ("有意见", "书面无意见")
    _, sheet = sheet_of(answered)
    assert [sheet[each].value for each in ("N1", "N2")] == ["承办科室", "河道科"]


def test_what_was_filled_in_and_not_read_back_is_not_written_over(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "settle", "清淤")
    there = answered / FOLDER / "清淤（意见办理表）.xlsx"
    there.write_bytes(fill(answered, {"改为5∶5": {"采纳": "采纳"}}).read_bytes())
    before = there.read_bytes()
    out, err = run(capsys, "settle", "清淤")
    assert "清淤（意见办理表）.xlsx 没有重做：里面填了1处，还没有读回台账" in err
    assert "生成 清淤（意见办理表）.xlsx" not in out
    assert there.read_bytes() == before
    out, _ = run(capsys, "settle", "清淤", "--file", str(there))
    assert "意见2 采纳：采纳\n" in out
    assert "生成 清淤（意见办理表）.xlsx" in out


def test_an_explanation_is_begun_from_the_ledger(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "settle", "清淤")
    refused = {"采纳": "未采纳", "理由": "财政体制已定", "协商情况": "未达成一致"}
    filled = fill(answered, {"改为5∶5": refused, "提前到3月底": {"采纳": "采纳"}})
    out, _ = run(capsys, "settle", "清淤", "--file", str(filled), "--explain")
    assert "已新建 content/_清淤起草说明.yaml（送审时附上，怎样附写在开头）\n" in out
    piece = answered / "content/_清淤起草说明.yaml"
    written = piece.read_text(encoding="utf-8")
    for line in (
        "  - 2026年4月3日，以云水函〔2026〕5号征求溪东区政府等6个单位的意见，"
        "截止日期为2026年4月15日。",
        "  - 《云溪市人民政府办公室关于开展河道清淤工作的通知》共3个部分："
        "总体要求；主要任务；保障措施。",
        "      - 市财政局对第二部分第（一）项提出：提前到3月底。",
        "      - 市财政局对第三部分第（一）项提出：改为5∶5。未采纳，理由：财政体制已定。",
        "  - 市财政局对第三部分第（一）项的意见没有达成一致。"
        "（写明各方的理据。）（写明办理的建议。）",
    ):
        assert f"{line}\n" in written
    request = (
        "文种: 请示\n标题: 云溪市水务局关于印发清淤通知的请示\n正文: 妥否，请批示。\n附件:\n"
        "- 标题: 起草说明\n  正文:\n  - 引入: _清淤起草说明.yaml\n"
    )
    (answered / "content/送审.yaml").write_text(request, encoding="utf-8")
    out, err = run(capsys, "build", "送审")
    assert "错误" not in out + err
    assert "没有填的空" in err
    piece.write_text("- 自己写的。\n", encoding="utf-8")
    _, err = run(capsys, "settle", "清淤", "--explain", code=1)
    assert err.startswith("已经有 content/_清淤起草说明.yaml，没有重写；要重写的，先把它移开\n")
    assert piece.read_text(encoding="utf-8") == "- 自己写的。\n"


def test_the_ledger_is_saved_with_its_draft(
    answered: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(answered, "总体要求", "总的要求")
    out, _ = run(capsys, "save", "清淤", "-m", "改稿")
    assert "  content/_征求意见/清淤.yaml\n" in out
    assert git(answered, "status", "--porcelain", "content/_征求意见") == ""
