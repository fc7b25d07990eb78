"""A document held against the rules."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from types import ModuleType

from msgspec import Struct

from ...document.texts import Passage
from ...document.waivers import Waiver
from ...problem import Level, Place, Problem, problem_at
from ...registry.office import OfficeWaiver
from .context import Context, Finding
from .declared import Rule, declared
from .settled import Settled
from .waivers import bad_waivers, bad_waivers_of_office


class Judged(Struct, frozen=True):
    """What the rules find in a document, and how much more its office has waived, by the rule and
    the reason: 机构未登记（名录里不列）. `refused` = no file is made of a document with these.
    `settled` are the passages that need no look next time.
    """

    problems: list[Problem]
    waived: dict[str, int]
    refused: bool = False
    settled: Settled = Settled()


def check(context: Context, *, whole: bool = True) -> list[Problem]:
    """What the rules find, as `judged` has it."""
    return judged(context, whole=whole).problems


def judged(
    context: Context,
    *,
    whole: bool = True,
    settled: Settled | None = None,
    rules: Sequence[Rule] = (),
) -> Judged:
    """What the rules find, what the document or its office waives left out; waivers that the
    document does not use are found too. An office waives no 错误: that is for who knows the text.

    Where the document is not `whole`, because parts of its file cannot be read, only the rules
    that stand alone are asked, and no waiver counts as unused. `settled` are the passages that need
    no look by rules of EACH_PASSAGE; None = not known, nor wanted. `rules` are all that there are,
    where that is known already.
    """
    rules = rules or declared()
    problems: list[Problem] = []
    covered: list[_Covered] = []
    waived: Counter[str] = Counter()
    used: set[Waiver] = set()
    asked = _Asked(context, settled)
    for rule in rules:
        if not whole and not rule.stands_alone:
            continue
        waivers = context.document.waivers if rule.waivable else ()
        for finding in asked.findings(rule):
            module = rule.load()
            waiving = [
                waiver
                for waiver in waivers
                if waiver.rule in rule.names and waiver.element in ("", finding.element)
            ]
            used.update(waiving)
            if covers := getattr(module, "COVERS", ()):
                covered.append(_Covered(finding.place, finding.length, covers))
            level = finding.level or module.LEVEL
            if waiving:
                continue
            by_office = None if level is Level.ERROR else _by_office(finding, rule, context)
            if by_office is not None:
                waived[f"{rule.name}（{' '.join(by_office.reason.split())}）"] += 1
            else:
                problems.append(
                    problem_at(
                        finding.place,
                        rule.name,
                        level,
                        finding.message,
                        basis=module.BASIS,
                        hint=finding.hint,
                    )
                )
    if covered:
        problems = [each for each in problems if not any(c.has(each) for c in covered)]
    if whole:
        problems += bad_waivers(context, used, rules)
    problems += bad_waivers_of_office(context, rules)
    refusing = {rule.name for rule in rules if rule.refuses}
    refused = any(each.level is Level.ERROR and each.rule in refusing for each in problems)
    return Judged(problems, dict(waived), refused, asked.settled_now())


class _Asked:
    """The rules asked one after another: those of EACH_PASSAGE about the `open` passages only, that
    are not settled; those APART_FROM_TEXT only where something else than running text changed,
    those of ONLY_PASSAGES_WITH some words where one of such passages changed too.
    """

    def __init__(self, context: Context, settled: Settled | None) -> None:
        self.context, self.settled, self.open = context, settled, context
        self.spoke: list[tuple[ModuleType, list[Finding]]] = []
        self.looked: set[bytes] = set()
        self.rest = b""
        if settled is not None:
            if settled.marks:
                self.open = context.only(tuple(map(settled.without, context.passages_by_part)))
            self.rest = settled.rest_of(context.passages, context.elements, context.sources)

    def findings(self, rule: Rule) -> list[Finding]:
        """What a rule finds; one that the text gives no cause for is not even loaded."""
        context = self.open if rule.each_passage else self.context
        if rule.each_passage and not context.passages:
            return []
        if rule.needs and not context.searched.has_any(rule.needs):
            return []
        looked = self._looked_at(rule)
        if self.settled is not None and looked in self.settled.marks:
            self.looked.add(looked)
            return []
        module = rule.load()
        found = list(module.check(context))
        if found and rule.each_passage:
            self.spoke.append((module, found))
        if looked and not found:
            self.looked.add(looked)
        return [each for each in found if each.told]

    def _looked_at(self, rule: Rule) -> bytes:
        """The hash of what a rule looks at that says so; b"" of another."""
        if self.settled is None or not (rule.apart_from_text or rule.only_with):
            return b""
        passages = self.context.passages
        numbers = self.context.searched.numbers_having(*rule.only_with)
        return self.settled.looked_at(rule.name, self.rest, ((at, passages[at]) for at in numbers))

    def settled_now(self) -> Settled:
        """Where nothing was found, waived or not. In which passages something was is seen by the
        places; to be sure, whoever found it is asked about the others: if something is found there,
        no passage is settled.
        """
        if self.settled is None:
            return Settled()
        found = [each for _, several in self.spoke for each in several]
        places = _places_of(found, self.context.passages)
        faulty = self.settled.of(each for each in self.context.passages if _place(each) in places)
        sound = self.open.only(tuple(map(faulty.without, self.open.passages_by_part)))
        sure = not any(True for module, _ in self.spoke for _ in module.check(sound))
        sound_now = faulty.without(self.context.passages) if sure else ()
        return self.settled.of(sound_now, self.looked)


_At = tuple[str, int, int]


def _place(found: Finding | Passage) -> _At:
    return found.place.file, found.place.line, found.place.column


def _places_of(found: Sequence[Finding], passages: Sequence[Passage]) -> set[_At]:
    """The places of the passages in which things were found: the nearest that begin before them."""
    begin = sorted(set(map(_place, passages)))
    return {begin[max(0, bisect_right(begin, _place(each)) - 1)] for each in found}


def _by_office(finding: Finding, rule: Rule, context: Context) -> OfficeWaiver | None:
    """The waiver by which the office does not want to be told; None where there is none."""
    if not rule.waivable:
        return None
    fitting = (
        waiver
        for waiver in context.registry.office.waivers
        if waiver.rule in rule.names and waiver.element in ("", finding.element)
    )
    return next(fitting, None)


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
