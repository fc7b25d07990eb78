"""How problems are printed: a flood of alike ones is not."""

from __future__ import annotations

import json

from gongwen.problem import Level, Problem, as_digest, as_json, as_text


def alike(
    count: int, level: Level = Level.WARNING, file: str = "content/防汛.yaml"
) -> list[Problem]:
    return [
        Problem("半角标点", level, file, line, 1, "用了半角逗号") for line in range(1, count + 1)
    ]


def test_a_few_are_all_shown() -> None:
    few = alike(5)
    assert list(as_digest(few)) == [as_text(problem) for problem in few]


def test_of_many_the_first_are_shown_and_how_to_see_the_others() -> None:
    assert list(as_digest(alike(100))) == [
        "content/防汛.yaml:1:1: 警告 [半角标点] 用了半角逗号",
        "content/防汛.yaml:2:1: 警告 [半角标点] 用了半角逗号",
        "content/防汛.yaml:3:1: 警告 [半角标点] 用了半角逗号\n"
        "    像这样的“半角标点”还有97处，全部列出："
        "make check DOC=防汛（没有 make：python build.py check 防汛）",
    ]


def test_each_file_and_level_counts_by_itself_and_errors_are_all_shown() -> None:
    mixed = alike(4) + alike(4, Level.NOTICE) + alike(4, file="content/甲 乙.yaml")
    assert len(list(as_digest(mixed))) == 12
    assert len(list(as_digest(alike(100, Level.ERROR)))) == 100


def test_a_name_with_a_space_is_quoted_and_a_registry_is_no_document() -> None:
    (*_, last) = as_digest(alike(6, file="content/子/甲 乙.yaml"))
    assert "make check DOC='甲 乙'（没有 make：python build.py check '甲 乙'）" in last
    (*_, last) = as_digest(alike(6, file="content/机构-区县.yaml"))
    assert last.endswith("全部列出：make check（没有 make：python build.py check）")


def test_for_machines_all_are_kept() -> None:
    assert len(json.loads(as_json(alike(100)))) == 100
