"""送签: the text frozen as it goes up to be signed, with the 发文稿纸 and, where units sign too,
the 会签单; and 复核 of it before it is printed.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..build.options import Options
from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..document.parts import Document
from ..document.values import Moment
from ..formats import formats
from ..history.classified import refuse_past
from ..history.register import entries
from ..history.repository import DETACHED, HistoryError, Repository
from ..history.saving import files_used, is_unsaved, person
from ..history.sent import (
    FOR_SIGNATURE,
    SIGNED_TEXT,
    Sending,
    SentRecord,
    last_submitted,
    record_sent,
)
from ..history.signed_text import against_signed
from ..history.versions import former_names, versions
from ..history.versions_to_compare import UnreadableError, VersionsToCompare
from ..problem import Level, Problem, as_digest, as_text
from ..registry.units import read_units
from ..secrecy.gate import refuse_found
from ..storage.files import write_atomically
from ..template.ready import Template
from .approval_sheet import COUNTERSIGNED, SHEET_NAME, approval_sheet, countersign_sheet
from .facts import countersigners, facts_of, readable
from .form import form_template
from .house_form import house_form
from .recheck_sheet import RECHECKED, Rechecked, open_points, recheck_sheet


class Submitted(Struct, frozen=True):
    """What was done. `repeated` = the same text had gone up before, and nothing was recorded
    anew; `asked` is what is still to be settled.
    """

    sending: Sending
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    asked: tuple[str, ...]
    repeated: bool = False


def submit(
    path: Path, options: Options, repository: Repository, on: Moment, signers: str
) -> Submitted:
    """Freeze a document as it goes up. Raises HistoryError where it may not, UnreadableError,
    ClassifiedError, OSError.
    """
    if not repository.branch():
        raise HistoryError(f"没有送签：{DETACHED}")
    shared = Shared(options.root, options.content)
    outcome = process(Request(path, None, (formats()["docx"],)), shared)
    refuse_found(outcome.problems)
    document = readable(outcome, path.stem)
    _fit(outcome, path)
    used = files_used(path, outcome)
    within = [file for file in used if file.resolve().is_relative_to(repository.top)]
    versions(repository.name(path), repository)  # refuses what was classified once
    refuse_past(map(repository.name, within), repository)
    if unsaved := is_unsaved(used, repository):
        raise HistoryError(f"没有送签，还没有保存（make save）：{'、'.join(unsaved)}")
    if not person(repository):
        raise HistoryError("还不知道您的姓名，请先用 make save 保存一版")
    before = _same_as_before(path, shared, repository)
    units = tuple(each.written for each in read_units(signers, outcome.registry).references)
    record = SentRecord(
        {repository.name(path): outcome.stage},
        on.iso,
        units,
        FOR_SIGNATURE,
        number=document.document_number or "",
    )
    files = _signed_text(path, outcome, options) | _sheets(path, outcome, document, options)
    sending = before or record_sent(record, path.stem, repository)
    for target, content in files.items():
        write_atomically(target, content)
    asked = tuple(_asked(document))
    return Submitted(sending, tuple(files), tuple(outcome.problems), asked, before is not None)


def _fit(outcome: Outcome, path: Path) -> None:
    errors = [each for each in outcome.problems if each.level is Level.ERROR]
    if errors or outcome.refused:
        said = "\n".join(map(as_text, errors or outcome.problems))
        raise HistoryError(f"没有送签，先改好这些问题：\n{said}")
    if outcome.stage == "征求意见稿":
        raise HistoryError(
            f"没有送签，{path.stem} 的稿本还是征求意见稿；定下来以后写“稿本: 送审稿”，保存后再送签"
        )


def _same_as_before(path: Path, shared: Shared, repository: Repository) -> Sending | None:
    """The last sending, where the text is still the one that went up then, letter by letter."""
    names = former_names(repository.name(path), repository)
    if last_submitted(names, repository) is None:
        return None
    try:
        found = against_signed(path, VersionsToCompare(shared, repository))
    except UnreadableError:
        return None
    return found.sending if found and not (found.refused or found.told) else None


def _asked(document: Document) -> list[str]:
    """What has to be settled when a text goes up, and is not."""
    disclosure = document.disclosure
    if disclosure is None and not document.classification:
        return ["没有写公开属性：加一行 公开属性: 主动公开（或依申请公开、不予公开，写明理由）"]
    if disclosure and disclosure.word != "主动公开" and not disclosure.reason:
        return [
            f"{disclosure.word}没有写理由：写成 公开属性: {{属性: {disclosure.word}, 理由: ……}}"
        ]
    return []


def output_of(path: Path, options: Options) -> Path:
    """The folder of a document's files."""
    return options.output / path.relative_to(options.content).with_suffix("")


def _signed_text(path: Path, outcome: Outcome, options: Options) -> dict[Path, bytes]:
    folder = output_of(path, options)
    stage = f"（{outcome.stage}）"
    return {
        folder / f"{path.stem}{tail.replace(stage, f'（{SIGNED_TEXT}）', 1)}": content
        for tail, content in outcome.outputs.items()
    }


def _sheets(
    path: Path, outcome: Outcome, document: Document, options: Options
) -> dict[Path, bytes]:
    """发文稿纸, and 会签单 where units have to sign."""
    shared = Shared(options.root, options.content)
    template = form_template(shared)
    folder = output_of(path, options)
    facts = facts_of(outcome, document)
    own = house_form(SHEET_NAME, facts, options.root)
    found = {
        folder / f"{path.stem}（{SHEET_NAME}）.docx": own
        or approval_sheet(outcome, document, template)
    }
    if countersigners(outcome, document):
        own = house_form(COUNTERSIGNED, facts, options.root)
        made = own or countersign_sheet(outcome, document, template)
        found[folder / f"{path.stem}（{COUNTERSIGNED}）.docx"] = made
    return found


class RecheckedFiles(Struct, frozen=True):
    """What was found and made. `open` is what has to be settled before printing, and
    `same` whether it is what was signed (None = it never went up).
    """

    files: tuple[Path, ...]
    open: tuple[str, ...]
    problems: tuple[Problem, ...]
    same: bool | None


def recheck(path: Path, options: Options, repository: Repository | None) -> RecheckedFiles:
    """复核: the form with what could be verified, and the 发文稿纸 as it is filled by now. Raises
    HistoryError, UnreadableError, ClassifiedError, OSError.
    """
    shared = Shared(options.root, options.content)
    outcome = process(Request(path, None), shared)
    refuse_found(outcome.problems)
    document = readable(outcome, path.stem)
    against = against_signed(path, VersionsToCompare(shared, repository))
    found = Rechecked(outcome, document, against, _used_by(path, document, options, repository))
    template: Template = form_template(shared)
    files = _sheets(path, outcome, document, options)
    target = output_of(path, options) / f"{path.stem}（{RECHECKED}）.docx"
    files[target] = recheck_sheet(found, template)
    for name, content in files.items():
        write_atomically(name, content)
    same = None if against is None else not against.refused
    return RecheckedFiles(tuple(files), tuple(open_points(found)), tuple(outcome.problems), same)


def _used_by(
    path: Path, document: Document, options: Options, repository: Repository | None
) -> str:
    """What else has the number of a document already."""
    number = document.document_number or document.order_number or ""
    own = repository.name(path) if repository else ""
    for each in entries(repository, options.content):
        if number and each.number == number and each.parsed and each.document != own:
            return each.title or each.document
    return ""


def told(problems: tuple[Problem, ...]) -> list[str]:
    """The problems as a digest."""
    return list(as_digest(list(problems)))
