"""A template's tags carried out as Jinja would: `for`, `if` and `{{ }}`, and nothing else.

`tags` makes the tree, which is kept as data. That spares the start of Jinja, and data cannot call
anything: there is no way to the machine from a template, nor from a .cache/ that another hand
changed (docs/adr/0015).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

Names = dict[str, Any]
_PRINTED = (int, float, type(None))
"""What is printed besides texts."""


class MissingNameError(Exception):
    """A tag uses a name that the context does not have."""

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        super().__init__(name)


class MisusedNameError(Exception):
    """A tag prints what is no text, or goes through what is no list; `message` in Chinese."""

    def __init__(self, message: str, line: int) -> None:
        self.message, self.line = message, line
        super().__init__(message)


class Tag(Struct, frozen=True, array_like=True, tag=True):
    """A node of the tree."""


class Value(Tag, frozen=True):
    """`{{ 段.文字 }}`, a name of the context and fields of plain namespaces, on a line of the
    prepared source. As a test: whether there is something.
    """

    line: int
    name: str
    fields: list[str]

    def of(self, names: Names) -> Any:
        """What stands there. Raises MissingNameError."""
        name = self.name
        try:
            value = names[name]
            for name in self.fields:
                value = value.__dict__[name]
        except (KeyError, AttributeError):
            raise MissingNameError(name, self.line) from None
        return value

    def fill(self, names: Names, out: list[str]) -> None:
        value = self.of(names)
        if not isinstance(value, str) and not isinstance(value, _PRINTED):
            how = "用 for 一项一项地取" if isinstance(value, list | tuple) else "写明取它的哪一项"
            message = f"“{self.said}”不是文字，不能直接印出来，要{how}"
            raise MisusedNameError(message, self.line)
        out.append(escaped(value))

    @property
    def said(self) -> str:
        """As it stands in the template."""
        return ".".join((self.name, *self.fields))


class Equal(Tag, frozen=True):
    """`段.样式 == '标题'`."""

    value: Value
    constant: str | int | float | bool | None

    def of(self, names: Names) -> bool:
        return bool(self.value.of(names) == self.constant)


class Not(Tag, frozen=True):
    """`not …`."""

    test: Test

    def of(self, names: Names) -> bool:
        return not self.test.of(names)


class Every(Tag, frozen=True):
    """`… and …`; without tests it holds."""

    tests: list[Test]

    def of(self, names: Names) -> bool:
        return all(test.of(names) for test in self.tests)


class Some(Tag, frozen=True):
    """`… or …`."""

    tests: list[Test]

    def of(self, names: Names) -> bool:
        return any(test.of(names) for test in self.tests)


class Loop(Tag, frozen=True):
    """`{% for variable in value %}`; the names around it stay as they are."""

    variable: str
    value: Value
    body: list[Node]

    def fill(self, names: Names, out: list[str]) -> None:
        within, variable = dict(names), self.variable
        items = self.value.of(names)
        if not isinstance(items, list | tuple):
            message = f"“{self.value.said}”不是一列，不能用 for 去取"
            raise MisusedNameError(message, self.value.line)
        for within[variable] in items:
            fill(self.body, within, out)


class Choice(Tag, frozen=True):
    """`{% if … %}`, `{% elif … %}`: the first whose test holds, or what stands after `else`."""

    branches: list[tuple[Test, list[Node]]]
    otherwise: list[Node]

    def fill(self, names: Names, out: list[str]) -> None:
        for test, body in self.branches:
            if test.of(names):
                return fill(body, names, out)
        return fill(self.otherwise, names, out)


class Ladder(Tag, frozen=True):
    """A choice whose tests all begin with `value == 'text'`: one look-up for the sixty comparisons
    that 主体 would have for a paragraph.
    """

    value: Value
    rungs: dict[str, list[Node]]
    otherwise: list[Node]

    def fill(self, names: Names, out: list[str]) -> None:
        text = self.value.of(names)
        rung = self.rungs.get(text) if isinstance(text, str) else None
        fill(self.otherwise if rung is None else rung, names, out)


Test = Value | Equal | Not | Every | Some
Node = str | Value | Loop | Choice | Ladder


Samples = dict[str, dict[str, frozenset[str]]]
"""What a template has samples for. By the list a loop goes over (主体, 标注, 段 …): the paragraph
styles it asks for, and of each of them the run styles.
"""


class Compiled(Struct, frozen=True):
    """A part of a template made ready once. `file` names the template in messages; `source` is
    what docxtpl prepared, a paragraph a line.
    """

    file: str
    source: str
    tree: list[Node]
    samples: Samples


def filled(tree: list[Node], context: Mapping[str, Any]) -> str:
    """The text that a tree makes of a context. Raises MissingNameError."""
    out: list[str] = []
    fill(tree, dict(context), out)
    return "".join(out)


def fill(body: list[Node], names: Names, out: list[str]) -> None:
    """Carry out some nodes, one after the other. Text stands as it is."""
    for node in body:
        if isinstance(node, str):
            out.append(node)
        else:
            node.fill(names, out)


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
