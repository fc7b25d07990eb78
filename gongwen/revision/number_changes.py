"""Numbers that changed without anything that they would follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .. import patterns as re
from .alignment import Match
from .change import Change
from .outline_places import Placed
from .words import Piece

_COUNT: Final = re.compile(r"[〇零一二三四五六七八九十百\d\u2460-\u2473]+(?:[.-]\d+)*")
ONLY_NUMBERS: Final = "只有序号变了"


def number_changes(
    matches: Sequence[Match], old: Sequence[Placed], new: Sequence[Placed]
) -> Iterator[Change]:
    """Blocks that say what they said under another number: where the form of the numbers is
    another, or none of that form came, went or was moved; not below a heading that came or went,
    where the count begins anew. All of one form are one change.
    """
    renumbered: dict[tuple[str, str], list[tuple[int, int]]] = {}
    uprooted: set[str] = set()
    parents = _Parents(matches, old, new)
    for match in matches:
        if match.old is None or match.new is None or match.move:
            uprooted |= {_form(old[at].unit.number) for at in (match.old,) if at is not None}
            uprooted |= {_form(new[at].unit.number) for at in (match.new,) if at is not None}
            continue
        was, now = old[match.old], new[match.new]
        if was.unit.number != now.unit.number:
            forms = _form(was.unit.number), _form(now.unit.number)
            if "" in forms:
                uprooted |= set(forms)
            same = was.unit.text == now.unit.text and not now.derived
            if same and parents.are_one(was, now):
                renumbered.setdefault(forms, []).append((match.old, match.new))
    for (before, after), pairs in renumbered.items():
        if before == after and before in uprooted:
            continue
        first, second = pairs[0]
        was, now = old[first], new[second]
        text = now.unit.text
        number = Piece(was.unit.number, now.unit.number)
        count = f"，共{len(pairs)}处" if len(pairs) > 1 else ""
        pieces = (number, Piece(text, text)) if text else (number,)
        note = ONLY_NUMBERS + count
        at = (first,), (second,)
        yield Change("修改", now.place, pieces, note, "", was.place, "", *at)


class _Parents:
    """Which heading of the new text the heading above a block became."""

    def __init__(
        self, matches: Sequence[Match], old: Sequence[Placed], new: Sequence[Placed]
    ) -> None:
        places = {m.old: new[m.new].place for m in matches if m.new is not None}
        self.became = {each.place: places.get(at) for at, each in enumerate(old)}

    def are_one(self, was: Placed, now: Placed) -> bool:
        """Whether both stand under the same."""
        above = [each.place.removesuffix(each.unit.number.strip()) for each in (was, now)]
        return self.became.get(above[0], above[0]) == above[1]


def _form(number: str) -> str:
    """The sort of a number, whatever it counts to: （#） for （二）, # for 1.2."""
    return (
        "附件"
        if number.startswith("附件") and "：" not in number
        else _COUNT.sub("#", number.strip().removeprefix("附件："))
    )
