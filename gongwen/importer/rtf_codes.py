"""The words of .rtf that its reading knows: what they stand for, and which groups hold no text; and
what its bytes mean.
"""

from __future__ import annotations

from typing import Final

CHARACTERS: Final = {
    **{"lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”"},
    **{"emdash": "—", "endash": "–", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002"},
    **{"line": "\n", "lbr": "\n"},
}
CODECS: Final = {
    **{128: "cp932", 129: "cp949", 134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254"},
    **{177: "cp1255", 178: "cp1256", 204: "cp1251", 222: "cp874", 238: "cp1250"},
}
"""Of the characters of a font, by \\fcharset."""
PAGES: Final = {932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 54936: "gb18030"}
"""Of the whole file, by \\ansicpg; others are Western as a rule."""
SILENT: Final = frozenset(
    (
        *("colortbl", "stylesheet", "info", "objdata", "objclass", "objname", "fldinst"),
        *("generator", "themedata", "colorschememapping", "latentstyles", "datastore", "listtable"),
        *("listoverridetable", "rsidtbl", "mmathPr", "xmlnstbl", "template", "filetbl", "revtbl"),
        *("bkmkstart", "bkmkend", "atrfstart", "atrfend", "atnref", "atnid", "atnauthor"),
        *("atndate", "atntime", "atnicn", "atnparent", "pgdsctbl", "pn", "pnseclvl", "sp"),
        *("shprslt", "nonshppict", "background", "ftnsep", "ftnsepc", "ftncn", "aftnsep"),
        *("aftnsepc", "aftncn", "xe", "tc", "tcn", "nesttableprops", "nonesttables", "operator"),
        *("userprops", "wgrffmtfilter", "panose", "falt", "passwordhash", "defchp", "defpap"),
        *("fchars", "lchars", "protusertbl", "factoidname", "blipuid", "picprop", "mmath"),
    )
)
KEPT: Final = frozenset(
    (
        *("shpinst", "shpgrp", "do", "shppict", "annotation", "ud", "shptxt", "pntext"),
        *("listtext", "fonttbl", "dptxbxtext", "footnote", "objattph", "result"),
    )
)
"""Groups that are looked into though \\* lets a reader pass over them."""
FURNITURE: Final = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "页眉"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "页脚"),
}


def decoded(held: bytes, of_font: str, of_file: str) -> str:
    """What bytes mean in the charset of their font, or else of the file, or in the one that they
    can be in.
    """
    for codec in (of_font, of_file, "gb18030", "cp1252"):
        if codec and not (codec == "cp1252" and len(held) > 1 and _is_chinese(held)):
            try:
                return held.decode(codec)
            except UnicodeDecodeError:
                continue
    return held.decode("gb18030", "replace")


def _is_chinese(held: bytes) -> bool:
    """Whether bytes of a file that says nothing of a charset are Chinese, as old programs wrote."""
    try:
        text = held.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return any("\u4e00" <= c <= "\u9fff" for c in text)
