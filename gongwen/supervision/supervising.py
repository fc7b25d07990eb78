"""督办: the ledger of a plan read back and made anew, and the tables of its units."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..document.values import one_line
from ..library.documents import name_of
from ..problem import Level, Place, Problem
from ..secrecy.gate import read_or_refuse, refuse_found
from ..sheet.data import STANDARD_SHEET
from ..storage.files import write_atomically
from .due import AsOf
from .ledger import (
    Earlier,
    counted,
    joined,
    ledger_xlsx,
    over,
    read_ledger,
    standing_of,
    typed_over,
)
from .tasks import tasks_of
from .unit_tables import NAME, units_docx, units_in_order, units_xlsx

FOLDER = "_督办"
LEDGER = "督办台账"


class SupervisionError(Exception):
    """Why a plan cannot be supervised, in Chinese; `problems` say more."""

    def __init__(self, message: str, problems: list[Problem] | None = None) -> None:
        super().__init__(message)
        self.problems = problems or []


class ReadProgress(Struct, frozen=True):
    """What was read and made. `late` are the tasks that are 逾期 or 临期, a line each; `outputs`
    are files by the tails of their names.
    """

    ledger: Path
    counted: str
    late: tuple[str, ...]
    said: tuple[str, ...]
    outputs: dict[str, bytes]


def ledger_path(name: str, content: Path) -> Path:
    """Where the ledger of a plan is kept: with the documents, as people write in it."""
    return content / FOLDER / f"{name}（{LEDGER}）.xlsx"


def supervise(plan: Path, filled: Path | None, shared: Shared, as_of: AsOf) -> ReadProgress:
    """Read the ledger of the document `plan` back, or the copy of it that was `filled` in, and make
    it anew as of a day, with the tables of the units.

    Raises SupervisionError, UnreadableTableError (nothing is written then), ClassifiedError or
    OSError.
    """
    name = name_of(plan, shared.content)
    outcome = process(Request(plan, None), shared)
    refuse_found(outcome.problems)
    if outcome.document is None:
        errors = [each for each in outcome.problems if each.level is Level.ERROR]
        raise SupervisionError(f"{name} 读不出来，先改好它", errors)
    tasks, said = tasks_of(outcome.document, outcome.registry)
    if not tasks:
        hint = "任务写成“- 任务: ……”，或者在节里写责任单位"
        raise SupervisionError(f"{name} 里没有写任务（{hint}）")
    path = ledger_path(name, shared.content)
    source = filled or (path if path.is_file() else None)
    before = read_or_refuse(source, source.name) if source else None
    earlier = read_ledger(before) if before is not None else Earlier()
    said += earlier.said
    if filled and path.is_file() and path.resolve() != filled.resolve():
        before = read_or_refuse(path, path.name)  # its other sheets stay, those sent are elsewhere
        former = read_ledger(before)
        said += over(earlier, former)
        earlier.sheet = former.sheet
    made = joined(tasks, earlier)
    said += made.said + typed_over(made, earlier, as_of)
    said += [
        f"编号{row.number}：{row.task.due.doubt}"
        for row in made.rows
        if row.task and row.task.due.doubt
    ]
    said += [f"编号{row.number}：{doubt}" for row in made.rows if row.task and (doubt := row.doubt)]
    title = one_line(outcome.document.title)
    issued = outcome.document.issued_texts
    if len(issued) == 1 and issued[0].title:
        title = one_line(issued[0].title)
    content = ledger_xlsx(made, title, as_of, before, earlier.sheet)
    if filled or content != before:
        write_atomically(path, content, lasting=True)
    units = units_in_order(made.rows, outcome.registry)
    sheet, _ = shared.sheet(STANDARD_SHEET, Place(""))
    template = shared.template("文件", sheet) if sheet else None
    outputs = {f"（{NAME}）.xlsx": units_xlsx(made.rows, units, title, as_of)}
    if template is None:
        said.append("没有 templates/文件.docx 或 styles/gbt9704.yaml，没有做 .docx")
    elif units:
        outputs[f"（{NAME}）.docx"] = units_docx(made.rows, units, title, as_of, template)
    if not units:
        said.append("任务都没有写单位，没有各单位的清单")
    late = tuple(
        f"编号{row.number} {standing}：{row.task.measure[:30]}"
        f"（{next(iter(row.task.units), '没有写单位')}）"
        for row in made.rows
        if row.task and (standing := standing_of(row, as_of)).startswith(("逾期", "临期"))
    )
    done_text = counted(made.rows, as_of)
    return ReadProgress(path, done_text, late, tuple(said), outputs)
