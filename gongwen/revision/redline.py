"""花脸稿: the new document with every change tracked, so that accepting all of them gives the new
document and rejecting all gives the old one.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from msgspec import Struct, field
from msgspec.structs import replace

from ..word.wordml import DOCUMENT, W, element, parse, serialise
from .alignment import ComparedBlock, Match, align
from .atoms import PICTURE, canonical, numbered_names
from .marks import Marks
from .numbers import split_number
from .package_union import united
from .redline_columns import Columns, united_columns
from .redline_ending import Ended, ended_together
from .redline_paragraph import Paragraphs
from .seams import seam_runs, with_seams

_TABLE = "表格"
_PARAGRAPH, _TBL, _ROW, _CELL = W + "p", W + "tbl", W + "tr", W + "tc"
_NO_DATE = "1980-01-01T00:00:00Z"
Blocks = Sequence[etree._Element]


def redline(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    author: str,
    date: str = "",
    *,
    columns: bool = False,
) -> dict[str, bytes]:
    """The parts of a .docx that shows what became of `old`, both as rendered. `date` is local time,
    2026-04-03T09:00:00Z; "" = the marks bear none. `columns` = for paper alone: of a table with a
    column more or less only that column is marked, so that neither version comes out of it.
    """
    old_root, new_root = parse(old[DOCUMENT]), parse(new[DOCUMENT])
    parts = united(old, new, old_root)
    body, old_body = new_root.find(W + "body"), old_root.find(W + "body")
    assert body is not None and old_body is not None  # noqa: S101  both were rendered by us
    marks = Marks(author, date)
    made = _Redline(marks, Paragraphs(marks), columns).blocks(_blocks(old_body), _blocks(body))
    section = marks.changed(body.find(W + "sectPr"), old_body.find(W + "sectPr"), "sectPr")
    body[:] = [*made, *([section] if section is not None else [])]
    for number, drawing in enumerate(body.iter(W + "drawing"), 1):
        for each in numbered_names(drawing):  # the two documents count alike
            each.set("id", str(number))
            each.set("name", f"{PICTURE}{number}")
    parts[DOCUMENT] = serialise(new_root)
    return parts


def _blocks(parent: etree._Element) -> list[etree._Element]:
    return [child for child in parent if child.tag in (_PARAGRAPH, _TBL)]


class _Redline(Struct):
    marks: Marks
    paragraphs: Paragraphs
    columns: bool
    ranges: dict[int, int] = field(default_factory=dict)
    moves: int = 0
    """How many have their names by now."""

    def blocks(self, old: Blocks, new: Blocks) -> list[etree._Element]:
        """The blocks of the body or of a cell."""
        units = [self._unit(each) for each in old], [self._unit(each) for each in new]
        matches = with_seams(align(*units), *units)
        ended = ended_together(list(_mergeable(matches, old, new)), old, new)
        twins = {
            m.old: m.new
            for m in ended.matches
            if m.move and m.new is not None and m.old is not None
        }
        made: list[etree._Element] = []
        before = 0, ""
        first_move = self._reserved(matches)
        seams = _seams(ended)
        parts_until = -1
        for at, match in enumerate(ended.matches):
            moved = match.move + first_move if match.old is not None and match.old in twins else 0
            way = ("moveFrom" if match.new is None else "moveTo") if moved else ""
            if (moved, way) != before:
                made += self._range_end(before)
                made += self._range_start(moved, way)
                before = moved, way
            if at in seams:
                parts_until = seams[at]
                run = ended.matches[at : parts_until + 1]
                olds = [old[each.old] for each in run if each.old is not None]
                news = [new[each.new] for each in run if each.new is not None]
                made += self.paragraphs.seam(olds, news)
            if at <= parts_until:
                continue
            first = None if match.old is None else old[match.old]
            second = None if match.new is None else new[match.new]
            if moved and match.old is not None:
                second = new[twins[match.old]]
            made += self._block((first, second), way, ended, at)
        return _apart(made + self._range_end(before), self.marks)

    def _reserved(self, matches: Sequence[Match]) -> int:
        """How many moves there were before these, which take the next names."""
        before = self.moves
        self.moves += max((match.move for match in matches), default=0)
        return before

    def _range_start(self, move: int, way: str) -> list[etree._Element]:
        if not move:
            return []
        start = self.marks.mark(f"{way}RangeStart")
        start.set(W + "name", f"move{move}")
        if not self.marks.date:  # asked for here (17.13.5.24), and shown nowhere
            start.set(W + "date", _NO_DATE)
        self.ranges[move] = self.marks.last
        return [start]

    def _range_end(self, move: tuple[int, str]) -> list[etree._Element]:
        number, way = move
        return [element(f"{way}RangeEnd", id=self.ranges[number])] if number else []

    def _unit(self, block: etree._Element) -> ComparedBlock:
        if block.tag == _TBL:
            rows = [self._row_unit(row) for row in block.iter(_ROW)]
            return ComparedBlock(_TABLE, "", "\n".join(row.text for row in rows))
        style = block.find(f"{W}pPr/{W}pStyle")
        name = style.get(W + "val", "") if style is not None else ""
        if _section_of(block):
            name += "§"
        return ComparedBlock(name, *split_number(self.paragraphs.text(block)))

    def _cell_text(self, cell: etree._Element) -> str:
        return "\n".join(self.paragraphs.text(p) for p in cell.iter(_PARAGRAPH))

    def _row_unit(
        self, row: etree._Element, among: Sequence[etree._Element] | None = None
    ) -> ComparedBlock:
        """A row by the text of its cells (`among` = of these alone); a first cell with a number
        only is its number.
        """
        cells = [self._cell_text(cell) for cell in among or row.iterchildren(_CELL)]
        number = cells[0] if cells and cells[0].isdecimal() and len(cells) > 1 else ""
        return ComparedBlock("行", number, "\t".join(cells[1:] if number else cells))

    def _block(
        self,
        pair: tuple[etree._Element | None, etree._Element | None],
        way: str,
        ended: Ended,
        at: int,
    ) -> list[etree._Element]:
        """A block that changed, came, went, or was moved here (`way` moveTo) or away."""
        old, new = pair
        ending = ended.ending if at == len(ended.matches) - 1 else None
        if way == "moveFrom" and old is not None:
            if old.tag == _TBL and new is not None:
                return [self._whole_table(old, "del", new)]
            return [self.paragraphs.gone(old, new, ending)]
        if way == "moveTo" and new is not None:
            if new.tag == _TBL and old is not None:
                return [self._whole_table(new, "ins", old)]
            return [self.paragraphs.come(new, old, ending)]
        if old is not None and new is not None and not ended.matches[at].move:
            if old.tag == _TBL:
                return [self._table(old, new)]
            return [self.paragraphs.changed(old, new, ended.mark if at == ended.kept else "")]
        if new is not None:
            is_table = new.tag == _TBL
            return [
                self._whole_table(new, "ins")
                if is_table
                else self.paragraphs.come(new, None, ending)
            ]
        assert old is not None  # noqa: S101  a match has one of the two
        is_table = old.tag == _TBL
        return [
            self._whole_table(old, "del") if is_table else self.paragraphs.gone(old, None, ending)
        ]

    # ---- tables ---------------------------------------------------------------------------

    def _table(self, old: etree._Element, new: etree._Element) -> etree._Element:
        made = element("tbl")
        properties = self.marks.changed(new.find(W + "tblPr"), old.find(W + "tblPr"), "tblPr")
        if properties is not None:
            made.append(properties)
        grid, was = new.find(W + "tblGrid"), old.find(W + "tblGrid")
        if grid is not None:
            made.append(copy.deepcopy(grid))
            if was is not None and canonical(was) != canonical(grid):
                change = element("tblGridChange", id=self.marks.number())
                change.append(copy.deepcopy(was))
                made[-1].append(change)
        rows, new_rows = old.findall(_ROW), new.findall(_ROW)
        columns = united_columns(old, new, self._cell_text) if self.columns else None
        units = [
            [self._row_unit(row, columns.common(row, side) if columns else None) for row in each]
            for side, each in enumerate((rows, new_rows))
        ]
        matches = align(*units)
        twins = {m.old: new_rows[m.new] for m in matches if m.new is not None and m.move}
        first_move = self._reserved(matches)
        before = 0, ""
        for match in matches:
            first = None if match.old is None else rows[match.old]
            second = None if match.new is None else new_rows[match.new]
            moved = match.move + first_move if match.move else 0
            way = ("moveFrom" if second is None else "moveTo") if moved else ""
            if (moved, way) != before:
                made.extend(self._range_end(before))
                made.extend(self._range_start(moved, way))
                before = moved, way
            if first is not None and second is not None and not moved:
                made.extend(self._row(first, second, columns))
            elif second is not None:
                made.append(self._whole_row(second, "ins", first, columns))
            elif first is not None:
                made.append(self._whole_row(first, "del", twins.get(match.old), columns))
        made.extend(self._range_end(before))
        if columns:
            columns.set_widths(made)
        return made

    def _row(
        self, old: etree._Element, new: etree._Element, columns: Columns | None
    ) -> list[etree._Element]:
        cells = list(old.iterchildren(_CELL)), list(new.iterchildren(_CELL))
        pairs: list[tuple[etree._Element | None, etree._Element | None]]
        if columns:
            pairs = [
                (None if a is None else cells[0][a], None if b is None else cells[1][b])
                for a, b in columns.pairs
            ]
        elif _spans(old) != _spans(new):  # no mark says that a cell came to reach over others
            return [self._whole_row(old, "del"), self._whole_row(new, "ins")]
        else:
            pairs = list(zip(*cells, strict=True))
        made = element("tr")
        properties = self.marks.changed(new.find(W + "trPr"), old.find(W + "trPr"), "trPr")
        if properties is not None:
            made.append(properties)
        for first, second in pairs:
            cell = etree.SubElement(made, _CELL)
            if first is None or second is None:
                cell.extend(self._lone_cell(first, second))
                continue
            own = self.marks.changed(second.find(W + "tcPr"), first.find(W + "tcPr"), "tcPr")
            if own is not None:
                cell.append(own)
            cell.extend(self.blocks(_blocks(first), _blocks(second)))
        return [made]

    def _lone_cell(
        self, old: etree._Element | None, new: etree._Element | None
    ) -> Iterator[etree._Element]:
        """What a cell holds that one table alone has."""
        for cell, write in ((old, self.paragraphs.gone), (new, self.paragraphs.come)):
            if cell is not None:
                for child in cell:
                    plain = child.tag != _PARAGRAPH
                    yield copy.deepcopy(child) if plain else write(child, None)

    def _whole_row(
        self,
        row: etree._Element,
        way: str,
        twin: etree._Element | None = None,
        columns: Columns | None = None,
    ) -> etree._Element:
        """A row that came or went, or was moved (`twin` = where to or from). A row has no mark of
        its own for that (17.4.79 trPr); its text has.
        """
        made = copy.deepcopy(row)
        self.marks.row_mark(made, way)
        write = self.paragraphs.come if way == "ins" else self.paragraphs.gone
        paragraphs = list(made.iter(_PARAGRAPH))
        twins = list(twin.iter(_PARAGRAPH)) if twin is not None else []
        paired = len(twins) == len(paragraphs)
        for index, paragraph in enumerate(paragraphs):
            written = write(paragraph, twins[index] if paired else None)
            paragraph.getparent().replace(paragraph, written)  # type: ignore[union-attr]
        if columns:
            columns.spread(made, 1 if way == "ins" else 0)
        return made

    def _whole_table(
        self, table: etree._Element, way: str, twin: etree._Element | None = None
    ) -> etree._Element:
        """A table that came or went, or was moved (`twin` = where to or from)."""
        made = copy.deepcopy(table)
        rows = list(made.iterchildren(_ROW))
        others = list(twin.iterchildren(_ROW)) if twin is not None else []
        units = [self._row_unit(row) for row in rows], [self._row_unit(row) for row in others]
        twins = {m.old: others[m.new] for m in align(*units) if m.new is not None}
        for index, row in enumerate(rows):
            made.replace(row, self._whole_row(row, way, twins.get(index)))
        return made


def _spans(row: etree._Element) -> list[str]:
    """How many columns each cell of a row takes."""
    spans = (cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.iterchildren(_CELL))
    return ["1" if span is None else span.get(W + "val", "1") for span in spans]


def _section_of(block: etree._Element) -> bytes:
    """The section that ends with a paragraph, "" where none does."""
    section = block.find(f"{W}pPr/{W}sectPr")
    return canonical(section) if section is not None else b""


def _mergeable(matches: list[Match], old: Blocks, new: Blocks) -> Iterator[Match]:
    """The matches, those taken apart of which no mark can say what changed."""
    for match in matches:
        if match.old is None or match.new is None:
            yield match
            continue
        first, second = old[match.old], new[match.new]
        if first.tag == second.tag and _section_of(first) == _section_of(second):
            yield match
        elif match.move:  # where it stood it is in the list already
            yield replace(match, old=None, move=0)
        else:
            yield from (Match(match.old, None), Match(None, match.new))


def _seams(ended: Ended) -> dict[int, int]:
    """Where paragraphs begin that were joined or parted, and where they end: those whose last is
    not needed for the end of the text.
    """
    return {
        at: last
        for at, last in seam_runs(ended.matches).items()
        if last != ended.kept and not (ended.ending and last == len(ended.matches) - 1)
    }


def _apart(blocks: list[etree._Element], marks: Marks) -> list[etree._Element]:
    """A paragraph between neighbouring tables, which Word would join: one that came and went, so
    that neither document has it.
    """
    made: list[etree._Element] = []
    for block in blocks:
        standing = next((each for each in reversed(made) if each.tag in (_PARAGRAPH, _TBL)), None)
        if standing is not None and standing.tag == block.tag == _TBL:
            spacer = element("p")
            marks.paragraph_mark(spacer, "del")
            marks.paragraph_mark(spacer, "ins")
            made.append(spacer)
        made.append(block)
    return made
