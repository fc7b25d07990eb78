"""Text as a web page has it."""

from __future__ import annotations

from html import escape

BLANK = "\u3000"
"""What a tab becomes: names and posts of a roster stay apart."""


def escaped(text: str) -> str:
    """Text that is no markup, in an attribute either, without characters that HTML may not have."""
    return escape("".join(c for c in text if c in "\t\n" or c >= " ").replace("\t", BLANK))


def in_one_line(text: str) -> str:
    """A title whose lines are broken for paper."""
    return "".join(text.split("\n"))


def lines_of(text: str) -> str:
    """Text whose lines stay lines."""
    return "<br>".join(escaped(line) for line in text.split("\n"))
