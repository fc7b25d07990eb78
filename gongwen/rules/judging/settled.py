"""What need not be looked at again after an edit, since nothing was found when the document was
made last: passages, by the rules that look at EACH_PASSAGE by itself; by others that say what they
look at, the rest of the document (APART_FROM_TEXT), or that with some of its passages
(ONLY_PASSAGES_WITH).

Only hashes are kept and no text, with the records of the build, which forget those of a passage as
soon as it is no longer in the document.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

from msgspec import Struct

from ...document.parts import Document, DraftStage
from ...document.texts import PARAGRAPH, Passage
from ...elements.element import Element

_LENGTH: Final = 6
"""Bytes of a hash: of a hundred million million edits one is taken for what it was."""
_MOST: Final = 1 << 14
"""Hashes remembered of a document; beyond that none is."""
_RUNNING: Final = frozenset((PARAGRAPH, "接排", "内容", "措施"))
"""The keys of running text; of other prose, such as the name of a task, rules say more."""


class Settled(Struct, frozen=True):
    """The hashes of such passages, and of what such rules looked at (`marks`). `besides` is all
    that findings may depend on besides: the same words count only where that is the same.
    """

    besides: bytes = b""
    marks: frozenset[bytes] = frozenset()

    def without(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Those of the passages that are not settled."""
        return tuple(each for each in passages if self._mark(each) not in self.marks)

    def of(self, passages: Iterable[Passage], looked: Iterable[bytes] = ()) -> Settled:
        """These passages and what rules `looked` at, and no others: what is no longer in the
        document is forgotten.
        """
        marks = frozenset((*map(self._mark, passages), *looked))
        return Settled(self.besides, marks if len(marks) <= _MOST else frozenset())

    def looked_at(self, rule: str, rest: bytes, passages: Iterable[tuple[int, Passage]]) -> bytes:
        """The hash of what a rule looks at: the rest of the document, and some of its passages with
        their numbers among all.
        """
        several = "".join(f"\0{at} {each.key}\0{each.text}" for at, each in passages)
        return self._hash(f"{rule}\0{rest.hex()}{several}")

    def rest_of(
        self,
        passages: Iterable[Passage],
        elements: Iterable[Element],
        sources: Mapping[str, str],
    ) -> bytes:
        """The hash of all that is typed, and how it was read, but for the words of running text.
        Such words are left out where they stand in one line as they are read; elsewhere they count.
        """
        lines = {file: text.splitlines() for file, text in sources.items()}
        for each in passages:
            place = each.place
            typed = lines.get(place.file, [])
            if each.key in _RUNNING and 0 < place.line <= len(typed):
                line, start = typed[place.line - 1], place.column - 1
                if line[start:] == each.text:
                    typed[place.line - 1] = f"{line[:start]}\0"
        read = " ".join(type(each).__name__ for each in elements)
        whole = "\n".join((read, *("\n".join((file, *typed)) for file, typed in lines.items())))
        return self._hash(whole)

    def _mark(self, passage: Passage) -> bytes:
        return self._hash(f"{passage.key}\0{passage.text}")

    def _hash(self, words: str) -> bytes:
        key = self.besides[: blake2b.MAX_KEY_SIZE]
        return blake2b(
            words.encode("utf-8", "surrogatepass"), digest_size=_LENGTH, key=key
        ).digest()


def besides(document: Document, stage: DraftStage, *files: Path | None) -> str:
    """What findings may depend on besides the text: of the document, and which `files` the registry
    and the office's settings are; nothing is settled where one of those has changed.
    """
    audience = document.feedback.audience if document.feedback else ""
    of_document = (
        document.kind, stage, document.title, document.issue_date, document.publicity, audience,
    )  # fmt: skip
    return "\0".join(map(str, (*of_document, *files)))


def written(settled: Settled) -> str:
    """The hashes as a word for the records, the same each time."""
    return binascii.b2a_base64(b"".join(sorted(settled.marks)), newline=False).decode()


def settled_in(words: str, besides: str) -> Settled:
    """What `written` made; nothing is settled where it is broken."""
    key = blake2b(besides.encode("utf-8", "surrogatepass")).digest()
    try:
        hashes = binascii.a2b_base64(words, strict_mode=True)
    except ValueError:
        hashes = b""
    starts = range(0, len(hashes) - _LENGTH + 1, _LENGTH)
    return Settled(key, frozenset(hashes[at : at + _LENGTH] for at in starts))
