"""The title of a document or a part, its lines, and the draft mark and the note under it."""

from __future__ import annotations

from .. import patterns as re
from ..kinds import kind_names
from ..paper.recipients import are_addressed, is_recipients
from ..problem import Level
from ..problem_ids import UNSURE
from .closing import NAME_AND_DATE
from .contents_list import CONTENTS
from .document_numbers import (
    ISSUE,
    NUMBER,
    is_unnumbered,
    number_line,
    tidy_number,
    title_and_number,
)
from .header_found import Header
from .header_lines import NOTICE_NUMBER, SIGNER, STAGE, number_element, tell_unwritten
from .header_recipients import SENT
from .markers import first_marker
from .page_head import drop_columns, past_columns
from .pieces import Piece, Source, SourceParagraph
from .wording import (
    DOCUMENT_NOUNS,
    HAN,
    STOPS,
    folded,
    has_bars,
    is_title_like,
    is_unit,
    read_date,
    unspaced,
)

_AFTER_BRACKET = re.compile(rf"（[^（）]{{2,24}}）》?的?(?:{'|'.join(kind_names())})?")
_LONG_TITLE = re.compile(
    rf"[^。；！？：]{{0,60}}(?:关于|印发|转发)[^。；！？：]{{2,90}}的(?:{'|'.join(kind_names())})"
)
_LABELLED = re.compile(rf"[{HAN}](?:\s*[{HAN}]){{1,5}}\s*[：:]\s*\S")
_COLUMN = re.compile(r"【[^【】]{2,20}】")
_TITLE_STYLES = ("Title", "标题", "标题末", "印发件标题", "印发件标题末", "附件标题", "附件标题末")
_MANY_LINES, _SHORT_LINE = 4, 8


def read_title(
    pieces: list[Piece], at: int, header: Header, source: Source, known: str = ""
) -> int:
    """The lines of a title at `at`, the mark and the note under it; `known` is the title by which
    the text is announced elsewhere, "" for none.
    """
    start = at = at if known else past_columns(pieces, at, source)
    first = pieces[at] if at < len(pieces) else None
    while at < len(pieces) and at - start < 6:
        piece = pieces[at]
        if not isinstance(piece, SourceParagraph):
            break
        stopped = (not header.title or is_unit("".join(header.title))) and _is_stopped(pieces, at)
        if not stopped and not _goes_on(piece, first, header, known):
            break
        text = piece.text
        mark = re.search(STAGE.pattern + "$", text)
        if mark and folded("".join([*header.title, text])) != folded(known):
            header.stage = mark[1]
            source.leave(mark[0], piece.number, "稿本，由程序印")
            text = text[: mark.start()].strip()
        text = _without_number(text, header, piece.number, source)
        text, number = title_and_number(text)
        if number and "发文字号" not in header.fields:
            header.fields["发文字号"] = tidy_number(number)
            source.leave(piece.text.removeprefix(text), piece.number, "标题后面的发文字号")
        if text:
            tidy = unspaced(re.sub(rf"(?<=[{HAN}]) +(?=[{HAN}])", " ", text))
            header.title.append(tidy)
        at += 1
    if isinstance(first, SourceParagraph):
        if not known:
            drop_columns(header, first, source)
        _tell_many_lines(header.title, first.number, source)
    return _under_title(pieces, at, header, source)


def _without_number(text: str, header: Header, number: int, source: Source) -> str:
    """A title without 发文字号 that stands right before it on its line."""
    found = NUMBER.match(text)
    rest = text[found.end() :].strip() if found else ""
    if found is None or header.title or DOCUMENT_NOUNS.search(rest) is None:
        return text
    header.fields.setdefault("发文字号", tidy_number(found[0]))
    source.leave(found[0], number, "标题前面的发文字号")
    return rest


def _tell_many_lines(title: list[str], number: int, source: Source) -> None:
    """Say so where a title is many short lines that do not end as titles do: heads of a table whose
    ruling was lost, or names.
    """
    short = all(len(line) <= _SHORT_LINE for line in title)
    if len(title) >= _MANY_LINES and short and DOCUMENT_NOUNS.search("".join(title)) is None:
        shown = "”“".join(title[:3])
        said = f"从“{shown}”起的{len(title)}行写成了标题，像是表头或者名单"
        hint = "是表头的，写成“表”的“列”；是名单的，写成“名单”；标题另写"
        source.say(UNSURE, Level.WARNING, number, said, hint)


def _under_title(pieces: list[Piece], at: int, header: Header, source: Source) -> int:
    """The draft mark and the note in brackets under a title, which may run over lines."""
    while header.title and at < len(pieces) and isinstance(piece := pieces[at], SourceParagraph):
        if match := STAGE.fullmatch(piece.text):
            header.stage = match[1]
            source.leave(piece.text, piece.number, "稿本，由程序印")
            at += 1
            continue
        number = number_element(piece.text)
        if number and "发文字号" not in header.fields:
            header.fields.update(number.fields)
            source.leave(number.left, piece.number, number.why)
            at += 1
            continue
        if tell_unwritten(piece, source):
            at += 1
            continue
        note, used = piece.text, 1
        while note.startswith("（") and not note.endswith("）") and at + used < len(pieces):
            more = pieces[at + used]
            if not isinstance(more, SourceParagraph) or used > 4:
                break
            note += more.text
            used += 1
        dated = re.search(r"年.{1,4}月|通过|批准|发布|修订", note)
        if header.note or not (note.startswith("（") and note.endswith("）") and dated):
            break
        header.note = note
        at += used
    return at


def _goes_on(piece: SourceParagraph, first: Piece | None, header: Header, known: str) -> bool:
    """Whether the piece is a (further) line of the title."""
    text = piece.text
    if piece.look.style == CONTENTS:
        return False
    if piece.look.style in _TITLE_STYLES:
        return piece is first or not isinstance(first, SourceParagraph) or _alike(piece, first)
    if _is_no_title(text):
        return False
    if text.startswith("（"):
        if read_date(text.strip("（）")):
            return False
        goes_on = _AFTER_BRACKET.fullmatch(text)
        said = re.search("稿|通过|批准|发布|修订|修正|公布|草案", text)
        return bool(header.title) and goes_on is not None and said is None
    text = title_and_number(text)[0]
    if not (is_title_like(text) or _LONG_TITLE.fullmatch(text)) or is_recipients(text):
        return False
    if not header.title:
        order = header.mark is not None and header.mark.layout == "命令"  # has none on paper
        return "\t" not in text and (not order or "关于" in text or piece.look.centred)
    whole = "".join(header.title)
    if known:
        return len(whole) < len(known) * 0.8
    if isinstance(first, SourceParagraph) and (first.look.centred or first.look.size >= 15):
        return _alike(piece, first)
    return not _is_whole(whole) or _opens(whole)


def _is_stopped(pieces: list[Piece], at: int) -> bool:
    """Whether the piece is a title but for the mark at its end: a draft mark or 主送 follows."""
    piece, after = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not isinstance(after, SourceParagraph):
        return False
    text = piece.text.rstrip("。！!.")
    follows = STAGE.fullmatch(after.text) or are_addressed(after.text) or number_line(after.text)
    return bool(
        follows
        and "关于" in text
        and text != piece.text
        and is_title_like(text)
        and not _is_no_title(text)
    )


def _is_no_title(text: str) -> bool:
    """Whether a line without a stop is something else of the head than its title."""
    return bool(
        number_line(text)
        or is_unnumbered(text)
        or NOTICE_NUMBER.fullmatch(text)
        or ISSUE.fullmatch(text)
        or NAME_AND_DATE.fullmatch(text)
        or _COLUMN.fullmatch(text)
        or first_marker(text)
        or SIGNER.match(text)
        or SENT.match(text)
        or _LABELLED.match(text)
        or has_bars(text)
    )


def _alike(piece: SourceParagraph, first: SourceParagraph) -> bool:
    """Whether two lines look the same."""
    a, b = piece.look, first.look
    return a.centred == b.centred and a.size == b.size and a.style == b.style and not a.new_page


def _opens(title: str) -> bool:
    return title.count("《") > title.count("》") or title.count("（") > title.count("）")


def _is_whole(title: str) -> bool:
    return DOCUMENT_NOUNS.search(title) is not None and title[-1] not in STOPS
