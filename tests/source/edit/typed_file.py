"""Random YAML as people type it, with a note of where each text stands."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from msgspec import Struct, field

from gongwen.source.parse import parse

WORDS = st.text("各单位要：，。落实ab1 '\"#:-[]{}|>%&*!?@`、（）", min_size=1, max_size=14)
LINES = st.lists(st.text("各单位要，。落实ab1'\"#:- ", max_size=9), min_size=1, max_size=4).map(
    "\n".join
)
KEYS = st.sampled_from(["文种", "标题", "正文", "节", "任务", "责任单位", "时限", "列", "行"])
TEXTS = st.one_of(WORDS, LINES)
DATA = st.recursive(
    st.one_of(st.none(), TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(KEYS, inner, min_size=1, max_size=4)
    ),
    max_leaves=14,
)
ROOTS = st.one_of(
    st.lists(DATA, min_size=1, max_size=4), st.dictionaries(KEYS, DATA, min_size=1, max_size=5)
)


class Typed(Struct):
    """A text that grows; `spans` has where each text stands, by its path. `indents` are those of a
    list and of a mapping below a key.
    """

    draw: Any
    indents: tuple[int, int]
    text: str = ""
    spans: dict[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)


def typed_file(data: Any, draw: Any) -> Typed:
    """The data as a file: styles, brackets, indents, comments and blank lines as drawn."""
    typed = Typed(draw, draw(st.sampled_from([(0, 2), (2, 2), (2, 4), (0, 4)])))
    _node(data, (), 0, typed)
    if draw(st.booleans()) and not typed.text.endswith("\n"):
        typed.text += "\n"
    return typed


def _node(data: Any, path: tuple[Any, ...], indent: int, typed: Typed) -> None:
    """A list or a mapping in lines of its own, each beginning at column `indent`."""
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    for number, (step, value) in enumerate(pairs):
        if number:
            _between(typed, indent)
        head = f"{step}:" if isinstance(data, dict) else "-"
        typed.text += head
        _value(value, (*path, step), indent, typed, in_mapping=isinstance(data, dict))


def _between(typed: Typed, indent: int) -> None:
    if not typed.text.endswith("\n"):
        typed.text += "\n"
    for _ in range(typed.draw(st.integers(0, 2)) if typed.draw(st.booleans()) else 0):
        line = typed.draw(st.sampled_from(["", f"{' ' * indent}# 说明", "# 顶格的说明"]))
        typed.text += line + "\n"
    typed.text += " " * indent


def _value(value: Any, path: Any, indent: int, typed: Typed, *, in_mapping: bool) -> None:
    lists, mappings = typed.indents
    flat = typed.draw(st.integers(0, 5)) == 0
    if isinstance(value, list | dict) and (not value or (flat and _fits_brackets(value))):
        typed.text += " "
        _in_brackets(value, path, typed)
        _comment(typed)
    elif isinstance(value, list | dict):
        if in_mapping:
            inner = indent + (lists if isinstance(value, list) else mappings)
            _comment(typed)
            typed.text += "\n" + " " * inner
        else:
            inner = indent + 2
            typed.text += " "
        _node(value, path, inner, typed)
    elif value is None:
        typed.spans[path] = (len(typed.text), len(typed.text))
    else:
        typed.text += " "
        _scalar(value, path, indent, typed)


def _comment(typed: Typed) -> None:
    if typed.draw(st.integers(0, 4)) == 0:
        typed.text += "   # 行末的说明"


def _fits_brackets(value: Any) -> bool:
    items = value.values() if isinstance(value, dict) else value
    return all(
        _fits_brackets(item) if isinstance(item, list | dict) else isinstance(item, str)
        for item in items
    )


def _in_brackets(value: Any, path: Any, typed: Typed) -> None:
    is_mapping = isinstance(value, dict)
    typed.text += "{" if is_mapping else "["
    for number, (step, item) in enumerate(value.items() if is_mapping else enumerate(value)):
        typed.text += ", " if number else ""
        typed.text += f"{step}: " if is_mapping else ""
        if isinstance(item, list | dict):
            _in_brackets(item, (*path, step), typed)
        else:
            ways = [
                way
                for way in (item, _single(item), _double(item))
                if _reads(f"[{way}, 乙]", [item, "乙"])
            ]
            _put(typed.draw(st.sampled_from(ways)), (*path, step), typed)
    typed.text += "}" if is_mapping else "]"


def _scalar(value: str, path: Any, indent: int, typed: Typed) -> None:
    """Any way that reads as the value."""
    below = indent + typed.draw(st.sampled_from([2, 3]))
    lead = " " * below
    bare = value.rstrip("\n")
    sign = "+" if value.endswith("\n\n") else "" if value.endswith("\n") else "-"
    lines = "\n".join(lead + line if line else "" for line in value.split("\n"))
    folded = "\n\n".join(lead + line for line in bare.split("\n"))
    cut = typed.draw(st.integers(1, max(len(value) - 1, 1)))
    broken = f"{value[:cut]}\n{lead}{value[cut:]}"
    frame = " " * indent + "- 首\n" + " " * indent + "- "
    ways = [
        way
        for way in (
            value, broken, _single(value), _single(broken), _double(value),
            f"|{sign}\n{lines.removesuffix(chr(10)) if sign != '+' else lines}",
            f">{sign}\n{folded}",
        )
        if _reads(frame + way + ("\n" if sign == "+" else ""), ["首", value])
    ]  # fmt: skip
    _put(typed.draw(st.sampled_from(ways)), path, typed)


def _put(way: str, path: Any, typed: Typed) -> None:
    start = len(typed.text)
    typed.text += way
    typed.spans[path] = (start, len(typed.text))


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _reads(source: str, wanted: Any) -> bool:
    value, problems = parse(source, "")
    return value == wanted and not problems
