"""易混词：两个词都有，用在这里的那个不对。

“群众反应的问题”该写“反映”，“起用应急预案”该写“启用”，“由其要抓好”该写“尤其”：看前后接什么词。
词表在程序的 lists/易混词.csv 里：前面接的、后面接的、同一句里有的，有一样就算；“^”是一句的开头。
本单位要加的，在 content/_核稿/易混词.csv（或 .xlsx）里一行一个；级别写“不查”的，不再查这个词。
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from .. import patterns as re
from ..document.texts import Passage
from ..lists import Row
from ..lists.words import LEVELS
from ..paper.enclosed import in_title
from ..paper.seams import is_parted
from ..problem import Level
from . import Context, Finding

NAME = "易混词"
LEVEL = Level.WARNING
BASIS = "用字用词以国家通用语言文字规范为准"
COVERS = ("别字", "疑似错字")
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 群众反应的问题要逐条办理，各单位必需严格执行，即日起起用新印章。
"""
RIGHT = """\
正文:
- 群众反映的问题要逐条办理，提高应急反应能力，大胆起用年轻干部，配齐必需的设备，由其负责。
"""

_CLAUSE_ENDS = "，。；：！？、“”（）\n"
_FAR = 30
"""So many characters on either side may belong to the same clause."""


def check(context: Context) -> Iterator[Finding]:
    """Each word in whose place the words around it want another."""
    pairs, text = context.searched.pairs, context.searched.text
    for row in context.lists.rows("易混词"):
        word = row["错"]
        if word[:2] not in pairs or word not in text or row["级别"] == "不查":
            continue
        for passage in context.passages_with(word):
            for at in _spots(passage.text, word):
                if _is_wrong(passage.text, at, row) and not _is_left(passage, at, word, context):
                    yield _finding(passage, at, row, context)


def _spots(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _is_wrong(text: str, at: int, row: Row) -> bool:
    """Whether any of the words that tell stands where it should, and none that forbids."""
    end = at + len(row["错"])
    before, after = text[max(0, at - _FAR) : at], text[end : end + _FAR]
    heads, tails, beside = _words(row["前接"]), _words(row["后接"]), _words(row["同句"])
    starts = "^" in heads and (not before or before[-1] in _CLAUSE_ENDS)
    fits_head, fits_tail = starts or before.endswith(heads), after.startswith(tails)
    if "^" in heads and tails:
        fits = fits_head and fits_tail
    else:
        fits = fits_head or fits_tail or not (heads or tails or beside)
    if not (fits or beside):
        return False  # most end here
    clause = re.split(f"[{_CLAUSE_ENDS}]", before)[-1] + row["错"]
    clause += re.split(f"[{_CLAUSE_ENDS}]", after)[0]
    if any(word in clause for word in _words(row["除非"])):
        return False
    return fits or any(word in clause for word in beside)


@cache
def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("、") if word)


def _is_left(passage: Passage, at: int, word: str, context: Context) -> bool:
    """Whether it stands in a name, belongs to two words, or another table has it."""
    around = passage.text[max(0, at - 3) : at + len(word) + 3]
    listed = any(
        row["错"] in around and (word in row["错"] or row["错"] in word)
        for row in context.lists.rows("易错词")
    )
    end = at + len(word)
    return in_title(passage.text, at) or listed or is_parted(passage.text, at, end, context.cut)


def _finding(passage: Passage, at: int, row: Row, context: Context) -> Finding:
    wrong, right = row["错"], row["对"]
    around = passage.text[max(0, at - 4) : at + len(wrong) + 4]
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"“{around}”里的“{wrong}”用得不对",
        hint=f"写“{right}”",
        level=LEVELS[row["级别"]],
        element=wrong,
        length=len(wrong),
    )
