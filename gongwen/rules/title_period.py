"""标题时段：标题里的季度、年份，在成文的时候还没有到，或者与正文的统计期限不同。

3月31日成文的“2026年第二季度检查情况的通报”，第二季度还没有开始；“2022年度报告”里统计期限写“2021年1月1日至12月31日”。
“第二季度工作要点”“下一年度计划”这样的不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import one_line
from ..paper.amounts import read_count
from ..problem import Level
from . import Context, Finding

NAME = "标题时段"
LEVEL = Level.WARNING
BASIS = "标题和正文要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("期限", "期间", "区间", "时段", "范围", "周期", "时限")
WRONG = """\
文种: 通报
标题: 云溪市教育局关于2026年第二季度书屋检查情况的通报
正文: 书屋检查情况良好。
成文日期: 2026-03-31
"""
RIGHT = """\
文种: 通报
标题: 云溪市教育局关于2026年第一季度书屋检查情况的通报
正文: 书屋检查情况良好。
成文日期: 2026-03-31
"""

_DONE = "情况|总结|结果|通报|考核|评定|表彰|检查|完成|运行|汇报|述职|报告"
_TO_COME = "计划|要点|安排|部署|方案|开展|做好|组织|举办|预测|预算|任务|工作要点|征集|申报|报送"
_SEASON = r"(?P<year>20\d\d)年(?:第)?(?:(?P<season>[一二三四1-4])季度|(?P<half>[上下])半年)"
_FIRST_SEASON = r"(?:(?:20\d\d|今)年)?第?(?P<season>[一二三四1-4])季度，"
_MONTH = r"(?P<year>20\d\d)年(?P<month>\d{1,2})月(?!\d{0,2}日)"
_PERIOD = (
    r"(?:统计|报告|数据|统计的|考核|评价|审计)(?:期限|期间|区间|时段|时间范围|周期|时限)(?:为|是|自|从|：)*(?P<from>20\d\d)年1月1日"
    r"(?:至|到|—|起至)(?:(?P<to>20\d\d)年)?12月31日"
)
_OF_YEAR = r"(?P<year>20\d\d)年(?:度)?[^，。]{0,24}(?:报告|年报|总结|公报|情况)"


def check(context: Context) -> Iterator[Finding]:
    """A title of a time that has not come, or that is not that of the text."""
    title = "".join(one_line(context.document.title).split())
    if not title:
        return
    issued = context.document.issue_date
    if issued is not None and re.search(_DONE, title) and not re.search(_TO_COME, title):
        for pattern in (_SEASON, _MONTH):
            for match in re.finditer(pattern, title):
                begins = _begins(match)
                if begins > (issued.year, issued.month or 12):
                    yield Finding(
                        context.spot_of(context.document.place("标题"), match[0]),
                        f"标题写的是“{match[0]}”的情况，成文日期{issued}时还没有到",
                        hint="核对标题里的时段和成文日期",
                        element=match[0],
                    )
    yield from _season(title, context)
    named = re.search(_OF_YEAR, title)
    if named is None:
        return
    for passage in context.passages_with("期限", "期间", "区间", "时段", "范围", "周期", "时限"):
        period = re.search(_PERIOD, passage.text)
        if period and period["from"] != named["year"] and period["to"] in (None, period["from"]):
            yield Finding(
                context.spot(passage.place, passage.text, period.start()),
                f"“{period[0]}”，标题里是{named['year']}年",
                hint="核对年份",
                element=period[0],
            )
            return


def _season(title: str, context: Context) -> Iterator[Finding]:
    """第二季度，我局组织了…… at the very beginning, under a title of 第三季度."""
    named = {match["season"] for match in re.finditer(_SEASON, title) if match["season"]}
    own = [passage for passage in context.passages_by_part[0] if passage.is_prose][:1]
    for passage in own if len(named) == 1 else ():
        said = re.match(_FIRST_SEASON, passage.text)
        season = next(iter(named))
        if said and read_count(said["season"]) != read_count(season):
            yield Finding(
                context.spot(passage.place, passage.text, said.start("season")),
                f"开头写的是“第{said['season']}季度”，标题里是第{season}季度",
                hint="核对季度",
                element=said["season"],
            )


def _begins(match: re.Match[str]) -> tuple[int, int]:
    """The year and the month with which a part of a year begins."""
    groups = match.groupdict()
    if groups.get("month"):
        return int(match["year"]), int(match["month"])
    if groups.get("half"):
        return int(match["year"]), 1 if match["half"] == "上" else 7
    return int(match["year"]), (read_count(match["season"]) or 1) * 3 - 2
