"""A tree to YAML in the layout of content/: block style, plain text wherever it reads as itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from .. import patterns as re
from ..source.parse import parse
from .tree import Noted, Tree

_WITHIN = "\u4e00-\u9fff，。；：、！？“”‘’（）《》〈〉〔〕【】—…·0-9A-Za-z%.+　\\-"
_SAFE = re.compile(
    rf"[\u4e00-\u9fff（《“〔](?:[{_WITHIN} ]*[\u4e00-\u9fff0-9A-Za-z。；：！？”）》])?"
)


def write_yaml(tree: Tree) -> str:
    """The text of a file; reading it gives the tree again, comments aside, and the rows of tables,
    which are lines where they can be.
    """
    return "\n".join(_lines(tree, "")) + "\n"


def _lines(tree: Tree, indent: str) -> Iterator[str]:
    """The lines of a mapping or a list."""
    if isinstance(tree, Noted):
        yield from _comments(tree.notes, indent)
        tree = tree.value
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            shown = _barred(value) if key == "行" else value
            yield from _entry(f"{indent}{_key(key)}:", shown, indent, indent + "  ")
    elif isinstance(tree, list) and tree:
        for item in tree:
            yield from _item(item, indent)
    elif isinstance(tree, str):
        yield indent + _text(tree, indent)
    else:
        yield indent + ("{}" if isinstance(tree, dict) else "[]")


def _entry(head: str, value: Tree, indent: str, inner: str) -> Iterator[str]:
    if isinstance(value, Noted):
        yield from _comments(value.notes, indent)
        value = value.value
    if isinstance(value, str):
        yield f"{head} {_text(value, indent)}"
    elif not value:
        yield f"{head} {'{}' if isinstance(value, dict) else '[]'}"
    elif isinstance(value, dict):
        yield head
        yield from _lines(value, inner)
    elif isinstance(value, list) and _is_short(value):
        yield f"{head} [{', '.join(_in_brackets(str(item)) for item in value)}]"
    else:
        yield head
        yield from _lines(value, indent)


def _item(item: Tree, indent: str) -> Iterator[str]:
    if isinstance(item, Noted):
        yield from _comments(item.notes, indent)
        item = item.value
    if isinstance(item, str):
        yield f"{indent}- {_text(item, indent)}"
        return
    if not item:
        yield f"{indent}- {'{}' if isinstance(item, dict) else '[]'}"
        return
    first = True
    for line in _lines(item, indent + "  "):
        comment = line.lstrip().startswith("# ")
        if first and comment:
            yield indent + line.lstrip()
        else:
            yield f"{indent}- {line[len(indent) + 2 :]}" if first else line
            first = False


def _comments(notes: tuple[str, ...], indent: str) -> Iterator[str]:
    for note in notes:
        yield f"{indent}# {_one_line(note)}"


def _one_line(note: str) -> str:
    kept = "".join(c if c.isprintable() and not 0xD800 <= ord(c) <= 0xDFFF else " " for c in note)
    return " ".join(kept.split())


_LONGEST_LINE = 100
_FILES = (".csv", ".xlsx", ".xls", ".et", ".ods", ".tsv", ".doc", ".docx", ".wps")
"""How a text ends that is taken for the name of a file with the rows."""
_RULE = re.compile(r"[｜:\-\s]*-[｜:\-\s]*")
_NO_CELL = re.compile(r"[｜|\t\n\r\v\f\x85\u2028\u2029]|^\s|\s$")


def _barred(rows: Tree) -> Tree:
    """The rows of a table as lines with ｜ between the cells, where that says the same; a row that
    cannot be one stays a list.
    """
    if not isinstance(rows, list):
        return rows
    lines = [_line_of(row) for row in rows]
    said = [line for line in lines if isinstance(line, str)]
    if said and all(line[0] == line[-1] == "｜" for line in said):
        lines = [f"｜{line}｜" if isinstance(line, str) else line for line in lines]
    if len(said) < len(rows) or not said:
        return lines
    text = "\n".join(said if lines == said else map(str, lines))
    return rows if text.lower().endswith(_FILES) else text


def _line_of(row: Tree) -> Tree:
    """A row as one line; itself where a cell is no plain line of text, or the line too long."""
    if not isinstance(row, list) or len(row) < 2:
        return row
    cells = [cell for cell in row if isinstance(cell, str) and not _NO_CELL.search(cell)]
    line = "｜".join(cells)
    if len(cells) < len(row) or len(line) > _LONGEST_LINE or _RULE.fullmatch(line):
        return row
    return line


_SHORT, _MOST_SHORT = 8, 12


def _is_short(items: list[Tree]) -> bool:
    """Whether a list reads better in one line: names of columns, markers, counts."""
    return len(items) <= _MOST_SHORT and all(
        isinstance(item, str) and item.isprintable() and 0 < len(item) <= _SHORT for item in items
    )


def _key(key: str) -> str:
    return key if _reads_as(f"{key}: 文", {key: "文"}) else _single(key)


@lru_cache(maxsize=8192)
def _text(text: str, indent: str) -> str:
    """A scalar: plain where it reads as itself, else quoted, or a | block."""
    if _SAFE.fullmatch(text):
        return text
    if "\n" in text:
        return _block(text, indent)
    if _reads_as(f"键: {text}", {"键": text}) and _reads_as(f"- {text}", [text]):
        return text
    return _single(text) if _reads_as(f"- {_single(text)}", [text]) else _double(text)


def _block(text: str, indent: str) -> str:
    inner = indent + "  "
    body = "\n".join(inner + line if line else "" for line in text.split("\n"))
    if text[:1] not in (" ", "\t", "\n") and _reads_as(f"键: |-\n{body}", {"键": text}):
        return f"|-\n{body}"
    return _double(text)


def _in_brackets(text: str) -> str:
    return text if _reads_as(f"[{text}, 乙]", [text, "乙"]) else _single(text)


def _single(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _reads_as(source: str, wanted: object) -> bool:
    value, problems = parse(source, "")
    return value == wanted and not any(p.rule != "看不见的字符" for p in problems)
