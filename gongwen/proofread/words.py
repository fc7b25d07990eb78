"""A text with what is mechanical and certain mended: marks, spaces, zeros of dates, brackets of
numbers, the order of a citation. What can be meant in two ways is left to whoever wrote it.
"""

from __future__ import annotations

import unicodedata

from .. import patterns as re
from ..paper.characters import HAN
from ..paper.half_width import in_full_width
from ..rules.citation_order import wrong_citations
from ..rules.number_characters import spaced_numbers
from ..rules.stray_space import spaces_in

_TWICE = "([，、；：])\\1+"
_TWO_STOPS = "(?<!。)。。(?!。)"
_ZEROS = r"(?<=年)0(?=[1-9]月)|(?<=[年\d]月)0(?=[1-9]日)"
_NUMBER = (
    rf"(?P<code>{HAN}{{2,10}})[\[［【（(〔](?P<year>(?:19|20)\d{{2}})[\]］】）)〕]"
    r"第?(?P<number>\d{1,4})号"
)
_LONGEST_CODE = 6
_COURT = "[民刑行执破法]"
_WIDE = "[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*"


def mended(text: str) -> str:
    """The text of a paragraph, mended."""
    text = in_full_width(text)[0]
    text = re.sub(_WIDE, lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = re.sub(_TWICE, r"\1", text)
    text = re.sub(_TWO_STOPS, "。", text)
    text = re.sub(_ZEROS, "", text)
    text = with_right_numbers(text)
    return _without_spaces(_in_order(text))


def with_right_numbers(text: str) -> str:
    """The text with the numbers of documents in it written as 7.2.5 has them."""
    return re.sub(_NUMBER, _cited, text)


def _in_order(text: str) -> str:
    """Citations with the title first and the number in brackets behind it."""
    for wrong in reversed(list(wrong_citations(text))):
        if wrong.number.index("〔") <= _LONGEST_CODE:  # else a verb may stand before it
            text = text[: wrong.start] + wrong.right + text[wrong.end :]
    return text


def _cited(match: re.Match[str]) -> str:
    if re.match(_COURT, match["code"][-1]):  # the number of a case in court has round brackets
        return match[0]
    return f"{match['code']}〔{match['year']}〕{int(match['number'])}号"


def _without_spaces(text: str) -> str:
    """Spaces of a sentence gone that do not belong there, nor in a number."""
    for match in reversed(spaced_numbers(text)):
        text = text[: match.start()] + "".join(match[0].split()) + text[match.end() :]
    for match in reversed(list(spaces_in(text))):
        text = text[: match.start()] + text[match.end() :]
    return text
