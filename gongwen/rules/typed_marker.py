"""序数写法：手写的序数不是这一层的，印出来是另一种。

序数由程序按层次编，内容块前面不用写。写了别的层次的序数，多半是放错了层次，或者要用另一种序数。
几项接连这样写的，只提醒一次。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from ..document.blocks import Article, Chapter, Item, Items, Section, Task
from ..document.parts import Numbered
from ..document.tree import parts_of
from ..document.walk import Step, scheme_of
from ..paper.numbering import Marker, Scheme, format_number
from ..problem import Level, Place
from . import Context, Finding

NAME = "序数写法"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.3"
WRONG = """\
正文:
- 节: 一、加强领导
  正文: 各单位要明确专人。
- 节: （一）明确专人
  正文: 每个单位一人。
"""
RIGHT = """\
正文:
- 节: 一、加强领导
  正文:
  - 节: （一）明确专人
    正文: 每个单位一人。
"""


class _Astray(Struct):
    """A number marked as another level is, and those after it: as typed and as printed."""

    place: Place
    written: str
    printed: str
    hint: str
    after: list[tuple[str, str]] = field(default_factory=list)

    def finding(self) -> Finding:
        message = f"写的是“{self.written}”，放在这里印出来是“{self.printed}”{told(self.after)}"
        return Finding(self.place, message, self.hint, element=self.written)


def check(context: Context) -> Iterator[Finding]:
    """The first of each row of numbers that are marked as another level is."""
    outer = {
        id(item)
        for element in context.elements
        if isinstance(element, Items)
        for item in element.items
    }
    for part in parts_of(context.document):
        yield from _in_part(part, outer, context)


def _in_part(part: Numbered, outer: set[int], context: Context) -> list[Finding]:
    """`outer` are the items right under a 条目 block."""
    scheme = scheme_of(part.numbering, bool(part.articles))
    astray: list[_Astray] = []
    open_rows: dict[int, _Astray] = {}
    before: dict[int, Step] = {}
    for step in context.steps(part):
        if step.number is None or step.marker is None or step.closing:
            continue
        for deeper in [each for each in open_rows if each > step.level]:
            del open_rows[deeper]
        for deeper in [each for each in before if each > step.level]:
            del before[deeper]
        if step.typed is None or not step.marked_otherwise:
            open_rows.pop(step.level, None)
            before[step.level] = step
            continue
        printed = step.written
        row = open_rows.get(step.level)
        if row and step.number > 1:
            row.after.append((step.typed.written, printed))
            continue
        hint = _meant(step, step.typed.marker, scheme, before.get(step.level), outer)
        row = _Astray(step.block.place(), step.typed.written, printed, hint)
        open_rows[step.level] = row
        astray.append(row)
    return [row.finding() for row in astray]


def _meant(step: Step, marker: Marker, scheme: Scheme, before: Step | None, outer: set[int]) -> str:
    """What to type instead. `marker` is what was typed, `before` the sibling before that is marked
    as its level is.
    """
    block = step.block
    first = format_number(marker, 1)
    if isinstance(block, Item):
        if id(block) not in outer:
            return "序数由程序按层次编，不用写"
        return f"要印成“{first}”，加一行“序号: {first}”，与“条目”左对齐；不然不用写序数"
    if isinstance(block, Article | Chapter) or marker not in scheme.levels:
        return "序数由程序按层次编，不用写"
    level = scheme.levels.index(marker) + 1
    if level < step.level:
        return "与上一层并列的，往左移，与上一层左对齐；放在这里不错的，不用写序数"
    if before is not None and isinstance(before.block, Section) and not isinstance(block, Task):
        above = before.block.title
        return f"属于“{above}”的，写进它的“正文”里；与它并列的，不用写序数"
    kept = (*scheme.levels[: step.level - 1], *scheme.levels[level - 1 :])
    levels = ", ".join(format_number(each, 1) for each in kept)
    return f"要印成“{first}”，在文件里加一行：编号: {{层次: [{levels}]}}；不然不用写序数"


def told(after: Sequence[tuple[str, str]]) -> str:
    """What becomes of the numbers that follow: as typed, and as printed."""
    if not after:
        return ""
    first, last = after[0], after[-1]
    if len(after) == 1:
        return f"，后面的“{first[0]}”印成“{first[1]}”"
    return f"，后面的“{first[0]}”至“{last[0]}”印成“{first[1]}”至“{last[1]}”"
