"""The four long examples are on the scale of the real documents they stand for: a plan with ten
groups of tasks, a consultation with five drafts, a plan with 31 tasks, the key points of a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.document.blocks import FeedbackNote, PlanStage, PlanStages, Section, Task
from gongwen.document.parts import IssuedText
from gongwen.document.rosters import Duties, Roster
from gongwen.document.tree import elements_of
from gongwen.document.walk import Step, scheme_of, walk
from gongwen.formats import formats
from gongwen.registry.units import expand, read_units

from ..docx_reading import paragraphs
from .test_examples import (
    CONTENT,
    EXAMPLES,
    FINAL,
    ROOT,
    document_of,
    full_names,
    plan,
    registry,
    tasks_of,
)

CONSULTATION = EXAMPLES / "垃圾分类工作规则征求意见.yaml"
PLAN = EXAMPLES / "节水型城市创建方案.yaml"
KEY_POINTS = EXAMPLES / "营商环境工作要点.yaml"
KEY_POINTS_ISSUER = "云溪市优化营商环境工作领导小组办公室"


def numbered(part: IssuedText, level: int) -> Iterator[Step]:
    """What stands on one level of the numbering, in the order of paper."""
    for step in walk(part, scheme_of(part.numbering, articles=False)):
        if step.level == level and step.number is not None and not step.closing:
            yield step


def printed(name: str) -> list[tuple[str, str]]:
    """Style and text of each paragraph of the example's .docx."""
    path = EXAMPLES / name
    made = make(Request(path, None, (formats()["docx"],)), Shared(ROOT, CONTENT))
    (content,) = made.outputs.values()
    return paragraphs(content)


def test_the_plan_for_the_aged_has_ten_groups_of_tasks_and_the_table_is_made_of_them() -> None:
    groups = [above[-1].title for _, above in tasks_of(plan())]
    titles = list(dict.fromkeys(groups))
    assert len(titles) == 10
    assert [title for title in titles if groups.count(title) < 3] == []
    lines = [text for _, text in printed(FINAL.name)]
    table = lines[lines.index("完成时限") + 1 : lines.index("附件2")]
    assert list(dict.fromkeys(line for line in table if line in titles)) == titles
    numbers = [int(line) for line in table if line.isdigit()]
    assert numbers == list(range(1, len(groups) + 1))


def test_the_consultation_is_an_issued_letter_with_five_drafts_and_a_form() -> None:
    document = document_of(CONSULTATION)
    drafts, form = document.attachments
    assert document.draft_stage == "印发稿"
    assert sum(isinstance(e, FeedbackNote) and e.shown for e in elements_of(document)) == 1
    assert [text.draft_stage for text in drafts.texts] == ["征求意见稿"] * 5
    assert form.form == "意见反馈表"


def test_the_notice_names_each_draft_that_it_encloses() -> None:
    texts = document_of(CONSULTATION).attachments[0].texts
    asking = next(text for _, text in printed(CONSULTATION.name) if "现征求你们的意见" in text)
    titles = ["".join(text.title or "") for text in texts]
    assert all(titles)
    assert [title for title in titles if f"《{title}》" not in asking] == []


def test_duties_are_those_of_the_27_members_in_their_order() -> None:
    units = registry()
    document = document_of(CONSULTATION)
    (duties,) = (e for e in elements_of(document) if isinstance(e, Duties))
    assert document.recipients is not None
    (recipient,) = read_units(document.recipients, units).references
    members = [unit.full_name for unit in expand(recipient, units)]
    assert [name for duty in duties.duties for name in full_names(duty.units, units)] == members
    assert len(members) == 27
    assert all(isinstance(duty.content, tuple) and len(duty.content) > 2 for duty in duties.duties)


def test_each_unit_has_a_heading_and_duties_numbered_afresh() -> None:
    lines = [text for _, text in printed(CONSULTATION.name)]
    starts = [i for i, line in enumerate(lines) if line.endswith("生活垃圾分类工作具体职责：")]
    assert len(starts) == 27
    assert [lines[start + 1][:2] for start in starts] == ["1."] * 27


def test_the_plan_has_a_roster_of_39_with_names_that_are_hard_to_set() -> None:
    (roster,) = (e for e in elements_of(document_of(PLAN)) if isinstance(e, Roster))
    names = [person.name for role in roster.roles for person in role.people]
    assert len(names) == len(set(names)) == 39
    assert all(person.post for role in roster.roles for person in role.people)
    assert sum(len(name) == 2 for name in names) > 1
    assert sum("·" in name for name in names) == 1
    assert sum(name.endswith("（女，回族）") for name in names) == 1
    rare = {c for name in names for c in name if c != "·" and not c.encode("gb2312", "ignore")}
    assert rare == set("玥喆堃")


def test_a_person_of_two_examples_has_the_same_post_in_both() -> None:
    posts: dict[str, set[str]] = {}
    for path in (EXAMPLES / "内涝防治联席会议.yaml", PLAN):
        for element in elements_of(document_of(path)):
            if isinstance(element, Roster):
                for role in element.roles:
                    for person in role.people:
                        posts.setdefault(person.name, set()).add(person.post)
    assert {name: found for name, found in posts.items() if len(found) > 1} == {}


def test_the_plan_has_four_stages_one_after_another() -> None:
    (block,) = (e for e in elements_of(document_of(PLAN)) if isinstance(e, PlanStages))
    assert len(block.stages) == 4
    months = [_months(stage) for stage in block.stages]
    gaps = [following[0] - before[1] for before, following in pairwise(months)]
    assert gaps == [1, 1, 1]


def _months(stage: PlanStage) -> tuple[int, int]:
    assert stage.start is not None
    assert stage.end is not None
    return stage.start.year * 12 + stage.start.month, stage.end.year * 12 + stage.end.month


def test_the_plan_has_31_tasks_numbered_through() -> None:
    (plan,) = document_of(PLAN).issued_texts
    steps = list(numbered(plan, 4))
    assert [step.number for step in steps] == list(range(1, 32))
    for step in steps:
        assert isinstance(step.block, Task)
        assert step.block.responsible_units is not None, step.block.text
        assert step.block.supporting_units is not None, step.block.text
    assert [step.number for step in numbered(plan, 3)] == list(range(1, 13))


def test_each_task_of_the_plan_prints_its_units_on_two_lines() -> None:
    lines = [text for _, text in printed(PLAN.name)]
    tasks = [i for i, line in enumerate(lines) if line.startswith("（") and line[1].isdigit()]
    assert [int(lines[i][1:].split("）")[0]) for i in tasks] == list(range(1, 32))
    for i in tasks:
        assert [line.split("：")[0] for line in lines[i + 1 : i + 3]] == ["责任单位", "配合单位"]


def test_the_key_points_have_19_items_numbered_through_pasted_ones_as_typed() -> None:
    (points,) = document_of(KEY_POINTS).issued_texts
    steps = list(numbered(points, 2))
    assert [step.number for step in steps] == list(range(1, 20))
    pasted = [step for step in steps if step.typed]
    assert len(pasted) > len(steps) / 2
    assert [step.typed.number for step in pasted if step.typed] == [s.number for s in pasted]
    assert all(isinstance(step.block, Section | Task) for step in steps)


def test_units_of_the_key_points_come_in_groups_elided_and_open() -> None:
    units = registry()
    tasks = [e for e in elements_of(document_of(KEY_POINTS)) if isinstance(e, Task)]
    lists = [read_units(t.responsible_units, units) for t in tasks if t.responsible_units]
    assert len(lists) == len(tasks)
    assert any(len(each.groups) > 2 for each in lists)
    assert any(each.is_open for each in lists)
    elided = [
        reference.written
        for each in lists
        for reference in each.references
        if reference.unit and reference.written not in reference.unit.names
    ]
    assert {"财政局", "妇联"} <= set(elided)


def test_every_item_of_the_key_points_ends_in_its_units_in_brackets() -> None:
    items = [text for _, text in printed(KEY_POINTS.name) if text[:1].isdigit() and "." in text[:3]]
    assert [int(text.split(".")[0]) for text in items] == list(range(1, 20))
    assert [text for text in items if "。（" not in text or not text.endswith("）")] == []


def test_units_typed_in_pasted_brackets_are_registered_too() -> None:
    units = registry()
    for _, text in printed(KEY_POINTS.name):
        if text[:1].isdigit() and "." in text[:3]:
            bracket = text[text.index("。（") + 2 : -1]
            unknown = [r.written for r in read_units(bracket, units).references if not r.unit]
            assert unknown == [], text


def test_who_answers_for_the_key_points_is_a_member_of_the_leading_group() -> None:
    units = registry()
    group = units.find("市优化营商环境工作领导小组各成员单位")
    assert group is not None
    members = {unit.full_name for unit in expand(group, units)}
    members |= {"各县（区）", "市政府各部门", "云溪经济技术开发区管理委员会", KEY_POINTS_ISSUER}
    for _, text in printed(KEY_POINTS.name):
        if text[:1].isdigit() and "." in text[:3]:
            names = full_names(text[text.index("。（") + 2 : -1], units)
            assert [name for name in names if name not in members] == [], text
