"""Passages in which the rules that look at EACH_PASSAGE by itself had nothing to say when the
document was made last: after an edit they are asked about the others only.

Of a passage a hash is kept and no text, with the records of the build, which forget it as soon as
it is no longer in the document.
"""

from __future__ import annotations

import binascii
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Final

from msgspec import Struct

from ...document.parts import Document, DraftStage
from ...document.texts import Passage

_LENGTH: Final = 6
"""Bytes of a hash: of a hundred million million edits one is taken for what it was."""
_MOST: Final = 1 << 14
"""Passages remembered of a document; beyond that none is."""


class Settled(Struct, frozen=True):
    """The hashes of such passages; `besides` is all that the rules' findings in a passage depend on
    besides it: other passages of the same words count only where that is the same.
    """

    besides: bytes = b""
    marks: frozenset[bytes] = frozenset()

    def without(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Those of the passages that are not settled."""
        return tuple(each for each in passages if self._mark(each) not in self.marks)

    def of(self, passages: Iterable[Passage]) -> Settled:
        """These, and no others: what is no longer in the document is forgotten."""
        marks = frozenset(map(self._mark, passages))
        return Settled(self.besides, marks if len(marks) <= _MOST else frozenset())

    def _mark(self, passage: Passage) -> bytes:
        words = f"{passage.key}\0{passage.text}".encode("utf-8", "surrogatepass")
        return blake2b(words, digest_size=_LENGTH, key=self.besides[:64]).digest()


def besides(document: Document, stage: DraftStage, *files: Path | None) -> str:
    """What findings in a passage may depend on besides it: of the document, and which `files` the
    registry and the office's settings are; nothing is settled where one of those has changed.
    """
    audience = document.feedback.audience if document.feedback else ""
    of_document = (
        document.kind, stage, document.title, document.issue_date, document.publicity, audience,
    )  # fmt: skip
    return "\0".join(map(str, (*of_document, *files)))


def written(settled: Settled) -> str:
    """The hashes as one word for the records, the same each time."""
    return binascii.b2a_base64(b"".join(sorted(settled.marks)), newline=False).decode()


def settled_in(words: str, besides: str) -> Settled:
    """What `written` made; nothing is settled where it is broken."""
    key = blake2b(besides.encode("utf-8", "surrogatepass")).digest()
    try:
        marks = binascii.a2b_base64(words, strict_mode=True)
    except ValueError:
        marks = b""
    starts = range(0, len(marks) - _LENGTH + 1, _LENGTH)
    return Settled(key, frozenset(marks[at : at + _LENGTH] for at in starts))
