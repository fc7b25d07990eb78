"""The same 发文字号 in two documents: a check over the documents, not inside one.

It looks at the files themselves, so it holds for documents whose results are cached too; only
files that seem to share a number are parsed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from .. import patterns as re
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import SAME_NUMBER
from ..source.tree import Mapping
from .library import Library

_FINAL = "印发稿"
_LINE = re.compile(
    b"^(?:\xef\xbb\xbf)?(" + "发文字号".encode() + b"[^\n]*(?:\n[ \t]+[^\n]*)?)", re.MULTILINE
)
"""A line that begins with 发文字号, and one that goes on, as bytes: most files need no decoding."""
_YEAR = r"[〔\[［【（(﹝〈]\s*\d{4}\s*[〕\]］】）)﹞〉]"
_NUMBER = re.compile(
    rf"[^\d\s\"':]+\s*{_YEAR}\s*\D?\s*\d+(?:\s*号)?"
    rf"|{_YEAR}\s*[^\d\s\"':]+\d+(?:\s*号)?|[^\d\s\"':]+(?:19|20)\d{{2}}[-—–]\d+(?:\s*号)?"
)


def same_numbers(
    documents: Iterable[Path], only: Iterable[Path], stage: str | None, library: Library
) -> list[Problem]:
    """A warning for each of the documents in `only` whose final text bears the number of another
    one's. `stage` is the one asked for, None = each document's own: only 印发稿 prints a number.
    The others are not looked for where none of them bears one.
    """
    if stage not in (None, _FINAL):
        return []
    wanted = set(only)
    if not any(any(_written(path)) for path in wanted):
        return []
    candidates: defaultdict[str, list[Path]] = defaultdict(list)
    for path in documents:
        for number in _written(path):
            candidates[number].append(path)
    problems: list[Problem] = []
    for paths in candidates.values():
        if len(paths) > 1 and wanted.intersection(paths):
            problems += _shared(paths, wanted, stage, library)
    return problems


def typed_numbers(documents: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    """The numbers that documents bear, as typed, whether they were given or not."""
    for path in documents:
        for number in _written(path):
            yield number, path


def _written(path: Path) -> Iterator[str]:
    """What a number looks like in the file, where there is one at the top level."""
    try:
        line = _LINE.search(path.read_bytes())
    except OSError:
        return
    if line and (match := _NUMBER.search(line[1].decode("utf-8", "replace"), 4)):
        yield match[0]


def _shared(
    paths: list[Path], wanted: set[Path], stage: str | None, library: Library
) -> Iterator[Problem]:
    borne: defaultdict[str, list[tuple[Path, Place]]] = defaultdict(list)
    for path in paths:
        data = library.read(path).data
        if not isinstance(data, Mapping) or (stage or data.get("稿本")) != _FINAL:
            continue
        number = data.get("发文字号")
        if isinstance(number, str):
            borne[number.strip()].append((path, data.places["发文字号"]))
    for number, holders in borne.items():
        for path, place in holders:
            others = [f"{at.file} 第{at.line}行" for other, at in holders if other != path]
            if others and path in wanted:
                yield problem_at(
                    place,
                    SAME_NUMBER,
                    Level.WARNING,
                    f"发文字号“{number}”已经写在{'、'.join(others)}",
                    basis="一个文号只编给一份公文",
                    hint="核对两份的文号，改掉一处；下一个文号用 make register 查",
                )
