"""Text whose every line ends where the page did: copied from a PDF, or read from a scan."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper.recipients import are_addressed
from ..problem import Level
from ..problem_ids import UNSURE
from .broken_lines import goes_on
from .markers import first_number
from .pieces import Piece, Source, SourceParagraph
from .wording import DOCUMENT_NOUNS, HAN, is_unit, read_date

_SLACK = 8
"""Half-widths by which a full line may be shorter than the longest: a word or number went over."""
_NARROWEST, _WIDEST = 30, 130
_STOPPED = re.compile(r"[。！？；：!?;:…][”’）》）]?$")
_PROSE = re.compile("[，。；、]")
_TABULAR = re.compile(r"\t|\S\s{2,}\S")
_FEWEST, _MANY = 2, 4
_DOUBT = "上一行正好写满，分不清这一行是不是接着它的"
_STARTS = re.compile(rf"[{HAN}· ]{{1,8}}[：:](?=.)|[{HAN}·]{{1,4}}[ \u3000]{{1,3}}[{HAN}]")
"""What a person's or a unit's own line begins with: 组长：…, 李明 市教育局局长."""
_LEADS = re.compile("[^，。；]*[：:]")
"""A line that leads in what follows and may stand by itself: 市教育局职责：."""
_HEAD = 8
_MOST_NAMED = 8


class _SetText(Struct, frozen=True):
    """How a text is set: its `width` in half-widths, whether paragraphs are `indented`, how many
    blank lines part the lines of one paragraph (`blank`), and before which paragraphs a page ended.
    """

    width: int
    indented: bool
    blank: int
    after_page: frozenset[int]

    def is_full(self, line: SourceParagraph) -> bool:
        return _width(line) >= self.width - _SLACK and not _TABULAR.search(line.text)

    def is_next(self, line: SourceParagraph) -> bool:
        """Whether a line may go on with the one before: nothing begins in it."""
        parted = line.look.blank > self.blank and line.number not in self.after_page
        plain = line.look.style in ("", "Normal") and not line.look.outline
        return (
            plain
            and not parted
            and not (self.indented and line.look.indent)
            and not _TABULAR.search(line.text)
            and not re.match(r"附\s*件", line.text)
        )


def join_lines(source: Source, after_page: set[int]) -> None:
    """Put the lines of each paragraph together where the text of `source` was broken by lines, and
    say so; where that is not sure, say that.
    """
    lines = [piece for piece in source.pieces if isinstance(piece, SourceParagraph)]
    page = _page_of(lines, frozenset(after_page))
    if page is None:
        return
    broken = [
        after
        for line, after in pairwise(lines)
        if page.is_full(line) and not _STOPPED.search(line.text) and page.is_next(after)
        if first_number(after.text) is None and not _STARTS.match(after.text)
        if not _ends_title(line.text) and not are_addressed(after.text)
    ]
    full = [line for line in lines if page.is_full(line)]
    prose = sum(1 for line in full if _PROSE.search(line.text))
    fewest = 1 if after_page else _FEWEST  # numbers of pages say what the text was copied from
    if len(broken) < fewest or prose * 2 < len(full):
        return
    sure = page.indented or bool(after_page)
    sure = sure or (len(broken) >= _MANY and len(full) * 4 >= len(lines))
    if not sure:
        sure_ones = [after for line, after in pairwise(lines) if goes_on(line.text, after.text)]
        body = [line for line in broken if line.number > _last_of_head(lines)]
        body = [line for line in body if line not in sure_ones]
        if len(body) < _FEWEST:
            return
        source.say(
            UNSURE,
            Level.WARNING,
            body[0].number,
            f"“{body[0].text[:12]}”像是接着上一行的，这样的共{len(body)}处，照原样一行一段",
            "是从 PDF 复制的，把断开的几行接成一段",
        )
        return
    source.is_wrapped = True
    _join(source, page)


def _last_of_head(lines: Sequence[SourceParagraph]) -> int:
    """The number of the line that ends 主送; 0 where none does. What is above is taken apart by
    what it is.
    """
    ends = (line.number for line in lines[:_HEAD] if line.text.endswith(("：", ":")))
    return next(ends, 0)


def _join(source: Source, page: _SetText) -> None:
    made: list[Piece] = []
    doubts: list[int] = []
    joined = 0
    open_paragraph: _OpenParagraph | None = None
    for piece in source.pieces:
        if not isinstance(piece, SourceParagraph):
            made.append(piece)
            open_paragraph = None
            continue
        if open_paragraph and (sure := open_paragraph.takes(piece, page)):
            if sure is _Sure.YES:
                whole = _with(open_paragraph.whole, piece)
                made[-1] = whole
                open_paragraph = replace(open_paragraph, whole=whole, last=piece)
                joined += 1
                continue
            doubts.append(piece.number)
            note = f"原文第{piece.number}{source.unit}：{_DOUBT}"
            begun = replace(piece, remarks=(*piece.remarks, note))
        else:
            begun = piece
        made.append(begun)
        in_head = len(made) <= _HEAD
        open_paragraph = _OpenParagraph(
            begun, begun, indented=begun.look.indent > 0, in_head=in_head
        )
    source.pieces = made
    if joined:
        message = f"像是从 PDF 复制的，每行末尾都换了行：有{joined}处接成一段"
        source.say(UNSURE, Level.NOTICE, 0, message, "对照原文核对分段")
    if doubts:
        named = "、".join(map(str, doubts[:_MOST_NAMED])) + ("等" * (len(doubts) > _MOST_NAMED))
        hint = "同一段的，在文稿里接起来"
        source.say(UNSURE, Level.WARNING, 0, f"第{named}{source.unit}：{_DOUBT}，另起了一段", hint)


class _Sure(Enum):
    """Whether a line goes on with a paragraph."""

    YES = "yes"
    MAY_BE = "may be"


class _OpenParagraph(Struct, frozen=True):
    """A paragraph that may go on: what of it was put together, and the last line of that; whether
    its first line was `indented`, and whether it is among the first of the file.
    """

    whole: SourceParagraph
    last: SourceParagraph
    indented: bool
    in_head: bool

    def takes(self, line: SourceParagraph, page: _SetText) -> _Sure | None:
        """Whether `line` goes on with it; None = no."""
        text, last = line.text, self.last.text
        if not page.is_next(line) or read_date(text) or self.is_title:
            return None
        full = page.is_full(line)
        stopped = _STOPPED.search(last) is not None and not _is_open(self.whole.text)
        if first_number(text):
            inside = page.indented and self.indented and page.is_full(self.last) and not stopped
            return _Sure.YES if inside else None
        if not page.is_full(self.last):
            inside = page.indented and self.indented
            torn = inside or (_is_sentence(last) and (full or _ends(text)))
            torn = torn and not stopped and not _is_name(text)
            return _Sure.MAY_BE if torn or last.endswith(("，", "、")) else None
        if _STARTS.match(text) or (stopped and not full and _LEADS.fullmatch(text)):
            return None if stopped and not (page.indented and self.indented) else _Sure.MAY_BE
        if page.indented and self.indented:
            return _Sure.YES if not stopped or _ends(text) or full else None
        if stopped:
            return _Sure.MAY_BE if full or _ends(text) else None
        heading = first_number(self.whole.text) is not None and not _PROSE.search(self.whole.text)
        if heading and (full or _ends(text)):
            return _Sure.MAY_BE  # of a heading that fills its line, and the text under it
        sure = full or _ends(text) or heading or self.in_head or last.endswith(("，", "、"))
        return _Sure.YES if sure and not _is_name(text) else _Sure.MAY_BE

    @property
    def is_title(self) -> bool:
        """Whether it may be a title that ends here."""
        return self.in_head and _ends_title(self.whole.text)


def _ends_title(text: str) -> bool:
    """Whether a line is a title, or its last line."""
    return (
        "关于" in text
        and DOCUMENT_NOUNS.search(text) is not None
        and not text.endswith("》")
        and len(_PROSE.findall(text)) <= 1
        and not _is_open(text)
    )


def _is_open(text: str) -> bool:
    """Whether a bracket or a book mark is still open at the end."""
    return any(text.count(a) > text.count(b) for a, b in ("（）", "《》", "“”"))


def _ends(text: str) -> bool:
    return _STOPPED.search(text) is not None or text.endswith(("，", "、", "）"))


def _is_sentence(text: str) -> bool:
    return first_number(text) is None and re.search("[，。；]", text) is not None


def _is_name(text: str) -> bool:
    return len(text) > 4 and is_unit(text)


def _with(whole: SourceParagraph, more: SourceParagraph) -> SourceParagraph:
    """A paragraph with its next line; between words of Latin script stands a blank."""
    a, b = whole.text[-1], more.text[0]
    glue = " " if a.isascii() and b.isascii() and (a.isalpha() or b.isalpha()) else ""
    remarks = (*whole.remarks, *more.remarks)
    return replace(whole, text=whole.text + glue + more.text, remarks=remarks)


def _width(line: SourceParagraph) -> int:
    """In half-widths, the indent included."""
    return line.look.indent + sum(1 if character.isascii() else 2 for character in line.text)


def _common(widths: Sequence[int]) -> int:
    """The greatest width that is not one line's alone: names that were typed without a break may be
    longer than the page was wide.
    """
    pairs = pairwise(widths)
    return next((each for each, fellow in pairs if each - fellow <= _SLACK // 2), widths[0])


def _page_of(lines: Sequence[SourceParagraph], after_page: frozenset[int]) -> _SetText | None:
    """How the lines are set; None where they have no common width."""
    running = [line for line in lines if not _TABULAR.search(line.text)]
    if len(running) < _MANY:
        return None
    indents = [line.look.indent for line in running]
    small = sum(1 for indent in indents if 1 < indent <= _SLACK)
    indented = small >= _FEWEST and any(indent == 0 for indent in indents)
    widths = sorted(map(_width, running), reverse=True)
    width = _common(widths) if indented else widths[len(widths) // 20]
    if not _NARROWEST <= width <= _WIDEST or widths[0] > width * 2:
        return None
    blank = min((line.look.blank for line in lines[1:]), default=0)
    return _SetText(width, indented, blank, after_page)
