"""The text of a ledger changed in place, and what is said where it cannot be."""

from __future__ import annotations

import pytest

from gongwen.consultation.ledger import LedgerError
from gongwen.consultation.ledger_text import changed
from gongwen.problem import as_text
from gongwen.source.edit.changes import AddEntry, InsertItem


def test_what_cannot_be_changed_is_told_with_its_place() -> None:
    with pytest.raises(LedgerError) as caught:
        changed("文件: 甲\n各轮: 未发\n", [InsertItem(("各轮",), 0, "乙")], "甲.yaml")
    assert [as_text(each) for each in caught.value.problems] == [
        "甲.yaml:2:5: 错误 [征求意见台账] 台账改不了：这里不是列表，或者没有那么多项"
    ]


def test_the_rest_stays_as_it_was_typed() -> None:
    made = changed("文件: '甲'  # 说明\n", [AddEntry((), "标题", "乙")], "甲.yaml")
    assert made == "文件: '甲'  # 说明\n标题: 乙\n"
