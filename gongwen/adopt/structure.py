"""Paragraphs, tasks, rows and people that went or came: which items of the YAML they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence as Many

from msgspec import Struct

from .. import patterns as re
from ..paper.responsible import FIELD_OF, labelled
from ..source.edit.changes import Data, InsertItem, Remove, SetText
from ..source.edit.changes import Path as DataPath
from ..source.tree import Mapping, Sequence, Value
from .origins import Leaf, Origin, Origins
from .places import Spots, ValueSpot, place_of, value_at, with_lines
from .standing import Edit, StandingDocument
from .units import CELL, CopyUnit, without_number
from .wording import date_like, pattern, printed_forms

_MOST_WAYS = 24


def ways_to_remove(
    standing: StandingDocument, origins: Origins, spots: Spots, gone: Many[int], all_gone: set[int]
) -> Iterator[list[Edit]]:
    """What may go so that units go: the largest items and entries that print nothing but units
    that are `all_gone`.
    """
    prints = printed_by(standing, origins)
    data = standing.resolved.data
    found: list[tuple[DataPath, int | None]] = []
    covered: set[int] = set()

    def walk(value: Value, path: DataPath) -> None:
        here = prints.get(path, set())
        if path and here and here <= all_gone and here & set(gone):
            found.append((path, None))
            covered.update(here)
        elif isinstance(value, Mapping):
            for key, each in value.items():
                walk(each, (*path, key))
        elif isinstance(value, Sequence):
            for number, each in enumerate(value):
                walk(each, (*path, number))
        elif isinstance(value, str) and "\n" in value:
            for leaf in origins.lines_of(path):
                units = {n for n in origins.units_of_line(leaf) if n in prints.get(path, set())}
                if units and units <= all_gone and units & set(gone):
                    found.append((path, leaf.line))
                    covered.update(units)

    walk(data, ())
    yield _removed(found, standing, spots)
    for at in gone:
        text = standing.units[at].text
        if at not in covered:
            for leaf in origins.unfound:
                forms = (*printed_forms(leaf.text.strip()), leaf.text.strip())
                if any(form in text for form in forms) and (spot := spots.of(leaf)):
                    yield [*_removed(found, standing, spots), (spot.file, Remove(spot.path))]


def printed_by(standing: StandingDocument, origins: Origins) -> dict[DataPath, set[int]]:
    """The units that each value prints, without the rows that follow from it elsewhere."""
    derived = derived_rows(standing, origins)
    prints: dict[DataPath, set[int]] = defaultdict(set)
    for number, found in origins.of_unit.items():
        for each in found if number not in derived else ():
            path = each.leaf.path
            for length in range(len(path) + 1):
                prints[path[:length]].add(number)
    return prints


def derived_rows(standing: StandingDocument, origins: Origins) -> set[int]:
    """The rows of tables that say what paragraphs say: they are made of these."""
    in_text = {
        each.leaf.identity
        for number, found in origins.of_unit.items()
        for each in found
        if not standing.units[number].is_row
    }
    tables = {
        standing.units[number].table
        for number, found in origins.of_unit.items()
        if standing.units[number].is_row and any(each.leaf.identity in in_text for each in found)
    }
    return {n for n, unit in enumerate(standing.units) if unit.table in tables and unit.is_row}


def _removed(
    found: Many[tuple[DataPath, int | None]], standing: StandingDocument, spots: Spots
) -> list[Edit]:
    """The edits; where a list would be left with nothing, its entry goes."""
    data = standing.resolved.data
    whole = {path for path, line in found if line is None}
    for path in sorted(whole, key=len, reverse=True):
        parent = value_at(data, path[:-1])
        if path not in whole or not isinstance(parent, Sequence) or len(path) < 2:
            continue
        items = {(*path[:-1], n) for n in range(len(parent))}
        if items <= whole:
            whole = (whole - items) | {path[:-1]}
    edits: list[Edit] = []
    for path in whole:
        place = place_of(data, path)
        spot = spots.at(place) if place else None
        if spot is not None:
            edits.append((spot.file, Remove(spot.path)))
    lines: dict[DataPath, dict[int, str | None]] = defaultdict(dict)
    for path, line in found:
        if line is not None:
            lines[path][line] = None
    for path, gone in lines.items():
        place = place_of(data, path)
        spot = spots.at(place) if place else None
        if spot is not None and isinstance(spot.value, str):
            edits.append(with_lines(spot, gone))
    return edits


def ways_to_add(
    standing: StandingDocument, origins: Origins, spots: Spots, behind: int, come: Many[CopyUnit]
) -> Iterator[tuple[list[Edit], int]]:
    """What may be added so that new units stand behind unit `behind` (-1 = first of all), and how
    many of them that prints: like the neighbour of the same look first, then as the text it is.
    """
    count = 0
    units = standing.units
    look = (come[0].style, come[0].is_row)
    near = [n for n in (behind, behind + 1) if 0 <= n < len(units)]
    farther = [n for n in (*range(behind - 1, behind - 6, -1), behind + 2) if 0 <= n < len(units)]
    alike = [n for n in near + farther if (units[n].style, units[n].is_row) == look]
    for n in dict.fromkeys([*alike, *near]):
        for origin in origins.of_unit.get(n, [])[:1]:
            beside = _Beside(n, origin.leaf, origins.of_unit[n], after=n <= behind)
            for edits in _like(beside, standing, spots, come):
                yield edits
                count += 1
                if count > _MOST_WAYS:
                    return


class _Beside(Struct, frozen=True):
    """The unit that new ones stand beside, the leaf that it is mostly made of and all of them."""

    unit: int
    leaf: Leaf
    made_of: Many[Origin]
    after: bool
    """Whether they stand after it."""


def _like(
    beside: _Beside, standing: StandingDocument, spots: Spots, come: Many[CopyUnit]
) -> Iterator[tuple[list[Edit], int]]:
    """New units beside another, in the way that this is typed."""
    data, unit, leaf, after = standing.resolved.data, come[0], beside.leaf, beside.after
    spot = spots.of(leaf)
    if spot is not None and "\n" in str(spot.value).rstrip("\n"):
        for text in (unit.text, without_number(unit.text)):
            yield [_line_added(spot, leaf, text, after=after)], 1
    for length in range(len(leaf.path), 0, -1):
        path = leaf.path[:length]
        if not isinstance(path[-1], int):
            continue
        place = place_of(data, path[:-1])
        into = spots.at(place) if place else None
        if into is None or not isinstance(into.value, Sequence):
            continue
        if len(into.value) != len(value_at(data, path[:-1]) or ()):
            continue
        index = path[-1] + (1 if after else 0)
        same = [each for each in beside.made_of if each.leaf.path[:length] == path]
        fields = _fields(standing.units[beside.unit].text, same, path, unit.text)
        if len(fields) > 1 or (fields and next(iter(fields)) != "任务"):
            for value, used in _with_labels(fields, come, value_at(data, path)):
                yield [(into.file, InsertItem(into.path, index, value))], used
        for value, used in _items(value_at(data, path), leaf, path, come):
            yield [(into.file, InsertItem(into.path, index, value))], used


def _line_added(spot: ValueSpot, leaf: Leaf, text: str, *, after: bool) -> Edit:
    """A new line beside that of a leaf; a row with the signs that the line beside it has."""
    lines = str(spot.value).split("\n")
    sibling = lines[leaf.line].strip()
    typed = re.sub(r"[\t\n]+", " ", text.strip())
    if CELL in text:
        sign = "｜" if "｜" in sibling else "|"
        typed = sign.join(cell.replace("\n", "") for cell in text.split(CELL))
        typed = f"{sign}{typed}{sign}" if sibling.startswith(sign) else typed
    lines.insert(leaf.line + (1 if after else 0), typed)
    return spot.file, SetText(spot.path, "\n".join(lines))


def _items(
    sibling: Value, leaf: Leaf, path: DataPath, come: Many[CopyUnit]
) -> Iterator[tuple[Data, int]]:
    """New items like one beside them, and how many units each takes."""
    unit = come[0]
    flat = re.sub(r"[\t\n]+", " ", unit.text.strip())
    bare = without_number(flat).strip()
    inner = leaf.path[len(path) :]
    if unit.is_row:
        if isinstance(sibling, Sequence):
            yield [cell.replace("\n", "") for cell in unit.cells], 1
        return
    if isinstance(sibling, str):
        yield bare, 1
        if flat != bare:
            yield flat, 1
    elif isinstance(sibling, Mapping) and inner and isinstance(inner[0], str):
        yield from _mappings(sibling, inner[0], bare, come)
        yield flat, 1
    elif isinstance(sibling, Sequence):
        yield [bare], 1


def _mappings(
    sibling: Mapping, key: str, bare: str, come: Many[CopyUnit]
) -> Iterator[tuple[Data, int]]:
    """New items that are mappings like one beside them, with what stands on lines of their own."""
    made: dict[str, Data] = {key: bare}
    lead, _, rest = bare.partition("。")
    for more in ("内容", "接排"):
        if more in sibling and rest:
            made = {key: lead, more: rest}
    if "姓名" in sibling:
        name, _, post = bare.partition(" ")
        made = {"姓名": name, **({"职务": post} if post else {})}
    yield from _with_labels(made, come, sibling)
    if made != {key: bare}:
        yield {key: bare}, 1


def _fields(old: str, beside: Many[Origin], path: DataPath, new: str) -> dict[str, Data]:
    """What a new unit says, by the keys of the item beside it, where it is put together alike."""
    spans = sorted(beside, key=lambda each: each.start)
    keys = [each.leaf.path[len(path) :] for each in spans]
    if not spans or any(len(key) != 1 or not isinstance(key[0], str) for key in keys):
        return {}
    match = re.fullmatch(pattern(old, spans, range(len(spans)), closed=True), new.strip())
    if match is None or len(set(keys)) < len(keys):
        return {}
    found = (re.sub(r"[\t\n]+", " ", words).strip() for words in match.groups())
    return {str(key[0]): words for key, words in zip(keys, found, strict=True) if words}


def _with_labels(
    made: dict[str, Data], come: Many[CopyUnit], sibling: Value
) -> Iterator[tuple[Data, int]]:
    """An item, and the units below it that are labels of it: 责任单位：市教育局."""
    used = 1
    fields = dict(made)
    for unit in come[1:]:
        found = labelled(unit.text.strip())
        if not found or any(each.label not in FIELD_OF for each in found):
            break
        fields |= {
            FIELD_OF[each.label]: _like_beside(sibling, FIELD_OF[each.label], each.value)
            for each in found
        }
        used += 1
    if used > 1:
        yield fields, used
    yield made, 1


def _like_beside(sibling: Value, key: str, printed: str) -> str:
    """What a label says; a date as the item beside it has its own: 2026-11."""
    words = printed.rstrip("。")
    typed = sibling.get(key) if isinstance(sibling, Mapping) else None
    return (date_like(typed, words) if isinstance(typed, str) else "") or words
