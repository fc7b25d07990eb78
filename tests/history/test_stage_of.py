"""The 稿本 of a version, read without reading the document."""

from __future__ import annotations

import pytest

from gongwen.history.versions import stage_of


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("文种: 通知\n稿本: 送审稿\n", "送审稿"),
        ("稿本: '印发稿'  # 定稿\n", "印发稿"),
        ("文种: 通知\n", "征求意见稿"),
        ("附件:\n- 标题: 办法\n  稿本: 征求意见稿\n稿本: 印发稿\n", "印发稿"),
        ("印发件: {标题: 办法, 稿本: 送审稿}\n", "征求意见稿"),
        ("# 稿本: 送审稿\n稿本标注: 讨论稿\n", "征求意见稿"),
    ],
)
def test_it_is_what_the_document_itself_says(text: str, stage: str) -> None:
    """Not an attachment of it, nor a note."""
    assert stage_of(text) == stage
