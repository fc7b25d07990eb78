"""Where the words of a title begin and end."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..paper.seams import Cut, cut_anew

_WORDS_FILE: Final = Path(__file__).with_name("title_words.txt")
_PLACE = r"(?:中国共产党|中共)?(.{2,6}?(?:自治区|自治州|省|市|州|盟|地区|县|旗|区))"
_NUMBER = "[0-9０-９一二三四五六七八九十百千两几]"
_COUNTED = rf"""
    (?:{_NUMBER}+年)?{_NUMBER}+月(?:{_NUMBER}+日)?(?!份)
  | 第?{_NUMBER}+(?:[—－-]{_NUMBER}+)?
        (?:年度|年|月份?|日|季度|次会议|[届批次号个条项件起轮期级类名户家周天章阶段]+)?
  | [A-Za-z0-9.%％+]+
    """
"""A date, a number with its measure word, a range of years, a Latin word."""
_BRACKETS: Final = {"（": "）", "(": ")", "〔": "〕", "[": "]"}
_BOOK: Final = {"《": "》", "〈": "〉", "“": "”"}


class Span(Struct, frozen=True):
    """Characters `start` to `end` (exclusive) of a text."""

    start: int
    end: int


@cache
def trade_words() -> frozenset[str]:
    """The words of the trade that a title keeps whole."""
    lines = _WORDS_FILE.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _of_the_trade(text: str) -> Iterator[Span]:
    """The words of the trade in a text, from the left, the longest where several begin. Looked up,
    for a pattern of so many words takes longer to make than a title to read.
    """
    known = trade_words()
    lengths = sorted(set(map(len, known)), reverse=True)
    at = 0
    while at < len(text):
        ends = (at + size for size in lengths if at + size <= len(text))
        end = next((end for end in ends if text[at:end] in known), at)
        if end > at:
            yield Span(at, end)
        at = max(end, at + 1)


def registered_names(text: str, names: Collection[str]) -> list[Span]:
    """The registered names in a text, from the left, the longest first where several begin."""
    found = sorted((at, -len(name)) for name in names if name for at in _positions(text, name))
    spans: list[Span] = []
    for start, length in found:
        if not spans or start >= spans[-1].end:
            spans.append(Span(start, start - length))
    return spans


def _positions(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def places_of(names: Collection[str]) -> frozenset[str]:
    """云溪市 of 云溪市人民政府: the places that registered names begin with."""
    found = (re.match(_PLACE, name) for name in names)
    return frozenset(match[1] for match in found if match)


def enclosed(text: str, *, titles: bool) -> Iterator[Span]:
    """What stands in 《》 〈〉 “” (`titles`), or in brackets, with the marks themselves; the
    outermost only. An unclosed mark encloses nothing.
    """
    pairs = _BOOK if titles else _BRACKETS
    at = 0
    while at < len(text):
        closing = pairs.get(text[at])
        end = text.find(closing, at) if closing else -1
        if end < 0:
            at += 1
            continue
        depth = text.count(text[at], at, end)
        while depth > 1 and (more := text.find(str(closing), end + 1)) >= 0:
            end, depth = more, depth - 1
        yield Span(at, end + 1)
        at = end + 1


def numbers(text: str) -> Iterator[Span]:
    """Numbers with their measure words, and Latin words."""
    for match in re.finditer(_COUNTED, text, re.VERBOSE):
        if match.end() - match.start() > 1:
            yield Span(*match.span())


def words(text: str, names: Collection[str], cut: Cut = cut_anew) -> list[Span]:
    """The text cut into words: registered names, places, words of the trade, numbers; what is left
    as `cut` has it. The spans cover the text.
    """
    known = _known(text, names)
    spans: list[Span] = []
    at = 0
    for span in [*known, Span(len(text), len(text))]:
        spans += _left(text, at, span.start, cut)
        if span.start < span.end:
            spans.append(span)
        at = span.end
    return spans


def _known(text: str, names: Collection[str]) -> list[Span]:
    """What is known without the dictionary, from the left, without overlaps: a name goes before a
    number, a number before a word of the trade, unless the word begins with it (三年行动).
    """
    kept: list[Span] = []
    places = registered_names(text, places_of(names))
    trade = list(_of_the_trade(text))
    begins = {word.start: word for word in trade}
    counted = [begins.get(number.start, number) for number in numbers(text)]
    for span in (*registered_names(text, names), *places, *counted, *trade):
        if all(span.end <= other.start or span.start >= other.end for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span.start)


def _left(text: str, start: int, end: int, cut: Cut) -> Iterator[Span]:
    if end - start < 2:
        if start < end:
            yield Span(start, end)
        return
    for word in cut(text[start:end]):
        yield Span(start, start + len(word))
        start += len(word)
