"""Advice about tests/wrong that leaves nothing to judgement, obeyed to the letter: the problem is
gone, and no other error stands in its line.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.library.documents import is_registry
from gongwen.problem import Level, Problem
from gongwen.problem_ids import MISSING_KEY

from ..project import with_looks

WRONG = Path(__file__).parents[1] / "wrong"
Lines = list[str]


def _aligned(lines: Lines, at: int, hint: re.Match[str], _: Problem) -> Lines:
    """The line set level with the one that is named."""
    level = lines[int(hint["line"]) - 1]
    column = level.index(hint["key"])
    if hint["dash"]:
        column = len(level) - len(level.lstrip(" "))
    return [*lines[:at], " " * column + lines[at].lstrip(" "), *lines[at + 1 :]]


def _two_more(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """Two blanks more before the lines that are counted, and those that belong to them."""
    count = re.search("从这一行起(?:的|共|连续)(\\d+)[行条]", problem.message)
    left, made, own = int(count[1]) if count else 1, list(lines), _indent(lines[at])
    for number in range(at, len(lines)):
        if _indent(lines[number]) <= own:
            left -= 1
            if left < 0 or _indent(lines[number]) < own:
                break
        made[number] = "  " + lines[number]
    return made


def _just_these(lines: Lines, at: int, hint: re.Match[str], _: Problem) -> Lines:
    """Two blanks more before so many lines, and no others."""
    end = at + (1 if hint["count"] == "一" else int(hint["count"]))
    return [*lines[:at], *(f"  {line}" for line in lines[at:end]), *lines[end:]]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _flush(lines: Lines, at: int, hint: re.Match[str], _: Problem) -> Lines:
    return [*lines[:at], lines[at].lstrip(" "), *lines[at + 1 :]]


def _half_colon(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """The colon behind the key in half width, in every line that has one, where all do."""
    line = re.sub("：[ \u3000]*", ": ", lines[at], count=1)
    if "竖线也用半角的" in problem.hint:
        line = line.replace("｜", "|")
    made = [*lines[:at], line, *lines[at + 1 :]]
    if "整个文件" in problem.message:
        made = [re.sub(r"^((?:- | )*\w+)：[ \u3000]*", r"\1: ", line).rstrip() for line in lines]
    return made


def _written(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """What is quoted first in the message replaced by what is to be written."""
    old = re.search("“([^“”]+)”", problem.message)
    assert old is not None
    assert old[1] in lines[at]
    return [*lines[:at], lines[at].replace(old[1], hint["new"], 1), *lines[at + 1 :]]


def _table(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """The lines of a table as one item; a text below a | as a list."""
    count = re.search("(\\d+)行", problem.message)
    assert count is not None
    end = at + int(count[1])
    made = [*lines[:at], hint["table"], *lines[end:]]
    if "|" not in hint["before"]:
        return made
    top = made.index("正文: |")
    below = [
        f"- {line.strip()}" if line.startswith("  ") and number > top else line
        for number, line in enumerate(made)
    ]
    return ["正文:" if number == top else line for number, line in enumerate(below)]


def _all_deeper(lines: Lines, at: int, to: int) -> bool:
    """Whether what stands at `to` belongs to the key at `at`: a text below its |."""
    own = _indent(lines[at])
    return lines[at].endswith("|") and all(
        not line.strip() or _indent(line) > own for line in lines[at + 1 : to + 1]
    )


ADVICE: dict[str, Callable[[Lines, int, re.Match[str], Problem], Lines]] = {
    "^删去前面的空格，顶格写": _flush,
    "^这(?P<count>一|\\d+)行前面再加两个半角空格": _just_these,
    "^是第\\d+行“[^“”]+”那一(?P<in>条)里的，前面再加两个半角空格": lambda lines, at, *_: [
        f"  {line}" if n == at or (n > at and _all_deeper(lines, at, n)) else line
        for n, line in enumerate(lines)
    ],
    "^每行前面再加两个半角空格": _two_more,
    "^与第(?P<line>\\d+)行“(?P<key>[^“”]+)”(?P<dash>的横线)?左边对齐": _aligned,
    "^改用半角冒号，后面空一格：": _half_colon,
    "^写成“(?P<new>[^“”…]+(?:“[^”]*”[^“”…]*)?)”$": _written,
    "^写成(?P<new>\\[[^\\[\\]]+\\])$": lambda lines, at, hint, problem: [
        re.sub("\\[[^\\[\\]]*\\]", hint["new"], line) if n == at else line
        for n, line in enumerate(lines)
    ],
    "^(?P<before>.*)这\\d+行换成一条：(?P<table>- 表: .*)$": _table,
}
NAMES = sorted(path.stem for path in WRONG.glob("*.yaml") if not is_registry(path))
_EXCEPT = {
    "花括号里用了全角",  # what is quoted is shortened
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    root = with_looks(tmp_path_factory.mktemp("obeyed"))
    content = root / "content"
    content.mkdir()
    for path in WRONG.glob("机构*.yaml"):
        shutil.copy(path, content)
    return Shared(root, content)


def _found(name: str, text: str, shared: Shared) -> list[Problem]:
    path = shared.content / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        return [p for p in process(Request(path, None), shared).problems if name in p.file]
    finally:
        path.unlink()


def _obeyed(text: str, problem: Problem) -> str | None:
    lines = text.split("\n")
    for pattern, obey in ADVICE.items():
        match = re.search(pattern, problem.hint)
        if match and 0 < problem.line <= len(lines):
            return "\n".join(obey(lines, problem.line - 1, match, problem))
    return None


@pytest.mark.parametrize("name", NAMES)
def test_obeying_removes_the_problem(name: str, shared: Shared) -> None:
    try:
        text = (WRONG / f"{name}.yaml").read_text("utf-8")
    except UnicodeDecodeError:
        pytest.skip("不是 UTF-8")
    for problem in _found(name, text, shared):
        made = _obeyed(text, problem)
        if made is None or name in _EXCEPT:
            continue
        after = _found(name, made, shared)
        same = [p for p in after if (p.rule, p.line, p.message) == _key(problem)]
        errors = [
            p
            for p in after
            if (p.line, p.level) == (problem.line, Level.ERROR)
            and p not in same
            and p.rule != MISSING_KEY  # of the whole file
        ]
        assert (same, errors if problem.level is Level.ERROR else []) == ([], []), problem.hint


def _key(problem: Problem) -> tuple[str, int, str]:
    return problem.rule, problem.line, problem.message


def test_the_slips_that_mislead_are_obeyed(shared: Shared) -> None:
    """Those that were told wrongly once: after all advice nothing of the file is wrong."""
    for name in (
        "全角冒号-有列表", "项目前面多一个空格", "项目前面多一个空格-接在文字后面",
        "任务的项目少缩进两格", "任务的项目少缩进两格-几行", "单位没有分开", "粘贴的表-竖线下面",
        "粘贴的表-列表里", "书名号写法",
    ):  # fmt: skip
        text = (WRONG / f"{name}.yaml").read_text("utf-8")
        for _ in range(4):
            found = [p for p in _found(name, text, shared) if p.level is not Level.NOTICE]
            if not found:
                break
            made = _obeyed(text, found[0])
            assert made is not None, (name, found[0].hint)
            text = made
        assert found == [], name
