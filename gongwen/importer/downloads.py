"""Links to attachments at the end of a web page: “附件下载：1.应急预案.doc”."""

from __future__ import annotations

import re

from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph

_LEAD = r"(?:(?:相关)?附件(?:下载)?\s*\d{0,2}\s*[：:]?\s*)"
_NUMBER = r"(?:\d{1,2}\s*[.．、]\s*)?"
_FILE = re.compile(
    rf"({_LEAD}?{_NUMBER})(.{{2,80}}?)(\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar))",
    re.IGNORECASE,
)
_SUFFIX = r"\s*\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|jpe?g|png)$"
_ALONE = re.compile(r"(?:相关)?附件(?:下载)?\s*[：:]?")


def is_download(text: str) -> bool:
    """Whether a line is the link to a file."""
    return _FILE.fullmatch(text) is not None


def read_downloads(pieces: list[Piece], source: Source) -> tuple[list[str], list[Piece]]:
    """The names of linked files at the end, and the pieces before them."""
    kept = list(pieces)
    found: list[str] = []
    while kept and isinstance(last := kept[-1], SourceParagraph):
        match = _FILE.fullmatch(last.text)
        if match:
            found.insert(0, match[2])
            source.leave(match[1] + match[3], last.number, "附件链接的编号和文件类型")
        elif found and _ALONE.fullmatch(last.text):
            source.leave(last.text, last.number, "附件链接的标题")
        else:
            break
        kept.pop()
    return found, kept


def without_suffixes(names: list[str], source: Source) -> list[str]:
    """The names of attachments without the kind of their files, which is told: 值班表.xlsx."""
    kept = [re.sub(_SUFFIX, "", name, flags=re.IGNORECASE) for name in names]
    changed = [name for name, bare in zip(names, kept, strict=True) if name != bare]
    if changed:
        for name, bare in zip(names, kept, strict=True):
            source.leave(name.removeprefix(bare), 0, "附件名称后面的文件类型")
        said = f"附件名称“{changed[0]}”等{len(changed)}处后面的文件类型没有写进文稿"
        source.say(UNSURE, Level.NOTICE, 0, said, "对照原文核对附件的名称")
    return kept
