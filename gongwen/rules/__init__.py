"""The rules: one file, one rule. The folder is the registry; a module is a rule if it has a NAME.

A rule module has a docstring that documents it to users, and
- `NAME`: its id, Chinese, unique;
- `LEVEL` of its findings;
- `BASIS`: the clause or reason printed with each finding, may be "";
- `WRONG`, `RIGHT`: YAML that it finds something in, and nothing; both are tested, and shown in the
  documentation of the rules;
- `REFUSES = True` only where an 错误 of it keeps a document from being built;
- `WAIVABLE = False` only where 忽略 may not silence it (secrecy);
- `STANDS_ALONE = True` where its findings hold even if other parts of the file cannot be read;
- `MADE_AFTER` where its author had an error in one of the published documents before his eyes:
  their numbers, such as "003"; `make bench-check` does not count there what it finds;
- `COVERS` where what it finds is told by other rules too, in words that say less: their names;
  what they find at the same words is left out then;
- `ELEMENTS` where a finer waiver can only name these: every `element` of its findings;
- `check(context) -> Iterable[Finding]`.
"""

from __future__ import annotations

import importlib
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from types import ModuleType

from msgspec import Struct, field

from ..document.parts import Document, DraftStage, Numbered
from ..document.searched import SearchedPassages
from ..document.spots import SourceText, spot_in, spot_of
from ..document.texts import Passage, passages_in
from ..document.tree import elements_of, parts_of
from ..document.waivers import Waiver
from ..document.walk import Step, scheme_of, walk
from ..elements.element import Element
from ..elements.faults import nearest
from ..kinds import Kind
from ..lists import Lists, read_own_tables
from ..lists.words import Found, words_in
from ..paper.amounts import Amount, amounts_in
from ..paper.dates import WrittenDate, dates_in
from ..paper.seams import Cut, cut_by_dictionary
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import UNUSABLE_WAIVER
from ..registry.office import OfficeWaiver
from ..registry.units import Registry
from ..setup.place import modules_in


@cache
def _own_lists() -> Lists:
    """The program's own tables, without those of an office."""
    return Lists(read_own_tables())


class Context(Struct, frozen=True, dict=True):
    """What a rule may look at. `sources` are the texts of the files, by the names in places; `cut`
    is the dictionary of words, which is slow to load where it remembers nothing.
    """

    document: Document
    stage: DraftStage
    kind: Kind
    registry: Registry
    sources: Mapping[str, str] = field(default_factory=dict)
    lists: Lists = field(default_factory=_own_lists)
    cut: Cut = cut_by_dictionary

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element of the document, in order."""
        return tuple(elements_of(self.document))

    @cached_property
    def passages_by_part(self) -> tuple[tuple[Passage, ...], ...]:
        """The texts that are printed in one piece, of each part by itself, in the order of
        `parts_of`.
        """
        return tuple(tuple(passages_in(part)) for part in parts_of(self.document))

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

    def listed_words(self, table: str, column: str) -> Iterator[Found]:
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
    how many characters from `place` on it is about, for a rule that COVERS others.
    """

    place: Place
    message: str
    hint: str = ""
    level: Level | None = None
    element: str = ""
    length: int = 1


def of_word(found: Found, context: Context, hint: str) -> Finding:
    """What to say of a word of a table; `hint` says what to write."""
    spot = context.spot(found.passage.place, found.passage.text, found.at)
    hint = f"{hint}{found.source}"
    return Finding(spot, found.message, hint, level=found.level, element=found.word)


@cache
def rules() -> tuple[ModuleType, ...]:
    """Every rule module, by file name."""
    modules = [importlib.import_module(f"{__name__}.{name}") for name in modules_in(__path__)]
    return tuple(module for module in modules if hasattr(module, "NAME"))


class Judged(Struct, frozen=True):
    """What the rules find in a document, and how much more its office has waived, by the rule and
    the reason: 机构未登记（名录里不列）.
    """

    problems: list[Problem]
    waived: dict[str, int]


def check(context: Context, *, whole: bool = True) -> list[Problem]:
    """What the rules find, as `judged` has it."""
    return judged(context, whole=whole).problems


def judged(context: Context, *, whole: bool = True) -> Judged:
    """What the rules find, what the document or its office waives left out; waivers that the
    document does not use are found too. An office waives no 错误: that is for who knows the text.

    Where the document is not `whole`, because parts of its file cannot be read, only the rules
    that stand alone are asked, and no waiver counts as unused.
    """
    problems: list[Problem] = []
    covered: list[_Covered] = []
    waived: Counter[str] = Counter()
    used: set[Waiver] = set()
    for rule in rules():
        if not whole and not getattr(rule, "STANDS_ALONE", False):
            continue
        waivers = context.document.waivers if getattr(rule, "WAIVABLE", True) else ()
        for finding in rule.check(context):
            waiving = [
                waiver
                for waiver in waivers
                if waiver.rule in _names(rule) and waiver.element in ("", finding.element)
            ]
            used.update(waiving)
            if covers := getattr(rule, "COVERS", ()):
                covered.append(_Covered(finding.place, finding.length, covers))
            level = finding.level or rule.LEVEL
            if waiving:
                continue
            by_office = None if level is Level.ERROR else _by_office(finding, rule, context)
            if by_office is not None:
                waived[f"{rule.NAME}（{' '.join(by_office.reason.split())}）"] += 1
            else:
                problems.append(
                    problem_at(
                        finding.place,
                        rule.NAME,
                        level,
                        finding.message,
                        basis=rule.BASIS,
                        hint=finding.hint,
                    )
                )
    if covered:
        problems = [each for each in problems if not any(c.has(each) for c in covered)]
    if whole:
        problems += _bad_waivers(context, used)
    problems += _bad_waivers_of_office(context)
    return Judged(problems, dict(waived))


def _by_office(finding: Finding, rule: ModuleType, context: Context) -> OfficeWaiver | None:
    """The waiver by which the office does not want to be told; None where there is none."""
    if not getattr(rule, "WAIVABLE", True):
        return None
    fitting = (
        waiver
        for waiver in context.registry.office.waivers
        if waiver.rule in _names(rule) and waiver.element in ("", finding.element)
    )
    return next(fitting, None)


def _bad_waivers_of_office(context: Context) -> Iterator[Problem]:
    """Waivers in 本单位.yaml of what is no rule."""
    if not context.registry.office.waivers:
        return
    known = [name for rule in rules() if getattr(rule, "WAIVABLE", True) for name in _names(rule)]
    for waiver in context.registry.office.waivers:
        if waiver.rule not in known:
            near = nearest(waiver.rule, known)
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.WARNING,
                f"“核稿放过”里的“{waiver.rule}”不是能放过的规则",
                basis="文件写法、路径和涉密的问题不能放过",
                hint=f"是不是“{near}”" if near else "能放过的规则见 docs/规则.md",
            )


def _names(rule: ModuleType) -> tuple[str, ...]:
    """What a waiver may call a rule: its name, and the one that it had once."""
    former = getattr(rule, "FORMER_NAME", "")
    return (rule.NAME, former) if former else (rule.NAME,)


class _Covered(Struct, frozen=True):
    """Words at which what other rules find is told already."""

    place: Place
    length: int
    rules: tuple[str, ...]

    def has(self, problem: Problem) -> bool:
        """Whether a problem is of those rules, and at those words."""
        return (
            problem.rule in self.rules
            and (problem.file, problem.line) == (self.place.file, self.place.line)
            and 0 <= problem.column - self.place.column < self.length
        )


def refuses(problem: Problem) -> bool:
    """Whether a document with this finding is not built."""
    return problem.level is Level.ERROR and any(
        problem.rule == rule.NAME and getattr(rule, "REFUSES", False) for rule in rules()
    )


def _bad_waivers(context: Context, used: set[Waiver]) -> Iterator[Problem]:
    """Waivers of what is no rule; and those that waive nothing, unless another stage than the
    document's own was asked for, where they may.
    """
    known = {
        name: getattr(rule, "ELEMENTS", None)
        for rule in rules()
        if getattr(rule, "WAIVABLE", True)
        for name in _names(rule)
    }
    for waiver in context.document.waivers:
        if waiver.rule not in known:
            is_rule = waiver.rule in (rule.NAME for rule in rules())
            near = "" if is_rule else nearest(waiver.rule, known)
            listed = "能忽略的规则见 docs/规则.md"
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.WARNING,
                f"“忽略”里的“{waiver.rule}”不是能忽略的规则",
                basis="文件写法、路径和涉密的问题不能忽略",
                hint=f"是不是“{near}”" if near else listed,
            )
        elif (elements := known[waiver.rule]) and waiver.element not in ("", *elements):
            near = nearest(waiver.element, elements)
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.WARNING,
                f"“忽略”的“{waiver.rule}”里没有“{waiver.element}”",
                hint=f"是不是“{near}”" if near else f"可以写：{'、'.join(elements)}",
            )
        elif waiver not in used and context.stage == context.document.draft_stage:
            what = f"“{waiver.rule}”里“{waiver.element}”" if waiver.element else f"“{waiver.rule}”"
            yield problem_at(
                waiver.place,
                UNUSABLE_WAIVER,
                Level.NOTICE,
                f"没有用到对{what}的忽略",
                hint="删掉它",
            )
