"""Blanks that the reading of a scan put into a text: after every character, or around stops."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import shortened
from .pieces import Piece, Source, SourceParagraph
from .wording import DOCUMENT_NOUNS, HAN

_SPREAD = re.compile(r"\S(?:[ \u3000]{1,2}\S){4,}")
_FEWEST, _SHORTEST = 3, 6


def close_up(source: Source) -> None:
    """Take the blanks out of the paragraphs of `source` where most of its longer ones have one
    between any two characters, and say so.
    """
    paragraphs = [piece for piece in source.pieces if isinstance(piece, SourceParagraph)]
    long = [each for each in paragraphs if len("".join(each.text.split())) >= _SHORTEST]
    spread = [each for each in long if _is_spread(each.text)]
    if len(spread) < _FEWEST or len(spread) * 3 < len(long) * 2:
        _close_title(source)
        return
    source.pieces = [
        piece.with_text("".join(piece.text.split()))
        if isinstance(piece, SourceParagraph) and _is_closable(piece.text)
        else piece
        for piece in source.pieces
    ]
    said = f"像是识别出来的文字，字与字之间都有空格：{len(spread)}段里的空格去掉了"
    hint = "对照原文核对；原来就有的空格（两字人名中间的、几个姓名之间的）要补上"
    source.say(UNSURE, Level.NOTICE, spread[0].number, said, hint)


def _close_title(source: Source) -> None:
    """A title near the head whose characters all stand apart, figures and Latin words whole."""
    for at, piece in enumerate(source.pieces[:_HEAD]):
        if not isinstance(piece, SourceParagraph):
            continue
        words = piece.text.split()
        title = "".join(words)
        one_by_one = all(len(word) == 1 or word.isascii() for word in words)
        if len(words) < _MANY or not one_by_one or not DOCUMENT_NOUNS.search(title):
            continue
        source.pieces[at] = piece.with_text(title)
        said = f"“{shortened(title)}”字与字之间的空格去掉了"
        source.say(UNSURE, Level.NOTICE, piece.number, said, "对照原文核对")


_HEAD, _MANY = 8, 8


def _is_spread(text: str) -> bool:
    return _SPREAD.fullmatch(text) is not None and re.search(f"[{HAN}]", text) is not None


def _is_closable(text: str) -> bool:
    """Whether a paragraph, a short one too, has a blank between any two characters."""
    return re.fullmatch(r"\S(?:[ \u3000]{1,2}\S)+", text) is not None


def close_signs(source: Source) -> None:
    """Take the blank out that stands before a stop, and the one behind that stop, as scans are read
    (春节将至 , 为使), and say so once. Wider room is there to be filled in, or parts columns.
    """
    found = [
        piece
        for piece in source.pieces
        if isinstance(piece, SourceParagraph) and _BEFORE_SIGN.search(piece.text)
    ]
    stops = sum(match[1] not in ":：" for each in found for match in _blanks(each.text))
    if stops < _FEWEST:  # labels have a blank before their colon
        return
    source.pieces = [_closed(piece) if piece in found else piece for piece in source.pieces]
    said = f"标点前后的空格去掉了，这样的共{len(found)}段，第一段是“{shortened(found[0].text)}”"
    source.say(UNSURE, Level.NOTICE, found[0].number, said, "对照原文核对")


def close_figures(source: Source) -> None:
    """Take the blanks out that a copy of a page has around its figures (到 2027 年底，共 12 处) and
    say so once; only in sentences and where a unit follows, for a number may stand beside a name.
    """
    if not source.is_wrapped:
        return
    found = [
        piece
        for piece in source.pieces
        if isinstance(piece, SourceParagraph)
        and re.search("[，。；]", piece.text)
        and _AROUND_FIGURES.search(piece.text)
    ]
    if not found:
        return
    source.pieces = [
        piece.with_text(_AROUND_FIGURES.sub(r"\1\2", piece.text))
        if isinstance(piece, SourceParagraph) and piece in found
        else piece
        for piece in source.pieces
    ]
    said = f"数字前后的空格去掉了，这样的共{len(found)}段，第一段是“{shortened(found[0].text)}”"
    source.say(UNSURE, Level.NOTICE, found[0].number, said, "对照原文核对")


_UNIT = "[年月日号时个家户人名位项件次场万亿元%％米里亩吨公平所处台套批条余多岁倍辆座公千]"
_AROUND_FIGURES = re.compile(
    rf"(?<=[{HAN}〔（，])[ \u3000](\d[\d.]*)[ \u3000]?(?={_UNIT})"
    rf"|(?<!^)(?<![\d.])(\d[\d.]*)[ \u3000](?={_UNIT})"
)


def _blanks(text: str) -> Iterator[re.Match[str]]:
    return _BEFORE_SIGN.finditer(text)


def _closed(piece: Piece) -> Piece:
    if not isinstance(piece, SourceParagraph):
        return piece
    text, lead = (
        _BEFORE_SIGN.sub(r"\1", each) for each in (piece.text, piece.text[: piece.look.lead])
    )
    return replace(piece, text=text, look=replace(piece.look, lead=len(lead)))


_BEFORE_SIGN = re.compile(
    rf"(?<=[{HAN}\d）)》”%％])[ \u3000]([，。；：、,;:])(?:[ \u3000](?![ \u3000])|(?=[{HAN}\d]|$))"
)
