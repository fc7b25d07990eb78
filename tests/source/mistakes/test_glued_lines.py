from __future__ import annotations

import pytest

from gongwen.problem import Level
from gongwen.problem_ids import GLUED
from gongwen.source.parse import parse


def test_a_text_broken_into_lines_is_told_at_most_as_a_warning() -> None:
    text = "意见请发至yunxi@163.com，逾期视为无异议。各单位抓紧办理！办理情况按时报送。"
    for width in range(4, len(text)):
        lines = [text[at : at + width] for at in range(0, len(text), width)]
        found = parse("正文:\n- " + "\n  ".join(lines) + "\n", "甲")[1]
        assert {problem.level for problem in found} <= {Level.WARNING}


@pytest.mark.parametrize("text", ["甲。\n\n  乙。", "甲。\n    乙。", "甲。\n    乙。\n  丙。"])
def test_what_a_folded_text_keeps_apart_is_not_called_glued(text: str) -> None:
    assert parse(f"正文: >\n  {text}\n", "甲")[1] == []


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


def test_what_a_folded_text_glues_is_told_and_how_to_keep_it_apart() -> None:
    (problem,) = parse("正文: >\n  甲。\n  乙。\n    丙。\n", "甲")[1]
    assert (problem.rule, problem.line, problem.column) == (GLUED, 3, 3)
    assert "把“>”改成“|”" in problem.hint
