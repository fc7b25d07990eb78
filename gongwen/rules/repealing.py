"""废止修改：写了“废止”“修改”的文号，正文里没有；或者文号写得不对。

“废止”“修改”记进发文登记，被废止、修改的文件上也注明；正文要写明同时废止的是哪一份。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import as_lines
from ..problem import Level
from . import Context, Finding

NAME = "废止修改"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
废止: 云政办发〔2021〕8号
正文: 本办法自2026年9月1日起施行。
"""
RIGHT = """\
废止: 云政办发〔2021〕8号
正文: 本办法自2026年9月1日起施行，《云溪市母婴室管理规定》（云政办发〔2021〕8号）同时废止。
"""
ELEMENTS = ("废止", "修改")

_NUMBER = r"[^〔〕\d\s]+〔\d{4}〕\d+号|[^〔〕]*令?第?\d+号"


def check(context: Context) -> Iterator[Finding]:
    """Numbers that are none, and those that the text does not name."""
    document = context.document
    for key, typed in (("废止", document.repeals), ("修改", document.amends)):
        for number in as_lines(typed):
            place = context.spot_of(document.place(key), number)
            if not re.fullmatch(_NUMBER, number):
                hint = f"写被{key}的文件的发文字号，如：{key}: 云政办发〔2021〕8号"
                yield Finding(place, f"“{key}”里的“{number}”不是发文字号", hint, element=key)
            elif not any(True for _ in context.passages_with(number)):
                hint = f"在正文里写明{key}《……》（{number}）；不再{key}的，从“{key}”里删掉"
                yield Finding(place, f"写了{key}{number}，正文里没有提到", hint, element=key)
