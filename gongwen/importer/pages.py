"""What each page of a PDF repeats when its text is copied: page numbers, and heads or feet beside
them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .wording import STOPS, read_date

_DASH = "[-—–－―─~～·•]"
_SURE = re.compile(
    rf"{_DASH}{{1,3}}\s*\d{{1,3}}\s*{_DASH}{{1,3}}|—{{1,2}}\s*\d{{1,3}}|"
    r"第\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*页(?:\s*[，,/／（(]?\s*共\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})\s*页[）)]?)?|"
    r"[Pp]age\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?"
)
_BARE = re.compile(r"(\d{1,3})(?:\s*/\s*\d{1,3})?")
_FEWEST, _SHORTEST_PAGE, _LONGEST_HEAD, _FIRST = 2, 8, 40, 3
_ISSUE = re.compile(r"第\s*[\d一二三四五六七八九十]{1,4}\s*[期号]")
_COUNTS = {"专栏", "附表", "附图", "图", "表", "案例"}
_COUNTED = re.compile(r"\d{1,2}(?:[-—.]\d{1,2})?")
WHY_NUMBER = "页码"
WHY_HEAD = "每页重复的页眉、页脚"


def without_pages(source: Source) -> set[int]:
    """Leave out the page numbers and running heads of `source`; the numbers of the paragraphs that
    follow one are given back, for there a page ended and not necessarily a paragraph.
    """
    _join_counted(source)
    pieces = source.pieces
    pages = {at for at, piece in enumerate(pieces) if _is(_SURE, piece)} | _bare(pieces)
    heads = _heads(pieces, pages)
    gone = pages | heads
    if not gone:
        return set()
    for at in sorted(gone):
        piece = pieces[at]
        if isinstance(piece, SourceParagraph):
            source.leave(piece.text, piece.number, WHY_NUMBER if at in pages else WHY_HEAD)
    first = pieces[min(gone)].number
    said = f"“{_text(pieces[min(pages)])}”等页码{len(pages)}处"
    if heads:
        said += f"，每页重复的“{_text(pieces[min(heads)])}”等{len(heads)}处"
    source.say(UNSURE, Level.NOTICE, first, f"{said}，略去了", "不是页码的，照原文补上")
    kept = [at for at in range(len(pieces)) if at not in gone]
    source.pieces = [pieces[at] for at in kept]
    return {pieces[at].number for at in kept if at - 1 in gone}


def is_page_number(text: str) -> bool:
    """Whether a line is surely the number of a page: - 1 -, 第1页."""
    return _SURE.fullmatch(text) is not None


def _is(pattern: re.Pattern[str], piece: Piece) -> bool:
    return isinstance(piece, SourceParagraph) and pattern.fullmatch(piece.text) is not None


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _bare(pieces: Sequence[Piece]) -> set[int]:
    """Numbers without a sign that count on, each with a page of text before it."""
    found: list[tuple[int, int]] = []
    for at, piece in enumerate(pieces):
        match = _BARE.fullmatch(_text(piece))
        if match is None:
            continue
        number = int(match[1])
        if found and (number != found[-1][1] + 1 or at - found[-1][0] < _SHORTEST_PAGE):
            return set()
        found.append((at, number))
    return {at for at, _ in found} if len(found) >= _FEWEST else set()


def _heads(pieces: Sequence[Piece], pages: set[int]) -> set[int]:
    """Short lines right beside page numbers that say the same each time."""
    beside: list[tuple[int, str]] = []
    for page in pages:
        for at in (page - 1, page + 1):
            text = _text(pieces[at]) if 0 <= at < len(pieces) and at not in pages else ""
            if 1 < len(text) <= _LONGEST_HEAD and text[-1] not in STOPS:
                beside.append((at, re.sub(r"[\d\s]", "", text)))
    counts = Counter(text for _, text in beside)
    heads = {at for at, text in beside if text and counts[text] >= _FEWEST}
    return heads | _mastheads(pieces, beside) | _marks_again(pieces, pages)


def _marks_again(pieces: Sequence[Piece], pages: set[int]) -> set[int]:
    """Lines at the top of a page that say what one of the first lines does, no date below: a name
    above a date signs.
    """
    first = {_text(piece) for piece in pieces[:_FIRST]}
    tops = [page + 1 for page in pages if page + 2 < len(pieces)]
    return {
        at
        for at in tops
        if at >= _FIRST and _text(pieces[at]) in first and not read_date(_text(pieces[at + 1]))
    } - pages


def _mastheads(pieces: Sequence[Piece], beside: Sequence[tuple[int, str]]) -> set[int]:
    """The name and issue of a gazette beside a page number, and the same line wherever it stands:
    above the first page no number stands.
    """
    named = {text for at, text in beside if _ISSUE.search(_text(pieces[at]))}
    return {
        at
        for at, piece in enumerate(pieces)
        if _ISSUE.search(_text(piece)) and re.sub(r"[\d\s]", "", _text(piece)) in named
    }


def _join_counted(source: Source) -> None:
    """Put the number of a box, a table or a figure beside its word where a page broke them apart,
    which is said: such a number is not that of a page.
    """
    made: list[Piece] = []
    joined: list[SourceParagraph] = []
    for piece in source.pieces:
        last = made[-1] if made else None
        counted = _COUNTED.fullmatch(_text(piece)) and isinstance(last, SourceParagraph)
        if counted and isinstance(last, SourceParagraph) and last.text in _COUNTS:
            made[-1] = last.with_text(last.text + _text(piece))
            joined.append(last)
        else:
            made.append(piece)
    if joined:
        source.pieces = made
        said = f"“{joined[0].text}”和下一行的数字接成了一行，共{len(joined)}处"
        source.say(UNSURE, Level.NOTICE, joined[0].number, said, "对照原文核对")
