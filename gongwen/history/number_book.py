"""Every number that is known here, from wherever it is known: released, written down by hand,
taken, kept for later, given up, or typed in a document. What is free is what none of them has.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from ..library.documents import documents_in, name_of
from ..library.same_numbers import typed_numbers
from ..registry.series import CodeSeries
from ..secrecy.gate import refusal
from .claims import Claim, Claims, read_claims
from .register import NumberEntry, bracketed, entries
from .repository import HistoryError, Repository

TYPED = "文稿"
"""Where a number is known from that stands in a document, and was neither taken nor released."""

UNRELEASED = ("取用", "预留", "作废", TYPED)
"""What an entry is from whose number was not given to a released document."""


class NumberBook(Struct, frozen=True):
    """The numbers by 代字, year and ordinal; of each what says most of it: its release, else what
    was written down or taken, else the document that bears it. `claims` are the records of what was
    taken.
    """

    entries: tuple[NumberEntry, ...]
    claims: Claims

    def holder(self, number: str) -> NumberEntry | None:
        """What is known of a number; None = it is free."""
        return next((each for each in self.entries if each.number == number), None)

    def used(self, code: str, year: int) -> list[int]:
        """The numbers of a series and a year that were given, taken or typed."""
        parsed = (each.parsed for each in self.entries)
        return sorted({each[2] for each in parsed if each and each[:2] == (code, year)})

    def first(self, series: CodeSeries, year: int) -> int:
        """The first number of a series that the program knows of in a year. Where the office does
        not say which year its 起号 is of, it is the first that has a number.
        """
        parsed = (each.parsed for each in self.entries)
        years = {each[1] for each in parsed if each and each[0] == series.code}
        beginning = series.first_year or min(years, default=year)
        return series.first if year == beginning else 1

    def next(self, series: CodeSeries, year: int) -> int:
        """The next free ordinal: gaps are not filled, for people know why they are there."""
        return max(max(self.used(series.code, year), default=0) + 1, self.first(series, year))

    def gaps(self, series: CodeSeries, year: int) -> list[int]:
        """The ordinals between the first and the last that nobody has."""
        used = self.used(series.code, year)
        return [n for n in range(self.first(series, year), max(used, default=0)) if n not in used]


def number_book(repository: Repository | None, content: Path) -> NumberBook:
    """The book as it stands now. Raises as `register.entries` and `claims.read_claims` do."""
    claims = read_claims(repository, content)
    given = entries(repository, content)
    known = {each.number for each in given}
    taken = [_taken(each) for each in claims.standing.values() if each.number not in known]
    known |= claims.standing.keys()
    typed: list[NumberEntry] = []
    for written, path in typed_numbers(documents_in(content)):
        number = bracketed(written)
        if number in known:
            continue
        known.add(number)
        typed.append(NumberEntry(number, "", "", "", _name(path, content), TYPED))
    typed = [each for each in typed if each.parsed]
    return NumberBook(tuple(sorted((*given, *taken, *typed), key=_order)), claims)


def _name(path: Path, content: Path) -> str:
    """A document's path below content/ without suffix; "" of one that may not be worked on here:
    its number is not free all the same.
    """
    if refusal(path.name, path.read_bytes(), path.name):
        return ""
    return name_of(path, content)


def _taken(claim: Claim) -> NumberEntry:
    return NumberEntry(claim.number, "", "", "", claim.document, claim.state, claim.reason)


def _order(entry: NumberEntry) -> tuple[tuple[str, int, int], str]:
    return entry.parsed or (entry.number, 0, 0), entry.document


def refuse_used(
    number: str, tag: str, document: str, book: NumberBook, known: Iterable[CodeSeries] = ()
) -> None:
    """Raises HistoryError where the number, or the tag it would get, was given before: to which
    document, and which number is free; `known` says with which a series began.
    """
    for entry in book.entries:
        if entry.source in UNRELEASED:
            continue
        is_same = bool(number) and bracketed(entry.number) == bracketed(number)
        if entry.source != tag and not (is_same and entry.parsed):
            continue
        said = f"{number or tag} 已经用过：{entry.title or entry.document}"
        advice = "另编文号"
        if entry.source == tag and entry.document == document:
            said = f"这一份已经印发过（{number or tag}），没有再印发"
            advice = "印发以后又改过、要另发的，另编文号"
        if entry.parsed:
            code, year, _ = entry.parsed
            begun = {each.code: each for each in known}
            free = book.next(begun.get(code, CodeSeries(code)), year)
            advice += f"，下一个没有用过的是 {code}〔{year}〕{free}号"
        advice += "；改好，make save 保存后再印发（用过的号见 make register）"
        raise HistoryError(f"{said}\n    建议：{advice}")


def refuse_unfit(number: str, document: str, book: NumberBook, content: Path) -> None:
    """Raises HistoryError where a document (its path below content/ without suffix) may not be
    released with a number: that was taken for another one, is kept for later, was given up, or is
    not known to the office's server yet.
    """
    claims = book.claims
    if number in claims.lost and claims.lost[number].document == document:
        raise HistoryError(f"没有印发，{said_lost(number, claims)}")
    claim = claims.standing.get(number)
    if claim is None:
        return
    why = f"（{claim.reason}）" if claim.reason else ""
    if claim.state == "作废":
        raise HistoryError(
            f"没有印发，{number} 已经作废{why}；另取一个号：make number DOC={document}"
        )
    use = f"make number DOC={document} NO={number}"
    if claim.state == "预留":
        raise HistoryError(f"没有印发，{number} 是预留的{why}；给这一份用：{use}")
    if claim.document != document and is_there(claim.document, content):
        raise HistoryError(
            f"没有印发，{number} 取给了“{claim.document}”（{claim.person}，{claim.when[:10]}）；"
            "改掉文稿里的发文字号，或另取一个号"
        )
    if number in claims.pending:
        raise HistoryError(
            f"没有印发，{number} 还没有推送到服务器，别人可能也取了这个号：先运行 make push"
        )


def said_lost(number: str, claims: Claims) -> str:
    """What there is to say of a number that another had first."""
    ours, theirs = claims.lost[number], claims.standing.get(number)
    whose = ""
    if theirs:
        what = f"取给了“{theirs.document}”" if theirs.document else theirs.state
        whose = f"（{what}，{theirs.person}，{theirs.when}）"
    hint = f"：make number DOC={ours.document}" if ours.document else ""
    return f"{number} 别人先取了{whose}，这里取的不算；另取一个号{hint}"


def said_of_lost(claims: Claims, content: Path) -> list[str]:
    """The same of each such number, but of those for documents that are gone, or have another."""
    return [
        said_lost(number, claims)
        for number, ours in sorted(claims.lost.items())
        if not ours.document
        or (is_there(ours.document, content) and not claims.of_document(ours.document))
    ]


def is_there(document: str, content: Path) -> bool:
    """Whether a document, named by its path below content/ without suffix, is there (still)."""
    return any((content / f"{document}{suffix}").is_file() for suffix in (".yaml", ".yml"))
