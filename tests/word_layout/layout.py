"""What a document is on paper. Lengths are twips from the upper left corner of the paper."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

TWIPS_PER_MM = 1440 / 25.4
Zone = Literal["body", "header", "footer", "float", "box"]


def mm(twips: float) -> float:
    return twips / TWIPS_PER_MM


class PlacedPiece(Struct, frozen=True):
    text: str
    left: float
    right: float


class PlacedLine(Struct, frozen=True):
    """A line of text. `block` counts the children of the body, in which a table is one; None for
    headers, footers and boxes. `number` counts the lines of its paragraph.
    """

    page: int
    top: float
    height: float
    baseline: float
    pieces: tuple[PlacedPiece, ...]
    style: str
    size: float
    zone: Zone
    block: int | None = None
    number: int = 0

    @property
    def text(self) -> str:
        return "\t".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        return self.pieces[0].left

    @property
    def right(self) -> float:
        return self.pieces[-1].right

    @property
    def bottom(self) -> float:
        return self.top + self.height


class PlacedRow(Struct, frozen=True):
    """A row of a table, or the `part` of one that stands on this page. `repeated` = a head that a
    page begins with again.
    """

    page: int
    top: float
    height: float
    rule: float
    block: int
    number: int
    part: int
    repeated: bool
    text: str
    zone: Zone = "body"

    @property
    def bottom(self) -> float:
        return self.top + self.height


class PlacedRule(Struct, frozen=True):
    """A horizontal rule; `top` is its upper edge. `source` says whose: a paragraph style, a table
    style.
    """

    page: int
    top: float
    thickness: float
    left: float
    right: float
    colour: str
    kind: str
    source: str
    zone: Zone


class PlacedShape(Struct, frozen=True):
    """A picture, a text box, or a drawn shape, with the style of the paragraph that it hangs on."""

    page: int
    left: float
    top: float
    width: float
    height: float
    kind: str
    source: str
    zone: Zone
    colour: str


class Standing(Struct, frozen=True):
    """Where a child of the body stands, from the top margin of its pages: `lines` are all of a
    paragraph, the rows of a table; `last_lines` those on its last page. `text` is what the file
    has, of a table its first cell.
    """

    page: int
    top: float
    last_page: int
    bottom: float
    lines: int
    last_lines: int
    style: str
    text: str


class Page(Struct, frozen=True):
    """One page, its paper and where its text may stand. `blank` = the page that a section which
    begins on an even page leaves before it.
    """

    number: int
    width: int
    height: int
    left: int
    right: int
    text_top: float
    text_bottom: float
    section: int
    blank: bool = False


class Layout(Struct, frozen=True):
    """`faults` say what cannot stand as the file asks."""

    pages: tuple[Page, ...]
    lines: tuple[PlacedLine, ...]
    rows: tuple[PlacedRow, ...]
    rules: tuple[PlacedRule, ...]
    shapes: tuple[PlacedShape, ...]
    standings: tuple[Standing, ...]
    faults: tuple[str, ...]

    def shown(self) -> list[str]:
        """Each page as lines: its number, then what stands on it from top to bottom."""
        found = []
        for page in self.pages:
            found.append(f"第{page.number}页")
            items: list[tuple[float, float, str]] = [
                (line.top, line.left, f"{line.style}：{line.text}")
                for line in self.lines
                if line.page == page.number
            ]
            items += [
                (row.top, 0.0, f"行高{mm(row.height):.2f}")
                for row in self.rows
                if row.page == page.number
            ]
            items += [
                (
                    rule.top,
                    rule.left,
                    f"线 {mm(rule.right - rule.left):.2f}×{mm(rule.thickness):.2f}",
                )
                for rule in self.rules
                if rule.page == page.number
            ]
            items += [
                (
                    shape.top,
                    shape.left,
                    f"{shape.kind} {mm(shape.width):.2f}×{mm(shape.height):.2f}",
                )
                for shape in self.shapes
                if shape.page == page.number
            ]
            found += [f"{mm(top):7.2f} {mm(left):7.2f} {text}" for top, left, text in sorted(items)]
        return found
