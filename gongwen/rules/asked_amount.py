"""缺口与申请：申请的钱比缺口还多。

“尚有缺口4000万元”，后面“恳请安排4500万元”，两个数必有一个写错。申请的比缺口少、申请的是别的款项的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..paper.amounts import Amount
from ..problem import Level
from . import Context, Finding

NAME = "缺口与申请"
LEVEL = Level.WARNING
BASIS = "前后的数字要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("元",)
WRONG = """\
正文:
- 自筹5400万元，尚有缺口4000万元。
- 恳请市政府安排4500万元，专项用于书屋建设。
"""
RIGHT = """\
正文:
- 自筹5400万元，尚有缺口4000万元。
- 恳请市政府安排4000万元，专项用于书屋建设。
"""

_LACKS = (
    "(?:缺口|缺额|尚缺|短缺|仍缺|还缺|缺少|尚差|仍差)(?:资金|经费|建设资金|工程款|"
    "资金额)?(?:共计|共|达|为|约)?$"
)
_ASKS = (
    "(?:恳请|请求|申请|恳求|特请|拟请|请|商请)[^。；]{0,40}(?:安排|解决|补助|拨付|下达|追加|"
    "支持|给予|增拨|拨给|补足|核拨)"
    r"[^，。；\d]{0,16}$"
)


def check(context: Context) -> Iterator[Finding]:
    """A sum that is asked for and is more than what lacks."""
    for passages in context.passages_by_part:
        lacks: list[tuple[Passage, Amount]] = []
        asked: list[tuple[Passage, Amount]] = []
        for passage in passages:
            if "元" not in passage.text or not re.search("缺|差|请", passage.text):
                continue
            for amount in context.amounts_of(passage):
                before = passage.text[max(0, amount.start - 70) : amount.start]
                if amount.counts != "元" or amount.rough:
                    continue
                if re.search(_LACKS, before):
                    lacks.append((passage, amount))
                elif re.search(_ASKS, before):
                    asked.append((passage, amount))
        if len(lacks) != 1 or len(asked) != 1:
            continue
        (said, lack), (passage, amount) = lacks[0], asked[0]
        if amount.value > lack.value:
            yield Finding(
                context.spot(passage.place, passage.text, amount.start),
                f"申请的是“{amount.written}”，第{said.place.line}行写的缺口是“{lack.written}”",
                hint="核对两个数；申请的不只是这个缺口的，不用改",
                element=amount.written,
            )
