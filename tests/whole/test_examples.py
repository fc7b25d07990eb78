"""What a new user reads first works as it is: the documents of content/, and README's example."""

from __future__ import annotations

import re
import shutil
import textwrap
from pathlib import Path

import pytest

from gongwen.build.options import Options
from gongwen.build.pipeline import Outcome, Request, make, process
from gongwen.build.run import build
from gongwen.build.shared import Shared
from gongwen.document.blocks import Section, Task
from gongwen.document.parts import Document, IssuedText
from gongwen.document.responsibility_table import ResponsibilityTable
from gongwen.document.rosters import Duties, Roster
from gongwen.document.tree import elements_of
from gongwen.document.values import UnitsTyped
from gongwen.document.walk import scheme_of, walk
from gongwen.elements.element import Element
from gongwen.formats import formats
from gongwen.library.documents import chosen, documents_in
from gongwen.problem import as_text
from gongwen.registry.reader import load_registry
from gongwen.registry.units import Registry, expand, read_units
from gongwen.rules.unknown_unit import unit_fields
from gongwen.source.parse import parse

from ..project import with_looks

ROOT = Path(__file__).resolve().parents[2]
CONTENT = ROOT / "content"
EXAMPLES = CONTENT / "示例"
DOCUMENTS = documents_in(CONTENT)
DRAFT = EXAMPLES / "内涝防治联席会议.yaml"
LETTER = EXAMPLES / "内涝防治征求意见函.yaml"
FINAL = EXAMPLES / "适老化改造实施方案.yaml"
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE_NAME = "汛期值班"


def checked(path: Path, content: Path = CONTENT) -> Outcome:
    return process(Request(path, None), Shared(ROOT, content))


def document_of(path: Path) -> Document:
    document = checked(path).document
    assert document is not None
    return document


def registry() -> Registry:
    file = EXAMPLES / "机构.yaml"
    data, problems = parse(file.read_text(encoding="utf-8"), file.name)
    assert problems == []
    units, problems = load_registry(data, file.name)
    assert problems == []
    return units


def full_names(typed: UnitsTyped, units: Registry) -> list[str]:
    return [
        reference.unit.full_name
        for reference in read_units(typed, units).references
        if reference.unit is not None
    ]


def all_of(kind: type[Element], element: Element) -> list[Element]:
    return [inner for inner in elements_of(element) if isinstance(inner, kind)]


def plan() -> IssuedText:
    (issued,) = document_of(FINAL).issued_texts
    return issued


def tasks_of(part: IssuedText) -> list[tuple[Task, tuple[Section, ...]]]:
    """The tasks, each with the sections around it, outermost first."""
    steps = walk(part, scheme_of(part.numbering, bool(part.articles)))
    return [(step.block, step.above) for step in steps if isinstance(step.block, Task)]


def handed(attribute: str, task: Task, above: tuple[Section, ...]) -> UnitsTyped | None:
    """A field of a task, or of the innermost section around it that gives one."""
    values = (getattr(holder, attribute) for holder in (task, *reversed(above)))
    return next((value for value in values if value is not None), None)


def fenced(language: str) -> str:
    """README's only fenced block of that language which is not a command line."""
    blocks = re.findall(rf"^ *```{language}\n(.*?)^ *```$", README, re.DOTALL | re.MULTILINE)
    assert len(blocks) == 1
    return textwrap.dedent(blocks[0])


@pytest.fixture
def readme_folder(tmp_path: Path) -> Path:
    """A content folder with the registry alone, where a reader puts the example."""
    content = tmp_path / "content"
    content.mkdir()
    shutil.copy(EXAMPLES / "机构.yaml", content)
    return content


def test_the_two_documents_are_there() -> None:
    assert {DRAFT, FINAL} <= set(DOCUMENTS)
    assert [document_of(path).draft_stage for path in (DRAFT, FINAL)] == ["征求意见稿", "印发稿"]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_document_has_no_problem_and_is_made(path: Path) -> None:
    made = make(Request(path, None, tuple(formats().values())), Shared(ROOT, CONTENT))
    assert [as_text(problem) for problem in made.problems] == []
    assert not made.refused


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_every_unit_is_registered_under_its_present_name(path: Path) -> None:
    units = registry()
    for element in elements_of(document_of(path)):
        for typed, place in unit_fields(element):
            for reference in read_units(typed, units).references:
                assert reference.unit is not None, (place, reference.written)
                assert not reference.former, (place, reference.written)


def test_units_are_written_by_full_or_short_name_only() -> None:
    units = registry()
    for path in DOCUMENTS:
        for element in elements_of(document_of(path)):
            for typed, place in unit_fields(element):
                for reference in read_units(typed, units).references:
                    assert reference.unit is not None
                    names = (reference.unit.full_name, reference.unit.short_name)
                    elided = f"市{reference.written}"
                    assert reference.written in names or elided in names, (place, reference.written)


def test_the_registry_is_on_the_stated_scale_and_shows_every_key() -> None:
    units = registry().units
    assert len(units) >= 45
    assert any(unit.aliases for unit in units)
    assert any(unit.former_names for unit in units)
    assert any(unit.document_code for unit in units)
    assert [unit.full_name for unit in units if unit.members and not expand(unit, registry())] == []


def test_members_and_duties_of_the_draft_are_the_same_units_in_the_same_order() -> None:
    document, units = document_of(DRAFT), registry()
    roster = next(e for e in elements_of(document) if isinstance(e, Roster))
    members = [
        name
        for role in roster.roles
        if role.units is not None
        for name in full_names(role.units, units)
    ]
    duties = [
        name
        for element in elements_of(document)
        if isinstance(element, Duties)
        for duty in element.duties
        for name in full_names(duty.units, units)
    ]
    assert len(duties) >= 25
    assert members == duties


def test_the_roster_shows_what_is_hard_to_set() -> None:
    roster = next(e for e in elements_of(document_of(DRAFT)) if isinstance(e, Roster))
    people = [person for role in roster.roles for person in role.people]
    assert any(len(person.name) == 2 for person in people), "a name to spread"
    assert any("·" in person.name for person in people)
    assert any(is_rare(letter) for person in people for letter in person.name), "a rare one"
    assert any(len(person.post) > 20 for person in people), "a post to turn over"


def is_rare(letter: str) -> bool:
    """Whether it is a Chinese character that GB 2312, and so many a font, lacks."""
    return "一" <= letter <= "鿿" and not letter.encode("gb2312", "ignore")


def test_the_plan_has_tasks_in_groups_and_a_table_made_from_them() -> None:
    tasks = tasks_of(plan())
    assert len(tasks) >= 20
    assert len({above[-1].title for _, above in tasks}) >= 6
    for task, above in tasks:
        for attribute in ("lead_units", "responsible_units", "deadline"):
            assert handed(attribute, task, above), (task.text, attribute)
    assert len(all_of(ResponsibilityTable, document_of(FINAL))) == 1


def test_no_unit_has_two_parts_in_one_task() -> None:
    units = registry()
    for task, above in tasks_of(plan()):
        roles = ("lead_units", "responsible_units", "supporting_units")
        given = [handed(role, task, above) for role in roles]
        named = [name for typed in given if typed is not None for name in full_names(typed, units)]
        assert len(named) == len(set(named)), task.text


def test_figures_of_the_goals_are_those_of_the_tasks() -> None:
    sections = [e for e in elements_of(plan()) if isinstance(e, Section)]
    (goals,) = (section.run_in for section in sections if section.title == "主要目标")
    values = [target.value for task, _ in tasks_of(plan()) for target in task.targets]
    assert values
    assert [value for value in values if value is None or value not in str(goals)] == []


def test_examples_begin_with_the_editors_modeline() -> None:
    for path in CONTENT.rglob("*.yaml"):
        name = "registry" if path.stem == "机构" else "gongwen"
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert first == f"# yaml-language-server: $schema=../../docs/schema/{name}.json"


def test_an_office_with_a_registry_of_its_own_gets_no_warning_from_the_examples(
    tmp_path: Path,
) -> None:
    for name in ("templates", "styles", "content"):
        shutil.copytree(ROOT / name, tmp_path / name)
    content = tmp_path / "content"
    (content / "机构.yaml").write_text("- 全称: 云溪市水务局\n  简称: 市水务局\n", encoding="utf-8")
    report = build(Options(root=tmp_path, content=content, output=tmp_path / "output"))
    assert [as_text(problem) for problem in report.problems] == []
    assert len(report.built) == 6
    assert [path.stem for path in chosen(["节水型城市创建方案"], content)] == ["节水型城市创建方案"]


def test_the_example_of_the_readme_is_made_without_a_problem(readme_folder: Path) -> None:
    path = readme_folder / f"{EXAMPLE_NAME}.yaml"
    path.write_text(fenced("yaml"), encoding="utf-8")
    request = Request(path, None, (formats()["docx"],))
    made = make(request, Shared(ROOT, readme_folder))
    assert [as_text(problem) for problem in made.problems] == []
    assert list(made.outputs) == ["（印发稿）.docx"]
    assert f"output/{EXAMPLE_NAME}/{EXAMPLE_NAME}（印发稿）.docx" in README


def test_the_messages_of_the_readme_are_what_the_program_says(readme_folder: Path) -> None:
    right = fenced("yaml")
    typed = re.search(r"文号写成 `(.*?)`，主送写成 `(.*?)`", README)
    assert typed is not None
    wrong = re.sub("(?m)^发文字号: .*$", f"发文字号: {typed[1]}", right)
    wrong = re.sub("(?m)^主送: .*$", f"主送: {typed[2]}", wrong)
    path = readme_folder / f"{EXAMPLE_NAME}.yaml"
    path.write_text(wrong, encoding="utf-8")
    problems = process(
        Request(path, None), Shared(with_looks(readme_folder.parent), readme_folder)
    ).problems
    assert "\n".join(as_text(problem) for problem in problems) + "\n" == fenced("text")


def test_the_commands_of_the_readme_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([^\s#:]+):.*## ", makefile, re.MULTILINE))
    named = set(re.findall(r"`make ([^\s`=]+)`", README))
    assert named
    assert named <= targets


def test_links_lead_to_files() -> None:
    for page in (ROOT / "README.md", ROOT / "docs" / "起草指南.md"):
        links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if not (page.parent / link).exists()] == []
