"""阶段: numbered headings such as “宣传发动阶段（2021年11月—2022年1月）。”."""

from __future__ import annotations

from collections.abc import Sequence

from .. import patterns as re
from ..document.values import read_moment

_STAGE = re.compile(r"(.{2,30}?)（([^（）]{4,40})）[。.]?")
_DATE = r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?"
_SPAN = re.compile(rf"{_DATE}(?:—{_DATE})?")
_TIME = re.compile(r"\d年|\d月|日前|上旬|中旬|下旬|年底|季度|底前|年初")


_BARE = re.compile(r"([^（）]{2,30}阶段)[。.]?")
_MOMENT = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?(?:[上中下]旬|底)?"
_ONLY_TIME = re.compile(
    rf"(.{{2,30}}?)（({_MOMENT}(?:[—－-]+|至)(?:{_MOMENT}|\d{{1,2}}日)|{_MOMENT}[前后起]?)）[。.]?"
)
_FROM_TO = re.compile("[—－-]|至")


def stages_of(titles: Sequence[str]) -> list[dict[str, str]] | None:
    """The names and times of sibling headings that are all stages; None where one is not.

    Beside others, a stage may have no time, or be called otherwise. Where none is called a stage,
    all have a time, and one of them a time from and to.
    """
    found = [stage_of(title) for title in titles]
    beside = [
        stage or timed_step(title) or bare_stage(title)
        for stage, title in zip(found, titles, strict=True)
    ]
    kept = [stage for stage in beside if stage is not None]
    if len(kept) < len(titles) or len(kept) < 2:
        return None
    if not any(found):
        spans = [_FROM_TO.search(stage.get("时间", "")) for stage in kept]
        bare = all("时间" not in stage for stage in kept)
        timed = all("时间" in stage for stage in kept) and any(spans)
        return kept if bare or timed else None
    return kept


def bare_stage(title: str) -> dict[str, str] | None:
    """“长期巩固阶段”: a stage without a time."""
    match = _BARE.fullmatch(title)
    return {"阶段": match[1]} if match else None


def timed_step(title: str) -> dict[str, str] | None:
    """“动员部署（3月—4月）”: a name that does not say so, and nothing but a time."""
    match = _ONLY_TIME.fullmatch(title)
    return {"阶段": match[1], "时间": match[2]} if match else None


def stage_of(title: str) -> dict[str, str] | None:
    """“准备阶段（2026年3月—5月）”: its name and 起 and 止, or 时间 where the program would print
    the dates otherwise than they are typed.
    """
    match = _STAGE.fullmatch(title)
    if match is None:
        return None
    name, period = match[1], match[2]
    timed = _TIME.search(period) and re.search("阶段|步|期|周|月|工作", name)
    if not timed and not name.endswith("阶段"):
        return None
    dates = _SPAN.fullmatch(period)
    if dates is None or not _is_printed_so(period):
        return {"阶段": name, "时间": period}
    start = _iso(dates.group(1, 2, 3))
    if dates[4] is None:
        return {"阶段": name, "起": start, "止": start}
    end = _iso(dates.group(4, 5, 6))
    return {"阶段": name, "起": start, "止": end}


def _is_printed_so(period: str) -> bool:
    """Whether the dates in it are of the calendar, are two different ones, and have no zeros."""
    ends = [read_moment(end) for end in period.split("—")] if _valid(period) else []
    printed = [str(end) for end in ends]
    return bool(printed) and "—".join(dict.fromkeys(printed)) == period


def _valid(period: str) -> bool:
    try:
        return all(read_moment(end) for end in period.split("—"))
    except ValueError:
        return False


def _iso(groups: Sequence[str | None]) -> str:
    year, *rest = groups
    return "-".join([str(year), *(f"{int(part):02}" for part in rest if part)])
