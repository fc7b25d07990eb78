"""Which series of numbers a document takes its number from, and of which year."""

from __future__ import annotations

from msgspec import Struct

from .. import patterns as re
from ..build.pipeline import Outcome
from ..history.register import bracketed
from ..history.repository import HistoryError
from ..registry.series import CodeSeries, code_for, series_for
from ..registry.units import read_units

_TYPED = re.compile(r"([^\d\s〔〕]+)〔\d{4}〕")


class Wanted(Struct, frozen=True):
    """What was asked for: a 代字 ("" = the document's own), and today (ISO 8601)."""

    code: str
    day: str


class SeriesOfYear(Struct, frozen=True):
    """A series and a year."""

    series: CodeSeries
    year: int

    @property
    def code(self) -> str:
        return self.series.code


def series_of(outcome: Outcome, wanted: Wanted) -> SeriesOfYear:
    """The series of a document: the one asked for, the one whose 代字 stands in it with the number
    left open, or that of its issuer for such documents; the year is that of its 成文日期, or this
    one. Raises HistoryError where it is not known.
    """
    document, kind = outcome.document, outcome.kind
    if document is None or kind is None:
        raise HistoryError("没有取号，文稿读不出来，先运行 make check 改好")
    year = document.issue_date.year if document.issue_date else int(wanted.day[:4])
    references = read_units(document.issuer, outcome.registry).references if document.issuer else ()
    unit = references[0].unit if references else None
    series = unit.series if unit else outcome.registry.office.series
    typed = _TYPED.match(bracketed(document.document_number or ""))
    if code := wanted.code or (typed[1] if typed else ""):
        found = (each for each in series if each.code == code)
        return SeriesOfYear(next(found, CodeSeries(code)), year)
    layout = document.layout_format or kind.layout_format
    normative = document.regulatory
    chosen = series_for(series, document.kind, layout, is_normative=normative)
    if layout in ("命令", "纪要") and not (
        chosen and {document.kind, layout} & set(chosen.purposes)
    ):
        what = "命令编令号（令号: 第8号）" if layout == "命令" else "纪要编期号（发文字号: 第18期）"
        raise HistoryError(
            f"没有取号，{what}，由本单位接着上一件写；也编文号的，写明代字：SERIES=代字"
            "（没有 make：--series 代字）"
        )
    code = code_for(series, document.kind, layout, is_normative=normative)
    if not code:
        whose = unit.short_name if unit else "发文机关"
        raise HistoryError(
            f"没有取号，不知道{whose}的代字：在 本单位.yaml 里写“代字: 云政办发”，"
            "或在机构名录里给它写“代字”；只这一次的，写 SERIES=代字（没有 make：--series 代字）"
        )
    own = chosen if chosen and chosen.code == code else CodeSeries(code)
    return SeriesOfYear(own, year)
