"""层次序数: the numerals before headings and items (GB/T 9704 7.3.3), read and written.

A marker is written by its first member: “一、”, “（一）”, “1.”, “（1）”, “①”, “第一条”, “一是”. One
of decimal levels (应急预案) carries the numbers above it: “1”, “1.1”, “1.1.1”.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from msgspec import Struct, field

from .. import patterns as re
from .characters import HAN

Numerals = Literal["chinese", "arabic", "circled", "upper", "lower"]

PADDING = " \t\r\n\v\f\u00a0\u202f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
"""What is padding at the ends of a typed line: blanks of every width, and invisible ones."""

_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_CIRCLED = "".join(
    chr(code)
    for first, last in ((0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF))
    for code in range(first, last + 1)
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FULL_WIDTH_DIGITS = "０１２３４５６７８９"
_BLANK = r"[\s\u200b\ufeff]*"  # what PADDING holds, in fewer words: those are slow to compile


class Marker(Struct, frozen=True):
    """Prefix + numeral + suffix: “（” + 一 + “）”. `carried` is how many numbers of the levels
    above stand before its own, parted by points: 1.1.1 carries two.
    """

    prefix: str
    numerals: Numerals
    suffix: str
    carried: int = 0

    @property
    def is_decimal(self) -> bool:
        """Whether it is 1, 1.1, 1.1.1 …: with neither stop nor brackets, a blank after it."""
        return self.numerals == "arabic" and not (self.prefix or self.suffix)


class Scheme(Struct, frozen=True):
    """The markers of a part, by level, and the levels (from 1) that count on across parents."""

    levels: tuple[Marker, ...]
    continuous: frozenset[int] = frozenset()

    def marker(self, level: int) -> Marker:
        """The marker of `level` (from 1). The standard has four levels; below the scheme's last
        come ①, then a., and the latter for all that lies still deeper.
        """
        markers = self.markers
        return markers[min(level, len(markers)) - 1]

    @property
    def markers(self) -> tuple[Marker, ...]:
        """The markers of the scheme and those that continue it, level 1 first."""
        return self.levels + tuple(marker for marker in _DEEPER if marker not in self.levels)


_DEEPER = (Marker("", "circled", ""), Marker("", "lower", "."))

DECIMALS = tuple(Marker("", "arabic", "", carried) for carried in range(6))
"""1, 1.1 … 1.1.1.1.1.1: the most numbers that one carries are five."""

DEFAULT_SCHEME = Scheme(
    (
        Marker("", "chinese", "、"),
        Marker("（", "chinese", "）"),
        Marker("", "arabic", "."),
        Marker("（", "arabic", "）"),
    )
)


_LAST_CHINESE = 9999


def chinese_numeral(number: int) -> str:
    """1 → 一, 10 → 十, 23 → 二十三, 101 → 一百零一. ValueError outside 1 … 9999."""
    if not 1 <= number <= _LAST_CHINESE:
        raise ValueError(f"no Chinese numeral for {number}")
    text = ""
    digits = str(number)
    for index, digit in enumerate(digits):
        if digit != "0":
            text += _DIGITS[int(digit)] + _UNITS[len(digits) - 1 - index]
        elif not text.endswith("零"):
            text += "零"
    text = text.rstrip("零")
    return text[1:] if text.startswith("一十") else text


def read_chinese_numeral(text: str) -> int | None:
    """The number that `chinese_numeral` writes so; 〇 for 零 and 一十一 for 十一 are read too."""
    text = text.replace("〇", "零")
    if text.startswith("一十"):
        text = text[1:]
    number = 0
    digit = 1 if text.startswith("十") else 0
    for character in text:
        if character in _UNITS[1:]:
            number += digit * 10 ** _UNITS.index(character)
            digit = 0
        elif character in _DIGITS:
            digit = _DIGITS.index(character)
        else:
            return None
    number += digit
    return number if 1 <= number <= _LAST_CHINESE and chinese_numeral(number) == text else None


_DECIMAL_SAMPLE = re.compile(r"[1１](?:[.．][1１]){0,5}")
_SAMPLE = re.compile(r"(?P<prefix>[^一1１①AaＡａ]{0,4})(?P<one>[一1１①AaＡａ])(?P<suffix>.{0,3})")
_PAIRS = {"（": "）", "(": ")", "【": "】", "〔": "〕", "[": "]"}
_ONE: dict[str, Numerals] = {
    **dict.fromkeys("一", "chinese"),
    **dict.fromkeys("1１", "arabic"),
    **dict.fromkeys("①", "circled"),
    **dict.fromkeys("AＡ", "upper"),
    **dict.fromkeys("aａ", "lower"),
}


def parse_marker(sample: str) -> Marker | None:
    """The marker whose first member is written `sample`; None where it is not one.

    Full-width digits and letters, “､” and brackets of unequal width become what official documents
    print (1, A, 、, （）). “1.”, “1．” and “1、” print differently and stay different markers, as
    do “（一）” and “(一)”.
    """
    sample = re.sub(_BLANK, "", sample)
    if _DECIMAL_SAMPLE.fullmatch(sample):
        return Marker("", "arabic", "", len(sample) // 2)
    match = _SAMPLE.fullmatch(sample)
    if match is None:
        return None
    numerals = _ONE[match["one"]]
    prefix, suffix = match["prefix"], match["suffix"].replace("､", "、")
    if {prefix, suffix} & set("（）") and {prefix, suffix} <= set("（）()"):
        prefix, suffix = (prefix and "（"), "）"
    if not suffix and numerals != "circled":
        return None
    if set(suffix) & set(_PAIRS) or (prefix in _PAIRS) != (suffix == _PAIRS.get(prefix)):
        return None
    if re.search(r"[\d一二三四五六七八九十百千零〇A-Za-z]", prefix + suffix):
        return None
    if numerals in ("upper", "lower") and re.search(r"\w", prefix + suffix):
        return None
    return Marker(prefix, numerals, suffix)


def format_number(marker: Marker, number: int, above: Sequence[int] = ()) -> str:
    """The marker of the `number`-th member: （二十三）, 11., ㉑; 2.3 where it carries a number and
    the last of those `above` is 2. A number that is not there counts as 1.

    Circled numerals end at 50 and letters at z: beyond, （51）, （27）. Chinese ones end at 9999:
    beyond, 10000、. ValueError below 1.
    """
    if number < 1:
        raise ValueError(f"members count from 1, not {number}")
    match marker.numerals:
        case "chinese":
            numeral = chinese_numeral(number) if number <= _LAST_CHINESE else str(number)
        case "arabic":
            carried = [*[1] * marker.carried, *above][len(above) :]
            numeral = ".".join(map(str, (*carried, number)))
        case "circled" | "upper" | "lower":
            glyphs = _glyphs(marker.numerals)
            if number > len(glyphs):
                return f"（{number}）"
            numeral = glyphs[number - 1]
    return marker.prefix + numeral + marker.suffix


def _glyphs(numerals: Numerals) -> str:
    return {"circled": _CIRCLED, "upper": _LETTERS.upper(), "lower": _LETTERS}[numerals]


def printed_number(marker: Marker, number: int, above: Sequence[int] = ()) -> str:
    """The same as it stands before a text: a blank parts a decimal number from it, a wide one a
    number that is a word (第一部分　总则).
    """
    word = marker.prefix == "第" and re.fullmatch(HAN + "+", marker.suffix)
    gap = " " if marker.is_decimal else "\u3000" if word else ""
    return format_number(marker, number, above) + gap


def match_number(marker: Marker, line: str) -> tuple[int, str] | None:
    """The number typed at the start of `line` and the rest, both without padding before them; of a
    decimal number, the last of its numbers.

    Read as the same: brackets of either width; 1. 1． 1、 and ⒈; 一、 一． and 一.; full-width
    digits; ⑴; ㈠; blanks inside the marker. An Arabic numeral has at most three digits (2026. is a
    year). No marker: 第五条之一, a decimal (1.5亿元; but 1.2026年… is a first item that begins
    with a year), and two neighbouring numerals (一、二级市场, 1、2号线, A、B两座).
    """
    if marker.is_decimal:
        decimal = match_decimal(marker, line)
        return decimal and (decimal[0][-1], decimal[1])
    line = spelt_out(line.lstrip(PADDING))
    match = _pattern(marker).match(line) if _may_begin(line, marker) else None
    if match is None:
        return None
    rest = match.string[match.end() :]
    fallback = match["fallback"]
    number = _read(marker.numerals, match["numeral"] or fallback)
    if number is None or (fallback and number <= len(_glyphs(marker.numerals))):
        return None
    if match["stop"] and _goes_on(marker.numerals, match["stop"], number, rest):
        return None
    if marker.suffix == "条" and inserted_article(line):
        return None
    return number, rest.lstrip(PADDING)


_DIGIT = "[一二三四五六七八九十]"
_INSERTED = re.compile(
    rf"第\s*(?:[0-9]+|[零〇百{_DIGIT[1:-1]}]+)\s*条\s*之\s*{_DIGIT}{{1,3}}(?!{_DIGIT}|[个条款])"
)


def inserted_article(line: str) -> str:
    """The number of an article that a revision put in after another, as it is typed: 第五条之一;
    "" where a line begins with none. The program numbers none so.
    """
    match = _INSERTED.match(line.lstrip(PADDING))
    return match[0] if match else ""


_OWN, _NEXT = "[0-9０-９]{1,2}", "(?:[.．][0-9０-９]{1,2})"
_DECIMAL = rf"({_OWN}{_NEXT}{{0,5}})(?![0-9０-９.．])"
_DECIMAL_WITH_STOP = rf"({_OWN}{_NEXT}{{1,5}})[.．、](?![0-9０-９])"
_QUANTITY = (
    "[%％‰℃°]|[亿万倍岁吨亩]|元(?!数据|件|素|器|旦)|个(?!人|体|案|性)|小时|分钟|平方|立方|公里|公斤|公顷|[千毫厘]米|米(?!面)"
    "|名(?![称单录词义])|人(?![员才民力工口大事防文居社身物])|家(?![庭长园教具])|户(?![外籍主])|天(?![气然])"
    "|年(?![度龄报检审])|月(?![度报])|日(?![常报])|次(?![生序])|项(?!目)|件|条(?![件款例])|台(?!账|风)|辆|座(?!谈)|所(?![需有属])"
    "|级(?!别)|版(?![权面式本])|时代|多[个名人家户项]|余[个名人家户项]"
)
"""What a measured number is followed by: 1.5亿元, 24小时. A title hardly begins so."""


def match_decimal(
    marker: Marker, line: str, *, blank: bool = True
) -> tuple[tuple[int, ...], str] | None:
    """The numbers of a decimal marker typed at the start of `line`, and the rest.

    Read as the same: full-width digits and points; a stop after two numbers or more (1.1.总则). No
    marker: a quantity (1.5亿元, 3 个月), a date of points, a number that has 0 in it (3.0时代).
    `blank` = there must be one after the number; without, Chinese must follow at once.
    """
    line = line.lstrip(PADDING)
    if not line[:1].isdecimal():  # most lines
        return None
    match = re.match(_DECIMAL_WITH_STOP, line) or re.match(_DECIMAL, line)
    if match is None:
        return None
    numbers = tuple(int(each) for each in re.split("[.．]", match[1]))
    rest = line[match.end() :].lstrip(PADDING)
    parted = len(rest) < len(line) - match.end() or match.end() > match.end(1)
    if len(numbers) != marker.carried + 1 or 0 in numbers or not rest:
        return None
    if (blank and not parted) or re.match(_QUANTITY, rest):
        return None
    return (numbers, rest) if parted or not rest[0].isascii() else None


def spelt_out(line: str) -> str:
    """㈠ ⑴ ⒈ at the start of a line as （一） （1） 1."""
    first = line[:1]
    if "㈠" <= first <= "㈩":
        return f"（{chinese_numeral(ord(first) - ord('㈠') + 1)}）{line[1:]}"
    if "⑴" <= first <= "⒇":
        return f"（{ord(first) - ord('⑴') + 1}）{line[1:]}"
    if "⒈" <= first <= "⒛":
        return f"{ord(first) - ord('⒈') + 1}.{line[1:]}"
    return line


def _read(numerals: Numerals, text: str) -> int | None:
    if text[0] in _FULL_WIDTH_DIGITS or (text.isascii() and text.isdecimal()):
        return int(text) or None
    if numerals == "chinese":
        return read_chinese_numeral(text)
    return _glyphs(numerals).index(text) + 1


_CHINESE_NUMERALS = "一二三四五六七八九十百千零〇"
_NUMERAL_PATTERNS: dict[Numerals, str] = {
    "chinese": f"[{_CHINESE_NUMERALS}]+",
    "arabic": "[0-9０-９]{1,3}",
    "circled": f"[{_CIRCLED}]",
    "upper": "[A-Z]",
    "lower": "[a-z]",
}


def _may_begin(line: str, marker: Marker) -> bool:
    """Whether the first character leaves it open that a line begins with a marker. Most lines begin
    with words; making a pattern that no line needs takes 0.3 ms.
    """
    first = line[:1]
    if marker.prefix not in ("", "（", "(") or not "\u4e00" <= first <= "\u9fff":
        return True
    return marker.numerals == "chinese" and not marker.prefix and first in _CHINESE_NUMERALS


@lru_cache(maxsize=256)
def _pattern(marker: Marker) -> re.Pattern[str]:
    numeral = f"(?P<numeral>{_NUMERAL_PATTERNS[marker.numerals]})"
    prefix = "".join(map(_alike, marker.prefix))
    suffix = "".join(map(_alike, marker.suffix)) + "(?P<stop>)"
    if marker.suffix in (".", "．", "、") and not marker.prefix:
        suffix = "(?P<stop>[.．、､])"
    fallback = "(?P<fallback>(?!))"
    if marker.numerals in ("circled", "upper", "lower"):
        fallback = f"[（(]{_BLANK}(?P<fallback>[0-9０-９]{{2,3}}){_BLANK}[）)]"
    return re.compile(f"{prefix}{_BLANK}{numeral}{_BLANK}{suffix}|{fallback}")


def _alike(character: str) -> str:
    for pair in ("（(", "）)", "：:", "，,"):
        if character in pair:
            return f"[{pair}]"
    return re.escape(character)


_YEAR = r"(?:19|20)[0-9]{2}(?:年|[—–~～至-])"
_DIGIT = r"[0-9０-９]+"
_CHINESE = _NUMERAL_PATTERNS["chinese"]
_TELEPHONES = 100
"""110、119: hardly a list is so long that its numbers have three digits."""
_RANKED = "年级|[级类等产线期季批次档层轮月号成、和至到]"


def _goes_on(numerals: Numerals, stop: str, number: int, rest: str) -> bool:
    """Whether what looks like a marker is the first half of a number or of a pair of them."""
    pair = stop in "、､"
    if numerals == "arabic":
        digits = re.match(_DIGIT, rest)
        if digits is None or re.match(_YEAR, rest):
            return False
        return not pair or int(digits[0]) == number + 1 or number >= _TELEPHONES
    if numerals == "chinese":
        numeral = re.match(_CHINESE, rest)
        return (
            numeral is not None
            and read_chinese_numeral(numeral[0]) == number + 1
            and re.match(_RANKED, rest[numeral.end() :]) is not None
        )
    if pair:
        return rest[:1] in _glyphs(numerals)[number : number + 1]
    return rest[:1].isascii() and rest[:1].isalnum()


class Counter(Struct):
    """The running numbers of one part. Levels count from 1."""

    scheme: Scheme = DEFAULT_SCHEME
    _counts: dict[int, int] = field(default_factory=dict)

    def next_number(self, level: int) -> int:
        """The number of the next 节, 任务 or 阶段 at `level`; the levels below begin afresh,
        unless they are continuous.
        """
        self._counts[level] = self._counts.get(level, 0) + 1
        for deeper in [each for each in self._counts if each > level]:
            self.restart(deeper)
        return self._counts[level]

    def carried(self, level: int, marker: Marker) -> tuple[int, ...]:
        """The numbers of the levels above that `marker` has before its own at `level`; 1 for one
        that was passed over.
        """
        first = max(level - marker.carried, 1)
        return tuple(self._counts.get(each) or 1 for each in range(first, level))

    def restart(self, level: int) -> None:
        """Let the next number at `level` be 1, unless the level is continuous."""
        if level not in self.scheme.continuous:
            self._counts[level] = 0
