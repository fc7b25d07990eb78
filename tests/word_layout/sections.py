"""Sections: paper, margins, grid, and which header and footer a page has (17.6, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from .content import Block, Paragraph
from .lines import Grid
from .markup import UnknownMarkupError, child_of
from .package import R, local, number, value

_FREE = frozenset(
    ("headerReference", "footerReference", "type", "pgSz", "pgMar", "cols", "titlePg", "docGrid")
)
_PER_POINT = 4096
_POINT = 20


class Section(Struct, frozen=True):
    """`headers` and `footers` lead from "default", "even" and "first" to relationship ids."""

    blocks: tuple[Block, ...]
    first_block: int
    begins: str
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int
    title_page: bool
    grid: Grid
    headers: Mapping[str, str]
    footers: Mapping[str, str]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def text_width(self) -> int:
        return self.width - self.left - self.right


def sections_of(blocks: tuple[Block, ...], last: etree._Element) -> list[Section]:
    """The sections of a body, whose last has its properties at the end of it."""
    found: list[Section] = []
    headers: dict[str, str] = {}
    footers: dict[str, str] = {}
    for first, part, properties in _parts(blocks, last):
        # What a section does not name it has from the one before it (17.10.2, 17.10.5).
        headers = {**headers, **_references(properties, "headerReference")}
        footers = {**footers, **_references(properties, "footerReference")}
        found.append(_section(part, first, properties, headers, footers))
    return found


def _parts(
    blocks: tuple[Block, ...], last: etree._Element
) -> Iterator[tuple[int, tuple[Block, ...], etree._Element]]:
    first = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.section is not None:
            yield first, blocks[first : index + 1], block.section
            first = index + 1
    yield first, blocks[first:], last


def _references(properties: etree._Element, name: str) -> dict[str, str]:
    return {
        value(node, "type") or "default": node.get(f"{R}id", "")
        for node in properties
        if local(node) == name
    }


def _section(
    blocks: tuple[Block, ...],
    first: int,
    properties: etree._Element,
    headers: Mapping[str, str],
    footers: Mapping[str, str],
) -> Section:
    if unknown := {local(node) for node in properties} - _FREE:
        raise UnknownMarkupError(f"w:sectPr {sorted(unknown)}")
    size, margins = child_of(properties, "pgSz"), child_of(properties, "pgMar")
    columns, kind = child_of(properties, "cols"), child_of(properties, "type")
    if number(columns, "num", 1) != 1 or number(margins, "gutter") != 0:
        raise UnknownMarkupError("columns of text, or a gutter")
    return Section(
        blocks,
        first,
        "nextPage" if kind is None else value(kind) or "nextPage",
        number(size, "w"),
        number(size, "h"),
        number(margins, "top"),
        number(margins, "bottom"),
        number(margins, "left"),
        number(margins, "right"),
        number(margins, "header"),
        number(margins, "footer"),
        title_page=child_of(properties, "titlePg") is not None,
        grid=_grid(child_of(properties, "docGrid")),
        headers=headers,
        footers=footers,
    )


def _grid(node: etree._Element | None) -> Grid:
    kind = "default" if node is None else value(node, "type") or "default"
    if node is None or kind == "default":
        return Grid()
    pitch = number(node, "linePitch")
    if kind == "lines":
        return Grid(0.0, pitch)
    if kind == "linesAndChars":
        return Grid(number(node, "charSpace") / _PER_POINT * _POINT, pitch)
    raise UnknownMarkupError(f"w:docGrid {kind}")
