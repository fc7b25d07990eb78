"""What the fields and links of a Word file hold beside the text that they show."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from .. import patterns as re
from ..problem import Level
from ..word.foreign_styles import is_on
from ..word.wordml import W
from .fates import shortened

_CHANGING = re.compile(r"(?i)\s*(DATE|TIME|SAVEDATE|PRINTDATE)\b")
_LINK = re.compile(r'(?i)\s*HYPERLINK\s+(?:"([^"]+)"|([^"\s\\]+))')
_SCHEME = re.compile(r"(?i)(?:https?://|mailto:|ftp://|file:///?)")


class OpenField(Struct):
    """A field (17.16.18) that has begun: its code, and what it shows so far."""

    code: str = ""
    shown: str = ""


Said = tuple[str, Level, str]
"""A message, its level, and what to do."""


def doubt_of_field(code: str, shown: str) -> Said | None:
    """What is to be said of a field that shows this; None where nothing is."""
    shown = shown.strip()
    if (changing := _CHANGING.match(code)) and shown:
        said = f"“{shortened(shown)}”是自动的日期或时间（{changing[1].upper()} 域），每次打开都会变"
        said += "，照文件里存着的写成了文字"
        return said, Level.WARNING, "核对这一天是不是原来的日期"
    link = _LINK.match(code)
    return doubt_of_link(link[1] or link[2], shown) if link else None


def doubt_of_link(address: str, shown: str) -> Said | None:
    """The same for a text that leads to an address; None where the text is that address, or it
    leads to a place in the file.
    """
    plain, text = _bare(address), _bare(shown)
    if not text or not plain or plain.startswith(("#", "_toc")) or plain in text:
        return None
    return (
        f"“{shortened(shown.strip())}”连着地址 {address[:200]}，地址没有写进文稿",
        Level.NOTICE,
        "要让读的人看到地址的，把它写进文字",
    )


def _bare(address: str) -> str:
    return _SCHEME.sub("", "".join(address.split())).rstrip("/").lower()


def prompts_in(root: etree._Element) -> set[etree._Element]:
    """The runs of content controls that nobody filled in: they show what to fill in
    (17.5.2.39).
    """
    return {
        run
        for control in root.iter(f"{W}sdt")
        if is_on(control, "sdtPr/showingPlcHdr")
        for run in control.iterfind(f"{W}sdtContent//{W}r")
    }
