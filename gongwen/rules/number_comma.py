"""序号标点：括号、圆点的序号后面又加了顿号、逗号，或者序号用错了标点。

“（一）”“1.”本身就把序号和文字分开了，后面不再加点号；“一是”“其一”后面不用顿号；“一”后面用“、”，“1”后面用“.”，“（一）”用全角的括号。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import PARAGRAPH
from ..document.tree import parts_of
from ..paper.characters import HAN
from ..paper.numbering import format_number
from ..problem import Level
from . import Context, Finding

NAME = "序号标点"
LEVEL = Level.WARNING
BASIS = "GB/T 15834-2011 4.5.3.4"
STANDS_ALONE = True
WRONG = """\
正文:
- （一）、加强宣传引导。
- （二）、加强督促检查。
"""
RIGHT = """\
正文:
- （一）加强宣传引导。
- （二）加强督促检查。
"""
_MARKS = ("、", "，")
_WITHIN = (
    r"(?:^|(?<=[：；。，]))(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})"
    r"[）)]|[①-⑳]|[一二三四五六七八九十]是|其[一二三四五六])(?P<mark>[、"
    r"．.])(?=[^\d])"
)
_MAY_BE = tuple(
    behind + mark for behind in "）)是一二三四五六①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" for mark in "、．."
)
"""Two characters side by side in whatever has such a sign within."""
_NUMERALS = "一二三四五六七八九十"
_HEAD = rf"(?P<number>[一二三四五六七八九十]{{1,3}})(?P<mark>[，,])(?={HAN}{{2,20}}$)"


def check(context: Context) -> Iterator[Finding]:
    """Each numbered text that begins with a sign, which stood between its number and it."""
    for passage in context.passages_with(*_MARKS):
        if passage.text.startswith(_MARKS) and passage.key != PARAGRAPH:
            mark, rest = passage.text[0], passage.text[1:7]
            yield Finding(
                context.spot(passage.place, passage.text, 0),
                f"序号和“{rest}”之间多了“{mark}”",
                hint=f"删去“{mark}”",
                element=rest,
            )
    yield from _in_text(context)
    yield from _typed(context)


def _in_text(context: Context) -> Iterator[Finding]:
    """（1）、 and 一是、 within a text; 一， before a heading."""
    for passage in context.passages_with_pairs(_MAY_BE):
        for match in re.finditer(_WITHIN, passage.text):
            yield Finding(
                context.spot(passage.place, passage.text, match.start("mark")),
                f"“{match[0]}”多了“{match['mark']}”",
                hint=f"写“{match[0][:-1]}{'，' if match[0][0] == '其' else ''}”",
                element=match[0],
            )
    for passage in context.passages_with("，", ","):
        if passage.text[0] in _NUMERALS and (head := re.match(_HEAD, passage.text)):
            yield Finding(
                context.spot(passage.place, passage.text, head.start("mark")),
                f"序号“{head['number']}”后面用了“{head['mark']}”",
                hint=f"写“{head['number']}、”",
                element=head[0],
            )


def _typed(context: Context) -> Iterator[Finding]:
    """The first number of each form that was typed with another sign than it is printed with."""
    told: set[str] = set()
    for part in parts_of(context.document):
        for step in context.steps(part):
            if step.typed is None or step.closing or step.marked_otherwise:
                continue
            if step.typed.number != step.number:
                continue  # another rule's
            form = re.sub(r"[\d一二三四五六七八九十]+", "1", step.typed.written)
            right = format_number(step.typed.marker, step.typed.number, step.typed.above)
            if (
                form in told
                or step.typed.written.strip() == right
                or not _differs(step.typed.written, right)
            ):
                continue
            told.add(form)
            yield Finding(
                step.block.place(),
                f"序号写的是“{step.typed.written}”，印成“{right}”",
                hint=f"写“{right}”",
                level=Level.NOTICE,
                element=step.typed.written,
            )


def _differs(typed: str, right: str) -> bool:
    """Whether a sign of theirs is another one, blanks and the full width of 1． aside."""
    return typed.strip().replace("．", ".").replace(" ", "") != right
