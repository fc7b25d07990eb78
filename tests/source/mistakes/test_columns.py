"""Keys a little too far left or right."""

from __future__ import annotations

import pytest

from gongwen.document.parts import Document
from gongwen.paper.block_keys import DOCUMENT_KEYS
from gongwen.source.parse import parse

HEAD = "文种: 通知\n标题: 关于防汛的通知\n"


def test_the_keys_are_those_of_a_document() -> None:
    keys = {field.key for field in Document.fields.values()}
    assert set(DOCUMENT_KEYS) <= keys


@pytest.mark.parametrize(
    ("text", "place", "near"),
    [
        ("正文: 甲\n 成文日期: 2026-06-01\n", (4, 2), "第3行“正文”"),
        ("正文:\n- 甲\n- 乙\n 抄送: 市委办\n", (6, 2), "第3行“正文”"),
        ("印发:\n  机关: 甲\n 抄送: 市委办\n正文: 甲\n", (5, 2), "第3行“印发”"),
        ("附件:\n- 标题: 甲\n  正文: 乙\n 成文日期: 2026-06-01\n", (6, 2), "第3行“附件”"),
        ("正文:\n- 任务: 甲\n责任单位: 乙\n  时限: 丙\n", (5, 1), "第4行“任务”"),
        ("正文:\n- 任务: 甲\n牵头单位: 丁\n责任单位: 乙\n  时限: 丙\n", (5, 1), "第4行“任务”"),
        ("正文:\n- 节: 甲\n  正文:\n  - 任务: 乙\n  时限: 丙\n  - 丁\n", (7, 3), "第6行“任务”"),
        ("附件:\n- 标题: 甲\n题注: 乙\n  正文: 丙\n", (5, 1), "第4行“标题”"),
    ],
)
def test_the_line_that_was_mistyped(text: str, place: tuple[int, int], near: str) -> None:
    (found,) = [each for each in parse(HEAD + text, "文.yaml")[1] if each.rule == "缩进"]
    assert (found.line, found.column) == place
    assert near in found.hint


def test_a_key_that_is_there_twice_may_be_the_items_above() -> None:
    text = "正文: 丁\n附件:\n- 标题: 甲\n正文: 丙\n"
    (found,) = parse(HEAD + text, "文.yaml")[1]
    assert found.message == "“正文”写了两次，前一次在第3行"
    assert found.hint.startswith("是第5行“标题”那一条里的，前面再加两个半角空格；不是的，")
    (found,) = parse(HEAD + "正文:\n- 丁\n正文: 丙\n", "文.yaml")[1]
    assert found.hint == "两处合成一处，删去另一处"


@pytest.mark.parametrize(
    "text",
    [
        "正文:\n- 任务: 甲\n  牵头单位: 乙\n 时限: 丙\n",  # an item's own, not the document's
        "正文: 丁\n附件:\n- 标题: 甲\n 正文: 丙\n",
        "正文:\n- 甲\n  乙: 丙\n",
        "正文:\n  - 任务: 甲\n  - 丙\n - 丁\n",
    ],
)
def test_others_are_told_as_before(text: str) -> None:
    found = parse(HEAD + text, "文.yaml")[1]
    assert found
    assert not any("少缩进了两格" in p.message or "多了一个空格" in p.message for p in found)
