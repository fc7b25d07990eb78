"""What paper shows of a document, in the importer's canonical form.

import(build(x)) = printed(x): `printed` drops what is not on paper (facts, waivers, registries,
short names, sizes), and writes the rest the one way the importer writes it: units in one line,
responsibility with the task that prints it, dates and deadlines as printed, titles in the lines
they are set in, derived tables as tables, pasted text as blocks.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from gongwen.document.facts import SealPicture, Signatory
from gongwen.document.parts import Attachment, Document, IssuedText, Numbered, NumberingScheme, Part
from gongwen.document.values import Moment, as_lines
from gongwen.importer.mark import IssuerMark
from gongwen.importer.markers import DEFAULT_LAYOUT
from gongwen.importer.tree import Tree
from gongwen.paper.words import without_close
from gongwen.typeset.closing import attachment_name
from gongwen.typeset.feedback import FORM_TITLE, feedback_form
from gongwen.typeset.header_zone import header_marks, printed_signers
from gongwen.typeset.job import FINAL, Job
from gongwen.typeset.responsibility import ON_LINES
from gongwen.typeset.title_lines import title_lines

from .printed_body import iso, printed_blocks, printed_tables


def printed(job: Job) -> dict[str, Tree]:
    """The canonical tree of a document at the job's stage; 忽略, which the importer may add for
    elements that paper lacks, is not part of it.
    """
    document = job.document
    fields: dict[str, Tree] = {"文种": document.kind, "稿本": job.stage}
    if job.is_final and job.layout_format != job.kind.layout_format:
        fields["格式"] = job.layout_format
    fields |= _marks(document)
    if document.draft_mark and not job.is_final:
        fields["稿本标注"] = document.draft_mark
    issuers = job.issuers()
    if issuers:
        fields["发文机关"] = issuers[0] if len(issuers) == 1 else list(issuers)
    if job.is_final:
        fields |= _mark(document, job, issuers)
    if job.is_final and job.layout_format == "命令" and document.order_number:
        fields["令号"] = document.order_number
    if job.is_final and job.layout_format != "命令" and document.document_number:
        fields["发文字号"] = document.document_number
    if signers := printed_signers(job):
        fields["签发人"] = signers[0] if len(signers) == 1 else list(signers)
    fields |= _text(document, job)
    if job.stage == FINAL and document.issue_date:
        fields["成文日期"] = iso(document.issue_date)
    if job.layout_format == "纪要":
        lists = {"出席": document.present, "请假": document.excused, "列席": document.attending}
        fields |= {key: job.line(units) for key, units in lists.items() if units is not None}
        if job.is_final and document.signature and as_lines(document.signature) != issuers[:1]:
            fields["署名"] = _one_or_lines(as_lines(document.signature))
    if document.signatories:
        fields["签署"] = [_signed(each, job) for each in document.signatories]
    if job.is_final and isinstance(document.seal, SealPicture):
        fields["印章"] = {"图": ""}
    if job.is_final and isinstance(document.seal, tuple):
        fields["印章"] = [{"图": ""} for _ in document.seal]
    if note := _note(document):
        fields["附注"] = note.removeprefix("（").removesuffix("）")  # printed once
    if job.stage == FINAL and document.publicity:
        fields["公开属性"] = document.publicity
    if job.is_final:
        fields |= _imprint(document, job)
    issued = [_issued(each, job) for each in document.issued_texts]
    if issued:
        fields["印发件"] = issued[0] if len(issued) == 1 else issued
    if document.attachments:
        fields["附件"] = [_attachment(each, job, document) for each in document.attachments]
    return fields


def _mark(document: Document, job: Job, issuers: tuple[str, ...]) -> dict[str, Tree]:
    """发文机关标志 where it is not what the program prints of itself."""
    lines, _ = header_marks(job)
    if len(issuers) > 1 and "".join(lines) == f"{issuers[0]}文件":
        return {"联合标志": "主办"}
    if (
        not lines
        or IssuerMark(lines, issuers, job.layout_format, 0).is_usual
        or not document.issuer_mark
    ):
        return {}
    return {"发文机关标志": _one_or_lines(lines)}


def _signed(signatory: Signatory, job: Job) -> Tree:
    """Who signed; a name signed as a picture is no text on paper."""
    stamped = signatory.file is not None and job.stage == FINAL and job.document.seal != "不加盖"
    name = "（缺姓名）" if stamped else "".join(signatory.name.split())
    return {"职务": signatory.post, "姓名": name}


def _note(document: Document) -> str:
    """附注: what was typed, else the contact as it is printed in its place."""
    if document.note or not document.contact:
        return document.note or ""
    telephone = document.contact.telephone
    return f"联系人：{document.contact.name}" + (f"，联系电话：{telephone}" if telephone else "")


def _marks(document: Document) -> dict[str, Tree]:
    marks: dict[str, Tree] = {}
    if document.copy_number:
        marks["份号"] = document.copy_number
    if document.classification:
        marks["密级"] = document.classification
        if document.classification_period:
            marks["保密期限"] = document.classification_period
    elif document.internal_mark:
        marks["内部标注"] = document.internal_mark
    if document.urgency:
        marks["紧急程度"] = document.urgency
    return marks


def _imprint(document: Document, job: Job) -> dict[str, Tree]:
    fields: dict[str, Tree] = {}
    if document.copies_to:
        fields["抄送"] = job.line(document.copies_to)
    if (printing := document.printing) and job.layout_format != "信函":
        shown: dict[str, Tree] = {}
        if printing.office:
            shown["机关"] = printing.office
        if printing.date:
            shown["日期"] = iso(printing.date)
        if printing.copies:
            shown["份数"] = re.sub(r"共印|份", "", printing.copies).strip()
        fields["印发"] = shown
    return fields


def _one_or_lines(lines: tuple[str, ...]) -> Tree:
    return lines[0] if len(lines) == 1 else list(lines)


def _text(part: Part | Document, job: Job, around: Numbered | None = None) -> dict[str, Tree]:
    """What a text and the document have in common."""
    fields: dict[str, Tree] = {}
    title = part.title or (FORM_TITLE if isinstance(part, Part) and part.form else None)
    if title and not (isinstance(part, Document) and job.layout_format == "命令"):
        fields["标题"] = _one_or_lines(title_lines(title, job))
    if part.title_note:
        fields["题注"] = part.title_note
    if part.recipients is not None:
        fields["主送"] = job.line(part.recipients)
    if part.articles:
        fields["体例"] = "条款"
    elif _scheme(part) != (_scheme(around) if around else _DEFAULT):
        levels, continuous = _scheme(part)
        scheme: dict[str, Tree] = {"层次": list(levels)}
        if continuous:
            scheme["连续"] = [str(level) for level in continuous]
        fields["编号"] = scheme
    form = part.responsibility_form or ON_LINES
    if form != ((around.responsibility_form if around else None) or ON_LINES):
        fields["责任标注"] = form
    if body := printed_blocks(part.body, job, form):
        fields["正文"] = body
    return fields


_DEFAULT: tuple[tuple[str, ...], tuple[int, ...]] = (DEFAULT_LAYOUT.samples, ())


def _scheme(part: Numbered) -> tuple[tuple[str, ...], tuple[int, ...]]:
    numbering: NumberingScheme | None = part.numbering
    if numbering is None:
        return _DEFAULT
    return numbering.levels or _DEFAULT[0], tuple(sorted(numbering.continuous))


def _issued(issued: IssuedText, job: Job) -> Tree:
    fields = _part(issued, job, job.document)
    if issued.draft_stage == job.stage:
        fields.pop("稿本", None)
    if issued.attachments:
        fields["附件"] = [_attachment(each, job, issued) for each in issued.attachments]
    return fields


def _part(part: Part, job: Job, around: Numbered) -> dict[str, Tree]:
    text = _text(part, job, around)
    fields: dict[str, Tree] = {"标题": text.pop("标题")} if "标题" in text else {}
    if part.draft_stage and part.draft_stage != FINAL:
        fields["稿本"] = part.draft_stage
    if part.document_number:
        fields["发文字号"] = part.document_number
    fields |= text
    if part.form:
        fields["正文"] = _with_notes(printed_tables(feedback_form(job)))
    if part.signature:
        fields["署名"] = _one_or_lines(as_lines(part.signature))
    if isinstance(part.issue_date, Moment):
        fields["成文日期"] = iso(part.issue_date)
    return fields


def _with_notes(body: list[Tree]) -> list[Tree]:
    """The same, a note under a table within its block."""
    made: list[Tree] = []
    for each in body:
        if isinstance(each, str) and each.startswith("注：") and made:
            table = made.pop()
            assert isinstance(table, dict)
            made.append(table | {"表注": each})
        else:
            made.append(each)
    return made


def _attachment(item: Attachment, job: Job, around: Numbered) -> Tree:
    name = without_close(attachment_name(item))
    job = replace(job, landscape=item.landscape)
    if item.apart or item.separate_file:
        return {"标题": name, "另附": "是"}
    turned: dict[str, Tree] = {"横排": "是"} if item.landscape else {}
    if item.texts:
        texts: Tree = [_part(text, job, item) for text in item.texts]
        return turned | {"标题": name, "件": texts}
    fields = _part(item, job, around) | turned
    if item.attachments:
        fields["附件"] = [_attachment(each, job, item) for each in item.attachments]
    return fields
