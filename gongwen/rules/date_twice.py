"""日期前后不一：同一件事的日期写了两次，两次不同。

“3月10日前将总结报市政府”“总结于3月15日前报市政府”，除了日期，两句说的一样，就核对一下；
“报名时间”“公示期”这样的起止写了两次的，也核对。年份不同的、分了批次的，不算。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..paper.clauses import Clause, clause_at, core_of
from ..paper.dates import DateSpan, WrittenDate, dates_in, spans_in
from ..problem import Level
from . import Context, Finding

NAME = "日期前后不一"
LEVEL = Level.NOTICE
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("月", "日")
WRONG = """\
正文:
- 请于2026年3月10日前将活动总结报市教育局。
- 活动总结于2026年3月15日前报市教育局。
"""
RIGHT = """\
正文:
- 请于2026年3月10日前将活动方案报市教育局。
- 活动总结于2026年6月15日前报市教育局，初稿于6月1日前报市教育局。
"""

_SHORTEST = 4
_LABEL = (
    r"(?P<label>[^，。；：、（）\d]{2,6}?)(?:时间|期间|日期|期限|期)?"
    r"(?:为|是|：|:|（|于|从|自|定于|安排在)*$"
)
_LABELS = (
    "报名|公示|申报|活动|会议|培训|征集|评审|考试|展期|展出|工期"
    "|投票|答疑|面试|缴费|受理|施工|试运行"
)
_UNTIL = (
    rf"(?P<what>{HAN}{{2}})(?:的)?(?:截止|截至)(?:时间|日期)?(?:为|是|：|至|到|于)?\d"
    rf"|\d日(?P<what2>{HAN}{{2}})(?:截止|结束)"
)
"""What ends on a day."""
_IN_FORCE = (
    r"^(?:第[一二三四五六七八九十百]+条)?[ \u3000]*(?:本[^，。；《》]{2,8})?自"
    r"\d{4}年\d{1,2}月\d{1,2}日(?:零时|0时)?起(?:施行|实施|执行)$"
)
"""Since when the text itself is in force."""
_PAST = r"[上前]述|以上|前款|[此该这]项(?!目)|每年|每月|印发|发布|公布|通过|批准|召开的|成立|颁布"


class _Said(Struct, frozen=True):
    """What is said of a date or a span, in a passage."""

    written: str
    key: tuple[int, ...]
    passage: Passage
    at: int


def check(context: Context) -> Iterator[Finding]:
    """Each date that was another one before."""
    for passages in context.passages_by_part:
        said: dict[str, list[_Said]] = defaultdict(list)
        for passage in passages:
            if not passage.is_prose or not re.search("[月日]", passage.text):
                continue
            dates = context.dates_of(passage)
            spans = list(spans_in(passage.text, dates)) if len(dates) > 0 else []
            _add_spans(passage, spans, said)
            inside = {each.start for span in spans for each in (span.first, span.last)}
            _add_dates(passage, [each for each in dates if each.start not in inside], said)
        yield from _differing(said, context)


def _add_spans(passage: Passage, spans: list[DateSpan], said: dict[str, list[_Said]]) -> None:
    for span in spans:
        match = re.search(_LABEL, passage.text[max(0, span.start - 14) : span.start])
        label = re.search(_LABELS, match[0]) if match else None
        if label:
            key = (span.first.month, span.first.day, span.last.month, span.last.day)
            written = passage.text[span.start : span.end]
            said[f"{label[0]}时间"].append(_Said(written, key, passage, span.start))


def _add_dates(
    passage: Passage, dates: Sequence[WrittenDate], said: dict[str, list[_Said]]
) -> None:
    for date in dates:
        if not date.month:
            continue
        clause = clause_at(passage.text, date.start, date.end)
        if match := re.search(_UNTIL, clause.whole):
            key = (date.year, date.month, date.day)
            what = match["what"] or match["what2"]
            said[f"{what}截止"].append(_Said(date.written, key, passage, date.start))
            continue
        if match := re.search(_IN_FORCE, clause.whole):
            key = (date.year, date.month, date.day)
            said["施行"].append(_Said(date.written, key, passage, date.start))
            continue
        core = re.sub("^第[一二三四五六七八九十百]+条", "", clause.core)
        if len(core) < _SHORTEST or _is_conditional(clause) or re.search(_PAST, clause.whole):
            continue
        if dates_in(core) or re.search(r"\d", core):
            continue
        key = (date.year, date.month, date.day)
        said["".join(sorted(core_of(core)))].append(_Said(date.written, key, passage, date.start))


def _is_conditional(clause: Clause) -> bool:
    return replace(
        clause, whole=re.sub("^第[一二三四五六七八九十百]+条", "", clause.whole)
    ).is_conditional


def _differing(said: dict[str, list[_Said]], context: Context) -> Iterator[Finding]:
    for several in said.values():
        if len({each.key[-2:] for each in several}) != 2:
            continue
        first = several[0]
        other = next(each for each in several if each.key[-2:] != first.key[-2:])
        if len(first.key) == 3 and first.key[0] and other.key[0] and first.key[0] != other.key[0]:
            continue  # of another year: said anew every year
        yield Finding(
            context.spot(other.passage.place, other.passage.text, other.at),
            f"这里写的是“{other.written}”，第{first.passage.place.line}行同一件事写的是“{first.written}”",
            hint="核对哪一处对；说的不是一件事的，不用改",
            element=other.written,
        )
