"""办理意见: decisions read back into the ledger, and the tables made of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, field

from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..history.repository import HistoryError, Repository
from ..history.versions import stage_of
from ..history.versions_to_compare import VersionsToCompare
from ..library.workbook import UnreadableTableError
from ..problem import Place, Problem
from ..registry.units import Registry
from ..secrecy.gate import read_or_refuse, refuse_found
from ..sheet.data import STANDARD_SHEET
from ..source.parse import parse
from ..source.tree import Value
from ..storage.files import write_atomically
from ..template.ready import Template
from .clauses import SentVersion, clauses_of
from .collecting import sent_version
from .explanation import explanation, explanation_path
from .ledger import Comment, Ledger, ledger_path, not_consulted, read_ledger, refuse_classified
from .ledger_text import changed
from .settled import alike, by_clause, counts, problems, standing_comments
from .summary_table import NAME, summary_docx, summary_xlsx
from .tying import tied
from .whose import units_in
from .worksheet import OwnColumns, own_columns, read_back, worksheet

WORKSHEET = "意见办理表"


class SettledReplies(Struct):
    """What was read back and made: files by the tail of their names, and the text of a 起草说明."""

    ledger: Path
    counted: str
    outputs: dict[str, bytes]
    said: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    explanation: str = ""


def settle(
    name: str,
    filled: Path | None,
    shared: Shared,
    repository: Repository,
    *,
    by_unit: bool,
    there: Path | None = None,
) -> SettledReplies:
    """Read a filled-in workbook, where there is one, into the ledger of the document `name`, and
    make the workbook anew and the tables. The workbook that lies `there` is not made anew where a
    person has filled in what was not read back. Raises HistoryError, LedgerError,
    UnreadableTableError, ClassifiedError or OSError.
    """
    refuse_classified(name, shared)
    path, shown = _ledger_of(name, shared)
    ledger, text = read_ledger(path, shown)
    said: list[str] = []
    faults: list[str] = []
    if not ledger.rounds:
        raise HistoryError(f"{path.name} 里没有“各轮”，先运行 make send")
    sent = sent_version(ledger, ledger.rounds[-1].tag, VersionsToCompare(shared, repository))
    registry = process(Request(shared.content / f"{name}.yaml", None), shared).registry
    names = _Names(ledger, sent, registry)
    own = OwnColumns()
    if filled is not None:
        content = read_or_refuse(filled, filled.name)
        data = parse(text, shown)[0]
        found = read_back(content, ledger, data, names.place, names.unit)
        own = own_columns(content)
        said, faults = found.said, [f"{filled.name} {each}" for each in found.problems]
        if found.changes:
            write_atomically(path, changed(text, found.changes, shown).encode(), lasting=True)
            ledger, text = read_ledger(path, shown)
    faults += _unknown_places(ledger, sent)
    ordered = by_clause(standing_comments(ledger), sent)
    listed = sorted(ordered, key=lambda each: _rank(each, ledger)) if by_unit else ordered
    counted, title = counts(ledger), ledger.title
    outputs = {
        f"（{WORKSHEET}）.xlsx": worksheet(ordered, title),
        f"（{NAME}）.docx": summary_docx(listed, counted, title, _template(shared)),
        f"（{NAME}）.xlsx": summary_xlsx(listed, counted, title),
    }
    if there is not None and there.is_file():
        kept = _unread(there, name, ledger, parse(text, shown)[0], names)
        if kept:
            del outputs[f"（{WORKSHEET}）.xlsx"]
            faults.append(kept)
        elif not own.heads:
            own = own_columns(there.read_bytes())
    if own.book and f"（{WORKSHEET}）.xlsx" in outputs:
        outputs[f"（{WORKSHEET}）.xlsx"] = worksheet(ordered, title, own)
    said += [f"意见相近：{_named(group)}" for group in alike(ordered)]
    against = list(_against(name, ledger, sent, shared))
    file = explanation_path(name, shared.content).name
    text = explanation(ledger, counted, _headings(sent), file)
    return SettledReplies(path, counted.said, outputs, said, faults, against, text)


class _Names(Struct, frozen=True):
    """What a person typed, as the ledger calls it."""

    ledger: Ledger
    sent: SentVersion
    registry: Registry

    def place(self, typed: str) -> str:
        """The place of the clause that is meant, as typed where none can be told."""
        if any(each.place == typed for each in self.sent.clauses):
            return typed
        clause = tied(typed, "", "", self.sent).clause
        return clause.place if clause else typed

    def unit(self, typed: str) -> str:
        """The short name of the unit that is meant, as typed where none can be told."""
        asked = [each.unit for each in self.ledger.rounds[-1].units]
        found = [typed] if typed in asked else units_in(typed, asked, self.registry)
        return found[0] if len(found) == 1 else typed


def _unread(there: Path, name: str, ledger: Ledger, data: Value, names: _Names) -> str:
    """Why the workbook that lies there is kept as it is; "" = nothing in it would be lost."""
    try:
        left = read_back(read_or_refuse(there, there.name), ledger, data, names.place, names.unit)
    except UnreadableTableError as error:
        return f"{there.name} 没有重做：原来的一份读不出来（{error}），移开以后再做"
    changes = len(left.changes)
    if not changes:
        return ""
    return (
        f"{there.name} 没有重做：里面填了{changes}处，还没有读回台账；先读回："
        f"make settle DOC={name} FILE={there}（没有 make：settle {name} --file {there}）；"
        "不要的，移开这个文件"
    )


def _headings(sent: SentVersion) -> list[str]:
    """The names of the first level of what was sent, attachments left out."""
    return [
        each.name for each in sent.clauses if each.name and len(each.path) == 1 and not each.part
    ]


def _unknown_places(ledger: Ledger, sent: SentVersion) -> Iterator[str]:
    """The comments of the last round whose clause was not sent: a person has typed it."""
    places = {clause.place for clause in sent.clauses}
    for each in standing_comments(ledger):
        if each.round == ledger.rounds[-1].number and each.clause and each.clause not in places:
            yield (
                f"意见{each.number}的条款“{each.clause}”，送出的那一稿里没有；"
                "照台账里别的意见那样写，如“三、（一）”"
            )


def standing_against(name: str, shared: Shared, repository: Repository) -> list[Problem]:
    """What stands against the ledger of a document as that is now; none where there is no ledger.
    Raises as `settle` does.
    """
    path = ledger_path(name, shared.content)
    if not path.is_file():
        return []
    _, shown = _ledger_of(name, shared)
    ledger, _ = read_ledger(path, shown)
    if not ledger.rounds:
        return []
    sent = sent_version(ledger, ledger.rounds[-1].tag, VersionsToCompare(shared, repository))
    return list(_against(name, ledger, sent, shared))


def _ledger_of(name: str, shared: Shared) -> tuple[Path, str]:
    path = ledger_path(name, shared.content)
    if not path.is_file():
        raise HistoryError(not_consulted(name, shared.content))
    return path, path.relative_to(shared.content.parent).as_posix()


def _against(name: str, ledger: Ledger, sent: SentVersion, shared: Shared) -> Iterator[Problem]:
    path = shared.content / f"{name}.yaml"
    outcome = process(Request(path, None), shared)
    refuse_found(outcome.problems)
    stage = stage_of(path.read_text(encoding="utf-8", errors="replace"))
    now = clauses_of([each.composition for each in outcome.pages]) if outcome.pages else None
    yield from problems(ledger, stage, sent, now)


def _rank(comment: Comment, ledger: Ledger) -> int:
    """The place of the unit among those that were asked; others come last."""
    names = [unit.unit for round_ in ledger.rounds for unit in round_.units]
    return names.index(comment.unit) if comment.unit in names else len(names)


def _named(group: list[Comment]) -> str:
    return f"{group[0].clause} " + "、".join(f"{each.unit}（意见{each.number}）" for each in group)


def _template(shared: Shared) -> Template:
    sheet, _ = shared.sheet(STANDARD_SHEET, Place(""))
    template = shared.template("文件", sheet) if sheet else None
    if template is None:
        raise HistoryError("没有 templates/文件.docx 或 styles/gbt9704.yaml，做不成 .docx")
    return template
