"""The signs of Markdown in text pasted from elsewhere: # headings, **bold**, | tables |."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from .. import patterns as re

_MAY_BE: Final = re.compile(r"[#*_|`>\[~+-]")
_SIGNS: Final = {
    "标题": r"#{1,6}[ \t\u3000]+(?=\S)|#{1,6}(?!号)(?=[\u4e00-\u9fff])(?![^#]*#)",
    "分隔线": r"(?!_{8})(?:[-*_][ \t]*){3,}$",
    "表格": r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|(?:[ \t]*:?-{2,}:?[ \t]*)?$"
    r"|\|.*\|$",
    "列表": r"[-*+•][ \t\u3000]+(?=\S)",
    "引用": r">{1,3}[ \t\u3000]*(?=[^\s>])",
    "代码": r"(?:`{3,}|~{3,})",
}
"""What a line of each kind begins with (a table's line whole); a long row of _ is a blank."""
# 张**、李** are names that were masked, no bold: what is bold begins with a character.
_INLINE: Final = {
    "粗体": r"(?<!\*)\*\*(?=[\w“《（【])(?=[^*]*[\u4e00-\u9fffA-Za-z])[^*]+\*\*(?!\*)",
    "链接": r"!?\[[^\[\]]*\]\((?:https?://|www\.|/|\.|#|mailto:)[^()\s]*\)",
    "代码": r"`[^`]+`",
}


class Sign(Struct, frozen=True):
    """A sign at the character `at` of a line; `kind` is its name in Chinese."""

    kind: str
    at: int
    written: str


def signs_in(line: str) -> Iterator[Sign]:
    """The signs in a line; of those that only begin one, the first kind that fits."""
    if not _MAY_BE.search(line):
        return
    for kind, pattern in _SIGNS.items():
        if match := re.match(pattern, line):
            yield Sign(kind, 0, match[0].strip())
            break
    for kind, pattern in _INLINE.items():
        for match in re.finditer(pattern, line):
            yield Sign(kind, match.start(), match[0])


def without_inline(line: str) -> tuple[str, int]:
    """A line without the signs inside it, and how many characters at its start were bold."""
    lead = re.match(_INLINE["粗体"], line)
    text = re.sub(_INLINE["粗体"], lambda match: match[0].strip("*"), line)
    text = re.sub(_INLINE["链接"], lambda match: match[0].lstrip("![").split("](")[0], text)
    text = re.sub(_INLINE["代码"], lambda match: match[0].strip("`"), text)
    return text, len(lead[0]) - 4 if lead else 0


def cells_of(line: str) -> list[str]:
    """The cells of a table's line; none of one that only rules a head off."""
    if re.fullmatch(r"[\s|:-]+", line):
        return []
    return [without_inline(cell.strip())[0] for cell in line.strip().strip("|").split("|")]
