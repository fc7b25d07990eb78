"""Many inputs, one after the other, each in a child process within limits; counted by outcome."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from . import mutations
from .children import Fate, fate_of
from .projects import (
    UNPLACED,
    WORDY,
    WRONG,
    Place,
    Work,
    as_yaml,
    document_files,
    imported,
    plain,
)
from .shapes import SHAPES, at, places_of, replaced, typed

LARGEST = 1_000_000
"""Bytes of a document that the limits are promised for."""
TOGETHER = 500
"""Mutated inputs that one child works through: starting it costs as much as many of them."""


@dataclass(frozen=True, slots=True)
class Case:
    """An input by a name that tells how to make it again."""

    name: str
    content: bytes
    suffix: str = ".yaml"


@dataclass(slots=True)
class Tally:
    """How many inputs came to each end, and those that may not happen."""

    counts: Counter[str] = field(default_factory=Counter)
    bad: list[tuple[Case, Fate]] = field(default_factory=list)
    slowest: float = 0.0
    largest: float = 0.0

    def add(self, case: Case, fate: Fate) -> None:
        self.counts[fate.kind] += 1
        self.slowest = max(self.slowest, fate.seconds)
        self.largest = max(self.largest, fate.mebibytes)
        if fate.is_bad or fate.kind in (UNPLACED, WORDY):
            self.bad.append((case, fate))


def shapes(length: int, random: Random) -> Iterator[Case]:
    """Every key in turn with a value of every kind about so long, in an order by chance."""
    bases = {path: plain(path) for path in document_files()}
    spots: dict[tuple[object, ...], tuple[Path, tuple[str | int, ...]]] = {}
    for path, tree in bases.items():
        for steps in places_of(tree):
            key: tuple[object, ...] = tuple(
                "*" if isinstance(step, int) else step for step in steps
            )[-2:]
            spots.setdefault(key, (path, steps))
    pairs = [(key, name) for key in spots for name in SHAPES]
    random.shuffle(pairs)
    for key, name in pairs:
        path, steps = spots[key]
        value = SHAPES[name](length, at(bases[path], steps))
        content = as_yaml(replaced(bases[path], steps, value)).encode()
        if len(content) <= LARGEST:
            yield Case(f"{path.stem}：{'/'.join(map(str, key))} 是{length}个{name}", content)


def files(length: int, random: Random) -> Iterator[Case]:
    """Files of one piece over and over, in an order by chance."""
    found = list(typed(length))
    random.shuffle(found)
    for name, text in found:
        yield Case(f"{length}字节的{name}", text.encode())


def documents(random: Random) -> Iterator[Case]:
    """Examples and variants, and as many wrong inputs, mutated, without end. Of those that were
    right some still are: they are set, too.
    """
    groups = [
        [(path, path.read_bytes()) for path in files]
        for files in (document_files(), sorted(WRONG.glob("*.yaml")))
    ]
    contents = [content for group in groups for _, content in group]
    while True:
        seed = random.randrange(1 << 60)
        of_case = Random(seed)  # noqa: S311  to be made again
        path, content = of_case.choice(of_case.choice(groups))
        yield Case(f"{path.stem} {seed}", mutations.of_text(content, contents, of_case))


def foreign(originals: list[tuple[str, bytes]], random: Random) -> Iterator[Case]:
    """Files of other programs, by suffix and content, mutated, without end."""
    texts = [content for suffix, content in originals if suffix != ".docx"]
    while True:
        seed = random.randrange(1 << 60)
        of_case = Random(seed)  # noqa: S311  to be made again
        suffix, content = of_case.choice(originals)
        if suffix == ".docx":
            made = mutations.of_package(content, of_case)
        else:
            made = mutations.of_text(content, texts, of_case)
        yield Case(f"{suffix} {seed}", made, suffix)


def run(cases: Iterable[Case], place: Place, seconds: float, *, together: int = 1) -> Tally:
    """Work through the cases until the time is over, of `together` cases one child at a time."""
    tally = Tally()
    ends = time.monotonic() + seconds
    waiting: list[Case] = []
    for case in cases:
        waiting.append(case)
        if len(waiting) == together:
            _worked(waiting, place, tally)
            waiting = []
            if time.monotonic() > ends:
                break
    _worked(waiting, place, tally)
    return tally


def _worked(cases: list[Case], place: Place, tally: Tally) -> None:
    """One child does the lot. Where that ends badly, each half has a child of its own, and so on
    down to the one case that did it.
    """
    if len(cases) > 1:
        fate = fate_of(lambda: ("", json.dumps(_ends_of(cases, place))))
        if fate.is_bad:
            middle = len(cases) // 2
            _worked(cases[:middle], place, tally)
            _worked(cases[middle:], place, tally)
            return
        for case, (kind, said, spent) in zip(cases, json.loads(fate.said), strict=True):
            tally.add(case, Fate(kind, said, spent, fate.mebibytes))
        return
    for case in cases:
        tally.add(case, fate_of(_work(case, place)))


def _ends_of(cases: list[Case], place: Place) -> list[tuple[str, str, float]]:
    """The kind of each outcome, words, and the seconds of CPU."""
    found = []
    for case in cases:
        started = time.process_time()
        found.append((*_work(case, place)(), time.process_time() - started))
    return found


def _work(case: Case, place: Place) -> Work:
    if case.suffix == ".yaml":
        return place.built(case.content)
    return imported(case.content, case.suffix)
