"""What goes with a text that is quoted out of another document, and what stays behind."""

from __future__ import annotations

import pytest

from .test_references import HEAD, PLAN, Content, content

__all__ = ["content"]


@pytest.mark.parametrize(
    ("stage", "number"), [("印发稿", "云教〔2026〕3号"), ("送审稿", None), ("征求意见稿", None)]
)
def test_number_and_date_go_with_a_final_text_only(
    content: Content, stage: str, number: str | None
) -> None:
    content.write("方案.yaml", PLAN.replace("稿本: 印发稿", f"稿本: {stage}"))
    content.write("通知.yaml", HEAD + "印发件: {引自: 方案.yaml, 取: 全文}\n")
    quoted = content.made().issued_texts[0]
    assert quoted.document_number == number
    assert (quoted.issue_date is not None) == (number is not None)


def test_a_text_keeps_a_form_of_its_own(content: Content) -> None:
    """It inherits only what it does not say itself."""
    content.write(
        "方案.yaml", PLAN.replace("  标题: 读书节方案\n", "  标题: 读书节方案\n  责任标注: 不标\n")
    )
    content.write("通知.yaml", HEAD + "正文: 征求意见。\n附件: {引自: 方案.yaml, 取: 印发件}\n")
    assert content.made().attachments[0].responsibility_form == "不标"
