"""A text with a blank after every character, as some scans are read: closed up where all is so."""

from __future__ import annotations

import re

from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Source, SourceParagraph
from .wording import HAN

_SPREAD = re.compile(r"\S(?:[ \u3000]{1,2}\S){4,}")
_FEWEST, _SHORTEST = 3, 6


def close_up(source: Source) -> None:
    """Take the blanks out of the paragraphs of `source` where most of its longer ones have one
    between any two characters, and say so.
    """
    paragraphs = [piece for piece in source.pieces if isinstance(piece, SourceParagraph)]
    long = [each for each in paragraphs if len("".join(each.text.split())) >= _SHORTEST]
    spread = [each for each in long if _is_spread(each.text)]
    if len(spread) < _FEWEST or len(spread) * 3 < len(long) * 2:
        return
    source.pieces = [
        piece.with_text("".join(piece.text.split()))
        if isinstance(piece, SourceParagraph) and _is_closable(piece.text)
        else piece
        for piece in source.pieces
    ]
    said = f"像是识别出来的文字，字与字之间都有空格：{len(spread)}段里的空格去掉了"
    hint = "对照原文核对；原来就有的空格（两字人名中间的、几个姓名之间的）要补上"
    source.say(UNSURE, Level.NOTICE, spread[0].number, said, hint)


def _is_spread(text: str) -> bool:
    return _SPREAD.fullmatch(text) is not None and re.search(f"[{HAN}]", text) is not None


def _is_closable(text: str) -> bool:
    """Whether a paragraph, a short one too, has a blank between any two characters."""
    return re.fullmatch(r"\S(?:[ \u3000]{1,2}\S)+", text) is not None
