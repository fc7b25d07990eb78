"""A text without line breaks, lost when it was copied: broken again where that is sure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..kinds import kind_names
from ..paper.numbering import chinese_numeral
from ..paper.recipients import is_recipients
from ..problem import Level
from ..problem_ids import UNSURE
from .document_numbers import NUMBER
from .pieces import Piece, Source, SourceParagraph
from .wording import HAN, STOPS, is_unit, read_date

_SHORTEST = 80
_MOST_PARAGRAPHS = 6
"""A text of more has kept its line breaks."""
_DATE = r"(?:\d{4}年\d{1,2}月\d{1,2}日|[〇○零一二三四五六七八九]{4}年.{1,2}月.{1,3}日)"
_CLOSING = re.compile(rf"^(.*?)\s*({_DATE})\s*((?:（[^（）]{{2,40}}）)?)$", re.DOTALL)
_MARK = re.compile(
    rf"^[{HAN}（）]{{2,40}}?(?:文件|政府令|纪要)(?=[{HAN}]{{1,12}}[〔\[（(【]\d{{4}})"
)
_LOST = re.compile(
    r"(?<=[。：；！？”）])\s+(?=\S)|\s+(?=[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
)
"""A blank in the place of a line break."""


def break_lines(source: Source) -> None:
    """Break the paragraphs of a file that has nearly none where a line surely began, and say so;
    what a heading and the text after it are cannot be told apart, and stays together.
    """
    paragraphs = [piece for piece in source.pieces if isinstance(piece, SourceParagraph)]
    longest = max(paragraphs, key=lambda each: len(each.text), default=None)
    if longest is None or len(longest.text) < _SHORTEST or len(paragraphs) > _MOST_PARAGRAPHS:
        return
    if sum(len(each.text) for each in paragraphs) > 2 * len(longest.text):
        return
    is_whole = len(paragraphs) == 1
    lines = _lines(longest.text) if is_whole else _of_body(longest.text)
    what = "整篇" if is_whole else "正文"
    broken = f"{what}没有换行（像是复制时丢了）"
    if len(lines) < 2:
        if is_whole:
            source.is_unbroken = True
            hint = "对照原文分段，再导入；或者在文稿里分开"
            source.say(UNSURE, Level.WARNING, longest.number, f"{broken}，分不开", hint)
        return
    made: list[Piece] = []
    for piece in source.pieces:
        made += [longest.with_text(line) for line in lines] if piece is longest else [piece]
    source.pieces = made
    message = f"{broken}，在标题、“：”、“一、”“（一）”、落款处断成了{len(lines)}段"
    hint = "对照原文核对；小标题和后面的文字连在一起的，在文稿里分开"
    source.say(UNSURE, Level.WARNING, longest.number, message, hint)


def _lines(text: str) -> list[str]:
    """The lines of a whole document."""
    head, body = _head(text)
    closing = _closing(body, _issuers(head))
    end = closing.start if closing else len(body)
    lines = [*head, *_numbered(body[:end])]
    return [*lines, *filter(None, closing.lines)] if closing else lines


def _of_body(text: str) -> list[str]:
    """The lines of a text that has its title and its closing apart: two headings at least."""
    colon = min((text.find(each) for each in "：:" if each in text), default=-1)
    head = [text[: colon + 1]] if colon > 0 and is_recipients(text[: colon + 1]) else []
    lines = _numbered(text[colon + 1 :] if head else text)
    headings = sum(1 for line in lines if re.match("[一二三四五六七八九十]{1,3}、", line))
    return [*head, *lines] if headings >= _FEWEST_HEADINGS else []


_FEWEST_HEADINGS, _LONGEST_HEADING = 2, 24


def _numbered(text: str) -> list[str]:
    """The lines of a text, each number on a line of its own; blanks that stand for a line break
    are one.
    """
    starts = [0, *_NumberStarts(text).starts(), len(text)]
    parts = [text[low:high] for low, high in pairwise(starts)]
    lines = [line for part in parts for line in _LOST.split(part)]
    return [line.strip() for line in lines if line.strip()]


def _issuers(head: list[str]) -> list[str]:
    """Who may have issued a document, by its mark and its title."""
    names = [re.split("关于", line)[0] for line in head if "关于" in line]
    return [name for name in (*names, *(re.sub("文件$", "", line) for line in head[:1])) if name]


class _Closing(Struct, frozen=True):
    """署名, 成文日期 and 附注 at the end of a text, from the character `start` on."""

    start: int
    lines: tuple[str, ...]


def _closing(text: str, issuers: list[str]) -> _Closing | None:
    match = _CLOSING.search(text)
    if match is None or not read_date(match[2]):
        return None
    before = match[1].rstrip()
    for name in (*issuers, re.split("[。！]", before)[-1].strip()):
        start = len(before) - len(name)
        if name and before.endswith(name) and all(map(is_unit, name.split())):
            note = before.rfind("附件：", 0, start)
            if note < 0:
                return _Closing(start, (name, match[2], match[3]))
            return _Closing(note, (before[note:start].strip(), name, match[2], match[3]))
    return None


def _head(text: str) -> tuple[list[str], str]:
    """The lines of mark, number, title and recipients, and what follows them."""
    lines: list[str] = []
    if mark := _MARK.match(text):
        lines.append(mark[0])
        text = text[mark.end() :].strip()
    if number := NUMBER.match(text):
        lines.append(number[0])
        text = text[number.end() :].strip()
    colon = min((text.find(each) for each in "：:" if each in text), default=-1)
    for title in reversed(list(_titles(text))):
        rest = text[len(title) : colon + 1].strip()
        if colon > len(title) and is_recipients(rest):
            return [*lines, title, rest], text[colon + 1 :].strip()
    for title in _titles(text):
        if not re.match("[》”，、的]", text[len(title) :]):
            return [*lines, title], text[len(title) :].strip()
    return lines, text


def _titles(text: str) -> Iterator[str]:
    """What the title may be, from the start of the text: up to a 的通知, shortest first."""
    begins = text.find("关于")
    if not 0 <= begins <= 60 or re.search("[。：]", text[:begins]):
        return
    for match in re.finditer(rf"的(?:{'|'.join(kind_names())})", text):
        title = text[: match.end()]
        if re.search("[。：]", title):
            return
        yield title


class _NumberStarts(Struct, frozen=True):
    """Where a text's headings 一、 and （一）, and its items 1., begin, by their order."""

    text: str

    def starts(self) -> list[int]:
        """The places, in order: 一、 and 1. after a stop, （一） after one or right under 一、."""
        tops = self._run(0, len(self.text), "{}、", 0)
        found = set(tops)
        for low, high in pairwise([0, *tops, len(self.text)]):
            found |= set(self._run(low + 1, high, "（{}）", _LONGEST_HEADING if low else 0))
        for low, high in pairwise([0, *sorted(found), len(self.text)]):
            items = self._run(low, high, "{}.", 0)
            found |= set(items) if len(items) > 1 else set()
        return sorted(found - {0})

    def _run(self, low: int, high: int, pattern: str, heading: int) -> list[int]:
        """The places of 1, 2, 3 … between `low` and `high`; the first may stand right after a
        heading of so many characters.
        """
        found: list[int] = []
        at = low
        while True:
            number = len(found) + 1
            sign = pattern.format(number if pattern == "{}." else chinese_numeral(number))
            place = self.text.find(sign, at, high)
            while place > 0 and not self._begins(place, low if not found else high, heading):
                place = self.text.find(sign, place + 1, high)
            if place < 0:
                return found
            found.append(place)
            at = place + len(sign)

    def _begins(self, place: int, low: int, heading: int) -> bool:
        """Whether a number at `place` begins a line: after a stop, a blank or a heading."""
        before = self.text[:place].rstrip()
        if re.match(r"\d+\.\d", self.text[place:]):
            return False
        if not before or len(before) < place or before[-1] in (*STOPS, "”", "）", "》"):
            return True
        return 0 <= place - low <= heading
