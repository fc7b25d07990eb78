"""What a returned file says, before it is known whose it is and what it is about."""

from __future__ import annotations

import re
from typing import Final, Literal

from msgspec import Struct

Sort = Literal["反馈表", "复函", "草稿修改件", "扫描件"]
_SAYS_NONE: Final = re.compile(
    r"(?:无|没有|暂无|均无)(?:其他|其它|任何|补充|反馈|书面)?(?:的)?(?:修改|不同|反馈)?(?:的)?(?:意见|建议)"
    r"|无异议|意见[：:][\s　]*(?:无|没有)(?=[。\s]|$)"
    r"|^[\s　]*(?:原则)?同意[。\s]*$|^[\s　]*[无／/][。\s]*$"
)
_CHANGES: Final = re.compile("建议|修改为|改为|删[除去]|增加|补充|调整|完善|明确|表述为")


class RawComment(Struct, frozen=True):
    """A comment as it was written. `row` says where in its file: 第2行, 第3段."""

    words: str
    row: str
    written: str = ""
    quoted: str = ""
    grounds: str = ""
    place: str = ""
    """The place in the version that was sent, where the file itself tells it."""


class Fault(Struct, frozen=True):
    """What could not be read for certain: where in its file, and what."""

    row: str
    said: str


class Reply(Struct, frozen=True):
    """A returned file. `units` are the names it may be from, the surest first, each with where it
    stood; `none` = it says that there is nothing to comment; `day` ISO 8601, "" = not said.
    """

    file: str
    sort: Sort
    units: tuple[tuple[str, str], ...] = ()
    comments: tuple[RawComment, ...] = ()
    none: bool = False
    day: str = ""
    number: str = ""
    faults: tuple[Fault, ...] = ()


def says_none(text: str) -> bool:
    """Whether a text says that there is no comment, and nothing that is one."""
    return bool(_SAYS_NONE.search(text)) and not _CHANGES.search(_SAYS_NONE.sub("", text))


def is_comment(text: str) -> bool:
    """Whether a text asks for a change."""
    return bool(_CHANGES.search(text)) and not says_none(text)


_ITEM: Final = re.compile(
    r"(?m)(?:^|(?<=[：:。；]))[\s　]*"
    r"(?:(?P<number>\d{1,2})[.．、）)](?!\d)|[（(](?P<bracketed>\d{1,2})[）)]"
    r"|(?P<circled>[①-⑳])|(?P<chinese>[一二三四五六七八九十]{1,3})、"
    r"|[（(](?P<inner>[一二三四五六七八九十]{1,3})[）)])[\s　]*"
)


def several(text: str) -> list[str]:
    """The comments in one text: its items where they are numbered from 1, else the whole. What
    stands before the first item is said again with each, for it says what they are about.
    """
    found = list(_ITEM.finditer(text))
    numbers = [_number_of(match) for match in found]
    if len(found) < 2 or numbers != list(range(1, len(found) + 1)):
        return [text.strip()]
    lead = text[: found[0].start()].strip()
    ends = [match.start() for match in found[1:]] + [len(text)]
    items = [text[match.end() : end].strip() for match, end in zip(found, ends, strict=True)]
    lead = lead if not lead or lead.endswith(("：", ":")) else f"{lead}\n"
    return [f"{lead}{item}" for item in items if item]


def _number_of(match: re.Match[str]) -> int:
    from ..paper.numbering import read_chinese_numeral

    if match["circled"]:
        return ord(match["circled"]) - ord("①") + 1
    if chinese := match["chinese"] or match["inner"]:
        return read_chinese_numeral(chinese) or 0
    return int(match["number"] or match["bracketed"])


_GROUNDS: Final = re.compile(
    r"(?:^|(?<=[，。；\n]))[\s　]*(?:理由|依据|理由(?:和|及)?依据|修改理由)[：:是为]"
)


def with_grounds(text: str) -> tuple[str, str]:
    """A comment without its grounds (理由：……), and these."""
    match = _GROUNDS.search(text)
    if match is None or not text[: match.start()].strip():
        return text.strip(), ""
    return text[: match.start()].strip(" ，\n　"), text[match.end() :].strip()
