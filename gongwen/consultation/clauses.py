"""The clauses of the version that was sent, and to which of them a comment belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from itertools import zip_longest
from typing import Final

from msgspec import Struct

from ..composition import Composition, Paragraph
from ..importer.pieces import same_width
from ..paper.numbering import read_chinese_numeral
from ..revision.outline_places import placed_blocks, row_texts
from ..sheet.data import Sheet
from ..typeset.estimate import estimate_sections

_NUMERAL: Final = "一二三四五六七八九十百零〇两"
_TOKEN: Final = re.compile(
    rf"附件\s*(?P<part>\d+|[{_NUMERAL}]+)"
    rf"|第\s*(?P<nth>\d+|[{_NUMERAL}]+)\s*(?P<unit>章|节|条|款|项|目|部分|大点|小点|点|自然段|段|页|行)"
    rf"|[（(]\s*(?P<bracketed>\d+|[{_NUMERAL}]+)\s*[）)]"
    rf"|(?P<decimal>\d+(?:\.\d+)+)"
    rf"|(?P<plain>[{_NUMERAL}]+(?=\s*(?:[、．.，,（(\d]|$))|\d+(?=\s*(?:[、．.，,](?!\d)|[（(]|$)))"
)
_PLACE: Final = (
    rf"(?:附件\s*(?:\d+|[{_NUMERAL}]+)|第\s*(?:\d+|[{_NUMERAL}]+)\s*(?:章|节|条|款|项|目|部分|大点|小点|点)"
    rf"|[（(]\s*(?:\d+|[{_NUMERAL}]+)\s*[）)](?:项)?|\d+(?:\.\d+)+(?![\d%亿万元年月])"
    rf"|[{_NUMERAL}]+[、．.]|\d+[、．.](?!\d)|[的，\s])+"
)
_BEFORE_PLACE: Final = (
    r"(?:一是|另|对|关于|将|把|在|于|针对|原文|正文|文中|其中|删[去除掉]|修改|建议|请"
    r"|[，。：、\s])*"
)
_PAGE: Final = re.compile(rf"第?\s*(?P<page>\d+|[{_NUMERAL}]+)\s*页|[Pp]\.?\s*(?P<p>\d+)")
_BELOW_ARTICLE: Final = ("款", "项", "目")
_QUOTED: Final = re.compile('[“"「『]([^“”"「」『』]{2,})[”"」』]')
_GAP: Final = re.compile("…+|[.．]{3,}|———*")
_LEAST_QUOTE: Final = 4
_NEAR: Final = 0.6
_LEAST_NEAR: Final = 8


class Clause(Struct, frozen=True, dict=True):
    """A paragraph or a cell of what was sent: its place as the program names it, its words with the
    number that is printed, and, of a heading, its name. `pages` are those that it stands on, from
    the first to the last; 0 = not known.
    """

    place: str
    text: str
    name: str = ""
    pages: tuple[int, int] = (0, 0)

    @cached_property
    def folded(self) -> str:
        """The words for comparing."""
        return same_width(self.text)

    @cached_property
    def path(self) -> tuple[int, ...]:
        """The numbers of the place: 二、（一） is (2, 1)."""
        return tuple(_numbers(self.place))

    @cached_property
    def part(self) -> int:
        """Of which attachment it is; 0 = of none."""
        match = re.match(r"附件(\d*)", self.place)
        return int(match[1] or 1) if match else 0


class SentVersion(Struct, frozen=True, dict=True):
    """What was sent, clause by clause, in the order of paper."""

    clauses: tuple[Clause, ...]

    def on_page(self, number: int) -> list[Clause]:
        """The clauses of a page; none where the pages are not known."""
        return [each for each in self.clauses if each.pages[0] <= number <= each.pages[1] > 0]

    @cached_property
    def paths(self) -> dict[tuple[int, tuple[int, ...]], list[Clause]]:
        """The clauses by attachment and numbers."""
        found: dict[tuple[int, tuple[int, ...]], list[Clause]] = {}
        for clause in self.clauses:
            if clause.path:
                found.setdefault((clause.part, clause.path), []).append(clause)
        return found


class Tie(Struct, frozen=True):
    """Where a comment belongs; `clause` None = that could not be told, and `why` says so."""

    clause: Clause | None
    quoted: str = ""
    why: str = ""


def clauses_of(
    compositions: Sequence[Composition], sheets: Sequence[Sheet | None] = ()
) -> SentVersion:
    """The clauses of what was printed, with their pages where the sheets of the files are given."""
    found: list[Clause] = []
    for composition, sheet in zip_longest(compositions, sheets):
        pages = _pages(composition, sheet) if sheet else {}
        for each in placed_blocks(composition):
            stands = pages.get(id(each.block), (0, 0))
            if isinstance(each.block, Paragraph):
                text = each.unit.number + each.unit.text
                found.append(Clause(each.place, text, each.name, stands))
            else:
                cells = dict.fromkeys(cell for row in row_texts(each.block) for cell in row if cell)
                found += [Clause(each.place, cell, "", stands) for cell in cells]
    return SentVersion(tuple(found))


def _pages(composition: Composition, sheet: Sheet) -> dict[int, tuple[int, int]]:
    """On which pages, as they are numbered, the blocks stand, by their identities."""
    found: dict[int, tuple[int, int]] = {}
    before = 0
    spots = estimate_sections(composition, sheet)
    for section, standing in zip(composition.sections, spots, strict=True):
        for block, spot in zip(section.blocks, standing, strict=True):
            found[id(block)] = (before + spot.page, before + spot.last_page)
        before += max((spot.last_page for spot in standing), default=0)
    return found


def tied(written: str, quoted: str, words: str, sent: SentVersion) -> Tie:
    """The clause that is meant by how its place was written, by the words quoted of it, or by those
    quoted in the comment itself.
    """
    is_date = re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}.*", written) is not None
    by_number = _by_numbers(written, sent) if written and not is_date else []
    doubt = _elsewhere(written, by_number)
    on_page = sent.on_page(_page_of(written))
    for quote in _quotes(quoted, words):
        found = _holding(quote, sent.clauses)
        found = [clause for clause in found if clause in on_page] or found
        among = [clause for clause in found if clause in by_number]
        if by_number and among:
            return Tie(among[0], quote, doubt)
        if quote != quoted and len(quote) < _LEAST_QUOTE:
            continue
        if len({clause.place for clause in found}) == 1:
            if by_number and quoted:
                said = f"所写的“{written}”里没有“{_short(quote)}”，按原文对到{found[0].place}"
                return Tie(found[0], quote, said)
            if not by_number:
                return Tie(found[0], quote)
        elif found and not by_number:
            return Tie(None, "", f"“{_short(quote)}”在几处都有，不知道是哪一处")
    if by_number:
        if not doubt and len(quoted) >= _LEAST_QUOTE:
            doubt = f"“{_short(quoted)}”不在{by_number[0].place}里，按所写的条款对的，请核对"
        return Tie(by_number[0], quoted, doubt)
    in_words = _by_numbers(_place_in(words), sent)
    if in_words:
        return Tie(in_words[0], quoted)
    by_page = _by_page(written, words, on_page) if on_page and not quoted else None
    if by_page and by_page.clause:
        return by_page
    by_name = _by_name(f"{written}{quoted}" or words, sent.clauses)
    if by_name:
        said = f"意见里提到“{by_name.name}”，对到{by_name.place}，请核对"
        return Tie(by_name, quoted, "" if written or quoted or _is_about(by_name, words) else said)
    if is_date:
        said = f"所写的位置“{written}”是日期，多半是表格软件把“4.1”一类的条款改成的"
        return Tie(None, quoted, said)
    path = tuple(_numbers(_PAGE.sub("", written)))
    if not quoted and path and len(_ending_in(written, path, sent)) > 1:
        return Tie(None, "", f"“{_short(written)}”在几处都有，不知道是哪一处")
    return by_page or Tie(None, quoted, _why_not(written, quoted))


def _page_of(written: str) -> int:
    """The page that was written, 0 = none."""
    match = _PAGE.search(written)
    return (_number(match["page"] or match["p"]) or 0) if match else 0


def _by_page(written: str, words: str, on_page: Sequence[Clause]) -> Tie:
    """The clause of a page that the comment names, or the only one there."""
    places = list(dict.fromkeys(each.place for each in on_page))
    meant = on_page[0] if len(places) == 1 else _by_name(words, on_page)
    if meant is None:
        there = f"{places[0]}到{places[-1]}"
        return Tie(None, "", f"只写了页码“{written}”，送出的那一稿这一页是{there}")
    return Tie(meant, "", f"只写了页码“{written}”，按送出的那一稿对到{meant.place}，请核对")


def _why_not(written: str, quoted: str) -> str:
    if quoted:
        return f"送出的那一稿里没有“{_short(quoted)}”"
    if written and _PAGE.search(written):
        return f"只写了页码“{written}”"
    return f"送出的那一稿里没有“{_short(written)}”" if written else "没有写是哪一条"


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:16] + "…"


# ---- by numbers --------------------------------------------------------------------------------


def _numbers(text: str) -> Iterator[int]:
    for match in _TOKEN.finditer(text):
        if match["part"]:
            continue
        if match["decimal"]:
            yield from map(int, match["decimal"].split("."))
            continue
        if match["unit"] in ("页", "行", "段", "自然段"):
            continue
        number = _number(match["nth"] or match["bracketed"] or match["plain"])
        if number is not None:
            yield number


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() else read_chinese_numeral(text)


def _by_numbers(written: str, sent: SentVersion) -> list[Clause]:
    """The clauses under the numbers that were written, the first of them first; none where there
    are no numbers, or no such place.
    """
    bare = _PAGE.sub("", written)
    path = tuple(_numbers(bare))
    if not path:
        return _unnumbered(bare, sent)
    wanted = _attachment(bare)
    below = sum(bare.count(word) for word in _BELOW_ARTICLE)
    for attachment in dict.fromkeys((wanted, 0)):
        for kept in range(len(path), max(len(path) - below, 1) - 1, -1):
            found = _under(attachment, path[:kept], sent)
            if found and not (_is_inner(bare) and not _is_inner(found[0].place)):
                return _nth_paragraph(bare, found)
    ends = _ending_in(bare, path, sent)
    return sent.paths[ends[0]] if len(ends) == 1 else []  # （三） alone, where there is one


def _ending_in(
    written: str, path: tuple[int, ...], sent: SentVersion
) -> list[tuple[int, tuple[int, ...]]]:
    """The places that end in these numbers; （一） is not 一、."""
    return [
        key
        for key, clauses in sent.paths.items()
        if key[1][-len(path) :] == path
        and (len(key[1]) > len(path) or not _is_inner(written) or _is_inner(clauses[0].place))
    ]


def _is_inner(place: str) -> bool:
    """Whether a place begins with a number in brackets, such as stand below others."""
    return bool(
        re.match(r"[（(]", re.sub(rf"^\s*附件\s*(?:\d+|[{_NUMERAL}]+)[，,、\s]*", "", place))
    )


def _unnumbered(written: str, sent: SentVersion) -> list[Clause]:
    """What has a place without numbers: 第1段 before the first heading, the title, 主送机关."""
    match = re.search(rf"第\s*(\d+|[{_NUMERAL}]+)\s*(?:自然)?段", written)
    wanted = f"第{_number(match[1])}段" if match else written.strip()
    names = (wanted, wanted.removesuffix("机关"))
    return [each for each in sent.clauses if each.place.removesuffix("机关") in names]


def _under(part: int, path: tuple[int, ...], sent: SentVersion) -> list[Clause]:
    own = sent.paths.get((part, path), [])
    if not own:
        return []
    deeper = [
        clause
        for (of, other), clauses in sent.paths.items()
        if of == part and len(other) > len(path) and other[: len(path)] == path
        for clause in clauses
    ]
    return [*own, *deeper]


def _nth_paragraph(written: str, found: list[Clause]) -> list[Clause]:
    match = re.search(rf"第\s*(\d+|[{_NUMERAL}]+)\s*(?:自然)?段", written)
    number = _number(match[1]) if match else None
    if number is None:
        return found
    first = [clause for clause in found if clause.place.endswith(f"第{number}段")]
    return [*first, *(clause for clause in found if clause not in first)]


def _elsewhere(written: str, found: Sequence[Clause]) -> str:
    """What is to be said where an attachment was written and the clause is of another part."""
    part = _attachment(written)
    if not (part and found) or found[0].part == part:
        return ""
    return f"写的是“{_short(written)}”，附件{part}里没有这一处，对到{found[0].place}，请核对"


def _attachment(written: str) -> int:
    """The number of the attachment that a place is in, as written; 0 = none."""
    match = re.search(rf"附件\s*(\d+|[{_NUMERAL}]+)", written)
    return (_number(match[1]) or 0) if match else 0


def _place_in(words: str) -> str:
    """The place that a comment says it is about: 对第三条，建议……; 建议删去二、（一）. A number
    alone (由7降到3) is none.
    """
    match = re.match(rf"{_BEFORE_PLACE}(?P<place>{_PLACE})", words[:40])
    return match["place"] if match else ""


def _is_about(clause: Clause, words: str) -> bool:
    """Whether a comment names a heading as what it is about: in quotation marks, or at once."""
    name = re.escape(clause.name)
    return bool(
        re.search(rf"[“《「]{name}|^(?:对|关于|将|在|建议)*{name}(?:部分|方面|中|里|一节)", words)
    )


# ---- by words ----------------------------------------------------------------------------------


def _quotes(quoted: str, words: str) -> Iterator[str]:
    if len(quoted) >= 2:
        yield quoted
    yield from (match[1] for match in _QUOTED.finditer(words))


def _holding(quote: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses that hold what was quoted, with gaps where it has them; else those very near."""
    bare = quote.strip().strip("“”\"'‘’「」")
    parts = [same_width(part).strip(".,;:、") for part in _GAP.split(bare)]
    parts = [part for part in parts if part]
    if not parts:
        return []
    found = [each for each in clauses if all(part in each.folded for part in parts)]
    if found or len(parts) > 1 or len(parts[0]) < _LEAST_NEAR:
        return found
    lines = [same_width(line).strip(".,;:、") for line in re.split(r"[\n。]", bare)]
    long = max(lines, key=len)
    found = [each for each in clauses if len(long) >= _LEAST_NEAR and long in each.folded]
    return found or _near(parts[0], clauses)


def _near(quote: str, clauses: Sequence[Clause]) -> list[Clause]:
    """The one clause that shares most of a quotation that was not copied to the letter."""
    grams = {quote[at : at + 3] for at in range(len(quote) - 2)}
    shares = [
        (sum(gram in each.folded for gram in grams) / max(len(grams), 1), each) for each in clauses
    ]
    best = max((share for share, _ in shares), default=0.0)
    if best < _NEAR:
        return []
    found = [each for share, each in shares if share == best]
    matcher = SequenceMatcher(None, quote, found[0].folded, autojunk=False)
    longest = matcher.find_longest_match().size
    return found if longest >= min(len(quote) // 2, _LEAST_NEAR) else []


def _by_name(words: str, clauses: Sequence[Clause]) -> Clause | None:
    """The heading whose name is written; None where none is, or several are."""
    folded = same_width(words)
    found = [each for each in clauses if len(each.name) > 1 and same_width(each.name) in folded]
    longest = max((len(each.name) for each in found), default=0)
    best = [each for each in found if len(each.name) == longest]
    return best[0] if len(best) == 1 else None
