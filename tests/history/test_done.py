"""What is done with is not spoken of: released and unchanged, archived, waived by the office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.test_save import alone, office, run
from tests.project import FINAL

__all__ = ["alone", "office"]
WARNED = FINAL.replace("市教育局、市水务局", "市教育局、市气象局") + "公开属性: 主动公开\n"
"""A final text with a unit that the registry does not know."""
SAID = "content/值班.yaml:7:10: 警告 [机构未登记] 机构名录里没有“市气象局”"


@pytest.fixture
def warned(office: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (office / "content/值班.yaml").write_text(WARNED, encoding="utf-8")
    run(capsys, "save", "值班", "-m", "定稿")
    return office


Archived = Callable[[str, str, str, int], str]


@pytest.fixture
def archived(office: Path, capsys: pytest.CaptureFixture[str]) -> Archived:
    """What a check says of one document of an office that has archived these years."""

    def said(name: str, years: str, text: str, code: int) -> str:
        (office / "content/值班.yaml").unlink()
        path = office / f"content/{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (office / "content/本单位.yaml").write_text(f"归档年度: {years}\n", encoding="utf-8")
        return run(capsys, "check", code=code)[0]

    return said


def test_a_released_document_is_quiet_until_it_changes(
    warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words_of_office = warned / "content/_核稿/会议.csv"
    words_of_office.parent.mkdir()
    words_of_office.write_text("会议,日期\n云溪市十五届二次全会,2026-01\n", encoding="utf-8")
    run(capsys, "save", "值班", "-m", "词表")
    out, err = run(capsys, "build")
    assert SAID in err
    assert "不再提醒" not in out
    run(capsys, "release", "值班", "--format", "docx", "--warnings-checked")
    line = "已印发、没有再改的1份不再提醒（1处；要看，写上文件名检查）。\n"
    for words in (("build",), ("build", "--force"), ("check",)):
        out, err = run(capsys, *words)
        assert out.endswith(line)
        assert "机构未登记" not in out + err
    assert SAID in run(capsys, "check", "值班")[0]
    assert SAID in run(capsys, "build", "值班")[1]
    registry = warned / "content/机构.yaml"  # no word of the document
    registry.write_text(registry.read_text("utf-8") + "- 全称: 云溪市审计局\n", encoding="utf-8")
    assert run(capsys, "build")[0].endswith(line)
    words_of_office.write_text("会议,日期\n云溪市十五届三次全会,2026-02\n", encoding="utf-8")
    assert run(capsys, "build")[0].endswith(line)
    (warned / "content/值班.yaml").write_text(WARNED.replace("落实", "认真落实"), encoding="utf-8")
    out, err = run(capsys, "build")
    assert SAID in err
    assert "不再提醒" not in out


SENT_UP = WARNED.replace("稿本: 印发稿", "稿本: 送审稿")


@pytest.mark.parametrize(
    ("name", "years", "text"),
    [
        ("值班", "2026", WARNED),
        ("2024年/值班", "2024", SENT_UP),
        ("2024/专项/值班", "2023-2024", WARNED),
    ],
)
def test_an_archived_year_is_quiet(archived: Archived, name: str, years: str, text: str) -> None:
    out = archived(name, years, text, 0)
    assert "已归档年度的1份不再提醒（1处；要看，写上文件名检查）。\n" in out
    assert "机构未登记" not in out


@pytest.mark.parametrize(
    ("name", "years", "text"),
    [
        ("值班", "[2024, 2025]", WARNED),
        ("2024号文/值班", "2024", WARNED),
        ("值班", "2026", SENT_UP),
        ("值班", "2026", WARNED.replace("发文字号: 云政办发〔2026〕12号\n", "")),  # refused
    ],
)
def test_what_is_open_or_cannot_be_made_is_told(
    archived: Archived, name: str, years: str, text: str
) -> None:
    out = archived(name, years, text, int("发文字号" not in text))
    assert "不再提醒" not in out
    assert "机构未登记" in out


def test_an_error_in_what_is_done_with_is_counted(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WARNED.replace("〔2026〕12号", "[2026]12号")
    (office / "content/值班.yaml").write_text(text, encoding="utf-8")
    assert "错误 [发文字号]" in run(capsys, "check", code=1)[0]
    (office / "content/本单位.yaml").write_text("归档年度: 2026\n", encoding="utf-8")
    out = run(capsys, "check")[0]
    assert "已归档年度的1份不再提醒（2处，其中1个错误；要看，写上文件名检查）。\n" in out


WAIVED = """\
核稿放过:
- {规则: 机构未登记, 要素: 市气象局, 理由: 垂直管理，名录里不列}
"""


def test_what_the_office_waives_is_counted_and_not_said(
    warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (warned / "content/本单位.yaml").write_text(WAIVED, encoding="utf-8")
    line = "按本单位.yaml 的“核稿放过”，没有再说：机构未登记（垂直管理，名录里不列）1处。\n"
    for words in (("check",), ("build",), ("build",), ("check", "值班")):
        out, err = run(capsys, *words)
        assert line in out
        assert "警告" not in out + err
    other = WARNED.replace("市气象局", "市气象局、市地震局")
    (warned / "content/值班.yaml").write_text(other, encoding="utf-8")
    out = run(capsys, "check", "值班")[0]
    assert "机构名录里没有“市地震局”" in out
    assert line in out


def test_no_error_is_waived_for_an_office_and_no_unknown_rule(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = WARNED.replace("〔2026〕12号", "[2026]12号").replace("市气象局", "市水务局")
    (office / "content/值班.yaml").write_text(text, encoding="utf-8")
    waived = "核稿放过:\n- {规则: 发文字号, 理由: 惯例}\n- {规则: 机构没登记, 理由: 惯例}\n"
    (office / "content/本单位.yaml").write_text(waived, encoding="utf-8")
    out = run(capsys, "check", code=1)[0]
    assert "错误 [发文字号] 发文字号“云政办发[2026]12号”的写法不对" in out
    assert (
        "content/本单位.yaml:3:8: 警告 [忽略] “核稿放过”里的“机构没登记”不是能放过的规则\n"
        "    依据：文件写法、路径和涉密的问题不能放过\n"
        "    建议：是不是“机构未登记”\n"
    ) in out
    assert "没有再说" not in out


def test_a_series_that_began_before_the_program(
    warned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "release", "值班", "--format", "docx", "--warnings-checked")
    assert (
        "云政办发〔2026〕：用了1个，下一个是 云政办发〔2026〕13号\n  缺号：1至11\n"
        in (run(capsys, "register")[0])
    )
    (warned / "content/本单位.yaml").write_text(
        "代字: [{字: 云政办发, 起号: 11}, {字: 云政办函, 起号: 24, 起号年份: 2026}]\n", "utf-8"
    )
    assert run(capsys, "register")[0].splitlines()[:3] == [
        "云政办函〔2026〕：还没有用过（24号起），下一个是 云政办函〔2026〕24号",
        "云政办发〔2026〕：用了1个（11号起），下一个是 云政办发〔2026〕13号",
        "  缺号：11",
    ]
