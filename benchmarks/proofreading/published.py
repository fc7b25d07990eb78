"""Recall on the documents in which an editor marked every error.

A rule that was made after a document is not counted there: it names the document in `MADE_AFTER`.
What import says of its reading of the file counts too, for a check of the file says it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from gongwen import rules
from gongwen.problem import Problem

from .texts import SHARED, of_file

_NEAR = 40
"""Characters between what is marked and what is found, on one line, at most."""
_WHOLE_TEXT = frozenset(("missing-element", "title-issuer", "missing-date"))
"""Categories of errors that a finding at no place may be of."""


@cache
def _made_after() -> dict[str, tuple[str, ...]]:
    return {str(rule.NAME): getattr(rule, "MADE_AFTER", ()) for rule in rules.rules()}


def report() -> Iterator[str]:
    """The table, and every decidable error that was missed."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        yield "略过：没有 ../shared/seeds，不量已公布的文件。"
        return
    defects = json.loads((folder / "defects.json").read_text(encoding="utf-8"))
    lines = {
        path.name[:3]: path.read_text(encoding="utf-8").splitlines()
        for path in folder.glob("*.txt")
    }
    found = {path.name[:3]: of_file(path) for path in sorted(folder.glob("*.txt"))}
    counted = [each for each in defects if each["decidable"]]
    hits = {
        each["id"]: [p for p in found[each["doc"]] if _tells(p, each, lines[each["doc"]])]
        for each in defects
    }
    fair = {
        name: [p for p in problems if name[:3] not in _made_after().get(p.rule, ())]
        for name, problems in hits.items()
    }
    yield "## 已公布的文件里，编辑标出的、只凭文字和名录就能断定的错误"
    yield "| 按 | 标出 | 查出 | 不算为它而写的规则 |\n| --- | --: | --: | --: |"
    for key in ("doc", "origin", "severity", "category"):
        for value, number in sorted(Counter(each[key] for each in counted).items()):
            ids = [each["id"] for each in counted if each[key] == value]
            yield f"| {key} {value} | {number} | {_count(hits, ids)} | {_count(fair, ids)} |"
    ids = [each["id"] for each in counted]
    yield f"| 全部 | {len(ids)} | {_count(hits, ids)} | {_count(fair, ids)} |"
    errors = [each["id"] for each in counted if each["severity"] == "error"]
    yield f"| 其中错误 | {len(errors)} | {_count(hits, errors)} | {_count(fair, errors)} |"
    for each in defects:
        if each["id"] in errors and not fair[each["id"]]:
            also = "（为它写的规则查出）" if hits[each["id"]] else ""
            yield f"漏 {each['id']} {each['category']} {each['quote'][:40]}{also}"
    yield ""


def _count(hits: dict[str, list[Problem]], ids: Sequence[str]) -> int:
    return sum(bool(hits[each]) for each in ids)


def _tells(problem: Problem, defect: dict[str, Any], lines: Sequence[str]) -> bool:
    """Whether a finding tells of an error: on its line, near its words, or of the whole text."""
    if problem.line == 0:
        return defect["category"] in _WHOLE_TEXT
    if problem.line != defect["line"]:
        return "全文" in problem.message and defect["category"] == "punct-width"
    at = lines[problem.line - 1].find(defect["quote"]) + 1
    end = at + len(defect["quote"])
    return problem.column <= 1 or at - _NEAR <= problem.column <= end + _NEAR
