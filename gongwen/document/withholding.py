"""What is not for the public: how it is marked, block by block (不公开: 是) or within a text
（【不公开：……】）, and what stands in its place in the version for the public (ADR 0045).
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from .. import patterns as re
from ..elements.fields import field
from ..problem import Place

WORD: Final = "不公开"
CUT: Final = "（本文有删减）"
"""What stands in the place of whatever is left out."""
_OPEN: Final = r"【[ \u3000]*不公开[ \u3000]*[：:]"
_LIKE: Final = (
    r"(?:[\[［(（〔｛{《<〈「『][ \u3000]*不公开[ \u3000]*[：:]"
    r"|【[ \u3000]*不公开(?![ \u3000]*[：:]))"
)


class Withheld(Struct, frozen=True):
    """A text that is not for the public, and where it was typed; `is_whole` = in a block that is
    left out whole, not words within a text; `is_prose` = such words as are said once, not the name
    of a unit or a date.
    """

    text: str
    place: Place
    is_whole: bool
    is_prose: bool = True


class MarkError(Exception):
    """What is wrong with the marks in a text, and how it is put right, both in Chinese."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def withheld_field() -> Any:
    """不公开 of a block or a part."""
    return field(False, key=WORD, description="是：删减版里不印，印“（本文有删减）”")


def pieces(text: str) -> list[tuple[str, bool]]:
    """A text in order, without its marks: stretches, and whether each is not for the public. 【 】
    within a mark pair. Raises MarkError.
    """
    found: list[tuple[str, bool]] = []
    if WORD not in text:
        return [(text, False)]
    at = 0
    while match := re.compile(_OPEN).search(text, at):
        end = _end(text, match.end())
        words = text[match.end() : end]
        if re.search(_OPEN, words):
            raise MarkError("“【不公开：”里又有一个“【不公开：”", "先在前一处的末尾写“】”")
        if not words.strip():
            raise MarkError("“【不公开：】”里没有文字", "写上不公开的文字，或者删掉这一处")
        found += [(text[at : match.start()], False), (words, True)]
        at = end + 1
    found.append((text[at:], False))
    for stretch, withheld in found:
        if not withheld and (like := re.search(_LIKE, stretch)):
            raise MarkError(
                f"“{like[0]}”不是不公开的标注，删减版里会照印",
                "写成“【不公开：……】”；原文就是这几个字的，换个说法",
            )
    return [(stretch, withheld) for stretch, withheld in found if stretch]


def _end(text: str, start: int) -> int:
    """Where the mark that opened before `start` closes."""
    depth = 1
    for at in range(start, len(text)):
        depth += (text[at] == "【") - (text[at] == "】")
        if not depth:
            return at
    raise MarkError(
        "“【不公开：”在这一段里没有写到“】”",
        "一段一段地标；整节、整项不公开的，在那一块里写一行“不公开: 是”",
    )


def whole(text: str) -> str:
    """A text without its marks."""
    return "".join(stretch for stretch, _ in pieces(text))


def public(text: str) -> str:
    """A text as the public has it; neighbours that are left out leave one trace."""
    said = "".join(CUT if withheld else stretch for stretch, withheld in pieces(text))
    return re.sub(f"(?:{CUT}){{2,}}", CUT, said)
