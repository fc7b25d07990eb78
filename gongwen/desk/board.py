"""The documents as they stand now: read again when a file is saved, and those that somebody looks
at drawn anew, first of all.

One thread waits for changes, one does the work; the pages of the site only read what is there.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from ..build.shared import Shared
from ..build.workers import keep_trace
from ..library.documents import name_of, survey
from ..library.library import Library
from ..library.same_numbers import same_numbers
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import FILE_UNREADABLE, PROGRAM_FAULT
from ..storage.failures import failed_at
from ..watch.changes import changes, snapshot
from ..watch.notices import notices
from .cards import Card, Dispatched, card_of, dispatched
from .drawing import Drawer, Drawn

_LOOKED_AT: Final = 15.0
"""Seconds after which nobody counts as looking at a document whose page no longer asks."""


class _KnownState(Struct):
    """All that the pages read, exchanged whole or under the lock."""

    documents: dict[str, Path] = field(default_factory=dict)
    cards: dict[str, Card] = field(default_factory=dict)
    drawn: dict[str, Drawn] = field(default_factory=dict)
    dispatched: dict[str, Dispatched] = field(default_factory=dict)
    misnamed: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = ()
    marks: dict[str, int] = field(default_factory=dict)
    shared_numbers: dict[str, tuple[Problem, ...]] = field(default_factory=dict)


class Board:
    """The documents below `content`; `drawer` makes their pages."""

    def __init__(self, root: Path, content: Path, drawer: Drawer) -> None:
        self.root, self.content, self.drawer = root, content, drawer
        self._known = _KnownState()
        self._lock = threading.Lock()
        self._told = threading.Condition()
        self._wake = threading.Event()
        self._stopped = False
        self._listed = False
        self._stale: dict[str, None] = {}
        self._undrawn: set[str] = set()
        self._looked_at: dict[str, float] = {}
        self._saved: set[Path] = set()
        self._afresh = True
        self.revision = 0

    def start(self) -> None:
        """Begin to read, and to look for changes from this moment on."""
        folders = [self.content, self.root / "templates", self.root / "styles"]
        seen = snapshot(folders)
        for work in (lambda: self._watch(folders, seen), self._work):
            threading.Thread(target=work, daemon=True).start()

    def close(self) -> None:
        """Stop working."""
        self._stopped = True
        self._wake.set()
        self._revised()

    def look_again(self) -> None:
        """See what became of the documents: a command has ended."""
        with self._lock:
            self._afresh = True
        self._wake.set()

    # What the pages of the site ask.

    def names(self) -> list[str]:
        """The documents, by their paths below the content root without suffix."""
        return list(self._known.documents)

    def path(self, name: str) -> Path | None:
        """The file of a document; None where no document has that name."""
        return self._known.documents.get(name)

    def card(self, name: str) -> Card:
        """What is known of a document; of one that was not read yet, its name only."""
        known = self._known.cards.get(name)
        if known is not None:
            return known
        file = self._known.documents[name].relative_to(self.content).as_posix()
        return Card(name, file, f"{self.content.name}/{file}")

    def is_read(self, name: str) -> bool:
        """Whether a document was read."""
        return name in self._known.cards

    def problems(self, name: str) -> tuple[Problem, ...]:
        """All that is wrong with a document, also beside the others."""
        card = self.card(name)
        return (*card.problems, *self._known.shared_numbers.get(card.shown, ()))

    def misnamed(self) -> tuple[Problem, ...]:
        """What is wrong with the names of other files, and what kept the desk from looking."""
        return (*self._known.misnamed, *self._known.faults)

    def dispatched(self, name: str) -> Dispatched:
        """What went out of a document."""
        return self._known.dispatched.get(name, Dispatched())

    def drawn(self, name: str) -> Drawn | None:
        """The pages of a document as they were last drawn; None before that."""
        return self._known.drawn.get(name)

    def look_at(self, name: str) -> None:
        """Somebody looks at a document: it is drawn where it is not, and before all others."""
        with self._lock:
            fresh = self._looked_at.get(name)
            self._looked_at[name] = time.monotonic()
            needed = fresh is None or name not in self._known.drawn
            if needed and name not in self._undrawn:
                self._undrawn.add(name)
                self._wake.set()

    def mark(self, name: str) -> str:
        """Changes when what is shown of a document does, or for "" what is shown in the list."""
        if not name:
            return str(self.revision)
        return str(self._known.marks.get(name, 0))

    def news(self, name: str, mark: str, longest: float) -> str:
        """The mark, as soon as it is another than that, or after so many seconds."""
        with self._told:
            self._told.wait_for(lambda: self._stopped or self.mark(name) != mark, longest)
        return self.mark(name)

    # The threads.

    def _watch(self, folders: list[Path], seen: dict[str, tuple[int, int, int]]) -> None:
        for saved in changes(folders, seen, notices(folders)):
            if self._stopped:
                return
            with self._lock:
                self._saved.update(saved)
            self._wake.set()

    def _work(self) -> None:
        shared = Shared(self.root, self.content)
        while not self._stopped:
            with self._lock:
                saved, self._saved = self._saved, set()
                afresh, self._afresh = self._afresh, False
            try:
                shared = self._turn(shared, saved, afresh=afresh)
                self._tell(())
            except Exception as error:  # a folder that is gone for a moment, or our bug
                self._tell((self._fault_of(error),))
                with self._lock:
                    self._saved |= saved
                    self._afresh, self._listed = True, False
                self._wake.wait(1.0)
            self._wake.clear()

    def _turn(self, shared: Shared, saved: set[Path], *, afresh: bool) -> Shared:
        """Take in what was saved, do one thing, and wait where there was none; what is shared by
        the documents from now on.
        """
        if saved or afresh or not self._listed:
            if any(not path.is_relative_to(self.content) for path in saved):
                shared = Shared(self.root, self.content)  # a style or a template
            self._list(saved)
        if afresh:
            self._see_dispatched()
        if not self._one(shared):
            self._beside()
            self._wake.wait(1.0)
        return shared

    def _fault_of(self, error: Exception) -> Problem:
        """Why the documents are not shown as they stand."""
        whole = Place(self.content.name)
        if isinstance(error, OSError):
            return problem_at(whole, FILE_UNREADABLE, Level.ERROR, failed_at(error, self.root))
        hint = keep_trace(error, self.content.name, self.root)
        return problem_at(whole, PROGRAM_FAULT, Level.ERROR, "看文稿时程序出了错", hint=hint)

    def _tell(self, faults: tuple[Problem, ...]) -> None:
        if faults != self._known.faults:
            self._known.faults = faults
            self._revised()

    def _list(self, saved: set[Path]) -> None:
        """Which documents there are, and which of them have to be read again."""
        documents, misnamed = survey(self.content)
        known = self._known
        before = known.documents
        found = {name_of(path, self.content): path for path in documents}
        with self._lock:
            known.documents, known.misnamed = found, tuple(misnamed)
            for name in before.keys() - found.keys():
                for held in (known.cards, known.drawn, self._looked_at, self._stale):
                    held.pop(name, None)
                self._undrawn.discard(name)
            for name in sorted(found, key=lambda each: -_time_of(found[each])):
                card = known.cards.get(name)
                if card is None or card.used & saved:
                    self._stale[name] = None
                    if name in self._looked_at:
                        self._undrawn.add(name)
                    else:
                        known.drawn.pop(name, None)
        self._listed = True
        self._revised()

    def _one(self, shared: Shared) -> bool:
        """Do the most urgent thing; False where there is nothing to do."""
        now = time.monotonic()
        with self._lock:
            for name in [n for n, at in self._looked_at.items() if now - at > _LOOKED_AT]:
                del self._looked_at[name]
            looked_at = [each for each in self._undrawn if each in self._looked_at]
            self._undrawn.intersection_update(looked_at)
            drawing = bool(looked_at)
            name = looked_at[0] if drawing else next(iter(self._stale), "")
            self._undrawn.discard(name)
            self._stale.pop(name, None)
            path = self._known.documents.get(name)
        if path is None:
            return False
        card = card_of(path, shared, drawn=drawing)
        self._put(name, card)
        if drawing:
            drawn = self.drawer.drawn(card, self._known.drawn.get(name))
            with self._lock:
                if name in self._known.documents:
                    self._known.drawn[name] = drawn
                    self._changed(name)
        return True

    def _put(self, name: str, card: Card) -> None:
        card = replace(card, drafts={})
        with self._lock:
            if name in self._known.documents and card != self._known.cards.get(name):
                self._known.cards[name] = card
                self._changed(name)

    def _changed(self, name: str) -> None:
        """Have the pages that show a document, and the list, say so."""
        self._known.marks[name] = self._known.marks.get(name, 0) + 1
        self._revised()

    def _revised(self) -> None:
        """Have the list say that it is another, and wake those who wait for that."""
        self.revision += 1
        with self._told:
            self._told.notify_all()

    def _see_dispatched(self) -> None:
        found, before = dispatched(self.root, self.content), self._known.dispatched
        self._known.dispatched = found
        for name in found.keys() | before.keys():
            if found.get(name) != before.get(name):
                self._changed(name)

    def _beside(self) -> None:
        """What is wrong with documents beside each other, when all have been read."""
        paths = list(self._known.documents.values())
        by_file: dict[str, tuple[Problem, ...]] = {}
        for problem in same_numbers(paths, paths, None, Library(self.content, self.root)):
            by_file[problem.file] = (*by_file.get(problem.file, ()), problem)
        if by_file != self._known.shared_numbers:
            self._known.shared_numbers = by_file
            self._revised()


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
