"""花脸稿 resolved by LibreOffice: text, styles, indents and pages of either document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from gongwen.composition import Composition, PageSection
from gongwen.render.render import render
from gongwen.revision.redline import redline
from gongwen.word.package import pack, unpack
from gongwen.word.wordml import DOCUMENT
from tests.compositions import ALL, FULL, TABLE, paragraph
from tests.office_changes import ACCEPT, REJECT, resolved
from tests.revision.test_pandoc import edited
from tests.revision.test_redline import READY
from tests.tracked import W, parent_of

pytestmark = pytest.mark.libreoffice(fonts=False)


def moved_rows() -> Composition:
    """FULL with words changed, a text put in, a row of its table moved, and the table itself."""
    first, *others = FULL.sections
    blocks = list(first.blocks)
    blocks[2] = paragraph("段落", blocks[2].text.replace("38个", "40个"))  # type: ignore[union-attr]
    at = blocks.index(TABLE)
    rows = (*TABLE.rows[:1], TABLE.rows[3], *TABLE.rows[1:3])
    blocks[at] = replace(TABLE, rows=rows)
    blocks.insert(at - 2, blocks.pop(at))
    blocks.insert(9, paragraph("段落", "各区要在每季度末报送一次进展。"))
    return replace(FULL, sections=(PageSection(tuple(blocks)), *others))


PAIRS = {
    "改过的": (FULL, moved_rows()),
    "改回来": (moved_rows(), FULL),
}
ENDS = {
    "换了节末的一段": (FULL, edited()),
    "另一份": (ALL["小"], FULL),
}
"""Where another paragraph ends a section, LibreOffice keeps the end of the old one as an empty
paragraph, and the one between what went and a table (seen in 7.4): only words are compared.
"""


Shape = list[tuple[object, ...]]


def shape(content: bytes) -> Shape:
    """Paragraphs by style, words, indents and parent, and the pages. An empty paragraph at the end
    is left out, for LibreOffice keeps the one after a table; so are the zero-width spaces that it
    puts beside a drawing where that was inserted or deleted.
    """
    found: Shape = []
    for node in etree.fromstring(unpack(content)[DOCUMENT]).iter(W + "p", W + "sectPr"):
        if node.tag == W + "sectPr":
            pages = [sorted(each.attrib.items()) for each in node.iter(W + "pgSz", W + "pgMar")]
            found.append(("页", "", pages))
            continue
        style, indent = node.find(f"{W}pPr/{W}pStyle"), node.find(f"{W}pPr/{W}ind")
        found.append(
            (
                style.get(W + "val") if style is not None else "",
                "".join(text.text or "" for text in node.iter(W + "t")).replace("\u200b", ""),
                sorted(indent.attrib.items()) if indent is not None else [],
                str(parent_of(node).tag),
            )
        )
    while found[-2][0] != "页" and not found[-2][1]:
        del found[-2]
    return found


def words(whole: Shape) -> Shape:
    return [each for each in whole if each[1]]


def test_libreoffice_agrees(tmp_path: Path) -> None:
    files = []
    for old, new in (*PAIRS.values(), *ENDS.values()):
        first, second = render(old, READY), render(new, READY)
        marked = pack(redline(first, second, "程一诺", "2026-04-03T09:00:00Z"))
        files += [(pack(first), ""), (pack(second), ""), (marked, ACCEPT), (marked, REJECT)]
    made = [shape(content) for content in resolved(files, tmp_path)]
    for number, name in enumerate((*PAIRS, *ENDS)):
        before, after, accepted, rejected = made[4 * number : 4 * number + 4]
        assert words(accepted) == words(after), name
        assert words(rejected) == words(before), name
        if name in PAIRS:
            assert (accepted, rejected) == (after, before), name
