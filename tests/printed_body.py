"""The blocks of a 正文 as paper shows them: what `printed` says of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongwen import composition
from gongwen.document.blocks import (
    Article,
    Block,
    Chapter,
    Contents,
    FeedbackNote,
    Item,
    Items,
    LeadSentence,
    PlanStage,
    PlanStages,
    Prose,
    Section,
    Task,
)
from gongwen.document.responsibility_table import ResponsibilityTable
from gongwen.document.rosters import Duties, Role, Roster
from gongwen.document.tables import Figure, TableBlock
from gongwen.document.values import Moment, as_lines
from gongwen.importer.responsibility import FIELDS, read_bracket
from gongwen.importer.table_grid import Spanned, grid
from gongwen.importer.tables import table_block
from gongwen.importer.tree import Tree
from gongwen.paper.words import lines_of, without_close
from gongwen.typeset.feedback import feedback_paragraph
from gongwen.typeset.job import Job
from gongwen.typeset.people import units_of
from gongwen.typeset.responsibility import NOT_PRINTED, ON_LINES, printed_fields
from gongwen.typeset.responsibility_table import responsibility_table
from gongwen.typeset.table import table_block as set_table


def bracket_fields(text: str, wanted: str = "") -> tuple[str, str, dict[str, str]] | None:
    """The text before a bracket at its end, how the bracket is worded, and the fields it holds,
    where the program would print exactly the same again.
    """
    found = read_bracket(text, wanted)
    return (found.before, found.wording, found.fields) if found and not found.changed else None


def printed_blocks(
    blocks: Iterable[Block], job: Job, form: str, above: Sequence[Section] = ()
) -> list[Tree]:
    """The blocks in canonical form; `form` is how responsibility is worded."""
    found: list[Tree] = []
    for block in blocks:
        for tree in _block(block, job, form, above):
            _put(found, tree)
    return found


_NUMBERED = ("节", "任务", "条目", "阶段", "章", "条")


def _put(body: list[Tree], tree: Tree) -> None:
    """Add a block to a body; one without a number, right after a section or a stage, is on paper
    the end of that section's text.
    """
    last = body[-1] if body else None
    if isinstance(tree, dict) and any(key in tree for key in _NUMBERED):
        body.append(tree)
    elif isinstance(last, dict) and isinstance(stages := last.get("阶段"), list):
        _put_into(stages[-1], tree)
    elif isinstance(last, dict) and "节" in last:
        _put_into(last, tree)
    else:
        body.append(tree)


def _put_into(section: Tree, tree: Tree) -> None:
    if isinstance(section, dict):
        inner = section.setdefault("正文", [])
        if isinstance(inner, list):
            _put(inner, tree)


def iso(moment: Moment) -> str:
    """2026-08-09; 2026-08 for a month, 2026 for a year."""
    parts = [f"{moment.year:04}"]
    parts += [f"{part:02}" for part in (moment.month, moment.day) if part]
    return "-".join(parts)


def _block(block: Block, job: Job, form: str, above: Sequence[Section]) -> list[Tree]:
    if isinstance(block, Prose):
        return list(lines_of(block.text))
    if isinstance(block, Section):
        return [_section(block, job, form, above)]
    if isinstance(block, Task):
        return [_task(block, job, form, above)]
    if isinstance(block, LeadSentence):
        first, *more = lines_of(block.run_in)
        return [{"领句": _unstopped(block.sentence), "接排": first}, *more]
    if isinstance(block, Items):
        return _items(block, form)
    if isinstance(block, PlanStages):
        return [{"阶段": [_stage(stage, job, form, above) for stage in block.stages]}]
    if isinstance(block, Roster):
        return [{"名单": [_role(role, job) for role in block.roles]}]
    if isinstance(block, Duties):
        return [_duties(block, job)]
    if isinstance(block, TableBlock):
        return [_table(block, job)]
    if isinstance(block, ResponsibilityTable):
        return printed_tables(responsibility_table(block, job))
    if isinstance(block, FeedbackNote):
        return [paragraph.text for paragraph in feedback_paragraph(job)]
    if isinstance(block, Contents):
        return [{"目录": "是" if block.depth == 2 else {"层次": str(block.depth)}}]
    if isinstance(block, Chapter):
        chapter: dict[str, Tree] = {"章": block.title}
        body = printed_blocks(block.body, job, form)
        return [chapter | ({"正文": body} if body else {})]
    if isinstance(block, Article):
        article: dict[str, Tree] = {"条": _lines(block.paragraphs)}
        return [article | ({"项": [_item(p) for p in block.points]} if block.points else {})]
    return [_figure(block)] if isinstance(block, Figure) else []


def _table(block: TableBlock, job: Job) -> Tree:
    (table,) = [each for each in printed_tables(set_table(block, job)) if isinstance(each, dict)]
    said = {"表题": block.title, "单位": block.unit, "表注": block.note}
    return table | {key: text for key, text in said.items() if text}


def _figure(block: Figure) -> Tree:
    """A picture; its file and its width are the importer's to name."""
    said = {"图题": block.caption, "替代文字": block.description}
    tree: dict[str, Tree] = {"图": ""}
    return tree | {key: text for key, text in said.items() if text}


def _lines(typed: str | tuple[str, ...]) -> Tree:
    lines = as_lines(typed)
    return lines[0] if len(lines) == 1 else list(lines)


def _unstopped(title: str) -> str:
    """A title that runs in: the one “。” is the program's."""
    return title.rstrip("。")


def _section(block: Section, job: Job, form: str, above: Sequence[Section]) -> Tree:
    section: dict[str, Tree] = {"节": block.title}
    if block.numbering:
        section["编号"] = block.numbering
    body = printed_blocks(block.body, job, form, [*above, block])
    if block.run_in:
        first, *more = lines_of(block.run_in)
        section = {"节": _unstopped(block.title), "接排": first}
        body = [*more, *body]
    if not body and (read := _read_task(block.run_in or block.title, form)):
        text, fields = read
        if block.run_in:
            return {"任务": _unstopped(block.title), "内容": text} | fields
        return {"任务": text} | fields
    return section | ({"正文": body} if body else {})


def _task(block: Task, job: Job, form: str, above: Sequence[Section]) -> Tree:
    task: dict[str, Tree] = {"任务": block.text}
    if block.content is not None:
        task = {"任务": _unstopped(block.text), "内容": block.content}
    if form == NOT_PRINTED:
        return task
    fields = printed_fields(block, above, job)
    if form != "分行" and any(fields.values()):
        last = "内容" if "内容" in task else "任务"
        text = str(task[last])
        task[last] = text if text[-1] in "。！？" else text + "。"
    return task | {field: text for field, text in fields.items() if text}


def _read_task(text: str, form: str) -> tuple[str, dict[str, Tree]] | None:
    """A pasted text that says in brackets who does it, as a task: its text and its fields."""
    if form in (ON_LINES, NOT_PRINTED) or (reading := bracket_fields(text, form)) is None:
        return None
    return reading[0], {field: reading[2][field] for field in FIELDS if field in reading[2]}


def _items(block: Items, form: str) -> list[Tree]:
    """Items; where one says in brackets who does it, all are tasks."""
    read = [None if item.items else _read_task(item.text, form) for item in block.items]
    if any(read) and not any(item.items for item in block.items):
        tasks: list[Tree] = []
        for item, found in zip(block.items, read, strict=True):
            text, fields = found or (item.text, {})
            task: dict[str, Tree] = {"任务": text}
            tasks.append(task | fields)
        return tasks
    items: dict[str, Tree] = {"条目": [_item(item) for item in block.items]}
    return [items | ({"序号": block.marker} if block.marker else {})]


def _item(item: Item) -> Tree:
    if not item.items:
        return item.text
    return {"文": item.text, "条目": [_item(each) for each in item.items]}


def _stage(stage: PlanStage, job: Job, form: str, above: Sequence[Section]) -> Tree:
    found: dict[str, Tree] = {"阶段": stage.name}
    if stage.period:
        found["时间"] = stage.period
    elif start := stage.start or stage.end:
        found["起"] = iso(start)
        found["止"] = iso(stage.end or start)
    if stage.run_in:
        found["接排"] = stage.run_in
    body = printed_blocks(stage.body, job, form, above)
    return found | ({"正文": body} if body else {})


def _role(role: Role, job: Job) -> Tree:
    found: dict[str, Tree] = {"角色": role.name}
    if role.people:
        found["人员"] = [f"{each.name} {each.post}".strip() for each in role.people]
    if role.groups:
        found["分组"] = [
            {"组": group.name, "人员": [f"{p.name} {p.post}".strip() for p in group.people]}
            for group in role.groups
        ]
    if role.units is not None:
        whole, line = units_of(role, job), job.line(role.units)
        tail = without_close(role.tail or "")
        if tail.startswith("等"):
            line = line.removesuffix("等")
        found["单位"] = line
        if whole != line:
            found["后缀"] = whole[len(line) :]
    return found


def _duties(block: Duties, job: Job) -> Tree:
    duties: list[Tree] = [
        {"单位": job.line(duty.units), "内容": _lines(duty.content)} for duty in block.duties
    ]
    if block.heading_form:
        return {"题式": block.heading_form, "职责": duties}
    return {"职责": duties}


def printed_tables(blocks: Iterable[composition.Block]) -> list[Tree]:
    """What was set, read again as the importer reads it."""
    found: list[Tree] = []
    for block in blocks:
        if isinstance(block, composition.Paragraph):
            found += [block.text] if block.text.strip() else []
        else:
            found.append(table_block(grid(_rows(block), 0, block.header_rows, is_ours=True)))
    return found


def _rows(table: composition.Table) -> list[list[Spanned]]:
    """The cells of a set table; those that a vertical merge covers lengthen the one above."""
    heights: dict[tuple[int, int], int] = {}
    rows: list[list[tuple[int, composition.Cell]]] = []
    for index, row in enumerate(table.rows):
        column, cells = 0, []
        for cell in row:
            if cell.rows == "continue":
                start = max(y for y, x in heights if x == column and y < index)
                heights[start, column] += 1
            else:
                heights[index, column] = 1
                cells.append((column, cell))
            column += cell.columns
        rows.append(cells)
    return [
        [
            Spanned(
                "\n".join(filter(None, (paragraph.text for paragraph in cell.paragraphs))),
                cell.columns,
                heights[index, column],
                _alignment(cell),
            )
            for column, cell in cells
        ]
        for index, cells in enumerate(rows)
    ]


def _alignment(cell: composition.Cell) -> str:
    """How a cell stands, as 对齐 has it."""
    first = cell.paragraphs[0]
    if not first.style.startswith("表文"):
        return ""
    if cell.upright:
        return "左上" if cell.upright == "top" else "右下"
    if first.style.startswith("表文居右"):
        return "小数点" if first.geometry else "右"
    return "中" if first.style.startswith("表文居中") else "左"
