"""Recall on planted errors: each kind so many times, in drafts of proofread paragraphs.

An error counts as found where the rules say something of the planted draft that they do not say of
the sound one, at the words planted; what they say elsewhere only is by chance, and does not count.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from types import ModuleType

from msgspec import Struct

from gongwen import rules
from gongwen.document.read import read_document
from gongwen.kinds import kinds
from gongwen.problem import Problem
from gongwen.source.parse import parse

from . import planters
from .drafts import Draft, Plant
from .texts import paragraphs, published_pages, registry

Planter = Callable[[Draft, Random], Plant | None]
_IN_A_DRAFT = 6
_TRIES = 30
_NEAR = 6
"""Characters between the words planted and the place of a finding, at most."""
NEARLY_ALWAYS = 0.9


class Score(Struct, frozen=True):
    """Of one kind of error: how many were planted, found, found elsewhere only; by which rules."""

    kind: str
    planted: int
    found: int
    elsewhere: int
    by: Counter[str]
    missed: tuple[str, ...]

    @property
    def recall(self) -> float:
        return self.found / self.planted if self.planted else 0.0


def all_planters() -> Iterator[tuple[str, str, Planter]]:
    """Every planter: its category (the first line of its module), its kind (of its own)."""
    for found in pkgutil.iter_modules(planters.__path__):
        module: ModuleType = importlib.import_module(f"{planters.__name__}.{found.name}")
        category = (module.__doc__ or "").splitlines()[0].rstrip("。")
        for name, planter in vars(module).items():
            if getattr(planter, "__module__", "") == module.__name__ and not name.startswith("_"):
                yield category, (planter.__doc__ or "").splitlines()[0].rstrip("。"), planter


@cache
def _drafts(number: int) -> tuple[Draft, ...]:
    """So many drafts, always the same ones."""
    chance = Random(9704)  # noqa: S311  not for secrets
    return tuple(Draft(tuple(chance.sample(paragraphs(), _IN_A_DRAFT))) for _ in range(number))


def measure(kind: str, planter: Planter, times: int) -> Score:
    """One kind planted `times` times, or as often as there is room for it."""
    chance = Random(kind)  # noqa: S311  not for secrets
    planted = found = elsewhere = 0
    by: Counter[str] = Counter()
    missed = []
    for draft in _drafts(times * _TRIES):
        if planted == times:
            break
        plant = planter(draft, chance)
        if plant is None:
            continue
        planted += 1
        before = {(p.rule, p.message) for p in problems_in(draft)}
        new = [p for p in problems_in(plant.draft) if (p.rule, p.message) not in before]
        told = [problem for problem in new if _is_at(problem, plant)]
        found += bool(told)
        elsewhere += bool(new) and not told
        by.update({problem.rule for problem in told})
        if not told:
            missed.append(_around(plant))
    return Score(kind, planted, found, elsewhere, by, tuple(missed))


@cache
def problems_in(draft: Draft) -> tuple[Problem, ...]:
    """What the rules find in a draft."""
    text = draft.written()
    data, problems = parse(text, "文.yaml")
    document, more = read_document(data, "文.yaml", text)
    if document is None:
        return (*problems, *more)
    kind = kinds()[document.kind]
    context = rules.Context(document, document.draft_stage, kind, registry(), {"文.yaml": text})
    return (*problems, *more, *rules.check(context))


def _is_at(problem: Problem, plant: Plant) -> bool:
    if plant.paragraph is None:
        return True
    if problem.line != plant.draft.line_of(plant.paragraph):
        return False
    start = plant.start + len("- '") + 1
    return start - _NEAR <= problem.column <= start + (plant.end - plant.start) + _NEAR


def _around(plant: Plant) -> str:
    if plant.paragraph is None:
        return plant.draft.written()[:80].replace("\n", "⏎")
    text = plant.draft.paragraphs[plant.paragraph]
    wrong = text[plant.start : plant.end]
    return f"{text[max(0, plant.start - 12) : plant.start]}⟦{wrong}⟧{text[plant.end :][:12]}"


def report(times: int, only: str = "") -> Iterator[str]:
    """The table by kind, by category, and by rule."""
    if not published_pages():
        yield "略过：没有 ../shared/real，错误只种在自己的文稿里。"
    yield f"## 种下的错误（每种{times}处）"
    yield "| 类别 | 错误 | 种下 | 查出 | 查出的比例 | 只在别处说了话 | 靠哪条规则 |"
    yield "| --- | --- | --: | --: | --: | --: | --- |"
    scores: dict[str, list[Score]] = {}
    for category, kind, planter in all_planters():
        if only not in kind:
            continue
        score = measure(kind, planter, times)
        scores.setdefault(category, []).append(score)
        by = "、".join(f"{rule} {number}" for rule, number in score.by.most_common())
        numbers = f"{score.planted} | {score.found} | {score.recall:.2f} | {score.elsewhere}"
        yield f"| {category} | {kind} | {numbers} | {by} |"
        if only:
            yield from (f"漏 {each}" for each in score.missed)
    everything = [score for several in scores.values() for score in several]
    for category, several in [*scores.items(), ("全部", everything)]:
        always = sum(score.recall >= NEARLY_ALWAYS for score in several)
        never = sum(not score.found for score in several)
        mean = sum(score.recall for score in several) / max(len(several), 1)
        yield (
            f"{category}：{len(several)}种，平均查出{mean:.2f}；"
            f"几乎都查得出的{always}种，从来查不出的{never}种"
        )
    by_rule: Counter[str] = Counter()
    for score in everything:
        by_rule.update(score.by)
    yield "按规则：" + "、".join(f"{rule} {number}" for rule, number in by_rule.most_common())
