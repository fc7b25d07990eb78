"""`make bench-import`: what the importer makes of every file at hand, kind by kind: right, told
where it was not sure, or wrong in silence, which should be 0.

A truth is one YAML file beside its source in tests/importer/sources: the document as it should be
imported. Another one needs nothing but the two files. Of the seeds in ../shared the truth is there:
ground_truth.json, and the same documents as YAML written by hand. The other files of ../shared have
none: of these it is told only whether all of their text is accounted for and whether what was
written can be read.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from gongwen.document.read import read_document
from gongwen.importer.assemble import Imported, import_file
from gongwen.importer.fates import Fate, PieceOutcome
from gongwen.importer.reading import SUFFIXES
from gongwen.importer.tree import plain
from gongwen.problem import Level
from gongwen.problem_ids import LEFT_OUT
from gongwen.registry.reader import load_registry
from gongwen.registry.units import Registry
from gongwen.source.parse import parse

from .import_facts import Fact, facts, imported_facts, truth_facts

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "tests" / "importer" / "sources"
SEEDS = {
    "000_d3ee48193c8303ca": ("咸宁科普联席会议", "机构-咸宁"),
    "001_f5580afe9b9db9fb": ("鄂州实施方案", "机构-鄂州"),
    "002_a5af24981c390dca": ("柳州征求意见", "机构-柳州"),
    "003_ddab822237303eb4": ("昌吉创建方案", "机构-昌吉"),
    "004_0e3e4cb8706f164e": ("常州工作要点", "机构-常州"),
}
TARGET = 0.98
_SHORTEST = 4
"""Characters that must be alike for a fact to be found in a piece of the source."""


@dataclass(frozen=True, slots=True)
class Case:
    """A file with its truth. `lines` and `ground` are those of a seed."""

    path: Path
    truth: Any
    registry: Registry
    lines: Sequence[str] = ()
    ground: Any = None


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts of a kind are true, how many were found, and how many of these are true; of
    those missed or made up, how many the importer told of, and how many it did not.
    """

    kind: str
    true: int
    found: int
    right: int
    told: int
    silent: int

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0


def own_cases() -> list[Case]:
    """Our own sources with their truths."""
    found = []
    for truth in sorted(OWN.glob("*.yaml")):
        (source,) = (each for each in OWN.glob(f"{truth.stem}.*") if each.suffix in SUFFIXES)
        found.append(Case(source, _parsed(truth), Registry()))
    return found


def seeds() -> list[Case]:
    """The seeds of ../shared; none where it is not there."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        return []
    grounds = json.loads((folder / "ground_truth.json").read_text(encoding="utf-8"))
    found = []
    for seed, (name, units) in SEEDS.items():
        path = folder / f"{seed}.txt"
        registry, _ = load_registry(_parsed(SHARED / "content" / f"{units}.yaml"), units)
        lines = path.read_text(encoding="utf-8").splitlines()
        truth = _parsed(SHARED / "content" / f"{name}.yaml")
        found.append(Case(path, truth, registry, lines, grounds[seed[:3]]))
    return found


def files() -> list[Path]:
    """Every file at hand that can be imported."""
    found = [case.path for case in own_cases()]
    for folder in ("cases", "real", "seeds"):
        for path in sorted((SHARED / folder).glob("*")):
            described = path.name.endswith(".expected.txt") or path.stem == "README"
            if path.suffix in SUFFIXES and not described:
                found.append(path)
    return found


def _parsed(path: Path) -> Any:
    return parse(path.read_text(encoding="utf-8"), path.name)[0]


@cache
def imported(path: Path) -> Imported:
    """The document in a file, once."""
    return import_file(path, path.name)


def measure(cases: Sequence[Case]) -> tuple[list[Score], list[str]]:
    """The scores over all cases, and what was missed or made up."""
    true: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    silent: Counter[str] = Counter()
    faults = []
    for case in cases:
        wanted, got = Counter(_true(case)), Counter(_found(case))
        for counter, all_facts in ((true, wanted), (found, got), (right, wanted & got)):
            counter.update(fact[0] for fact in all_facts.elements())
        doubts = Doubts(imported(case.path))
        for sign, wrong in (("漏", wanted - got), ("多", got - wanted)):
            for fact in wrong.elements():
                known = doubts.tell_of(fact)
                (told if known else silent)[fact[0]] += 1
                how = "说了" if known else "没说"
                faults.append(f"{sign}（{how}）{case.path.stem}：{'｜'.join(fact)[:90]}")
    scores = [
        Score(kind, true[kind], found[kind], right[kind], told[kind], silent[kind])
        for kind in sorted({*true, *found})
    ]
    return scores, faults


def _true(case: Case) -> Iterator[Fact]:
    yield from facts(case.truth)
    if case.ground is not None:
        yield from truth_facts(case.lines, case.ground, case.registry)


def _found(case: Case) -> Iterator[Fact]:
    tree: Any = plain(imported(case.path).tree)
    yield from facts(tree)
    if case.ground is not None:
        yield from imported_facts(tree, case.ground, case.registry)


class Doubts:
    """What the importer told of one file."""

    def __init__(self, found: Imported) -> None:
        self.fates = found.fates
        self.messages = "".join(problem.message for problem in found.problems)
        self.blocks = {
            block
            for fate in self.fates
            if fate.outcome is PieceOutcome.UNSURE
            for block in _blocks(fate)
        }

    def tell_of(self, fact: Fact) -> bool:
        """Whether a fact that is wrong lies in a piece, or in a block with one, that was told of;
        an element, also where its name is.
        """
        if fact[0] == "版头版记" and f"“{fact[1]}”" in self.messages:
            return True
        if fact[0] == "标题" and "没有找到标题" in self.messages:
            return True
        words = [_bare(text) for text in fact[1:] if _bare(text)]
        return any(
            fate.outcome is PieceOutcome.UNSURE or not self.blocks.isdisjoint(_blocks(fate))
            for fate in self.fates
            if _speaks_of(_bare(fate.text), words)
        )


def _bare(text: str) -> str:
    """The letters and digits of a text; a date as it stands on paper."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        year, month, day = text.split("-")
        text = f"{year}年{int(month)}月{int(day)}日"
    return "".join(filter(str.isalnum, text))


def _speaks_of(text: str, words: Sequence[str]) -> bool:
    """Whether a piece holds the words of a fact, or what is long among them, or is part of it."""
    return all(word in text for word in words) or any(
        word in text or (len(text) >= _SHORTEST and text in word)
        for word in words
        if len(word) >= _SHORTEST
    )


def _blocks(fate: Fate) -> Iterator[tuple[int, str | int]]:
    """The blocks that a piece stands in."""
    for leaf in fate.at:
        yield id(leaf.holder), leaf.key


def unaccounted(path: Path) -> list[str]:
    """What is wrong with an import whatever its truth: text lost, YAML that cannot be read."""
    found = imported(path)
    wrong = [problem.message for problem in found.problems if problem.rule == LEFT_OUT]
    data, problems = parse(found.text, path.name)
    _, more = read_document(data, path.name)
    wrong += [each.message for each in (*problems, *more) if each.level is Level.ERROR]
    return wrong


def main() -> int:
    """Print the table, what was missed or made up, what is unaccounted for, and the time."""
    start = time.perf_counter()
    everything = files()
    for path in everything:
        imported(path)
    seconds = time.perf_counter() - start
    cases = [*own_cases(), *seeds()]
    scores, faults = measure(cases)
    print("| 种类 | 应有 | 导入 | 对的 | 说了的 | 没说的 |\n| --- | --: | --: | --: | --: | --: |")
    for score in scores:
        numbers = f"{score.true} | {score.found} | {score.right} | {score.told} | {score.silent}"
        print(f"| {score.kind} | {numbers} |")
    for fault in faults:
        print(fault)
    wrong = [f"{path.name}：{each}" for path in everything for each in unaccounted(path)]
    print(*wrong, sep="\n", end="\n" if wrong else "")
    outcomes = Counter(fate.outcome for path in everything for fate in imported(path).fates)
    said = "、".join(f"{outcome}{outcomes[outcome]}" for outcome in PieceOutcome)
    print(f"\n{len(everything)}份文件，文字{sum(outcomes.values())}处：{said}；共{seconds:.2f}秒。")
    silent = sum(score.silent for score in scores)
    print(f"{len(cases)}份有答案：不声不响认错的{silent}处。文字有遗漏、读不进去的{len(wrong)}处。")
    return 0


if __name__ == "__main__":
    sys.exit(main())
