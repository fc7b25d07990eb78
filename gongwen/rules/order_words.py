"""序次语缺号：一段文字里的“一是、二是”“第一、第二”“首先、其次”缺了一个、写重了，或者不从头起。

只看一段里用同一种序次语的；两段之间的序号另有规则查。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import read_count
from ..problem import Level
from . import Context, Finding

NAME = "序次语缺号"
LEVEL = Level.WARNING
BASIS = "序次语要前后相接"
STANDS_ALONE = True
WRONG = """\
正文:
- 要做到：一是加强宣传；二是配好图书；四是总结经验。
"""
RIGHT = """\
正文:
- 要做到：一是加强宣传；二是配好图书；三是总结经验。首先，摸清底数；其次，制定方案；最后，抓好落实。
"""

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_BEGINS = "(?:^|(?<=[：:；;。，,、！]))"
_SIGNS = "一二三四五六七八九十"
_FORMS = (
    ("是", tuple(f"{n}是" for n in _SIGNS), rf"{_BEGINS}(?P<n>{_NUMERAL})是(?!一)"),
    ("要", tuple(f"{n}要" for n in _SIGNS), rf"{_BEGINS}(?P<n>{_NUMERAL})要(?=[^，。；]{{2}})"),
    (
        "第",
        tuple(f"{n}{mark}" for n in _SIGNS for mark in "，,、："),
        rf"{_BEGINS}第(?P<n>{_NUMERAL})[，,、：](?!第?{_NUMERAL})",
    ),
    ("其", tuple(f"其{n}" for n in _SIGNS), rf"{_BEGINS}其(?P<n>{_NUMERAL})[，,、：]"),
    ("步", tuple(f"{n}步" for n in _SIGNS), rf"{_BEGINS}第(?P<n>{_NUMERAL})步[，,、：（]"),
    ("阶段", tuple(f"{n}阶" for n in _SIGNS), rf"{_BEGINS}第(?P<n>{_NUMERAL})阶段[，,、：（]"),
    (
        "（",
        tuple(f"{sign}{n}" for sign in "（(" for n in "123456789"),
        r"(?<![第、条款项\d附件表图])[（(](?P<n>[1-9]\d?)[）)](?![，。；、]|年|级)",
    ),
    (
        "（",
        tuple(f"{sign}{n}" for sign in "（(" for n in _SIGNS),
        rf"(?<![第、条款项\d附件表图])[（(](?P<n>{_NUMERAL})[）)](?![，。；、])",
    ),
    ("①", tuple("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"), r"(?<!表)(?P<n>[①-⑳])"),
)
"""What a passage must have, one of what the whole must have, and what numbers a row."""
_SEQUENCE = rf"{_BEGINS}(?P<n>首先|其次|再次(?=[，,、：是要])|最后)[，,、：]?"
_FEWEST = 2


def check(context: Context) -> Iterator[Finding]:
    """Each row of such words that leaves out one, or has it twice; a row may run through several
    paragraphs, each of which begins with one.
    """
    forms = [(sign, pattern) for sign, pairs, pattern in _FORMS if context.searched.has_any(pairs)]
    for passages in context.passages_by_part:
        prose = [passage for passage in passages if passage.is_prose]
        text = "\0".join(passage.text for passage in prose)
        leading: list[tuple[Passage, str, int]] = []
        for passage in prose:
            for sign, pattern in forms:
                if sign in passage.text or sign == "①":
                    yield from _in_row(passage, pattern, leading, context)
            if "其次" in passage.text or "再次" in passage.text:
                yield from _in_words(passage, text, context)
            yield from _one_side(passage, context)


def _in_row(
    passage: Passage,
    pattern: str,
    leading: list[tuple[Passage, str, int]],
    context: Context,
) -> Iterator[Finding]:
    """`leading` are the rows that go on through paragraphs: the last of each, by its form."""
    found = list(re.finditer(pattern, passage.text))
    numbers = [_number(each["n"]) for each in found]
    if not found or any(each is None for each in numbers):
        return
    carried = next((last for _, form, last in reversed(leading) if form == pattern), 0)
    alone = found[0].start() == 0
    before = 0
    if alone and carried:
        before = carried if numbers[0] != 1 else 0
    elif len(found) < _FEWEST or numbers[0] != 1:
        if alone and numbers[0] == 1:
            leading.append((passage, pattern, numbers[-1] or 0))
        elif len(found) >= _FEWEST and not carried and not _goes_on(pattern, numbers, context):
            yield _finding(passage, found[0], f"从“{found[0][0]}”开始，前面没有第一个", context)
        elif len(found) >= _FEWEST:
            before = (numbers[0] or 1) - 1
    if before == 0 and numbers[0] != 1:
        return
    if before == 0 and len(found) < _FEWEST:
        return
    yield from _broken(passage, found, numbers, before, context)
    if alone or (numbers[0] == 1 and found[0].start() < _OPENING):
        leading.append((passage, pattern, numbers[-1] or 0))


_OPENING = 60
"""Characters before the first of a row, in a paragraph that the row may go on from."""


def _goes_on(pattern: str, numbers: Sequence[int | None], context: Context) -> bool:
    """Whether the number before the first stands elsewhere in the document."""
    wanted = (numbers[0] or 1) - 1
    return any(
        _number(match["n"]) == wanted
        for passage in context.passages
        for match in re.finditer(pattern, passage.text)
    )


def _broken(
    passage: Passage,
    found: Sequence[re.Match[str]],
    numbers: Sequence[int | None],
    before: int,
    context: Context,
) -> Iterator[Finding]:
    """The first number that does not follow the one before."""
    for match, number in zip(found, numbers, strict=True):
        if number is None or number == before + 1:
            before = number or before
        elif number == 1:
            if before == 1 and len(found) == _FEWEST:
                yield _finding(passage, match, f"“{match[0]}”写了两次", context)
                return
            before = 1
        elif number == before:
            yield _finding(passage, match, f"“{match[0]}”写了两次", context)
            return
        else:
            yield _finding(passage, match, f"“{match[0]}”与前面的接不上，中间缺了号", context)
            return


def _one_side(passage: Passage, context: Context) -> Iterator[Finding]:
    """一方面 without the other side."""
    if "一方面" not in passage.text:
        return
    found = list(re.finditer("(?<![这那某任每各单哪同另有第两])一方面(?!军)", passage.text))
    if len(found) != 1 or re.search("另一方面|另外|同时|又", passage.text):
        return
    if found[0].start() == 0 or passage.text[found[0].start() - 1] in "，。；：":
        found_one = _finding(passage, found[0], "有“一方面”，没有“另一方面”", context)
        yield replace(found_one, level=Level.NOTICE)


def _in_words(passage: Passage, whole: str, context: Context) -> Iterator[Finding]:
    """`whole` is all of the part: 首先 may stand in a paragraph before."""
    found = list(re.finditer(_SEQUENCE, passage.text))
    words = [each["n"] for each in found]
    if "再次" in words and "其次" not in whole and "首先" in whole:
        match = found[words.index("再次")]
        yield _finding(passage, match, "“首先”后面没有“其次”，就写了“再次”", context)
    elif words and words[0] in ("其次", "再次") and not re.search("首先|第一|一是|其一", whole):
        yield _finding(passage, found[0], f"有“{words[0]}”，前面没有“首先”", context)
    elif words.count("其次") > 1 and words.count("首先") <= 1:
        match = [each for each in found if each["n"] == "其次"][1]
        yield _finding(passage, match, "“其次”写了两次", context)


def _number(typed: str) -> int | None:
    if "①" <= typed <= "⑳":
        return ord(typed) - ord("①") + 1
    return read_count(typed)


def _finding(passage: Passage, match: re.Match[str], message: str, context: Context) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, match.start()),
        message,
        hint="核对漏了哪一项，还是写错了号",
        element=match[0],
    )
