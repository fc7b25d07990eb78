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
from gongwen.problem_ids import (
    DUPLICATE_KEY,
    MISSING_KEY,
    UNKNOWN_KEY,
    UNKNOWN_KIND,
    WRONG_BLOCK,
)
from gongwen.source.wording import WIDE_SPACES

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
    """So many blanks more before so many lines, and no others."""
    end = at + (1 if hint["count"] == "一" else int(hint["count"]))
    more = " " * (2 if hint["blanks"] == "两" else int(hint["blanks"]))
    return [*lines[:at], *(more + line for line in lines[at:end]), *lines[end:]]


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


def _line(lines: Lines, at: int, line: str) -> Lines:
    return [*lines[:at], line, *lines[at + 1 :]]


def _shown(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines | None:
    """The line as the advice shows it, behind its dashes; None where it is shown in part, or stands
    for many.
    """
    shown = re.sub("（竖线也用半角的）$", "", hint.string.partition("：")[2])
    if "…" in shown or "；" in shown or "整个文件" in problem.message:
        return None
    lead = re.match("(?:- | )*", lines[at])
    return _line(lines, at, (lead[0] if lead else "") + shown)


def _sign_for_colon(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """A half-width colon, as it is shown; in every line that has none, where all do."""
    return _shown(lines, at, hint, problem) or _half_colon(lines, at, hint, problem)


def _spaced_colons(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """A half-width blank behind the colon, in every line that lacks it, where many do."""
    if not re.search("\\d行|整个文件", problem.message) and (
        shown := _shown(lines, at, hint, problem)
    ):
        return shown
    found = re.search("有(\\d+)行|一共(\\d+)行|整个文件", problem.message)
    numbers = range(len(lines)) if found else (at,)
    made = list(lines)
    for number in numbers:
        line = (
            re.sub("[｜￨]", "|", lines[number]) if "竖线也用半角" in problem.hint else lines[number]
        )
        made[number] = re.sub(rf"^((?:- | )*\w+):[{_BLANKS}]*(?=\S)", r"\1: ", line, count=1)
    return made


def _dash(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """The line as it is shown, a dash where the wrong mark stands."""
    before = re.sub("- *$", "", lines[at][: problem.column - 1])
    return _line(lines, at, f"{before}-{hint['rest']}")


def _text_line(lines: Lines, at: int, hint: re.Match[str], _: Problem) -> Lines:
    """The line as it is shown; the dash before it stays, where the text alone is shown."""
    dash = "- " if lines[at].lstrip().startswith("- ") and hint["new"][:2] != "- " else ""
    return _line(lines, at, " " * _indent(lines[at]) + dash + hint["new"])


def _in_braces(lines: Lines, at: int, hint: re.Match[str], _: Problem) -> Lines:
    return _line(lines, at, re.sub("[{｛].*", hint["new"], lines[at]))


def _whole_line(lines: Lines, at: int, hint: re.Match[str], _: Problem) -> Lines:
    """The line, and what stands below it of the same item, as it is shown."""
    key = hint["new"].partition(":")[0]
    while at and not lines[at].startswith(f"{key}:"):
        at -= 1
    end = at + 1
    while end < len(lines) and lines[end].startswith(" "):
        end += 1
    return [*lines[:at], hint["new"], *lines[end:]]


def _instead(lines: Lines, at: int, hint: re.Match[str], problem: Problem) -> Lines:
    """The word that is not known, at its place, as it was most likely meant."""
    old = re.search("“([^“”]+)”", problem.message)
    assert old is not None
    before, after = lines[at][: problem.column - 1], lines[at][problem.column - 1 :]
    if problem.rule in (UNKNOWN_KEY, WRONG_BLOCK, UNKNOWN_KIND):
        assert after.startswith(old[1]), after
        return _line(lines, at, before + hint["new"] + after.removeprefix(old[1]))
    quoted = re.findall("“([^“”]+)”", problem.message)
    word = next((each for each in reversed(quoted) if each in after), "")
    assert word, (problem.message, after)
    return _line(lines, at, before + after.replace(word, hint["new"], 1))


_BLANKS = " \t" + WIDE_SPACES

_IN_BRACES = (
    "冒号后面空一个半角格|逗号用半角，后面空一格|在末尾补上“}”|花括号、冒号、逗号都用半角.*"
)
_PAIR = "[^{（×…，]+: (?:\\{[^{}]+\\}|[^{（×…]+)"
ADVICE: dict[str, Callable[[Lines, int, re.Match[str], Problem], Lines]] = {
    "^删去前面的空格，顶格写": _flush,
    "^这(?P<count>一|\\d+)行前面再加(?P<blanks>两|\\d+)个半角空格": _just_these,
    "^前面的两个空格换成“- ”": lambda lines, at, *_: _line(
        lines, at, re.sub(r"^( *)  (?=\S)", r"\1- ", lines[at])
    ),
    "^改用半角冒号，后面空一格：": _sign_for_colon,
    "^后面补上半角冒号和空格：": _sign_for_colon,
    f"^(?:{_IN_BRACES})：(?P<new>\\{{[^…]*\\}})$": _in_braces,
    "^冒号后面空一个半角格：[^{]": _spaced_colons,
    "^用键盘上的减号“-”，后面空[一两]格：-(?P<rest> +[^…]*)$": _dash,
    "^写成：-(?P<rest> [^{…][^…]*)$": _dash,
    "^把整句放进英文单引号里：(?P<new>'[^…]*')$": lambda lines, at, hint, problem: _line(
        lines, at, lines[at][: problem.column - 1] + hint["new"]
    ),
    "^文中的冒号用全角的“：”，写成：(?P<new>[^…]*)$": _text_line,
    "^加一行：(?P<new>[^（…×]+)(?:（[^（]*）)?$": lambda lines, at, hint, _: [
        *("\n".join(lines).rstrip("\n").split("\n")),
        hint["new"],
        "",
    ],
    f"^(?:写成：|这一行是空的，填上，如：)(?P<new>{_PAIR})(?:（[^（]*）)?$": _whole_line,
    "^写成 (?P<new>\\d{4}-\\d\\d-\\d\\d)$": _instead,
    "^是不是“(?P<new>[^“”]+)”$": _instead,
    "^是第\\d+行“[^“”]+”那一(?P<in>条)里的，前面再加两个半角空格": lambda lines, at, *_: [
        f"  {line}" if n == at or (n > at and _all_deeper(lines, at, n)) else line
        for n, line in enumerate(lines)
    ],
    "^每行前面再加两个半角空格": _two_more,
    "^与第(?P<line>\\d+)行“(?P<key>[^“”]+)”(?P<dash>的横线)?左边对齐": _aligned,
    "^写成“(?P<new>[^“”…]+(?:“[^”]*”[^“”…]*)?)”$": _written,
    "^写成(?P<new>\\[[^\\[\\]]+\\])$": lambda lines, at, hint, problem: [
        re.sub("\\[[^\\[\\]]*\\]", hint["new"], line) if n == at else line
        for n, line in enumerate(lines)
    ],
    "^(?P<before>.*)这\\d+行换成一条：(?P<table>- 表: .*)$": _table,
}
NAMES = sorted(path.stem for path in WRONG.glob("*.yaml") if not is_registry(path))
_EXCEPT = {
    "一行里几个半角冒号",  # the text goes on in the next line, which has a slip of its own
    "花括号里用了全角",  # what is quoted is shortened
}


_OF_WRITTEN = (UNKNOWN_KEY, DUPLICATE_KEY)
"""What a line may be that an advice has added."""
_FEWEST = 176
"""So many pieces of advice in tests/wrong are obeyed, or more."""


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
    found = _found(name, text, shared)
    before = {(p.rule, p.message) for p in found}
    for problem in found:
        made = _obeyed(text, problem)
        if made is None or name in _EXCEPT:
            continue
        after = _found(name, made, shared)
        same = [p for p in after if (p.rule, p.line, p.message) == _key(problem)]
        errors = [
            p
            for p in after
            if ((p.line, p.level) == (problem.line, Level.ERROR) or p.rule in _OF_WRITTEN)
            and (p.rule, p.message) not in before
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


def test_each_way_of_obeying_is_taken(shared: Shared) -> None:
    """No advice falls out of the test because its words have changed."""
    taken = dict.fromkeys(ADVICE, 0)
    for name in NAMES:
        for problem in _found(name, (WRONG / f"{name}.yaml").read_text("utf-8"), shared):
            match = next((each for each in ADVICE if re.search(each, problem.hint)), None)
            if match is not None:
                taken[match] += 1
    assert [pattern for pattern, count in taken.items() if not count] == []
    assert sum(taken.values()) >= _FEWEST
