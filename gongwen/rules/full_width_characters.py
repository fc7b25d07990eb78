"""全角数字字母：数字、字母用了全角的。

公文里的阿拉伯数字和外文字母用半角；全角的排出来字距不匀。
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "全角数字字母"
LEVEL = Level.WARNING
BASIS = "GB/T 15835《出版物上数字用法》"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- ２０２６年底前新建社区书屋１２家。
"""
RIGHT = """\
正文:
- 2026年底前新建社区书屋12家。
"""

_FULL = "[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*"
NEEDS = tuple(
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ"
)


def check(context: Context) -> Iterator[Finding]:
    """The first of each passage, and how many there are in it."""
    for passage in context.passages:
        found = list(re.finditer(_FULL, passage.text))
        if found:
            typed = found[0][0]
            more = f"，这一段共有{len(found)}处" if len(found) > 1 else ""
            yield Finding(
                context.spot(passage.place, passage.text, found[0].start()),
                f"“{typed}”用了全角的数字或字母{more}",
                hint=f"改用半角：{unicodedata.normalize('NFKC', typed)}",
            )
