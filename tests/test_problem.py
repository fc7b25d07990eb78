"""How problems are printed: a flood of alike ones is not."""

from __future__ import annotations

import json

from gongwen.problem import Level, Problem, as_digest, as_json, as_text, where_weighty
from gongwen.problem_ids import ProblemId as Id


def alike(
    count: int, level: Level = Level.WARNING, file: str = "content/防汛.yaml"
) -> list[Problem]:
    return [
        Problem(Id("半角标点"), level, file, line, 1, "用了半角逗号")
        for line in range(1, count + 1)
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
    assert len(list(as_digest(mixed))) == 9
    assert len(list(as_digest(alike(100, Level.ERROR)))) == 100


def test_a_name_with_a_space_is_quoted_and_a_registry_is_no_document() -> None:
    (*_, last) = as_digest(alike(6, file="content/子/甲 乙.yaml"))
    assert "make check DOC='甲 乙'（没有 make：python build.py check '甲 乙'）" in last
    (*_, last) = as_digest(alike(6, file="content/机构-区县.yaml"))
    assert last.endswith("全部列出：make check（没有 make：python build.py check）")
    (*_, last) = as_digest(alike(6, file="styles/本局.yaml"))
    assert last.endswith("全部列出：make check（没有 make：python build.py check）")


def test_of_alike_notices_the_first_is_shown_and_the_lines_of_the_others() -> None:
    two = alike(2, Level.NOTICE)
    assert list(as_digest(two)) == [as_text(problem) for problem in two]
    first = "content/防汛.yaml:1:1: 提示 [半角标点] 用了半角逗号"
    assert list(as_digest(alike(5, Level.NOTICE))) == [
        f"{first}\n    像这样的“半角标点”还有4处：第2、3、4、5行"
    ]
    assert list(as_digest(alike(100, Level.NOTICE))) == [
        f"{first}\n    像这样的“半角标点”还有99处：第2、3、4、5、6、7、8、9、10、11等行，全部列出："
        "make check DOC=防汛（没有 make：python build.py check 防汛）"
    ]
    (text,) = as_digest(alike(100, Level.NOTICE), whole=True)
    assert text.endswith(f"还有99处：第{'、'.join(map(str, range(2, 101)))}行")
    (text,) = as_digest([*alike(1, Level.NOTICE), *([alike(2, Level.NOTICE)[1]] * 2)])
    assert text == f"{first}\n    像这样的“半角标点”还有2处：第2行"


def test_the_whole_shows_every_warning_and_what_has_no_line() -> None:
    assert len(list(as_digest(alike(100), whole=True))) == 100
    of_word = [
        Problem(Id("版面尺寸"), Level.NOTICE, "别处.docx", 0, 0, f"第{n}页：上边距")
        for n in range(1, 10)
    ]
    assert list(as_digest(of_word, whole=True)) == [as_text(problem) for problem in of_word]


def test_errors_and_warnings_of_a_file_come_before_its_notices() -> None:
    warning = Problem(Id("姓名重复"), Level.WARNING, "content/甲.yaml", 9, 1, "“王刚”写了两次")
    error = Problem(Id("空值"), Level.ERROR, "content/甲.yaml", 10, 1, "“人员”是空的")
    notices = alike(5, Level.NOTICE, "content/甲.yaml")
    other = alike(1, Level.NOTICE, "content/乙.yaml")
    texts = list(as_digest([*other, *notices, warning, error]))
    assert texts[:3] == [as_text(other[0]), as_text(warning), as_text(error)]
    assert texts[3].endswith("还有4处：第2、3、4、5行")
    assert len(texts) == 4


def test_where_to_look_first() -> None:
    warning = Problem(Id("姓名重复"), Level.WARNING, "content/甲.yaml", 9, 1, "“王刚”写了两次")
    name = Problem(Id("文件名"), Level.ERROR, "content/乙.yaml", 0, 0, "文件名里有认不出的字符")
    notices = alike(6, Level.NOTICE)
    assert where_weighty([*notices, warning, warning, name]) == (
        "先改错误和警告：content/乙.yaml（文件名）、content/甲.yaml:9（姓名重复）。"
    )
    assert where_weighty(notices) == where_weighty([warning, *notices[1:]]) == ""
    assert where_weighty([*alike(7), *notices]) == (
        "先改错误和警告：content/防汛.yaml:1（半角标点）、content/防汛.yaml:2（半角标点）、"
        "content/防汛.yaml:3（半角标点）、content/防汛.yaml:4（半角标点）、"
        "content/防汛.yaml:5（半角标点）等7处。"
    )


def test_for_machines_all_are_kept() -> None:
    assert len(json.loads(as_json(alike(100)))) == 100
