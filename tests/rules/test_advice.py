"""Advice that can be obeyed to the letter mends the fault: what a finding says to write, or to take
out, is done in the rule's wrong example, and the rule has nothing more to say.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import ModuleType

import pytest

from gongwen import rules
from gongwen.problem import Problem
from gongwen.proofread.files import mended_file

from .test_rules import found

_WRITE = re.compile("^(?:写成|改成|写|改写成|改用全角的)“([^“”]+(?:“[^”]*”[^“”]*)?)”")
_TAKE_OUT = re.compile("^(?:删去|删掉)“([^“”]+)”")
_QUOTED = re.compile("“([^“”]+)”")
_MOST = 12
"""Findings of one example."""
_YEAR_IN_SHORT = re.compile("年份“\\d\\d年”没有写全四位")
"""Which century is meant, is for the writer to say."""
FIXED = {
    "半角标点", "标点重复", "日期写法", "全角数字字母", "引文写法", "引用文号", "多余空格",
}  # fmt: skip
"""What --fix mends."""


def _obeyed(text: str, problem: Problem) -> list[str]:
    """The text with the advice of a finding followed, in each way that it may be read; none where
    it asks for judgement.
    """
    lines = text.split("\n")
    if not 0 < problem.line <= len(lines):
        return []
    line = lines[problem.line - 1]
    right = _WRITE.search(problem.hint)
    gone = _TAKE_OUT.search(problem.hint)
    if right is None and gone is None:
        return []
    new = right[1] if right else ""
    if ": " in new:  # an item to write
        return [re.sub(rf"^{new.partition(':')[0]}:.*$", new, text, flags=re.M)]
    if gone and re.search(rf"^{re.escape(gone[1])}:", text, re.M):  # an item to take out
        return [re.sub(rf"^{re.escape(gone[1])}:.*\n", "", text, flags=re.M)]
    olds = [gone[1]] if gone else _QUOTED.findall(problem.message)
    made = []
    for old in olds:
        at = line.find(old, max(problem.column - 1 - len(old), 0))
        if at < 0 or "…" in new or old == new:
            continue
        changed = line[:at] + new + line[at + len(old) :]
        made.append("\n".join([*lines[: problem.line - 1], changed, *lines[problem.line :]]))
    return made


def _of(rule: ModuleType, text: str) -> list[Problem]:
    return [problem for problem in found(text) if problem.rule == rule.NAME]


def _with_all_obeyed(rule: ModuleType) -> tuple[int, list[Problem]]:
    """How many findings' advice could be followed, and what is found after that."""
    text, followed = rule.WRONG, 0
    for _ in range(_MOST):
        before = _of(rule, text)
        better = [
            changed
            for problem in before
            for changed in _obeyed(text, problem)
            if _weight(_of(rule, changed)) < _weight(before)
        ]
        if not better:
            return followed, before
        text, followed = better[0], followed + 1
    raise AssertionError("it never ends")


def _weight(found: list[Problem]) -> int:
    """How much is wrong, with what one finding counts of its paragraph."""
    counts = (re.search("共有([0-9]+)处", problem.message) for problem in found)
    return sum(int(count[1]) if count else 1 for count in counts)


def _asks_for_words(problem: Problem) -> bool:
    """Whether a hint says to the letter what to write."""
    right = _WRITE.search(problem.hint) or _TAKE_OUT.search(problem.hint)
    return right is not None and "…" not in right[1]


@pytest.mark.parametrize("rule", rules.rules(), ids=lambda rule: rule.__name__.rpartition(".")[2])
def test_what_a_finding_says_to_write_mends_it(rule: ModuleType) -> None:
    _, left = _with_all_obeyed(rule)
    assert [(p.message, p.hint) for p in left if _asks_for_words(p)] == []


@pytest.mark.parametrize("name", sorted(FIXED))
def test_fix_leaves_nothing_of_these(name: str, tmp_path: Path) -> None:
    rule = next(rule for rule in rules.rules() if name == rule.NAME)
    path = tmp_path / "文.yaml"
    path.write_text(rule.WRONG, encoding="utf-8")
    made = mended_file(path, "文.yaml")
    assert made is not None
    assert made.after != rule.WRONG
    left = [p.message for p in _of(rule, made.after)]
    assert [message for message in left if not _YEAR_IN_SHORT.search(message)] == []
