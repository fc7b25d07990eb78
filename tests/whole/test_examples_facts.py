"""What an example says in two places is the same in both: goals and tasks, dates and stages,
rosters and tasks, the facts of a consultation and the form that is sent back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen.document.blocks import PlanStages, Section
from gongwen.document.rosters import Roster
from gongwen.document.tree import elements_of
from gongwen.document.values import Moment, UnitsTyped, as_lines
from gongwen.registry.units import Registry, Unit, expand, read_units

from .test_examples import FINAL, LETTER, document_of, handed, plan, registry, tasks_of
from .test_examples_scale import CONSULTATION, KEY_POINTS, PLAN, printed

FIGURE = r"[\d.]+(?:%|户|部|个工作日|个)"


def units_in(typed: UnitsTyped | None, units: Registry) -> set[str]:
    """The single units of a list, those of collectives (各县（区）) one by one."""
    if typed is None:
        return set()
    references = read_units(typed, units).references
    return {unit.full_name for reference in references for unit in expand(reference, units)}


def unit_of_post(post: str, units: Registry) -> Unit:
    """The unit that a post begins with, by the longest name: 市委社会工作部副部长."""
    found = [(name, unit) for unit in units.units for name in unit.names if post.startswith(name)]
    return max(found, key=lambda each: len(each[0]))[1]


def goals_of_the_plan() -> str:
    sections = [e for e in elements_of(plan()) if isinstance(e, Section)]
    (goals,) = (section.run_in for section in sections if section.title == "主要目标")
    return str(goals)


def months_of_stages(path: Path) -> list[tuple[Moment, Moment]]:
    (block,) = (e for e in elements_of(document_of(path)) if isinstance(e, PlanStages))
    return [(stage.start, stage.end) for stage in block.stages if stage.start and stage.end]


def month(typed: str) -> Moment:
    year, number = typed.split("-")
    return Moment(int(year), int(number))


def dated_tasks() -> Iterator[tuple[str, Moment]]:
    """The tasks of the plan that end in a month, not 长期坚持."""
    for task, above in tasks_of(plan()):
        deadline = str(handed("deadline", task, above))
        if deadline[0].isdigit():
            yield task.text, month(deadline)


def test_tasks_of_the_plan_end_before_they_are_assessed() -> None:
    *_, doing, assessing = months_of_stages(FINAL)
    first = months_of_stages(FINAL)[0][0]
    ends = dict(dated_tasks())
    assert ends
    assert {task: end for task, end in ends.items() if not first <= end <= doing[1]} == {}
    assert doing[1] < assessing[0]
    assert doing[1] in ends.values()


def test_the_survey_ends_when_the_goals_and_its_stage_say() -> None:
    ends = dict(dated_tasks())
    assert ends["开展需求摸底"] == months_of_stages(FINAL)[0][1]
    assert (
        f"{ends['开展需求摸底'].deadline()}，完成全市老年人家庭改造需求摸底" in goals_of_the_plan()
    )


def test_goals_of_the_plan_are_those_of_its_tasks_with_their_years() -> None:
    goals = {
        int(sentence[1:5]): set(re.findall(rf"{FIGURE}|全部完成", sentence))
        for sentence in goals_of_the_plan().split("。")
        if sentence.startswith("到")
    }
    kept: dict[int, set[str]] = {}
    for task, above in tasks_of(plan()):
        for target in task.targets:
            assert target.due is not None
            assert target.value is not None
            kept.setdefault(target.due.year, set()).add(target.value)
            assert target.due <= month(str(handed("deadline", task, above))), task.text
            assert target.value == "全部完成" or target.value in str(task.content), task.text
    assert goals == kept


def test_who_leads_a_task_of_the_plan_is_in_the_committee_that_steers_it() -> None:
    units = registry()
    committee = units.find("市老龄工作委员会")
    assert committee is not None
    members = {unit.full_name for unit in expand(committee, units)}
    leading = [handed("lead_units", task, above) for task, above in tasks_of(plan())]
    assert set().union(*(units_in(typed, units) for typed in leading)) - members == set()


def test_no_unit_comes_twice_in_a_task_even_within_a_collective() -> None:
    units = registry()
    roles = ("lead_units", "responsible_units", "supporting_units")
    for path in (FINAL, PLAN, KEY_POINTS):
        (issued,) = document_of(path).issued_texts
        for task, above in tasks_of(issued):
            named = [units_in(handed(role, task, above), units) for role in roles]
            assert sum(map(len, named)) == len(set().union(*named)), task.text


def test_members_of_the_leading_group_are_those_who_have_tasks() -> None:
    units = registry()
    (issued,) = document_of(PLAN).issued_texts
    (roster,) = (e for e in elements_of(document_of(PLAN)) if isinstance(e, Roster))
    (people,) = (role.people for role in roster.roles if role.name == "成员")
    members = {unit_of_post(str(person.post), units).full_name for person in people}
    assert len(members) == len(people)
    responsible: set[str] = set()
    supporting: set[str] = set()
    for task, above in tasks_of(issued):
        responsible |= units_in(handed("responsible_units", task, above), units)
        supporting |= units_in(handed("supporting_units", task, above), units)
    assert responsible - members == set()
    assert members - responsible - supporting == set()


def test_dates_within_tasks_are_before_the_city_examines_itself() -> None:
    doing = months_of_stages(PLAN)[1]
    (issued,) = document_of(PLAN).issued_texts
    written = [
        (task.text, Moment(int(year), int(number)))
        for task, _ in tasks_of(issued)
        for year, number in re.findall(r"(\d{4})年(\d{1,2})月底前", task.text)
    ]
    assert written
    assert [text for text, end in written if end > doing[1]] == []


@pytest.mark.parametrize(
    ("path", "start", "item"),
    [(PLAN, "到2027年底，", r"（\d+）"), (KEY_POINTS, "做好2026年", r"\d+\.")],
    ids=lambda value: value.stem if isinstance(value, Path) else None,
)
def test_figures_of_the_goals_are_in_a_task(path: Path, start: str, item: str) -> None:
    lines = [text for _, text in printed(path.name)]
    (goals,) = (line for line in lines if line.startswith(start))
    tasks = "".join(line for line in lines if re.match(item, line))
    figures = re.findall(FIGURE, goals)
    assert len(figures) >= 3
    assert [figure for figure in figures if figure not in tasks] == []


@pytest.mark.parametrize("path", [LETTER, CONSULTATION], ids=lambda path: path.stem)
def test_the_form_says_how_and_where_to_answer_as_the_document_does(path: Path) -> None:
    feedback = document_of(path).feedback
    assert feedback is not None
    lines = printed(path.name)
    asked = next(text for _, text in lines if text.startswith("请认真研究"))
    (note,) = (text for _, text in lines if text.startswith("注："))
    facts = [feedback.fax, feedback.email, feedback.address, str(feedback.deadline)]
    facts += as_lines(feedback.ways or "")
    for fact in filter(None, facts):
        assert fact in asked
        assert fact in note


def test_each_draft_of_the_consultation_explains_its_short_names() -> None:
    lines = [text for _, text in printed(CONSULTATION.name)]
    starts = [i for i, line in enumerate(lines) if line == "（征求意见稿）"]
    assert len(starts) == 5
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        draft = "".join(lines[start:end])
        used = re.search(r"(?<!工作)(?<!简称)领导小组", draft)
        explained = draft.find("（以下简称领导小组")
        assert used is None or 0 <= explained < used.start(), draft[:80]
