"""What a rule may look at, and what it says of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from ...document.parts import Document, DraftStage, IssuedText, Numbered
from ...document.searched import SearchedPassages
from ...document.spots import SourceText, spot_in, spot_of
from ...document.texts import Passage, passages_in
from ...document.tree import elements_of, parts_of
from ...document.values import one_line
from ...document.walk import Step, scheme_of, walk
from ...elements.element import Element
from ...kinds import Kind
from ...lists import Lists, read_own_tables
from ...lists.words import FoundWord, words_in
from ...paper.amounts import Amount, amounts_in
from ...paper.dates import WrittenDate, dates_in
from ...paper.seams import Cut, cut_by_dictionary
from ...problem import Level, Place
from ...registry.units import Registry


@cache
def _own_lists() -> Lists:
    """The program's own tables, without those of an office."""
    return Lists(read_own_tables())


class Context(Struct, frozen=True, dict=True):
    """What a rule may look at. `sources` are the texts of the files, by the names in places; `cut`
    is the dictionary of words, which is slow to load where it remembers nothing; `chosen` are the
    passages to look at, None = all; those of the `whole` document are more then.
    """

    document: Document
    stage: DraftStage
    kind: Kind
    registry: Registry
    sources: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=_own_lists)
    cut: Cut = cut_by_dictionary
    chosen: tuple[tuple[Passage, ...], ...] | None = None
    whole: Context | None = None

    def only(self, passages: tuple[tuple[Passage, ...], ...]) -> Context:
        """The same with no other passages than these, of each part."""
        return replace(self, chosen=passages, whole=self.whole or self)

    @property
    def text_of_all(self) -> str:
        """The text of all passages of the document, whichever are to be looked at."""
        return (self.whole or self).searched.text

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element of the document, in order."""
        return tuple(elements_of(self.document))

    @cached_property
    def passages_by_part(self) -> tuple[tuple[Passage, ...], ...]:
        """The texts that are printed in one piece, of each part by itself, in the order of
        `parts_of`.
        """
        if self.chosen is not None:
            return self.chosen
        return tuple(tuple(passages_in(part)) for part in parts_of(self.document))

    @cached_property
    def dated_passages(self) -> tuple[Passage, ...]:
        """The document's own texts, and those of a plan that it issues: they are of its date. What
        is only forwarded, or bears a date itself, is not.
        """
        issues = "印发" in one_line(self.document.title)
        undated = [
            issues and isinstance(part, IssuedText) and part.issue_date is None
            for part in parts_of(self.document)
        ]
        kept = zip(self.passages_by_part, undated, strict=True)
        return tuple(
            passage for n, (texts, own) in enumerate(kept) if own or n == 0 for passage in texts
        )

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every text that is printed in one piece, in the order of paper."""
        return tuple(itertools.chain.from_iterable(self.passages_by_part))

    @cached_property
    def searched(self) -> SearchedPassages:
        """The same, to find those that have certain words in them."""
        return SearchedPassages(self.passages)

    def passages_with(self, *needles: str) -> Iterator[Passage]:
        """Those that have any of these words in them, in the order of paper: one look at all texts
        costs less than one at each.
        """
        return self.searched.having(*needles)

    def passages_with_pairs(self, pairs: Sequence[str]) -> Iterator[Passage]:
        """Those that have any of these pairs of characters side by side in them, in the order of
        paper: some hundred of them cost no more than one, where the document has none.
        """
        return self.searched.having(*self.searched.pairs.intersection(pairs))

    def passages_with_each(self, *choices: Sequence[str]) -> Iterator[Passage]:
        """Those that have one of the words of each choice in them, in the order of paper."""
        return self.searched.having_each(*choices)

    def listed_words(self, table: str, column: str) -> Iterator[FoundWord]:
        """The rows of a table whose word, in `column`, stands somewhere in the document."""
        return words_in(self.lists.rows(table), column, self.searched, self.registry, self.cut)

    def steps(self, part: Numbered) -> tuple[Step, ...]:
        """The steps of a part of the document, numbered by its own scheme."""
        if id(part) not in self._steps:
            scheme = scheme_of(part.numbering, bool(part.articles))
            self._steps[id(part)] = tuple(walk(part, scheme))
        return self._steps[id(part)]

    @cached_property
    def _steps(self) -> dict[int, tuple[Step, ...]]:
        """By the identities of parts, which live as long as their document."""
        return {}

    def amounts_of(self, passage: Passage) -> Sequence[Amount]:
        """The numbers of a passage with their units, in figures and in words, in order."""
        if id(passage) not in self._amounts:
            self._amounts[id(passage)] = amounts_in(passage.text, in_words=True)
        return self._amounts[id(passage)]

    def dates_of(self, passage: Passage) -> Sequence[WrittenDate]:
        """The dates of a passage that have a year or a month, in order."""
        if id(passage) not in self._dates:
            self._dates[id(passage)] = dates_in(passage.text)
        return self._dates[id(passage)]

    @cached_property
    def _dates(self) -> dict[int, Sequence[WrittenDate]]:
        """By the identities of passages too."""
        return {}

    @cached_property
    def _amounts(self) -> dict[int, Sequence[Amount]]:
        """By the identities of passages, which live as long as they are searched."""
        return {}

    @cached_property
    def source_texts(self) -> dict[str, SourceText]:
        """The texts of the files, to find in them where something was typed."""
        return {file: SourceText(text) for file, text in self.sources.items()}

    def spot(self, place: Place, text: str, index: int) -> Place:
        """Where the character `index` of the value `text` that stands at `place` was typed."""
        source = self.source_texts.get(place.file)
        return place if source is None else spot_in(source, place, text, index)

    def spot_of(self, place: Place, words: str) -> Place:
        """Where `words` were typed, in the value that stands at `place`."""
        source = self.source_texts.get(place.file)
        return place if source is None else spot_of(source, place, words)

    def line_of(self, place: Place) -> str:
        """The line of the file in which a place is; "" where it is not known."""
        source = self.source_texts.get(place.file)
        return "" if source is None else source.line(place.line)


class Finding(Struct, frozen=True):
    """One thing found. `level` None = the rule's; `element` = what a finer waiver names; `length` =
    how many characters from `place` on it is about, for a rule that COVERS others. `told` False =
    it is not told, because of other passages: a rule of EACH_PASSAGE looks at this one each time.
    """

    place: Place
    message: str
    hint: str = ""
    level: Level | None = None
    element: str = ""
    length: int = 1
    told: bool = True


def of_word(found: FoundWord, context: Context, hint: str) -> Finding:
    """What to say of a word of a table; `hint` says what to write."""
    spot = context.spot(found.passage.place, found.passage.text, found.at)
    hint = f"{hint}{found.source}"
    return Finding(spot, found.message, hint, found.level, found.word, len(found.word))
