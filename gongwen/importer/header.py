"""版头 and what follows it down to the first paragraph: number, marks, title, 主送."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .closing import NAME_AND_DATE
from .document_numbers import NUMBER
from .header_found import Header
from .header_lines import note_line, parted_class, read_line, tell_unwritten
from .header_recipients import read_recipients
from .header_title import read_title
from .labels import is_label, is_short_label
from .mark import find_mark
from .pieces import Piece, Source, SourceParagraph
from .wording import DOCUMENT_NOUNS, folded, is_title_like, is_unit, read_date, unspaced

_LONGEST_HEADER = 30


def read_header(pieces: list[Piece], source: Source) -> Header:
    """The header zone, title and recipients at the start of a document."""
    header = Header()
    pieces[:1] = _parted_mark(pieces[:1])
    at = _elements(pieces, _attachment_label(pieces, header, source), header, source)
    at = read_title(pieces, at, header, source)
    _part_number(pieces, at, header, source)
    at = _elements(pieces, at, header, source)
    known = header.is_attachment
    header.end = read_recipients(pieces, at, header, source, only_known=known)
    return header


def _parted_mark(first: list[Piece]) -> list[Piece]:
    """A first line as two where it is a mark with the number beside it, wide room between."""
    piece = first[0] if first else None
    if not isinstance(piece, SourceParagraph):
        return first
    parts = re.split(r"\t+|\s{2,}", piece.text, maxsplit=1)
    beside = len(parts) > 1 and parts[0].endswith("文件") and read_line(parts[1])
    return [piece.with_text(part) for part in parts] if beside else first


def with_parted_title(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces, the first line as two where it is the number and the whole title behind it, which
    is said.
    """
    first = pieces[:1]
    piece = first[0] if first else None
    number = NUMBER.match(piece.text) if isinstance(piece, SourceParagraph) else None
    if number is None or not isinstance(piece, SourceParagraph):
        return pieces
    title = piece.text[number.end() :].strip(" 　—－-_|｜")
    bare = title.strip("《》")
    whole = "关于" in title and is_title_like(title) and DOCUMENT_NOUNS.search(bare)
    if not whole or re.search("关于|印发|转发", number[0]):
        return pieces
    said = f"“{number[0]}”和标题写在一行，分开了"
    source.say(UNSURE, Level.NOTICE, piece.number, said, "对照原文核对“发文字号”“标题”")
    between = piece.text[number.end() :].partition(title)[0]
    source.leave(between, piece.number, "发文字号和标题之间的符号")
    return [piece.with_text(number[0]), piece.with_text(title), *pieces[1:]]


def _part_number(pieces: list[Piece], at: int, header: Header, source: Source) -> None:
    """Part the first paragraph where 发文字号 stands in brackets before its text, which is said."""
    piece = pieces[at] if at < len(pieces) else None
    if "发文字号" in header.fields or not isinstance(piece, SourceParagraph):
        return
    run_in = re.match(r"([（(][^（）()]{4,40}[）)])\s+(?=\S{8})", piece.text)
    if run_in and read_line(run_in[1]):
        rest = piece.text[run_in.end() :]
        pieces[at : at + 1] = [piece.with_text(run_in[1]), piece.with_text(rest)]
        said = f"发文字号“{run_in[1]}”写在正文第一段的前面，分开了"
        source.say(UNSURE, Level.NOTICE, piece.number, said, "对照原文核对“发文字号”")


def _attachment_label(pieces: list[Piece], header: Header, source: Source) -> int:
    """Where the document begins behind the label of an attachment, for a file that is one."""
    first = pieces[0] if pieces else None
    if not isinstance(first, SourceParagraph) or not (is_label(first) or is_short_label(first)):
        return 0
    header.is_attachment = source.is_attachment = True
    source.leave(first.text, first.number, "附件标识，由程序加")
    said = f"这个文件是一个附件（{first.text.rstrip('：:')}），不是一份完整的公文"
    hint = "要和正文放在一起的，把“标题”和“正文”移到那份文稿的“附件”下面"
    source.say(UNSURE, Level.WARNING, first.number, said, hint)
    return 1


def _elements(pieces: list[Piece], at: int, header: Header, source: Source) -> int:
    """The short elements around the title, in any order."""
    while at < min(len(pieces), _LONGEST_HEADER):
        piece = pieces[at]
        if not isinstance(piece, SourceParagraph):
            break
        if both := parted_class(piece.text):
            pieces[at : at + 1] = [piece.with_text(each) for each in both]
            continue
        if note_line(piece, header, source) or tell_unwritten(piece, source):
            at += 1
        elif not header.mark and not header.title and (mark := find_mark(pieces, at, NUMBER)):
            header.mark = mark
            at += mark.used
        elif not header.title and _names_issuer(pieces, at):
            header.issuer = piece.text
            source.leave(piece.text, piece.number, "标题上面的机关名称，标题里已有")
            at += 1
        elif header.title and not header.recipients and (used := _date_line(pieces, at, header)):
            _note_date(pieces, at, used, header, source)
            at += used
        else:
            break
    return at


def _names_issuer(pieces: list[Piece], at: int) -> bool:
    """Whether a line is the name that the title right below it begins with once more."""
    piece, below = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not isinstance(below, SourceParagraph):
        return False
    name = folded(unspaced(piece.text))
    return is_unit(name) and folded(below.text).startswith(name + "关于")


def _date_line(pieces: list[Piece], at: int, header: Header) -> int:
    """How many lines under the title are the date of the document, who issued it above or not; 0
    where they are something else, or no text follows them.
    """
    lines = [piece.text for piece in pieces[at : at + 2] if isinstance(piece, SourceParagraph)]
    if "成文日期" in header.fields or not lines or at + 2 >= len(pieces):
        return 0
    beside = NAME_AND_DATE.fullmatch(lines[0])
    if read_date(lines[0]) or (beside and is_unit(beside[1]) and read_date(beside[2])):
        return 1
    return 2 if len(lines) > 1 and is_unit(lines[0]) and read_date(lines[1]) else 0


def _note_date(pieces: list[Piece], at: int, used: int, header: Header, source: Source) -> None:
    """成文日期 from under the title, which stands at the end of a document on paper."""
    lines = [piece for piece in pieces[at : at + used] if isinstance(piece, SourceParagraph)]
    beside = NAME_AND_DATE.fullmatch(lines[-1].text)
    typed = beside[2] if beside else lines[-1].text
    date = read_date(typed)
    header.fields["成文日期"] = date
    if beside or used > 1:
        header.issuer = beside[1] if beside else lines[0].text
    for line in lines:
        source.leave(line.text, line.number, f"标题下面的落款，日期写成 {date}")
    source.say(
        UNSURE,
        Level.NOTICE,
        lines[0].number,
        f"标题下面的“{' '.join(line.text for line in lines)}”当作落款",
        "对照原文核对“发文机关”“成文日期”",
    )
