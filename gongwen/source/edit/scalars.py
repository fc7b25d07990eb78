"""How a text is written: plain where it reads as itself, else quoted, or below a `|`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher

from ... import patterns as re
from ..parse import parse
from ..wording import quoted
from .spans import TextNode, column, line_start

Splice = tuple[int, int, str]
"""From where to where of a text something else is to stand."""

_LONGEST_COMPARED = 2000
"""Characters; what lies between the first and the last change of more is written anew."""
_FOLD = re.compile(r"[ \t]*\n[ \t\n]*")


def reads_plain(value: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotes, and nobody would take it for a slip."""
    if "\n" in value:
        return False
    frames: tuple[tuple[str, object], ...] = (
        ((f"[{value}, 乙]", [value, "乙"]), (f"{{键: {value}}}", {"键": value}))
        if flow
        else ((f"键: {value}", {"键": value}), (f"- {value}", [value]))
    )
    return all(parse(source, "") == (wanted, []) for source, wanted in frames)


def in_quotes(value: str, sign: str) -> str:
    """The text in quotes of a kind; double ones where single ones cannot hold it."""
    if sign == "'" and "\n" not in value and value.isprintable():
        return quoted(value)
    return json.dumps(value, ensure_ascii=False)


def as_value(text: str, *, flow: bool) -> str:
    """A text as it stands on one line after a key, where `flow` in braces: in quotes where it needs
    them.
    """
    return text if reads_plain(text, flow=flow) else in_quotes(text, "'")


def preferred_quote(text: str) -> str:
    """The quotes that a file mostly uses for values; single ones where it has none."""
    single, double = (len(re.findall(rf"(?m)(?::|-)\s+{sign}", text)) for sign in "'\"")
    return '"' if double > single else "'"


def block_lines(value: str, indent: int) -> str | None:
    """The text below a `|`, from that sign on; None where that cannot hold it."""
    bare = value.rstrip("\n")
    trailing = len(value) - len(bare)
    if not bare or bare[0] in " \t\n" or not all(c.isprintable() or c == "\n" for c in bare):
        return None
    chomping = "-" if not trailing else "" if trailing == 1 else "+"
    lines = (" " * indent + line if line else "" for line in bare.split("\n"))
    return f"|{chomping}\n" + "\n".join(lines) + "\n" * max(trailing - 1, 0)


def ways_to_write(
    text: str, node: TextNode, old: str | None, new: str, indent: int
) -> Iterator[list[Splice]]:
    """What may be done to a text so that the value of `node` reads `new`, the least change first.
    `indent` is where the lines of a block text below it would begin. Whoever takes one has to see
    whether it reads so.
    """
    start, end, style = node.start, node.end, node.style
    blank = " " if start == end and not style and start and text[start - 1] != " " else ""
    plain = not style and reads_plain(new, flow=node.flow)
    if old and (style or plain) and (places := _aligned(text, node, old)):
        yield list(_least(text, node, old, new, places))
    if style in ("|", ">"):
        yield from _block_anew(text, node, new)
    elif not style and plain:
        yield [(start, end, blank + new)]
    elif style:
        yield [(start, end, in_quotes(new, style))]
    if "\n" in new and not node.flow and (block := block_lines(new, indent)):
        yield [(start, end, blank + block)]
    yield [(start, end, blank + in_quotes(new, preferred_quote(text)))]
    yield [(start, end, blank + in_quotes(new, '"'))]


def _block_anew(text: str, node: TextNode, new: str) -> Iterator[list[Splice]]:
    """All lines of a block text, its first line kept but for what it says of blank lines."""
    source = text[node.start : node.end]
    header, _, body = source.partition("\n")
    first = next((line for line in body.split("\n") if line.strip(" ")), "")
    indent = len(first) - len(first.lstrip(" "))
    if not indent or not new.strip("\n"):
        return
    bare = new.rstrip("\n")
    trailing = len(new) - len(bare)
    chomping = "-" if not trailing else "" if trailing == 1 else "+"
    shown = re.match(r"[|>][-+]?(\d?)[-+]?(.*)", header)
    between = "\n" if header.startswith("|") else "\n\n"
    lines = (" " * indent + line if line else "" for line in bare.split("\n"))
    if shown:
        head = header[0] + shown[1] + chomping + shown[2]
        written = f"{head}\n" + between.join(lines) + "\n" * max(trailing - 1, 0)
        yield [(node.start, node.end, written)]


def _aligned(text: str, node: TextNode, value: str) -> list[int] | None:
    """Where each character of a value stands in the text, and where the value ends; None where
    that cannot be told, as with escapes.
    """
    source, style = text[node.start : node.end], node.style
    if style == '"' and "\\" in source:
        return None
    at = {"": 0, "'": 1, '"': 1}.get(style, -1)
    if at < 0:
        at = source.find("\n")
        at = _indented(source, at + 1) if at >= 0 else -1
    places: list[int] = []
    breaks = 0
    for index, character in enumerate(value):
        if breaks:  # of a run of blank lines that stands for several breaks
            breaks -= 1
            places.append(node.start + at - 1)
            continue
        if at < 0 or at >= len(source):
            if value[index:].strip("\n"):
                return None
            places += [node.start + len(source)] * (len(value) - index)
            break
        if style == "|":
            if source[at] != character:
                return None
            places.append(node.start + at)
            at = _indented(source, at + 1) if character == "\n" else at + 1
            continue
        if run := _FOLD.match(source, at):
            if character in " \n":
                places.append(node.start + at)
                breaks = run[0].count("\n") - 2 if character == "\n" else 0
                at = run.end()
                breaks = max(breaks, 0)
                continue
            at = run.end()
        if source[at : at + 1] != character:
            return None
        places.append(node.start + at)
        at += 2 if style == "'" and character == "'" else 1
    return [*places, node.end - (1 if style in ("'", '"') else 0)]


def _indented(source: str, at: int) -> int:
    """Behind the blanks that a line begins with, by which its block is indented."""
    body = source.partition("\n")[2]
    first = next((line for line in body.split("\n") if line.strip(" ")), "")
    indent = len(first) - len(first.lstrip(" "))
    while indent and source[at : at + 1] == " ":
        at, indent = at + 1, indent - 1
    return at


def _least(text: str, node: TextNode, old: str, new: str, places: list[int]) -> Iterator[Splice]:
    """Only what differs, put where it stands."""
    for start, end, words in _differences(old, new, whole=node.style == "|"):
        if node.style == "|":
            yield _in_block(text, node, old, (start, end, words), places)
            continue
        written = words
        if node.style == "'":
            written = words.replace("'", "''")
        elif node.style == '"':
            written = json.dumps(words, ensure_ascii=False)[1:-1]
        elif node.style == ">":
            written = words.replace("\n", "\n\n" + " " * column(text, places[0]))
        first = places[start] if start < end or not start else _behind(places, start - 1, old, node)
        yield first, _behind(places, end - 1, old, node) if start < end else first, written


def _in_block(text: str, node: TextNode, old: str, splice: Splice, places: list[int]) -> Splice:
    """What differs of a `|` text: each line with its indent, blank ones without."""
    start, end, words = splice
    indent = column(text, _indented_place(text, node))
    written = re.sub(r"\n(?!\n|$)", "\n" + " " * indent, words)
    first = places[start]
    last = _behind(places, end - 1, old, node) if start < end else first
    following = old[end : end + 1]
    if words.endswith("\n") and following not in ("", "\n"):
        written += " " * indent
    elif not words and following not in ("", "\n") and end and old[end - 1] == "\n":
        last = max(last, places[end])
    if not start or old[start - 1] == "\n":
        if (words or following)[:1] in ("", "\n"):
            first = line_start(text, first)
            if not words and not following:  # the last lines go, and what parts them from the rest
                first -= 1
        else:
            written = " " * (indent - column(text, first)) + written
    return first, max(first, last), written


def _indented_place(text: str, node: TextNode) -> int:
    """Where the text of a block's first line begins."""
    source = text[node.start : node.end]
    at = source.find("\n") + 1
    while source[at : at + 1] == "\n":
        at += 1
    return node.start + _indented(source, at)


def _behind(places: list[int], index: int, old: str, node: TextNode) -> int:
    """Behind a character of the value, as it is typed."""
    if node.style == "|" and old[index] == "\n":
        return places[index + 1]
    return places[index] + (2 if node.style == "'" and old[index] == "'" else 1)


def _differences(old: str, new: str, *, whole: bool) -> Iterator[tuple[int, int, str]]:
    """From where to where of the old text other words stand in the new one. `whole`: between the
    first and the last difference all is one.
    """
    first = 0
    shorter = min(len(old), len(new))
    while first < shorter and old[first] == new[first]:
        first += 1
    last = 0
    while last < shorter - first and old[-1 - last] == new[-1 - last]:
        last += 1
    middle, wanted = old[first : len(old) - last], new[first : len(new) - last]
    if whole or len(middle) + len(wanted) > _LONGEST_COMPARED:
        yield first, len(old) - last, wanted
        return
    matcher = SequenceMatcher(None, middle, wanted, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield first + i, first + j, wanted[k:m]
