"""出席, 请假 and 列席 at the end of minutes."""

from __future__ import annotations

import re

from .pieces import Piece, Source, SourceParagraph
from .tree import Tree

_LINE = re.compile(r"(出\s*席|请\s*假|列\s*席)(?:人员|人|单位)?\s*([：:])\s*(\S.*)")
_ORDER = ("出席", "请假", "列席")


def read_attendance(pieces: list[Piece], source: Source) -> tuple[dict[str, Tree], list[Piece]]:
    """Who was there, from the last lines of minutes, and the pieces before them."""
    kept = list(pieces)
    found: dict[str, Tree] = {}
    while kept and isinstance(last := kept[-1], SourceParagraph):
        match = _LINE.fullmatch(last.text)
        key = "".join(match[1].split()) if match else ""
        if match is None or key in found:
            break
        found[key] = match[3].rstrip("。")
        source.leave(
            last.text.replace(str(found[key]), "", 1), last.number, f"“{key}”的字，由程序印"
        )
        kept.pop()
    return {key: found[key] for key in _ORDER if key in found}, kept
