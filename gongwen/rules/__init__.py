"""The rules: one file, one rule. The folder is the registry; a module is a rule if it has a NAME.

A rule module has `NAME` (its id, Chinese, unique), `LEVEL`, `BASIS` (the clause or reason printed
with each finding, may be ""), a docstring that documents it, and
`check(context) -> Iterator[Finding]`.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from ..document.parts import Document, Stage
from ..kinds import Kind
from ..problem import Level, Place, Problem, problem_at
from ..registry import Registry

WAIVER = "忽略"


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at."""

    document: Document
    stage: Stage
    kind: Kind
    registry: Registry


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `level` None = the rule's; `element` = what a finer waiver names."""

    place: Place
    message: str
    hint: str = ""
    level: Level | None = None
    element: str = ""


@cache
def rules() -> tuple[ModuleType, ...]:
    """Every rule module, by file name."""
    modules = [
        importlib.import_module(f"{__name__}.{info.name}")
        for info in pkgutil.iter_modules(__path__)
    ]
    return tuple(module for module in modules if hasattr(module, "NAME"))


def check(context: Context) -> list[Problem]:
    """What the rules find, what the document waives left out; unused waivers are found too."""
    problems: list[Problem] = []
    used: set[tuple[str, str]] = set()
    waivers = context.document.waivers
    for rule in rules():
        waiver = waivers.get(rule.NAME)
        for finding in rule.check(context):
            if isinstance(waiver, str):
                used.add((rule.NAME, ""))
            elif isinstance(waiver, dict) and finding.element in waiver:
                used.add((rule.NAME, finding.element))
            else:
                level = finding.level or rule.LEVEL
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
    return [*problems, *_unused(context.document, used)]


def _unused(document: Document, used: set[tuple[str, str]]) -> Iterator[Problem]:
    known = {rule.NAME for rule in rules()}
    place = document.place("忽略")
    for name, waiver in document.waivers.items():
        if name not in known:
            yield problem_at(
                place,
                WAIVER,
                Level.WARNING,
                f"“忽略”里的“{name}”不是能忽略的规则",
                hint=f"能忽略的有：{'、'.join(sorted(known))}",
            )
        elif isinstance(waiver, str):
            if (name, "") not in used:
                yield problem_at(
                    place, WAIVER, Level.NOTICE, f"没有用到对“{name}”的忽略", hint="删掉它"
                )
        else:
            for element in waiver:
                if (name, element) not in used:
                    yield problem_at(
                        place,
                        WAIVER,
                        Level.NOTICE,
                        f"没有用到对“{name}”里“{element}”的忽略",
                        hint="删掉它",
                    )
