"""拼音残留：汉字中间夹着没有转成汉字的拼音。

“工zuo作”“guan理”，是输入法没有转完。计量单位、英文词不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import is_han
from ..problem import Level
from . import Context, Finding

NAME = "拼音残留"
LEVEL = Level.WARNING
BASIS = "用字以国家通用语言文字规范为准"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 各单位要加强guanli，抓好工zuo落实。
"""
RIGHT = """\
正文:
- 各单位要用好app、wifi，线路长3km，功率5kW，推广“互联网+”和online课程。
"""

_LETTERS = "(?<![A-Za-z0-9])[a-z]{2,12}(?![A-Za-z0-9])"
_ASCII = "[!-~＠：／．]"
"""What parts of a web address or a formula stand beside."""
_FIRST = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_LAST = (
    "iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|an|en|in|un|ia|ua|uo"
    "|a|o|e|i|u"
)
_WORDS = frozenset(
    ("he", "she", "me", "we", "to", "no", "go", "so", "do", "can", "man", "men", "pen", "die",
     "same", "name", "game", "make", "more", "note", "nano", "media", "mini", "logo", "pa", "da")
)  # fmt: skip
"""What is no pinyin, or a unit of measure."""
NEEDS = tuple("abcdefghijklmnopqrstuvwxyz")


def check(context: Context) -> Iterator[Finding]:
    """Each run of letters that is nothing but syllables, right beside a Chinese character."""
    for passage in context.passages:
        text = passage.text
        for match in re.finditer(_LETTERS, text):
            before, after = text[: match.start()][-1:], text[match.end() :][:1]
            if not (is_han(before) or is_han(after)):
                continue
            if re.search(_ASCII, before + after) or match[0] in _WORDS:
                continue
            if re.fullmatch(f"(?:(?![fwhgk]i)(?:{_FIRST})(?:{_LAST}))+", match[0]):
                yield Finding(
                    context.spot(passage.place, text, match.start()),
                    f"“{before}{match[0]}{after}”里夹着拼音",
                    hint=f"把“{match[0]}”换成汉字；确是英文词、代号的，不用改",
                    element=match[0],
                )
