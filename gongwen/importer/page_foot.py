"""The foot of a web page below a document: what follows its 版记, and from the first line on that
only pages have (buttons, neighbouring articles, who runs the site) all short lines.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .chrome import is_furniture_line
from .downloads import is_download
from .imprint import is_imprint_line
from .labels import is_label
from .markers import first_marker
from .pieces import Piece, Source, SourceParagraph
from .wording import read_date

_LONGEST, _MOST, _MOST_UNKNOWN, _SHOWN = 120, 60, 6, 16
_ATTACHED = re.compile(r"(?:相关)?附\s*件.{0,60}")


def without_foot(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces without the foot of the page, which is told of."""
    if disclaimed := _disclaimed(pieces):
        return _without(pieces[disclaimed:], pieces[:disclaimed], source)
    start = _around(pieces, source.main_end)
    outside = start < len(pieces)
    start = start if outside else _start(pieces)
    foot = pieces[start:]
    if outside:
        return _without(foot, pieces[:start], source)
    if not foot or len(foot) > _MOST or not all(_may_be(piece) for piece in foot):
        return pieces
    if not _text(foot[0], is_furniture_line) and len(foot) > _MOST_UNKNOWN:
        return pieces
    return _without(foot, pieces[:start], source)


def _without(foot: list[Piece], kept: list[Piece], source: Source) -> list[Piece]:
    """What is kept, and what in the foot of the page is of the document; the rest is told of."""
    dropped = [
        piece for piece in foot if isinstance(piece, SourceParagraph) and not _belongs(piece)
    ]
    for piece in dropped:
        source.leave(piece.text, piece.number, "网页的导航、页脚等")
    unsure = [piece for piece in dropped if not is_furniture_line(piece.text)]
    if unsure:
        shown = "”“".join(piece.text[:_SHOWN] for piece in unsure[:3])
        said = f"文稿后面的“{shown}”{'等' if len(unsure) > 3 else ''}当作网页的页脚，没有写进文稿"
        source.say(UNSURE, Level.NOTICE, unsure[0].number, said, "是文稿的内容的，补进文稿")
    return [*kept, *(piece for piece in foot if piece not in dropped)]


def _disclaimed(pieces: Sequence[Piece]) -> int:
    """Where the foot begins that a site's disclaimer behind the last date ends; 0 = none does."""
    dated = [at for at, piece in enumerate(pieces) if _text(piece, _is_date)]
    after = range(dated[-1] + 1, len(pieces)) if dated else range(0)
    at = next((at for at in after if _text(pieces[at], _is_disclaimer)), 0)
    if not at or len(pieces) - at > _MOST_UNKNOWN + _MOST_UNKNOWN:
        return 0
    while at > dated[-1] + 1 and _text(pieces[at - 1], is_furniture_line):
        at -= 1
    return at if all(isinstance(piece, SourceParagraph) for piece in pieces[at:]) else 0


def _is_disclaimer(text: str) -> bool:
    return re.fullmatch(r"(?:免责|版权|转载)声明[：:]?.{0,60}", text) is not None


def _around(pieces: Sequence[Piece], main_end: int) -> int:
    """Where the foot begins by how the page is built: the lines behind the block that holds its
    text, so far as a foot can hold them; the length where the page has no such block.
    """
    length = len(pieces)
    inside = [at for at, piece in enumerate(pieces) if piece.number <= main_end]
    if not main_end or not inside or not any(_ends(piece) for piece in pieces[: inside[-1] + 1]):
        return length
    start = length
    while start > inside[-1] + 1 and _may_be(pieces[start - 1]) and not _ends(pieces[start - 1]):
        start -= 1
    while start < length and _text(pieces[start - 1], is_furniture_line):
        start -= 1
    return start


def _ends(piece: Piece) -> bool:
    """Whether a piece is the date of a document by itself, or a line of its 版记."""
    text = piece.text if isinstance(piece, SourceParagraph) else ""
    return bool(text) and (bool(read_date(text)) or is_imprint_line(text))


def _start(pieces: Sequence[Piece]) -> int:
    """Where the foot begins: behind the last line of the 版记, else at the first line of a page's
    own behind the last date; the length where there is none.
    """
    printed = [at for at, piece in enumerate(pieces) if _text(piece, is_imprint_line)]
    if printed:
        return printed[-1] + 1
    dated = [at for at, piece in enumerate(pieces) if _text(piece, _is_date)]
    if not dated:
        return len(pieces)
    after = range(dated[-1] + 1, len(pieces))
    return next((at for at in after if _text(pieces[at], is_furniture_line)), len(pieces))


def _text(piece: Piece, says: Callable[[str], bool]) -> bool:
    return isinstance(piece, SourceParagraph) and says(piece.text)


def _is_date(text: str) -> bool:
    return bool(read_date(text.rsplit(maxsplit=1)[-1]))


def _may_be(piece: Piece) -> bool:
    """Whether a piece can stand in the foot of a page: no attachment begins, no text runs on."""
    if not isinstance(piece, SourceParagraph) or len(piece.text) > _LONGEST:
        return False
    if is_label(piece):
        return piece.text.endswith(("：", ":"))
    if is_furniture_line(piece.text) or _belongs(piece):
        return True
    return first_marker(piece.text) is None and "。" not in piece.text


def _belongs(piece: Piece) -> bool:
    """Whether a line among those of the foot is of the document: an attachment's link, 抄送."""
    if not isinstance(piece, SourceParagraph):
        return False
    text = piece.text
    return bool(is_download(text) or _ATTACHED.fullmatch(text) or is_imprint_line(text))
