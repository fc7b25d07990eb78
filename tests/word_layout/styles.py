"""Styles resolved: document defaults, basedOn, then what is set directly (17.7.2)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from .markup import (
    Properties,
    UnknownMarkupError,
    child_of,
    paragraph_properties,
    run_properties,
    table_properties,
)
from .package import Package, W, value

_POINT = 20


class Border(Struct, frozen=True):
    """A rule beside a paragraph: its kind (ST_Border), how thick, and how far from the text."""

    kind: str
    thickness: float
    space: float
    colour: str


class ParagraphForm(Struct, frozen=True):
    """How a paragraph is set. `first` is relative to `left`; a `line` of rule "auto" is in 240ths
    of a line; tab stops are (position, alignment).
    """

    style: str
    left: int
    right: int
    first: int
    before: int
    after: int
    line: int
    rule: str
    justification: str
    keep_next: bool
    keep_lines: bool
    page_break_before: bool
    widow_control: bool
    on_grid: bool
    breaks_words: bool
    hangs: bool
    tabs: tuple[tuple[int, str], ...]
    borders: tuple[tuple[str, Border], ...]

    def border(self, side: str) -> Border | None:
        return dict(self.borders).get(side)


class RunForm(Struct, frozen=True):
    """How text is set: `size` in half points, `scale` in percent, `spacing` added to each
    character.
    """

    latin: str
    east_asian: str
    size: int
    scale: int
    spacing: int
    on_grid: bool


class Styles(Struct, frozen=True):
    """The styles of a document by their ids."""

    nodes: Mapping[str, etree._Element]
    default: str
    paragraph_defaults: Properties
    run_defaults: Properties

    def paragraph(self, node: etree._Element | None) -> tuple[ParagraphForm, Properties]:
        """The form of a paragraph with this w:pPr, and the run properties of its style."""
        named = None if node is None else child_of(node, "pStyle")
        style = self.default if named is None else value(named) or self.default
        paragraph, run = dict(self.paragraph_defaults), dict(self.run_defaults)
        for each in self._chain(style):
            paragraph |= paragraph_properties(child_of(each, "pPr"))
            run |= run_properties(child_of(each, "rPr"))
        paragraph |= paragraph_properties(node)
        return _form(style, paragraph), run

    def run(self, node: etree._Element | None, of_paragraph: Properties) -> RunForm:
        """The form of a run with this w:rPr in a paragraph whose style sets `of_paragraph`."""
        found = dict(of_paragraph)
        named = None if node is None else child_of(node, "rStyle")
        if named is not None:
            for each in self._chain(value(named) or ""):
                found |= run_properties(child_of(each, "rPr"))
        found |= run_properties(node)
        return RunForm(
            found.get("font/ascii", ""),
            found.get("font/eastAsia", ""),
            int(found.get("sz", "20")),
            int(found.get("w", "100")),
            int(found.get("spacing", "0")),
            found.get("snapToGrid", "1") == "1",
        )

    def table(self, node: etree._Element) -> Properties:
        """The properties of a table with this w:tblPr."""
        found: Properties = {}
        named = child_of(node, "tblStyle")
        if named is not None:
            for each in self._chain(value(named) or ""):
                for part in ("pPr", "rPr", "trPr", "tcPr", "tblStylePr"):
                    if child_of(each, part) is not None:
                        raise UnknownMarkupError(f"w:{part} of a table style")
                found |= table_properties(child_of(each, "tblPr"))
        name = "" if named is None else value(named) or ""
        return found | table_properties(node) | {"style": name}

    def _chain(self, style: str) -> list[etree._Element]:
        """A style with those that it is based on, the base first."""
        chain: list[etree._Element] = []
        while style:
            node = self.nodes[style]
            chain.insert(0, node)
            based = child_of(node, "basedOn")
            style = "" if based is None else value(based) or ""
        return chain


def read_styles(package: Package) -> Styles:
    root = package.root("word/styles.xml")
    nodes = {value(node, "styleId") or "": node for node in root.findall(W + "style")}
    default = next(
        name
        for name, node in nodes.items()
        if value(node, "type") == "paragraph" and value(node, "default") in ("1", "true")
    )
    defaults = root.find(W + "docDefaults")
    assert defaults is not None
    return Styles(
        nodes,
        default,
        paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr")),
        run_properties(defaults.find(f"{W}rPrDefault/{W}rPr")),
    )


def _form(style: str, found: Properties) -> ParagraphForm:
    def length(name: str, default: int = 0) -> int:
        return int(found.get(name, default))

    def switch(name: str, *, default: bool) -> bool:
        return found[name] == "1" if name in found else default

    if switch("autoSpaceDE", default=True) or switch("autoSpaceDN", default=True):
        raise UnknownMarkupError("room between Chinese and Latin characters")
    tabs = {
        int(name.partition("/")[2]): alignment
        for name, alignment in found.items()
        if name.startswith("tabs/")
    }
    borders = tuple(
        (name.partition("/")[2], _border(text))
        for name, text in found.items()
        if name.startswith("border/") and not text.startswith(("nil", "none"))
    )
    return ParagraphForm(
        style,
        length("ind/left"),
        length("ind/right"),
        length("ind/firstLine") - length("ind/hanging"),
        length("spacing/before"),
        length("spacing/after"),
        length("spacing/line", 240),
        found.get("spacing/lineRule", "auto"),
        found.get("jc", "left"),
        switch("keepNext", default=False),
        switch("keepLines", default=False),
        switch("pageBreakBefore", default=False),
        switch("widowControl", default=True),
        switch("snapToGrid", default=True),
        not switch("wordWrap", default=True),
        switch("overflowPunct", default=True),
        tuple(sorted((at, how) for at, how in tabs.items() if how != "clear")),
        borders,
    )


_STRIPES = {"single": 1, "thick": 1}


def _border(text: str) -> Border:
    kind, eighths, space, colour = text.split(" ")
    stroke = int(eighths) / 8 * _POINT
    if kind in _STRIPES:
        return Border(kind, stroke, int(space) * _POINT, colour)
    if kind in ("thickThinSmallGap", "thinThickSmallGap"):  # a thin line and a gap of 0.75 pt each
        return Border(kind, stroke + 1.5 * _POINT, int(space) * _POINT, colour)
    raise UnknownMarkupError(f"a border {kind}")
