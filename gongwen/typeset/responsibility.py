"""责任标注: how the units and the deadline of a task are printed after it."""

from __future__ import annotations

from collections.abc import Iterable

from ..composition import Paragraph, Run
from ..document.blocks import Responsibility, Section
from ..document.values import ATTRIBUTES, RESPONSIBILITY_FORMS, deadline_words
from ..paper.words import without_close
from .job import Job
from .pattern import fill_pattern

LABELS = {"时限": "完成时限"}
"""What a field is called on paper where that is not its key."""

ON_LINES, IN_BRACKETS, NOT_PRINTED = RESPONSIBILITY_FORMS


def printed_fields(holder: Responsibility, above: Iterable[Section], job: Job) -> dict[str, str]:
    """Every field as printed, "" where it is not given. What `holder` leaves unsaid comes from the
    innermost section around that says it.
    """
    holders = (holder, *reversed(tuple(above)))
    return {
        field: _printed(field, holders, attribute, job) for field, attribute in ATTRIBUTES.items()
    }


def _printed(field: str, holders: Iterable[Responsibility], attribute: str, job: Job) -> str:
    for holder in holders:
        value = getattr(holder, attribute)
        if value is not None:
            if field == "时限":
                return without_close(deadline_words(value))
            return without_close(value) if field == "责任领导" else job.line(value)
    return ""


def on_lines(fields: dict[str, str]) -> list[Paragraph]:
    """分行: each field that is given on a line of its own."""
    return [
        Paragraph("责任", (Run(f"{LABELS.get(field, field)}：", "标签"), Run(text)))
        for field, text in fields.items()
        if text
    ]


def run_in(fields: dict[str, str], form: str) -> str:
    """括注 or a pattern: what follows the last words of the task; "" where there is nothing."""
    if form in (ON_LINES, NOT_PRINTED):
        return ""
    return _in_brackets(fields) if form == IN_BRACKETS else fill_pattern(form, fields)


def _in_brackets(fields: dict[str, str]) -> str:
    """（市教育局）, or with labels where there is more than one kind of units."""
    given = [(field, text) for field, text in fields.items() if text]
    if not given:
        return ""
    if [field for field, _ in given] in (["责任单位"], ["牵头单位"]):
        return f"（{given[0][1]}）"
    return "（" + "；".join(f"{LABELS.get(f, f)}：{text}" for f, text in given) + "）"
