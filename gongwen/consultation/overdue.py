"""催办: who has not answered on a day, and the words to ask with."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..build.shared import Shared
from ..document.values import Moment
from ..history.repository import HistoryError
from ..paper.words import in_book_marks
from ..source.edit.changes import Change
from ..source.parse import parse
from ..storage.files import write_atomically
from .ledger import AskedUnit, ledger_path, not_consulted, read_ledger, refuse_classified
from .ledger_text import changed, put

_OPEN = ("未复", "须书面答复未复")


class Overdue(Struct, frozen=True):
    """Who has not answered. `reminder` is the text to send; `is_past` = the deadline is over."""

    ledger: Path
    waiting: tuple[AskedUnit, ...]
    deemed: tuple[str, ...]
    reminder: str
    deadline: Moment | None
    is_past: bool
    changed: bool


def overdue(name: str, shared: Shared, on: Moment) -> Overdue:
    """Who of the last round has not answered on a day; after the deadline their states are written:
    silence means consent where the letter said so, and never where an answer is due in writing.
    Raises HistoryError, LedgerError, ClassifiedError or OSError.
    """
    refuse_classified(name, shared)
    path = ledger_path(name, shared.content)
    if not path.is_file():
        raise HistoryError(not_consulted(name, shared.content))
    shown = path.relative_to(shared.content.parent).as_posix()
    ledger, text = read_ledger(path, shown)
    if not ledger.rounds:
        raise HistoryError(f"{path.name} 里没有“各轮”，先运行 make send")
    at = len(ledger.rounds) - 1
    round_ = ledger.rounds[at]
    is_past = round_.deadline is not None and on > round_.deadline
    data = parse(text, shown)[0]
    waiting: list[AskedUnit] = []
    deemed: list[str] = []
    changes: list[Change] = []
    for index, unit in enumerate(round_.units):
        if unit.state not in _OPEN:
            continue
        state = "未复"
        if is_past and unit.must_reply:
            state = "须书面答复未复"
        elif is_past and round_.deemed:
            state = "逾期视为无意见"
        if state == "逾期视为无意见":
            deemed.append(unit.unit)
        else:
            waiting.append(unit)
        if is_past and state != unit.state:
            changes.append(put(data, ("各轮", at, "单位", index, "状态"), state))
    if changes:
        write_atomically(path, changed(text, changes, shown).encode(), lasting=True)
    reminder = _reminder(ledger.title, round_.letter_number, round_.deadline, past=is_past)
    return Overdue(
        path, tuple(waiting), tuple(deemed), reminder, round_.deadline, is_past, bool(changes)
    )


def _reminder(title: str, number: str, deadline: Moment | None, *, past: bool) -> str:
    letter = f"（{number}）" if number else ""
    until = f"请于{deadline}前" if deadline and not past else "反馈时间已过，请尽快"
    return (
        f"{in_book_marks(f'{title}（征求意见稿）')}征求意见的函{letter}已送你单位，{until}书面反馈意见；"
        "没有意见的，也请书面答复。"
    )
