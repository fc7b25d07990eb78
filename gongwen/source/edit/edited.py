"""Changes made in the text of a YAML file, which are proved on the result: it reads as wanted, and
outside of what was changed every character is the one that was there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import yaml
from msgspec import Struct, field

from ... import patterns as re
from ...problem import Level, Place
from ..parse import parse
from ..text_file import normal
from ..tree import Mapping, Value
from ..tree import Sequence as ListOfValues
from .changes import (
    AddEntry,
    CannotEditError,
    Change,
    Data,
    InsertItem,
    MoveItem,
    Path,
    Remove,
    RenameKey,
    SetText,
)
from .scalars import Splice, in_quotes, reads_plain, ways_to_write
from .spans import TextNode, column, spans
from .splices import (
    UndoableError,
    added_entry,
    first_item,
    inserted_item,
    moved_item,
    removals,
)
from .written import Habits, habits_of

_BREAK = re.compile(r"\r\n|\r|\n")
_SAID_TWICE = "同一处要改两次，改法不一样"
_UNSURE = "这样改，读出来的不是要的内容；请在文件里直接改"


def edited(content: str, changes: Sequence[Change], file: str = "") -> str:
    """A file's text with the changes made; its byte order mark and line ends stay. `file` is the
    name shown in errors.

    Raises CannotEditError where the file cannot be read, where there is no such place, or where a
    change cannot be made so that nothing else changes; then no change is made.
    """
    # what comes at the end of an item stands before what comes after the item
    changes = sorted(changes, key=lambda each: -len(each.path))
    desk = _Editing.of(content, file)
    wanted = _shape(_changed(desk.data, (), _Plan.of(changes, desk)))
    ways = [list(desk.ways(each)) for each in changes if not isinstance(each, Remove)]
    ways += [[each] for each in desk.removals([c.path for c in changes if isinstance(c, Remove)])]
    made = desk.with_splices([splice for each in ways for splice in each[0]])
    if _reads(made, wanted):
        return desk.raw_with([splice for each in ways for splice in each[0]])
    return desk.raw_with(_chosen(desk, changes, wanted))


def _chosen(desk: _Editing, changes: Sequence[Change], wanted: Any) -> list[Splice]:
    """The splices, where not every change can be made in the way that changes least."""
    found: list[Splice] = []
    for change in changes:
        if isinstance(change, Remove):
            continue
        alone = _shape(_changed(desk.data, (), _Plan.of([change], desk)))
        for way in desk.ways(change):
            if _reads(desk.with_splices(way), alone):
                found += way
                break
        else:
            raise CannotEditError(_UNSURE, desk.place(change.path))
    for way in desk.removals([each.path for each in changes if isinstance(each, Remove)]):
        found += way
    if not _reads(desk.with_splices(found), wanted):
        raise CannotEditError(_UNSURE, desk.place(changes[0].path))
    return found


class _Editing(Struct):
    """A text, what it says, and where."""

    content: str
    text: str
    file: str
    data: Value
    root: TextNode
    habits: Habits

    @classmethod
    def of(cls, content: str, file: str) -> _Editing:
        text = normal(content)
        data, problems = parse(text, file)
        fault = next((each for each in problems if each.level is Level.ERROR), None)
        if fault:
            place = Place(fault.file, fault.line, fault.column)
            raise CannotEditError(f"文件要先改好：{fault.message}", place)
        try:
            root = spans(text)
        except (yaml.YAMLError, RecursionError) as error:
            raise CannotEditError("文件读不出结构", Place(file)) from error
        if root is None:
            raise CannotEditError("文件里没有内容", Place(file))
        return cls(content, text, file, data, root, habits_of(text, root))

    def at(self, path: Path) -> tuple[TextNode, Value, TextNode | None]:
        """The node and the value at a path, and the key it stands under."""
        node, value = self.root, self.data
        key: TextNode | None = None
        for number, step in enumerate(path):
            index = self.index(node, value, step)
            if index < 0:
                raise CannotEditError(f"没有“{step}”这一项", self.place(path[:number]))
            key = node.keys[index] if node.keys else None
            node = node.children[index]
            value = value[step]  # type: ignore[index]
        return node, value, key

    def index(self, node: TextNode, value: Value, step: str | int) -> int:
        """Which child of a node a step of a path leads to; -1 = none."""
        if isinstance(value, Mapping) and isinstance(step, str) and step in value:
            start = self.offset(value.key_places[step])
            return next((n for n, key in enumerate(node.keys) if key.start == start), -1)
        if isinstance(value, ListOfValues) and isinstance(step, int) and node.is_list:
            return step if 0 <= step < len(node.children) else -1
        return -1

    def offset(self, place: Place) -> int:
        """Where in the text a place is."""
        start = 0
        for _ in range(place.line - 1):
            start = self.text.index("\n", start) + 1
        return start + place.column - 1

    def place(self, path: Path) -> Place:
        """Where a path leads, or as far as it leads."""
        node, value = self.root, self.data
        for step in path:
            index = self.index(node, value, step)
            if index < 0:
                break
            node = node.children[index]
            value = value[step]  # type: ignore[index]
        return self.place_of(node.start)

    def place_of(self, at: int) -> Place:
        return Place(self.file, self.text.count("\n", 0, at) + 1, column(self.text, at) + 1)

    def ways(self, change: Change) -> Iterator[list[Splice]]:
        """How a change may be made, the one that changes least first."""
        node, value, key = self.at(change.path)
        text, habits = self.text, self.habits
        if isinstance(change, SetText):
            if not node.is_text or isinstance(value, Mapping | ListOfValues):
                raise CannotEditError("这里不是一段文字", self.place_of(node.start))
            parent = key or self.at(change.path[:-1])[0]
            indent = column(text, parent.start) + 2
            old = value
            if change.value == old:
                yield []
            yield from ways_to_write(text, node, old, change.value, indent)
        elif isinstance(change, RenameKey):
            if key is None:
                raise CannotEditError("这里没有项目名", self.place_of(node.start))
            plain = reads_plain(change.key, flow=key.flow)
            yield [(key.start, key.end, change.key if plain else in_quotes(change.key, "'"))]
        elif isinstance(change, InsertItem):
            if key is not None and value is None and not key.flow:
                yield [first_item(text, key, node, change.value, habits)]
                return
            if not node.is_list or not 0 <= change.index <= len(node.children):
                raise CannotEditError("这里不是列表，或者没有那么多项", self.place_of(node.start))
            yield [inserted_item(text, node, change.index, change.value, habits)]
        elif isinstance(change, MoveItem):
            node, number, into = self.lists_of(change)
            try:
                yield moved_item(text, node, number, into, change.index)
            except UndoableError as error:
                raise CannotEditError(error.reason, self.place_of(error.at)) from error
        elif isinstance(change, AddEntry):
            if not isinstance(value, Mapping) or change.key in value:
                why = f"已经有“{change.key}”" if isinstance(value, Mapping) else "不是一组项目"
                raise CannotEditError(f"这里{why}", self.place_of(node.start))
            after = len(node.children) - 1
            if change.after is not None:
                after = self.index(node, value, change.after)
            if after < 0 and node.children:
                raise CannotEditError(f"没有“{change.after}”这一项", self.place_of(node.start))
            yield [added_entry(text, node, after, (change.key, change.value), habits)]

    def lists_of(self, change: MoveItem) -> tuple[TextNode, int, TextNode]:
        """The list of what moves, its number there, and the list that it comes into."""
        node, value, _ = self.at(change.path[:-1])
        number = self.index(node, value, change.path[-1]) if change.path else -1
        into = self.at(change.into)[0]
        is_list = node.is_list and into.is_list
        if number < 0 or not is_list or not 0 <= change.index <= len(into.children):
            raise CannotEditError("这里不是列表，或者没有那么多项", self.place_of(into.start))
        if change.into[: len(change.path)] == change.path:
            raise CannotEditError("不能移到它自己里面", self.place_of(into.start))
        return node, number, into

    def removals(self, paths: Sequence[Path]) -> Iterator[list[Splice]]:
        """What goes, by the list or mapping that it stands in."""
        grouped: dict[Path, list[int]] = defaultdict(list)
        for path in paths:
            if not path:
                raise CannotEditError("不能把整个文件的内容删去", Place(self.file))
            node, value, _ = self.at(path[:-1])
            index = self.index(node, value, path[-1])
            if index < 0:
                raise CannotEditError(f"没有“{path[-1]}”这一项", self.place_of(node.start))
            grouped[path[:-1]].append(index)
        for path, indexes in grouped.items():
            node, _, _ = self.at(path)
            try:
                yield list(removals(self.text, node, sorted(set(indexes))))
            except UndoableError as error:
                raise CannotEditError(error.reason, self.place_of(error.at)) from error

    def with_splices(self, splices: Sequence[Splice]) -> str:
        """The normal text with something in other places."""
        return _spliced(self.text, self._in_order(splices))

    def raw_with(self, splices: Sequence[Splice]) -> str:
        """The same with the file's own line ends."""
        ends = [match[0] for match in _BREAK.finditer(self.content)]
        usual = Counter(ends).most_common(1)[0][0] if ends else "\n"
        normal_starts, raw_starts = [0], [len(self.content) - len(self.content.lstrip("\ufeff"))]
        raw_starts[0] = min(raw_starts[0], 1)
        for match in _BREAK.finditer(self.content):
            raw_starts.append(match.end())
        for match in re.finditer("\n", self.text):
            normal_starts.append(match.end())

        def raw(at: int) -> int:
            line = bisect_right(normal_starts, at) - 1
            return raw_starts[line] + at - normal_starts[line]

        return _spliced(
            self.content,
            [
                (raw(start), raw(end), words.replace("\n", usual))
                for start, end, words in self._in_order(splices)
            ],
        )

    def _in_order(self, splices: Sequence[Splice]) -> list[Splice]:
        ordered = sorted(splices, key=lambda each: (each[0], each[1]))
        for before, after in pairwise(ordered):
            if before[1] > after[0]:
                raise CannotEditError(_SAID_TWICE, self.place_of(after[0]))
        return ordered


def _spliced(text: str, ordered: Sequence[Splice]) -> str:
    parts: list[str] = []
    at = 0
    for start, end, words in ordered:
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])


class _Plan(Struct):
    """What is to become of the data, by paths."""

    texts: dict[Path, str] = field(default_factory=dict)
    keys: dict[Path, str] = field(default_factory=dict)
    removed: set[Path] = field(default_factory=set)
    moved: dict[Path, tuple[Path, int]] = field(default_factory=dict)
    """The list that items go into and before which item of it, by their paths."""
    taken: dict[Path, Any] = field(default_factory=dict)
    """What these items say."""
    items: dict[Path, dict[int, list[Data]]] = field(default_factory=dict)
    entries: dict[Path, dict[str | None, list[tuple[str, Data]]]] = field(default_factory=dict)

    @classmethod
    def of(cls, changes: Sequence[Change], desk: _Editing) -> _Plan:
        plan = cls()
        for change in changes:
            path = change.path
            desk.at(path)
            if isinstance(change, SetText):
                if plan.texts.setdefault(path, change.value) != change.value:
                    raise CannotEditError(_SAID_TWICE, desk.place(path))
            elif isinstance(change, RenameKey):
                plan.keys[path] = change.key
            elif isinstance(change, Remove):
                plan.removed.add(path)
            elif isinstance(change, MoveItem):
                goal = change.into, change.index
                if plan.moved.setdefault(path, goal) != goal:
                    raise CannotEditError(_SAID_TWICE, desk.place(path))
                plan.taken[path] = desk.at(path)[1]
            elif isinstance(change, InsertItem):
                items = plan.items.setdefault(path, {})
                items.setdefault(change.index, []).append(change.value)
            else:
                entries = plan.entries.setdefault(path, {})
                entries.setdefault(change.after, []).append((change.key, change.value))
        return plan


def _changed(value: Any, path: Path, plan: _Plan) -> Any:
    """The data as it should read afterwards."""
    if isinstance(value, list) or (value is None and path in plan.items):
        come = plan.items.get(path, {})
        made: list[Any] = []
        present = value or []
        count = len(present)
        moved: dict[int, list[Any]] = defaultdict(list)
        for source, (into, target) in sorted(plan.moved.items()):
            if into == path:
                moved[target].append(_changed(plan.taken[source], source, plan))
        for index, item in enumerate(present):
            made += [*come.get(index, ()), *moved[index]]
            if (*path, index) not in plan.removed and (*path, index) not in plan.moved:
                made.append(_changed(item, (*path, index), plan))
        return [*made, *come.get(count, ()), *moved[count]]
    if isinstance(value, dict):
        added = plan.entries.get(path, {})
        pairs: list[tuple[Any, Any]] = []
        for key, each in value.items():
            if (*path, key) not in plan.removed:
                name = plan.keys.get((*path, key), key)
                pairs.append((name, _changed(each, (*path, key), plan)))
            pairs += added.get(key, ())
        return dict([*pairs, *added.get(None, ())])
    return plan.texts.get(path, value)


def _reads(text: str, wanted: Any) -> bool:
    value, problems = parse(text, "")
    return not any(each.level is Level.ERROR for each in problems) and _shape(value) == wanted


def _shape(value: Any) -> Any:
    """Data that is equal only where the order of keys is."""
    if isinstance(value, dict):
        return "{}", [(key, _shape(each)) for key, each in value.items()]
    if isinstance(value, list):
        return "[]", [_shape(each) for each in value]
    return value
