"""The measures of GB/T 9704-2012 that all others are counted in. Millimetres."""

from __future__ import annotations

from msgspec import Struct


class Norm(Struct, frozen=True):
    """Page and type area (5.1, 5.2.1, 5.2.3); a house style may set others."""

    width: float = 210.0
    height: float = 297.0
    top: float = 37.0
    left: float = 28.0
    right: float = 26.0
    bottom: float = 35.0
    rows: int = 22
    columns: int = 28

    @property
    def row(self) -> float:
        """“行”: a line of the type area."""
        return (self.height - self.top - self.bottom) / self.rows

    @property
    def character(self) -> float:
        """“字”: a 3号 character on the grid."""
        return self.text_width / self.columns

    @property
    def text_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def right_edge(self) -> float:
        """Where the type area ends on the right."""
        return self.width - self.right

    @property
    def lower_edge(self) -> float:
        """Where the type area ends below."""
        return self.height - self.bottom

    @property
    def middle(self) -> float:
        """Halfway across the type area."""
        return (self.left + self.right_edge) / 2


STANDARD = Norm()
