"""A file whose signs of YAML were typed, or replaced, in full width, so that none of it is read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .. import patterns as re
from ..source.parse import parse
from ..source.tree import Mapping, Sequence
from ..source.wording import WIDE_SPACES

_LINE = re.compile(
    rf"(?P<lead>[ \t{WIDE_SPACES}]*)(?P<dashes>(?:[-－–—](?![-－–—])[ {WIDE_SPACES}]*)*)"
    r"(?P<rest>.*)",
    re.DOTALL,
)
_BAR = re.compile("[|｜][-+]?$")
_LIST = re.compile("(?:【(?P<square>[^【】]*)】|［(?P<wide>[^［］]*)］)$")
_BETWEEN = re.compile("[，,、][ \u3000]*")


def with_signs(text: str, shown: str) -> str:
    """The same with half-width signs and the blanks that belong to them, where that is all that
    keeps the file from being read; else as it is. Below a | only what indents it is touched.
    """
    if isinstance(parse(text, shown)[0], Mapping | Sequence):
        return text
    made = "\n".join(_lines(text.split("\n")))
    read = parse(made, shown)[0]
    return made if isinstance(read, Mapping) and {"文种", "标题"} & read.keys() else text


def _lines(lines: list[str]) -> Iterator[str]:
    below = -1
    """How far the key of the | is indented whose text the lines are; -1 = of none."""
    for line in lines:
        if below >= 0 and (not line.strip() or _indent(line) > below):
            yield line if _half_indent(line) > below else _narrow_indent(line)
            continue
        made = _line(line)
        below = _indent(made) if _BAR.search(made) else -1
        yield made


def _half_indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _narrow_indent(line: str) -> str:
    """A line with half-width blanks before its text: others indent nothing for YAML."""
    bare = line.lstrip(f" {WIDE_SPACES}")
    return _narrow(line[: len(line) - len(bare)]) + bare


def _indent(line: str) -> int:
    """How many columns stand before the text of a line, a wide blank taken for two."""
    wide = _narrow(line)
    return len(wide) - len(wide.lstrip(" "))


def _narrow(text: str) -> str:
    """The same with half-width blanks, as many as are as wide."""
    return re.sub(f"[{WIDE_SPACES}]", " ", text.replace("\u3000", "  "))


def _line(line: str) -> str:
    match = _LINE.fullmatch(line)
    if match is None or not match["rest"]:
        return line
    rest = match["rest"]
    lead = _narrow(match["lead"])
    if rest.startswith("＃"):
        return f"{lead}#{rest[1:]}"
    dashes = _dashes(match["dashes"])
    key = re.match(rf"({_keys()})[：:][ \t{WIDE_SPACES}]*", rest)
    if key is None:
        return lead + dashes + _value(rest, listed=bool(dashes))
    value = _value(rest[key.end() :], listed=True)
    return f"{lead}{dashes}{key[1]}: {value}".rstrip()


def _dashes(typed: str) -> str:
    """Dashes in half width that take as much room as they did, for what is beneath is in line."""
    made = _narrow(re.sub("[－–—]", "- ", typed))
    return re.sub("-(?! )", "- ", made)


def _value(value: str, *, listed: bool) -> str:
    """A value with the signs that begin it in half width."""
    if _BAR.fullmatch(value):
        return value.replace("｜", "|")
    if listed and (match := _LIST.fullmatch(value)):
        return f"[{_BETWEEN.sub(', ', match['square'] or match['wide'] or '')}]"
    return value


@cache
def _keys() -> str:
    """A pattern of the names of all items that a document may have, the longest first."""
    from ..document.parts import Document
    from ..elements.element import Element

    waiting: list[type[Element]] = [Document, Element]  # once it is there, all elements are
    keys: set[str] = set()
    while waiting:
        element = waiting.pop()
        waiting += element.__subclasses__()
        keys |= {field.key for field in getattr(element, "fields", {}).values() if field.key}
    return "|".join(sorted(keys, key=len, reverse=True))
