"""任务与表格：正文里的任务与表格里的同一项任务对不上。

文字差了字、数字不同，责任单位不同，时限不同，都核对；表里节略的（只写了任务的名称、前半句）不算。
表里的任务多半在正文里的，正文里却有一项表里没有，也提示。由程序从任务做出的责任分工表不会不一样，不用查。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.blocks import Responsibility
from ..document.derived import task_rows
from ..document.tables import Grid
from ..document.tree import parts_of
from ..document.values import ATTRIBUTES, one_line
from ..elements.element import Element
from ..paper.dates import dates_in
from ..problem import Level, Place
from ..registry.units import read_units
from . import Context, Finding

NAME = "任务与表格"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
WRONG = """\
正文:
- 任务: 建设社区书屋40家
  责任单位: 市教育局
- 表:
    列: [任务, 责任单位]
    行:
    - [建设社区书屋45家, 市教育局]
    - [开展读书讲座, 市科协]
"""
RIGHT = """\
正文:
- 任务: 建设社区书屋40家
  责任单位: 市教育局
- 表:
    列: [任务, 责任单位]
    行:
    - [建设社区书屋40家, 市教育局]
    - [开展读书讲座, 市科协]
"""

_TASKS = "任务|措施|工作内容|事项|举措|项目名称|工作要点"
_UNITS = {"牵头单位": "lead_units", "责任单位": "responsible_units", "配合单位": "supporting_units"}
_DEADLINE = "时限|完成时间|完成期限|时间节点|期限"
_MARKS = r"[\s，。；：、！？（）()“”《》·.,;:]"
_SHORTEST = 6
_ALIKE = 0.8
_HEAD = 4
_MOST_PAIRS = 4_000
"""With more rows and tasks than make so many pairs, only those that begin alike are compared."""
_MOST_LACKING = 4
"""Characters by which two texts of one task may differ, to be a slip and no other wording."""


class _Told(Struct, frozen=True):
    """A task of the body: its wordings, and who and when by YAML key."""

    texts: tuple[str, ...]
    place: Place
    fields: dict[str, str]

    @property
    def name(self) -> str:
        """How it is told of."""
        return self.texts[0] if len(self.texts[0]) <= 16 else f"{self.texts[0][:16]}……"


class _TaskRow(Struct, frozen=True):
    """A row of a table of tasks."""

    text: str
    cells: dict[str, str]
    place: Place


def check(context: Context) -> Iterator[Finding]:
    """Each task that a table has otherwise."""
    tables = [
        rows
        for element in context.elements
        if isinstance(element, Grid) and (rows := list(_rows(element)))
    ]
    if not tables:
        return
    tasks = [task for part in parts_of(context.document) for task in _tasks(part)]
    for rows in tables:
        yield from _compared(rows, tasks, context)


def _tasks(part: object) -> Iterator[_Told]:
    for row in task_rows(part):  # type: ignore[arg-type]
        holder = row.holder
        texts = [row.measure, row.group, *_wordings(holder)]
        fields: dict[str, str] = {}
        for key, attribute in ATTRIBUTES.items():
            holders: Sequence[Responsibility] = (holder, *reversed(row.above))
            value = next((v for each in holders if (v := getattr(each, attribute))), None)
            if value is not None:
                fields[key] = value if isinstance(value, str) else _in_one(value)
        yield _Told(tuple(dict.fromkeys(filter(None, texts))), holder.place(), fields)


def _wordings(holder: Element) -> Iterator[str]:
    for attribute in ("text", "title", "content", "measure"):
        value = getattr(holder, attribute, None)
        if value:
            yield one_line(value)


def _in_one(value: object) -> str:
    if isinstance(value, list | tuple):
        return "、".join(each if isinstance(each, str) else _in_one(each) for each in value)
    return str(value)


def _rows(grid: Grid) -> Iterator[_TaskRow]:
    heads = grid.heads()
    named = [index for index, head in enumerate(heads) if re.search(_TASKS, head)]
    who_or_when = any(re.search(f"单位|部门|{_DEADLINE}", head) for head in heads)
    if not named or not who_or_when:
        return
    places = [*grid.row_places, *[grid.place("行")] * len(grid.rows)]
    for row, place in zip(grid.layout, places, strict=False):
        texts = ["" if cell is None else cell.text for cell in row]
        cells = dict(zip(heads, texts, strict=False))
        for index in reversed(named):  # the more detailed stands to the right
            if index < len(texts) and len(_bare(texts[index])) >= _SHORTEST:
                yield _TaskRow(texts[index], cells, place)
                break


def _bare(text: str) -> str:
    return re.sub(_MARKS, "", text)


def _compared(
    rows: Sequence[_TaskRow], tasks: Sequence[_Told], context: Context
) -> Iterator[Finding]:
    met: set[int] = set()
    by_head: dict[str, list[_Told]] = defaultdict(list)
    for task in tasks:
        for head in {_bare(text)[:_HEAD] for text in task.texts}:
            by_head[head].append(task)
    many = len(rows) * len(tasks) > _MOST_PAIRS
    for row in rows:
        found = _best(row, by_head[_bare(row.text)[:_HEAD]] if many else tasks)
        if found is None:
            continue
        task, text, sure = found
        met.add(id(task))
        yield from _wording(row, task, text, context)
        if sure:
            yield from _who(row, task, context)
            yield from _when(row, task, context)
    lacking = [each for each in tasks if id(each) not in met]
    if len(met) > 1 and len(lacking) * 2 <= len(met):
        for task in lacking:
            yield Finding(
                task.place,
                f"正文里的任务“{task.name}”，表格里没有",
                hint="核对表格是不是漏了一行",
                level=Level.NOTICE,
                element=task.name,
            )


def _best(row: _TaskRow, tasks: Sequence[_Told]) -> tuple[_Told, str, bool] | None:
    """The task that a row is of, the wording that is nearest, and whether that is beyond doubt;
    None where no task is like it.
    """
    bare = _bare(row.text)
    best: tuple[float, _Told, str] | None = None
    for task in tasks:
        for text in task.texts:
            alike = _alike(bare, _bare(text))
            if alike >= _ALIKE and (best is None or alike > best[0]):
                best = alike, task, text
    return (best[1], best[2], best[0] >= 1 or len(tasks) > 1) if best else None


def _alike(one: str, other: str) -> float:
    """How much of the shorter stands in the longer, 1 where all of it does in one piece."""
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST:
        return 0.0
    if short in long:
        return 1.0
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    if sum(pair in long for pair in pairs) * 2 < len(pairs):
        return 0.0
    from difflib import SequenceMatcher  # only where two texts are nearly the same

    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(short)


def _wording(row: _TaskRow, task: _Told, text: str, context: Context) -> Iterator[Finding]:
    """Numbers that differ, or a few characters that were lost or changed."""
    one, other = _bare(row.text), _bare(text)
    if one in other or other in one:
        return
    from difflib import SequenceMatcher

    codes = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changes = [each for each in codes if each[0] != "equal"]
    if (changes and changes[-1][1] == len(one)) or (changes and changes[-1][3] == len(other)):
        last = changes[-1]
        if last[0] in ("insert", "delete"):
            changes = changes[:-1]  # one of them goes on
    size = sum(max(end - start, to - at) for _, start, end, at, to in changes)
    numbers = any(
        re.search(r"\d", one[max(0, start - 1) : end + 1])
        and re.search(r"\d", one[start:end] + other[at:to])
        for _, start, end, at, to in changes
    )
    if numbers or 0 < size <= _MOST_LACKING:
        yield Finding(
            context.spot_of(row.place, row.text),
            f"表里写的是“{one_line(row.text)}”，正文的任务（第{task.place.line}行）写的是“{_short(text)}”",
            hint="两处写成一样的；表里有意节略的，不用改",
            level=None if numbers else Level.NOTICE,
            element=row.text,
        )


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}……"


def _who(row: _TaskRow, task: _Told, context: Context) -> Iterator[Finding]:
    for key in _UNITS:
        typed = next((text for head, text in row.cells.items() if key in head), "")
        said = task.fields.get(key, "")
        if key == "责任单位" and not said:
            said = task.fields.get("牵头单位", "")
        if not typed or not said:
            continue
        there = _names(said, context)
        whole = frozenset().union(
            *(_names(task.fields[each], context) for each in task.fields if each in _UNITS)
        )
        # a line of a cell ends at the end of a name, or within one that did not fit
        read = (typed.replace("\n", "、"), one_line(typed))
        if any(_names(each, context) in (there, whole) for each in read):
            continue
        yield Finding(
            context.spot_of(row.place, typed),
            f"“{task.name}”的{key}，表里写的是“{one_line(typed)}”，正文（第{task.place.line}行）写的是“{said}”",
            hint="核对哪一处对",
            element=task.name,
        )


def _names(typed: str, context: Context) -> frozenset[str]:
    read = read_units(typed, context.registry)
    return frozenset(each.unit.full_name if each.unit else each.written for each in read.references)


def _when(row: _TaskRow, task: _Told, context: Context) -> Iterator[Finding]:
    typed = next((text for head, text in row.cells.items() if re.search(_DEADLINE, head)), "")
    typed = one_line(typed)
    here, there = dates_in(typed), dates_in(_as_text(task.fields.get("时限", "")))
    if not here or not there:
        return
    one, other = here[-1], there[-1]
    if (one.month, one.day) == (other.month, other.day) and one.year == other.year:
        return
    if not (one.year and other.year) and (one.month, one.day) == (other.month, other.day):
        return
    yield Finding(
        context.spot_of(row.place, typed),
        f"“{task.name}”的时限，表里写的是“{typed}”，正文（第{task.place.line}行）写的是“{task.fields['时限']}”",
        hint="核对哪一处对",
        element=task.name,
    )


def _as_text(deadline: str) -> str:
    """2026-06 as 2026年6月."""
    match = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", deadline.strip())
    if match is None:
        return deadline
    return f"{match[1]}年{int(match[2])}月" + (f"{int(match[3])}日" if match[3] else "")
