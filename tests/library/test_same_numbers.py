"""The same 发文字号 in two documents is told in both, by build and by check."""
# ruff: noqa: E501  what is told stands in one piece

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen import cli
from gongwen.build.run import build
from gongwen.problem import Level, as_text
from tests.project import DRAFT, FINAL, project

OTHER = "# 另一份\n" + FINAL.replace("云政办发〔2026〕12号", "'云政办发〔2026〕12号'")
TOLD = [
    "content/值班.yaml:4:7: 警告 [文号重复] 发文字号“云政办发〔2026〕12号”已经写在content/抢险.yaml 第5行\n"
    "    依据：一个文号只编给一份公文\n"
    "    建议：核对两份的文号，改掉一处；下一个文号用 make register 查",
    "content/抢险.yaml:5:7: 警告 [文号重复] 发文字号“云政办发〔2026〕12号”已经写在content/值班.yaml 第4行\n"
    "    依据：一个文号只编给一份公文\n"
    "    建议：核对两份的文号，改掉一处；下一个文号用 make register 查",
]


def test_it_is_told_in_both_and_again_from_the_cache(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=FINAL, 抢险=OTHER, 清淤=DRAFT)
    for _ in range(2):
        report = build(options)
        assert [as_text(problem) for problem in report.problems] == TOLD
    assert report.unchanged == 3
    assert not report.refused


def test_a_document_made_alone_is_held_against_all(tmp_path: Path) -> None:
    options = project(tmp_path, 值班=FINAL, 抢险=OTHER)
    report = build(options, ["抢险"])
    assert [as_text(problem) for problem in report.problems] == TOLD[1:]


def test_check_tells_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = project(tmp_path, 值班=FINAL, 抢险=OTHER)
    cli.main(["check", "--content", str(options.content)])
    assert capsys.readouterr().out.count("[文号重复]") == 2


def test_a_text_that_prints_no_number_takes_none(tmp_path: Path) -> None:
    """A new document begun from an old one keeps its number for a while."""
    draft = FINAL.replace("稿本: 印发稿", "稿本: 征求意见稿")
    options = project(tmp_path, 值班=FINAL, 抢险=draft)
    assert build(options).problems == []
    asked = build(replace(options, stage="印发稿")).problems
    assert [(each.rule, each.level) for each in asked] == [("文号重复", Level.WARNING)] * 2
    assert build(replace(options, stage="征求意见稿")).problems == []


def test_a_number_typed_below_its_key_counts(tmp_path: Path) -> None:
    below = FINAL.replace("发文字号: ", "发文字号: >-\n  ")
    problems = build(project(tmp_path, 值班=FINAL, 抢险=below)).problems
    assert [(each.rule, Path(each.file).stem) for each in problems] == [
        ("文号重复", "值班"),
        ("文号重复", "抢险"),
    ]
