"""Words by the dictionary of rjieba, and what it said before.

Loading that dictionary takes 100 ms and 31 MiB, which is as much as all the rest of a build; the
texts of an office hardly change. So what it said is kept, by the hash of the text: of that only
how long its words are, never the text itself.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, field

from ..paper.seams import Cut, cut_anew, cut_by_dictionary
from ..storage.cache import program_mark
from ..storage.files import write_atomically

_MOST: Final = 3000
"""Texts remembered: of a thousand documents, in some 100 kB."""
_LONGEST: Final = 100
"""Characters of a text that is worth it: a title, or what stands around a word."""

Lengths = dict[bytes, list[int]]
"""By the hash of a text: how many characters its words have."""


class Dictionary(Struct, eq=False):
    """What the dictionary says, remembered from run to run in `file`; None = only in this run.

    The file counts only for the program, with its components, that wrote it. What it says is held
    against the text: whoever changes it may move the breaks of a title, and nothing else.
    """

    file: Path | None = None
    _before: Lengths | None = None
    _used: Lengths = field(default_factory=dict)
    _new: Lengths = field(default_factory=dict)

    def cut(self, text: str) -> Sequence[str]:
        """The words of a text."""
        return self._remembered(text, cut_anew, "")

    def cut_by_dictionary(self, text: str) -> Sequence[str]:
        """The same without words that are guessed."""
        return self._remembered(text, cut_by_dictionary, "词典\0")

    def _remembered(self, text: str, anew: Cut, way: str) -> Sequence[str]:
        if len(text) > _LONGEST:
            return anew(text)
        key = hashlib.sha256(f"{way}{text}".encode("utf-8", "surrogatepass")).digest()[:16]
        if self._before is None:
            self._before = self._read()
        lengths = self._used.get(key) or self._before.get(key, [])
        if lengths and min(lengths) > 0 and sum(lengths) == len(text):
            self._used[key] = lengths
            return [text[start:end] for start, end in pairwise(accumulate(lengths, initial=0))]
        words = anew(text)
        self._used[key] = self._new[key] = [len(word) for word in words]
        return words

    def taken(self) -> Lengths:
        """What was learnt since this was last asked, for the dictionary of another process."""
        taken, self._new = self._new, {}
        return taken

    def add(self, learnt: Mapping[bytes, list[int]]) -> None:
        """Learn what another process did."""
        self._used.update(learnt)
        self._new.update(learnt)

    def save(self) -> None:
        """Write the file where there is something new; what was not asked for longest goes first.
        One that cannot be written is no fault.
        """
        if self.file is None or not self._new:
            return
        before = self._read()
        kept = [each for each in before.items() if each[0] not in self._used]
        kept = [*kept, *self._used.items()][-_MOST:]
        with contextlib.suppress(OSError):
            write_atomically(self.file, msgspec.msgpack.encode((program_mark(), dict(kept))))
        self._new = {}

    def _read(self) -> Lengths:
        """What the file holds, as it was written by this very program."""
        if self.file is not None:
            with contextlib.suppress(OSError, ValueError, RecursionError):
                content = self.file.read_bytes()
                program, known = msgspec.msgpack.decode(content, type=tuple[str, Lengths])
                if program == program_mark():
                    return known
        return {}
