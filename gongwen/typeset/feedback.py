"""征求意见: the customary feedback paragraph, and the form that is sent back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from .. import patterns as re
from ..composition import Block, Cell, Paragraph, Run, Table
from ..document.facts import Feedback
from ..document.values import as_lines, one_line
from ..paper.words import in_book_marks, with_stage, with_stop, without_close
from .job import Job

FORM_TITLE = "意见反馈表"

_FORM_COLUMNS = (
    ("序号", 1),
    ("条款\n（页码）", 2),
    ("原文", 1),
    ("修改意见", 3),
    ("理由依据", 1),
)
"""Heads of the opinions, and how many grid columns each takes."""
_FORM_EDGES = (0, 0.09, 0.17, 0.24, 0.47, 0.52, 0.67, 0.78, 1)
"""Of the grid columns, in the table's width: the upper rows and the opinions share them. A seal is
42 mm wide, and 35 in 100 of the width are 54.
"""
ANSWERS = "□无意见　□有意见"
_FACT_ROW, _OPINION_ROW = 1.0, 1.5
"""Least heights, in lines of the grid."""
_FEWEST, _MOST = 3, 30
"""Opinions that there is room for: as many as the page holds."""
_CLAUSE = r"[，,、：:；;。]"
_NAMED_SINGLY = 3
_LONGEST_NAME = 12
"""Characters of a way of answering that is a name (书面文件（加盖公章）) and not a sentence."""


def feedback_paragraph(job: Job) -> list[Paragraph]:
    """One paragraph from the facts of 反馈; facts that are not given leave no trace."""
    feedback = job.facts.feedback
    if feedback is None:
        return []
    sentences = [_request(feedback), _ways(feedback), _late(feedback), _contact(feedback)]
    text = "".join(with_stop(sentence) for sentence in sentences if sentence)
    return [Paragraph("段落", (Run(text),))]


def _request(feedback: Feedback) -> str:
    until = f"于{feedback.deadline}前" if feedback.deadline else ""
    if feedback.audience == "公众":
        return f"欢迎社会各界人士{until}提出意见和建议"
    if until:
        return f"请认真研究，{until}反馈修改意见，没有意见的也请反馈"
    return "请认真研究并反馈修改意见，没有意见的也请反馈"


def _ways(feedback: Feedback) -> str:
    """Short names are joined by 、, clauses by ； (GB/T 15834)."""
    ways = [without_close(way) for way in as_lines(feedback.ways or "")]
    clauses = any(re.search(_CLAUSE, way) or len(way) > _LONGEST_NAME for way in ways)
    joined = ("；" if clauses else "、").join(way for way in ways if way)
    return f"反馈方式：{joined}" if joined else ""


def _late(feedback: Feedback) -> str:
    """逾期 may be typed with or without the word itself."""
    if not feedback.late:
        return ""
    return feedback.late if "逾期" in feedback.late else f"逾期未反馈的，{feedback.late}"


def _contact(feedback: Feedback) -> str:
    persons = (("联系人", feedback.contact), ("联系电话", feedback.telephone))
    return _labelled(*persons, *_addresses(feedback))


def _addresses(feedback: Feedback) -> tuple[tuple[str, str | None], ...]:
    """Where an answer can be sent."""
    return (
        ("传真", feedback.fax),
        ("电子邮箱", feedback.email),
        ("通信地址", feedback.address),
    )


def _labelled(*facts: tuple[str, str | None]) -> str:
    return "，".join(f"{label}：{without_close(value)}" for label, value in facts if value)


def feedback_form(job: Job) -> Iterator[Block]:
    """意见反馈表: on what and in which round, who answers, whether there are comments, and ruled
    rows for them. There are more than a page holds: `fit_tables` leaves out what is too much.
    """
    edges = [round(job.width * edge) for edge in _FORM_EDGES]
    feedback = job.document.feedback
    rows = [*_head_rows(job, feedback)]
    rows.append(tuple(_cell(head, "表头", columns) for head, columns in _FORM_COLUMNS))
    facts = len(rows)
    for number in range(1, _MOST + 1):
        rows.append(
            (_cell(str(number)), *(_cell("", "表文", columns) for _, columns in _FORM_COLUMNS[1:]))
        )
    row = job.measures.row
    heights = (round(_FACT_ROW * row),) * facts + (round(_OPINION_ROW * row),) * _MOST
    widths = tuple(right - left for left, right in pairwise(edges))
    yield Table(widths, 0, tuple(rows), heights, spare=_MOST - _FEWEST)
    if feedback is not None:
        yield Paragraph("表注", (Run(_note(feedback)),))


def _head_rows(job: Job, feedback: Feedback | None) -> Iterator[tuple[Cell, ...]]:
    """Of the public, who answers has neither a seal nor a head who signs."""
    subject = _subject(job)
    if feedback is not None and feedback.round:
        subject += f"（{feedback.round}）"
    yield _cell("文件名称", columns=2), _cell(subject, "表文", 6)
    if feedback is not None and feedback.audience == "公众":
        yield _cell("反馈单位或个人", columns=3), _cell("", "表文", 5)
    else:
        yield (
            *(_cell("反馈单位\n（盖章）", columns=2), _cell("", "表文", 3)),
            *(_cell("负责人\n（签字）"), _cell("", "表文", 2)),
        )
    yield (
        *(_cell("联系人", columns=2), _cell("", "表文", 3)),
        *(_cell("联系电话"), _cell("", "表文", 2)),
    )
    yield (
        *(_cell("反馈意见", columns=2), _cell(ANSWERS, "表文", 3)),
        *(_cell("反馈日期"), _cell("", "表文", 2)),
    )


def _note(feedback: Feedback) -> str:
    """Who has only the form learns from it when, how and where to answer, as the document says."""
    until = f"于{feedback.deadline}前" if feedback.deadline else ""
    none = "" if feedback.audience == "公众" else "没有意见的，请勾选“无意见”，盖章后反馈"
    sentences = (
        f"请{until}填写本表并反馈",
        _ways(feedback),
        _labelled(*_addresses(feedback)),
        none,
    )
    return "注：" + "".join(with_stop(sentence) for sentence in sentences)


def _cell(text: str = "", style: str = "表文居中", columns: int = 1) -> Cell:
    return Cell((Paragraph(style, (Run(text),) if text else ()),), columns)


def _subject(job: Job) -> str:
    """What opinions are asked on: the texts that the document issues; else the drafts among its
    attachments (where they are many, what the attachment that holds them is called); else itself.
    """
    document = job.facts
    enclosed = [one_line(text.title) for text in document.issued_texts if text.title]
    if enclosed:
        return "、".join(enclosed)
    for item in document.attachments:
        if item.form or any(text.form for text in item.texts):
            continue
        drafts = [one_line(text.title) for text in item.texts if text.title and text.draft_stage]
        if item.title and item.draft_stage:
            return in_book_marks(with_stage(one_line(item.title), item.draft_stage))
        if drafts and not (item.title and len(drafts) > _NAMED_SINGLY):
            return "".join(map(in_book_marks, drafts))
        if item.title:
            return one_line(item.title)
    return one_line(document.title)
