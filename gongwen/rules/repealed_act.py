"""已废止的依据：引用了已经废止的法律、法规和文件。

写明“废止”“原”“当时”的，废止以前成文的，不提示。
废止的日期和改用的依据在程序的 lists/废止文件.csv 里。
本单位要加的写在 content/_核稿/废止文件.csv（或 .xlsx）里。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import read_moment
from ..paper.clauses import sentence_at
from ..problem import Level
from . import Context, Finding

NAME = "已废止的依据"
LEVEL = Level.WARNING
BASIS = "引用的依据要现行有效"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 依照《中华人民共和国合同法》签订协议。
"""
RIGHT = """\
正文:
- 依照《中华人民共和国民法典》签订协议，《中华人民共和国合同法》同时废止。
"""
_COUNTRY = "中华人民共和国"
_OF_THE_PAST = "废止|失效|停止执行|修订为|修改为|改为|取代|代替|当时|时任|施行前|实施前|起诉|判决"
NEEDS = ("《",)


def check(context: Context) -> Iterator[Finding]:
    """Each repealed act that is cited in 《》, once in a passage."""
    date = context.document.issue_date
    for row in context.lists.rows("废止文件"):
        short = row["名称"].removeprefix(_COUNTRY)
        if short not in context.searched.text:
            continue
        until = read_moment(row["废止"]) if row["废止"] else None
        if date and until and date < until:
            continue
        for passage in context.passages:
            for match in re.finditer(f"《(?:{_COUNTRY})?{re.escape(short)}》", passage.text):
                sentence = sentence_at(passage.text, match.start())
                if passage.text[: match.start()].endswith("原") or re.search(
                    _OF_THE_PAST, sentence
                ):
                    continue
                new = f"改引{row['改用']}" if row["改用"] else "核对现行的依据"
                source = f"（{row['出处']}）" if row["出处"] else ""
                since = f"{until}起" if until else ""
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"{match[0]}{since}废止",
                    hint=f"{new}{source}；说的是废止以前的事，写明“当时施行的”",
                    element=row["名称"],
                )
                break
