"""Numbers that were typed wrong: missing, repeated or out of order among siblings."""

from __future__ import annotations

from collections.abc import Sequence

from ..paper import outline
from ..paper.numbering import Scheme, format_number
from ..problem import Level
from ..problem_ids import WRONG_NUMBER
from .contents import Content
from .pieces import Source


def check_numbers(
    lines: Sequence[outline.Line], contents: Sequence[Content], scheme: Scheme, source: Source
) -> None:
    """A problem for each number that does not follow the one before; the program generates the
    right ones.
    """
    before: dict[int, int] = {}
    plain = False
    for line in lines:
        if isinstance(line, outline.Plain):
            plain = True
            continue
        level, number = line.level, line.number
        for deeper in [each for each in before if each > level and each not in scheme.continuous]:
            del before[deeper]
        expected = before.get(level, 0) + 1
        afresh = number == 1 and plain
        marker = scheme.marker(level)
        above = tuple(before.get(each, 1) for each in range(level - len(line.above), level))
        if (number != expected or line.above != above) and not afresh:
            source.say(
                WRONG_NUMBER,
                Level.WARNING,
                contents[line.index].number,
                f"序数是“{format_number(marker, number, line.above)}”，"
                f"按前后次序应当是“{format_number(marker, expected, above)}”",
                "导入后由程序重新编号；漏了一条的，请补上",
            )
        before[level] = number
        plain = False
