"""What changes do to a text: where something goes and what comes in its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .changes import Data
from .scalars import Splice
from .spans import TextNode, column, dash_of, line_end, line_start
from .written import Habits, entry_lines, in_brackets, item_lines


class UndoableError(Exception):
    """Why something cannot be done without touching what stands around it, in Chinese; `at` is
    where in the text.
    """

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.at = at


def begin_of(text: str, parent: TextNode, index: int) -> int:
    """Where item or entry `index` begins: its dash or its key."""
    if parent.keys:
        return parent.keys[index].start
    child = parent.children[index]
    return child.start if parent.in_brackets else dash_of(text, parent, child)


def end_of(parent: TextNode, index: int) -> int:
    """Behind its last character."""
    end = parent.children[index].end
    return max(end, parent.keys[index].end + 1) if parent.keys else end


def removals(text: str, parent: TextNode, indexes: Sequence[int]) -> Iterator[Splice]:
    """Items or entries of `parent` go, but not all where it has no brackets."""
    count = len(parent.children)
    if len(indexes) == count and not parent.in_brackets:
        what = "列表" if parent.is_list else "这一组项目"
        raise UndoableError(f"删去以后{what}就空了，要连它所在的项目一起删", parent.start)
    for first, last in _runs(indexes):
        if parent.in_brackets:
            yield _removal_in_brackets(text, parent, first, last)
        elif text[line_start(text, start := begin_of(text, parent, first)) : start].strip():
            yield _removal_behind_dash(text, parent, first, last)
        else:
            for index in range(first, last + 1):
                at = begin_of(text, parent, index)
                end = line_end(text, end_of(parent, index))
                yield line_start(text, at), min(end + 1, len(text)), ""


def _removal_in_brackets(text: str, parent: TextNode, first: int, last: int) -> Splice:
    start, end = begin_of(text, parent, first), end_of(parent, last)
    if last + 1 < len(parent.children):
        end = begin_of(text, parent, last + 1)
    elif first:
        start = end_of(parent, first - 1)
    else:
        start, end = parent.start + 1, parent.end - 1
    if "\n" in text[start:end] and "#" in text[start:end]:
        raise UndoableError("括号里有注释，删去会连注释一起删", start)
    return start, end, ""


def _removal_behind_dash(text: str, parent: TextNode, first: int, last: int) -> Splice:
    """The first ones stand on the line of a dash that stays: the next one moves up to it."""
    start, end = begin_of(text, parent, first), begin_of(text, parent, last + 1)
    between = text[line_end(text, end_of(parent, last)) : end]
    if between.strip():
        raise UndoableError("它和下一项之间有注释，删去会把注释移到别处", start)
    return start, end, ""


def _runs(indexes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbours together: the first and the last of each run."""
    start = before = -1
    for index in sorted(indexes):
        if start < 0:
            start = index
        elif index != before + 1:
            yield start, before
            start = index
        before = index
    if start >= 0:
        yield start, before


def inserted_item(text: str, node: TextNode, index: int, value: Data, habits: Habits) -> Splice:
    """A new item of a list that has some, or of `[]`."""
    children = node.children
    if node.in_brackets:
        words = in_brackets(value, habits)
        if not children:
            return node.start + 1, node.start + 1, words
        if index < len(children):
            at = children[index].start
            return at, at, f"{words}, "
        return children[-1].end, children[-1].end, f", {words}"
    indent = " " * column(text, node.start)
    beside = children[max(index - 1, 0)]
    written = list(item_lines(value, habits))
    if beside.in_brackets and beside.children and isinstance(value, list | dict):
        written = [f"- {in_brackets(value, habits)}"]  # as the rows of a table are typed
    lines = [indent + line if line else "" for line in written]
    gap = [""] if _has_gap(text, node, index) else []
    if index:
        return _below(text, children[index - 1].end, [*gap, *lines])
    at = dash_of(text, node, children[0])
    start = line_start(text, at)
    if text[start:at].strip():  # the dash of the list around it stands on this line
        return at, at, "\n".join([*lines, *gap]).lstrip(" ") + f"\n{indent}"
    return start, start, "\n".join([*lines, *gap]) + "\n"


def moved_item(text: str, node: TextNode, index: int, into: TextNode, to: int) -> list[Splice]:
    """Item `index` cut and put before item `to` of the same list or another."""
    children = into.children
    if node.in_brackets or into.in_brackets:
        raise UndoableError("括号里的列表不能移动其中一项", node.start)
    if into is not node and len(node.children) == 1:
        raise UndoableError("移走以后列表就空了", node.start)
    start, end = _lines_of_item(text, node, index)
    if text[start : begin_of(text, node, index)].rsplit("\n", maxsplit=1)[-1].strip():
        raise UndoableError("它和上一级的“-”写在一行，不能移动", start)
    if to < len(children):
        at, _ = _lines_of_item(text, into, to)
        if text[at : begin_of(text, into, to)].rsplit("\n", maxsplit=1)[-1].strip():
            raise UndoableError("要移到的地方和上一级的“-”写在一行", at)
    else:
        at = min(line_end(text, end_of(into, len(children) - 1)) + 1, len(text))
    taken = _shifted(text[start:end], column(text, into.start) - column(text, node.start), start)
    if not taken.endswith("\n"):
        taken += "\n"
    if at == len(text) and not text.endswith("\n"):
        taken = f"\n{taken}"
    return [(start, end, ""), (at, at, taken)]


def _shifted(lines: str, by: int, at: int) -> str:
    """Lines that stand farther right by so many columns, or left."""
    made = []
    for line in lines.split("\n"):
        if by < 0 and line[:-by].strip():
            raise UndoableError("这一项里有顶格的行，不能移到上一级", at)
        made.append((" " * by + line if by > 0 else line[-by:]) if line.strip() else line)
    return "\n".join(made)


def _lines_of_item(text: str, node: TextNode, index: int) -> tuple[int, int]:
    """The lines of an item, with the comments right above it; those above the first may be about
    the whole list.
    """
    start = line_start(text, begin_of(text, node, index))
    end = min(line_end(text, end_of(node, index)) + 1, len(text))
    floor = line_end(text, end_of(node, index - 1)) + 1 if index else start
    while start > floor:
        above = line_start(text, start - 1)
        if not text[above:start].strip().startswith("#"):
            break
        start = above
    return start, end


def first_item(text: str, key: TextNode, node: TextNode, value: Data, habits: Habits) -> Splice:
    """The only item of a list below a key that was left empty."""
    indent = " " * (column(text, key.start) + habits.list_indent)
    lines = [indent + line if line else "" for line in item_lines(value, habits)]
    return _below(text, max(key.end, node.end), lines)


def added_entry(
    text: str, node: TextNode, after: int, pair: tuple[str, Data], habits: Habits
) -> Splice:
    """A new entry of a mapping, behind entry `after` (-1 = of `{}`)."""
    key, value = pair
    if node.in_brackets:
        written = f"{in_brackets(key, habits)}: {in_brackets(value, habits)}"
        if after < 0:
            return node.start + 1, node.start + 1, written
        at = end_of(node, after)
        return at, at, f", {written}"
    indent = " " * column(text, node.start)
    lines = [indent + line if line else "" for line in entry_lines(key, value, habits)]
    return _below(text, end_of(node, after), lines)


def _below(text: str, at: int, lines: Sequence[str]) -> Splice:
    """Lines below the one that a character stands in, with a line end each: without it the last
    line of a block text would be another text.
    """
    end = line_end(text, at)
    written = "\n".join(lines)
    if end < len(text):
        return end + 1, end + 1, written + "\n"
    return end, end, f"\n{written}\n"


def _has_gap(text: str, node: TextNode, index: int) -> bool:
    """Whether a blank line parts the items where a new one comes in."""
    count = len(node.children)
    second = min(max(index, 1), count - 1)
    if count < 2:
        return False
    end = line_end(text, node.children[second - 1].end)
    start = line_start(text, dash_of(text, node, node.children[second]))
    return any(not line.strip() for line in text[end + 1 : start].split("\n")[:-1])
