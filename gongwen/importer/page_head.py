"""What pages put above a document: its title again, and names of columns that are no line of it."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..paper.recipients import are_addressed
from ..problem import Level
from ..problem_ids import UNSURE
from .document_numbers import number_line
from .header_found import Header
from .markers import first_number
from .pieces import Piece, Source, SourceParagraph
from .wording import DOCUMENT_NOUNS, HAN, are_units, folded, is_title_like, is_unit

_MOST_LINES = 3
_HEAD, _LONGEST_LINE, _SHORTEST_TITLE, _LONGEST_COLUMN = 24, 120, 8, 12
_WHOLE_TITLE = re.compile(rf"(?:[{HAN}（）、 \d]{{2,40}})?(?:关于|印发|转发|批转)")
_SITE = re.compile(r".{2,60}(?:信息公开(?:平台|网|专栏)?|门户网站|网站|政府网|信息网|政务网)")
_ORDER = re.compile(rf"[{HAN}]{{3,24}}令")
_ORDER_NUMBER = re.compile(r"第\s*\d{1,5}\s*号")
_PLACE = re.compile(rf"[{HAN}]{{1,10}}[省市县区镇乡州盟旗]")


def without_repeated_title(pieces: list[Piece], source: Source) -> tuple[str, list[Piece]]:
    """The pieces from the last time on that the title stands above the text, where nothing but
    short lines stand before: pages say it in their heading, and again. What is left out is told;
    first who issues the document by a line right above the title, "" where none says so.
    """
    head = _short_lines(pieces)
    found = [(at, _again(head, at)) for at in range(len(head))]
    start, lines = max(found, key=_place, default=(0, 0))
    if not lines:
        return "", pieces
    dropped = head[:start]
    named = dropped[-1].text
    known = [folded(line.text) for line in head[start:]]
    title = head[start].with_text("".join(line.text for line in head[start : start + lines]))
    later = {folded(line.text) for line in head[start + lines :]}
    numbers = [line for line in dropped if number_line(line.text)]
    numbers = [line for line in numbers[-1:] if folded(line.text) not in later]
    if any(number_line(line.text) for line in head[start + lines :]):
        numbers = []
    dropped = [line for line in dropped if line not in numbers]
    rest = [title, *numbers, *pieces[start + lines :]]
    for line in dropped:
        source.leave(line.text, line.number, "网页的标题、栏目等，正文上面又有标题")
    shown = "”“".join(line.text[:16] for line in dropped[:3])
    more = "等" if len(dropped) > 3 else ""
    said = f"标题在网页上印了几次，前面的“{shown}”{more}共{len(dropped)}行没有写进文稿"
    issues = are_units(named) and folded(named) not in known and "关于" not in named
    if issues:
        said += f"；标题上面的“{named}”，文末没有署名的，当作发文机关"
    source.say(UNSURE, Level.NOTICE, dropped[0].number, said, "是文稿的内容的，补进文稿")
    return named if issues else "", rest


def without_lines_above(pieces: list[Piece], named: str, source: Source) -> list[Piece]:
    """The pieces without the short lines above the title, where the page itself says how the
    document is called; they are links and names of columns, and told.
    """
    name = folded(named)
    if len(name) < _SHORTEST_TITLE:
        return pieces
    for at, piece in enumerate(pieces[:_HEAD]):
        text = piece.text if isinstance(piece, SourceParagraph) else ""
        if not text or "。" in text or len(text) > _LONGEST_LINE:
            break
        if not folded(text).endswith(name):
            continue
        above = [each for each in pieces[:at] if isinstance(each, SourceParagraph)]
        columns = [each.text for each in above]
        if not columns or any(map(_is_of_head, columns)):
            break
        _leave_columns(columns, above[0].number, source)
        return pieces[at:]
    return pieces


def _is_of_head(text: str) -> bool:
    """Whether a line above a title may be of the document: its mark, its number, who issues it."""
    return bool(number_line(text)) or text.endswith("文件") or is_unit("".join(text.split()))


def without_headline(pieces: list[Piece], source: Source) -> list[Piece]:
    """The pieces without the headline of a page above an order (甲市人民政府令, 第8号), where it is
    the title of what is ordered, which stands below again; this is told.
    """
    lines = [piece.text for piece in pieces[:3] if isinstance(piece, SourceParagraph)]
    if len(lines) < 3 or not _ORDER.fullmatch(lines[1]) or not _ORDER_NUMBER.fullmatch(lines[2]):
        return pieces
    title = folded(lines[0])
    texts = [piece.text for piece in pieces[3:] if isinstance(piece, SourceParagraph)]
    if not any(folded(text) == title for text in texts):
        return pieces
    source.leave(lines[0], pieces[0].number, "网页的标题、栏目等，正文上面又有标题")
    said = f"网页的标题“{lines[0][:20]}”没有写进文稿，它是下面公布的那一件的标题"
    source.say(UNSURE, Level.NOTICE, pieces[0].number, said, "对照原文核对")
    return pieces[1:]


def _short_lines(pieces: Sequence[Piece]) -> list[SourceParagraph]:
    """The first pieces, as far as they are short lines: no sentence, number or 主送."""
    lines: list[SourceParagraph] = []
    for piece in pieces[:_HEAD]:
        if not isinstance(piece, SourceParagraph):
            break
        text = piece.text
        is_text = "。" in text or first_number(text) or are_addressed(text)
        if len(text) > _LONGEST_LINE or is_text:
            break
        lines.append(piece)
    return lines


def _place(found: tuple[int, int]) -> tuple[bool, int]:
    """For the last place at which a title stands again."""
    at, lines = found
    return lines > 0, at


def _again(lines: Sequence[SourceParagraph], at: int) -> int:
    """On how many lines a title begins at `at` that stood above already; 0 = none does."""
    for many in range(1, _MOST_LINES + 1):
        title = _same("".join(line.text for line in lines[at : at + many]))
        if len(title) < _SHORTEST_TITLE or DOCUMENT_NOUNS.search(title.strip("《》")) is None:
            continue
        junk = many == 1 and title.startswith("关于")
        if junk and any(_has_more(_same(each.text), title) for each in lines[:at]):
            return many
        for before in range(at):
            for end in range(before + 1, min(before + _MOST_LINES, at) + 1):
                if _same("".join(each.text for each in lines[before:end])) == title:
                    return many
    return 0


def _has_more(line: str, title: str) -> bool:
    """Whether a line above says the title and, behind a bracket or a bar, what is none of it."""
    return re.match(r"[（(_|｜【\[—-]", line.partition(title)[2]) is not None


def _same(text: str) -> str:
    """A title for comparing: 省人民政府 and 省政府 are the same."""
    return folded(text).replace("人民政府", "政府")


def past_columns(pieces: Sequence[Piece], at: int, source: Source) -> int:
    """Where the title begins behind lines that are names of columns though they end as titles do
    (通知公告): a whole title follows on one line. This is told.
    """
    while at + 1 < len(pieces):
        line, below = pieces[at], pieces[at + 1]
        if not isinstance(line, SourceParagraph) or not isinstance(below, SourceParagraph):
            break
        look = line.look
        ends_so = DOCUMENT_NOUNS.search(line.text) and "关于" not in line.text
        if look.centred or look.size or not ends_so or not is_title_like(below.text):
            break
        if not _is_column([line.text, below.text], 0):
            break
        _leave_columns([line.text], line.number, source)
        at += 1
    return at


def drop_columns(header: Header, first: SourceParagraph, source: Source) -> None:
    """Take from the title the short lines above it that are names of columns, which is told: what
    follows them is a whole title by itself. Lines that are set like the title stay.
    """
    title, count = header.title, 0
    while count + 1 < len(title) and _is_column(title, count):
        count += 1
    is_set_so = first.look.centred or first.look.size
    if not count or (is_set_so and not all(_SITE.fullmatch(line) for line in title[:count])):
        return
    columns, header.title = title[:count], title[count:]
    _leave_columns(columns, first.number, source)


def _leave_columns(columns: Sequence[str], number: int, source: Source) -> None:
    for column in columns:
        source.leave(column, number, "标题上面的字，像是网页的栏目")
    shown = "”“".join(columns[:3])
    said = f"标题上面的“{shown}”像是网页的栏目，没有写进文稿"
    source.say(UNSURE, Level.WARNING, number, said, "是标题的，加在“标题”的最前面")


def _is_column(title: Sequence[str], at: int) -> bool:
    line, rest = title[at], "".join(title[at + 1 :])
    whole = _WHOLE_TITLE.match(rest) and DOCUMENT_NOUNS.search(rest) and is_title_like(line)
    units = all(is_unit(name) for name in line.split()) or _PLACE.fullmatch(line)
    named = "关于" in line or line.endswith(("的", "和", "与", "及"))
    short = len(line) <= _LONGEST_COLUMN or _SITE.fullmatch(line)
    return bool(whole and short) and not units and not named
