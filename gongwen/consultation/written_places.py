"""Places of a text as people write them: 三、（二）, 第六条第二款, 附件2, 第3页."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from .. import patterns as re
from ..paper.numbering import read_chinese_numeral

_NUMERAL: Final = "一二三四五六七八九十百零〇两"
_ATTACHMENT: Final = rf"附件(?:\s*(?P<part>\d+)|(?P<counted>[{_NUMERAL}]+))"
"""附件2, 附件二; the 四 of 附件 四、 is a number within the only attachment."""
_TOKEN: Final = re.compile(
    rf"{_ATTACHMENT}"
    rf"|第\s*[（(]?\s*(?P<nth>\d+|[{_NUMERAL}]+)\s*[）)]?\s*(?P<unit>章|节|条|款|项|目|部分|大点|小点|点|自然段|段|页|行)"
    rf"|[（(]\s*(?P<bracketed>\d+|[{_NUMERAL}]+)\s*[）)]"
    rf"|(?P<decimal>\d+(?:\.\d+)+)"
    rf"|(?P<plain>[{_NUMERAL}]+(?=\s*(?:[、．.，,（(\d]|$))|\d+(?=\s*(?:[、．.，,](?!\d)|[（(]|$)))"
)
_PLACE: Final = (
    rf"(?:附件\s*(?:\d+|[{_NUMERAL}]+)|第\s*[（(]?\s*(?:\d+|[{_NUMERAL}]+)\s*[）)]?\s*"
    r"(?:章|节|条|款|项|目|部分|大点|小点|点)"
    rf"|[（(]\s*(?:\d+|[{_NUMERAL}]+)\s*[）)](?:项)?|\d+(?:\.\d+)+(?![\d%亿万元年月])"
    rf"|[{_NUMERAL}]+(?:[、．.]|(?=[（(]))|\d+(?:[、．.](?!\d)|(?=[”」]))|[的，\s])+"
)
_BEFORE_PLACE: Final = (
    r"(?:一是|另|对|关于|将|把|在|于|针对|原文|正文|文中|其中|删[去除掉]|修改|建议|意见|请"
    r"|[，。：、\s“「\"])*"
)
_AHEAD: Final = re.compile(
    r"(?:[^，。；：“第（(]{2,24}(?:收悉|已阅|研究|讨论|意见)?[，。：])*"
    r"(?:另外?[，、]|[^，。；：“”第（(一二三四五六七八九十]{0,12}?)(?=建议|对|关于|将|在|第)"
)
"""来函收悉，我局建议; 市水务局：对."""
_NAMED: Final = r"(?P<named>标题|主送(?:机关)?)(?=[中里的，：:“「]|应|建议|修?改)"
_PAGE: Final = re.compile(rf"第?\s*(?P<page>\d+|[{_NUMERAL}]+)\s*页|[Pp]\.?\s*(?P<p>\d+)")
_PARAGRAPH: Final = re.compile(rf"第\s*(\d+|[{_NUMERAL}]+)\s*(?:自然)?段")
_ALONE: Final = re.compile(rf"\s*(?:\d+|[{_NUMERAL}]+)\s*[、．.]?\s*")
_BELOW_ARTICLE: Final = ("款", "项", "目")
_OF_LINES: Final = ("页", "行", "段", "自然段")


def number_of(text: str) -> int | None:
    """A numeral of either sort; None where it is none."""
    return int(text) if text.isdecimal() else read_chinese_numeral(text)


def numbers(text: str) -> Iterator[int]:
    """The numbers of a place, the outermost first: 二、（一） is 2, 1."""
    for match in _TOKEN.finditer(text):
        if match["decimal"]:
            yield from map(int, match["decimal"].split("."))
        elif match["unit"] not in _OF_LINES:
            written = match["nth"] or match["bracketed"] or match["plain"]
            number = number_of(written) if written else None
            if number is not None:
                yield number


def of_unit(text: str, unit: str) -> int | None:
    """The number before a unit: of 第六条第二款 and 款 it is 2; None where there is none."""
    found = (match for match in _TOKEN.finditer(text) if match["unit"] == unit)
    match = next(found, None)
    return number_of(match["nth"]) if match else None


def number_alone(text: str) -> int | None:
    """The number where a place is nothing else: 4, 四、."""
    return number_of(text.strip(" \t　、．.")) if _ALONE.fullmatch(text) else None


def below_article(text: str) -> int:
    """How many numbers of a place are of what stands below an article."""
    return sum(text.count(word) for word in _BELOW_ARTICLE)


def first_of_several(text: str) -> str:
    """The first place of a text that names several (第八条、第十一条), "" where it names one: with
    a number of a sort that was there before, another place begins.
    """
    seen: set[tuple[str, str, bool]] = set()
    for match in _TOKEN.finditer(text):
        written = match["nth"] or match["bracketed"] or match["plain"] or ""
        sort = (match.lastgroup or "", match["unit"] or "", written.isdecimal())
        if sort in seen:
            return text[: match.start()].rstrip("、，,和及与至到—－-～~ 　")
        seen.add(sort)
    return ""


def without_page(text: str) -> str:
    """A place without the page that it gives."""
    return _PAGE.sub("", text)


def page_of(text: str) -> int:
    """The page that was written, 0 = none."""
    match = _PAGE.search(text)
    return (number_of(match["page"] or match["p"]) or 0) if match else 0


def paragraph_of(text: str) -> int | None:
    """The paragraph that was written: 第2段."""
    match = _PARAGRAPH.search(text)
    return number_of(match[1]) if match else None


def attachment_of(text: str) -> int:
    """The number of the attachment that a place is in, as written, 1 where it has none (附件 四、);
    0 = none.
    """
    if match := re.search(_ATTACHMENT, text):
        return number_of(match["part"] or match["counted"]) or 0
    return int(re.match(r"\s*附件[\s中里的，、：:第（(]", text) is not None)


def is_inner(place: str) -> bool:
    """Whether a place begins with a number in brackets, such as stand below others."""
    bare = re.sub(rf"^\s*(?:{_ATTACHMENT}|附件)[，,、\s]*", "", place)
    return bool(re.match(r"[（(]", bare))


def place_in(words: str) -> str:
    """The place that a comment says it is about: 对第三条，建议……; 建议删去二、（一）. A number
    alone (由7降到3) is none. What is polite, or says who asks, may stand before it.
    """
    ahead = _AHEAD.match(words)
    rest = words[ahead.end() :] if ahead else words
    for text in dict.fromkeys((words, rest)):
        match = re.match(rf"{_BEFORE_PLACE}(?P<place>{_PLACE})", text[:40])
        if match:
            return match["place"]
        if match := re.match(rf"{_BEFORE_PLACE}{_NAMED}", text[:40]):
            return match["named"]
    return ""
