"""What need not be looked at again after an edit, and what has to be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.rules import Context, Finding, repeated_words
from tests.project import project

WRONG = "参加人数约300人左右。"


def with_body(options: Options, *paragraphs: str) -> list[str]:
    """What a build says of the draft with such a body."""
    body = "".join(f"- {each}\n" for each in paragraphs)
    text = f"文种: 通知\n标题: 关于做好清淤的通知\n正文:\n{body}"
    (options.content / "清淤.yaml").write_text(text, "utf-8")
    report = build(options, ["清淤"])
    return [f"{each.line} {each.rule}" for each in report.problems]


def test_what_was_wrong_is_told_after_an_edit_elsewhere(tmp_path: Path) -> None:
    options = project(tmp_path)
    assert "5 界限重复" in with_body(options, "请抓好落实。", WRONG)
    assert "6 界限重复" in with_body(options, "请抓好落实。", "请各单位照办。", WRONG)
    assert "4 界限重复" in with_body(options, WRONG, "请抓好落实。")
    assert not any("界限重复" in each for each in with_body(options, "请抓好落实。"))
    twice = with_body(options, "请抓好落实。", WRONG)
    assert twice == with_body(options, "请抓好落实。", WRONG)


def test_sound_passages_are_not_looked_at_again_unless_what_they_depend_on_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = project(tmp_path)
    asked: list[list[str]] = []

    def check(context: Context) -> Iterator[Finding]:
        asked.append([passage.text for passage in context.passages])
        return iter(())

    monkeypatch.setattr(repeated_words, "check", check)
    with_body(options, "请抓好落实。", "请各单位照办。")
    with_body(options, "请抓好落实。", "请各单位照办并报告。")
    assert asked[-2:] == [
        ["关于做好清淤的通知", "请抓好落实。", "请各单位照办。"],
        ["请各单位照办并报告。"],
    ]
    registry = options.content / "机构.yaml"
    registry.write_text(registry.read_text("utf-8") + "- 全称: 云溪市林业局\n", "utf-8")
    build(options, ["清淤"])
    assert len(asked[-1]) == 3
    build(replace(options, force=True), ["清淤"])
    assert len(asked[-1]) == 3


def test_the_records_hold_no_text_and_forget_what_is_gone(tmp_path: Path) -> None:
    options = project(tmp_path)
    with_body(options, "请抓好落实。", "请各单位照办。")
    (state,) = (options.root / ".cache").glob("state-*.json")
    before = json.loads(state.read_text("utf-8"))
    with_body(options, "请抓好落实。")
    after = json.loads(state.read_text("utf-8"))
    kept = [
        next(iter(each["records"].values()))["清淤.yaml"]["settled"] for each in (before, after)
    ]
    assert [len(each) % 8 for each in kept] == [0, 0]
    assert len(kept[0]) - len(kept[1]) == 8  # the hash of the paragraph that is gone
    assert "抓好落实" not in state.read_text("utf-8")
