"""Dates that are equal: on the very day nothing is late."""

from __future__ import annotations

import pytest

from .test_rules import found, registry

DATED = "成文日期: 2026-06-30\n"
FORMER = "- {全称: 云溪市文化和旅游局, 简称: 市文旅局, 曾用名: [{名: 市文化局, 止: 2026-06-30}]}\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(problem.rule, problem.message) for problem in found(DATED + text)]


@pytest.mark.parametrize(
    ("deadline", "late"),
    [
        ("2026-06-29", "时限“2026-06-29”早于成文日期2026年6月30日"),
        ("2026-06-30", ""),
        ("2026-07-01", ""),
        ("2026-05", "时限“2026-05”早于成文日期2026年6月30日"),
        ("2026-06", ""),
        ("2026年6月30日前", ""),
    ],
)
def test_what_is_due_on_the_day_of_the_document_is_not_late(deadline: str, late: str) -> None:
    text = f"正文:\n- 任务: 完成河道清淤。\n  时限: {deadline}\n"
    assert told(text) == ([("日期先后", late)] if late else [])


@pytest.mark.parametrize(
    ("due", "late"),
    [
        ("2026-06-29", "目标的期限2026年6月29日早于成文日期2026年6月30日"),
        ("2026-06-30", ""),
        ("2026-06", ""),
    ],
)
def test_a_target_may_be_due_on_that_day(due: str, late: str) -> None:
    text = f"正文:\n- 任务: 完成河道清淤。\n  目标: [{{指标: 清淤, 数值: 3条, 期限: {due}}}]\n"
    assert told(text) == ([("日期先后", late)] if late else [])


@pytest.mark.parametrize(
    ("end", "late"),
    [
        ("2026-05", "“发动阶段”2026年5月就结束了，早于成文日期2026年6月30日"),
        ("2026-06", ""),
    ],
)
def test_a_stage_may_end_in_that_month(end: str, late: str) -> None:
    text = f"正文:\n- 阶段: [{{阶段: 发动阶段, 起: 2026-05, 止: {end}, 接排: 开展宣传。}}]\n"
    assert told(text) == ([("日期先后", late)] if late else [])


@pytest.mark.parametrize(
    ("date", "late"),
    [
        ("2026-06-30", ""),
        ("2026-07-01", "所发的文件是2026年7月1日的，却在它之前2026年6月30日发出"),
    ],
)
def test_what_is_issued_may_be_of_that_day(date: str, late: str) -> None:
    text = "标题: 关于印发清淤办法的通知\n正文: 略。\n"
    text += f"印发件: {{标题: 清淤办法, 成文日期: {date}, 正文: 略。}}\n"
    assert told(text) == ([("日期先后", late)] if late else [])


@pytest.mark.parametrize(("day", "is_former"), [("2026-06-30", False), ("2026-07-01", True)])
def test_a_name_is_borne_to_the_end_of_its_last_day(day: str, *, is_former: bool) -> None:
    text = f"成文日期: {day}\n正文: 此项工作由市文化局承担。\n"
    rules = {problem.rule for problem in found(text, registry(FORMER))}
    assert ("机构曾用名" in rules) is is_former
