"""The head of a table that does not say which it is: by how its first rows look."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from .pieces import Rows, SourceCell

_DEEPEST = 4
"""Rows that a head may take."""
_LONGEST = 30
"""Characters up to which a text may name a column, mostly."""
_DATA = re.compile(
    r"(?!(?:19|20)\d{2}$)[-+]?\d[\d,，.]*\s*[%％]?|\d{4}年\d{1,2}月\d{1,2}日|1[3-9]\d{9}|.*。"
)
"""What stands in a table and names no column: numbers but years, days, telephones, sentences."""
_LABEL = re.compile(
    r".*(?:姓名|性别|民族|籍贯|年龄|出生(?:年月|日期)|政治面貌|学历|学位|毕业院校|专业|职务|职称|职级|"
    r"单位|部门|电话|手机|传真|邮箱|邮编|地址|证件?号码?|证号|账号|开户行|名称|类别|类型|负责人|联系人|"
    r"法定代表人|时间|日期|金额|资金|投资|经费|编号|意见|情况|简介|理由|经历|简历|事迹|内容|方式|备注)"
    r"(?:[（(].*[）)])?[:：]?"
)
"""What stands before a field of a form."""
_NAMES = re.compile(
    r".*[号名称目容位门期间数量率额注别型类标值话式人务责施求准况见因据源级址计比重价费分程点"
    r"区县市年月季度由次度面口向果性项事地者员长部办制业品物物房款元亩米里吨细表](?:[（(].*[）)])?"
)
"""How names of columns end, mostly."""


def depth_of_head(rows: Rows) -> int:
    """How many of the first rows look like the head: one of plain names, or more where each parts
    what the one above reaches over; 0 where there is none.
    """
    first = rows[0]
    if len(rows) < 2 or sum(not cell.text for cell in first[1:]) or _is_data(first):
        return 0
    if _is_labelled(first) and _is_labelled(rows[1][:2]):
        return 0
    if not any(cell.merged for cell in first):
        return 1 if not any(cell.merged == "above" for cell in rows[1]) else _deep(rows, 2)
    return next(
        (depth for depth in range(2, min(_DEEPEST, len(rows) - 1) + 1) if _deep(rows, depth)), 0
    )


def _deep(rows: Rows, depth: int) -> int:
    """`depth`, where so many rows are a head; else 0."""
    head = rows[:depth]
    if len(rows) <= depth or any(cell.merged == "above" for cell in rows[depth]):
        return 0
    if any(cell.merged == "left" and not _from_above(head, depth - 1, place)
           for place, cell in enumerate(head[-1])):  # fmt: skip
        return 0
    for number in range(1, depth):
        for place, cell in enumerate(head[number]):
            parted = _is_wide(head[number - 1], place)
            if parted == (cell.merged == "above") or not cell.text:
                return 0
    return depth


def _is_wide(row: Sequence[SourceCell], place: int) -> bool:
    """Whether the cell at a place reaches over columns."""
    return row[place].merged == "left" or (place + 1 < len(row) and row[place + 1].merged == "left")


def _from_above(rows: Rows, number: int, place: int) -> bool:
    """Whether a place covered from the left belongs to a cell that begins in a row above."""
    start = place
    while rows[number][start].merged == "left":
        start -= 1
    return rows[number][start].merged == "above"


def _is_data(row: Sequence[SourceCell]) -> bool:
    """Whether a row holds what no head does."""
    texts = ["".join(cell.text.split()) for cell in row if not cell.merged]
    return any(_DATA.fullmatch(text) or len(text) > 2 * _LONGEST for text in texts)


def _is_labelled(row: Sequence[SourceCell]) -> bool:
    """Whether a row is one of a form that was filled in: labels, each with its field beside it."""
    texts = ["".join(cell.text.split()) for cell in row if not cell.merged]
    labels = [bool(_LABEL.fullmatch(text)) for text in texts]
    return len(texts) % 2 == 0 and all(labels[::2]) and not any(labels[1::2])


def is_doubtful(row: Sequence[SourceCell]) -> bool:
    """Whether less than half of a row's texts look like names of columns; of two, not both."""
    texts = ["".join(cell.text.split()) for cell in row if cell.text and not cell.merged]
    like = sum(len(text) <= _LONGEST and bool(_NAMES.fullmatch(text)) for text in texts)
    return like < len(texts) if len(texts) < 3 else 2 * like < len(texts)
