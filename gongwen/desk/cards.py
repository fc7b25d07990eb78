"""What the desk knows of a document: read and checked as `check` does it, and where it stands with
those who were asked and with what went out.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..build.workers import keep_trace
from ..consultation.ledger import Ledger, LedgerError, ledger_path, read_ledger
from ..document.values import one_line
from ..formats import formats
from ..history.register import releases
from ..history.repository import HistoryError, open_repository
from ..history.sent import FOR_SIGNATURE, sendings
from ..library.documents import name_of
from ..problem import Level, Problem
from ..problem_ids import CLASSIFIED, PROGRAM_FAULT
from ..secrecy.refused import ClassifiedError

NO_ANSWER = ("未复", "须书面答复未复")


class Card(Struct, frozen=True):
    """A document in the list. `name` is its path below the content root without suffix, `file` with
    it, and `shown` as problems name it. `used` are the files that all this depends on; `drafts` the
    .docx files that PDFs are made of, by the ends of their names, where they were asked for.
    """

    name: str
    file: str
    shown: str
    title: str = ""
    kind: str = ""
    stage: str = ""
    number: str = ""
    consulted: str = ""
    problems: tuple[Problem, ...] = ()
    refused: bool = False
    changed: float = 0.0
    used: frozenset[Path] = frozenset()
    drafts: Mapping[str, bytes] = {}

    @property
    def is_classified(self) -> bool:
        """Whether nothing of it may be shown here."""
        return any(problem.rule == CLASSIFIED for problem in self.problems)

    def count(self, level: str) -> int:
        """How many problems there are of a level, by its name."""
        return sum(problem.level == level for problem in self.problems)


def card_of(path: Path, shared: Shared, *, drawn: bool = False) -> Card:
    """Read and check a document; with `drawn`, the files for its PDFs too."""
    file = path.relative_to(shared.content).as_posix()
    name = name_of(path, shared.content)
    shown = f"{shared.content.name}/{file}"
    ledger = ledger_path(name, shared.content)
    try:
        changed = path.stat().st_mtime
    except OSError:
        changed = 0.0
    wanted = (formats()["pdf"],) if drawn else ()
    try:
        outcome = process(Request(path, None, wanted), shared)
    except Exception as error:  # our bug: the other documents can still be worked on
        said = keep_trace(error, path.name, shared.root)
        fault = Problem(
            PROGRAM_FAULT, Level.ERROR, shown, 0, 0, "程序处理这份文稿时出了错", "", said
        )
        return Card(name, file, shown, problems=(fault,), refused=True, used=frozenset({path}))
    card = Card(
        name,
        file,
        shown,
        problems=tuple(outcome.problems),
        refused=outcome.refused,
        changed=changed,
        used=frozenset({path, ledger, *outcome.used}),
        drafts=outcome.outputs,
    )
    return card if card.is_classified else _described(card, outcome, ledger)


def _described(card: Card, outcome: Outcome, ledger: Path) -> Card:
    document = outcome.document
    consulted = _consulted(ledger)
    if document is None:
        return replace(card, consulted=consulted)
    return replace(
        card,
        title=one_line(document.title),
        kind=document.kind,
        stage=outcome.stage,
        number=document.document_number or document.order_number or "",
        consulted=consulted,
    )


def _consulted(path: Path) -> str:
    """How far the last round of asking has come, in a line; "" where nobody was asked."""
    if not path.is_file():
        return ""
    try:
        ledger, _ = read_ledger(path, path.name)
    except (LedgerError, OSError):
        return "台账读不出来"
    except ClassifiedError:
        return "台账标了密级"
    return _said_of(ledger)


def _said_of(ledger: Ledger) -> str:
    """The last round in a line: 第1轮，截止2026年5月1日，已复3个、未复9个，未办意见2条."""
    if not ledger.rounds:
        return ""
    last = ledger.rounds[-1]
    waiting = sum(unit.state in NO_ANSWER for unit in last.units)
    parts = [f"第{last.number}轮"]
    if last.deadline:
        parts.append(f"截止{last.deadline}")
    if last.units:
        parts.append(f"已复{len(last.units) - waiting}个、未复{waiting}个")
    undecided = sum(not each.adopted and not each.withdrawn for each in ledger.comments)
    if undecided:
        parts.append(f"未办意见{undecided}条")
    return "，".join(parts)


class Dispatched(Struct, frozen=True):
    """What went out of a document, to be commented on, to be signed and as issued: the last of
    each in a line; "" where it did not.
    """

    sent: str = ""
    signed: str = ""
    issued: str = ""

    @property
    def lines(self) -> list[str]:
        """What there is of them, in the order of an office's work."""
        return [each for each in (self.sent, self.signed, self.issued) if each]


def dispatched(root: Path, content: Path) -> dict[str, Dispatched]:
    """What went out, by the path of the document below the content root, as tags say. Nothing of a
    release that was classified; nothing at all where there is no history.
    """
    found: dict[str, Dispatched] = {}
    with contextlib.suppress(HistoryError, OSError, ClassifiedError):
        repository = open_repository(root)
        if not content.resolve().is_relative_to(repository.top):
            return found
        place = content.resolve().relative_to(repository.top).as_posix()
        for sending in sendings(repository):
            record = sending.record
            for file in record.documents:
                name = _below(file, place)
                before = found.get(name, Dispatched())
                if record.purpose == FOR_SIGNATURE:
                    found[name] = replace(before, signed=record.said)
                else:
                    found[name] = replace(before, sent=record.said)
        for _, manifest in releases(repository):
            if manifest.get("密级"):
                continue
            name = _below(manifest["文稿"], place)
            issued = f"已印发 {manifest.get('文号', '')}".rstrip()
            found[name] = replace(found.get(name, Dispatched()), issued=issued)
    return found


def _below(name: str, place: str) -> str:
    """A file's name from the content root, without its suffix."""
    inside = name if place == "." else name.removeprefix(f"{place}/")
    return inside.removesuffix(".yaml").removesuffix(".yml")
