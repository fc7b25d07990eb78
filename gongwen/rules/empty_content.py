"""空内容：一节、一张表或一个附件里什么也没有。

错：
    - 节: 保障措施
对：
    - 节: 保障措施
      正文:
      - 各单位要落实人员和经费。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import ResponsibilityTable, Section, TableBlock
from ..document.parts import Attachment, IssuedText
from ..document.tree import elements_of
from ..document.values import one_line
from ..problem import Level
from ..typeset.responsibility_table import source_part, task_rows
from ..typeset.table import rows_of
from . import Context, Finding

NAME = "空内容"
LEVEL = Level.WARNING
BASIS = ""


def check(context: Context) -> Iterator[Finding]:
    """Sections, tables and attachments with nothing in them."""
    for element in elements_of(context.document):
        if isinstance(element, Section):
            if not (element.body or element.run_in or element.title.rstrip().endswith("。")):
                yield Finding(
                    element.place("节"),
                    f"“{element.title}”下面没有内容",
                    hint="写上正文，或删掉这个标题",
                )
        elif isinstance(element, TableBlock):
            if not rows_of(element.grid.rows):
                yield Finding(
                    element.place("表"),
                    "这张表没有一行",
                    hint="在“行”下面写内容",
                    level=Level.ERROR,
                )
        elif isinstance(element, ResponsibilityTable):
            yield from _derived(element, context)
        elif isinstance(element, Attachment | IssuedText):
            yield from _part(element)


def _derived(element: ResponsibilityTable, context: Context) -> Iterator[Finding]:
    source = element.derivation.source
    part = source_part(source, context.document)
    if part is None:
        yield Finding(
            element.derivation.place("取自"),
            f"没有“{source}”，责任分工表无从取数",
            hint="取自：正文、印发件、附件1……",
            level=Level.ERROR,
        )
    elif not task_rows(part):
        yield Finding(
            element.derivation.place("取自"),
            f"“{source}”里没有任务，责任分工表是空的",
            hint="把有责任单位的条目写成“任务”",
            level=Level.ERROR,
        )


def _part(part: Attachment | IssuedText) -> Iterator[Finding]:
    name = one_line(part.title) if part.title else ""
    if not name and not part.form:
        yield Finding(part.place(), "这一件没有标题", hint="加一行：标题: ……", level=Level.ERROR)
    texts = part.texts if isinstance(part, Attachment) else ()
    apart = isinstance(part, Attachment) and part.apart
    if not (part.body or texts or part.form or apart or part.attachments):
        yield Finding(
            part.place("标题"),
            f"“{name}”没有正文",
            hint="写上正文；附件另外提供的，加一行：另附: 是",
        )
