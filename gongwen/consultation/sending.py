"""发函征求: a letter released, what it encloses frozen as one round, and the ledger begun."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from .. import patterns as re
from ..build.options import Options
from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..document.facts import Feedback
from ..document.parts import Document
from ..document.values import Moment, one_line
from ..formats import formats
from ..history.register import releases
from ..history.release import Released, release
from ..history.repository import HistoryError, Repository
from ..history.saving import files_used, is_unsaved
from ..history.sent import Sending, SentRecord, record_sent, sendings
from ..library.documents import name_of
from ..secrecy.gate import refuse_found
from ..storage.files import write_atomically
from .asked import Asked, asked_units
from .drafts import Enclosed, enclosed, ledger_name
from .form_file import FORM_NAME, form_file
from .ledger import ledger_path
from .ledger_text import begin_ledger, with_round

_DEEMED = re.compile("视为|视同|默认")


class Sent(Struct, frozen=True):
    """What was done. `released` is None where the letter had been released before; `files` are
    those made beside the letter's own; `remarks` what a person should look at.
    """

    sending: Sending
    released: Released | None
    ledger: Path
    asked: tuple[Asked, ...]
    files: tuple[Path, ...]
    remarks: tuple[str, ...]


class _Letter(Struct, frozen=True):
    """A letter that may be sent, as checked."""

    path: Path
    outcome: Outcome
    document: Document
    feedback: Feedback
    deadline: Moment
    found: Enclosed


def send(
    path: Path, options: Options, repository: Repository, on: Moment, *, warnings_checked: bool
) -> Sent:
    """Send a letter. Raises HistoryError where it may not be, ClassifiedError, OSError."""
    letter = _checked(path, options)
    name = ledger_name(path, letter.found, options.content)
    number = letter.document.document_number or ""
    own = repository.name(path)
    known = [each for each in sendings(repository) if each.record.letter == own]
    if known:
        last = known[-1].record
        if last.number == number:
            raise HistoryError(f"这份函已经发出（{last.said}），没有再发；再征求一轮的，另写一份函")
    released = _released(letter, options, repository, warnings_checked=warnings_checked)
    before = [each for each in sendings(repository) if _is_of(each.record, letter, repository)]
    round_ = max((each.record.round for each in before), default=0) + 1
    asked = asked_units(letter.document, letter.outcome.registry, letter.found.parts)
    stages: dict[str, str] = {
        repository.name(file): stage for file, stage in letter.found.quoted.items()
    }
    record = SentRecord(
        documents=stages or {own: "印发稿"},
        day=on.iso,
        recipients=tuple(each.unit for each in asked),
        purpose="征求意见",
        round=round_,
        deadline=letter.deadline.iso,
        letter=own,
        number=number,
    )
    files = _set_of_files(letter, options)
    sending = record_sent(record, name, repository)
    target = ledger_path(name, options.content)
    shown = name_of(path, options.content)
    begun = target.read_text(encoding="utf-8") if target.is_file() else ""
    begun = begun or begin_ledger(name, letter.found.title)
    deemed = bool(_DEEMED.search(letter.feedback.late or ""))
    text = with_round(begun, sending, shown, asked, target.name, deemed=deemed)
    write_atomically(target, text.encode(), lasting=True)
    remarks = tuple(_remarks(letter, asked, round_))
    return Sent(sending, released, target, tuple(asked), tuple(files), remarks)


def _checked(path: Path, options: Options) -> _Letter:
    outcome = process(Request(path, None), Shared(options.root, options.content))
    refuse_found(outcome.problems)
    document = outcome.document
    if document is None:
        raise HistoryError(f"{path.stem} 读不出来，先运行 make check DOC={path.stem} 改好")
    base = options.content.parent
    found = enclosed(document, path, base)
    if not found.parts:
        raise HistoryError(
            f"{path.stem} 里没有征求意见的草稿：发出的是征求意见的函（或公告），它的附件写 "
            "- 引自: 草稿.yaml，下一行写 稿本: 征求意见稿；"
            f"新写一份：make new KIND=函 DOC={path.stem}征求意见函 WITH=征求意见"
        )
    if outcome.stage != "印发稿":
        raise HistoryError(
            f"没有发出，函的稿本还是{outcome.stage}：函是定稿，写“稿本: 印发稿”，"
            "补上文号和成文日期，保存后再发"
        )
    feedback = document.feedback
    if feedback is None or feedback.deadline is None:
        raise HistoryError("没有发出，没有写反馈的截止日期：在“反馈”下面写 截止: 2026-04-10")
    if feedback.audience == "部门" and document.recipients is None:
        raise HistoryError(
            "没有发出，没有写主送，不知道征求哪些单位的意见；"
            "向社会征求的，在“反馈”下面写 对象: 公众"
        )
    return _Letter(path, outcome, document, feedback, feedback.deadline, found)


def _is_of(record: SentRecord, letter: _Letter, repository: Repository) -> bool:
    """Whether a sending was a round of the same draft."""
    quoted = {repository.name(file) for file in letter.found.quoted} or {
        repository.name(letter.path)
    }
    return bool(record.round) and set(record.documents) == quoted


def _released(
    letter: _Letter, options: Options, repository: Repository, *, warnings_checked: bool
) -> Released | None:
    """Release the letter; one that was released already has to be what it was then."""
    own = repository.name(letter.path)
    number = letter.document.document_number or ""
    for tag, manifest in releases(repository):
        if manifest["文稿"] != own or manifest["文号"] != number:
            continue
        if is_unsaved(files_used(letter.path, letter.outcome), repository):
            raise HistoryError(f"没有发出，{number or tag} 印发以后又改过，还没有保存")
        return None
    return release(letter.path, options, repository, warnings_checked=warnings_checked)


def _set_of_files(letter: _Letter, options: Options) -> list[Path]:
    """The form and the drafts as files of their own, to be filled in and marked by others."""
    folder = options.output / letter.path.relative_to(options.content).with_suffix("")
    made: dict[Path, bytes] = {}
    if letter.found.has_form:
        made[folder / f"{FORM_NAME}.docx"] = form_file(letter.outcome, options)
    shared = Shared(options.root, options.content)
    for file, stage in letter.found.quoted.items():
        outcome = process(Request(file, stage, (formats()["docx"],)), shared)
        refuse_found(outcome.problems)
        if outcome.refused:
            raise HistoryError(f"没有发出，{file.stem} 还排不出来：make check DOC={file.stem}")
        made |= {folder / f"{file.stem}{tail}": each for tail, each in outcome.outputs.items()}
    for target, written in made.items():
        write_atomically(target, written)
    return list(made)


def _remarks(letter: _Letter, asked: list[Asked], round_: int) -> list[str]:
    remarks = []
    unknown = [each.unit for each in asked if not each.known]
    if unknown:
        remarks.append(
            f"名录里没有：{'、'.join(unknown)}，不知道是哪些单位，台账里照原样各记一项；"
            "合称在 机构.yaml 里登记“包含”"
        )
    if not letter.found.has_form:
        remarks.append("函里没有意见反馈表；要附的，附件里写 表单: 意见反馈表")
    if letter.feedback.round and not _says(letter.feedback.round, round_):
        remarks.append(f"函里写的是{letter.feedback.round}，记录里是第{round_}轮，请核对")
    title = one_line(letter.document.title)
    if len(letter.found.parts) == 1 and not names_draft(title, letter.found.title):
        remarks.append(f"函的标题里没有草稿的标题“{letter.found.title}”，请核对")
    return remarks


def names_draft(title: str, draft: str) -> bool:
    """Whether the title of a letter names its draft: whole, or within the name of the notice that
    issues it, 《……关于印发〈方案〉的通知》.
    """
    if _unmarked(draft) in _unmarked(title):
        return True
    names = re.findall("〈([^《》〈〉]{4,})〉", title)
    return any(draft.endswith(re.sub("（[^（）]*稿）$", "", name)) for name in names)


def _unmarked(title: str) -> str:
    """A title without book marks: 《》 of a title are 〈〉 within the name of another."""
    return re.sub("[《》〈〉]", "", title)


def _says(typed: str, number: int) -> bool:
    """Whether 第二轮, 二, 2 name a round."""
    from ..paper.numbering import chinese_numeral

    return str(number) in typed or chinese_numeral(number) in typed
