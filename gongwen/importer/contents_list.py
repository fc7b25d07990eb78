"""A table of contents in a foreign file: its lines say again what the headings say. One line is
kept in its place, which becomes the block 目录.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Look, Piece, Source, SourceParagraph

CONTENTS = "目录标题"
"""The style of the line that stands for a table of contents."""
_HEAD = re.compile(r"目\s*[录次]")
_LINE = re.compile(r"(?P<words>.*?\S)\s*(?:\t|[.．·…‥。]{3,}|\s{2,})[\s.．·…]*[（(]?\d{1,3}[）)]?")
_STYLE = re.compile(r"(?:toc|目录) ?(?P<level>[1-9])", re.IGNORECASE)
_FEWEST = 2
WHY = "目录，由程序生成"


def fold_contents(source: Source) -> None:
    """Leave out the lines of each table of contents in `source`, but for one that stands for it:
    its `outline` is how many levels there are, as far as styles say (else 0).
    """
    made: list[Piece] = []
    at = 0
    pieces = source.pieces
    while at < len(pieces):
        first, end = pieces[at], _end(pieces, at)
        if not isinstance(first, SourceParagraph) or end == at:
            made.append(first)
            at += 1
            continue
        lines = [piece for piece in pieces[at:end] if isinstance(piece, SourceParagraph)]
        for line in lines[1:] if made else lines:
            source.leave(line.text, line.number, WHY)
        if made:
            depth = max(map(_level, lines))
            made.append(replace(first, look=Look(CONTENTS, outline=depth)))
        else:
            message = "目录在标题前面，略去了"
            hint = "要有目录的，在正文里写一项：- 目录: 是"
            source.say(UNSURE, Level.NOTICE, first.number, message, hint)
        at = end
    source.pieces = made


def _end(pieces: Sequence[Piece], at: int) -> int:
    """Where the table of contents that begins at `at` ends; `at` where none does."""
    first = pieces[at]
    if not isinstance(first, SourceParagraph):
        return at
    headed = _HEAD.fullmatch(first.text) is not None
    end = start = at + headed
    while end < len(pieces) and _is_line(pieces[end]):
        end += 1
    return end if end - start >= _FEWEST and (headed or _level(first)) else at


def _is_line(piece: Piece) -> bool:
    if not isinstance(piece, SourceParagraph):
        return False
    return _level(piece) > 0 or _LINE.fullmatch(piece.text) is not None


def _level(piece: SourceParagraph) -> int:
    """The level of a line, by its style; 0 where that says none."""
    match = _STYLE.fullmatch(piece.look.style)
    return int(match["level"]) if match else 0
