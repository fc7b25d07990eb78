"""New items and entries as YAML lines, laid out as the file lays out its own."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .changes import Data
from .scalars import block_lines, in_quotes, preferred_quote, reads_plain
from .spans import TextNode, column


class Habits(Struct, frozen=True):
    """How a file is laid out: the quotes it uses, how far a list below a key and a mapping below a
    key are indented.
    """

    quote: str = "'"
    list_indent: int = 0
    mapping_indent: int = 2


def habits_of(text: str, root: TextNode) -> Habits:
    """What the file does where it first has the choice."""
    lists = mappings = -1
    nodes = [root]
    while nodes and (lists < 0 or mappings < 0):
        node = nodes.pop(0)
        nodes += node.children
        if not node.keys or node.flow:
            continue
        for child in node.children:
            if child.is_text or child.in_brackets:
                continue
            indent = column(text, child.start) - column(text, node.start)
            if child.is_list and lists < 0:
                lists = indent
            elif child.keys and mappings < 0:
                mappings = indent
    return Habits(preferred_quote(text), max(lists, 0), mappings if mappings > 0 else 2)


def entry_lines(key: str, value: Data, habits: Habits) -> Iterator[str]:
    """The lines of an entry of a mapping, from its column on."""
    head = (key if reads_plain(key, flow=False) else in_quotes(key, habits.quote)) + ":"
    if value is None:
        yield head
    elif isinstance(value, str):
        yield from _after(f"{head} ", value, 2, habits)
    elif not value:
        yield f"{head} {'[]' if isinstance(value, list) else '{}'}"
    else:
        yield head
        indent = habits.list_indent if isinstance(value, list) else habits.mapping_indent
        for line in lines_of(value, habits):
            yield " " * indent + line if line else ""


def item_lines(value: Data, habits: Habits) -> Iterator[str]:
    """The lines of an item of a list, from its dash on."""
    if value is None:
        yield "-"
    elif isinstance(value, str):
        yield from _after("- ", value, 2, habits)
    elif not value:
        yield f"- {'[]' if isinstance(value, list) else '{}'}"
    else:
        for number, line in enumerate(lines_of(value, habits)):
            yield f"- {line}" if not number else f"  {line}" if line else ""


def lines_of(value: list[Data] | dict[str, Data], habits: Habits) -> Iterator[str]:
    """The lines of a list or a mapping that holds something, from its column on."""
    if isinstance(value, list):
        for item in value:
            yield from item_lines(item, habits)
        return
    for key, each in value.items():
        yield from entry_lines(key, each, habits)


def _after(head: str, value: str, indent: int, habits: Habits) -> Iterator[str]:
    if reads_plain(value, flow=False):
        yield head + value
    elif "\n" in value and (block := block_lines(value, indent)):
        yield from (head + block).split("\n")
    else:
        yield head + in_quotes(value, habits.quote)


def in_brackets(value: Data, habits: Habits) -> str:
    """A value as it stands in brackets, in one line."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if reads_plain(value, flow=True) else in_quotes(value, habits.quote)
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(item, habits) for item in value)}]"
    pairs = (f"{in_brackets(key, habits)}: {in_brackets(each, habits)}"
             for key, each in value.items())  # fmt: skip
    return f"{{{', '.join(pairs)}}}"
