"""What was told of a document's versions, kept so that it need not be worked out again: never the
words themselves, but the places where they stand in the versions, which git has.

A small file in .cache/history for each document, of those last asked for. On a computer for
classified work nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct, field

from ..build.shared import Shared
from ..secrecy.clearance import is_cleared
from ..storage.cache import program_mark
from ..storage.files import write_atomically
from .summary import WORDS

Places = list[tuple[int, int, int]]
"""For each run of letters: the text it stands in (0 = the program's own words), where, and how many
letters.
"""
_MOST_FILES: Final = 400
_MOST_LINES: Final = 2_000
_LONGEST_RUN: Final = 20
_LONGEST_TEXT: Final = 2_000_000
"""Letters of all the texts that words are looked for in."""


class _Kept(Struct):
    """What the file holds: lines by the hash of the versions compared, and the names of
    files that older versions used.
    """

    program: str
    lines: dict[str, Places] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)


class KeptLines(Struct):
    """The lines of one document; `file` None = nothing is kept."""

    file: Path | None
    _before: _Kept
    _now: dict[str, Places] = field(default_factory=dict)

    @property
    def used(self) -> list[str]:
        """The files that older versions used."""
        return self._before.used

    def find(self, versions: Sequence[Mapping[str, str]], sources: Sequence[bytes]) -> str | None:
        """What was told of a version and those before it, each given as the ids of what its files
        hold; None where that is not known.
        """
        key = _key(versions)
        places = self._before.lines.get(key)
        line = None if places is None else words_at(places, _texts(sources))
        if places is not None and line is not None:
            self._now[key] = places
        return line

    def keep(
        self, versions: Sequence[Mapping[str, str]], line: str, sources: Sequence[bytes]
    ) -> None:
        """Keep what is told; not where a letter of it stands in none of the texts."""
        places = places_of(line, _texts(sources))
        if self.file is not None and places is not None:
            self._now[_key(versions)] = places

    def save(self, used: Collection[str]) -> None:
        """Keep what was found or told this time. What cannot be written is no fault."""
        if self.file is None:
            return
        lines = dict(list(self._now.items())[-_MOST_LINES:])
        kept = _Kept(self._before.program, lines, sorted(used))
        if (kept.lines, kept.used) == (self._before.lines, self._before.used):
            return
        keep_file(self.file, msgspec.json.encode(kept))


def keep_file(file: Path, content: bytes) -> None:
    """Write a file of .cache/history, and take those away that were written longest ago, where they
    are too many. What cannot be written is no fault.
    """
    with contextlib.suppress(OSError):
        write_atomically(file, content)
        files = sorted(file.parent.glob("*.json"), key=lambda each: each.stat().st_mtime)
        for old in files[:-_MOST_FILES]:
            old.unlink(missing_ok=True)


def file_of(shared: Shared, name: str, what: str) -> Path:
    """Where `what` is kept of a document, called `name` by git."""
    key = hashlib.sha256(f"{os.path.realpath(shared.content)}|{name}".encode()).hexdigest()
    return shared.root / ".cache" / "history" / f"{key[:16]}-{what}.json"


def kept_lines(shared: Shared, name: str) -> KeptLines:
    """What was kept of a document by this program, with the templates and sheets of today."""
    if is_cleared():
        return KeptLines(None, _Kept(""))
    mark = _mark(shared.root)
    file = file_of(shared, name, "lines")
    try:
        kept = msgspec.json.decode(file.read_bytes(), type=_Kept)
    except (OSError, ValueError, RecursionError):
        kept = _Kept(mark)
    return KeptLines(file, kept if kept.program == mark else _Kept(mark, used=kept.used))


def _mark(root: Path) -> str:
    """The program, and all that a document may be set with."""
    total = hashlib.sha256(program_mark().encode())
    for file in sorted((*root.glob("styles/*.yaml"), *root.glob("templates/*.docx"))):
        with contextlib.suppress(OSError):
            total.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _key(versions: Sequence[Mapping[str, str]]) -> str:
    told = msgspec.json.encode([sorted(each.items()) for each in versions])
    return hashlib.sha256(told).hexdigest()


def _texts(sources: Sequence[bytes]) -> list[str]:
    found = [WORDS]
    left = _LONGEST_TEXT
    for source in dict.fromkeys(sources):
        left -= len(source)
        found.append(source.decode("utf-8", "replace") if left > 0 else "")
    return found


def places_of(line: str, texts: Sequence[str]) -> Places | None:
    """Where the letters of a line stand, in runs as long as can be; None where one is nowhere."""
    places: Places = []
    start = 0
    while start < len(line):
        for length in range(min(_LONGEST_RUN, len(line) - start), 0, -1):
            run = line[start : start + length]
            found = ((text.find(run), number) for number, text in enumerate(texts))
            at, number = next((each for each in found if each[0] >= 0), (-1, 0))
            if at >= 0:
                places.append((number, at, length))
                start += length
                break
        else:
            return None
    return places


def words_at(places: Places, texts: Sequence[str]) -> str | None:
    """The line whose letters stand at these places; None where there are no such places."""
    runs = []
    for number, at, length in places:
        if not 0 <= number < len(texts) or not 0 <= at <= len(texts[number]) - length:
            return None
        runs.append(texts[number][at : at + length])
    return "".join(runs)
