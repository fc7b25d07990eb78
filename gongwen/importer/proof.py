"""The YAML read again as make will: that it can be, and that it numbers what the source numbered
as the source did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from .. import patterns as re
from ..document.blocks import Article, Chapter, Item, PlanStage, Section, Task
from ..document.parts import Document
from ..document.read import read_document
from ..document.tree import parts_of
from ..document.walk import Step, scheme_of, walk
from ..problem import Level
from ..problem_ids import UNSURE, WRONG_NUMBER
from ..source.parse import parse
from .fates import Fate, folded
from .markers import first_number, start_of_rest
from .pieces import Source

_COMPARED = 60
"""Characters by which a text is known."""
_NUMERALS = "第（(一二三四五六七八九十百零〇0123456789０１２３４５６７８９.．、）)章节条"
"""What numbers are written with."""
_DIGITS = re.compile(r"[一二三四五六七八九十百零〇0-9０-９]+")
_AHEAD = 60
"""Pieces among which the next numbered text is looked for."""


def prove(text: str, found: Sequence[Fate], source: Source) -> None:
    """A problem where make could not read `text`, and for each number that paper will show and the
    source does not.
    """
    data, problems = parse(text, source.file)
    document, more = read_document(data, source.file, text)
    if document is None:
        fault = next(each for each in (*problems, *more) if each.level is Level.ERROR)
        message = f"写成的文稿还读不进去：{fault.message}"
        source.say(UNSURE, Level.WARNING, 0, message, fault.hint)
        return
    told = {problem.line for problem in source.problems}
    texts = [folded(fate.text) for fate in found]
    wrong: list[_Wrong] = []
    restyled: dict[tuple[str, str], list[_Wrong]] = {}
    at = 0
    for step in _numbered(document):
        start = folded(_text(step))[:_COMPARED]
        if not start:
            continue
        place = next((each for each in range(at, at + _AHEAD) if _holds(texts, each, start)), -1)
        if place < 0:
            continue
        at = place + 1
        fate = found[place]
        if fate.number not in told and (typed := _other_number(fate.text, start, step)):
            told.add(fate.number)
            wrong.append(_Wrong(fate.number, typed, step.written, _shift(fate.text, step)))
        elif other := _other_style(fate.text, start, step):
            each = _Wrong(fate.number, other, step.written, None)
            restyled.setdefault(_styles(each), []).append(each)
    _tell_shifts(wrong, source)
    _tell_styles(restyled.values(), source)


class _Wrong(Struct, frozen=True):
    """A number that paper will show otherwise. `shift` is its kind and by how much it is off, None
    where these cannot be told.
    """

    place: int
    typed: str
    printed: str
    shift: tuple[str, int] | None


def _shift(text: str, step: Step) -> tuple[str, int] | None:
    typed, printed = first_number(text), first_number(f"{step.written} 文")
    if typed is None or printed is None or typed[0] != printed[0]:
        return None
    return typed[0], typed[1] - printed[1]


def _tell_shifts(wrong: Sequence[_Wrong], source: Source) -> None:
    """A problem for each number, those that follow one and are off as far as it in one with it."""
    last: dict[str, int] = {}
    told: list[tuple[_Wrong, int]] = []
    places: dict[tuple[str, int], int] = {}
    for each in wrong:
        if each.shift and last.get(each.shift[0]) == each.shift[1]:
            at = places[each.shift]
            told[at] = (told[at][0], told[at][1] + 1)
            continue
        if each.shift:
            last[each.shift[0]] = each.shift[1]
            places[each.shift] = len(told)
        told.append((each, 0))
    for each, more in told:
        message = f"序数是“{each.typed}”，印出来是“{each.printed}”"
        if more:
            message += f"，后面还有{more}处也这样差着"
        source.say(WRONG_NUMBER, Level.WARNING, each.place, message, "对照原文核对层次和序数")


def _styles(each: _Wrong) -> tuple[str, str]:
    """What two numbers that are one are written with, their digits apart."""
    return _DIGITS.sub("", each.typed), _DIGITS.sub("", each.printed)


def _tell_styles(restyled: Iterable[Sequence[_Wrong]], source: Source) -> None:
    """A notice for each style in which a number, the same one, is written otherwise (1、 as 1.)."""
    for found in restyled:
        first = found[0]
        message = f"序数“{first.typed}”印出来是“{first.printed}”"
        if len(found) > 1:
            message += f"，这样的共{len(found)}处"
        hint = "序数由程序按层次编，写法统一；号数没有变，不用改"
        source.say(WRONG_NUMBER, Level.NOTICE, first.place, message, hint)


def _holds(texts: Sequence[str], place: int, start: str) -> bool:
    """Whether a piece is a text that begins with `start`, a number before it or none."""
    if place >= len(texts):
        return False
    before, found, _ = texts[place].partition(start)
    return bool(found) and not before.strip(_NUMERALS)


def _numbered(document: Document) -> Iterator[Step]:
    """Every numbered block, in the order of paper."""
    for part in parts_of(document):
        for step in walk(part, scheme_of(part.numbering, bool(part.articles))):
            if step.number is not None and not step.closing:
                yield step


def _text(step: Step) -> str:
    """What stands after the number."""
    block = step.block
    if isinstance(block, Section | Chapter):
        return block.title
    if isinstance(block, Article):
        return block.paragraphs if isinstance(block.paragraphs, str) else block.paragraphs[0]
    if isinstance(block, PlanStage):
        return block.name
    return block.text if isinstance(block, Task | Item) else ""


def _other_number(text: str, start: str, step: Step) -> str:
    """The number typed before a text, where it is not what paper shows; "" where it is, or where
    nothing was typed.
    """
    typed, printed = first_number(text), first_number(f"{step.written} 文")
    if typed is None or typed == printed or folded(text).startswith(start):
        return ""
    return _typed(text)


def _other_style(text: str, start: str, step: Step) -> str:
    """The number typed before a text, where it is the one of paper written with other marks; ""
    where the marks differ in their width alone, or nothing was typed.
    """
    number, printed = first_number(text), first_number(f"{step.written} 文")
    if number is None or number != printed or folded(text).startswith(start):
        return ""
    typed = _typed(text)
    same = folded(typed) == folded(step.written)
    return "" if same or _DIGITS.findall(typed) != _DIGITS.findall(step.written) else typed


def _typed(text: str) -> str:
    return text[: len(text) - len(start_of_rest(text))].strip()
