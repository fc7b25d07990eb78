"""A responsibility table whose ruling was lost: heads and cells as lines, one after another.

重点任务 / 主要措施 / 责任单位 / 1.推进…… / 开展……。 / 市教育局、市科技局 / 加强……。 / 市财政局
"""

from __future__ import annotations

from ... import patterns as re
from ...problem import Level
from ...problem_ids import UNSURE
from ..contents import Content, Found, paragraph_at
from ..pieces import Source, SourceParagraph
from ..tree import Tree, noted
from ..wording import STOPS, are_units

PRECEDENCE = 400
_UNIT_HEADS = re.compile(r"(?:责任|牵头|配合|落实|主办|指导)(?:单位|部门)|单位|部门")
_TASK_HEADS = re.compile(r".*(?:任务|工作|项目|内容|事项|措施|举措|目标|指标|类别)")
_GROUP = re.compile(
    r"(?:\d{1,2}\s*[.．、]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]+[）)]).+"
)
_LONGEST_HEAD, _LONGEST_GROUP, _LONGEST_REST = 8, 24, 8


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """A table of three columns (group, measure, units) whose heads begin at `index`."""
    heads = [paragraph_at(contents, index + each) for each in range(3)]
    names = [head.text for head in heads if head]
    if len(names) < 3 or any(len(name) > _LONGEST_HEAD for name in names):
        return None
    if not (
        _TASK_HEADS.fullmatch(names[0])
        and _TASK_HEADS.fullmatch(names[1])
        and _UNIT_HEADS.fullmatch(names[2])
    ):
        return None
    rows: list[Tree] = []
    position = index + 3
    group = ""
    while first := paragraph_at(contents, position):
        start = position
        if _GROUP.fullmatch(first.text) and len(first.text) <= _LONGEST_GROUP:
            group, position = _group(contents, position)
        measure, units = paragraph_at(contents, position), paragraph_at(contents, position + 1)
        if measure is None or units is None or not _lists_units(units) or not group:
            position = start
            break
        cells: list[Tree] = [group, measure.text, units.text]
        rows.append(cells)
        position += 2
    if len(rows) < 2:
        return None
    number = contents[index].number
    source.say(
        UNSURE,
        Level.WARNING,
        number,
        f"从这里起的文字像是丢了表格线的表（{'、'.join(names)}，{len(rows)}行），已经恢复成表",
        "对照原件核对每一行，同一组的各行合并在一起",
    )
    columns: list[Tree] = list(names)
    block: Tree = {"表": {"列": columns, "合并": [names[0]], "行": rows}}
    return Found((noted(block, "原文没有表格线，各行是推断的，请对照原件核对"),), position - index)


def _group(contents: list[Content], position: int) -> tuple[str, int]:
    """A group's cell, which the page may have broken over lines, and what comes after it."""
    first = paragraph_at(contents, position)
    text = first.text if first else ""
    position += 1
    while (rest := paragraph_at(contents, position)) and _is_rest(rest.text):
        following = paragraph_at(contents, position + 1)
        if are_units(rest.text) and following and not are_units(following.text):
            break
        text += rest.text
        position += 1
    return text, position


def _is_rest(text: str) -> bool:
    return len(text) <= _LONGEST_REST and text[-1] not in STOPS


def _lists_units(units: SourceParagraph) -> bool:
    return not _GROUP.fullmatch(units.text) and looks_like_units(units.text)


def looks_like_units(text: str) -> bool:
    """Whether a cell lists units, be it with names that lost a character or their separators."""
    if re.search(r"[。；;：:]", text):
        return False
    parts = [part for part in re.split("[、，,]", text) if part]
    ends = ("局", "委", "办", "会", "部", "府", "校", "院", "联", "协", "队", "中心", "单位")
    fit = sum(part.endswith(ends) or are_units(part) or len(part) <= 10 for part in parts)
    return bool(parts) and fit * 10 >= len(parts) * 7
