"""规范简称：国家机关、群团组织没有用规范的简称，或者名称张冠李戴。

词表在程序的 lists/规范简称.csv 里。
本单位要加的写在 content/_核稿/规范简称.csv（或 .xlsx）里。
本地的单位在机构名录里登记，不写在这里。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding, of_word

NAME = "规范简称"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第九条：机关名称用全称或规范化简称"
STANDS_ALONE = True
MADE_AFTER = ("003",)
EACH_PASSAGE = True
COVERS = ("易错词", "别字", "叠字")
WRONG = """\
正文:
- 年底前迎接国家科协检查，由国家发改委统一部署。
"""
RIGHT = """\
正文:
- 年底前迎接中国科协检查，由国家发展改革委统一部署。
"""


def check(context: Context) -> Iterator[Finding]:
    """Each name that is no standard one, once in a passage."""
    for found in context.listed_words("规范简称", "错"):
        yield of_word(found, context, f"写“{found.row['对']}”")
