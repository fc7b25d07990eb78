"""Where in the files what was found in the data of a document can be edited."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from ..problem import Place
from ..source.edit.changes import Path as DataPath
from ..source.edit.changes import Remove, SetText
from ..source.tree import Mapping, Sequence, Value
from .origins import Leaf
from .standing import Edit, StandingDocument


class ValueSpot(Struct, frozen=True):
    """A value in a file, by the path that leads to it there."""

    file: Path
    path: DataPath
    value: Value


class Spots:
    """The values of the files that a document was read from, by the places where they stand."""

    def __init__(self, standing: StandingDocument) -> None:
        self._by_place: dict[Place, ValueSpot] = {}
        for file, each in standing.library.read_files.items():
            if isinstance(each.data, Mapping | Sequence):
                self._note(each.data, each.data.place, file, ())
        tables = standing.library.tables or {}
        files = {standing.library.shown(file): file for file in tables if tables[file].numbers}
        for file in files.values():
            self._note(tables[file].rows, Place(""), file, ())
        self._note_tables(standing.resolved.data, files)

    def _note(self, value: Value, place: Place, file: Path, path: DataPath) -> None:
        self._by_place.setdefault(place, ValueSpot(file, path, value))
        if isinstance(value, Mapping):
            for key, each in value.items():
                self._note(each, value.places[key], file, (*path, key))
        elif isinstance(value, Sequence):
            for number, each in enumerate(value):
                self._note(each, value.places[number], file, (*path, number))

    def _note_tables(self, value: Value, files: dict[str, Path]) -> None:
        """The rows of a table that names a .csv are the rows of that."""
        if isinstance(value, Mapping):
            rows = value.get("行")
            first = rows.places[0].file if isinstance(rows, Sequence) and rows else ""
            if first in files:
                self._by_place[value.places["行"]] = ValueSpot(files[first], (), rows)
                return
        within = value.values() if isinstance(value, Mapping) else value
        for each in within if isinstance(value, Mapping | Sequence) and within else ():
            self._note_tables(each, files)

    def at(self, place: Place) -> ValueSpot | None:
        """The value that stands at a place."""
        return self._by_place.get(place)

    def of(self, leaf: Leaf) -> ValueSpot | None:
        """Where a leaf is typed; None where it came out of a workbook (.xlsx)."""
        spot = self.at(leaf.whole)
        if spot is None or not isinstance(spot.value, str):
            return None
        lines = spot.value.split("\n")
        line = lines[leaf.line] if leaf.line < len(lines) else ""
        same = line[leaf.start : leaf.start + len(leaf.text)] == leaf.text
        return spot if same else None


def with_lines(spot: ValueSpot, lines: dict[int, str | None], *, is_cell: bool = False) -> Edit:
    """A text with other lines, None = gone; without any left the value goes, but that a cell is
    then an empty one.
    """
    typed = str(spot.value).split("\n")
    kept = [lines.get(n, line) for n, line in enumerate(typed)]
    left = [line for line in kept if line is not None]
    if not any(line.strip() for line in left) and not is_cell:
        return spot.file, Remove(spot.path)
    return spot.file, SetText(spot.path, "\n".join(left))


def place_of(data: Value, path: DataPath) -> Place | None:
    """Where the value at a path of the data stands."""
    if not path:
        return data.place if isinstance(data, Mapping | Sequence) else None
    within, step = value_at(data, path[:-1]), path[-1]
    if isinstance(within, Mapping) and isinstance(step, str):
        return within.places.get(step)
    if isinstance(within, Sequence) and isinstance(step, int) and step < len(within):
        return within.places[step]
    return None


def value_at(data: Value, path: DataPath) -> Value:
    """The value at a path of the data; None where there is none."""
    for step in path:
        if isinstance(data, Mapping) and isinstance(step, str):
            data = data.get(step)
        elif isinstance(data, Sequence) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
