"""How far the numbers of each series got: the next, those passed over, kept, given up, waiting."""

from __future__ import annotations

from collections import Counter

from ..history.number_book import TYPED, UNRELEASED, NumberBook, number_book, said_of_lost
from ..history.register import NumberEntry
from .taking import NumberDesk, known_series


def overview(desk: NumberDesk) -> tuple[list[str], list[str]]:
    """What there is to say of the numbers, and what is wrong with them. Raises HistoryError,
    ClassifiedError.
    """
    book = number_book(desk.repository, desk.content)
    series = dict.fromkeys(each.parsed[:2] for each in book.entries if each.parsed)
    lines = [line for code, year in series for line in _of_series(book, code, year, desk)]
    return lines or ["还没有取过号。"], [*_repeated(book), *said_of_lost(book.claims, desk.content)]


def _of_series(book: NumberBook, code: str, year: int, desk: NumberDesk) -> list[str]:
    series = known_series(code, desk)
    own = [each for each in book.entries if each.parsed and each.parsed[:2] == (code, year)]
    lines = [
        f"{code}〔{year}〕：用到{max(book.used(code, year))}号，"
        f"下一个是 {code}〔{year}〕{book.next(series, year)}号"
    ]
    if gaps := book.gaps(series, year):
        lines.append(f"  空号：{listed_ordinals(gaps)}")
    for each in own:
        why = f"（{each.reason}）" if each.reason else ""
        if each.source in ("预留", "作废"):
            lines.append(f"  {each.source}：{each.number}{why}")
        elif each.source == "取用":
            lines.append(f"  已取号，没有印发：{each.number} {each.document}")
        elif each.source == TYPED:
            lines.append(
                f"  文稿里写着，没有取号：{each.number} {each.document or '（标了密级的文件）'}"
            )
    waiting = sorted({each.number for each in own} & book.claims.pending)
    lines += [f"  没有推送，还不算数：{number}" for number in waiting]
    return lines


def _repeated(book: NumberBook) -> list[str]:
    """Numbers that were given twice."""
    given = [each for each in book.entries if each.source not in UNRELEASED]
    counted = Counter(each.number for each in given if each.parsed)
    return [
        f"重号：{number}（{'、'.join(_called(each) for each in given if each.number == number)}）"
        for number, times in counted.items()
        if times > 1
    ]


def _called(entry: NumberEntry) -> str:
    return entry.title or entry.document or entry.source


def listed_ordinals(numbers: list[int]) -> str:
    """1至11、15: neighbours as one."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(
        f"{run[0]}至{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs
    )
