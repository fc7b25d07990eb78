"""易错词：写了错别字，或者写了不规范的词。

词表在程序的 lists/易错词.csv 里，写着错的、对的、级别和出处。
正规词语的一部分、前后两个词相连的地方（“习惯彻底”里的“惯彻”）不算。
本单位要加的，在 content/_核稿/易错词.csv（或 .xlsx）里一行一个，列名相同，用电子表格编就可以。
级别写“不查”的，不再查这个词。
“必错”是错误，“疑似”是警告，“提示”只提示一下。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from . import Context, Finding, of_word

NAME = "易错词"
LEVEL = Level.WARNING
BASIS = "用字用词以国家通用语言文字规范为准"
STANDS_ALONE = True
EACH_PASSAGE = True
COVERS = ("别字", "词组有误", "叠字", "易混词", "疑似错字")
WRONG = """\
正文:
- 各单位要认真惯彻落实，按时布署有关工作。
"""
RIGHT = """\
正文:
- 各单位要认真贯彻落实，推进队伍正规化建设，按时部署有关工作。
"""


def check(context: Context) -> Iterator[Finding]:
    """Each mistaken word, once in a passage."""
    for found in context.listed_words("易错词", "错"):
        right = found.row["对"]
        hint = f"写“{right.replace('、', '”或“')}”" if right else "删去"
        yield of_word(found, context, hint)
