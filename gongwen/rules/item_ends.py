"""各项末尾：并列的各项，前后用分号，中间一项用了句号；或者最后一项用了分号。

“（一）通报情况；（二）交流发言。（三）安排部署。”前面的各项用“；”，最后一项用“。”。一项里有几句话的，不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ..document.blocks import Item, Section
from ..document.tree import parts_of
from ..document.walk import Step
from ..problem import Level, Place
from . import Context, Finding

NAME = "各项末尾"
LEVEL = Level.WARNING
BASIS = "GB/T 15834—2011 4.6.3"
STANDS_ALONE = True
NEEDS = ("；",)
WRONG = """\
正文: |
  一、会议内容
  （一）通报书屋建设情况；
  （二）交流经验。
  （三）部署读书节工作。
"""
RIGHT = """\
正文: |
  一、会议内容
  （一）通报书屋建设情况；
  （二）交流经验；
  （三）部署读书节工作。
"""

_FEWEST = 3


class _Entry(Struct, frozen=True):
    """One of several items side by side: its text, and where its last words stand."""

    text: str
    place: Place
    level: int
    number: int


def check(context: Context) -> Iterator[Finding]:
    """Each item that does not end as those around it."""
    for part in parts_of(context.document):
        for group in _groups(context.steps(part)):
            if len(group) < _FEWEST or any("。" in each.text[:-1] for each in group):
                continue
            marks = [each.text[-1:] for each in group]
            if not set(marks) <= set("；。") or "；" not in marks:
                continue
            others, last = group[:-1], group[-1]
            astray = [each for each in others if each.text.endswith("。")]
            if astray and len(astray) <= len(others) - len(astray):
                for each in astray:
                    yield _finding(each, "各项之间用的是“；”，这一项用了“。”", "；", context)
            elif not astray and last.text.endswith("；"):
                yield _finding(last, "最后一项的末尾用了“；”", "。", context)


def _groups(steps: Sequence[Step]) -> Iterator[list[_Entry]]:
    """Items of one level, one right after the other."""
    group: list[_Entry] = []
    for step in steps:
        if step.closing:
            continue
        entry = _entry(step)
        goes_on = (
            entry is not None
            and group
            and entry.level == group[-1].level
            and entry.number == group[-1].number + 1
        )
        if group and not goes_on:
            yield group
            group = []
        if entry is not None:
            group.append(entry)
    yield group


def _entry(step: Step) -> _Entry | None:
    """None where it is no item that is one paragraph by itself."""
    block = step.block
    if step.number is None:
        return None
    if isinstance(block, Item) and not block.items and block.text:
        return _Entry(block.text.rstrip(), block.place("文"), step.level, step.number)
    if isinstance(block, Section) and not block.body:
        text = (block.run_in or block.title or "").rstrip()
        key = "接排" if block.run_in else "节"
        whole = f"{block.title}{block.run_in}" if block.run_in else text
        return _Entry(whole.rstrip(), block.place(key), step.level, step.number) if text else None
    return None


def _finding(entry: _Entry, what: str, right: str, context: Context) -> Finding:
    words = entry.text[-8:]
    return Finding(
        context.spot_of(entry.place, words),
        f"{what}：……{words}",
        hint=f"改成“{right}”",
        element=words,
    )
