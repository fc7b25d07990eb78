"""Paragraphs, tasks, rows and people that went or came: which items of the YAML they are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence as Many

from ..paper.responsible import FIELD_OF, labelled
from ..source.edit.changes import Change, Data, InsertItem, Remove, SetText
from ..source.edit.changes import Path as DataPath
from ..source.tree import Mapping, Sequence, Value
from .origins import Leaf, Origins
from .places import Spot, Spots, place_of, value_at, with_lines
from .standing import Edit, Standing
from .units import Unit, without_number
from .wording import printed_forms

_MOST_WAYS = 24


def ways_to_remove(
    standing: Standing, origins: Origins, spots: Spots, gone: Many[int], all_gone: set[int]
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


def printed_by(standing: Standing, origins: Origins) -> dict[DataPath, set[int]]:
    """The units that each value prints, those left out that repeat elsewhere what it says: rows of
    a table derived from it.
    """
    of_leaf: dict[tuple[DataPath, int, int], set[int]] = defaultdict(set)
    for number, found in origins.of_unit.items():
        for each in found:
            of_leaf[each.leaf.identity].add(number)
    prints: dict[DataPath, set[int]] = defaultdict(set)
    for (path, *_), numbers in of_leaf.items():
        text = {n for n in numbers if not standing.units[n].is_row}
        for length in range(len(path) + 1):
            prints[path[:length]] |= text or numbers
    return prints


def _removed(
    found: Many[tuple[DataPath, int | None]], standing: Standing, spots: Spots
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
    standing: Standing, origins: Origins, spots: Spots, behind: int, come: Many[Unit]
) -> Iterator[tuple[list[Edit], int]]:
    """What may be added so that new units stand behind unit `behind` (-1 = first of all), and how
    many of them that prints: like the neighbour of the same look first, then as the text it is.
    """
    count = 0
    units = standing.units
    near = [n for n in (behind, behind + 1) if 0 <= n < len(units)]
    near.sort(key=lambda n: (units[n].style, units[n].is_row) != (come[0].style, come[0].is_row))
    farther = [n for n in (behind - 1, behind - 2, behind - 3, behind + 2) if 0 <= n < len(units)]
    for n in near + [n for n in farther if units[n].style == come[0].style]:
        for origin in origins.of_unit.get(n, [])[:1]:
            for edits in _like(origin.leaf, standing, spots, come, after=n <= behind):
                yield edits
                count += 1
                if count > _MOST_WAYS:
                    return


def _like(
    leaf: Leaf, standing: Standing, spots: Spots, come: Many[Unit], *, after: bool
) -> Iterator[tuple[list[Edit], int]]:
    """New units beside what a leaf prints, in the way that it is typed."""
    data, unit = standing.resolved.data, come[0]
    spot = spots.of(leaf)
    if spot is not None and "\n" in str(spot.value).rstrip("\n"):
        for text in (unit.text, without_number(unit.text)):
            yield [_line_added(spot, leaf, _typed_row(text, leaf.text), after=after)], 1
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
        for value, used in _items(value_at(data, path), leaf, path, come):
            yield [(into.file, InsertItem(into.path, index, value))], used


def _line_added(spot: Spot, leaf: Leaf, text: str, *, after: bool) -> Edit:
    typed = str(spot.value).split("\n")
    typed.insert(leaf.line + (1 if after else 0), text)
    change: Change = SetText(spot.path, "\n".join(typed))
    return spot.file, change


def _typed_row(text: str, sibling: str) -> str:
    """A row as a line with the signs that the line beside it has."""
    if "\x1f" not in text:
        return re.sub(r"[\t\n]+", " ", text.strip())
    sign = "｜" if "｜" in sibling else "|"
    line = sign.join(cell.replace("\n", "") for cell in text.split("\x1f"))
    return f"{sign}{line}{sign}" if sibling.strip().startswith(sign) else line


def _items(
    sibling: Value, leaf: Leaf, path: DataPath, come: Many[Unit]
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
    sibling: Mapping, key: str, bare: str, come: Many[Unit]
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
    used = 1
    fields = dict(made)
    for unit in come[1:]:
        found = labelled(unit.text.strip())
        if not found or any(each.label not in FIELD_OF for each in found):
            break
        fields |= {FIELD_OF[each.label]: each.value.rstrip("。") for each in found}
        used += 1
    if used > 1:
        yield fields, used
    found_in = re.fullmatch(r"(.*?)（([^（）]*)）。?", bare)
    if found_in and "责任单位" in sibling:
        yield {**made, key: found_in[1], "责任单位": found_in[2]}, 1
    yield made, 1
    if made != {key: bare}:
        yield {key: bare}, 1
