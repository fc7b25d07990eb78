"""Documents that are done with, of which nothing is said unless it is asked for: those that were
released and did not change since, and those of a year that the office has archived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level
from .record import Record

_YEAR = re.compile(r"((?:19|20|21)\d\d)(?:年度?)?", re.ASCII)
"""The name of a folder that holds the documents of a year."""


class Quiet(Struct, frozen=True):
    """How many documents nothing was said of, and how much there was to say."""

    released: int = 0
    archived: int = 0
    findings: int = 0
    errors: int = 0


def unsaid(waived: Mapping[str, int], quiet: Quiet) -> Iterator[str]:
    """How much was found that is not said, in a line each."""
    if waived:
        listed = "、".join(f"{rule}{count}处" for rule, count in sorted(waived.items()))
        yield f"按本单位.yaml 的“核稿放过”，没有再说：{listed}。"
    kinds = (("已印发、没有再改的", quiet.released), ("已归档年度的", quiet.archived))
    if whose := "，".join(f"{name}{count}份" for name, count in kinds if count):
        errors = f"，其中{quiet.errors}个错误" if quiet.errors else ""
        yield f"{whose}不再提醒（{quiet.findings}处{errors}；要看，写上文件名检查）。"


class Hush(Struct, frozen=True, dict=True):
    """Which documents are done with. `years` are archived; `find_released` gives the names, from
    the content root, of those that were released and are what they were: it is asked only where a
    final text has something to be said of it, for it has to look into the history.
    """

    years: frozenset[int]
    find_released: Callable[[], frozenset[str]]

    @cached_property
    def _released(self) -> frozenset[str]:
        return self.find_released()

    def hushed(self, name: str, record: Record, quiet: Quiet) -> Quiet | None:
        """`quiet` with a document counted in, whose name from the content root it is; None where it
        is open, could not be made, or has nothing said of it.
        """
        if not record.problems or record.refused:
            return None
        folders = (_YEAR.fullmatch(part) for part in name.split("/")[:-1])
        years = {record.year, *(int(match[1]) for match in folders if match)}
        archived = bool(self.years & years)
        if not archived and not (record.year and name in self._released):
            return None
        errors = sum(problem.level is Level.ERROR for problem in record.problems)
        return replace(
            quiet,
            released=quiet.released + (not archived),
            archived=quiet.archived + archived,
            findings=quiet.findings + len(record.problems),
            errors=quiet.errors + errors,
        )
