"""How a message shows what was typed."""

from __future__ import annotations

WIDE_SPACES = "\u3000\u00a0" + "".join(map(chr, range(0x2000, 0x200B)))
"""Blanks that look like an indent, and are none to YAML."""


def blanks(number: int) -> str:
    """How many blanks to type."""
    return {1: "一", 2: "两"}.get(number, str(number))


def excerpt(text: str, length: int = 14) -> str:
    """The beginning of a text's first line, for quoting in a message."""
    first = text.strip().split("\n", 1)[0]
    return first if len(first) <= length else first[:length] + "…"


def what_follows(character: str) -> str:
    """What stands after a colon or a dash where a half-width blank should; "" = the line ends."""
    wide = character != "" and character in WIDE_SPACES
    return f"是{wide_name(character)}" if wide else "没有空格"


def wide_name(blank: str) -> str:
    """What to call one of `WIDE_SPACES`."""
    return "全角空格" if blank == "\u3000" else "粘贴来的空格（看着像半角空格）"


def quoted(text: str) -> str:
    """The text as a single-quoted YAML scalar on one line."""
    return "'" + text.replace("'", "''") + "'"
