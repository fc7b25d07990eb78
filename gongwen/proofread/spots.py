"""Which words of a printed text a problem is about, that was found in its YAML."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from .. import patterns as re
from ..problem import Problem

_KEY = re.compile(r"^\s*(?:- )*(?:[^\s:：\"']{1,12}:(?: |$))?[\[{\"'|>\- ]*")
_OURS = re.compile(r"\s*(?:#|(?:文种|稿本|格式|样式|编号|责任标注|忽略|公开方式|公开属性|印章): ?)")
"""Lines of the YAML whose words are not printed."""
_DAY = re.compile(r"(\d{4})-0?(\d{1,2})-0?(\d{1,2})$")
_FLOW_END = re.compile(r"[\]}]|, ")
"""Where a value ends that stands in [ ] or { }."""
_QUOTED = re.compile("“([^“”]{1,60})”")
_ENDING = re.compile("……(.{2,20})$")
_SNIPPETS = (24, 12, 6, 4)
_TELLING = 4
"""Characters; shorter words stand in other texts by chance."""
_AHEAD = 60
"""Paragraphs among which the next line of the YAML is looked for first."""
_ROW = 8
"""Paragraphs after that of a line which may be cells of its row."""
_STOPS = "，。；：、！？"
_CLAUSE = 20


class ParagraphSpot(Struct, frozen=True):
    """The characters `start` to `end` of the text of a paragraph, which counts from 0."""

    paragraph: int
    start: int
    end: int


class _Solid(Struct, frozen=True):
    """A text without blanks and in one width, and where each character of it stood."""

    text: str
    at: tuple[int, ...]


def _solid(text: str) -> _Solid:
    made = [
        (unicodedata.normalize("NFKC", sign)[:1], index)
        for index, sign in enumerate(text)
        if not sign.isspace()
    ]
    return _Solid("".join(sign for sign, _ in made), tuple(index for _, index in made))


class Printed:
    """A printed text, by its paragraphs, and the YAML that it was made of, by the file's name."""

    def __init__(self, paragraphs: Sequence[str], sources: Mapping[str, str]) -> None:
        self.raw = paragraphs
        self.paragraphs = [_solid(text) for text in paragraphs]
        self.lines = {file: text.split("\n") for file, text in sources.items()}
        self.followed = {file: list(self._followed(lines)) for file, lines in self.lines.items()}

    def spot(self, problem: Problem) -> ParagraphSpot | None:
        """Where the words of a problem stand; None where they are not on paper."""
        lines = self.lines.get(problem.file, [])
        if not 0 < problem.line <= len(lines):
            return None
        typed = lines[problem.line - 1]
        if _OURS.match(typed):
            return None
        near = self.followed[problem.file][problem.line - 1]
        tail = _KEY.sub("", typed[max(problem.column - 1, 0) :])
        tail = _FLOW_END.split(tail, maxsplit=1)[0].rstrip("\"'")
        for length in _SNIPPETS:
            words = _solid(_printed(tail[:length])).text
            if len(words) < min(2, length):
                break
            for paragraph in self._order(near, short=len(words) < _TELLING):
                at = self.paragraphs[paragraph].text.find(words)
                if at >= 0:
                    return self._around(problem, paragraph, at)
        if near is None:
            return None
        return self._around(problem, near, 0)

    def _order(self, near: int | None, *, short: bool) -> Iterator[int]:
        """The paragraphs, that of the line first; of short words only its row of a table."""
        begin, count = near or 0, len(self.paragraphs)
        if not short:
            yield from range(begin, count)
            yield from range(begin)
        elif near is not None:
            yield from range(begin, min(begin + _ROW, count))

    def _around(self, problem: Problem, paragraph: int, at: int) -> ParagraphSpot:
        """The words that the problem quotes, at or after `at`; else the clause from there."""
        solid = self.paragraphs[paragraph]
        quoted = [*_QUOTED.findall(problem.message), *_ENDING.findall(problem.message)]
        found = [
            (start, len(words))
            for words in (_solid(each.strip("…")).text for each in quoted)
            if words and (start := solid.text.find(words, max(at - len(words) + 1, 0))) >= 0
        ]
        after = min(found, key=lambda each: (each[0] < at, *each), default=None)
        if after is not None:
            start, end = after[0], after[0] + after[1]
        else:
            start, end = at, at
            limit = min(len(solid.text), at + _CLAUSE)
            while end < limit and (end == at or solid.text[end - 1] not in _STOPS):
                end += 1
        if not solid.text:
            return ParagraphSpot(paragraph, 0, 0)
        return ParagraphSpot(paragraph, solid.at[start], solid.at[max(end, start + 1) - 1] + 1)

    def _followed(self, lines: Sequence[str]) -> Iterator[int | None]:
        """The paragraph that each line came to; a key's line, that of what follows it."""
        found: list[int | None] = []
        reached = 0
        for line in lines:
            words = "" if _OURS.match(line) else _KEY.sub("", line).rstrip("\"' ")
            place = self._holding(_solid(_printed(words)).text, reached) if words else None
            reached = reached if place is None else place
            found.append(place)
        following: int | None = None
        for index in range(len(found) - 1, -1, -1):
            following = found[index] if found[index] is not None else following
            if found[index] is None and lines[index].rstrip().endswith(":"):
                found[index] = following
        yield from found

    def _holding(self, words: str, reached: int) -> int | None:
        """The paragraph that holds the words of a line; or, of a title set in lines, its first."""
        order: list[int] = [*range(reached, min(reached + _AHEAD, len(self.paragraphs)))]
        order += range(len(self.paragraphs)) if len(words) >= _TELLING else ()
        for index in order:
            if words in self.paragraphs[index].text:
                return index
        for index in order if len(words) > _TELLING else ():
            text = self.paragraphs[index].text
            if len(text) >= _TELLING and words.startswith(text):
                return index
        return None


def _printed(words: str) -> str:
    """A day of a YAML file as it is printed; other words as they are."""
    day = _DAY.match(words)
    return f"{day[1]}年{day[2]}月{day[3]}日" if day else words
