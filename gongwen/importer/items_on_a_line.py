"""Several numbered items on one line (1.场馆类 2.企业类 3.农业类): a text may mean to have them so;
they are left as they are and told.
"""

from __future__ import annotations

from .. import patterns as re
from ..paper.numbering import DEFAULT_SCHEME, Marker, match_number
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import shortened
from .pieces import Source, SourceParagraph

_NUMBERS = re.compile(
    r"(?:^|(?<=[\s；;，,、。）)]))(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))"
    r"|[（(][一二三四五六七八九十\d]{1,2}[）)]"
)
_FEWEST, _MOST_TOLD = 2, 20


def tell_items_on_a_line(source: Source) -> None:
    """Say where a line that begins with a first number holds the next ones too."""
    told = 0
    for piece in source.pieces:
        count = _items(piece.text) if isinstance(piece, SourceParagraph) else 0
        if count < _FEWEST or not isinstance(piece, SourceParagraph) or told >= _MOST_TOLD:
            continue
        told += 1
        said = f"“{shortened(piece.text)}”一行里写了{count}项，照原样写成了一段"
        hint = "要一项一段的，在文稿里分开"
        source.say(UNSURE, Level.NOTICE, piece.number, said, hint)


def _items(text: str) -> int:
    """How many items of one kind follow one another on a line from its beginning on."""
    found = [(match.start(), _number(text[match.start() :])) for match in _NUMBERS.finditer(text)]
    if not found or found[0][0] or found[0][1] is None:
        return 0
    kind = found[0][1][0]
    numbers = [number[1] for _, number in found if number and number[0] is kind]
    return len(numbers) if numbers == [*range(1, len(numbers) + 1)] else 0


def _number(text: str) -> tuple[Marker, int] | None:
    """The number that a text begins with, and of which kind it is."""
    for marker in DEFAULT_SCHEME.markers:
        if (match := match_number(marker, text)) and match[1]:
            return marker, match[0]
    return None
