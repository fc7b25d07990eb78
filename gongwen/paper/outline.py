"""Paper text → lines: what an officer pastes under 正文, or the importer finds on a page.

A line is a paragraph. One that begins with a marker of the part's scheme is a heading, or an item
where it is a sentence of a list; siblings are judged together, so that a list is one or the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct

from .. import patterns as re
from .attachment_note import AttachmentNote
from .heading_looks import HeadingLooks, looks_of, parted
from .numbering import (
    DECIMALS,
    DEFAULT_SCHEME,
    PADDING,
    Marker,
    Scheme,
    format_number,
    match_decimal,
    match_number,
    read_chinese_numeral,
    spelt_out,
)
from .responsible import begins_with_label


class OutlineHeading(Struct, frozen=True):
    """A numbered heading. `title` is as typed, with the stop it ends in; `run_in` is what follows
    that stop on the same line, "" where the heading has the line to itself. `number` is the typed
    one, `above` those that a decimal number carries; `index` is the line in the text, from 0.
    """

    level: int
    title: str
    run_in: str
    index: int
    number: int
    above: tuple[int, ...] = ()


class OutlineItem(Struct, frozen=True):
    """A numbered paragraph of a list; `number` and `above` are the typed ones."""

    level: int
    text: str
    index: int
    number: int
    above: tuple[int, ...] = ()


class Plain(Struct, frozen=True):
    """A paragraph without a marker."""

    text: str
    index: int


Line = OutlineHeading | OutlineItem | Plain


def read(text: str, scheme: Scheme, note: AttachmentNote | None = None) -> tuple[Line, ...]:
    """The lines of `text` in order, without blank ones and without padding. Never fails.

    Nothing else is lost: markers and pieces put together again are the line. A level may be
    skipped (一、 then 1., 7.3.3). `note` is the 附件说明 that the texts before may have left open.
    """
    typed: list[_TypedLine] = []
    note = AttachmentNote() if note is None else note
    for index, raw in enumerate(lines_of(text)):
        line = raw.strip(PADDING)
        if line:
            listed = note.begins(line) or note.goes_on(line)
            typed.append(_TypedLine(line, index) if listed else _read_line(line, index, scheme))
    typed = _with_close_numbers(typed, scheme)
    lines: list[Line] = [Plain(each.text, each.index) for each in typed]
    for run in _runs([(each.level, each.number) for each in typed], scheme):
        heading = _are_headings(typed, run, scheme.marker(typed[run[0]].level))
        for position in run:
            each = typed[position]
            if heading:
                title, run_in = parted(each.text)
                lines[position] = OutlineHeading(
                    each.level, title, run_in, each.index, each.number, each.above
                )
            else:
                lines[position] = OutlineItem(
                    each.level, each.text, each.index, each.number, each.above
                )
    return tuple(lines)


def lines_of(text: str) -> list[str]:
    """The lines of `text` as typed, blank ones too."""
    return re.split(r"\r\n|\r|\n", text)


class _TypedLine(Struct, frozen=True):
    """A line and its marker; level 0 = none. `above` are the numbers that a decimal one carries."""

    text: str
    index: int
    level: int = 0
    number: int = 0
    above: tuple[int, ...] = ()


def _read_line(line: str, index: int, scheme: Scheme) -> _TypedLine:
    """Where several levels could own the marker (1. and 1、 in one scheme), the one that prints
    exactly what was typed does.
    """
    candidates = []
    for level, marker in enumerate(scheme.markers, 1):
        match = match_number(marker, line)
        if match and match[1]:
            number, rest = match
            exact = line.startswith(format_number(marker, number))
            candidates.append((not exact, level, number, rest))
    if not candidates:
        return _TypedLine(line, index)
    _, level, number, rest = min(candidates)
    return _TypedLine(rest, index, level, number, _carried(scheme.marker(level), line))


def _carried(marker: Marker, line: str, *, blank: bool = True) -> tuple[int, ...]:
    """The numbers of the levels above that a decimal number brings with it."""
    decimal = match_decimal(marker, line, blank=blank) if marker.is_decimal else None
    return decimal[0][:-1] if decimal else ()


class TypedMarker(Struct, frozen=True):
    """What was typed before a text that the program numbers: `written` as it stands there, read as
    `number` of `marker`, with the numbers `above` that it carries; and the `rest`.
    """

    written: str
    marker: Marker
    number: int
    rest: str
    above: tuple[int, ...] = ()


def typed_number(text: str, scheme: Scheme, *, headed: bool = False) -> TypedMarker | None:
    """The number typed before a text that the program numbers; None where there is none. “第三条”
    and the like count before a heading of articles only (`headed`), and with a blank after:
    第三条修改为… is a sentence.
    """
    for marker in dict.fromkeys((*scheme.markers, *DEFAULT_SCHEME.markers)):
        match = match_number(marker, text)
        if match is None or not match[1]:
            continue
        number, rest = match
        before = text[: len(text) - len(rest)]
        if marker.prefix != "第" or (headed and before[-1:] in PADDING):
            above = _carried(marker, text)
            return TypedMarker(before.strip(PADDING), marker, number, rest, above)
    return None


def written_marker(line: str, marker: Marker) -> str:
    """The marker at the start of a line that was read, as it was typed."""
    for match in (match_number(marker, line), _closely(marker, line)):
        if match:
            return line[: len(line) - len(match[1])].strip(PADDING)
    return ""


def _closely(marker: Marker, line: str) -> tuple[int, str] | None:
    """The same as `match_number` where nothing parts the number from a text that goes on in
    digits (2.24小时专人值守), or a decimal one from its title (1.1总则); and where the two may as
    well be a pair (2、3月底前报送; 一、二级市场).
    """
    if marker.is_decimal:
        decimal = match_decimal(marker, line, blank=False)
        return decimal and (decimal[0][-1], decimal[1])
    if marker.prefix or marker.suffix not in (".", "．", "、"):
        return None
    line = spelt_out(line.lstrip(PADDING))
    if marker.numerals == "arabic":
        match = re.match(_BEFORE_DIGITS, line, re.DOTALL)
        return (int(match[1]), match[2]) if match and int(match[1]) else None
    match = re.match(_BEFORE_NUMERAL, line, re.DOTALL) if marker.numerals == "chinese" else None
    number = read_chinese_numeral(match[1]) if match else None
    return (number, match[2]) if match and number else None


_BEFORE_DIGITS = r"([0-9０-９]{1,2})[.．、､]([0-9０-９].*)"
_NUMERAL = "[一二三四五六七八九十]"
_BEFORE_NUMERAL = f"({_NUMERAL}{{1,3}})[、､.．]({_NUMERAL}.*)"
_DECIMAL_QUANTITY = (
    r"[0-9０-９]{1,2}(?:[%％‰℃°]|[亿万倍元吨亩米]|个百分点|公里|千米|平方|立方|公斤|公顷|级(?!、))"
)
"""What may as well be the second half of a measured number: 3.5亿元."""


def _with_close_numbers(typed: Sequence[_TypedLine], scheme: Scheme) -> list[_TypedLine]:
    """The lines, those read too whose number touches what follows it and continues its siblings:
    2.24小时专人值守 between 1. and 3. is the second item, 1.1总则 under 1 a heading. What may as
    well be a measured number (3.5亿元), with no sibling after it, stays a paragraph.
    """
    candidates = {
        position: found
        for position, line in enumerate(typed)
        if not line.level and (found := _touching(line, scheme))
    }
    if not candidates:
        return list(typed)
    siblings_after = _siblings_after(typed, candidates, scheme)
    made: list[_TypedLine] = []
    before: dict[int, int] = {}
    for position, line in enumerate(typed):
        fitting = (
            each
            for each in candidates.get(position, ())
            if _continues(each, before, siblings_after[position], scheme)
        )
        each = next(fitting, line)
        if each.level:
            _pass(before, each.level, scheme)
            before[each.level] = each.number
        made.append(each)
    return made


_MAY_TOUCH = f"[0-9０-９⒈-⒛]|{_NUMERAL}{{1,3}}[、､.．]"
_FIRST_OF_THOSE = frozenset(
    "一二三四五六七八九十0123456789０１２３４５６７８９⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
)


def _touching(line: _TypedLine, scheme: Scheme) -> list[_TypedLine]:
    """What a line would be at each level whose marker may touch what follows it."""
    if line.text[:1] not in _FIRST_OF_THOSE or not re.match(_MAY_TOUCH, line.text):
        return []
    found = []
    for level, marker in enumerate(scheme.levels, 1):
        if match := _closely(marker, line.text):
            above = _carried(marker, line.text, blank=False)
            found.append(_TypedLine(match[1], line.index, level, match[0], above))
    return found


def _siblings_after(
    typed: Sequence[_TypedLine], candidates: Mapping[int, Sequence[_TypedLine]], scheme: Scheme
) -> dict[int, dict[int, int]]:
    """For each candidate's position the next number at each level, before a shallower one comes."""
    found: dict[int, dict[int, int]] = {}
    after: dict[int, int] = {}
    for position in range(len(typed) - 1, -1, -1):
        line = typed[position]
        if position in candidates:
            found[position] = dict(after)
            after |= {each.level: each.number for each in candidates[position]}
        elif line.level:
            _pass(after, line.level, scheme)
            after[line.level] = line.number
    return found


def _pass(numbers: dict[int, int], level: int, scheme: Scheme) -> None:
    """Forget the numbers that a line of `level` parts from their siblings."""
    for deeper in [each for each in numbers if each > level and each not in scheme.continuous]:
        del numbers[deeper]


def _continues(
    each: _TypedLine, before: Mapping[int, int], after: Mapping[int, int], scheme: Scheme
) -> bool:
    """Whether a line, were it numbered so, would go on where its siblings stand."""
    last, following = before.get(each.level, 0), after.get(each.level, 0)
    if scheme.marker(each.level).is_decimal:
        under = each.above[-1:] in ((), (before.get(each.level - 1, 0),))
        near = last < each.number <= last + 2
        return under and near and looks_of(each.text) is not HeadingLooks.SENTENCE
    if each.number not in (1, last + 1):
        return False
    if following == each.number + 1:
        return True
    measured = re.match(_DECIMAL_QUANTITY, each.text) is not None
    return each.number > 1 and following < 2 and (last == 1 or not measured)


def _runs(marks: Sequence[tuple[int, int]], scheme: Scheme) -> list[list[int]]:
    """The positions of siblings, run by run; `marks` are (level, number), level 0 = plain.

    A run ends where a shallower level begins (not so on a continuous level), or where the number
    is 1 again after a plain paragraph: another list.
    """
    runs: list[list[int]] = []
    open_runs: dict[int, list[int]] = {}
    for position, (level, number) in enumerate(marks):
        if level == 0:
            continue
        for deeper in [each for each in open_runs if each > level]:
            if deeper not in scheme.continuous:
                del open_runs[deeper]
        restarts = number == 1 and position > 0 and marks[position - 1][0] == 0
        if level not in open_runs or restarts:
            open_runs[level] = []
            runs.append(open_runs[level])
        open_runs[level].append(position)
    return runs


def _are_headings(typed: Sequence[_TypedLine], run: Sequence[int], marker: Marker) -> bool:
    """Whether the siblings at the positions `run` are headings rather than items.

    A title without a stop, and a sentence with a deeper level right under it, are headings
    whatever their siblings look like, unless sentences outnumber them. Otherwise one clear
    sentence makes a list of all, and run-in headings must be at least half of the rest.
    """
    if marker.suffix in ("编", "章", "节", "条"):
        return marker.suffix != "条"
    settled = marker.numerals == "chinese" or marker.is_decimal
    conclusive = run_ins = sentences = 0
    for position in run:
        text = typed[position].text
        looks = looks_of(text)
        followed = _followed_by(typed, position, last=position == run[-1] and len(run) > 1)
        if (
            (looks is HeadingLooks.TITLE and (followed or settled))
            or (looks is HeadingLooks.SHORT and followed)
            or (followed == "deeper" and text[-1] not in "：:；;")
        ):
            conclusive += 1
        elif looks is HeadingLooks.RUN_IN:
            run_ins += 1
        elif looks is HeadingLooks.SENTENCE:
            sentences += 1
    if conclusive:
        return conclusive + run_ins >= sentences
    return sentences == 0 and run_ins * 2 >= len(run)


def _followed_by(
    typed: Sequence[_TypedLine], position: int, *, last: bool
) -> Literal["deeper", "plain", ""]:
    """What text belongs to the line at `position`: a deeper level, a plain paragraph, none.

    A paragraph after the last of several siblings may as well belong to their parent, and a line
    such as 责任单位：… makes no heading of the task above it: neither counts.
    """
    if position + 1 == len(typed):
        return ""
    following = typed[position + 1]
    if following.level > typed[position].level:
        return "deeper"
    if following.level == 0 and not last and not begins_with_label(following.text):
        return "plain"
    return ""


def looks_like_decimal_heading(line: str) -> str:
    """The decimal number of two members or more that a title-like line begins with; "" where it
    begins with none.
    """
    for marker in DECIMALS[1:]:
        match = match_decimal(marker, line, blank=False)
        if match and looks_of(match[1]) is not HeadingLooks.SENTENCE:
            return ".".join(map(str, match[0]))
    return ""
