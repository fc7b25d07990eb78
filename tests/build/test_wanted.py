"""A request for what a document prints, and no more."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.rules import declared
from tests.compositions import ROOT

EXAMPLES = ROOT / "content" / "示例"
NAMES = ("节水型城市创建方案", "内涝防治联席会议")


@pytest.mark.parametrize("name", NAMES)
def test_it_prints_the_same_without_rules_and_lists(name: str) -> None:
    shared = Shared(ROOT, EXAMPLES)
    path = EXAMPLES / f"{name}.yaml"
    whole, only = (process(Request(path, None, wanted=each), shared) for each in ("all", "print"))
    assert only.pages == whole.pages
    assert set(only.used) < set(whole.used)
    assert {file.parent.name for file in set(whole.used) - set(only.used)} == {"_核稿"}


def test_a_document_that_is_refused_is_refused_for_its_print_too(tmp_path: Path) -> None:
    path = tmp_path / "试.yaml"
    path.write_text("文种: 通知\n稿本: 印发稿\n标题: 关于清淤的通知\n正文: 请落实。\n", "utf-8")
    for wanted in ("print", "text"):
        outcome = process(Request(path, None, wanted=wanted), Shared(ROOT, tmp_path))
        assert outcome.refused
        assert {problem.rule for problem in outcome.problems} == {"缺要素"}


def test_rules_that_refuse_look_in_no_list() -> None:
    refusing = [rule for rule in declared() if rule.refuses]
    assert refusing
    for rule in refusing:
        assert ".lists" not in inspect.getsource(rule.load())
        assert "listed_words" not in inspect.getsource(rule.load())
