"""Underlined blanks of an .odt file, to be filled in by hand, as the underscores that they are in
the other formats: pandoc carries blanks, but not the line under them.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from .fill_in import BLANKS, filled
from .odf import STYLE, TEXT

_MOST = 200


def fill_blanks(text: etree._Element, parts: Iterable[etree._Element]) -> bool:
    """Put underscores for such blanks within `text`; whether there were any. `parts` hold the
    styles.
    """
    lined = _underlined(parts)
    found = False
    for span in text.iter(f"{TEXT}span"):
        if span.get(f"{TEXT}style-name", "") in lined and (blanks := _blanks(span)):
            for inner in list(span):
                span.remove(inner)
            span.text = filled(blanks)
            found = True
    return found


def _underlined(parts: Iterable[etree._Element]) -> set[str]:
    """The names of the text styles that underline."""
    key = f"{STYLE}text-underline-style"
    return {
        style.get(f"{STYLE}name", "")
        for part in parts
        for style in part.iter(f"{STYLE}style")
        if style.get(f"{STYLE}family") == "text"
        for properties in style.iter(f"{STYLE}text-properties")
        if properties.get(key, "none") != "none"
    }


def _blanks(span: etree._Element) -> str:
    """The blanks that are all of a span; "" where it holds anything else."""
    text = span.text or ""
    for inner in span:
        count = inner.get(f"{TEXT}c", "1")
        if inner.tag == f"{TEXT}s":
            text += " " * min(int(count) if count.isdecimal() else 1, _MOST)
        elif inner.tag == f"{TEXT}tab":
            text += "\t"
        else:
            return ""
        text += inner.tail or ""
    return "" if text.strip(BLANKS) else text
