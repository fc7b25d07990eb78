"""粘贴的记号：从 Word、网页、智能助手粘贴来的记号，会照原样印出来。

Markdown 标题的“# ”、粗体的“**”、列表的“- ”、表格的“|---|”、代码的记号，网页源代码里的“<p>”，
Word 的项目符号“●”，代替书名号的“<>”，都不是公文里的字。
同一种只提醒一次。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import CELL, Passage
from ..paper.characters import HAN
from ..paper.markdown import signs_in
from ..paper.web_marks import web_marks_in
from ..problem import Level, Place
from . import Context, Finding

NAME = "粘贴的记号"
LEVEL = Level.WARNING
BASIS = "惯例"
STANDS_ALONE = True
WRONG = """\
正文: |
  ## 总体要求
  **坚持**预防为主。
  - 落实值班人员
"""
RIGHT = """\
正文: |
  一、总体要求
  坚持预防为主，防治结合。
  1.落实值班人员。
  2.展板为2*3米，获奖人员张**、李**已经公示。
"""
_WEB, _BULLET, _ANGLES = "网页", "项目符号", "尖括号"
_BULLETED = rf"[●○■◆◇▪▸►➢➤✓✔](?=[ \t\u3000]*{HAN})"
_ANGLED = rf"<{{1,2}}(?={HAN})[^<>]{{2,40}}>{{1,2}}"
_HINTS = {
    _BULLET: "删去行首的符号，要编号的，照前后各段的层次写成“（一）”“1.”，或者写成“- 条目:”",
    _ANGLES: "书名、文件名用书名号《》",
    _WEB: "尖括号连同里面的都删去；“&nbsp;”是空格，删去，“&ldquo;”这样的换成它代表的标点",
    "标题": "行首的“#”全部删去，标题写成“一、……”，或者写成“- 节: ……”",
    "分隔线": "删去这一行",
    "表格": "改成“- 表:”，各行用“｜”隔开各格；“|---|”一行删去",
    "列表": "删去行首的记号，要编号的写成“1.”“（1）”，或者写成“- 条目:”",
    "引用": "删去行首的“>”",
    "代码": "删去记号“`”",
    "粗体": "删去“**”；段首整句是小标题的，写成“- 领句: ……”",
    "链接": "只留下文字，要写网址的把网址写在文字里",
}


class _SeenSign(Struct):
    """The first sign of a kind, and how many there are."""

    place: Place
    written: str
    count: int = 0


def check(context: Context) -> Iterator[Finding]:
    """One finding for each kind of sign."""
    seen: dict[str, _SeenSign] = {}
    for passage in context.passages:
        for sign in signs_in(passage.text):
            if passage.key == CELL and sign.kind in ("列表", "表格", "分隔线"):
                continue  # a dash in a cell means that there is nothing
            place = context.spot(passage.place, passage.text, sign.at)
            seen.setdefault(sign.kind, _SeenSign(place, sign.written)).count += 1
        for kind, mark in _other_marks(passage):
            place = context.spot(passage.place, passage.text, mark.start())
            seen.setdefault(kind, _SeenSign(place, mark[0])).count += 1
    for kind, each in seen.items():
        more = f"，这样的共{each.count}处" if each.count > 1 else ""
        what = _WHAT.get(kind) or f" Markdown 的{kind}记号"
        yield Finding(
            each.place,
            f"“{_short(each.written)}”是{what}，会照原样印{more}",
            hint=_HINTS[kind],
            element=kind,
        )


_WHAT = {_WEB: "网页的记号", _BULLET: "项目符号", _ANGLES: "半角的尖括号"}


def _other_marks(passage: Passage) -> Iterator[tuple[str, re.Match[str]]]:
    """The marks in a passage that are none of Markdown's."""
    for mark in web_marks_in(passage.text):
        yield _WEB, mark
    if passage.key != CELL and (bullet := re.match(_BULLETED, passage.text)):
        yield _BULLET, bullet
    if "<" in passage.text:
        for mark in re.finditer(_ANGLED, passage.text):
            yield _ANGLES, mark


_LONGEST = 16


def _short(written: str) -> str:
    return written if len(written) <= _LONGEST else f"{written[:_LONGEST]}……"
