"""手写要素：附件说明、成文日期、稿本标记、主送、抄送写进了正文或标题。

这些由程序按标准的位置排印；写进正文，就会印两遍，或者印在不该印的地方。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.blocks import Prose
from ..document.parts import Document, IssuedText, Numbered
from ..document.tree import parts_of
from ..document.values import one_line
from ..problem import Level, Place
from . import Context, Finding

NAME = "手写要素"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
WRONG = """\
标题: 关于办好读书节的通知（征求意见稿）
正文: |
  各县（区）人民政府，市政府各部门：
  请认真抓好落实。
  附件：1.书目
  2026年4月8日
"""
RIGHT = """\
标题: 关于办好读书节的通知
主送: 各县（区）人民政府，市政府各部门
正文: 请认真抓好落实。
附件:
- {标题: 书目, 另附: 是}
"""

_MARK = re.compile(r"[（(](?:征求意见|送审|印发)稿[）)]")
_NOTE = re.compile(r"附件\d{0,2}[：:]")
_COPIES = re.compile(r"(?:抄送|主送|抄报)[：:]")
_DATE = re.compile(
    r"(?:\d{4}|[二〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日"
)
_RECIPIENTS = re.compile(r"(?:各|市|县|区|省)[^。；！？]{2,}[：:]")


def check(context: Context) -> Iterator[Finding]:
    """Paragraphs and titles that hold what the program sets by itself."""
    document = context.document
    for part in parts_of(document):
        yield from _in_title(part, context)
        yield from _in_text(part, context)


def _in_title(part: Numbered, context: Context) -> Iterator[Finding]:
    """Under an attachment's title the mark is printed only where the attachment asks for it."""
    printed = isinstance(part, Document | IssuedText) or getattr(part, "draft_stage", None)
    title = one_line(getattr(part, "title", None) or "") if printed else ""
    if match := _MARK.search(title):
        yield Finding(
            context.spot(part.place("标题"), title, match.start()),
            f"标题里写了“{match[0]}”，程序会另外印一次",
            hint=f"从标题里删掉；要印这个标记，写：稿本: {match[0][1:-1]}",
            element=match[0],
        )


def _in_text(part: Numbered, context: Context) -> Iterator[Finding]:
    paragraphs = [(block.text.strip(), block.place()) for block in _plain(part)]
    for text, place in paragraphs:
        spot = context.spot(place, text, 0)
        if _NOTE.match(text):
            yield _finding(spot, text, "附件说明", "把附件写到“附件”里（一个附件一项），删掉这一段")
        elif _MARK.fullmatch(text):
            yield _finding(spot, text, "稿本标记", f"写：稿本: {text[1:-1]}，删掉这一段")
        elif _COPIES.match(text):
            key = "抄送" if text.startswith("抄") else "主送"
            yield _finding(spot, text, f"{key}机关", f"写：{key}: ……，删掉这一段")
        elif isinstance(part, Document) and _DATE.fullmatch("".join(text.split())):
            yield _finding(spot, text, "成文日期", "写：成文日期: 2026-04-08，删掉这一段")
    if isinstance(part, Document) and part.recipients is None and part.body and paragraphs:
        text, place = paragraphs[0]
        if isinstance(part.body[0], Prose) and _RECIPIENTS.fullmatch(text) and len(paragraphs) > 1:
            spot = context.spot(place, text, 0)
            yield _finding(spot, text, "主送机关", "写：主送: ……（不用冒号），删掉这一段")


def _plain(part: Numbered) -> Iterator[Prose]:
    """The plain paragraphs of a text, those at its end that came under a heading too."""
    for block in part.body:
        if isinstance(block, Prose):
            yield block
        elif isinstance(block, Numbered):
            yield from _plain(block)
        elif hasattr(block, "body"):
            yield from (inner for inner in block.body if isinstance(inner, Prose))


def _finding(spot: Place, text: str, what: str, hint: str) -> Finding:
    shown = text if len(text) <= 14 else text[:14] + "……"
    return Finding(spot, f"正文里有一段“{shown}”，是{what}，应由程序排印", hint=hint, element=what)
