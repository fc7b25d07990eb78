"""What follows a text beside its signature: 附件说明, 附注, 出席 (7.3.4, 7.3.6, 10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .. import patterns as re
from ..composition import Geometry, Paragraph, Run, TabStop
from ..document.parts import Attachment
from ..document.values import one_line
from ..paper.words import bracketed, with_stage, without_close
from .feedback import FORM_TITLE
from .job import FINAL, Job

_LABEL = "附件："
_BEYOND_LABEL = 20
"""Twips that the tab stop after 出席： stands beyond it: one at its end would be passed over."""
_BLANKS = re.compile(r"(?<=[^!-~\s])\s+(?=[^!-~\s])")
_APART = "　"
NOT_PRINTED = "不印"
"""The wording of a house that prints no note of a 公开属性."""
_PUBLICITY: Mapping[str, str] = {
    "主动公开": "此件公开发布",
    "依申请公开": "此件依申请公开",
    "不予公开": "此件不予公开",
}


def attachment_name(item: Attachment) -> str:
    """What an attachment is called in 附件说明: its title in one line, with the mark of its 稿本
    where it has one; without a title, those of the texts in it, or of its form.
    """
    if item.title:
        return without_close(with_stage(one_line(item.title), item.draft_stage))
    titles = [
        with_stage(one_line(each.title), each.draft_stage) for each in item.texts if each.title
    ]
    return "、".join(titles) or (FORM_TITLE if item.form else "")


def attachment_note(attachments: Sequence[Attachment], job: Job) -> Iterator[Paragraph]:
    """附件：name, or one numbered line each, numerals and names aligned, the turnover at the first
    character of the name (7.3.4).
    """
    names = [attachment_name(item) for item in attachments]
    characters, width = job.measures.characters, job.measures.width_of
    note_in = job.measures.places.note_in
    if len(names) == 1:
        left = characters(note_in + width(_LABEL))
        geometry = Geometry(left=left, first_line=characters(note_in) - left)
        yield Paragraph("附件说明", (Run(_LABEL + names[0]),), geometry)
        return
    widest = width(f"{len(names)}.")
    left = characters(note_in + width(_LABEL) + widest)
    for number, name in enumerate(names, 1):
        label, numeral = _LABEL if number == 1 else "", f"{number}."
        first = characters(note_in if label else note_in + width(_LABEL))
        # A numeral as wide as the widest ends at the names by itself; a tab would go beyond.
        narrow = width(numeral) < widest
        text = f"{label}{numeral}" + ("\t" if narrow else "") + name
        tabs = (TabStop(left),) if narrow else ()
        style = "附件说明" if number == 1 else "附件说明续"
        yield Paragraph(style, (Run(text),), Geometry(left, None, first - left, tabs))


def notes(job: Job) -> Iterator[Paragraph]:
    """附注 (7.3.6), each in brackets: the note typed, a final text's publicity, the contact."""
    document = job.document
    texts = [document.note] if document.note else []
    if document.publicity and job.stage == FINAL:
        publicity = job.measures.words.get(document.publicity) or _PUBLICITY[document.publicity]
        if publicity != NOT_PRINTED and not any(publicity in text for text in texts):
            texts.append(publicity)
    if document.contact:
        text = f"联系人：{document.contact.name}"
        if document.contact.telephone:
            text += f"，联系电话：{document.contact.telephone}"
        texts.append(text)
    for text in texts:
        yield Paragraph("附注", (Run(bracketed(text)),))


def attendance(job: Job) -> Iterator[Paragraph]:
    """出席, 请假 and 列席 of minutes, the turnover aligned after the colon (10.3): what follows it
    begins at a tab, for a line that is justified is stretched from its last tab on. People parted
    by blanks stand one character apart: how wide a blank is, each face says otherwise.
    """
    document = job.document
    if job.layout_format != "纪要":
        return
    lists = (("出席", document.present), ("请假", document.excused), ("列席", document.attending))
    first = True
    for word, units in lists:
        if units is None:
            continue
        label = f"{word}："
        characters, indent = job.measures.characters, job.measures.places.attendance_in
        left = characters(indent + job.measures.width_of(label)) + _BEYOND_LABEL
        geometry = Geometry(left=left, first_line=characters(indent) - left)
        runs = (Run(label, "出席字"), Run("\t" + _BLANKS.sub(_APART, job.line(units))))
        yield Paragraph("出席" if first else "出席续", runs, geometry)
        first = False
