"""督办台账.xlsx: the tasks with columns of its own in which progress is filled in, read back and
made again: what people typed goes on with its task.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct, field

from ..library.filled_table import NOTES, filled_table, noted
from ..library.workbook import UnreadableTableError
from ..paper.words import in_book_marks
from ..render.workbook import packed_workbook, print_landscape, ruled, spanning, workbook_around
from .due import KINDS, STATES, AsOf, kind_of, standing, state_doubt
from .tasks import Supervised
from .tying import ties

SHEET: Final = "督办台账"


class _Column(Struct, frozen=True):
    """A column that comes from the plan: its head, its width in characters, what it shows of a
    task; `told` = what was typed over it is told.
    """

    head: str
    width: int
    text: Callable[[Supervised], str]
    told: bool = False


def _of_role(role: str, width: int) -> _Column:
    return _Column(role, width, lambda task: task.shown[role], told=True)


_OF_PLAN: Final = (
    _Column("重点任务", 16, lambda task: task.group),
    _Column("主要措施", 36, lambda task: task.measure),
    _Column("目标", 20, lambda task: task.targets, told=True),
    _of_role("牵头单位", 14),
    _of_role("责任单位", 16),
    _of_role("配合单位", 14),
    _Column("责任领导", 12, lambda task: task.leader, told=True),
    _Column("时限", 14, lambda task: task.deadline, told=True),
    _Column("到期日", 11, lambda task: task.due.day.isoformat() if task.due.day else ""),
)
NUMBER: Final = "编号"
STANDING: Final = "督办情况"
_GIVEN: Final = (NUMBER, *(column.head for column in _OF_PLAN), STANDING)
OWN: Final = ("状态", "进展", "备注")
_STATE, *_ = OWN
_MEASURE: Final = "主要措施"
_ALSO_CALLED: Final = {
    NUMBER: ("任务编号",),  # not 序号: an office counts its rows anew
    _MEASURE: ("具体措施", "工作措施", "措施", "具体任务", "工作任务", "任务"),
    "状态": ("任务状态", "办理状态", "完成状态", "落实状态", "进度状态", "工作状态"),
    "进展": ("进展情况", "工作进展", "推进情况", "落实情况", "工作进展情况"),
    "备注": ("备注说明",),
}
"""What people put over a column in the place of its head, where that is not there."""
_COLUMNS: Final = {head: _ALSO_CALLED.get(head, ()) for head in (*_GIVEN, *OWN)}
_WIDTHS: Final = (6, *(column.width for column in _OF_PLAN), 13, 10, 36, 16)
_ADDED_WIDTH: Final = 16
_GONE: Final = "文稿里没有了"
_HEAD_ROW: Final = 3
_SHOWN: Final = 20


class LedgerRow(Struct, frozen=True):
    """A row of the ledger. `task` None = the plan has it no more; `given` are then its cells as
    they were. `own` is what people typed, by heads.
    """

    number: int
    task: Supervised | None
    given: dict[str, str]
    own: dict[str, str]

    @property
    def doubt(self) -> str:
        """What has to be looked at in what people typed."""
        return state_doubt(self.own.get(_STATE, ""))


class Earlier(Struct):
    """A ledger as it was filled in: its rows by heads, the heads that people added, what was not
    read, and the sheet (from 0) that it stands in.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    sheet: int = 0


class MadeLedger(Struct):
    """The rows of a ledger as it is now, the columns that people added, and what is to be said."""

    rows: list[LedgerRow]
    added: list[str]
    said: list[str]


def read_ledger(content: bytes) -> Earlier:
    """What a ledger says. Raises UnreadableTableError where it is none, or is not plain."""
    table = filled_table(content, SHEET, _COLUMNS, (NUMBER, _MEASURE))
    if table is None or not any(head in table.at for head in OWN):
        raise UnreadableTableError(
            f"表里没有“{NUMBER}”“{_MEASURE}”和“{'”“'.join(OWN)}”这几列，不是督办台账"
        )
    named = {at: head for head, at in table.at.items()}
    added = [table.heads[at] for at in table.own()]
    heads = [named.get(at, head) for at, head in enumerate(table.heads)]
    twice = next((head for head in heads if head and heads.count(head) > 1), "")
    if twice:
        raise UnreadableTableError(f"有两列都叫“{twice}”，改掉一列的名称再读")
    if added and (lacking := [head for head in OWN if head not in table.at]):
        raise UnreadableTableError(
            f"没有“{'”“'.join(lacking)}”这一列，“{'”“'.join(added)}”不知道是不是；"
            f"是的，表头改回“{lacking[0]}”，不是的，另加一列“{lacking[0]}”，再读"
        )
    found = Earlier(added=added, said=list(table.faults), sheet=table.sheet)
    notes = noted(content, table)
    if notes and NOTES not in found.added:
        found.added.append(NOTES)
    for number, row in table.rows:
        cells = [cell.strip() for cell in row]
        if any(cell for head, cell in zip(heads, cells, strict=False) if not head) or any(
            cells[len(heads) :]
        ):
            raise UnreadableTableError(f"第{number}行有字写在没有列名的列里，给这一列写上列名再读")
        row_read = dict(zip(heads, cells, strict=False))
        if number in notes:
            row_read[NOTES] = notes[number]
        found.rows.append(row_read)
    return found


def over(filled: Earlier, former: Earlier) -> list[str]:
    """Put a ledger that was `filled` in elsewhere over the one that is kept: what it leaves empty,
    and the rows that it lacks, go on as they were. What is to be said of it.
    """
    said: list[str] = []
    filled.added += [head for head in former.added if head not in filled.added]
    rows = {(_number(row), row.get(_MEASURE)): row for row in filled.rows}
    for before in former.rows:
        own, number = _filled(before, (*OWN, *former.added)), _number(before)
        row = rows.get((number, before.get(_MEASURE)))
        if row is None:
            filled.rows.append(before)
            if own:
                said.append(f"编号{number}交回的台账里没有，照原来的留着")
            continue
        for head, cell in own.items():
            if not row.get(head):
                row[head] = cell
            elif "".join(row[head].split()) != "".join(cell.split()):
                said.append(
                    f"编号{number}的“{head}”，原来是“{_short(cell)}”，照交回的“{_short(row[head])}”"
                )
    return said


def joined(tasks: Sequence[Supervised], earlier: Earlier) -> MadeLedger:
    """The tasks with what people typed of them. A row whose task is gone stays where anything was
    typed in it; one without is told of and left out.
    """
    said: list[str] = []
    texts = [f"{row.get('重点任务', '')}\n{row.get('主要措施', '')}" for row in earlier.rows]
    tied = {tie.task: tie for tie in ties(texts, [task.text for task in tasks])}
    heads = (*OWN, *earlier.added)
    numbers = _Numbers({_number(row) for row in earlier.rows})
    rows: list[LedgerRow] = []
    for at, task in enumerate(tasks):
        tie = tied.get(at)
        if tie is None:
            number = numbers.of({})
            rows.append(LedgerRow(number, task, {}, {}))
            if earlier.rows:
                said.append(f"新的任务，编号{number}：{_short(task.measure)}")
            continue
        before = earlier.rows[tie.row]
        number = numbers.of(before)
        rows.append(LedgerRow(number, task, {}, _filled(before, heads)))
        if not tie.is_same:
            said.append(
                f"编号{number}的任务改了说法，填的内容随它过来了，请核对："
                f"“{_short(before.get('主要措施', ''))}”现在是“{_short(task.measure)}”"
            )
    kept = {tie.row for tie in tied.values()}
    for at, before in enumerate(earlier.rows):
        if at in kept:
            continue
        own, words = _filled(before, heads), _short(before.get("主要措施", ""))
        if not own and _number(before):
            said.append(f"编号{_number(before)}在文稿里找不到了，没有填过内容，不再列：{words}")
            continue
        number = numbers.of(before)
        rows.append(LedgerRow(number, None, _filled(before, _GIVEN), own))
        said.append(f"编号{number}在文稿里找不到了，填过的内容留在表的末尾：{words}")
    return MadeLedger(rows, earlier.added, said)


class _Numbers(Struct):
    """The numbers of rows: a row keeps its own, unless another had it before; new ones follow."""

    known: set[int]
    given: set[int] = field(default_factory=set)

    def of(self, row: dict[str, str]) -> int:
        """The number of a row as it was; a new one for an empty row."""
        number = _number(row)
        if not number or number in self.given:
            number = max(self.known | self.given, default=0) + 1
        self.given.add(number)
        return number


def _filled(row: dict[str, str], heads: Sequence[str]) -> dict[str, str]:
    return {head: row[head] for head in heads if row.get(head)}


def _number(row: dict[str, str]) -> int:
    """The number of a row; 0 where a person added it."""
    typed = row.get(NUMBER, "")
    return int(typed) if typed.isdecimal() else 0


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}……"


def typed_over(made: MadeLedger, earlier: Earlier, as_of: AsOf) -> list[str]:
    """What people changed in the columns that come from the plan, which the plan alone says."""
    said = []
    before = {_number(row): row for row in earlier.rows}
    for row in made.rows:
        old = before.get(row.number)
        if row.task is None or old is None or old.get("主要措施") != row.task.measure:
            continue
        given = given_cells(row, as_of)
        for head in (column.head for column in _OF_PLAN if column.told):
            if head in old and "".join(old[head].split()) != "".join(given[head].split()):
                said.append(
                    f"编号{row.number}的“{head}”，台账里是“{_short(old[head])}”，文稿里是"
                    f"“{_short(given[head])}”，照文稿；要改的改文稿"
                )
    return said


def given_cells(row: LedgerRow, as_of: AsOf) -> dict[str, str]:
    """The cells that come from the plan."""
    task = row.task
    if task is None:
        return {**row.given, NUMBER: str(row.number), STANDING: _GONE}
    return {
        NUMBER: str(row.number),
        **{column.head: column.text(task) for column in _OF_PLAN},
        STANDING: standing_of(row, as_of),
    }


def standing_of(row: LedgerRow, as_of: AsOf) -> str:
    """未到期, 临期, 逾期, 已完成 of a row on a day."""
    if row.task is None:
        return _GONE
    return standing(row.task.due.day, row.own.get(_STATE, ""), as_of)


def ledger_xlsx(
    made: MadeLedger, title: str, as_of: AsOf, before: bytes | None, place: int = 0
) -> bytes:
    """The workbook, the same bytes for the same rows; other sheets of the one `before`, where it is
    sheet `place`, stay.
    """
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.datavalidation import DataValidation

    heads = (*_GIVEN, *OWN, *made.added)
    book, sheet = workbook_around(SHEET, before, place)
    sheet.append([f"{in_book_marks(title)}督办台账"])
    sheet.append([f"截至{as_of.day}。{counted(made.rows, as_of)}"])
    sheet.append(list(heads))
    for row in made.rows:
        cells = {**given_cells(row, as_of), **row.own}
        sheet.append([cells.get(head, "") or None for head in heads])
    last = _HEAD_ROW + len(made.rows)
    ruled(sheet, _HEAD_ROW, last, len(heads))
    fill, late, soon = (PatternFill("solid", fgColor=c) for c in ("FFF7DC", "F8CBAD", "FFE699"))
    for line in sheet.iter_rows(min_row=_HEAD_ROW + 1, max_row=last, max_col=len(heads)):
        for cell in line[len(_GIVEN) :]:
            cell.fill = fill
        said = str(line[len(_GIVEN) - 1].value or "")
        if said.startswith(("逾期", "临期")):
            line[len(_GIVEN) - 1].fill = late if said.startswith("逾期") else soon
    for at in range(len(heads)):
        letter = sheet.cell(_HEAD_ROW, at + 1).column_letter
        sheet.column_dimensions[letter].width = (_WIDTHS + (_ADDED_WIDTH,) * len(heads))[at]
    spanning(sheet, 1, len(heads), 16)
    spanning(sheet, 2, len(heads))
    state = sheet.cell(_HEAD_ROW, len(_GIVEN) + 1).column_letter
    listed = DataValidation("list", formula1=f'"{",".join(STATES)}"', allow_blank=True)
    listed.showErrorMessage = False  # other words may be typed too
    listed.add(f"{state}{_HEAD_ROW + 1}:{state}{max(last, _HEAD_ROW + 1)}")
    sheet.add_data_validation(listed)
    corner = sheet.cell(_HEAD_ROW, len(heads)).column_letter
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{corner}{last}"
    print_landscape(sheet, _HEAD_ROW)
    sheet.freeze_panes = f"D{_HEAD_ROW + 1}"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    return packed_workbook(book, f"{title}督办台账")


def counted(rows: Sequence[LedgerRow], as_of: AsOf) -> str:
    """共12项：逾期1项，临期2项，未到期6项，已完成3项。"""
    live = [row for row in rows if row.task is not None]
    kinds = [kind_of(standing_of(row, as_of)) for row in live]
    parts = [f"{kind}{kinds.count(kind)}项" for kind in KINDS if kind in kinds]
    gone = len(rows) - len(live)
    more = f"另有{gone}项{_GONE}。" if gone else ""
    return f"共{len(live)}项" + (f"：{'，'.join(parts)}" if parts else "") + "。" + more
