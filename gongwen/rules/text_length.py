"""篇幅：正文太长。

地方和部门发的文件一般不超过5000字，部署专项工作的一般不超过4000字。法规、条款体的文件、规划、预案不查；附件和表格不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.parts import Numbered
from ..document.texts import CELL, Passage, passages_in
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "篇幅"
LEVEL = Level.NOTICE
BASIS = "中央关于整治形式主义为基层减负的规定"
STANDS_ALONE = True
_SENTENCES = "各单位要抓好落实，按时报送进展情况。各学校要明确专人，按时报送活动情况。"
WRONG = f"正文: {_SENTENCES * 150}\n"
RIGHT = f"正文: {_SENTENCES * 100}\n"

_MOST, _MOST_OF_ONE_TASK = 5000, 4000
_SPARED_KINDS = frozenset(("命令", "决议", "公报", "议案", "纪要"))
_SPARED_TITLES = ("规划", "预案", "条例", "规定", "办法", "细则", "规则", "章程", "纲要", "标准")
_OF_ONE_TASK = ("专项", "整治", "行动方案", "试点")


def check(context: Context) -> Iterator[Finding]:
    """The document's own text, or the first it issues, where it is longer than it should be."""
    document = context.document
    if document.kind in _SPARED_KINDS:
        return
    part: Numbered = document.issued_texts[0] if document.issued_texts else document
    title = one_line(getattr(part, "title", None) or "")
    if part.articles is not None or any(word in title for word in _SPARED_TITLES):
        return
    passages: tuple[Passage, ...] = context.passages_by_part[0]
    if part is not document:
        passages = tuple(passages_in(part))
    count = sum(len(passage.text) for passage in passages if passage.key != CELL)
    most = _MOST_OF_ONE_TASK if any(word in title for word in _OF_ONE_TASK) else _MOST
    if count > most:
        yield Finding(
            part.place("标题"),
            f"正文约{count // 100 * 100}字，一般不超过{most}字",
            hint="能短则短；细节、清单移到附件里；按规定可以长的，不用改",
        )
