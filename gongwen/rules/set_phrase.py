"""规范提法：政治用语、法定名称的提法不规范。

提法、次序、搭配以中央文件和法律为准。词表在程序的 lists/规范提法.csv 里。
本单位要加的写在 content/_核稿/规范提法.csv（或 .xlsx）里。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding, of_word

NAME = "规范提法"
LEVEL = Level.WARNING
BASIS = "重要提法以中央文件和法律的表述为准"
STANDS_ALONE = True
EACH_PASSAGE = True
COVERS = ("易错词", "别字", "词组有误", "漏字", "叠字", "词语重复", "二和两")
WRONG = """\
正文:
- 贯彻创新、绿色、协调、开放、共享的新发展理念，坚定“四个意识”。
"""
RIGHT = """\
正文:
- 贯彻创新、协调、绿色、开放、共享的新发展理念，增强“四个意识”。
"""


def check(context: Context) -> Iterator[Finding]:
    """Each phrase that is not worded as it is settled, once in a passage."""
    for found in context.listed_words("规范提法", "错"):
        yield of_word(found, context, f"写“{found.row['对']}”")
