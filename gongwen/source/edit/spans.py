"""Where each value of a YAML text begins and ends, in characters from its start."""

from __future__ import annotations

import yaml
from msgspec import Struct

from ... import patterns as re
from ..folding import LOADER


class TextNode(Struct, frozen=True):
    """A value as it stands in the text: `end` is behind its last character, without what follows on
    that line. `style` is the sign a text begins with ("" = plain); `flow` = it stands in brackets,
    its own or those around it. `keys` go with the `children` of a mapping; `is_list` of a list.
    """

    start: int
    end: int
    style: str = ""
    flow: bool = False
    is_list: bool = False
    keys: tuple[TextNode, ...] = ()
    children: tuple[TextNode, ...] = ()
    in_brackets: bool = False
    """It has brackets of its own."""

    @property
    def is_text(self) -> bool:
        """Whether it is a text or an empty value."""
        return not (self.is_list or self.keys or self.in_brackets)


def spans(text: str) -> TextNode | None:
    """The nodes of a text without byte order mark, whose lines end in \\n; None where there is no
    value in it. Raises yaml.YAMLError where it cannot be read.
    """
    root = yaml.compose(text, Loader=LOADER)
    return None if root is None else _node(root, text, flow=False)


def _node(node: yaml.Node, text: str, *, flow: bool) -> TextNode:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        style = node.style or ""
        if style in ("|", ">"):
            end = _end_of_block(text, start, end)
        return TextNode(start, end, style, flow)
    assert isinstance(node, yaml.CollectionNode)  # noqa: S101  there is no other kind
    brackets = bool(node.flow_style)
    inside = flow or brackets
    keys: tuple[TextNode, ...] = ()
    if isinstance(node, yaml.MappingNode):
        keys = tuple(_node(key, text, flow=inside) for key, _ in node.value)
        children = tuple(_node(value, text, flow=inside) for _, value in node.value)
    else:
        children = tuple(_node(value, text, flow=inside) for value in node.value)
    if not brackets and children:
        end = children[-1].end
    is_list = isinstance(node, yaml.SequenceNode)
    return TextNode(start, end, "", inside, is_list, keys, children, brackets)


def _end_of_block(text: str, start: int, end: int) -> int:
    """Behind the last line of a `|` or `>` text that is not blank; where blank ones belong to it
    (`|+`), behind these.
    """
    header = text[start:end].split("\n", 1)[0].split("#", 1)[0]
    if "+" in header and text[start:end].count("\n") > 1:
        return end - 1 if text[end - 1 : end] == "\n" else end
    return start + len(text[start:end].rstrip(" \n"))


def comments_in(text: str) -> list[str]:
    """The comments of a text that can be read, in order, without their sign."""
    quiet = [
        (token.start_mark.index, token.end_mark.index)
        for token in yaml.scan(text, Loader=LOADER)
        if isinstance(token, yaml.ScalarToken)
    ]
    found = []
    at = 0
    for start, end in [*quiet, (len(text), len(text))]:
        found += re.findall(r"(?m)(?:^|\s)#[ \t]*(.*)$", text[at:start])
        block = text[start:end].split("\n", 1)[0] if text[start : start + 1] in ("|", ">") else ""
        found += re.findall(r"\s#[ \t]*(.*)$", block)
        at = max(at, end)
    return found


def line_start(text: str, at: int) -> int:
    """Where the line begins that a character stands in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Where that line ends, before its \\n."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def column(text: str, at: int) -> int:
    """The column of a character, from 0."""
    return at - line_start(text, at)


def dash_of(text: str, parent: TextNode, item: TextNode) -> int:
    """Where the “-” stands that an item of a list not in brackets begins with."""
    at = column(text, parent.start)
    start = line_start(text, item.start)
    while start >= 0:
        if text[start + at : start + at + 1] == "-" and start + at < max(item.start, 1):
            return start + at
        if start == 0:
            break
        start = line_start(text, start - 1)
    return item.start
