"""Sentences that a line break tore, in a text whose lines are whole otherwise."""

from __future__ import annotations

from .. import patterns as re
from ..paper.recipients import are_addressed
from ..problem import Level
from ..problem_ids import UNSURE
from .closing import NAME_AND_DATE
from .imprint import is_imprint_line
from .markers import first_number
from .pieces import Piece, Source, SourceParagraph
from .wording import DOCUMENT_NOUNS, HAN, STOPS, are_units, is_unit, read_date

_PAIRS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "〔": "〕", "【": "】"}
_HANGING = tuple("，的和与及或对将由向在把被为以从并且使让给按于是")
"""What no sentence, name or heading ends in."""
_PROSE = re.compile("[，。；、]")
_TABULAR = re.compile(r"\t|\S\s{2,}\S|[|｜]")
_BEGINS = re.compile(
    rf"附\s*[件表]|[{HAN}（）\s]{{1,12}}[：:](?=\s*\S)|[（(].*[）)]$|[-—*•·●○■□◆]|注[：:]|第[\d一二三四五六七八九十百]+[章节条]"
)
_LONE_STOP = re.compile("[。.；;！？]")
_FEWEST_NAMES = 3
_SHORTEST, _SHORT_PROSE, _SHORT_REST, _SHOWN, _MOST = 24, 16, 12, 14, 40


def join_broken(source: Source) -> None:
    """Put together what a line break parted where that is sure: inside brackets, behind a word that
    ends nothing, in an item whose fellows all end in a semicolon. Elsewhere it is told. A text
    that was broken at every line is none of this.
    """
    if source.is_wrapped or source.is_unbroken:
        return
    torn = [at for at in range(len(source.pieces) - 1) if _is_torn(source.pieces, at)]
    if len(torn) * 3 > len(source.pieces) or len(torn) > _MOST:
        return
    made: list[Piece] = []
    joined: list[str] = []
    inside = False  # of brackets that are still open
    for at, piece in enumerate(source.pieces):
        before = made[-1] if made else None
        if isinstance(piece, SourceParagraph) and isinstance(before, SourceParagraph):
            goes_on = inside and _is_open(before.text) and not _is_head(piece.text)
            if goes_on or (at - 1 in torn and _is_sure(source.pieces, at - 1)):
                joined.append(piece.text)
                remarks = (*before.remarks, *piece.remarks)
                text = _whole(before.text + piece.text)
                whole = SourceParagraph(text, before.number, before.look, remarks)
                made[-1] = whole
                inside = _is_open(whole.text)
                continue
            if at - 1 in torn:
                said = (
                    f"“{before.text[-_SHOWN:]}”没有写完，下一行“{piece.text[:_SHOWN]}”像是接着它的"
                )
                hint = "是一段的，在文稿里接起来"
                source.say(UNSURE, Level.WARNING, piece.number, f"{said}，照原样另起了一段", hint)
        made.append(piece)
        inside = at in torn and isinstance(piece, SourceParagraph) and _is_open(piece.text)
    source.pieces = made
    if joined:
        said = f"有{len(joined)}处句子断在行末，接成一段，第一处接的是“{joined[0][:_SHOWN]}”"
        source.say(UNSURE, Level.NOTICE, 0, said, "对照原文核对分段")


def _is_torn(pieces: list[Piece], at: int) -> bool:
    """Whether the paragraph at `at` is prose that does not end, and the next may be the rest."""
    piece, after = pieces[at], pieces[at + 1]
    if not isinstance(piece, SourceParagraph) or not isinstance(after, SourceParagraph):
        return False
    text = piece.text
    if _LONE_STOP.fullmatch(after.text):
        return True
    if text[-1] in STOPS + "…”’）)》】]":
        return False
    if piece.look.centred or piece.look.right or after.look.centred or after.look.right:
        return False
    if piece.look.style or piece.look.outline or after.look.outline or _is_head(after.text):
        return False
    if _is_open(text):
        return len(text) >= _SHORTEST
    if are_units(after.text) or _is_list(text):  # who does it
        return False
    if _TABULAR.search(text) or _TABULAR.search(after.text):
        return False
    ends = after.text[-1] in "。；！？："
    if first_number(text):
        prose = len(text) >= _SHORTEST and ends and re.search("[，。；]", text) is not None
        return prose or (len(after.text) <= _SHORT_REST and _is_among_items(pieces, at))
    if is_imprint_line(text) or DOCUMENT_NOUNS.search(text) or is_unit(text) or read_date(text):
        return False
    hanging = text.endswith(_HANGING)
    shortest = _SHORT_PROSE if ends and len(after.text) <= _SHORT_REST else _SHORTEST
    return len(text) >= shortest and _is_prose(text) and (ends or hanging)


def _is_list(text: str) -> bool:
    """Whether a line is mostly names of units, one after another."""
    names = re.split("[、，]", text)
    return len(names) >= _FEWEST_NAMES and sum(map(is_unit, names)) * 2 >= len(names)


def _is_prose(text: str) -> bool:
    return _PROSE.search(text) is not None


def _is_head(text: str) -> bool:
    """Whether something of its own begins with a line."""
    return bool(
        first_number(text)
        or _BEGINS.match(text)
        or read_date(text)
        or NAME_AND_DATE.fullmatch(text)
        or is_imprint_line(text)
        or is_unit(text)
        or are_addressed(text)
    )


def _is_sure(pieces: list[Piece], at: int) -> bool:
    """Whether the paragraph at `at` surely goes on in the next one."""
    piece, after = pieces[at], pieces[at + 1]
    if not isinstance(piece, SourceParagraph) or not isinstance(after, SourceParagraph):
        return False
    if goes_on(piece.text, after.text):
        return True
    if _is_open(piece.text) or (piece.text.endswith(_HANGING) and _is_prose(piece.text)):
        return True
    return _is_among_items(pieces, at)


def goes_on(text: str, rest: str) -> bool:
    """Whether a line surely goes on in the next: with the stop that ends it, or with the 如下 of
    its 现将.
    """
    if _LONE_STOP.fullmatch(rest):
        return True
    last = text[max(text.rfind(stop) for stop in "。；：") + 1 :]
    begun = re.search("现[将就对把]", last) is not None and "如下" not in last
    return begun and re.fullmatch(r"[^。；：]{0,30}如下[：:。]", rest) is not None


def _is_among_items(pieces: list[Piece], at: int) -> bool:
    """Whether the paragraph at `at` with the next is an item like those before and after it."""
    piece, after = pieces[at], pieces[at + 1]
    if not isinstance(piece, SourceParagraph) or not isinstance(after, SourceParagraph):
        return False
    number = first_number(piece.text)
    if number is None or not after.text.endswith(("；", "。")):
        return False
    return _is_item(pieces, at - 1, number, -1) and _is_item(pieces, at + 2, number, 1)


def _is_item(pieces: list[Piece], at: int, number: tuple[str, int], step: int) -> bool:
    """Whether the piece at `at` is the item before or after that with `number`, and whole."""
    piece = pieces[at] if 0 <= at < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not piece.text.endswith(("；", "。")):
        return False
    return first_number(piece.text) == (number[0], number[1] + step)


def _is_open(text: str) -> bool:
    """Whether a bracket, a book mark or a quotation is open at the end of a text."""
    return any(text.count(opening) > text.count(closing) for opening, closing in _PAIRS.items())


def _whole(text: str) -> str:
    """A text that was joined, the half-width brackets around it all in full width as Chinese."""
    inner = text[1:-1]
    around = text.startswith("(") and text.endswith(")") and "(" not in inner and ")" not in inner
    return f"（{inner}）" if around and re.search(f"[{HAN}]", inner) else text
