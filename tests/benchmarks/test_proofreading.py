"""The measure of the rules: its planters plant what they say, always the same."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from benchmarks.proofreading import clean, published, seeded, texts
from benchmarks.proofreading.drafts import Draft, Plant
from benchmarks.proofreading.seeded import Planter, all_planters, measure, problems_in
from gongwen.problem import Level

PLANTERS = [pytest.param(kind, planter, id=kind) for _, kind, planter in all_planters()]


def planted(kind: str, planter: Planter) -> list[Plant]:
    chance = Random(kind)  # noqa: S311  not for secrets
    made = (planter(draft, chance) for draft in seeded._drafts(200))
    return [plant for plant in made if plant is not None][:5]


@pytest.mark.parametrize(("kind", "planter"), PLANTERS)
def test_a_plant_is_a_readable_draft_that_differs(kind: str, planter: Planter) -> None:
    plants = planted(kind, planter)
    if not plants and not (texts.SHARED / "real").is_dir():
        pytest.skip("没有 ../shared/real：这一种错，种在真实公文里")
    assert plants
    assert plants == planted(kind, planter)
    for plant in plants:
        assert plant.draft not in seeded._drafts(200)
        unread = [each for each in problems_in(plant.draft) if each.rule not in texts.rule_names()]
        assert [each.message for each in unread if each.level is Level.ERROR] == []
        if plant.paragraph is not None:
            text = plant.draft.paragraphs[plant.paragraph]
            assert 0 <= plant.start <= plant.end <= len(text)


def test_there_are_enough_kinds_and_each_has_a_name_of_its_own() -> None:
    kinds = Counter(kind for _, kind, _ in all_planters())
    assert len(kinds) >= 50
    assert set(kinds.values()) == {1}


def test_what_is_found_elsewhere_only_is_found_by_chance() -> None:
    def elsewhere(draft: Draft, _: Random) -> Plant:
        """别处"""
        texts = (f"{draft.paragraphs[0]}，，", "各单位要认真贯彻执行，按时报送有关情况。")
        return Plant(Draft(texts), 1, 0, 4)

    score = measure("别处", elsewhere, 3)
    assert (score.planted, score.found, score.elsewhere) == (3, 0, 3)


def test_no_error_is_told_of_a_proofread_text_that_nobody_judged() -> None:
    told = clean.found()
    unjudged = [
        f"{name}:{problem.line}:{problem.column} [{problem.rule}] {problem.message}"
        for name, problem in told
        if problem.level is not Level.NOTICE and clean.judged(name, problem) == "没有判断"
    ]
    assert unjudged == []


def test_what_is_absent_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(published, "SHARED", tmp_path)
    assert list(published.report()) == ["略过：没有 ../shared/seeds，不量已公布的文件。"]
