"""The names of the people that a document names, which its lines keep whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.attendance import attendants
from ..document.blocks import Block
from ..document.parts import Document
from ..document.rosters import Roster
from ..document.tree import blocks_of, parts_of
from ..document.values import UnitsTyped
from .people import bare_name

_OF_UNITS = frozenset("委局办组室处府院会厅科所站队部社团司等")
"""What the names of units end in."""


class WholeNames(Struct, frozen=True):
    """Names that no line's end parts: their first characters, and those that are neighbours."""

    names: tuple[str, ...]
    first: frozenset[str]
    pairs: frozenset[str]

    def are_in(self, text: str) -> bool:
        """Whether any of them stands in a text."""
        return not self.first.isdisjoint(text) and any(name in text for name in self.names)

    def parts(self, text: str, at: int) -> bool:
        """Whether a break before character `at` would part a name."""
        if text[at - 1 : at + 1] not in self.pairs:  # nearly always
            return False
        return any(
            text.find(name, max(0, at - len(name) + 1), at + len(name) - 1) >= 0
            for name in self.names
        )


def names_of(document: Document) -> WholeNames:
    """The people whom a document names as such: in a roster, as signers (签发人, 签署), as the one
    to turn to (联系人), as those who attended (出席).
    """
    typed = list(_lines(document.signer))
    typed += [each.name for each in document.signatories]
    typed += [document.contact.name] if document.contact else []
    typed += [document.feedback.contact or ""] if document.feedback else []
    for listed in (document.present, document.excused, document.attending):
        typed += _people_listed(listed or ())
    for part in parts_of(document):
        for block in blocks_of(part.body):
            typed += _in_roster(block)
    return whole_names(dict.fromkeys(name for name in map(bare_name, typed) if len(name) > 1))


def whole_names(names: Iterable[str]) -> WholeNames:
    """Names of two characters or more, to be kept whole."""
    names = tuple(names)
    pairs = frozenset(one + other for name in names for one, other in pairwise(name))
    return WholeNames(names, frozenset(name[0] for name in names), pairs)


def _lines(typed: str | Sequence[str] | None) -> Iterator[str]:
    yield from (typed,) if isinstance(typed, str) else typed or ()


def _people_listed(typed: UnitsTyped) -> Iterator[str]:
    """The people among those who attended; units are listed there too."""
    for item in attendants(typed):
        unit = max(map(item.rfind, _OF_UNITS)) + 1  # 市教育局 of 市教育局李秀芳
        name = item[unit:] if unit > 2 else item
        if re.fullmatch("[㐀-鿿·]{2,4}|[㐀-鿿]+·[㐀-鿿·]+", name) and name[-1] not in _OF_UNITS:
            yield name


def _in_roster(block: Block) -> Iterator[str]:
    if isinstance(block, Roster):
        for role in block.roles:
            yield from (person.name for person in role.people)
            for group in role.groups:
                yield from (person.name for person in group.people)
