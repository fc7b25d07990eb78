"""A template's tags carried out as Jinja would: `for`, `if` and `{{ }}`, and nothing else.

The tags come as a tree of plain data (made by `tags`), so that it can be kept as JSON. That spares
Jinja's start and compilation, 70 ms of a build of one document; and a ladder of `if 段.样式 == …`
is one look-up. Data cannot call anything: there is no way from a template to the machine.

    "text"                                  as it stands
    ["get", line, path]                     the value, escaped
    ["for", line, variable, path, body]
    ["if", line, [[test, body], …], body]   the last body is the else
    test: ["get", line, path], ["is", line, path, text], ["not", test], ["and" or "or", [test, …]]
    path: the names of 段.文字 as a list; line: in the prepared source
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

Node = Any
"""A node of the tree: str or list, as JSON has them."""


class Reading(Struct, frozen=True):
    """What the tags of a part say, as plain data: the source as docxtpl prepares it, its tree (see
    above), its ladder (see `Ladder`).
    """

    source: str
    tree: list[Node]
    ladder: dict[str, dict[str, list[str]]]


STYLE = "样式"
RUNS = "字串"
Names = dict[str, Any]
Step = Callable[[Names, list[str]], None]
Read = Callable[[Names], Any]


class MissingNameError(Exception):
    """A tag uses a name that the context does not have."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        super().__init__(name)


def filled(step: Step, context: Mapping[str, Any]) -> str:
    """The text that a prepared tree makes of a context. Raises MissingNameError."""
    out: list[str] = []
    step(dict(context), out)
    return "".join(out)


def escaped(value: object) -> str:
    """A value as Jinja's autoescape writes it; None is empty."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else str(value)
    return (
        text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace('"', "&#34;")
    )


def prepare(nodes: Sequence[Node]) -> Step:
    """One step that carries out all of `nodes`."""
    steps = [_step(node) for node in nodes]
    if len(steps) == 1:
        return steps[0]

    def run(names: Names, out: list[str]) -> None:
        for step in steps:
            step(names, out)

    return run


def _step(node: Node) -> Step:
    if isinstance(node, str):
        return lambda _, out: out.append(node)
    kind, line, *rest = node
    if kind == "get":
        read = _reader(line, rest[0])
        return lambda names, out: out.append(escaped(read(names)))
    return _loop(line, *rest) if kind == "for" else _choice(*rest)


def _loop(line: int, variable: str, path: list[str], body: list[Node]) -> Step:
    read, inner = _reader(line, path), prepare(body)

    def run(names: Names, out: list[str]) -> None:
        within = dict(names)
        for within[variable] in read(names):
            inner(within, out)

    return run


def _reader(line: int, path: list[str]) -> Read:
    """The value at `path`: names of the context, then fields of plain namespaces."""
    first, *fields = path

    def read(names: Names) -> Any:
        name = first
        try:
            value = names[name]
            for name in fields:
                value = value.__dict__[name]
        except (KeyError, AttributeError):
            raise MissingNameError(name, line) from None
        return value

    return read


def _choice(branches: list[list[Node]], otherwise: list[Node]) -> Step:
    fallback = prepare(otherwise)
    path = _asked_by_all([test for test, _ in branches])
    if path is None:
        pairs = [(_tester(test), prepare(body)) for test, body in branches]

        def try_each(names: Names, out: list[str]) -> None:
            for holds, body in pairs:
                if holds(names):
                    return body(names, out)
            return fallback(names, out)

        return try_each
    read = _reader(branches[0][0][1], path)
    ladder: dict[str, list[tuple[Read, Step]]] = {}
    for test, body in branches:
        (_, _, _, text), *more = _conditions(test)
        ladder.setdefault(text, []).append((_all_hold(more), prepare(body)))

    def look_up(names: Names, out: list[str]) -> None:
        for holds, body in ladder.get(read(names), ()):
            if holds(names):
                return body(names, out)
        return fallback(names, out)

    return look_up


def _asked_by_all(tests: list[Node]) -> list[str] | None:
    """The path that every one of the tests first compares with a text, if there is one."""
    first = [_conditions(test)[0] for test in tests]
    if any(test[0] != "is" or test[2] != first[0][2] for test in first):
        return None
    path: list[str] = first[0][2]
    return path


def _conditions(test: Node) -> list[Node]:
    return list(test[1]) if test[0] == "and" else [test]


def _all_hold(tests: list[Node]) -> Read:
    readers = [_tester(test) for test in tests]
    return lambda names: all(read(names) for read in readers)


def _tester(test: Node) -> Read:
    kind = test[0]
    if kind == "get":
        return _reader(test[1], test[2])
    if kind == "is":
        read, text = _reader(test[1], test[2]), test[3]
        return lambda names: read(names) == text
    if kind == "not":
        inner = _tester(test[1])
        return lambda names: not inner(names)
    if kind == "and":
        return _all_hold(test[1])
    readers = [_tester(each) for each in test[1]]
    return lambda names: any(read(names) for read in readers)
