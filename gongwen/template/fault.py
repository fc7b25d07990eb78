"""A template that cannot be used, told so that its keeper finds the paragraph."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level, Problem
from ..problem_ids import TEMPLATE_FAULT

_TAG = r"<[^>]+>"


class TemplateFaultError(Exception):
    """A template cannot be used. `problem` tells its keeper what to mend, in Chinese."""

    def __init__(self, file: str, message: str, *, hint: str = "") -> None:
        self.problem = Problem(TEMPLATE_FAULT, Level.ERROR, file, 0, 0, message, "", hint)
        super().__init__(message)


def paragraph_at(source: str, line: int) -> str:
    """The words of the template paragraph on a line of the prepared source."""
    return words_of(source.split("\n")[line - 1])[:40]


def words_of(xml: str) -> str:
    """The text of a piece of XML."""
    return re.sub(_TAG, "", xml).strip()
