"""One measure taken on a page, beside what the standard wants."""

from __future__ import annotations

from msgspec import Struct

TOLERANCE = 0.5
"""Millimetres allowed where the standard names no tolerance."""


class Measurement(Struct, frozen=True):
    """What a clause wants of something, what was found, and where.

    Numbers are compared within `tolerance`, texts (a face, a colour) as they are. `about` quotes
    what was measured. `page` 0 = it was not found on any.
    """

    clause: str
    name: str
    wanted: float | str
    measured: float | str
    page: int
    about: str = ""
    tolerance: float = TOLERANCE
    unit: str = "毫米"

    @property
    def off(self) -> float:
        """How far it is off, as a share of the tolerance; a wrong text is infinitely off."""
        if isinstance(self.wanted, str) or isinstance(self.measured, str):
            return 0.0 if self.wanted == self.measured else float("inf")
        difference = round(abs(self.measured - self.wanted), 2)
        if not self.tolerance:
            return float("inf") if difference else 0.0
        return difference / self.tolerance

    @property
    def right(self) -> bool:
        """Whether it is as the clause wants it."""
        return self.off <= 1.0

    def shown(self, value: float | str) -> str:
        """A wanted or measured value with its unit."""
        return value if isinstance(value, str) else f"{round(value, 2):g}{self.unit}"
