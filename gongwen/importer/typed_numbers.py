"""Numbers that were typed wrong: missing, repeated or out of order among siblings."""

from __future__ import annotations

from collections.abc import Sequence

from ..paper import outline
from ..paper.numbering import Scheme, format_number
from ..problem import Level
from ..problem_ids import UNSURE, WRONG_NUMBER
from .contents import Content
from .fates import shortened
from .markers import first_number
from .pieces import Source, SourceParagraph


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


def tell_other_numbers(
    lines: Sequence[outline.Line], contents: Sequence[Content], source: Source
) -> None:
    """A problem, once, for the lines that begin with a number which is none of the text's levels:
    they stay paragraphs, numbers and all.
    """
    found = [
        content
        for line in lines
        if isinstance(line, outline.Plain)
        and isinstance(content := contents[line.index], SourceParagraph)
        and first_number(content.text)
    ]
    if found:
        shown = shortened(found[0].text)
        said = f"有{len(found)}行的序数不在这份文稿的层次里，照原样写成了文字，第一行是“{shown}”"
        hint = "是标题的，写成“节”（条款体的写成“章”“节”），序数由程序加；不是的，照这样留着"
        source.say(UNSURE, Level.WARNING, found[0].number, said, hint)
