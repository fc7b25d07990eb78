"""The reference pages: generated, whole, and true of the program."""

from __future__ import annotations

import argparse
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongwen import cli, reference
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.commands import add_classified, commands
from gongwen.document.blocks import Prose
from gongwen.document.parts import Document
from gongwen.document.tree import elements_of
from gongwen.problem import as_text
from gongwen.reference import content, problems
from gongwen.reference.make_targets import make_targets
from gongwen.reference.model_keys import keys_of
from gongwen.reference.rule_texts import rule_texts
from gongwen.registry.office_reader import OfficeEntry, WaiverEntry, load_office
from gongwen.registry.reader import Entry, load_registry
from gongwen.registry.series_reader import SeriesEntry
from gongwen.rules import rules
from gongwen.setup.environment import OWN
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping
from tests.pictures import png
from tests.project import declared_ids

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
MODEL = [model for group in content.groups().values() for model in group]
EXAMPLES = content.examples()
BESIDE_THE_MODEL = ("引自", "引入", "忽略")
"""What is written in a document and no class of the model stands for."""
GUIDES = [ROOT / "README.md", *sorted(DOCS.glob("*.md"))]


# ---- freshness


def test_every_page_is_up_to_date() -> None:
    assert reference.stale(DOCS, commands()) == [], "run: make docs"


def test_docs_check_names_the_stale_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", tmp_path)
    assert cli.main(["docs"]) == 0
    assert cli.main(["docs", "--check"]) == 0
    assert capsys.readouterr().err == ""
    (tmp_path / "docs" / "规则.md").write_text("旧", "utf-8")
    assert cli.main(["docs", "--check"]) == 1
    assert capsys.readouterr().err == "docs/规则.md 不是最新的，请运行 make docs\n"


# ---- commands


def test_every_command_is_documented_with_every_option() -> None:
    page = (DOCS / "命令.md").read_text("utf-8")
    for word, module in commands().items():
        described = page.split(f"\n### {word}\n")[1].split("\n### ")[0]
        assert module.HELP in described
        parser = argparse.ArgumentParser(add_help=False)
        module.add_arguments(parser)
        for action in parser._actions:
            assert action.help, f"{word}: {action.dest} has no help"
            assert all(option in described for option in action.option_strings)


def test_every_target_runs_a_command_that_exists() -> None:
    targets = make_targets()
    assert {"build", "check", "docs"} <= {target.name for target in targets}
    known = {"", *commands(), *OWN}
    assert [target for target in targets if target.command not in known] == []


def test_every_command_for_people_has_a_target() -> None:
    named = {target.command for target in make_targets()}
    called_by_git = {"textconv", "pre-commit"}
    makes_the_makefile = {"init"}
    assert set(commands()) - named - called_by_git == makes_the_makefile


def typed_commands(text: str) -> Iterator[list[str]]:
    """The words of each `make …` and `python build.py …` in code."""
    fenced = re.findall(r"^ *```(?:sh|text|bash)?\n(.*?)^ *```$", text, re.DOTALL | re.MULTILINE)
    lines = [line for block in fenced for line in block.splitlines()]
    prose = re.sub(r"^ *```.*?^ *```$", "", text, flags=re.DOTALL | re.MULTILINE)
    for code in [*lines, *re.findall(r"`([^`\n]+)`", prose)]:
        for part in re.split(r"&&|;", code):
            words = part.split("#")[0].split()
            if words[:1] == ["make"] or words[:2] == ["python", "build.py"]:
                yield words


def is_known(words: list[str]) -> bool:
    """Whether the program or the Makefile has what the words ask for."""
    if words[0] == "make":
        targets = {target.name for target in make_targets()}
        return all(word in targets or "=" in word for word in words[1:])
    word, rest = (words[2], words[3:]) if len(words) > 2 else ("build", [])
    if word in OWN or word in ("--help", "命令"):
        return True
    if word.startswith("-") or re.search(r"[\u4e00-\u9fff]", word):
        word, rest = "build", words[2:]
    if word not in commands():
        return False
    parser = argparse.ArgumentParser(add_help=False)
    commands()[word].add_arguments(parser)
    add_classified(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    return all(each.split("=")[0] in options for each in rest if each.startswith("-"))


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_a_guide_mentions_only_commands_that_exist(page: Path) -> None:
    text = page.read_text("utf-8")
    added = {f"python build.py {word}" for word in re.findall(r"gongwen/commands/(\w+)\.py", text)}
    unknown = {" ".join(words) for words in typed_commands(text) if not is_known(words)}
    assert unknown - added == set()


def test_commands_that_do_not_exist_are_noticed() -> None:
    text = "`make bild`，`python build.py 汛期值班 --stag 印发稿`\n"
    text += "```sh\ncd x && python build.py chek\n```\n"
    assert [" ".join(words) for words in typed_commands(text) if not is_known(words)] == [
        "python build.py chek",
        "make bild",
        "python build.py 汛期值班 --stag 印发稿",
    ]


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", re.sub(r"```.*?```", "", text, flags=re.S))
    assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


# ---- the content model


@pytest.mark.parametrize("model", MODEL, ids=lambda model: model.__name__)
def test_every_key_says_what_it_means(model: type) -> None:
    missing = [key.name for key in keys_of(model) if not key.meaning]
    assert missing == [], f"add a description= to these fields of {model.__name__}"


def test_every_class_of_the_model_has_its_words_and_every_block_an_example() -> None:
    words = set(reference.data(content.TEXTS))
    beside = {*BESIDE_THE_MODEL, *content.OF_OTHER_FILES}
    assert words == {model.__name__ for model in MODEL} | beside
    tops = {model.__name__ for model in content.groups()}
    assert tops | set(BESIDE_THE_MODEL) <= set(EXAMPLES)


@pytest.fixture
def shared(tmp_path: Path) -> Shared:
    """A content folder with the registry and what the examples refer to."""
    folder = tmp_path / "content"
    folder.mkdir()
    shutil.copy(ROOT / "content/示例/机构.yaml", folder)
    plan = "文种: 通知\n标题: 通知\n印发件:\n  标题: 内涝防治方案\n  正文: 立即排查。\n"
    (folder / "内涝防治方案.yaml").write_text(plan, "utf-8")
    (folder / "_联系方式.yaml").write_text("- 联系人在通知末尾。\n", "utf-8")
    for name in ("印章.png", "示意图.png"):
        (folder / name).write_bytes(png())
    return Shared(ROOT, folder)


def as_document(example: str) -> str:
    """An example put where it belongs in a document that is otherwise right."""
    text = example if not example.startswith("- ") else f"正文:\n{example}"
    for key, line in (
        ("文种", "文种: 通知\n"),
        ("标题", "标题: 关于做好防汛工作的通知\n"),
        ("正文", "正文: 请认真落实。\n"),
    ):
        if not re.search(f"^{key}:", text, re.MULTILINE):
            text = line + text
    if re.match(r"- (章|条): ", example):
        text = f"体例: 条款\n{text}"
    if "反馈说明" in example:
        text += EXAMPLES["Feedback"]
    return text


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_right_and_shows_what_it_is_for(name: str, shared: Shared) -> None:
    path = shared.content / "例.yaml"
    path.write_text(as_document(EXAMPLES[name]), "utf-8")
    checked = process(Request(path, None), shared)
    assert [as_text(problem) for problem in checked.problems] == []
    assert isinstance(checked.document, Document)
    shown = {type(element).__name__ for element in elements_of(checked.document)}
    if name not in BESIDE_THE_MODEL:
        assert name in shown or name == Prose.__name__


def test_the_registry_is_told_of_and_its_example_is_right() -> None:
    texts = reference.data(content.TEXTS)[content.REGISTRY]
    assert [key.name for key in keys_of(Entry) if not key.meaning] == []
    value, found = parse(texts[content.EXAMPLE], "机构.yaml")
    assert found == []
    registry, found = load_registry(value, "机构.yaml")
    assert found == []
    assert len(registry.units) == 4


def test_the_office_is_told_of_and_its_example_is_right() -> None:
    texts = reference.data(content.TEXTS)
    models = (OfficeEntry, SeriesEntry, WaiverEntry)
    assert [key.name for model in models for key in keys_of(model) if not key.meaning] == []
    for name in (content.OFFICE, "SeriesEntry", "WaiverEntry"):
        value, found = parse(texts[name][content.EXAMPLE], "本单位.yaml")
        assert found == []
        office, found = load_office(value, "本单位.yaml")
        assert found == []
        assert {each.rule for each in office.waivers} <= {rule.NAME for rule in rules()}
        if name == content.OFFICE:
            assert isinstance(value, Mapping)
            assert list(value) == OfficeEntry.known_keys()


# ---- rules and problems


def test_every_rule_is_documented() -> None:
    for rule in rule_texts():
        assert rule.sentence.endswith("。"), rule.name
        assert rule.wrong.strip(), rule.name
        assert rule.right.strip(), rule.name


def test_every_problem_has_its_sentence_and_every_sentence_its_problem() -> None:
    named = {name for group in problems.sentences().values() for name in group}
    raised = {*declared_ids().values(), *(rule.NAME for rule in rules())}
    assert raised - named == set(), "add a sentence to gongwen/reference/问题.yaml"
    assert named - raised == set(), "no problem has these ids any more"


def test_every_problem_of_the_goldens_is_in_the_catalogue() -> None:
    printed = re.compile(r"(?:错误|警告|提示) \[([^\]]+)\]")
    files = [
        path
        for path in (ROOT / "tests").rglob("*")
        if path.suffix in (".txt", ".py", ".md") and path.parent.name != "structure"
    ]
    found = {name for path in files for name in printed.findall(path.read_text("utf-8"))}
    page = (DOCS / "问题一览.md").read_text("utf-8")
    assert {"读不出结构", "全角逗号"} <= found
    assert [name for name in sorted(found) if f"| {name} |" not in page] == []


def test_every_id_is_declared_once_and_used() -> None:
    declared = declared_ids()
    own = [str(rule.NAME) for rule in rules()]
    assert len(declared) > 70
    assert len({*declared.values(), *own}) == len(declared) + len(own)
    sources = [
        path.read_text(encoding="utf-8")
        for path in (ROOT / "gongwen").rglob("*.py")
        if path.name != "problem_ids.py"
    ]
    unused = [n for n in declared if not any(re.search(rf"\b{n}\b", text) for text in sources)]
    assert unused == []
