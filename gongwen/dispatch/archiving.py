"""归档: all that has to be kept of a released document, in one folder with a list of hashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from .. import patterns as re
from ..build.options import Options
from ..build.pipeline import Outcome, Request, process
from ..build.shared import Shared
from ..document.parts import Document
from ..document.values import Moment
from ..formats import formats
from ..history.archived import LIST, ArchiveRecord, record_archived
from ..history.manifest import difference, sha256
from ..history.release import find_releases, made_again
from ..history.repository import HistoryError, Repository
from ..history.sent import FOR_SIGNATURE, SIGNED_TEXT, Sending, sendings_of
from ..history.versions import former_names
from ..history.versions_to_compare import UnreadableError, VersionsToCompare
from ..secrecy.gate import refuse_found
from ..storage.files import write_atomically
from .approval_sheet import COUNTERSIGNED, SHEET_NAME, approval_sheet, countersign_sheet
from .facts import countersigners, facts_of
from .form import Form, FormCell, form_template, label, listed
from .house_form import house_form
from .materials import FOLDER as MATERIALS_FOLDER
from .recheck_sheet import RECHECKED

FOLDER: Final = "归档"
_ORIGINAL, _SETTLED, _FORMS, _CONSULTED, _VERSIONS = (
    "1 正本", "2 定稿", "3 发文稿纸等", "4 征求意见", "6 重要版本",
)  # fmt: skip
_PAPERS: Final = "5 报审材料"
_OWN_FORMS: Final = (f"（{RECHECKED}）.docx", "（签收单）.docx", "（分发单）.docx")
_CONSULTATION: Final = tuple(
    f"（{name}）{suffix}"
    for name in ("征求意见及采纳情况汇总表", "意见办理表")
    for suffix in (".docx", ".xlsx")
)
_TITLE_LENGTH: Final = 40


class Archived(Struct):
    """The folder, the record and its tag, and what a person should look at."""

    folder: Path
    tag: str
    record: ArchiveRecord
    remarks: list[str] = field(default_factory=list)


class _Work(Struct):
    """What is being put together: the files by their path in the folder."""

    tag: str
    manifest: Mapping[str, Any]
    options: Options
    repository: Repository
    files: dict[str, bytes] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def path(self) -> Path:
        """The document's file as it stands."""
        return self.repository.top / str(self.manifest["文稿"])

    @property
    def output(self) -> Path:
        """The folder of the document's files."""
        inside = Path(self.manifest["文稿"]).relative_to(self.manifest["内容文件夹"])
        return self.options.output / inside.with_suffix("")


def archive(
    name: str, options: Options, repository: Repository, on: Moment, *, number: str, kept_for: str
) -> Archived:
    """Put a released document together for the archive, and record it. Raises HistoryError,
    ClassifiedError, OSError. What people put into the folder themselves is listed with the rest.
    """
    found = find_releases(name, repository)
    if len(found) > 1:
        listed_ = "、".join(manifest["文号"] or tag for tag, manifest in found)
        raise HistoryError(f"“{name}”印发过{len(found)}次，请写明文号：{listed_}")
    ((tag, manifest),) = found
    work = _Work(tag, manifest, options, repository)
    folder = options.output / FOLDER / _folder_name(tag, manifest)
    _original(work)
    _of_history(work)
    _of_document(work)
    _made_before(work)
    for inside, content in work.files.items():
        write_atomically(folder / inside, content)
    there = _with_own(folder, work)
    record = ArchiveRecord(
        release=tag,
        document_number=manifest["文号"],
        title=manifest["标题"],
        issuer=manifest["发文机关"],
        date=manifest["成文日期"],
        number=number,
        kept_for=kept_for,
        day=on.iso,
        folder=folder.relative_to(options.output).as_posix(),
        files={inside: sha256(content) for inside, content in there.items()},
    )
    _write_list(record, folder, options)
    return Archived(folder, record_archived(record, repository), record, work.remarks)


def _folder_name(tag: str, manifest: Mapping[str, Any]) -> Path:
    """2026/云政办发〔2026〕9号 关于做好…的通知."""
    year = re.match(r"\d{4}", manifest["成文日期"])
    called = manifest["文号"] or tag.partition("/")[2]
    title = manifest["标题"][:_TITLE_LENGTH]
    bare = re.sub(r'[\\/:*?"<>|\x00-\x1f]', "-", f"{called} {title}").strip(" .")
    return Path(year[0] if year else "未写成文日期") / bare


def _original(work: _Work) -> None:
    """正本: what was released, byte by byte; a .docx that is gone is made again."""
    again: Mapping[str, bytes] | None = None
    for name, expected in work.manifest["输出"].items():
        content = _released(name, expected, work.output)
        if content is None and not name.endswith(".pdf"):
            if again is None:
                again = made_again(
                    work.tag, work.manifest, work.repository, work.options.root
                ).files
            made = again.get(name)
            content = made if difference(expected, made) == "" else None
        if content is None:
            work.remarks.append(f"正本 {name} 不在了，没有归档；有存下的，放进“{_ORIGINAL}”")
            continue
        work.files[f"{_ORIGINAL}/{name}"] = content


def _released(name: str, expected: Mapping[str, Any], folder: Path) -> bytes | None:
    """A file as it was released, under its name or another (正本)."""
    suffix = Path(name).suffix
    for file in sorted(folder.glob(f"*{suffix}")) if folder.is_dir() else ():
        content = file.read_bytes()
        if sha256(content) == expected["sha256"]:
            return content
    return None


def _of_history(work: _Work) -> None:
    """定稿 and the versions that were sent out."""
    names = former_names(str(work.manifest["文稿"]), work.repository)
    sent = sendings_of(names or [str(work.manifest["文稿"])], work.repository)
    signed = str(work.manifest.get("签发稿", ""))
    if not signed:
        work.remarks.append(f"没有送签的记录，没有{SIGNED_TEXT}；有定稿原件的，放进“{_SETTLED}”")
    desk = VersionsToCompare(Shared(work.options.root, work.options.content), work.repository)
    for sending in sent:
        if not work.path.is_file():
            work.remarks.append(f"{work.path.name} 不在了，{sending.tag} 没有归档")
            continue
        is_signed = sending.tag == signed
        try:
            outcome = desk.submitted(sending, work.path)
        except (HistoryError, UnreadableError) as error:
            work.remarks.append(f"{sending.tag} 排不出来，没有归档：{error}")
            continue
        for tail, content in _printed(outcome).items():
            stem = Path(work.manifest["文稿"]).stem
            if is_signed:
                name = f"{_SETTLED}/{stem}（{SIGNED_TEXT}）{tail}"
            else:
                name = f"{_VERSIONS}/{_called(sending)} {stem}{tail}"
            work.files[name] = content


def _called(sending: Sending) -> str:
    record = sending.record
    if record.purpose == FOR_SIGNATURE:
        what = f"{SIGNED_TEXT}（{sending.tag.rpartition('-')[2]}）"
    else:
        stage = next(iter(record.documents.values()), "草稿")
        what = f"{stage}第{record.round}轮" if record.round else stage
    return f"{record.day} {what}"


def _printed(outcome: Outcome) -> dict[str, bytes]:
    if outcome.template is None:
        return {}
    docx = formats()["docx"]
    return {
        f"{each.tail}.docx": docx.write(each.composition, outcome.template)
        for each in outcome.pages
    }


def _of_document(work: _Work) -> None:
    """发文稿纸 and 会签单, as the document says it now."""
    if not work.path.is_file():
        work.remarks.append(f"{work.path.name} 不在了，发文稿纸没有归档")
        return
    options = work.options
    shared = Shared(options.root, options.content)
    outcome = process(Request(work.path, None), shared)
    refuse_found(outcome.problems)
    document = outcome.document
    if document is None:
        work.remarks.append(f"{work.path.name} 读不出来，发文稿纸没有归档")
        return
    template = form_template(shared)
    facts = facts_of(outcome, document)
    own = house_form(SHEET_NAME, facts, options.root)
    stem = work.path.stem
    made = own or approval_sheet(outcome, document, template)
    work.files[f"{_FORMS}/{stem}（{SHEET_NAME}）.docx"] = made
    if countersigners(outcome, document):
        own = house_form(COUNTERSIGNED, facts, options.root)
        made = own or countersign_sheet(outcome, document, template)
        work.files[f"{_FORMS}/{stem}（{COUNTERSIGNED}）.docx"] = made
    work.remarks += _not_filled(document)


def _not_filled(document: Document) -> Iterator[str]:
    """Steps that an archive should show, and does not."""
    handling = document.handling
    steps = {
        "签发": bool(handling and handling.signed),
        "复核": bool(handling and handling.rechecked),
        "核发": bool(handling and handling.handed_out),
    }
    if lacking := [name for name, there in steps.items() if not there]:
        yield f"“办理”里没有填{'、'.join(lacking)}，发文稿纸上空着"


def _made_before(work: _Work) -> None:
    """The forms and tables that lie beside the document's files."""
    folder = work.output
    for file in sorted(folder.glob("*")) if folder.is_dir() else ():
        if file.name.endswith(_OWN_FORMS):
            work.files[f"{_FORMS}/{file.name}"] = file.read_bytes()
        elif file.name.endswith(_CONSULTATION):
            work.files[f"{_CONSULTED}/{file.name}"] = file.read_bytes()
    for file in sorted((folder / MATERIALS_FOLDER).glob("*")):
        if file.is_file():
            work.files[f"{_PAPERS}/{file.name}"] = file.read_bytes()


def _with_own(folder: Path, work: _Work) -> dict[str, bytes]:
    """All that lies in the folder but the list: what people put there themselves is told."""
    found = {}
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(folder).as_posix()
        if not file.is_file() or Path(inside).stem == LIST:
            continue
        found[inside] = file.read_bytes()
        if inside not in work.files:
            work.remarks.append(f"{inside} 是另外放进来的，也列入清单")
    return found


def _write_list(record: ArchiveRecord, folder: Path, options: Options) -> None:
    rows = [
        (label(str(number)), FormCell(name), FormCell(f"{digest[:32]}\n{digest[32:]}"))
        for number, (name, digest) in enumerate(record.files.items(), 1)
    ]
    about = "　".join(
        filter(None, (
            f"归档号：{record.number}" if record.number else "",
            f"保管期限：{record.kept_for}" if record.kept_for else "",
            f"{record.document_number}　{record.title}",
        ))
    )  # fmt: skip
    form = Form(LIST, (8, 46, 46), about)
    template = form_template(Shared(options.root, options.content))
    heads = ("序号", "文件", "校验值（SHA-256）")
    write_atomically(folder / f"{LIST}.docx", listed(form, heads, rows, template))
    lines = "".join(f"{digest}  {name}\n" for name, digest in record.files.items())
    write_atomically(folder / f"{LIST}.txt", lines.encode())
