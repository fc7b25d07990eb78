"""What a version says that it changed, in a line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from gongwen.composition import Composition
from gongwen.history.summary import summary
from gongwen.revision.comparison import Files
from tests.compositions import paragraph
from tests.revision.test_redline import READY, of

UNITS = "配合单位：市商务局、市财政局"
RULE = "第七条　不得擅自拆除公厕或者改变用途。确需拆除的应当报批，先建后拆。"


def files(*texts: str) -> Files:
    return {"": (_of(texts), READY)}


def _of(texts: tuple[str, ...]) -> Composition:
    return of(*(paragraph("段落", text) for text in texts))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (["每季度召开一次会议。"], ["每季度召开一次会议。加强夜间巡逻。"], "加“加强夜间巡逻”"),
        (["各学校严禁违规征订。"], ["各学校严禁违反《教辅办法》征订。"],
         "违规→违反《教辅办法》"),
        ([UNITS], ["配合单位：市财政局、市商务局、市农业农村局"],
         "“市财政局”换了位置；加“市农业农村局”"),
        ([RULE], [RULE[:20], "第八条　" + RULE[20:]], "一段分作2段"),
        (["一、加强巡查。", "二、做好值守。"], ["一、做好汛期值守。", "二、加强巡查。"],
         "移动并修改“一、做好汛期值守。”"),
    ],
)  # fmt: skip
def test_what_is_said(old: list[str], new: list[str], said: str) -> None:
    assert summary(files(*old), files(*new), ("送审稿", "送审稿")) == said


def test_another_template_is_another_layout() -> None:
    """Though the text as set is the same before it is put on pages."""
    old = files("各单位要落实责任。")
    new = {
        tail: (text, replace(look, file="templates/信函.docx"))
        for tail, (text, look) in old.items()
    }
    assert summary(old, new, ("送审稿", "送审稿")) == "只有版面不同"
