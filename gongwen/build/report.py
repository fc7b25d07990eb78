"""What a build did and found, as commands tell it."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct, field
from msgspec.structs import replace

from ..problem import Level, Problem
from .quiet import Quiet


class Report(Struct):
    """What a build did and found. `same_originals` are files as they were released that were
    left alone: their documents are what they were, and nothing makes such a file twice alike.
    `built`, `removed` and `kept` are output files as shown; `same` are those of `built` whose
    bytes are what they were. `made` and `unchanged` count documents, `refused` names them with the
    file that still stands ("" = none); those of them that were not read to the end are `unread`.
    `faulty` are the final texts that were made in spite of an 错误. `lost` = some file could not
    be made or written, of a document that was not refused. `waived` counts what the office does not
    want to be told of, by rule and reason; `quiet` the documents that nothing was said of.
    """

    built: list[str] = field(default_factory=list)
    same: set[str] = field(default_factory=set)
    made: int = 0
    unchanged: int = 0
    refused: dict[str, str] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    faulty: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    kept_originals: list[str] = field(default_factory=list)
    left_originals: list[str] = field(default_factory=list)
    same_originals: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    waived: Counter[str] = field(default_factory=Counter)
    quiet: Quiet = field(default_factory=Quiet)
    lost: bool = False

    def count(self, level: Level) -> int:
        return sum(problem.level is level for problem in self.problems)

    def again(self) -> Report:
        """What the next build reports where nothing changes."""
        unchanged = self.unchanged + self.made
        return replace(self, built=[], same=set(), removed=[], made=0, unchanged=unchanged)
