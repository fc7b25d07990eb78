"""任务: what a numbered line and those under it say of who does it."""

from __future__ import annotations

from ..paper import outline
from .lined import Lined
from .responsibility import FIELDS, ON_LINES, bracket_fields, line_field

_WORDS = "责任标注的字，由程序加"


def task_fields(lined: Lined, low: int, high: int) -> tuple[dict[str, str], str, int] | None:
    """Who does what the sibling says, its text without that, and how many lines say it; None
    where nothing does. Lines must stand right under it, in the order of printing.
    """
    line = lined.numbered(low)
    text = line.text if isinstance(line, outline.OutlineItem) else line.run_in or line.title
    if lined.wording != ON_LINES:
        reading = bracket_fields(text, lined.wording) if lined.is_flat(low, high) else None
        if reading is None:
            return None
        return reading[2], reading[0], 0
    fields: dict[str, str] = {}
    at = low + 1
    while at < high and (found := lined.field(at)):
        later = FIELDS[FIELDS.index(found[0]) :]
        if any(field in later for field in fields):
            break
        fields[found[0]] = found[1]
        at += 1
    return (fields, text, at - low - 1) if fields and lined.is_flat(low, high) else None


def leave_labels(lined: Lined, low: int, used: int, fields: dict[str, str]) -> None:
    """The words around the units, which the program prints."""
    if used:
        for at in range(low + 1, low + 1 + used):
            text = lined.text_at(at)
            found = line_field(text)
            if found:
                rest = text.replace(found[1], "", 1)
                lined.source.leave(rest, lined.contents[at].number, _WORDS)
        return
    if not fields:
        return
    text = lined.text_at(low)
    reading = bracket_fields(text, lined.wording)
    if reading:
        rest = text[len(reading[0]) :]
        for value in fields.values():
            rest = rest.replace(value, "", 1)
        lined.source.leave(rest, lined.contents[low].number, _WORDS)
