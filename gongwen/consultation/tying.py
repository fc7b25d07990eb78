"""To which clause of the version that was sent a comment belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..importer.pieces import same_width
from .clauses import SentClause, SentVersion
from .written_places import (
    attachment_of,
    below_article,
    first_of_several,
    is_inner,
    number_alone,
    numbers,
    of_unit,
    page_of,
    paragraph_of,
    place_in,
    without_page,
)

_QUOTED: Final = re.compile('[“"「『]([^“”"「」『』]{2,})[”"」』]')
_GAP: Final = re.compile("…+|[.．]{3,}|———*")
_LEAST_QUOTE: Final = 4
_NEAR: Final = 0.6
_LEAST_NEAR: Final = 8


class Tie(Struct, frozen=True):
    """Where a comment belongs; `clause` None = that could not be told, and `why` says so."""

    clause: SentClause | None
    quoted: str = ""
    why: str = ""


def tied(written: str, quoted: str, words: str, sent: SentVersion) -> Tie:
    """The clause that is meant by how its place was written, by the words quoted of it, or by those
    quoted in the comment itself.
    """
    is_date = re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}.*", written) is not None
    stated = written
    by_number = [] if is_date else _by_numbers(first_of_several(stated) or stated, sent)
    if not by_number:
        stated = place_in(words)
        by_number = _by_numbers(first_of_several(stated) or stated, sent)
    first = first_of_several(stated)
    by_number = _deeper(first or stated, words, by_number, sent)
    doubt = _elsewhere(stated, by_number)
    if first and by_number:
        doubt = f"写的是几处“{_short(stated)}”，对到第一处{by_number[0].place}，请核对"
    on_page = sent.on_page(page_of(written))
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
            return _outside_tables(quote, found)
    if by_number:
        if not doubt and len(quoted) >= _LEAST_QUOTE:
            doubt = f"“{_short(quoted)}”不在{by_number[0].place}里，按所写的条款对的，请核对"
        return Tie(by_number[0], quoted, doubt)
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
    path = tuple(numbers(without_page(written)))
    if not quoted and path and len(_ending_in(written, path, sent)) > 1:
        return Tie(None, "", f"“{_short(written)}”在几处都有，不知道是哪一处")
    return by_page or Tie(None, quoted, _why_not(written, quoted))


def _outside_tables(quote: str, found: Sequence[SentClause]) -> Tie:
    """Where words belong that stand in several places: to the one that is no table, for a table
    says again what the text says, as that of the tasks does.
    """
    in_text = [clause for clause in found if not clause.in_table]
    if len({clause.place for clause in in_text}) != 1:
        return Tie(None, "", f"“{_short(quote)}”在几处都有，不知道是哪一处")
    said = f"“{_short(quote)}”在表里也有，对到{in_text[0].place}，请核对"
    return Tie(in_text[0], quote, said)


def _by_page(written: str, words: str, on_page: Sequence[SentClause]) -> Tie:
    """The clause of a page that the comment names, or the only one there."""
    places = list(dict.fromkeys(each.place for each in on_page))
    meant = on_page[0] if len(places) == 1 else _by_name(words, on_page)
    if meant is None:
        there = f"{places[0]}到{places[-1]}"
        return Tie(None, "", f"只写了页码“{written}”，送出的那一稿这一页是{there}")
    return Tie(meant, "", f"只写了页码“{written}”，按送出的那一稿对到{meant.place}，请核对")


def _why_not(written: str, quoted: str) -> str:
    if re.fullmatch("(?:全文|通篇|总体|整体|全稿)(?:意见|建议)?", written.strip()):
        return f"写的是“{written.strip()}”，不是哪一条"
    if quoted:
        return f"送出的那一稿里没有“{_short(quoted)}”"
    if page_of(written):
        return f"只写了页码“{written}”"
    return f"送出的那一稿里没有“{_short(written)}”" if written else "没有写是哪一条"


def _short(text: str) -> str:
    return text if len(text) <= 16 else text[:16] + "…"


# ---- by numbers --------------------------------------------------------------------------------


def _by_numbers(written: str, sent: SentVersion) -> list[SentClause]:
    """The clauses under the numbers that were written, the first of them first; none where there
    are no numbers, or no such place.
    """
    bare = without_page(written)
    path = tuple(numbers(bare))
    if not path:
        return _unnumbered(bare, sent)
    wanted = attachment_of(bare)
    article = of_unit(bare, "条") or number_alone(bare)
    if article is not None and (
        (sent.articles and wanted == 0) or (wanted, article) in sent.articles
    ):
        return _in_article(bare, sent.articles.get((wanted, article), []))
    below = below_article(bare)
    for attachment in dict.fromkeys((wanted, 0, *_only_part_with(path, sent))):
        for kept in range(len(path), max(len(path) - below, 1) - 1, -1):
            found = _under(attachment, path[:kept], sent)
            if found and not (is_inner(bare) and not is_inner(found[0].place)):
                return _nth_paragraph(paragraph_of(bare), found)
    ends = _ending_in(bare, path, sent)
    return sent.paths[ends[0]] if len(ends) == 1 else []  # （三） alone, where there is one


def _only_part_with(path: tuple[int, ...], sent: SentVersion) -> list[int]:
    """The part of what was sent that alone has such numbers: the plan that a notice encloses."""
    parts = [part for part, other in sent.paths if other == path]
    return parts if len(parts) == 1 else []


def _in_article(written: str, found: list[SentClause]) -> list[SentClause]:
    """The clauses of an article, those of the 款 or the 项 that was written first."""
    item = of_unit(written, "项")
    items = [each for each in found if tuple(numbers(each.place.partition("条")[2])) == (item,)]
    if item is not None and items:
        return [*items, *(each for each in found if each not in items)]
    paragraphs = [each for each in found if not tuple(numbers(each.place.partition("条")[2]))]
    paragraph = of_unit(written, "款") or paragraph_of(written)
    if paragraph is None and item is not None:
        paragraph = item + 1  # after the line that leads in
    first = paragraphs[paragraph - 1 : paragraph] if paragraph else []
    return [*first, *(each for each in found if each not in first)]


def _deeper(
    written: str, words: str, found: list[SentClause], sent: SentVersion
) -> list[SentClause]:
    """The clauses of a place, first of them the one below it that the comment says it is about:
    四, and （三）中增加…….
    """
    inner = place_in(words) if found else ""
    below = _by_numbers(f"{written}{inner}", sent)[:1] if inner else []
    if not below or below[0] not in found:
        return found
    return [*below, *(each for each in found if each not in below)]


def _ending_in(
    written: str, path: tuple[int, ...], sent: SentVersion
) -> list[tuple[int, tuple[int, ...]]]:
    """The places that end in these numbers; （一） is not 一、."""
    return [
        key
        for key, clauses in sent.paths.items()
        if key[1][-len(path) :] == path
        and (len(key[1]) > len(path) or not is_inner(written) or is_inner(clauses[0].place))
    ]


def _unnumbered(written: str, sent: SentVersion) -> list[SentClause]:
    """What has a place without numbers: 第1段 before the first heading, the title, 主送机关."""
    paragraph = paragraph_of(written)
    wanted = written.strip() if paragraph is None else f"第{paragraph}段"
    names = (wanted, wanted.removesuffix("机关"))
    return [each for each in sent.clauses if each.place.removesuffix("机关") in names]


def _under(part: int, path: tuple[int, ...], sent: SentVersion) -> list[SentClause]:
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


def _nth_paragraph(number: int | None, found: list[SentClause]) -> list[SentClause]:
    if number is None:
        return found
    first = [clause for clause in found if clause.place.endswith(f"第{number}段")]
    return [*first, *(clause for clause in found if clause not in first)]


def _elsewhere(written: str, found: Sequence[SentClause]) -> str:
    """What is to be said where an attachment was written and the clause is of another part."""
    part = attachment_of(written)
    if not (part and found) or found[0].part == part:
        return ""
    return f"写的是“{_short(written)}”，附件{part}里没有这一处，对到{found[0].place}，请核对"


def _is_about(clause: SentClause, words: str) -> bool:
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


def _holding(quote: str, clauses: Sequence[SentClause]) -> list[SentClause]:
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


def _near(quote: str, clauses: Sequence[SentClause]) -> list[SentClause]:
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


def _by_name(words: str, clauses: Sequence[SentClause]) -> SentClause | None:
    """The heading whose name is written; None where none is, or several are."""
    folded = same_width(words)
    found = [each for each in clauses if len(each.name) > 1 and same_width(each.name) in folded]
    longest = max((len(each.name) for each in found), default=0)
    best = [each for each in found if len(each.name) == longest]
    return best[0] if len(best) == 1 else None
