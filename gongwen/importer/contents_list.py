"""A table of contents in a foreign file: its lines say again what the headings say. One line is
kept in its place, which becomes the block 目录.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Look, Piece, Source, SourceParagraph
from .wording import folded

CONTENTS = "目录标题"
"""The style of the line that stands for a table of contents."""
_HEAD = re.compile(r"[【〔\[]?目\s*[录次][】〕\]]?|contents", re.IGNORECASE)
_NUMBER = r"(?:\d{1,4}|[ivxIVXⅠ-Ⅻ]{1,5})"
_LINE = re.compile(
    rf"(?P<words>.*?\S)\s*(?:\t|[.．·…‥。]{{3,}}|\s{{2,}}|…{{1,}})[\s.．·…]*[（(]?{_NUMBER}[）)]?"
)
_PAGE = re.compile(rf"[\s.．·…‥。—–\-－/／（(]*{_NUMBER}\s*[-—–－）)]*$")
"""The page number that ends a line, with what leads to it."""
_ALONE = re.compile(rf"[-—–－（(]?\s*{_NUMBER}\s*[-—–－）)]?")
_STYLE = re.compile(r"(?:toc|目录) ?(?P<level>[1-9])", re.IGNORECASE)
_FEWEST, _LONGEST, _MOST_HEADS = 2, 60, 3
WHY = "目录，由程序生成"


def fold_contents(source: Source) -> None:
    """Leave out the lines of each table of contents in `source`, but for one that stands for it:
    its `outline` is how many levels there are, as far as styles say (else 0).
    """
    made: list[Piece] = []
    at = 0
    pieces = source.pieces
    headings = _headings(pieces)
    while at < len(pieces):
        first, end = pieces[at], _end(pieces, at, headings)
        if not isinstance(first, SourceParagraph) or end == at:
            if isinstance(first, SourceParagraph) and _HEAD.fullmatch(first.text):
                message = f"“{first.text}”后面不像是目录（正文里没有同样的标题），照原样写成一段"
                hint = "是目录的，换成一项：- 目录: 是，并删去后面的目录"
                source.say(UNSURE, Level.WARNING, first.number, message, hint)
            made.append(first)
            at += 1
            continue
        lines = [piece for piece in pieces[at:end] if isinstance(piece, SourceParagraph)]
        for line in lines[1:] if made else lines:
            source.leave(line.text, line.number, WHY)
        if made:
            end = _past_title(made, pieces, end, source)
            depth = max(map(_level, lines))
            made.append(replace(first, look=Look(CONTENTS, outline=depth)))
        else:
            message = "目录在标题前面，略去了"
            hint = "要有目录的，在正文里写一项：- 目录: 是"
            source.say(UNSURE, Level.NOTICE, first.number, message, hint)
        at = end
    source.pieces = made


def _past_title(above: Sequence[Piece], pieces: Sequence[Piece], end: int, source: Source) -> int:
    """Where the text begins behind a table of contents that ends at `end`: the title that stood
    above it, on one line or two, may be said again below.
    """
    for many in (1, 2):
        over, under = above[-many:], pieces[end : end + many]
        lines = [piece for piece in (*over, *under) if isinstance(piece, SourceParagraph)]
        if len(lines) != 2 * many:
            continue
        titles = ["".join(each.text for each in part) for part in (lines[:many], lines[many:])]
        if len(titles[0]) >= _SHORTEST_TITLE and folded(titles[0]) == folded(titles[1]):
            for line in lines[many:]:
                source.leave(line.text, line.number, "目录后面又印了一次的标题")
            return end + many
    return end


_SHORTEST_TITLE = 6


def _end(pieces: Sequence[Piece], at: int, headings: Mapping[str, int]) -> int:
    """Where the table of contents that begins at `at` ends; `at` where none does. `headings` says
    where each line of the file stands last.
    """
    start = at
    while start < min(len(pieces), at + _MOST_HEADS) and _HEAD.fullmatch(_text(pieces[start])):
        start += 1
    first = pieces[at]
    if start == at and not (isinstance(first, SourceParagraph) and _level(first)):
        return at
    end, found = start, 0
    while end < len(pieces):
        text = _text(pieces[end])
        if _is_line(pieces[end]) or _recurs(text, end, headings):
            found = end + 1
        elif not (found and 0 < len(text) <= _LONGEST and _PAGE.search(text)):
            break
        end += 1
    begins = _folded(_text(pieces[end])) if end < len(pieces) else ""
    if found and begins and begins == _folded(_PAGE.sub("", _text(pieces[start]))):
        found = end  # up to the very heading that the first line names
    end = _with_page(pieces, found)
    enough = sum(1 for each in range(start, end) if not _ALONE.fullmatch(_text(pieces[each])))
    return end if enough >= _FEWEST else at


def _with_page(pieces: Sequence[Piece], end: int) -> int:
    """The end of a list, a page number below its last line included."""
    return end + 1 if end < len(pieces) and _ALONE.fullmatch(_text(pieces[end])) else end


def _recurs(text: str, at: int, headings: Mapping[str, int]) -> bool:
    """Whether a line, with or without a page number at its end, stands further down again."""
    if not text or len(text) > _LONGEST * 2:
        return False
    whole, bare = _folded(text), _folded(_PAGE.sub("", text))
    return any(each and headings.get(each, -1) > at for each in (whole, bare))


def _headings(pieces: Sequence[Piece]) -> dict[str, int]:
    """Where each short line, and the first sentence of each paragraph, stands last."""
    found: dict[str, int] = {}
    for at, piece in enumerate(pieces):
        text = _text(piece)
        for each in {text, text.split("。")[0]}:
            if 1 < len(each) <= _LONGEST:
                found[_folded(each)] = at
    return found


def _folded(text: str) -> str:
    """A heading for comparing: no blanks, no stop at its end."""
    return re.sub(r"\s", "", text).rstrip("。")


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, SourceParagraph) else ""


def _is_line(piece: Piece) -> bool:
    if not isinstance(piece, SourceParagraph):
        return False
    if _level(piece):
        return True
    return len(piece.text) <= _LONGEST * 2 and _LINE.fullmatch(piece.text) is not None


def _level(piece: SourceParagraph) -> int:
    """The level of a line, by its style; 0 where that says none."""
    match = _STYLE.fullmatch(piece.look.style)
    return int(match["level"]) if match else 0
