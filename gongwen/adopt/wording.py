"""Other words in a paragraph or a row: which values of the YAML say them, and what they become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from .. import patterns as re
from ..document.values import deadline_words, read_moment
from ..source.edit.changes import SetText
from ..source.tree import Sequence as ListOfValues
from .origins import Leaf, Origin, Origins
from .places import Spots, ValueSpot, place_of, value_at, with_lines
from .standing import Edit, StandingDocument
from .units import CopyUnit, without_number

_ANY_NUMBER = (
    r"(?:第[〇零一二三四五六七八九十百]+[章节条]|[〇一二三四五六七八九十百]+、"
    r"|[（(][〇一二三四五六七八九十百]+[）)]|\d{1,3}[.．]|[（(]\d{1,3}[）)]|[①-⑳]"
    r"|\d{1,2}(?:\.\d{1,2})+)?\s*"
)
_MOST_DATES = 12


def ways_to_say(
    standing: StandingDocument, origins: Origins, spots: Spots, at: int, new: CopyUnit
) -> Iterator[list[Edit]]:
    """What may be edited so that unit `at` says what it does in the copy, the likeliest first."""
    old = standing.units[at]
    spans = origins.of_unit.get(at, [])
    for values in _read_as(old.text, new.text, spans):
        if new.number and not old.number:
            yield from _edits(values, spots, standing, joined=False, number=new.number)
        yield from _edits(values, spots, standing, joined=old.is_row)
    if old.is_row:
        yield from _row_anew(standing, spots, spans, old, new)
    for dated in _dated(old.text, spans, origins.unfound):
        for values in _read_as(old.text, new.text, dated):
            yield from _edits(values, spots, standing, joined=old.is_row)


Values = list[tuple[Origin, str]]


def _read_as(old: str, new: str, spans: Sequence[Origin]) -> Iterator[Values]:
    """What the values would be: first where one alone is another, then where several are."""
    ordered = sorted(spans, key=lambda each: each.start)
    if any(a.end > b.start for a, b in pairwise(ordered)):
        return
    every = list(range(len(ordered)))
    for free in (*([n] for n in every), every):
        for closed, shortest in product((True, False), (True, False)[: len(free)]):
            wanted = pattern(old, ordered, free, closed=closed, shortest=shortest)
            if match := re.fullmatch(wanted, new.strip(), re.DOTALL):
                found = [
                    (ordered[n], match[number])
                    for number, n in enumerate(free, 1)
                    if match[number] != old[ordered[n].start : ordered[n].end]
                ]
                if found:
                    yield found


def pattern(
    old: str, spans: Sequence[Origin], free: Sequence[int], *, closed: bool, shortest: bool = False
) -> str:
    """A text in which some stretches may be any words; `closed` = it ends as it did; `shortest` =
    what stands between two of them is looked for from the front: the first 。 ends a heading.
    """
    any_words = "(.*?)" if shortest else "(.*)"
    parts: list[str] = []
    at = 0
    for number, span in enumerate(spans):
        parts.append(_literal(old[at : span.start], first=not number))
        words = old[span.start : span.end]
        parts.append(any_words if number in free else _literal(words, first=False))
        at = span.end
    if closed or len(spans) - 1 not in free:
        parts.append(_literal(old[at:], first=not spans))
    return "".join(parts)


def _literal(text: str, *, first: bool) -> str:
    """The words of a text, whatever blanks part them and whatever number is in front."""
    bare = text
    head = ""
    if first:
        head = r"\s*"
        if without_number(text) != text or re.fullmatch(rf"\s*{_ANY_NUMBER}", text):
            bare, head = without_number(text), _ANY_NUMBER
    parts = re.split(r"([^\S\x1f]+)", bare)
    return head + "".join(r"\s*" if part.isspace() and part != "\x1f" else re.escape(part)
                          for part in parts if part)  # fmt: skip


def _edits(
    values: Values, spots: Spots, standing: StandingDocument, *, joined: bool, number: str = ""
) -> Iterator[list[Edit]]:
    """The edits that write values; of cells joined with those below, also in these. `number` was
    typed in front of words that had none.
    """
    lines: dict[ValueSpot, dict[int, str | None]] = {}
    below: list[Edit] = []
    for origin, words in sorted(values, key=lambda each: each[0].leaf.start, reverse=True):
        leaf = origin.leaf
        spot = spots.of(leaf)
        if spot is None:
            return
        said = re.sub(r"[\t\n]+", " ", words)
        if not joined and not origin.start and not origin.first:
            said = (number or _number_typed(leaf.text)) + without_number(said)
        made = leaf.text[: origin.first] + said + leaf.text[origin.last :]
        if origin.first == 0 and origin.last == len(leaf.text) and _is_date(leaf.text):
            made = date_like(leaf.text, said) or said
        own = lines.setdefault(spot, {})
        line = own.get(leaf.line, str(spot.value).split("\n")[leaf.line]) or ""
        line = line[: leaf.start] + made + line[leaf.start + len(leaf.text) :]
        own[leaf.line] = line if line.strip() else None
        if joined:
            below += [with_lines(each, {0: made}) for each in _same_below(leaf, standing, spots)]
    edits = [with_lines(spot, each, is_cell=joined) for spot, each in lines.items()]
    yield edits
    if below:
        yield [*edits, *below]


def _row_anew(
    standing: StandingDocument, spots: Spots, spans: Sequence[Origin], old: CopyUnit, new: CopyUnit
) -> Iterator[list[Edit]]:
    """The cells of a row one by one, those too that were empty and so print nothing that could be
    traced; only of a row that is typed with as many cells as are printed.
    """
    was, now = old.cells, new.cells
    rows = {each.leaf.path[:-1] for each in spans if isinstance(each.leaf.path[-1], int)}
    if len(rows) == 1 and len(was) == len(now):
        row = next(iter(rows))
        cells = value_at(standing.resolved.data, row)
        if isinstance(cells, ListOfValues) and len(cells) == len(was):
            places = [place_of(standing.resolved.data, (*row, n)) for n in range(len(was))]
            found = [spots.at(place) if place else None for place in places]
            yield [
                (spot.file, SetText(spot.path, words.replace("\n", "")))
                for spot, before, words in zip(found, was, now, strict=True)
                if spot is not None and before != words
            ]
    lines = {(each.leaf.path, each.leaf.line): each.leaf for each in spans}
    leaf = next(iter(lines.values()), None)
    spot = spots.of(leaf) if leaf is not None else None
    if leaf is None or spot is None or len(lines) != 1 or len(was) != len(now):
        return
    typed = re.split("([｜|])", str(spot.value).split("\n")[leaf.line])
    words, signs = typed[::2], typed[1::2]
    first = 1 if len(words) > 1 and not words[0].strip() and len(words) == len(was) + 2 else 0
    if len(words) != len(was) + 2 * first:
        return
    for n, (before, after) in enumerate(zip(was, now, strict=True)):
        if before != after:
            words[first + n] = after.replace("\n", "")
    signs.append("")
    line = "".join(cell + sign for cell, sign in zip(words, signs, strict=True))
    yield [with_lines(spot, {leaf.line: line})]


def _number_typed(text: str) -> str:
    """The number that a value itself begins with; "" where the program counts."""
    return text[: len(text) - len(without_number(text))]


def _same_below(leaf: Leaf, standing: StandingDocument, spots: Spots) -> Iterator[ValueSpot]:
    """The cells under one that say the same: on paper they may be one cell."""
    if len(leaf.path) < 2 or not isinstance(leaf.path[-2], int):
        return
    data, row = standing.resolved.data, leaf.path[-2] + 1
    while value_at(data, path := (*leaf.path[:-2], row, leaf.path[-1])) == leaf.text:
        place = place_of(data, path)
        spot = spots.at(place) if place else None
        if spot is None or spot.value != leaf.text:
            return
        yield spot
        row += 1


def _is_date(text: str) -> bool:
    try:
        return read_moment(text) is not None
    except ValueError:
        return False


def printed_forms(text: str) -> set[str]:
    """How a value that is a date may stand on paper."""
    forms = {deadline_words(text)}
    try:
        moment = read_moment(text)
    except ValueError:
        moment = None
    return forms | ({str(moment)} if moment else set()) - {text}


def _dated(old: str, spans: Sequence[Origin], unfound: Sequence[Leaf]) -> Iterator[list[Origin]]:
    """The spans with stretches that a date may have printed, one more or all of them."""
    dates: list[Origin] = []
    for leaf in unfound:
        for form in printed_forms(leaf.text.strip()):
            at = old.find(form)
            if at < 0 or len(dates) >= _MOST_DATES:
                continue
            if all(at + len(form) <= each.start or at >= each.end for each in spans):
                dates.append(Origin(leaf, at, at + len(form), 0, len(leaf.text)))
    for each in dates:
        yield sorted([*spans, each], key=lambda span: span.start)
    apart = [each for each in dates if not any(
        other is not each and other.start < each.end and each.start < other.end for other in dates
    )]  # fmt: skip
    if len(apart) > 1:
        yield sorted([*spans, *apart], key=lambda span: span.start)


def date_like(typed: str, printed: str) -> str:
    """A date in print as a file writes its own: 2027年6月底前 as 2027-06 where that says 2027-12;
    "" where it is no date.
    """
    bare = re.sub(r"(?:底?[之以]?前|底)$", "", re.sub(r"\s", "", printed))
    try:
        moment = read_moment(bare)
    except ValueError:
        return ""
    if moment is None:
        return ""
    sign = re.search(r"\d([-./年])\d", typed)
    if sign is None or sign[1] == "年":
        return str(moment) if "年" in typed else str(moment.year) if not moment.month else ""
    padded = bool(re.search(r"[-./]0\d", typed)) or sign[1] == "-"
    numbers = [n for n in (moment.month, moment.day) if n]
    made = sign[1].join([str(moment.year), *(f"{n:02d}" if padded else str(n) for n in numbers)])
    is_deadline = deadline_words(typed) != typed
    if is_deadline and printed.endswith("前") and deadline_words(made) != printed:
        return ""
    return made
