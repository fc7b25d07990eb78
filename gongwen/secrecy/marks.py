"""What marks a text or a file's name as classified.

Where the words alone do not tell, the text counts as classified: a mark too many costs a line in a
text, one too few costs a secret. “密级” among the words of a sentence is none.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from msgspec import Struct

from .. import patterns as re

_LEVEL: Final = r"(?P<level>[绝机秘][ \t]*密)"
_STAR: Final = r"[★☆✩✭⭐*]"
_HEAD_LINES: Final = 20
"""How far down a 版头 reaches, with what may stand above the title."""
_LEAD: Final = r"^[\s#>?\-\"'“‘(\[【〔〈<{「『]*"
_TAIL: Final = r"[\s\"'”’)\]】〕〉>}」』,;。]*(?:#.*)?$"
_KIND: Final = r"(?:级|件|文件|材料|资料)?"
_PERIOD: Final = (
    r"(?:[\s·:.\-(]*(?:长期|(?:[\d一二三四五六七八九十]{1,3}\s*(?:年|个月|月|天|日))|"
    r"(?:启用|解密|公布|公开)前)[)\s]*(?:特急|特提|加急|平急)?)?"
)
_WHOLE: Final = f"{_LEAD}{_LEVEL}{_KIND}{_PERIOD}{_TAIL}"
"""A line, an item or a cell that says nothing but a level."""
_STARRED: Final = rf"{_LEAD}(?:份号\s*:?\s*)?(?:\d{{1,8}}\s+)?{_LEVEL}\s*{_STAR}"
"""机密★10年 at the start of a line, a copy's number before it perhaps."""
_STARRED_INSIDE: Final = rf"(?<![“\"'‘「『如为])(?:{_LEVEL})\s*{_STAR}"
_KEY: Final = r"[^\s:#,{}\[\]。，、；]{1,12}"
_PAIR: Final = (
    rf"(?:^|[{{,])[\s#>?\-]*[\"']?{_KEY}(?:[ \t]*{_KEY})?[\"']?\s*:\s*(?:[&!]\S+\s+)*[\"'“]?"
    rf"{_LEVEL}{_KIND}\s*(?:{_STAR}[^,}}]*|{_PERIOD})[\"'”]?\s*(?:[,}}].*|#.*)?$"
)
"""密级: 机密, under whatever name it stands, on a line or within { }."""
_OWN_KEY: Final = r"^(?:\?\s*)?[\"']?密[ \t]*级[\"']?\s*(?::|$)"
_GLUED: Final = rf"{_LEAD}密\s*级\s*[为是=]?\s*[\"'“]?{_LEVEL}"
_COLUMN: Final = r"(?:密级|秘级|涉密等级|涉密级别|保密等级|保密级别|秘密等级|定密)"
_CELLS: Final = r"[|,\t\[\]{}]|\s{2,}"
_GAPS: Final = r"[|\t]|\s{2,}"
_INVISIBLE: Final = dict.fromkeys(
    [0xAD, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)]
)
_HAN: Final = "\u3400-\u9fff"
_NAME: Final = rf"(?<![{_HAN}]){_LEVEL}{_KIND}(?![{_HAN}])|(?P<starred>[绝机秘][ \t]*密)\s*{_STAR}"
_TRADITIONAL: Final = str.maketrans("絕絶機祕級資長啟啓開個為", "绝绝机秘级资长启启开个为")
"""Of the words that a mark is made of, as Hong Kong, Macao and Taiwan write them."""
_ESCAPE: Final = r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))"


class Mark(Struct, frozen=True):
    """Where a text says that it is classified: the level as it is usually written, "" where what
    stands there is none; line and column from 1, 0 = the name of the file.
    """

    level: str
    line: int = 0
    column: int = 0


def mark_in_name(name: str) -> Mark | None:
    """The mark in the name of a file or folder: 机密.yaml, （秘密）方案.docx, 机密★10年-图.png,
    but not 机密文件管理办法, which is about such.
    """
    folded = simplified(unicodedata.normalize("NFKC", name).translate(_INVISIBLE))
    found = re.search(_NAME, folded) if "密" in folded else None
    return Mark(_tidy(found["level"] or found["starred"])) if found else None


def mark_in_text(text: str, *, is_yaml: bool = False) -> Mark | None:
    """The first mark in a text, whether or not anything else could be read of it. In YAML, 密级 at
    the top level counts whatever is written after it.
    """
    if "\\" in text and re.search(_ESCAPE, text):
        text = re.sub(_ESCAPE, _unescaped, text)
    if "密" not in text:
        return None
    text = simplified(text)
    column_said = False
    for number, raw in enumerate(re.split(r"\r\n|[\n\r\x07\x0b\x0c\x85\u2028\u2029]", text), 1):
        if "密" not in raw:
            continue
        line = _folded(raw)
        level = _level_of(line, in_head=number <= _HEAD_LINES)
        cells = re.split(_CELLS, line)
        if level is None and column_said:
            level = _level_of_cell(cells)
        elif level is None and number <= _HEAD_LINES:
            level = _level_of_cell(re.split(_GAPS, line))
        column_said = column_said or any(
            re.fullmatch(_COLUMN, cell.strip(" \"'")) for cell in cells
        )
        if level is None and is_yaml and re.match(_OWN_KEY, line):
            level = ""
        if level is not None:
            return Mark(level, number, _column(raw, level))
    return None


def simplified(text: str) -> str:
    """A text in which 機密★長期 is 机密★长期; nothing moves."""
    return text.translate(_TRADITIONAL)


def _level_of(line: str, *, in_head: bool) -> str | None:
    """The level that a line is, or gives to something; None where it does neither."""
    patterns = [_WHOLE, _STARRED, _PAIR, _GLUED]
    for pattern in [*patterns, _STARRED_INSIDE] if in_head else patterns:
        if found := re.search(pattern, line):
            return _tidy(found["level"])
    return None


def _level_of_cell(cells: list[str]) -> str | None:
    """The level that one of several cells, or of the elements beside one another in a 版头, is."""
    for cell in cells if len(cells) > 1 else ():
        if (found := re.match(_WHOLE, cell)) or (found := re.match(_STARRED, cell)):
            return _tidy(found["level"])
    return None


def _folded(line: str) -> str:
    """A line without what only its look is made of: widths, invisible characters, Markdown."""
    plain = unicodedata.normalize("NFKC", line).translate(_INVISIBLE)
    return re.sub(r"\*\*|__|`", "", plain)


def _tidy(level: str) -> str:
    return re.sub(r"\s", "", level)


def _column(raw: str, level: str) -> int:
    """Where in the line it stands; after the colon where there is no level."""
    at = raw.find(level[0]) if level else raw.find("级") + 2
    while level and at >= 0 and not re.match(rf"{level[0]}\W*密", raw[at:]):
        at = raw.find(level[0], at + 1)
    return max(at, 0) + 1


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or found[3], 16)
    return chr(code) if 0x20 <= code <= 0x10FFFF else " "
