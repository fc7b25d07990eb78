"""What runs of a Word file say beside their text."""

from __future__ import annotations

from lxml import etree

from .. import patterns as re
from ..word.foreign_styles import is_on, value
from ..word.wordml import W

_CIRCLED = re.compile(r"\\o\s*(?:\\a[clr])?\s*\(\s*○\s*[,，]\s*(\d{1,2})\s*\)", re.IGNORECASE)


def is_underlined(run: etree._Element) -> bool:
    """Whether a run says itself that it is underlined."""
    found = value(run, "rPr/u")
    return found is not None and found != "none"


_TICKS = {"£": "□", "R": "☑", "S": "☒", "T": "☒", "P": "√", "O": "×"}
"""What Wingdings 2 shows for letters."""
_BOXES = {"o": "□", "q": "□", "¨": "□", "þ": "☑", "ý": "☒", "n": "■", "l": "●", "ü": "√", "û": "×"}
"""What Wingdings shows for letters."""
_SYMBOLS = {"Wingdings": _BOXES, "Wingdings 2": _TICKS}
_PRIVATE = 0xF000


def as_shown(run: etree._Element, text: str) -> str:
    """The text of a run as its symbol font shows it: £ in Wingdings 2 is a box to tick."""
    faces = run.find(f"{W}rPr/{W}rFonts")
    names = [str(name) for name in faces.attrib.values()] if faces is not None else []
    bare = text.strip()
    shown = next((sign for name in names if (sign := _SYMBOLS.get(name, {}).get(bare))), "")
    return text.replace(bare, shown) if shown else text


def symbol(node: etree._Element) -> str:
    """The sign of <w:sym> as its font shows it; of a font that is not known, its character, which
    lives in the private area (17.3.3.30).
    """
    try:
        code = int(node.get(f"{W}char", ""), 16)
        plain = chr(code & 0xFF if _PRIVATE <= code <= _PRIVATE | 0xFF else code)
        return _SYMBOLS.get(node.get(f"{W}font", ""), {}).get(plain) or chr(code)
    except (ValueError, OverflowError):
        return ""


def shifted(run: etree._Element) -> str:
    """Superscript or subscript where a run of figures has a size of its own and is moved up or down
    (17.3.2.24), as other programs write them; else "".
    """
    moved = value(run, "rPr/position") or ""
    text = "".join(node.text or "" for node in run.iter(f"{W}t"))
    if value(run, "rPr/sz") is None or not re.fullmatch(r"[0-9+\-−()n]{1,6}", text):
        return ""
    return "subscript" if moved.startswith("-") else "superscript" if moved.strip("0") else ""


def box_of(node: etree._Element) -> str:
    """The box, ticked or not, that a field of a form shows where it begins (17.16.7)."""
    box = node.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return ""
    said = is_on(box, "checked")
    return "☑" if (is_on(box, "default") if said is None else said) else "□"


def in_circle(code: str) -> str:
    """The number in a circle that a field EQ \\o sets; "" where it sets something else."""
    circled = _CIRCLED.search(code)
    if circled is None or not 0 < int(circled[1]) <= 20:
        return ""
    return chr(ord("①") - 1 + int(circled[1]))
