"""Who attended, however the list was typed."""

from __future__ import annotations

import pytest

from gongwen.document.attendance import attendants
from gongwen.document.values import UnitsTyped
from gongwen.problem import Level
from tests.rules.test_rules import found


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (None, ()),
        ("王立军、赵敏，市水务局；", ("王立军", "赵敏", "市水务局")),
        ("王立军  赵敏（市水务局） 孙浩", ("王立军", "赵敏", "孙浩")),
        ("赵　敏、孙 浩 王立军", ("赵敏", "孙浩", "王立军")),
        (("王立军", "赵敏（市水务局）"), ("王立军", "赵敏")),
        ((("王立军", "赵敏"), ("孙浩",)), ("王立军", "赵敏", "孙浩")),
    ],
)
def test_attendants(typed: UnitsTyped | None, names: tuple[str, ...]) -> None:
    assert attendants(typed) == names


@pytest.mark.parametrize(
    ("present", "told"),
    [
        ("王立军  赵敏（市水务局）", []),
        ("赵敏  孙浩", [Level.NOTICE]),
        ("市水务局王立君、赵敏", [Level.WARNING]),
    ],
)
def test_who_chaired_is_looked_for_among_all(present: str, told: list[Level]) -> None:
    """Some offices list the chair, some do not: a name that is nearly his is a slip."""
    text = f"""\
文种: 纪要
正文:
- 7月8日，副市长王立军在市政府主持召开会议，研究防汛工作。
出席: {present}
"""
    assert [each.level for each in found(text) if each.rule == "会议人员"] == told
