"""The text of a ledger begun, and changed in place: what people typed stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from ..history.sent import Sending
from ..problem import Level, problem_at
from ..problem_ids import CONSULTATION
from ..source.edit.changes import AddEntry, CannotEditError, Change, Data, InsertItem, SetText
from ..source.edit.edited import edited
from ..source.parse import parse
from ..source.tree import Mapping, Value
from ..source.tree import Sequence as ListOfValues
from .asked import Asked
from .ledger import LedgerError

_HEAD = """\
# 征求意见台账。发函、收意见由程序写，“采纳”“理由”等由人填（也可以在表格里填好再读回）。
# 程序只添它收到的，人写的和“#”开头的说明都不动。

"""


def begin_ledger(document: str, title: str) -> str:
    """The text of a ledger of which no round was sent yet."""
    text = f"{_HEAD}文件: 文\n"
    changes: list[Change] = [AddEntry((), "标题", title)] if title else []
    return edited(text, [SetText(("文件",), document), *changes])


def changed(text: str, changes: Sequence[Change], file: str) -> str:
    """The text of a ledger with changes made in place. Raises LedgerError where one cannot be."""
    try:
        return edited(text, changes, file)
    except CannotEditError as error:
        said = f"台账改不了：{error.reason}"
        raise LedgerError([problem_at(error.place, CONSULTATION, Level.ERROR, said)]) from error


def with_round(
    text: str, sending: Sending, letter: str, asked: Sequence[Asked], file: str, *, deemed: bool
) -> str:
    """The text of a ledger with one more round at the end of its rounds."""
    record = sending.record
    entry: dict[str, Data] = {
        "轮次": str(record.round),
        "函": letter,
        **({"文号": record.number} if record.number else {}),
        "标签": sending.tag,
        "发出": record.day,
        "截止": record.deadline,
        "逾期视为无意见": "是" if deemed else "否",
    }
    if asked:
        entry["单位"] = [unit_entry(each) for each in asked]
    return with_items(text, "各轮", [entry], file)


def unit_entry(asked: Asked) -> Data:
    """A unit that was asked and has not answered yet."""
    why: dict[str, Data] = {"须书面答复": asked.must_reply} if asked.must_reply else {}
    return {"单位": asked.unit, "状态": "未复", **why}


def with_items(text: str, key: str, items: Sequence[Data], file: str) -> str:
    """The text with items at the end of the list `key` of its top level, which is begun where it is
    not there. Raises LedgerError.
    """
    if not items:
        return text
    data, _ = parse(text, file)
    there = data.get(key) if isinstance(data, Mapping) else None
    if not isinstance(there, ListOfValues) or not there:
        changes: list[Change] = [AddEntry((), key, list(items))]
    else:
        changes = [InsertItem((key,), len(there), each) for each in items]
    return changed(text, changes, file)


def put(data: Value, path: tuple[str | int, ...], value: str) -> Change:
    """A value at a key of the ledger's data, which may be there already, be it left empty."""
    holder: Value = data
    for step in path[:-1]:
        if isinstance(holder, Mapping) and isinstance(step, str):
            holder = holder.get(step)
        elif isinstance(holder, ListOfValues) and isinstance(step, int):
            holder = holder[step]
    there = isinstance(holder, Mapping) and path[-1] in holder
    return SetText(path, value) if there else AddEntry(path[:-1], str(path[-1]), value)
