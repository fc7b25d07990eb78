"""What is raised where something may not be done with a classified file here. Standard library
only: the command line knows it before the components are there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..problem import Problem


class ClassifiedError(Exception):
    """A file may not be worked on here; nothing was written. `problem` is for the user."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
