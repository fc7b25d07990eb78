"""Links to attachments at the end of a web page: “附件下载：1.应急预案.doc”."""

from __future__ import annotations

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph

_LEAD = (
    r"(?:(?:相关)?附件(?:下载)?\s*(?:\d{1,2}(?:\s*[-—－至]\s*\d{1,2})?)?\s*(?:下载)?\s*[：:]?\s*)"
)
_NUMBER = r"(?:\d{1,2}\s*[.．、]\s*)?"
_FILE = re.compile(
    rf"({_LEAD}?{_NUMBER})(.{{2,80}}?)(\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar))",
    re.IGNORECASE,
)
_SUFFIX = r"\s*\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar|jpe?g|png)$"
_NAMELESS = re.compile(r"附\s*件\s*\d{0,2}")
_RUN = re.compile(
    r"附件\s*\d{1,2}.{2,80}?\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|zip|rar)\s*", re.IGNORECASE
)
_ALONE = re.compile(r"(?:相关)?附件(?:下载)?\s*[：:]?")

_EMPTY = re.compile(r"(?:相关)?附件(?:下载|列表)\s*[：:]?")
"""The heading that a site prints over its list of links, where the list is empty."""


def is_download(text: str) -> bool:
    """Whether a line is the link to a file."""
    return _FILE.fullmatch(text) is not None


def read_downloads(pieces: list[Piece], source: Source) -> tuple[list[str], list[Piece]]:
    """The names of linked files at the end, and the pieces before them."""
    kept = _parted(pieces)
    found: list[str] = []
    while kept and isinstance(last := kept[-1], SourceParagraph):
        match = _FILE.fullmatch(last.text)
        if match and _NAMELESS.fullmatch(match[2]):
            source.leave(last.text, last.number, "附件的链接，没有名称")
            said = f"附件的链接“{last.text}”没有名称，没有写进文稿"
            hint = "把附件的名称写进“附件”，加上：另附: 是"
            source.say(UNSURE, Level.WARNING, last.number, said, hint)
            source.open_element("附件")
        elif match:
            found.insert(0, match[2])
            source.leave(match[1] + match[3], last.number, "附件链接的编号和文件类型")
        elif found and _ALONE.fullmatch(last.text):
            source.leave(last.text, last.number, "附件链接的标题")
        elif _EMPTY.fullmatch(last.text):
            source.leave(last.text, last.number, "附件链接的标题，下面没有链接")
        else:
            break
        kept.pop()
    return found, kept


def _parted(pieces: list[Piece]) -> list[Piece]:
    """The pieces, links that follow one another on a line each by itself."""
    made: list[Piece] = []
    for piece in pieces:
        links = _RUN.findall(piece.text) if isinstance(piece, SourceParagraph) else []
        if isinstance(piece, SourceParagraph) and len(links) > 1 and "".join(links) == piece.text:
            made += [piece.with_text(link) for link in links]
        else:
            made.append(piece)
    return made


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
