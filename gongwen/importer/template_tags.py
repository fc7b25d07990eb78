"""What a template or a form letter left in a text where a value was due: it is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import shortened
from .pieces import Piece, Source, SourceParagraph

_TAG = re.compile(
    r"\{\{[^{}]{1,80}\}\}|\{%[^{}]{1,120}%\}|<%[^<>]{0,120}%>|<\?php[^<>]{0,120}\?>"
    r"|[$#]\{[^{}]{1,60}\}|«[^«»\s]{1,40}»"
)


def tell_tags(pieces: Sequence[Piece], source: Source) -> None:
    """Say of each line and table which tags it holds."""
    for piece in pieces:
        tags = [tag for text in _texts(piece) for tag in _TAG.findall(text)]
        if not tags:
            continue
        more = f"等{len(tags)}处" if len(tags) > 1 else ""
        said = f"“{shortened(tags[0])}”{more}像是模板里没有换成内容的标签，原样留着"
        source.say(UNSURE, Level.WARNING, piece.number, said, "换成要写的内容；多余的，删去")


def _texts(piece: Piece) -> Iterator[str]:
    if isinstance(piece, SourceParagraph):
        yield piece.text
        return
    yield from (cell.text for row in piece.rows for cell in row if not cell.merged)
