"""层次序数：手写的序数（粘贴的文字里、节和条目的文字前、附件标题前）缺号、重号或者乱了顺序。

序数由程序重新编排，这里只提醒核对：是写错了号，还是漏了一段。一处断开只提醒一次，跟着它错下去的写在同一条里。
开头的一段误写了“一、”，会排成第一个标题，后面的节都往后推一号，也提醒。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from .. import patterns as re
from ..document.blocks import Item, Items, Section
from ..document.numerable import TypedNumber
from ..document.parts import Attachment, Numbered
from ..document.tree import parts_of
from ..document.walk import Step, scheme_of
from ..paper.numbering import format_number
from ..problem import Level, Place
from . import Context, Finding
from .typed_marker import told

NAME = "层次序数"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.3"
WRONG = """\
正文: |
  一、加强领导。各单位要明确专人。
  二、加强宣传。市文旅局要办好开幕式。
  四、加强保障。市财政局要落实经费。
"""
RIGHT = """\
正文: |
  一、加强领导。各单位要明确专人。
  二、加强宣传。市文旅局要办好开幕式。
  三、加强保障。市财政局要落实经费。
"""


def check(context: Context) -> Iterator[Finding]:
    """Where a typed number breaks its sequence."""
    for part in parts_of(context.document):
        yield from _in_part(part, context)
        yield from _opening(part)
        yield from _of_attachments(getattr(part, "attachments", ()))


def _of_attachments(attachments: tuple[Attachment, ...]) -> Iterator[Finding]:
    """Attachments whose typed numbers are not those that they get."""
    for number, attachment in enumerate(attachments, 1):
        typed = attachment.typed_number
        if typed not in (None, number):
            yield Finding(
                attachment.place("标题"),
                f"附件标题前写了序号{typed}，它是第{number}个附件",
                hint="核对附件的先后；序号由程序编，不用写",
                element=f"附件{typed}",
            )


def _opening(part: Numbered) -> Iterator[Finding]:
    """An opening paragraph that begins with the first number, before 节 whose numbers are not
    typed: it is set as the first heading, and moves on their numbers.
    """
    first, after = (*part.body[:2], None, None)[:2]
    if not (isinstance(after, Section) and after.typed_number is None):
        return
    if after.numbering == "无":
        return
    text = ""
    block: Section | Item
    if isinstance(first, Section) and not first.body:
        block, text = first, first.title + (first.run_in or "")
    elif isinstance(first, Items) and len(first.items) == 1 and not first.items[0].items:
        block, text = first.items[0], first.items[0].text
    if text and block.is_pasted and re.search("[，：]", text):
        yield Finding(
            block.place(),
            "开头的这一段写了序数，会排成第一个标题，后面的节跟着往后编",
            hint="是引出下文的一段，就删去序数；确是第一部分，就写成“- 节: ……”",
            element="开头",
        )


class _Break(Struct):
    """A number that does not follow, and those after it that follow from it: as typed and as
    printed.
    """

    place: Place
    written: str
    message: str
    hint: str
    after: list[tuple[str, str]] = field(default_factory=list)
    level: int = 0
    number: int = 0

    def finding(self) -> Finding:
        return Finding(self.place, self.message, self.hint + told(self.after), element=self.written)


class _Siblings(Struct):
    """The numbers of one level: how far the typed ones are from those expected, since which break;
    and the one typed before. After one marked as the level is (`own`), those marked as another
    are not counted, for most likely they belong beneath it; nor are those marked as a level above.
    """

    shift: int = 0
    since: _Break | None = None
    before: TypedNumber | None = None
    own: bool = False
    astray: int = 0


def _in_part(part: Numbered, context: Context) -> list[Finding]:
    """A break is told once, with what follows from it; numbers that count on across parents are
    told once for a level.
    """
    scheme = scheme_of(part.numbering, bool(part.articles))
    levels: dict[int, _Siblings] = {}
    latest: dict[int, int] = {}
    standing: dict[int, int] = {}  # the number last read at a level: as typed, else as printed
    going_on: set[int] = set()
    breaks: list[_Break] = []
    for step in context.steps(part):
        if step.number is None or step.marker is None or step.closing:
            continue
        level, typed = step.level, step.typed
        standing[level] = typed.number if typed else step.number
        for deeper in [each for each in levels if each > level]:
            if deeper not in scheme.continuous:
                del levels[deeper]
        if step.number == 1 and level not in scheme.continuous:
            levels.pop(level, None)
        siblings = levels.setdefault(level, _Siblings())
        if step.marked_otherwise and not isinstance(step.block, Item):
            outer = typed is not None and typed.marker in scheme.levels[: level - 1]
            if siblings.own or outer:
                siblings.astray += 1
                continue
        siblings.own = siblings.own or not step.marked_otherwise
        if typed is None:
            continue
        expected = step.number - siblings.astray
        printed = step.written
        shift = typed.number - expected
        around = tuple(standing.get(each, 1) for each in range(level - len(typed.above), level))
        if typed.above != around:
            breaks.append(_elsewhere(step, typed, around))
        elif shift == siblings.shift:
            if shift and siblings.since and level not in going_on:
                siblings.since.after.append((typed.written, printed))
        elif shift and step.number == 1 and typed.number == latest.get(level, 0) + 1:
            if level not in going_on:
                breaks.append(_going_on(step.block.place(), typed, printed, level))
            going_on.add(level)
        elif shift or (siblings.since and siblings.since.after):
            last = breaks[-1] if breaks else None
            if last and siblings.before and _is_too_low(last, level, shift, expected):
                meant = format_number(typed.marker, expected, typed.above)
                last.message = (
                    f"序数“{last.written}”在“{siblings.before.written}”和“{typed.written}”之间，"
                    f"像是“{meant}”"
                )
                last.hint = f"写成“{meant}”；照现在的写法，印出来低一级"
                last.after.append((typed.written, printed))
                siblings.since = last
            elif not _is_unclosed(format_number(typed.marker, expected, typed.above), context):
                message = _broken(typed, expected, siblings.before)
                hint = f"核对是漏了内容，还是写错了号；印出来是“{printed}”"
                siblings.since = _Break(
                    step.block.place(), typed.written, message, hint, [], level, typed.number
                )
                breaks.append(siblings.since)
        siblings.shift, siblings.before = shift, typed
        latest[level] = typed.number
    return [each.finding() for each in breaks]


def _is_too_low(last: _Break, level: int, shift: int, expected: int) -> bool:
    """Whether the break before is the number that lacks here, marked as a level below: （一） (2)
    （三）.
    """
    return last.level > level and last.number == expected and shift == 1


def _is_unclosed(meant: str, context: Context) -> bool:
    """Whether a passage begins with the number that lacks, without its bracket: that is told of
    the bracket.
    """
    begun = meant.removesuffix("）")
    return begun != meant and any(
        passage.text.startswith(begun) and not passage.text.startswith(meant)
        for passage in context.passages_with(begun)
    )


def _broken(typed: TypedNumber, expected: int, before: TypedNumber | None) -> str:
    """Of a number that leaves the sequence; or comes back to it after numbers that had left it."""
    if typed.number != expected or before is None:
        meant = format_number(typed.marker, expected, typed.above)
        return f"序数“{typed.written}”与前文接不上，应为“{meant}”"
    if before.number == typed.number:
        return f"序数“{typed.written}”写了两次，前一个也是“{before.written}”"
    return f"序数“{typed.written}”与前一个“{before.written}”接不上"


def _elsewhere(step: Step, typed: TypedNumber, around: tuple[int, ...]) -> _Break:
    """Of a decimal number that carries other numbers than those it stands under."""
    under = ".".join(map(str, around))
    message = f"序数“{typed.written}”在“{under}”下面，应以“{under}.”开头"
    hint = f"核对是放错了地方，还是写错了号；印出来是“{step.written}”"
    return _Break(step.block.place(), typed.written, message, hint)


def _going_on(place: Place, typed: TypedNumber, printed: str, level: int) -> _Break:
    """Of the first number under a parent that counts on from the parent before."""
    message = f"序数“{typed.written}”接着前面的往下编，印出来却会从“{printed}”重新开始"
    hint = f"各节连续编号的，在文件里加一行：编号: {{连续: [{level}]}}"
    return _Break(place, typed.written, message, hint)
