"""Blocks measured: lines and rows with their heights, before any page."""

from __future__ import annotations

from msgspec import Struct

from .content import Paragraph, Table
from .lines import Line, Setting, lines_of
from .rows import Ruled, below, ruled
from .sections import Section

_WIDOW = 2
"""So many lines of a paragraph stay together under widow control (17.3.1.44)."""


class Strip(Struct, frozen=True):
    """A block measured: a paragraph by its lines, or a table by its rows."""

    block: int
    paragraph: Paragraph | None
    lines: tuple[Line, ...]
    table: Table | None
    ruled: Ruled | None

    @property
    def before(self) -> float:
        return self.paragraph.form.before if self.paragraph else 0.0

    @property
    def after(self) -> float:
        return self.paragraph.form.after if self.paragraph else 0.0

    @property
    def breaks_page(self) -> bool:
        return bool(self.paragraph and self.paragraph.form.page_break_before)

    @property
    def keeps_next(self) -> bool:
        return bool(self.paragraph and self.paragraph.form.keep_next)

    @property
    def heights(self) -> list[float]:
        """Of its lines, the last with the rule below it."""
        found = [line.height for line in self.lines]
        if self.paragraph:
            found[-1] += below(self.paragraph)
        return found

    @property
    def least(self) -> int:
        """How many of its lines must stand together at a page's foot or head."""
        if self.paragraph is None:
            return 1
        if self.paragraph.form.keep_lines:
            return len(self.lines)
        return min(len(self.lines), _WIDOW if self.paragraph.form.widow_control else 1)


def strips_of(section: Section, setting: Setting) -> list[Strip]:
    """The blocks of a section, measured."""
    found = []
    for index, block in enumerate(section.blocks, section.first_block):
        if isinstance(block, Table):
            found.append(Strip(index, None, (), block, ruled(block, setting)))
        else:
            lines = lines_of(block, section.text_width, setting)
            found.append(Strip(index, block, tuple(lines), None, None))
    return found


def text_of(strip: Strip) -> str:
    """The text of a paragraph as it is typed; of a table, that of its first cell."""
    paragraph = strip.paragraph
    if paragraph is None:
        assert strip.table is not None
        paragraph = strip.table.rows[0].cells[0].paragraphs[0]
    signs = {"tab": "\t", "line": "\n"}
    return "".join(signs.get(atom.kind, atom.text) for atom in paragraph.atoms)
