"""Headers and footers: which a page has, how much room they take, what stands in them (17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from .content import Block, Paragraph, Shape, blocks_of
from .layout import PlacedLine, PlacedPiece, PlacedRule, PlacedShape, Zone
from .lines import Line, Setting, lines_of
from .markup import UnknownMarkupError
from .package import Package
from .rows import below, gap, size_of
from .sections import Section
from .styles import Styles


class Furniture(Struct, frozen=True):
    """The headers and footers of a document by relationship id."""

    parts: Mapping[str, tuple[Paragraph, ...]]
    even_differs: bool

    def of(
        self, section: Section, number: int, *, first: bool
    ) -> tuple[tuple[Paragraph, ...], ...]:
        """Header and footer of page `number`, `first` = the first of its section."""
        return (
            self._one(section, section.headers, number, first=first),
            self._one(section, section.footers, number, first=first),
        )

    def _one(
        self, section: Section, references: Mapping[str, str], number: int, *, first: bool
    ) -> tuple[Paragraph, ...]:
        if first and section.title_page:
            kind = "first"
        else:
            kind = "even" if self.even_differs and number % 2 == 0 else "default"
        return self.parts.get(references.get(kind, ""), ())


def read_furniture(package: Package, styles: Styles, *, even_differs: bool) -> Furniture:
    parts = {}
    for identifier, name in package.targets().items():
        if name.startswith(("word/header", "word/footer")):
            blocks: tuple[Block, ...] = blocks_of(package.root(name), styles)
            paragraphs = tuple(block for block in blocks if isinstance(block, Paragraph))
            if len(paragraphs) < len(blocks):
                raise UnknownMarkupError("a table in a header or footer")
            parts[identifier] = paragraphs
    return Furniture(parts, even_differs)


class Stacked(Struct, frozen=True):
    """A paragraph in a stack of them: its top there, and its lines."""

    top: float
    paragraph: Paragraph
    lines: tuple[Line, ...]


def stacked(
    paragraphs: tuple[Paragraph, ...], width: float, setting: Setting, number: str
) -> tuple[list[Stacked], float]:
    """Paragraphs under one another, and how high they stand together."""
    found = []
    y = after = 0.0
    for paragraph in paragraphs:
        y += gap(after, paragraph.form.before, setting)
        lines = lines_of(paragraph, width, setting, number)
        found.append(Stacked(y, paragraph, tuple(lines)))
        y += sum(line.height for line in lines) + below(paragraph)
        after = paragraph.form.after
    return found, y + after


class Spot(Struct, frozen=True):
    """Where a column stands: its page, the left edge of the text, the top margin, its width and
    the paper's.
    """

    page: int
    left: float
    margin_top: float
    width: float
    paper: tuple[int, int]
    zone: Zone


class Source(Struct, frozen=True):
    """Where a line comes from: the style and size of its paragraph, the child of the body, its
    number in its paragraph.
    """

    style: str
    size: float
    block: int | None
    number: int


def placed_line(line: Line, top: float, spot: Spot, source: Source) -> PlacedLine:
    """A line whose upper edge is at `top`, in a column."""
    pieces = tuple(
        PlacedPiece(piece.text, spot.left + piece.left, spot.left + piece.right)
        for piece in line.pieces
    )
    return PlacedLine(
        page=spot.page,
        top=top,
        height=line.height,
        baseline=top + line.baseline,
        pieces=pieces,
        style=source.style,
        size=source.size,
        zone=spot.zone,
        block=source.block,
        number=source.number,
    )


def rule_under(paragraph: Paragraph, bottom: float, spot: Spot) -> Iterator[PlacedRule]:
    """The rule under a paragraph whose last line ends at `bottom`."""
    form = paragraph.form
    for side, border in form.borders:
        if side != "bottom":
            raise UnknownMarkupError(f"a border at the {side} of a paragraph")
        yield PlacedRule(
            spot.page,
            bottom + border.space,
            border.thickness,
            spot.left + form.left,
            spot.left + spot.width - form.right,
            border.colour,
            border.kind,
            form.style,
            spot.zone,
        )


def shapes_at(
    paragraph: Paragraph, top: float, spot: Spot, setting: Setting, number: str
) -> Iterator[PlacedShape | PlacedLine]:
    """The shapes that hang on a paragraph whose first line begins at `top`, and their text."""
    for shape in paragraph.shapes:
        left = _along(shape.horizontal, shape.width, spot.left, spot.width, spot.paper[0])
        if shape.vertical[0] in ("paragraph", "line"):
            high = top + _offset(shape.vertical)
        else:
            high = _along(shape.vertical, shape.height, spot.margin_top, 0, spot.paper[1])
        yield PlacedShape(
            spot.page,
            left,
            high,
            shape.width,
            shape.height,
            shape.kind,
            paragraph.form.style,
            spot.zone,
            shape.colour,
        )
        inside = replace(spot, left=left, zone="box")
        for each in _boxed(shape, inside, setting, number):
            yield (
                replace(each, top=each.top + high)
                if not shape.turned
                else _turned(each, left + shape.width, high)
            )


def _offset(place: tuple[str, int | str]) -> int:
    if not isinstance(place[1], int):
        raise UnknownMarkupError(f"a drawing aligned to its {place[0]}")
    return place[1]


def _along(
    place: tuple[str, int | str], size: float, margin: float, text: float, paper: int
) -> float:
    base, by = place
    if base not in ("page", "margin", "column"):
        raise UnknownMarkupError(f"a drawing placed from the {base}")
    start, room = (0.0, float(paper)) if base == "page" else (margin, text)
    if isinstance(by, int):
        return start + by
    if by == "center" and room:
        return start + (room - size) / 2
    raise UnknownMarkupError(f"a drawing aligned {by} on the {base}")


def _boxed(shape: Shape, inside: Spot, setting: Setting, number: str) -> Iterator[PlacedLine]:
    """The text of a box as if its upper edge were that of the paper."""
    along = shape.height if shape.turned else shape.width
    spot = replace(inside, left=0.0) if shape.turned else inside
    texts, _ = stacked(shape.box, along, setting, number)
    for each in texts:
        y = each.top
        for line_number, line in enumerate(each.lines):
            form = each.paragraph.form
            source = Source(form.style, size_of(each.paragraph), None, line_number)
            yield placed_line(line, y, spot, source)
            y += line.height


def _turned(line: PlacedLine, right: float, top: float) -> PlacedLine:
    """A line of a box turned so that it runs down: lines stand from the right edge of the box to
    the left. Its `top` and `height` are then along the line, its `baseline` is across the page.
    """
    left = right - line.bottom
    pieces = tuple(PlacedPiece(piece.text, left, right - line.top) for piece in line.pieces)
    return replace(
        line,
        top=top + line.left,
        height=line.right - line.left,
        baseline=right - line.baseline,
        pieces=pieces,
    )
