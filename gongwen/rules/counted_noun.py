"""量词不当：名词前后的量词不是它的。

“新建桥梁3条”“表彰5家先进个人”，换成它的量词。“个、种、类、批、处、次”都可以，不查。
只查数字、量词和名词紧挨着，而且一句到此为止的。
名词和它的量词在程序的 lists/量词.csv 里，本单位要加的，写在 content/_核稿/量词.csv（或 .xlsx）里。
“实物”写“是”的，后面也不接“名”“人”。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import Passage
from ..lists import Row
from ..paper.characters import FIGURES
from ..paper.seams import is_parted
from ..problem import Level
from . import Context, Finding

NAME = "量词不当"
LEVEL = Level.WARNING
BASIS = "名词和量词要搭配"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 新建桥梁3条，共表彰5家先进个人。
"""
RIGHT = """\
正文:
- 新建桥梁3座，共表彰5名先进个人，走访企业20户，企业5人参加，和干部一起，植树3000棵。
"""

_KNOWN = "条座栋幢间所家户名位人件项份篇本册台辆艘架部张面起宗场届支棵株头只口眼封盏顶笔艇"
"""The measure words that are looked at; what goes with most nouns is not among them."""
_PERSONS = "名位人"
_COUNTED = (
    r"(?<![第\d.\-—〔])(?P<number>\d[\d,]*[余多]?[十百千万]?[余多]?"
    r"|[两三四五六七八九十百千][十百千万余多]*|(?<![第每同任某哪这那之统])一)"
    f"(?P<measure>[{_KNOWN}])"
)
_CLOSED = "[，。；、）]|$"
_GOES_ON = "[，。；）]|$|[被获应须需]|参加|参与|已经|均|受到"
_MANNERS = (
    "先进",
    "优秀",
    "重点",
    "新",
    "大型",
    "小型",
    "农村",
    "基层",
    "困难",
    "违规",
    "违法",
    "病险",
)
NEEDS = (*FIGURES, *"一两三四五六七八九十")


def check(context: Context) -> Iterator[Finding]:
    """Each noun whose measure word is another's."""
    rows = {row["名词"]: row for row in context.lists.rows("量词")}
    nouns = sorted(rows, key=len, reverse=True)
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_COUNTED, text):
            for at, noun, behind in _beside(text, match, nouns):
                persons = behind and match["measure"] in _PERSONS and rows[noun]["实物"] != "是"
                fits = match["measure"] in rows[noun]["可用"] or persons
                if not fits and not is_parted(text, at, at + len(noun), context.cut):
                    yield _finding(passage, match, at, rows[noun], context)


def _beside(text: str, match: re.Match[str], nouns: list[str]) -> Iterator[tuple[int, str, bool]]:
    """The noun before a counted measure, and the one after it, where the clause ends with it; and
    whether the measure is behind it.
    """
    start, end = match.span()
    if match["number"] != "一" and re.match(_CLOSED, text[end : end + 1]):
        for noun in nouns:
            if text.endswith(noun, 0, start):
                yield start - len(noun), noun, True
                break
    manner = next((each for each in _MANNERS if text.startswith(each, end)), "")
    for at in sorted({end, end + len(manner)}):
        for noun in nouns:
            if text.startswith(noun, at):
                if re.match(_GOES_ON, text[at + len(noun) :][:2]):
                    yield at, noun, False
                break


def _finding(
    passage: Passage, match: re.Match[str], at: int, row: Row, context: Context
) -> Finding:
    start, end = min(at, match.start()), max(at + len(row["名词"]), match.end())
    written = passage.text[start:end]
    return Finding(
        context.spot(passage.place, passage.text, start),
        f"“{written}”里，“{row['名词']}”不论“{match['measure']}”",
        hint=f"写“{row['可用'].split('、')[0]}”这样的",
        element=written,
    )
