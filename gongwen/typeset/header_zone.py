"""版头 (7.2): everything above the red rule of page 1."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from ..composition import Fit, Geometry, HeaderZone, Paragraph, Run, TabStop
from ..document.derived import number_left_open
from ..document.values import as_lines
from .heights import LETTER_ROW
from .job import Job
from .page_heads import blank_lines
from .title_lines import mark_lines, name_lines, typed_mark_lines

_EMPTY_ROW = Paragraph("份号", ())


def notices(job: Job) -> tuple[Paragraph, ...]:
    """份号, 密级★期限 and 紧急程度, the absent ones left out (7.2.1–7.2.3). 内部标注 stands where
    a 密级 would.
    """
    document = job.document
    rows: list[Paragraph] = []
    if document.copy_number:
        rows.append(Paragraph("份号", (Run(document.copy_number),)))
    if document.classification:
        text: str = document.classification
        if document.classification_period:
            text += f"★{document.classification_period}"
        rows.append(Paragraph("密级", (Run(text),)))
    elif document.internal_mark:
        rows.append(Paragraph("密级", (Run(document.internal_mark),)))
    if document.urgency:
        rows.append(Paragraph("紧急程度", (Run(document.urgency),)))
    return tuple(rows)


def _on_their_lines(job: Job) -> tuple[Paragraph, ...]:
    """The notices from line 1 of the type area on. A 密级 stands on line 2 (7.2.2): where no 份号
    is typed, line 1 is left for the machine that numbers the copies, for every classified document
    has one (7.2.1). 内部标注 and 紧急程度 move up (7.2.3).
    """
    document = job.document
    blank = (_EMPTY_ROW,) if document.classification and not document.copy_number else ()
    return (*blank, *notices(job))


_MARK_STYLES = {"信函": "信函标志", "命令": "命令标志"}


def header_zone(job: Job) -> HeaderZone | None:
    """The header zone; None where the stage prints none."""
    if not job.is_final:
        return None
    beside = job.layout_format in ("信函", "命令")
    rows = () if beside else (*_on_their_lines(job), _EMPTY_ROW, _EMPTY_ROW, _EMPTY_ROW)
    elements, fit = _elements(job), None
    if job.layout_format == "命令":
        elements, fit = above_order_mark(elements, job)
    marks, suffix = header_marks(job)
    short = job.measures.joint_mark_short if suffix else job.measures.mark_short
    return HeaderZone(
        notices=_above_mark(rows[:3], short, job),
        marks=marks,
        mark_suffix=suffix,
        document_number=printed_number(job),
        signers=printed_signers(job),
        mark_style=_MARK_STYLES.get(job.layout_format, "发文机关标志"),
        elements=elements,
        mark_fit=fit,
    )


def _above_mark(rows: tuple[Paragraph, ...], short: int, job: Job) -> tuple[Paragraph, ...]:
    """The rows above a mark; the last is set closer where they would push the mark `short` twips
    down from its place (7.2.4), as lines that are further apart than the standard's do.
    """
    if not (rows and short):
        return rows
    pitch = max(job.measures.row - short, job.measures.places.closest_notice)
    return (*rows[:-1], replace(rows[-1], fit=Fit(pitch=pitch)))


def above_order_mark(
    rows: tuple[Paragraph, ...], job: Job
) -> tuple[tuple[Paragraph, ...], Fit | None]:
    """The notices of an order and what its mark gives up for them: its upper edge stays 20 mm below
    that of the type area (10.2). Two rows are set closer to fit above; a third reaches beside it,
    for which there is a rule (命令标注).
    """
    room, height = job.measures.above_order_mark, len(rows) * job.measures.row
    if not rows:
        return rows, Fit(blanks=blank_lines(room, job.measures.row))
    if height <= room:
        return rows, Fit(before=room - height)
    pitch = max(room // len(rows), job.measures.places.closest_notice)
    return tuple(replace(row, fit=Fit(pitch=pitch)) for row in rows), Fit(before=0)


def _elements(job: Job) -> tuple[Paragraph, ...]:
    """What stands beside the mark in the formats of chapter 10."""
    match job.layout_format:
        case "信函":
            return _letter_rows(job)
        case "命令":
            return notices(job)
        case "纪要":
            return tuple(_minutes_rows(job))
        case _:
            return ()


def _letter_rows(job: Job) -> tuple[Paragraph, ...]:
    """Under a letter's double rule: the notices on the left, one to a line, and 发文字号 on the
    right of the first (10.1).
    """
    number = printed_number(job)
    first, *others = notices(job) or (None,)
    if first is None and not number:
        return ()
    runs = []
    if first is not None:
        runs.append(Run(first.text, None if first.style == "份号" else "密级字"))
    if number:
        runs.append(Run("\t" + number))
    blanks = blank_lines(job.measures.under_letter_rule, job.measures.row)
    row = Paragraph(LETTER_ROW, tuple(runs), fit=Fit(blanks=blanks) if blanks else None)
    return (row, *(each for each in others if each is not None))


def _minutes_rows(job: Job) -> Iterator[Paragraph]:
    """Above the red rule of minutes: their number, then the office that edits them and the date,
    as most offices have it (10.3 leaves the form to them).
    """
    number = printed_number(job)
    if number:
        yield Paragraph("期号", (Run(number),))
    office = job.document.signature or job.issuers()[:1]
    names = "".join(as_lines(office)) if office else ""
    date = str(job.document.issue_date) if job.document.issue_date else ""
    beside = job.measures.width_of(date) + 1
    lines = "\n\t".join(name_lines(names, job.columns - 2, job, beside=beside))
    indent = TabStop(job.measures.characters(1))
    geometry = Geometry(tabs=(indent,)) if "\n" in lines else None
    yield Paragraph("编发末" if number else "编发", (Run(f"{lines}\t{date}"),), geometry)


def printed_signers(job: Job) -> tuple[str, ...]:
    """签发人, in an upward document only (7.2.6); an 意见 is upward where it names one. The formats
    of chapter 10 have no place for it.
    """
    document = job.document
    if (
        job.layout_format == "文件"
        and document.signer
        and (job.kind.upward or job.kind.name == "意见")
    ):
        return as_lines(document.signer)
    return ()


def printed_number(job: Job) -> str:
    """发文字号 as printed: a draft has none, but a 送审稿 shows it without its number where
    草稿文号 asks for that.
    """
    if job.stage == "送审稿" and job.document.draft_number:
        return number_left_open(job.document, job.registry, job.layout_format)
    return (job.document.document_number or "") if job.is_final else ""


def header_marks(job: Job) -> tuple[tuple[str, ...], str]:
    """The lines of the 发文机关标志 (7.2.4, 10), and “文件” where it stands beside a stack."""
    document = job.document
    if document.issuer_mark:
        return typed_mark_lines(as_lines(document.issuer_mark), job), ""
    issuers = job.issuers()
    if not issuers:
        return (), ""
    match job.layout_format:
        case "信函":
            return mark_lines(issuers[0], job), ""
        case "命令":
            return mark_lines(issuers[0] + "令", job), ""
        case "纪要":
            return mark_lines(issuers[0] + "会议纪要", job), ""
    if len(issuers) > 1 and document.joint_mark == "全部":
        return issuers, "文件"
    return lead_mark(job), ""


def lead_mark(job: Job) -> tuple[str, ...]:
    """The lines of the mark of a document whose lead unit stands in it alone (7.2.4)."""
    return mark_lines(job.issuers()[0] + "文件", job)
