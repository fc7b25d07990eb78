"""数字混字母：数字里夹了字母、空格，或者汉字数字里夹了“0”、阿拉伯数字。

“2O26年”里是字母O，“20 26年”中间有空格，“二0二六年”该写“二〇二六年”；
“5万3千元”“3百多家”“三十5万”一个数用了两种写法，
“100万万元”“3.5.2”不是数。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..problem import Level
from . import Context, Finding

NAME = "数字混字母"
LEVEL = Level.WARNING
BASIS = "GB/T 15835-2011"
STANDS_ALONE = True
EACH_PASSAGE = True
COVERS = ("日期写法",)
WRONG = """\
正文:
- 到2O26年建成，20 27年投用，自二0二六年起执行。
"""
RIGHT = """\
正文:
- 到2026年建成5G基站12个，配备O型血30份。
- 自二〇二六年起执行。
"""
_UNIT = "[年月日号个家户人名位项件次场万亿元%％米里亩吨公平所处台套批条余多岁倍]"
_LETTER = rf"(?<![A-Za-z\d.\-/])(?:\d+[OoＯlI][\dOoＯlI]*|[OoＯlI]\d+)(?={_UNIT})"
_CHINESE = (
    "(?=[一二三四五六七八九0Oo]{3,4}年)[一二三四五六七八九]*[0Oo][一二三四五六七八九0Oo]*(?=年)"
)
_SPACED = (
    rf"(?<![\d.A-Za-z])(?:\d{{1,3}}[ \u3000]+\d{{1,3}}|\d+\.[ \u3000]+\d+|\d+[ \u3000]+)(?={_UNIT})"
)
_DIGIT_HAN = (
    r"(?<![\d.])\d+(?:\.\d+)?[百千](?=[多余]?[^\d万亿瓦克米伏卡赫升帕字比\W])(?!分|分点)"
    r"|\d+(?:\.\d+)?万\d+(?:\.\d+)?千|(?<![一二三四五六七八九十百千万亿第])[一二三四五六七八九十]{1,3}\d+[万亿]"
    r"|(?<![\d.])[1-9]十[1-9一二三四五六七八九]?(?=[多余]?[名个人家户所项件处次台套辆位条座支亩吨元万岁天里米公部场张份批期])"
    r"|(?<![一二三四五六七八九几数上成逾近约\d])百\d{1,2}(?=[名个人家户所项件处次台套辆位条座支亩吨元万岁天里米公部场张份批])"
    r"|[一二三四五六七八九十]点\d+[万亿]|[一二三四五六七八九]千\d+百|[一二三四五六七八九十][万亿]\d+[百千万]"
)
"""One number in two ways of writing."""
_NO_NUMBER = (
    r"\d[十百千万亿]?万万(?=元|人|吨|亩|户|$)|(?<![\d.vV版])\d+\.\d+\.\d+"
    r"(?=个百分点|[%％万亿元])|\d[%％]\d"
)
_COMMA = r"(?<![\d，])\d{1,3}(?:，\d{3})+(?=(?:\.\d+)?[万亿元人户亩吨%％家个米公平])"
_FIGURE_AND_WORD = r"\d[百千万十亿]|[百千万十点亿]\d"
_NO_FIGURE = r"万万|\.\d+\.|[%％]\d"
_LIKE = str.maketrans("OoＯlI", "00011")
_LETTERS = ("O", "o", "Ｏ", "l", "I")
_BLANKS = (" ", "\u3000")
_ZEROS = ("0", "O", "o")
_MIXED = "[一二三四五六七八九][0Oo]|[0Oo][一二三四五六七八九]"


def check(context: Context) -> Iterator[Finding]:
    """Each number with what is no figure in it."""
    for passage in context.passages:
        text = passage.text
        if not (re.search(r"\d", text) or re.search(_MIXED, text)):
            continue
        for match in re.finditer(_LETTER, text) if any(map(text.count, _LETTERS)) else ():
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"“{match[0]}”里夹了字母",
                hint=f"写“{match[0].translate(_LIKE)}”",
                element=match[0],
            )
        for match in re.finditer(_CHINESE, text) if re.search(_MIXED, text) else ():
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"“{match[0]}年”里的零写成了“{re.sub('[^0Oo]', '', match[0])[0]}”",
                hint=f"写“{re.sub('[0Oo]', '〇', match[0])}年”",
                element=match[0],
            )
        yield from _mixed(passage, context)
        if spaced := spaced_numbers(text):
            first = spaced[0]
            more = f"，这一段共有{len(spaced)}处" if len(spaced) > 1 else ""
            after = text[first.end() : first.end() + 1]
            yield Finding(
                context.spot(passage.place, text, first.start()),
                f"“{first[0]}{after}”的数字里有空格{more}",
                hint=f"写“{''.join(first[0].split())}{after}”",
                element=first[0],
                length=len(first[0]),
            )


def spaced_numbers(text: str) -> list[re.Match[str]]:
    """The numbers with a blank in them, or between them and their unit; the unit is not matched."""
    found = re.finditer(_SPACED, text) if any(map(text.count, _BLANKS)) else ()
    return [each for each in found if _is_number(each)]


def _mixed(passage: Passage, context: Context) -> Iterator[Finding]:
    text = passage.text
    for pattern, first_look, what, hint in (
        (
            _DIGIT_HAN,
            _FIGURE_AND_WORD,
            "一个数用了两种写法",
            "写成阿拉伯数字，如“5.3万”“350多”，或者都用汉字",
        ),
        (_NO_NUMBER, _NO_FIGURE, "不是一个数", "核对这个数"),
        (_COMMA, r"\d，\d", "的千分位用了中文逗号", "千分位不加逗号，或者用半角的“,”"),
    ):
        for match in re.finditer(pattern, text) if re.search(first_look, text) else ():
            yield Finding(
                context.spot(passage.place, text, match.start()),
                f"“{match[0]}”{what}",
                hint=hint,
                element=match[0],
            )


def _is_number(match: re.Match[str]) -> bool:
    """Whether a blank stands inside one number, or before its unit; not between two numbers."""
    parts = match[0].split()
    if len(parts) == 1:
        return True
    unit = match.string[match.end() : match.end() + 1]
    if "." in parts[0] or (len(parts) == 2 and len(parts[1]) == 3 and unit in "万亿元人"):
        return True
    return unit == "年" and len("".join(parts)) == 4
