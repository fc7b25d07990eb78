"""The document and its parts in the order of paper: 印发件, 附件, the texts in an attachment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Block, Paragraph, Run
from ..document.parts import Attachment, IssuedText, Part
from ..document.values import as_lines
from ..paper.words import bracketed
from .body import body
from .closing import attachment_note, attendance, notes
from .feedback import FORM_TITLE, feedback_form
from .header_zone import notices, printed_number
from .job import FINAL, Job
from .kept_with_signature import with_company
from .signature import signature, signature_lines
from .title_lines import note_lines, title_lines

Placed = tuple[bool, Block]
"""A block and whether it stands on a landscape page."""


class LabelledAttachment(Struct, frozen=True):
    """An attachment and what it is called: 附件, 附件2, 附件2-1."""

    label: str
    item: Attachment


def document_blocks(job: Job) -> Iterator[Block]:
    """标题, 主送, 正文, 附件说明, 署名, 成文日期, 附注. A 令 has its number there (10.2)."""
    document = job.document
    untitled = job.is_final and job.layout_format == "命令"
    if not job.is_final:
        yield from notices(job)
        if number := printed_number(job):
            yield Paragraph("件文号", (Run(number),))
    if document.order_number and untitled:
        yield Paragraph("令号", (Run(document.order_number),))
    if not untitled:
        yield _lines("标题", title_lines(document.title, job))
    yield from _draft_mark(job.stage, document.draft_mark)
    if document.title_note:
        yield _lines("标题题注", note_lines(document.title_note, job))
    if document.recipients is not None and not untitled:
        yield Paragraph("主送机关", (Run(job.line(document.recipients) + "："),))
    yield from body(document, job)
    yield from attendance(job)
    if document.attachments:
        yield from attachment_note(document.attachments, job)
    yield from signature(job)
    yield from notes(job)


def _lines(style: str, lines: Sequence[str]) -> Paragraph:
    return Paragraph(style, (Run("\n".join(lines)),))


def _draft_mark(stage: str, words: str | None = None) -> Iterator[Paragraph]:
    """（征求意见稿）, or the words to print instead; nothing on a final text."""
    if stage != FINAL:
        yield Paragraph("稿本", (Run(bracketed(words or stage)),))


def issued_text(issued: IssuedText, job: Job) -> Iterator[Placed]:
    """A text that the notice issues, on a new page, and its own attachments after it. It bears the
    document's draft mark, unless it sets 稿本 itself.
    """
    if issued.draft_stage:
        mark = _draft_mark(issued.draft_stage)
    else:
        mark = _draft_mark(job.stage, job.document.draft_mark)
    here = replace(job, landscape=issued.landscape)
    for block in _text(issued, "印发件标题", mark, issued.attachments, here):
        yield issued.landscape, block
    yield from attachments(issued.attachments, job)


def attachments(items: Sequence[Attachment], job: Job, above: str = "") -> Iterator[Placed]:
    """The attachments that are bound with the text, each on a new page under its label."""
    for each in labelled(items, above):
        if not (each.item.apart or each.item.separate_file):
            yield from attachment(each, job)


def labelled(items: Sequence[Attachment], above: str = "") -> Iterator[LabelledAttachment]:
    """The attachments with their labels; those of an attachment count under its own number, which
    is 附件1 where it is the only one.
    """
    for number, item in enumerate(items, 1):
        if above:
            yield LabelledAttachment(f"{above if above != '附件' else '附件1'}-{number}", item)
        else:
            yield LabelledAttachment(f"附件{number}" if len(items) > 1 else "附件", item)


def bound_apart(items: Sequence[Attachment], above: str = "") -> Iterator[LabelledAttachment]:
    """The attachments that are files of their own, those of other attachments too."""
    for each in labelled(items, above):
        if each.item.apart:
            continue
        if each.item.separate_file:
            yield each
        yield from bound_apart(each.item.attachments, each.label)


def attachment(each: LabelledAttachment, job: Job, number: str = "") -> Iterator[Placed]:
    """One attachment with all that belongs to it; `number` is the 发文字号 that stands before the
    word 附件 where it is bound separately (7.3.7).
    """
    item = each.item
    here = replace(job, landscape=item.landscape)
    yield item.landscape, Paragraph("附件标识", (Run(number + each.label),))
    texts: Sequence[Part] = item.texts or (item,)
    for index, text in enumerate(texts):
        style = "件标题" if index else "附件标题"
        own = item.attachments if index == len(texts) - 1 else ()
        mark = _draft_mark(text.draft_stage) if text.draft_stage else iter(())
        for block in _text(text, style, mark, own, here):
            yield item.landscape, block
    yield from attachments(item.attachments, job, each.label)


def _text(
    part: Part,
    title_style: str,
    mark: Iterator[Paragraph],
    own: Sequence[Attachment],
    job: Job,
) -> Iterator[Block]:
    """A part under its own title; what a forwarded text carries stands as typed."""
    job = replace(job, owner=part.origin)
    title = part.title or (FORM_TITLE if part.form else None)
    if title:
        yield _lines(title_style, title_lines(title, job))
    yield from mark
    if part.document_number:
        yield Paragraph("件文号", (Run(part.document_number),))
    if part.title_note:
        yield _lines("标题题注", note_lines(part.title_note, job))
    if part.recipients is not None:
        yield Paragraph("主送机关", (Run(job.line(part.recipients) + "："),))
    signed = part.signature or part.issue_date
    text = _own_text(part, own, job)
    yield from with_company(text, job.columns) if signed else text
    if signed:
        names = as_lines(part.signature) if part.signature else ()
        date = str(part.issue_date) if part.issue_date else ""
        yield from signature_lines(names, date, job, sealed=False)


def _own_text(part: Part, own: Sequence[Attachment], job: Job) -> Iterator[Block]:
    """正文, a form, 附件说明."""
    yield from body(part, job)
    if part.form:
        yield from feedback_form(job)
    if own:
        yield from attachment_note(own, job)
