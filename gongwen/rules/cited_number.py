"""引用文号：文中引用的发文字号写得不对，或者年份比成文日期还晚。

年份用六角括号“〔〕”括入、写全四位，序号不编虚位，不加“第”字。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "引用文号"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.2.5"
STANDS_ALONE = True
WRONG = """\
正文:
- 按照《云溪市读书节活动办法》（云政办发[2025]第08号）要求，制定本方案。
"""
RIGHT = """\
正文:
- 按照《云溪市读书节活动办法》（云政办发〔2025〕8号）要求，制定本方案。
"""

_NUMBER = (
    rf"(?P<code>{HAN}{{2,10}})[ ]*(?P<open>[\[［【(（〔])[ ]*"
    r"(?P<year>[12]\d{3}|\d{2}(?=〕))[ ]*"
    r"(?P<close>[\]］】)）〕])[ ]*(?P<nth>第?)[ ]*(?P<number>\d{1,4})[ ]*号"
)
_EARLIEST, _LATEST = 1949, 2099
"""Years that a number can be of."""
NEEDS = ("号",)


def check(context: Context) -> Iterator[Finding]:
    """Each cited number that is not written by 7.2.5, or is of a year to come."""
    date = context.document.issue_date
    own = _own_year(context)
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_NUMBER, passage.text):
            full = match["year"] if len(match["year"]) > 2 else f"20{match['year']}"
            right = f"〔{full}〕{int(match['number'])}号"
            typed = match[0][len(match["code"]) :]
            spot = context.spot(passage.place, passage.text, match.start("open"))
            if typed != right:
                yield Finding(
                    spot,
                    f"引用的文号“{match[0][-len(typed) - 4 :]}”写法不对",
                    hint=f"年份和序号写成“{right}”",
                    element=right,
                )
            elif not _EARLIEST <= int(match["year"]) <= _LATEST:
                yield Finding(
                    spot,
                    f"引用的文号“{match[0][-len(typed) - 4 :]}”的年份不对",
                    hint="核对文号的年份",
                    element=right,
                )
            elif date is None and own and int(match["year"]) > own:
                yield Finding(
                    spot,
                    f"引用的文号“{match[0][-len(typed) - 4 :]}”是{match['year']}年的，"
                    f"本文的文号是{own}年的",
                    hint="核对文号的年份",
                    element=right,
                )
            elif date is not None and int(match["year"]) > date.year:
                yield Finding(
                    spot,
                    f"引用的文号“{match[0][-len(typed) - 4 :]}”是{match['year']}年的，"
                    f"本文的成文日期是{date}",
                    hint="核对文号的年份和成文日期",
                    element=right,
                )


def _own_year(context: Context) -> int:
    """The year of the number that the document bears itself; 0 where it has none."""
    match = re.search(
        r"[〔\[［]((?:19|20)\d\d)[〕\]］]", str(context.document.document_number or "")
    )
    return int(match[1]) if match else 0
