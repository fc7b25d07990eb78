"""Plain text and Markdown: a line is a paragraph."""

from __future__ import annotations

from html import unescape

from msgspec.structs import replace

from .. import patterns as re
from ..paper.numbering import PADDING
from ..problem import Level
from ..problem_ids import UNSURE
from .bullets import tell_bullets
from .decoding import decode
from .labels import is_label
from .links import doubt_of_link
from .markdown_extras import (
    place_notes,
    with_boxes,
    with_tables_apart,
    without_notes,
    without_settings,
    without_tags,
)
from .markers import first_marker
from .pieces import Look, Source, SourceCell, SourceParagraph, SourceTable, clean
from .wording import read_date

_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#*)?$")
_RULE = re.compile(r"([-*_])(?:\s*\1){2,}$")
_TOP = "标题1"
"""The style of a heading of the first level."""
_FENCE = re.compile(r"(?:`{3,}|~{3,})[\w-]*")
_UNDERLINE = re.compile("={2,}|-{2,}")
_TABLE_RULE = re.compile(r"\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*")
_BARS = re.compile(r"^\|\s*|\s*(?<!\\)\|$")
"""The bars at either end of a row."""
_BAR = re.compile(r"(?<!\\)\|")
_BULLET = re.compile(r"^[-*+]\s+")
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
    for number, raw in lines_of(decode(content), source):
        text = clean(raw)
        if text:
            look = Look(blank=blank, new_page="\f" in raw, indent=_indent(raw))
            source.pieces.append(SourceParagraph(text, number, look))
        blank = 0 if text else blank + 1
    return source


def lines_of(text: str, source: Source) -> list[tuple[int, str]]:
    """The lines of a text with their numbers; where it is the source of a page, the paragraphs in
    them without their tags, which is told.
    """
    lines = list(enumerate(text.split("\n"), 1))
    tags = _PAGE_TAG.findall(text)
    if len(_PARAGRAPH_END.findall(text)) < _FEWEST_TAGS:
        return lines
    source.leave("".join(tags), 0, "文本里的网页标签")
    first = next(number for number, line in lines if _PAGE_TAG.search(line))
    said = "文字里有网页的标签（<p>、<br>等），按标签分了段，标签没有写进文稿"
    source.say(UNSURE, Level.NOTICE, first, said, "对照原文核对")
    return [
        (number, unescape(_PAGE_TAG.sub("", part)))
        for number, line in lines
        for part in _PARAGRAPH_END.split(line)
    ]


_PARAGRAPH_END = re.compile(r"(?i)</(?:p|div|h[1-6]|li|tr)>|<br\s*/?>")
_PAGE_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,2000})?/?>")
_FEWEST_TAGS = 3


def _indent(raw: str) -> int:
    """The half-widths of the blanks at the start of a line."""
    blanks = raw[: len(raw) - len(raw.lstrip(PADDING))]
    return sum(_WIDE.get(character, 1) for character in blanks)


_WIDE = {"\u3000": 2, "\u2003": 2, "\t": 4, "\f": 0, "\ufeff": 0, "\u200b": 0}


def read_markdown(content: bytes, file: str) -> Source:
    """A .md file: headings, pipe tables, emphasis; a paragraph may run over lines. Raises
    RefusedError.
    """
    source = Source(file, "行")
    rows: list[tuple[int, list[str]]] = []
    headed = False
    blank = 0
    open_line = False
    bullets: list[int] = []
    shown = without_settings(_without_comments(decode(content), source), source)
    shown, tables = with_tables_apart(shown, source)
    shown, notes = without_notes(with_boxes(without_tags(shown, source)))
    for number, raw in enumerate(shown.split("\n"), 1):
        source.pieces += tables.get(number, ())
        text = _ESCAPED.sub(lambda found: chr(_HELD + ord(found[1])), clean(raw))
        for link in _LINK.finditer(text):
            if link[0].startswith("!"):
                message = f"这里的图片“{link[0][:40]}”没有写进文稿"
                hint = "需要的，把图片文件放在文稿旁边，在这里写“图”"
                source.say(UNSURE, Level.WARNING, number, message, hint)
            elif link[2] and (said := doubt_of_link(link[2], link[1])):
                source.say(UNSURE, said[1], number, said[0], said[2])
            source.leave(link[0], number, "链接的地址和写法")
        if rows and not text.startswith("|"):
            source.pieces += _tables(rows, headed=headed)
            rows, headed = [], False
        before = source.pieces[-1] if source.pieces else None
        if open_line and isinstance(before, SourceParagraph) and _UNDERLINE.fullmatch(text):
            level = 1 if text[0] == "=" else 2
            source.pieces[-1] = _heading(before.text, before.number, level, before.look.blank)
            source.leave(text, number, "标题下面的线")
            open_line = False
            continue
        if not text or _RULE.fullmatch(text) or _FENCE.fullmatch(text):
            source.leave(text, number, "代码的记号" if _FENCE.fullmatch(text) else "分隔线")
            blank += 1
            open_line = False
            continue
        if text.startswith("|"):
            if _TABLE_RULE.fullmatch(text):
                source.leave(text, number, "表格的横线")
                headed = headed or len(rows) == 1
            else:
                rows.append((number, list(map(_cell, _BAR.split(_BARS.sub("", text))))))
        elif (found := _paragraph(text, number, blank)).text:
            bullets += [number] if _BULLET.match(text) else []
            if isinstance(before, SourceParagraph) and open_line and _runs_on(text, raw):
                source.pieces[-1] = _with_more(before, found.text)
            else:
                source.pieces.append(found)
        blank = 0
        open_line = not text.startswith(("|", "#")) and _is_open(raw)
    source.pieces += _tables(rows, headed=headed)
    place_notes(source, notes)
    _name_title(source)
    tell_bullets(bullets, source)
    return source


def _without_comments(text: str, source: Source) -> str:
    """The text without what stands in <!-- -->, which nobody sees; its line ends stay."""
    for match in _COMMENT.finditer(text):
        number = text.count("\n", 0, match.start()) + 1
        source.leave(match[1], number, "Markdown 里不显示的注释")
    count = len(_COMMENT.findall(text))
    if count:
        number = text.count("\n", 0, next(_COMMENT.finditer(text)).start()) + 1
        message = f"不显示的注释（<!-- -->）{count}处，没有写进文稿"
        source.say(UNSURE, Level.NOTICE, number, message, "要用的，自己补上")
    return _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), text)


_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)


def _name_title(source: Source) -> None:
    """The one heading of the first level, where the text begins with it, is the title whatever it
    is like: long, or with room in it.
    """
    first = source.pieces[0] if source.pieces else None
    tops = [
        each
        for each in source.pieces
        if isinstance(each, SourceParagraph) and each.look.style == _TOP
    ]
    for later in tops[1:]:
        if first_marker(later.text) is None and not is_label(later):
            message = f"“{later.text}”是又一个一级标题（#），像是附件或者另一份文件的题目"
            hint = (
                "照原样写成了一段；是附件的，移到“附件”里，写成：- 标题: ……；是小标题的，写成“节”"
            )
            source.say(UNSURE, Level.WARNING, later.number, message, hint)
    if len(tops) != 1 or not isinstance(first, SourceParagraph) or first.look.style != _TOP:
        return
    if first_marker(first.text) is None:
        source.pieces[0] = replace(first, look=replace(first.look, style="Title"))


def _is_open(raw: str) -> bool:
    """Whether the paragraph of a line may go on in the next: it ends in no stop."""
    return not raw.endswith(("  ", "\\")) and not raw.strip().endswith(("。", "：", "；"))


def _runs_on(text: str, raw: str) -> bool:
    """Whether a line goes on with the paragraph above: nothing begins in it, and it is not set in
    by ideographic blanks.
    """
    begins = re.match(r"[#>|]|[-*+]\s|\d+[.)]\s", text)
    if read_date(text):
        return False
    return begins is None and first_marker(text) is None and not raw.startswith("\u3000")


def _with_more(before: SourceParagraph, text: str) -> SourceParagraph:
    """A paragraph with its next line; between words of Latin script stands a blank."""
    glue = " " if before.text[-1].isascii() and text[0].isascii() else ""
    return replace(before, text=before.text + glue + text)


def _heading(text: str, number: int, level: int, blank: int) -> SourceParagraph:
    """A heading; that of level 1 is the title."""
    look = Look(
        f"{_TOP[:-1]}{level}", max(level - 1, 0), centred=level == 1, bold=True, blank=blank
    )
    return SourceParagraph(text, number, look)


def _paragraph(text: str, number: int, blank: int) -> SourceParagraph:
    if heading := _HEADING.fullmatch(text):
        return _heading(_plain(heading[2]), number, len(heading[1]), blank)
    text = _BULLET.sub("", re.sub(r"^(?:>\s*)+", "", text))
    lead = _LEAD.match(text)
    return SourceParagraph(
        _plain(text), number, Look(lead=len(lead[1]) if lead else 0, blank=blank)
    )


_LINK = re.compile(r"!?\[([^\[\]]*)\]\(([^()\s]*)\)|<((?:https?://|mailto:)?[^<>\s]+[@.][^<>\s]+)>")


def _plain(text: str) -> str:
    text = _LINK.sub(lambda match: match[1] or match[3] or "", text)
    found = _INLINE.sub(lambda match: next(filter(None, match.groups())), text)
    return clean(found.translate(_AS_TYPED))


def _cell(text: str) -> str:
    """A cell of a pipe table; it breaks lines as HTML does."""
    lines = re.split(r"<br\s*/?>", text, flags=re.IGNORECASE)
    return "\n".join(filter(None, (_plain(line.replace("\\|", "|")) for line in lines)))


def _tables(rows: list[tuple[int, list[str]]], *, headed: bool) -> list[SourceTable]:
    """The table of these rows, if there are any; `headed` = a rule stands under the first, which is
    no head where it says nothing.
    """
    if not rows:
        return []
    heads = 1 if headed else None
    number = rows[0][0]
    if headed and not any(rows[0][1]):
        rows, heads = rows[1:], 0
    width = max((len(cells) for _, cells in rows), default=0)
    grid = tuple(
        tuple(SourceCell(text) for text in [*cells, *[""] * (width - len(cells))])
        for _, cells in rows
    )
    return [SourceTable(grid, number, heads)] if grid else []
