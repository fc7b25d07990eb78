"""What runs of a Word file say beside their text."""

from __future__ import annotations

import re

from lxml import etree

from ..word.foreign_styles import is_on, value
from ..word.wordml import W

_CIRCLED = re.compile(r"\\o\s*(?:\\a[clr])?\s*\(\s*○\s*[,，]\s*(\d{1,2})\s*\)", re.IGNORECASE)


def is_underlined(run: etree._Element) -> bool:
    """Whether a run says itself that it is underlined."""
    found = value(run, "rPr/u")
    return found is not None and found != "none"


def shifted(run: etree._Element) -> str:
    """Superscript or subscript where a run of figures has a size of its own and is moved up or down
    (17.3.2.24), as other programs write them; else "".
    """
    moved = value(run, "rPr/position") or ""
    text = "".join(node.text or "" for node in run.iter(f"{W}t"))
    if value(run, "rPr/sz") is None or not re.fullmatch(r"[0-9+\-−()n]{1,6}", text):
        return ""
    return "subscript" if moved.startswith("-") else "superscript" if moved.strip("0") else ""


def box_of(node: etree._Element) -> str:
    """The box, ticked or not, that a field of a form shows where it begins (17.16.7)."""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    said = is_on(box, "checked")
    return "☑" if (is_on(box, "default") if said is None else said) else "□"


def in_circle(code: str) -> str:
    """The number in a circle that a field EQ \\o sets; "" where it sets something else."""
    circled = _CIRCLED.search(code)
    if circled is None or not 0 < int(circled[1]) <= 20:
        return ""
    return chr(ord("①") - 1 + int(circled[1]))
