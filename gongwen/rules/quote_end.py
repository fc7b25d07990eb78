"""引号末标点：句子中间的逗号、顿号、分号写在了后引号里面。

“开展‘回头看，’防止反弹”的逗号要写在引号外面；引的是几句整话的（“……；……。”），不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "引号末标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834—2011 附录 B.2"
STANDS_ALONE = True
EACH_PASSAGE = True
NEEDS = ("，”", "、”", "；”", "，》", "、》")
WRONG = """\
正文:
- 开展借阅“回头看，”防止漏还。
"""
RIGHT = """\
正文:
- 开展借阅“回头看”，防止漏还；同级的词用“、”分开。
"""

_CLOSED = (
    r"(?:“(?P<quoted>[^“”]{2,30})(?P<mark>[，、；])”|《(?P<title>[^《》]{2,40})(?P<sign>[，、])》)"
)


def check(context: Context) -> Iterator[Finding]:
    """Each mark that goes on with the sentence, right before the quotes or the title close."""
    for passage in context.passages_with(*NEEDS):
        for match in re.finditer(_CLOSED, passage.text):
            mark = match["mark"] or match["sign"]
            after = passage.text[match.end() : match.end() + 1]
            follows = "" if after in "，。；：、！？" and after else mark
            right = f"{match[0][:-2]}{match[0][-1]}{follows}"
            yield Finding(
                context.spot(passage.place, passage.text, match.end() - 2),
                f"“{mark}”写在了“{match[0][-1]}”的前面：{match[0]}",
                hint=f"写{right}",
                element=match[0],
            )
