"""What the fields and links of a Word file hold beside the text that they show."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from .. import patterns as re
from ..problem import Level
from ..word.foreign_styles import is_on
from ..word.wordml import W
from .fates import shortened
from .links import Said, doubt_of_link

_CHANGING = re.compile(r"(?i)\s*(DATE|TIME|SAVEDATE|PRINTDATE)\b")
_LINK = re.compile(r'(?i)\s*HYPERLINK\s+(?:"([^"]+)"|([^"\s\\]+))')


class OpenField(Struct):
    """A field (17.16.18) that has begun: its code, and what it shows so far."""

    code: str = ""
    shown: str = ""


def doubt_of_field(code: str, shown: str) -> Said | None:
    """What is to be said of a field that shows this; None where nothing is."""
    shown = shown.strip()
    if (changing := _CHANGING.match(code)) and shown:
        said = f"“{shortened(shown)}”是自动的日期或时间（{changing[1].upper()} 域），每次打开都会变"
        said += "，照文件里存着的写成了文字"
        return said, Level.WARNING, "核对这一天是不是原来的日期"
    link = _LINK.match(code)
    return doubt_of_link(link[1] or link[2], shown) if link else None


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
