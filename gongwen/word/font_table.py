"""word/fontTable.xml: the faces by name, and by what a program finds one like them where it has
not got them (17.8.3): other names, the shape of their letters, the characters they hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from .wordml import NAMESPACES, quoteattr

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class FontFacts(Struct, frozen=True):
    """What Word writes of a face: other names (17.8.3.1), PANOSE, family, pitch and the sets of
    characters (17.8.3.15), as far as known. `charset` 86 = GB2312, 00 = Latin.
    """

    alternatives: str = ""
    panose: str = ""
    family: str = "auto"
    pitch: str = "default"
    signature: str = ""
    charset: str = "86"


_UNKNOWN: Final = FontFacts()
_WINDOWS: Final = "800002BF 38CF7CFA 00000016 00000000 00040001 00000000"
_GB2312: Final = "00000001 080E0000 00000010 00000000 00040000 00000000"
_FACTS: Final = {
    "宋体": FontFacts(
        "SimSun",
        "02010600030101010101",
        pitch="variable",
        signature="00000203 288F0000 00000016 00000000 00040001 00000000",
    ),
    "黑体": FontFacts("SimHei", "02010609060101010101", "modern", "fixed", _WINDOWS),
    "仿宋": FontFacts("FangSong", "02010609060101010101", "modern", "fixed", _WINDOWS),
    "楷体": FontFacts("KaiTi", "02010609060101010101", "modern", "fixed", _WINDOWS),
    "仿宋_GB2312": FontFacts(
        "FangSong_GB2312,仿宋,FangSong", "02010609030101010101", "modern", "fixed", _GB2312
    ),
    "楷体_GB2312": FontFacts(
        "KaiTi_GB2312,楷体,KaiTi", "02010609030101010101", "modern", "fixed", _GB2312
    ),
    "方正小标宋简体": FontFacts(
        "FZXiaoBiaoSong-B05S,方正小标宋_GBK", "03000509000000000000", "script", "fixed", _GB2312
    ),
    "方正小标宋_GBK": FontFacts("FZXiaoBiaoSong-B05,方正小标宋简体"),
    "方正仿宋简体": FontFacts("FZFangSong-Z02S,仿宋_GB2312,仿宋"),
    "方正仿宋_GBK": FontFacts("FZFangSong-Z02,仿宋_GB2312,仿宋"),
    "方正楷体简体": FontFacts("FZKai-Z03S,楷体_GB2312,楷体"),
    "方正楷体_GBK": FontFacts("FZKai-Z03,楷体_GB2312,楷体"),
    "方正黑体简体": FontFacts("FZHei-B01S,黑体"),
    "方正黑体_GBK": FontFacts("FZHei-B01,黑体"),
    "方正书宋简体": FontFacts("FZShuSong-Z01S,宋体"),
    "方正书宋_GBK": FontFacts("FZShuSong-Z01,宋体"),
    "华文中宋": FontFacts("STZhongsong,方正小标宋简体"),
    "华文仿宋": FontFacts("STFangsong,仿宋"),
    "华文楷体": FontFacts("STKaiti,楷体"),
    "Times New Roman": FontFacts(
        "",
        "02020603050405020304",
        "roman",
        "variable",
        "E0002EFF C000785B 00000009 00000000 000001FF 00000000",
        "00",
    ),
}
"""The faces that documents are set in; of another one its name is all that is said."""


def font_table_xml(fonts: Iterable[str]) -> bytes:
    """The part; nothing of the machine's own fonts."""
    entries = "".join(_entry(font, _FACTS.get(font, _UNKNOWN)) for font in sorted(set(fonts)))
    return f'{_HEAD}<w:fonts xmlns:w="{NAMESPACES["w"]}">{entries}</w:fonts>'.encode()


def _entry(font: str, facts: FontFacts) -> str:
    """`w:font`, its elements in the order of the schema (17.8.3.10)."""
    others = f"<w:altName w:val={quoteattr(facts.alternatives)}/>" if facts.alternatives else ""
    shape = f'<w:panose1 w:val="{facts.panose}"/>' if facts.panose else ""
    return (
        f"<w:font w:name={quoteattr(font)}>{others}{shape}"
        f'<w:charset w:val="{facts.charset}"/><w:family w:val="{facts.family}"/>'
        f'<w:pitch w:val="{facts.pitch}"/>{_signature(facts.signature)}</w:font>'
    )


def _signature(words: str) -> str:
    if not words:
        return ""
    names = ("usb0", "usb1", "usb2", "usb3", "csb0", "csb1")
    said = "".join(f' w:{name}="{word}"' for name, word in zip(names, words.split(), strict=True))
    return f"<w:sig{said}/>"
