"""空内容：一节、一个阶段、一张表、名单里的一个角色或一个附件里什么也没有，或者表里有一行是空的。"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import Block, Chapter, FeedbackNote, PlanStage, Section
from ..document.derived import source_part, task_rows
from ..document.parts import Attachment, Document, IssuedText, Part
from ..document.responsibility_table import ResponsibilityTable
from ..document.rosters import Role, Roster
from ..document.tables import Grid, TableBlock
from ..document.tree import blocks_of, parts_of
from ..document.values import one_line
from ..elements.element import Element
from ..problem import Level
from . import Context, Finding

NAME = "空内容"
LEVEL = Level.WARNING
BASIS = ""
WRONG = """\
正文:
- 节: 保障措施
"""
RIGHT = """\
正文:
- 节: 保障措施
  正文:
  - 各单位要落实人员和经费。
"""

_STOPS = ("。", "！", "？", "；")


def check(context: Context) -> Iterator[Finding]:
    """Whatever has nothing in it."""
    for element in context.elements:
        yield from _in_text(element)
        if isinstance(element, Part):
            yield from _part(element)
    for part in parts_of(context.document):
        for block in blocks_of(part.body):
            yield from _made(block, part.origin or context.document)


def _made(block: Block, document: Document) -> Iterator[Finding]:
    """A block that is made from the document its part belongs to."""
    if isinstance(block, ResponsibilityTable):
        yield from _derived(block, document)
    elif isinstance(block, FeedbackNote) and block.shown and not document.feedback:
        yield Finding(
            block.place(),
            "没有写“反馈”，反馈说明印不出来",
            hint="在文件里加上“反馈”：截止、联系人、电话、邮箱",
        )


def _in_text(element: Element) -> Iterator[Finding]:
    if isinstance(element, Section):
        if not (element.body or element.run_in or element.title.endswith(_STOPS)):
            yield Finding(
                element.place("节"),
                f"“{element.title}”下面没有内容",
                hint="写上正文，或删掉这个标题",
            )
    elif isinstance(element, Chapter):
        if not element.body:
            yield Finding(element.place("章"), f"“{element.title}”这一章没有内容")
    elif isinstance(element, PlanStage):
        if not (element.body or element.run_in):
            yield Finding(
                element.place("阶段"), f"“{element.name}”没有内容", hint="加一行：接排: ……"
            )
    elif isinstance(element, Roster):
        for role in element.roles:
            if _is_empty(role):
                yield Finding(
                    role.place("角色"),
                    f"“{role.name}”下面没有人员，也没有单位",
                    hint="加上“人员”或“单位”",
                )
    elif isinstance(element, TableBlock) and not element.grid.rows:
        yield Finding(
            element.grid.place("行"),
            "这张表没有一行",
            hint="在“行”下面写内容",
            level=Level.ERROR,
        )
    elif isinstance(element, TableBlock):
        yield from _blank_rows(element.grid)


def _blank_rows(grid: Grid) -> Iterator[Finding]:
    """Rows of empty cells in a table that has others; all of them empty are a form to fill in, and
    so is what has no head row. A row that a cell from above reaches into belongs to that.
    """
    blank = [not any(cell is None or cell.text for cell in row) for row in grid.layout]
    if grid.is_headless or all(blank):
        return
    for number, (is_blank, place) in enumerate(zip(blank, grid.row_places, strict=False), 1):
        if is_blank:
            yield Finding(
                place,
                f"表的第{number}行各格都是空的",
                hint="填上内容，或删掉这一行；留着填写的，不用改",
                level=Level.NOTICE,
                element=f"第{number}行",
            )


def _is_empty(role: Role) -> bool:
    people = role.people or any(group.people for group in role.groups)
    return not people and role.units is None


def _derived(element: ResponsibilityTable, document: Document) -> Iterator[Finding]:
    source = element.derivation.source
    place = element.derivation.place("取自")
    part = source_part(source, document)
    if part is None:
        yield Finding(
            place,
            f"没有“{source}”，责任分工表无从取数",
            hint="“取自”可以写：正文、印发件、附件1……",
            level=Level.ERROR,
        )
    elif not task_rows(part):
        yield Finding(
            place,
            f"“{source}”里没有任务，责任分工表是空的",
            hint="把有责任单位的条目写成“任务”",
            level=Level.ERROR,
        )


def _part(part: Part) -> Iterator[Finding]:
    inner = part.attachments if isinstance(part, Attachment | IssuedText) else ()
    more = (part.texts or part.apart) if isinstance(part, Attachment) else False
    if not (part.body or part.form or inner or more):
        name = one_line(part.title) if part.title else ""
        yield Finding(
            part.place("标题"),
            f"“{name}”没有正文",
            hint="写上正文；附件另外提供的，加一行：另附: 是",
        )
