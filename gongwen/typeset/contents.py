"""目录: the table of contents of a part, its page numbers those of the plan.

It is set where it stands in the text, headed “目录”; the text after it begins a page, unless it is
that of the document itself, whose page 1 has to show text (7.3.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from ..composition import (
    Block,
    Composition,
    ContentsLine,
    Fit,
    Geometry,
    Heading,
    PageSection,
    Paragraph,
    Run,
    Scope,
    TabStop,
)
from ..sheet.data import Sheet
from .estimate import estimate_sections

TITLE = "目　录"
_LINES = ("目录一级", "目录二级", "目录三级")
_HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题", "五级标题")
_CENTRED = ("章", "节")
_NOT_KNOWN = "0"
"""A page number that is filled in later."""
_ROUNDS = 3
"""Numbers with more digits may take another line, which moves the pages: so often at most."""


def with_contents(
    blocks: Sequence[Block], at: int, depth: int, *, row: int, under_text: bool, own_pages: bool
) -> list[Block]:
    """The blocks of a part with its table of contents at index `at`, of headings of `depth` levels;
    none where there is no heading (a rule tells of that). It stands one `row` (twips) lower where
    it stands `under_text`, not under a title. Where it has its `own_pages`, what follows begins a
    page, else that stands one row lower too.
    """
    made = list(blocks)
    listed: list[Heading] = []
    first = -1
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and block.heading:
            first = index if first < 0 else first
            if block.heading.level <= depth:
                heading = replace(block.heading, bookmark=str(len(listed) + 1))
                made[index] = replace(block, heading=heading)
                listed.append(heading)
    if not listed:
        return made
    field = _field([block for block in made if isinstance(block, Paragraph)], depth)
    _in_scope(made, first)
    before, after = made[:at], made[at:]
    title = Paragraph("目录标题", (Run(TITLE),), fit=Fit(before=row) if under_text else None)
    return [*before, title, *_lines(listed, field), *_apart(after, row, own_pages=own_pages)]


def _in_scope(blocks: list[Block], first: int) -> None:
    """Mark the first heading and the last paragraph."""
    paragraphs = (at for at in range(len(blocks) - 1, -1, -1) if isinstance(blocks[at], Paragraph))
    last = next(paragraphs)
    for at in {first, last}:
        block = blocks[at]
        assert isinstance(block, Paragraph)  # noqa: S101  both were looked for
        blocks[at] = replace(block, scope=Scope("", begins=at == first, ends=at == last))


def _lines(listed: Sequence[Heading], field: str) -> Iterator[Paragraph]:
    for number, heading in enumerate(listed, 1):
        line = ContentsLine(
            heading.bookmark, field if number == 1 else "", last=number == len(listed)
        )
        run = Run(f"{heading.words}\t{_NOT_KNOWN}")
        yield Paragraph(_LINES[heading.level - 1], (run,), contents=line)


def _field(paragraphs: Sequence[Paragraph], depth: int) -> str:
    """What Word makes the same table of: headings by their styles (17.16.5.68 TOC), and those that
    run in by TC fields, for their paragraphs say more than the heading.
    """
    listed = [each for each in paragraphs if each.heading and each.heading.bookmark]
    alone = {each.style for each in listed if each.heading and not each.heading.run_in}
    switches = []
    if faces := [_HEADINGS.index(style) + 1 for style in alone if style in _HEADINGS]:
        switches.append(f'\\o "1-{max(faces)}"')
    others = [f"{style},{level}" for level, style in enumerate(_CENTRED, 1) if style in alone]
    if others:
        switches.append(f'\\t "{",".join(others)}"')
    if any(each.heading and each.heading.run_in for each in listed):
        switches.append(f'\\f C \\l "1-{depth}"')
    return " ".join(("TOC", *switches, "\\h", "\\z"))


def _apart(blocks: Sequence[Block], row: int, *, own_pages: bool) -> list[Block]:
    """What follows the table of contents."""
    if not blocks:
        return []
    first, *more = blocks
    if not isinstance(first, Paragraph):
        first, more = Paragraph("版记尾", ()), list(blocks)
    fit = replace(first.fit or Fit(), **({"new_page": True} if own_pages else {"before": row}))
    return [replace(first, fit=fit), *more]


def with_page_numbers(composition: Composition, sheet: Sheet) -> Composition:
    """The composition with the page numbers of its tables of contents, and bookmarks that differ
    from one table to another.
    """
    if not any(_is_line(block) for section in composition.sections for block in section.blocks):
        return composition
    sections = tuple(map(partial(_widened, sheet=sheet), composition.sections))
    made = _changed(replace(composition, sections=sections), _ContentsNaming().named)
    for _ in range(_ROUNDS):
        numbered = _changed(made, partial(_numbered, pages=_pages(made, sheet)))
        if numbered == made:
            break
        made = numbered
    return made


def _is_line(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.contents is not None


def _widened(section: PageSection, sheet: Sheet) -> PageSection:
    """A landscape section with the numbers of its contents at its own right edge: the tab stop of
    the style is at that of upright pages.
    """
    if not section.landscape:
        return section
    wider = sheet.page.text_height - sheet.page.text_width
    blocks = tuple(
        replace(block, geometry=_tab_moved(block.style, wider, sheet))
        if isinstance(block, Paragraph) and block.contents
        else block
        for block in section.blocks
    )
    return replace(section, blocks=blocks)


def _tab_moved(style: str, by: int, sheet: Sheet) -> Geometry:
    tab, leader = sheet.measure(style, "右制表位"), sheet.measure(style, "前导符")
    at = sheet.page.text_width - (int(str(tab.value)) if tab else 0)
    dots = str(leader.value) if leader else ""
    return Geometry(tabs=(TabStop(at, "clear"), TabStop(at + by, "right", dots)))


class _ContentsNaming(Struct):
    """How many tables, headings' numberings and scopes there have been. A part has one of each, so
    that the n-th of one belongs to the n-th of the others.
    """

    tables: int = 0
    parts: int = 0
    scopes: int = 0

    def named(self, block: Block) -> Block:
        """A block with bookmarks as Word names them."""
        if not isinstance(block, Paragraph):
            return block
        line, heading, scope = block.contents, block.heading, block.scope
        if line:
            self.tables += bool(line.field)
            field = f"{line.field} \\b {_bookmark(self.tables)}" if line.field else ""
            target = _bookmark(self.tables, int(line.target))
            return replace(block, contents=replace(line, target=target, field=field))
        if scope:
            self.scopes += scope.begins
            block = replace(block, scope=replace(scope, bookmark=_bookmark(self.scopes)))
        if heading and heading.bookmark:
            self.parts += heading.bookmark == "1"
            name = _bookmark(self.parts, int(heading.bookmark))
            block = replace(block, heading=replace(heading, bookmark=name))
        return block


def _bookmark(table: int, number: int = 0) -> str:
    """The bookmark of a table's n-th heading; without a number, of all that it is made of."""
    return f"_Toc{table:04}{number:05}"


def _pages(composition: Composition, sheet: Sheet) -> dict[str, int]:
    """The page of each bookmark, as printed: the pages of all sections count on."""
    pages: dict[str, int] = {}
    before = 0
    estimated = estimate_sections(composition, sheet)
    for section, spots in zip(composition.sections, estimated, strict=True):
        for block, spot in zip(section.blocks, spots, strict=True):
            if isinstance(block, Paragraph) and block.heading and block.heading.bookmark:
                pages[block.heading.bookmark] = before + spot.page
        before += spots[-1].last_page if spots else 1
    return pages


def _numbered(block: Block, pages: Mapping[str, int]) -> Block:
    """A line of contents with its page."""
    if not isinstance(block, Paragraph) or not block.contents:
        return block
    words = block.text.rpartition("\t")[0]
    return replace(block, runs=(Run(f"{words}\t{pages[block.contents.target]}"),))


def plain_contents(composition: Composition) -> Composition:
    """The composition with its tables of contents as mere text, for what compares texts."""
    return _changed(composition, _plain)


def _plain(block: Block) -> Block:
    if not isinstance(block, Paragraph) or not (block.contents or block.heading or block.scope):
        return block
    heading = replace(block.heading, bookmark="") if block.heading else None
    return replace(block, contents=None, heading=heading, scope=None)


def _changed(composition: Composition, change: Callable[[Block], Block]) -> Composition:
    sections = (
        replace(section, blocks=tuple(map(change, section.blocks)))
        for section in composition.sections
    )
    return replace(composition, sections=tuple(sections))
