"""What is found in proofread texts. Each finding is judged in judged.csv, by its place, for the
words of those texts are not ours: 对 (a person would agree) or 误报. What is not in the list yet is
shown as 没有判断, and is no better than 误报 until someone judges it.
"""

from __future__ import annotations

import csv
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongwen.problem import Level, Problem

from .texts import EXAMPLES, VARIANTS, of_content, of_file, own_texts, published_pages, rule_names

JUDGED = Path(__file__).parent / "judged.csv"


@cache
def _judgements() -> dict[tuple[str, ...], str]:
    with JUDGED.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return {
            tuple(row[each] for each in ("文件", "规则", "行", "列")): row["判断"] for row in rows
        }


def found() -> list[tuple[str, Problem]]:
    """Every finding in every proofread text, with the name of the text."""
    told = []
    for path in (*published_pages(), *own_texts()):
        told += [(path.name, each) for each in of_file(path) if each.rule in rule_names()]
    return told + of_content(EXAMPLES) + of_content(VARIANTS)


def judged(name: str, problem: Problem) -> str:
    """What a person said of a finding; 没有判断 where nobody did."""
    key = (name, problem.rule, str(problem.line), str(problem.column))
    return _judgements().get(key, "没有判断")


def report() -> Iterator[str]:
    """The false alarms by level and rule, and each one."""
    pages = published_pages()
    if not pages:
        yield "略过：没有 ../shared/real，只量自己的文稿。"
    start = time.process_time()
    told = found()
    seconds = time.process_time() - start
    texts = len(pages) + len(own_texts()) + sum(1 for _ in _documents())
    yield f"## 核对过的文稿{texts}份里查出的（{seconds:.1f}秒）"
    yield "| 级别 | 查出 | 对 | 误报 | 没有判断 |\n| --- | --: | --: | --: | --: |"
    for level in Level:
        judgements = Counter(judged(name, each) for name, each in told if each.level is level)
        numbers = f"{judgements['对']} | {judgements['误报']} | {judgements['没有判断']}"
        yield f"| {level} | {sum(judgements.values())} | {numbers} |"
    for name, problem in told:
        if (judgement := judged(name, problem)) != "对":
            where = f"{name}:{problem.line}:{problem.column}"
            yield f"{judgement} {where} {problem.level} [{problem.rule}] {problem.message}"
    yield ""


def _documents() -> Iterator[Path]:
    for folder in (EXAMPLES, VARIANTS):
        yield from (each for each in folder.glob("*.yaml") if not each.name.startswith("机构"))
