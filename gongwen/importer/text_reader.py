"""Plain text and Markdown: a line is a paragraph."""

from __future__ import annotations

import re

from msgspec.structs import replace

from .decoding import decode
from .markers import first_marker
from .pieces import Look, Source, SourceCell, SourceParagraph, SourceTable, clean

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#*)?$")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}$")
_UNDERLINE = re.compile("={2,}|-{2,}")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*")
_LEAD = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)")
_INLINE = re.compile(r"\*\*(.+?)\*\*|__(.+?)__|(?<!\*)\*([^*\s][^*]*)\*(?!\*)|`([^`]+)`")

_SIGNS = "\\`*_{}[]()#+.!|<>~-"
_ESCAPED = re.compile(rf"\\([{re.escape(_SIGNS)}])")
_HELD = 0xE100
"""A sign that a backslash makes a plain one is a private character until the others are read."""
_AS_TYPED = {_HELD + ord(sign): sign for sign in _SIGNS}


def read_text(content: bytes, file: str) -> Source:
    """A .txt file. Raises RefusedError."""
    source = Source(file, "行")
    blank = 0
    for number, raw in enumerate(decode(content).split("\n"), 1):
        text = clean(raw)
        if text:
            new_page = "\f" in raw
            source.pieces.append(
                SourceParagraph(text, number, Look(blank=blank, new_page=new_page))
            )
        blank = 0 if text else blank + 1
    return source


def read_markdown(content: bytes, file: str) -> Source:
    """A .md file: headings, pipe tables, emphasis; a paragraph may run over lines. Raises
    RefusedError.
    """
    source = Source(file, "行")
    rows: list[tuple[int, list[str]]] = []
    blank = 0
    open_line = False
    for number, raw in enumerate(decode(content).split("\n"), 1):
        text = _ESCAPED.sub(lambda found: chr(_HELD + ord(found[1])), clean(raw))
        for link in _LINK.finditer(text):
            source.leave(link[0], number, "链接的地址和写法")
        if rows and not text.startswith("|"):
            source.pieces.append(_table(rows))
            rows = []
        before = source.pieces[-1] if source.pieces else None
        if open_line and isinstance(before, SourceParagraph) and _UNDERLINE.fullmatch(text):
            level = 1 if text[0] == "=" else 2
            source.pieces[-1] = _heading(before.text, before.number, level, before.look.blank)
            source.leave(text, number, "标题下面的线")
            open_line = False
            continue
        if not text or _RULE.fullmatch(text):
            source.leave(text, number, "分隔线")
            blank += 1
            open_line = False
            continue
        if text.startswith("|"):
            if _TABLE_RULE.fullmatch(text):
                source.leave(text, number, "表格的横线")
            else:
                rows.append((number, [_plain(cell) for cell in text.strip("|").split("|")]))
        elif (found := _paragraph(text, number, blank)).text:
            if open_line and isinstance(before, SourceParagraph) and _runs_on(text, raw):
                source.pieces[-1] = _with_more(before, found.text)
            else:
                source.pieces.append(found)
        blank = 0
        open_line = not text.startswith(("|", "#")) and not raw.endswith(("  ", "\\"))
    if rows:
        source.pieces.append(_table(rows))
    return source


def _runs_on(text: str, raw: str) -> bool:
    """Whether a line goes on with the paragraph above: nothing begins in it, and it is not set in
    by ideographic blanks.
    """
    begins = re.match(r"[#>|]|[-*+]\s|\d+[.)]\s", text)
    return begins is None and first_marker(text) is None and not raw.startswith("\u3000")


def _with_more(before: SourceParagraph, text: str) -> SourceParagraph:
    """A paragraph with its next line; between words of Latin script stands a blank."""
    glue = " " if before.text[-1].isascii() and text[0].isascii() else ""
    return replace(before, text=before.text + glue + text)


def _heading(text: str, number: int, level: int, blank: int) -> SourceParagraph:
    """A heading; that of level 1 is the title."""
    look = Look(f"标题{level}", max(level - 1, 0), centred=level == 1, bold=True, blank=blank)
    return SourceParagraph(text, number, look)


def _paragraph(text: str, number: int, blank: int) -> SourceParagraph:
    if heading := _HEADING.fullmatch(text):
        return _heading(_plain(heading[2]), number, len(heading[1]), blank)
    text = re.sub(r"^(?:>\s*)+|^[-*+]\s+", "", text)
    lead = _LEAD.match(text)
    return SourceParagraph(
        _plain(text), number, Look(lead=len(lead[1]) if lead else 0, blank=blank)
    )


_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)|<((?:https?://|mailto:)?[^<>\s]+[@.][^<>\s]+)>")


def _plain(text: str) -> str:
    text = _LINK.sub(lambda match: match[1] or match[2] or "", text)
    found = _INLINE.sub(lambda match: next(filter(None, match.groups())), text)
    return clean(found.translate(_AS_TYPED))


def _table(rows: list[tuple[int, list[str]]]) -> SourceTable:
    width = max(len(cells) for _, cells in rows)
    grid = tuple(
        tuple(SourceCell(text) for text in [*cells, *[""] * (width - len(cells))])
        for _, cells in rows
    )
    return SourceTable(grid, rows[0][0])
