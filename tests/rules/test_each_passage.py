"""What rules declare so as to be asked less often holds: what is found in a passage by a rule of
EACH_PASSAGE does not hang on the others, what is found APART_FROM_TEXT not on running text, with
ONLY_PASSAGES_WITH some words on no text without them, and nothing is found without the words that a
rule NEEDS.
"""

from __future__ import annotations

import ast
import inspect
import re
from collections import Counter
from functools import cache
from random import Random
from types import ModuleType

import pytest
from msgspec.structs import replace

from gongwen import rules
from gongwen.document.read import read_document
from gongwen.document.texts import PARAGRAPH, Passage
from gongwen.kinds import kinds
from gongwen.paper.seams import cut_by_dictionary
from gongwen.registry.reader import load_registry
from gongwen.rules import Context, Finding, Settled
from gongwen.source.parse import parse

from .sentences import UNITS

OF_PASSAGES = [rule for rule in rules.rules() if getattr(rule, "EACH_PASSAGE", False)]
APART = [rule for rule in rules.rules() if getattr(rule, "APART_FROM_TEXT", False)]
OF_SOME = [rule for rule in rules.rules() if hasattr(rule, "ONLY_PASSAGES_WITH")]
WITH_NEEDS = [rule for rule in rules.rules() if hasattr(rule, "NEEDS")]
MAY_BE_LOOKED_AT = {
    *("passages", "passages_with", "passages_with_each", "passages_with_pairs", "searched"),
    *(
        "spot",
        "text_of_all",
        "whole",
        "amounts_of",
        "dates_of",
        "cut",
        "lists",
        "listed_words",
        "registry",
    ),
    *(
        "kind",
        "stage",
        "document.kind",
        "document.title",
        "document.issue_date",
        "document.publicity",
        "document.feedback",
    ),
}
"""What the passages that are settled were found sound with: `besides` names it, and nothing is
settled where the registry or a list has changed.
"""
A_PART = 30
cut = cache(lambda text: tuple(cut_by_dictionary(text)))


def name_of(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2]


def context_of(text: str) -> Context:
    document, _ = read_document(parse(text, "文.yaml")[0], "文.yaml")
    assert document is not None
    units, _ = load_registry(parse(UNITS, "机构.yaml")[0], "机构.yaml")
    kind = kinds()[document.kind]
    return Context(document, document.draft_stage, kind, units, {"文.yaml": text}, cut=cut)


def of_sentences(sentences: list[str], kind: str = "通知") -> Context:
    body = "".join("- '" + each.replace("'", "''") + "'\n" for each in sentences)
    return context_of(
        f"文种: {kind}\n标题: 关于读书节的{kind}\n成文日期: 2026-03-05\n正文:\n{body}"
    )


@cache
def examples() -> list[Context]:
    """The examples of all rules, wrong and right."""
    return [example_with([], text) for rule in rules.rules() for text in (rule.WRONG, rule.RIGHT)]


def example_with(sentences: list[str], example: str) -> Context:
    """The example of a rule as a document, with more sentences where it ends in its text."""
    given = example.split("\n- ", maxsplit=1)[0]
    filled = (("文种", "通知"), ("标题", "关于读书节的通知"), ("正文", "略。"))
    more = "".join(f"{key}: {line}\n" for key, line in filled if f"{key}:" not in given)
    last = example.rstrip().rpartition("\n")[2]
    if last.startswith("- ") and ": " not in last:
        sentences = ["- '" + each.replace("'", "''") + "'" for each in sentences]
    elif "正文: |" in example and last.startswith("  "):
        sentences = [f"  {each}" for each in sentences]
    else:
        sentences = []
    return context_of("\n".join((example.rstrip(), *sentences, more)))


@cache
def sentences() -> list[str]:
    """Their sentences, in an order made by chance."""
    found = {
        each.text: None
        for example in examples()
        for each in example.passages
        if each.is_prose and "\n" not in each.text
    }
    several = list(found)
    Random(1).shuffle(several)  # noqa: S311  the same each time
    return several


@cache
def documents() -> list[Context]:
    """Documents of all those sentences, a notice and a request: each by itself and with another, so
    that what is wrong is wrong in several passages.
    """
    parts = [sentences()[at : at + A_PART] for at in range(0, len(sentences()), A_PART)]
    several = [[*part, *map(str.__add__, part, part[1:])] for part in parts]
    return [of_sentences(part, kind) for part in several for kind in ("通知", "请示")]


def said(findings: list[Finding]) -> Counter[tuple[object, ...]]:
    return Counter(
        (each.place, each.message, each.hint, each.level, each.element, each.length)
        for each in findings
        if each.told
    )


def alone(context: Context, passage: Passage) -> Context:
    return context.only(
        tuple(tuple(p for p in part if p is passage) for part in context.passages_by_part)
    )


def test_the_sentences_are_many_and_every_rule_finds_something() -> None:
    assert len(sentences()) > 250
    assert all(any(any(rule.check(each)) for each in documents()) for rule in OF_PASSAGES)


@pytest.mark.parametrize("rule", OF_PASSAGES, ids=name_of)
def test_what_is_found_in_a_passage_hangs_on_no_other(rule: ModuleType) -> None:
    for context in documents():
        by_itself = [
            found for passage in context.passages for found in rule.check(alone(context, passage))
        ]
        assert said(list(rule.check(context))) == said(by_itself)
        assert list(rule.check(context.only(((),)))) == []


@pytest.mark.parametrize("rule", OF_PASSAGES, ids=name_of)
def test_a_rule_of_each_passage_looks_at_nothing_else(rule: ModuleType) -> None:
    tree = ast.parse(inspect.getsource(rule))
    seen = {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    asked = {each.removeprefix("context.") for each in seen if each.startswith("context.")}
    if {each for each in asked if each.startswith("document.")}:
        asked.discard("document")  # as the first half of those
    odd = [
        each
        for each in asked
        if MAY_BE_LOOKED_AT.isdisjoint((each.split(".")[0], ".".join(each.split(".")[:2])))
    ]
    assert odd == []
    loops = [ast.unparse(node.iter) for node in ast.walk(tree) if isinstance(node, ast.For)]
    taken = [node for node in ast.walk(tree) if ast.unparse(node) == "context.passages"]
    assert loops.count("context.passages") == len(taken), "one after another, by itself"


@pytest.mark.parametrize("rule", WITH_NEEDS, ids=name_of)
def test_nothing_is_found_without_the_words_that_a_rule_needs(rule: ModuleType) -> None:
    assert rule.NEEDS
    assert all(isinstance(each, str) and each for each in rule.NEEDS)
    each_passage = getattr(rule, "EACH_PASSAGE", False)
    without = 0
    for context in documents():
        for passage in context.passages if each_passage else ():
            one = alone(context, passage)
            if not one.searched.has_any(rule.NEEDS):
                without += 1
                assert list(rule.check(one)) == []
        if not context.searched.has_any(rule.NEEDS):
            without += 1
            assert list(rule.check(context)) == []
    assert without or not each_passage


@cache
def edited() -> list[tuple[Context, Context]]:
    """The examples, and the same with other words in some of their running text."""
    chance = Random(2)  # noqa: S311
    plain = [each for each in sentences() if not re.search("^[^\\w（《“]|[:：#]", each)]
    found = []
    for before in examples():
        (text,) = before.sources.values()
        lines = text.split("\n")
        running = [each.place for each in before.passages if each.key == PARAGRAPH]
        for place in chance.sample(running, min(2, len(running))):
            if not lines[place.line - 1].rstrip().endswith("|"):
                start = lines[place.line - 1][: place.column - 1]
                lines[place.line - 1] = start + chance.choice(plain)
        found.append((before, context_of("\n".join(lines))))
    return found


def rest_of(context: Context) -> bytes:
    return Settled().rest_of(context.passages, context.elements, context.sources)


def test_the_rest_of_a_document_is_what_is_not_running_text() -> None:
    assert sum(rest_of(before) == rest_of(after) for before, after in edited()) > 150
    text = "文种: 通知\n标题: 关于甲的通知\n正文:\n- 请抓好落实。\n- 条目:\n  - 写好方案\n"
    rest = rest_of(context_of(text))
    assert rest == rest_of(context_of(text.replace("抓好", "认真抓好")))
    for one, other in (("甲", "乙"), ("- 请", "- 节: 请"), ("正文", "主送: 某局\n正文")):
        assert rest != rest_of(context_of(text.replace(one, other)))
    assert rest != rest_of(context_of(text + "- 特此通知。\n"))


@pytest.mark.parametrize("rule", APART, ids=name_of)
def test_what_is_found_apart_from_text_hangs_on_no_running_text(rule: ModuleType) -> None:
    source = inspect.getsource(rule)
    assert not re.search(r"context\.(passages|searched|text_of_all|sources|steps|\w+s_of)", source)
    for before, after in edited():
        if rest_of(before) == rest_of(after):
            assert said(list(rule.check(before))) == said(list(rule.check(after)))


_NUMBERED = "^[^\\w《“]|^[一二三四五六七八九十\\d首第其]|[:：#]"
"""What is no sentence like others: its place may say something of those around it."""


@pytest.mark.parametrize("rule", OF_SOME, ids=name_of)
def test_what_is_found_hangs_only_on_passages_with_those_words(rule: ModuleType) -> None:
    def matters(text: str) -> bool:
        return any(word in text for word in rule.ONLY_PASSAGES_WITH)

    chance = Random(3)  # noqa: S311
    alike = [each for each in sentences() if not re.search(_NUMBERED, each)]
    others = [each for each in alike if not matters(each)]
    found = 0
    for number in range(40):
        typed = chance.sample(alike, 8)
        other = [each if matters(each) else chance.choice(others) for each in typed]
        before, after = (
            example_with(several, rule.WRONG)
            if number % 2
            else of_sentences([*chosen, *several], ("通知", "请示")[number % 4 // 2])
            for chosen in [chance.sample(sentences(), 12)]
            for several in (typed, other)
        )
        found += len(said(list(rule.check(before))))
        assert said(list(rule.check(after))) == said(list(rule.check(before)))
    assert found


@pytest.mark.parametrize("start", range(5))
def test_after_an_edit_of_any_example_as_much_is_found_as_anew(start: int) -> None:
    for before, after in edited()[start::5]:
        settled = rules.judged(before, settled=Settled()).settled
        assert rules.judged(after, settled=settled).problems == rules.check(after)
        assert rules.judged(before, settled=settled).problems == rules.check(before)


@pytest.mark.parametrize("seed", range(3))
def test_after_an_edit_as_much_is_found_as_anew(seed: int) -> None:
    """Whatever is put in, changed, taken out or moved, and whatever was wrong before."""
    chance = Random(seed)  # noqa: S311
    typed, settled = chance.sample(sentences(), 20), Settled(b"besides")
    fewer = 0
    for _ in range(4):
        context = of_sentences(typed)
        after = rules.judged(context, settled=settled)
        assert after.problems == rules.judged(context).problems
        settled = after.settled
        fewer += len(settled.marks)
        at = chance.randrange(len(typed))
        typed[at : at + chance.randrange(3)] = chance.sample(sentences(), chance.randrange(3))
        typed.append(typed.pop(chance.randrange(len(typed))))
    assert fewer > 20


def test_a_passage_is_settled_only_where_nothing_is_found() -> None:
    wrong, right = "约300人左右参加。", "请抓好落实。"
    context = of_sentences([right, wrong])
    marks = rules.judged(context, settled=Settled()).settled
    (left,) = [p.text for p in marks.without(context.passages)]
    assert left == wrong
    assert Settled(b"of another stage", marks.marks).without(context.passages) == context.passages
    again = rules.settled_in(rules.written(marks), "")
    assert replace(again, besides=b"") == marks
    assert rules.settled_in("~~ 甲", "").marks == frozenset()


def test_the_same_words_twice_are_told_as_often_after_an_edit() -> None:
    """A rule that tells of some words once a document, or in one place, is asked about all."""
    wrong = "本着以服务群众为宗旨，约300人左右参加。"
    settled = Settled()
    for typed in ([wrong, wrong], ["请抓好落实。", wrong, wrong], [wrong, "请抓好落实。", wrong]):
        context = of_sentences(typed)
        judged = rules.judged(context, settled=settled)
        assert judged.problems == rules.judged(context).problems
        settled = judged.settled
