"""Where on the sheet a point of a PDF lies: programs count from different corners of it."""

from __future__ import annotations

from msgspec import Struct

from .pages import POINT


class Frame(Struct, frozen=True):
    """The part of a page that is shown (points), and by how much it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turned: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Millimetres from the left and from the top of the sheet as it is read."""
        across, down = {
            90: (y - self.bottom, x - self.left),
            180: (self.right - x, y - self.bottom),
            270: (self.top - y, self.right - x),
        }.get(self.turned, (x - self.left, self.top - y))
        return across * POINT, down * POINT

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a box in millimetres."""
        one, other = self.place(left, bottom), self.place(right, top)
        return (
            min(one[0], other[0]),
            min(one[1], other[1]),
            max(one[0], other[0]),
            max(one[1], other[1]),
        )
