"""What must not be found in anything that the public gets: the words that are 不公开, and where
the same words stand in what is left.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..problem import Place
from .parts import Document
from .tree import elements_of
from .withholding import Withheld

_SENTENCE = r"[。；！？;!?\n\t]+"
_FEWEST_INLINE, _FEWEST_WHOLE, _FEWEST_IN_FILES = 2, 6, 4


class StillThere(Struct, frozen=True):
    """Words that are 不公开 at one place, and stand at `place` for all to read."""

    words: str
    place: Place


def still_there(document: Document) -> Iterator[StillThere]:
    """Each once, at the first place where it stands."""
    if document.public_version is None:
        return
    texts = list(_texts(document.public_version))
    told: set[str] = set()
    for withheld in document.withheld:
        if withheld.is_whole and not withheld.is_prose:
            continue
        fewest = _FEWEST_WHOLE if withheld.is_whole else _FEWEST_INLINE
        for words in _sentences(withheld):
            place = next((where for text, where in texts if words in text), None)
            if place is not None and len(words) >= fewest and words not in told:
                told.add(words)
                yield StillThere(words, place)


def words_to_miss(document: Document) -> tuple[str, ...]:
    """The words, without blanks, that no file for the public may hold: what stands in its text
    elsewhere is the matter of `still_there`; shorter ones may be anywhere by chance.
    """
    if document.public_version is None:
        return ()
    texts = [text for text, _ in _texts(document.public_version)]
    found = {
        words
        for withheld in document.withheld
        for words in _sentences(withheld)
        if len(words) >= _FEWEST_IN_FILES and not any(words in text for text in texts)
    }
    return tuple(sorted(found))


def _sentences(withheld: Withheld) -> Iterator[str]:
    for sentence in re.split(_SENTENCE, withheld.text):
        if bare := "".join(sentence.split()):
            yield bare


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    """Every text of a document without its blanks, and where it was typed."""
    for element in elements_of(document):
        for name, field in element.fields.items():
            for text in _within(getattr(element, name)):
                yield "".join(text.split()), element.place(field.key)


def _within(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _within(each)
