"""What the rules declare, which is known without loading them.

A rule that a document gives no cause for costs nothing then: loading a module takes a fifth of a
millisecond, and compiling a pattern up to three, in each run anew.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Final

from msgspec import Struct

from ...problem import Level, Problem
from ...problem_ids import ProblemId
from ...setup.place import modules_in

_FOLDER: Final = Path(__file__).parents[1]
_PACKAGE: Final = __name__.rpartition(".judging.")[0]


class Rule(Struct, frozen=True):
    """What a rule's module declares, under the names in capitals; `module` is where."""

    module: str
    name: ProblemId
    needs: tuple[str, ...] = ()
    each_passage: bool = False
    apart_from_text: bool = False
    only_with: tuple[str, ...] = ()
    stands_alone: bool = False
    waivable: bool = True
    refuses: bool = False
    former_name: str = ""
    elements: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What a waiver may call it: its name, and the one that it had once."""
        return (self.name, self.former_name) if self.former_name else (self.name,)

    def load(self) -> ModuleType:
        """The rule itself."""
        return importlib.import_module(self.module)


@cache
def rules() -> tuple[ModuleType, ...]:
    """Every rule module, by file name."""
    modules = [importlib.import_module(f"{_PACKAGE}.{name}") for name in modules_in([str(_FOLDER)])]
    return tuple(module for module in modules if hasattr(module, "NAME"))


@cache
def declared() -> tuple[Rule, ...]:
    """What each of them declares."""
    return tuple(map(_declared_by, rules()))


def _declared_by(module: ModuleType) -> Rule:
    return Rule(
        module.__name__,
        module.NAME,
        getattr(module, "NEEDS", ()),
        getattr(module, "EACH_PASSAGE", False),
        getattr(module, "APART_FROM_TEXT", False),
        getattr(module, "ONLY_PASSAGES_WITH", ()),
        getattr(module, "STANDS_ALONE", False),
        getattr(module, "WAIVABLE", True),
        getattr(module, "REFUSES", False),
        getattr(module, "FORMER_NAME", ""),
        getattr(module, "ELEMENTS", ()),
    )


def refuses(problem: Problem) -> bool:
    """Whether a document with this finding is not built."""
    return problem.level is Level.ERROR and problem.rule in _refusing()


@cache
def _refusing() -> frozenset[str]:
    return frozenset(rule.name for rule in declared() if rule.refuses)
