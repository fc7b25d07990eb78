"""任务: what a numbered line and those under it say of who does it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..paper import outline
from ..paper.responsible import begins_with_label, ending, has_label, label_after_stop, labelled
from ..problem import Level
from ..problem_ids import UNSURE
from .contents import Content
from .lined import Lined
from .pieces import Piece, Source, SourceParagraph
from .responsibility import (
    FIELDS,
    ON_A_LINE,
    ON_LINES,
    Bracket,
    are_lines,
    is_renamed,
    read_bracket,
    split_inline,
    with_first_leading,
    without_first_leads,
)

_WORDS = "责任标注的字，由程序加"
_RENAMED = "责任部门、完成时间等改称责任单位、完成时限等"
_REORDERED = "责任各项的先后照牵头单位、责任单位、配合单位、责任领导、完成时限"
_SIGNS = "括号里的标点、括号前后的句号与全文统一"
SPLIT = "一行写了几项责任的，改成一项一行"
FIRST_LEADS = (
    "照“列第一位的为牵头单位”，每项的第一个单位写成牵头单位，其余写成责任单位，这句话不再印"
)
_MOVED = "写在任务同一段末尾的责任单位等另起了一行"
_JOINED = "单独成行的括号接到前一行的末尾"
_UNUSED = "“列第一位的为牵头单位”这句话没有印，这一项也没有拆成牵头单位、责任单位"
_UNREAD = "写着由谁负责，没有拆成责任单位等项目，照原样留在文字里"
_MOST_SHOWN = 5


class Said(Struct, frozen=True):
    """Who does a task: the fields, the text without them, and how many lines beneath belong to it,
    the last of which say it. `is_whole` = the text is all of the task, its first sentence too.
    """

    fields: dict[str, str]
    text: str
    used: int = 0
    bracket: Bracket | None = None
    is_whole: bool = False


def task_fields(lined: Lined, low: int, high: int) -> Said | None:
    """Who does what the sibling says; None where nothing does. Between a sentence and the lines
    that say it may stand more text of the task.
    """
    if not lined.is_flat(low, high):
        return None
    line = lined.numbered(low)
    is_item = isinstance(line, outline.OutlineItem)
    text = line.text if isinstance(line, outline.OutlineItem) else line.run_in or line.title
    if lined.wording != ON_LINES:
        return _by_bracket(lined, low, high)
    first = low + 1
    if is_item or (isinstance(line, outline.OutlineHeading) and line.run_in):
        while first < high and _is_text(lined, first):
            first += 1
    fields, end = _lines(lined, first, high)
    if not fields:
        return None
    more = [lined.text_at(at) for at in range(low + 1, first)]
    return Said(_fields(lined, fields), "\n".join([text, *more]), end - low - 1)


def section_fields(lined: Lined, low: int, high: int) -> tuple[dict[str, str], int] | None:
    """Who does all that a heading heads, where the last lines beneath say so and no line above them
    does; and where those lines begin. None where the heading is a task, or one item might be.
    """
    if lined.wording != ON_LINES:
        return None
    start = high
    while start > low + 1 and lined.field(start - 1):
        start -= 1
    fields, end = _lines(lined, start, high)
    inside = [lined.lines[at] for at in range(low + 1, start)]
    numbered = [each for each in inside if not isinstance(each, outline.Plain)]
    if not inside or not fields or end < high or len(numbered) == 1:
        return None
    if any(isinstance(each, outline.OutlineHeading) for each in numbered):
        return None
    if any(lined.field(at) for at in range(low + 1, start)):
        return None
    return _fields(lined, fields), start


def _by_bracket(lined: Lined, low: int, high: int) -> Said | None:
    """The same where a bracket at the end of the sibling's own line says it. A heading with text
    beneath keeps its bracket: it would not be a heading as a task.
    """
    line = lined.numbered(low)
    whole = line.text if isinstance(line, outline.OutlineItem) else line.title + line.run_in
    found = read_bracket(whole, "" if lined.first_leads else lined.wording)
    if found is None:
        return None
    fields = _fields(lined, found.fields)
    if isinstance(line, outline.OutlineItem):
        return Said(fields, found.before, 0, found, is_whole=True)
    if len(found.before) > len(line.title):
        text = found.before[len(line.title) :]
        return Said(fields, text, 0, replace(found, before=text))
    return Said(fields, found.before, 0, found, is_whole=True) if high == low + 1 else None


def _fields(lined: Lined, fields: dict[str, str]) -> dict[str, str]:
    return with_first_leading(fields) if lined.first_leads else fields


def _lines(lined: Lined, low: int, high: int) -> tuple[dict[str, str], int]:
    """The fields that lines from `low` on say, and where they end."""
    fields: dict[str, str] = {}
    at = low
    while at < high and (found := lined.field(at)) and found[0] not in fields:
        fields[found[0]] = found[1]
        at += 1
    return fields, at


def _is_text(lined: Lined, at: int) -> bool:
    """Whether a line is a plain paragraph that may go on with a task."""
    content = lined.contents[at]
    if not isinstance(content, SourceParagraph) or not isinstance(lined.lines[at], outline.Plain):
        return False
    look = content.look
    return not (
        lined.field(at) or look.outline or look.bold or look.lead or content.remarks or look.centred
    ) and not begins_with_label(content.text)


def leave_labels(lined: Lined, low: int, said: Said) -> None:
    """The words around the units, which the program prints."""
    if said.bracket is None:
        leave_lines(lined, low + 1, low + 1 + said.used)
        return
    text = lined.text_at(low)
    rest = text[text.rindex(said.bracket.before) + len(said.bracket.before) :]
    for value in said.bracket.fields.values():
        rest = rest.replace(value, "", 1)
    lined.source.leave(rest, lined.contents[low].number, _WORDS)
    _leave_sign(lined, low, said.bracket.fields.get("责任单位", ""), said.fields)
    lined.taken.add(low)
    if said.bracket.changed and not lined.first_leads:
        lined.change(_SIGNS, low)


def _leave_sign(lined: Lined, at: int, units: str, fields: dict[str, str]) -> None:
    """What stood between the first of the units and the rest, which are two fields now."""
    lead = fields.get("牵头单位", "")
    if lined.first_leads and units.startswith(lead):
        rest = units[len(lead) :].removesuffix(fields.get("责任单位", ""))
        lined.source.leave(rest, lined.contents[at].number, _WORDS)


def leave_lines(lined: Lined, low: int, high: int) -> None:
    """The same where lines say it."""
    order: list[int] = []
    for at in range(low, high):
        if found := lined.field(at):
            text = lined.text_at(at)
            lined.source.leave(text.replace(found[1], "", 1), lined.contents[at].number, _WORDS)
            if lined.first_leads and found[0] == "责任单位":
                _leave_sign(lined, at, found[1], with_first_leading({found[0]: found[1]}))
            lined.taken.add(at)
            order.append(FIELDS.index(found[0]))
            if is_renamed(text):
                lined.change(_RENAMED, at)
    if order != sorted(order):
        lined.change(_REORDERED, low)


def with_responsibility_apart(
    pieces: Sequence[Piece], source: Source
) -> tuple[list[Content], dict[str, list[int]]]:
    """The pieces, each line that says who does it by itself, a bracket that does with what it says
    it of, and without the remark that the first unit named leads; and what was changed so, with the
    numbers of the paragraphs.
    """
    texts = [piece.text for piece in pieces if isinstance(piece, SourceParagraph)]
    lines = are_lines([without_first_leads(text) or text for text in texts])
    made: list[Content] = []
    parted: list[int] = []
    joined: list[int] = []
    moved: list[int] = []
    leads: list[int] = []
    for piece in pieces:
        if not isinstance(piece, SourceParagraph):
            made.append(piece)
            continue
        rest = without_first_leads(piece.text)
        if rest and lines == (read_bracket(rest) is None):
            leads.append(piece.number)
            source.leave(_cut(piece.text, rest), piece.number, "改成牵头单位、责任单位两项")
            found = piece.with_text(rest)
        else:
            found = piece
        before = made[-1] if made else None
        if isinstance(before, SourceParagraph) and _runs_on(before, found):
            made[-1] = before.with_text(before.text + found.text)
            joined.append(before.number)
            continue
        apart = split_inline(found, source)
        if len(apart) > 1 and begins_with_label(apart[-2].text):
            parted.append(piece.number)
        elif len(apart) > 1:
            moved.append(piece.number)
        made += apart
    changes = {SPLIT: parted, _MOVED: moved, _JOINED: joined, FIRST_LEADS: leads}
    return made, {what: numbers for what, numbers in changes.items() if numbers}


def _runs_on(before: SourceParagraph, piece: SourceParagraph) -> bool:
    """Whether a paragraph is only the bracket that says who does what the one before it says."""
    text = piece.text
    if not text.startswith(("（", "(", "〔", "【", "[")) or piece.remarks:
        return False
    found = ending(f"{before.text}{text}")
    whole = found is not None and found.before == before.text
    says = before.text.endswith(("。", "！", "？", "；")) and re.search("[：:]|牵头|负责", text)
    return bool(whole and says and read_bracket(f"{before.text}{text}"))


def _cut(text: str, rest: str) -> str:
    """What a text has and the rest of it has not, in one stretch."""
    same = (at for at, (this, that) in enumerate(zip(text, rest, strict=False)) if this != that)
    start = next(same, len(rest))
    return text[start : len(text) - (len(rest) - start)]


def tell_responsibility(lined: Lined) -> None:
    """What was changed in saying who does it, and what says so and was not read."""
    unused = [at for at in lined.changes.get(FIRST_LEADS, ()) if at not in lined.taken]
    for at in unused:
        number = lined.contents[at].number
        lined.source.say(UNSURE, Level.WARNING, number, _UNUSED, "在“责任单位”里分清牵头单位，补上")
    for what, places in lined.changes.items():
        if what == FIRST_LEADS and not lined.taken:
            continue
        numbers = [lined.contents[at].number for at in places]
        message = f"{what}{_places(numbers, lined.source.unit)}"
        lined.source.say(UNSURE, Level.NOTICE, numbers[0], message, "对照原文核对责任单位、时限")
    unread = [
        content.number
        for at, content in enumerate(lined.contents)
        if isinstance(content, SourceParagraph)
        and at not in lined.taken
        and _says(content.text, among_tasks=bool(lined.taken))
    ]
    if unread:
        lined.source.say(
            UNSURE,
            Level.NOTICE,
            unread[0],
            "写着由谁负责，没有拆成责任单位等项目，照原样留在文字里"
            + _places(unread, lined.source.unit),
            "要生成责任分工表的，写成任务，分别写责任单位、配合单位、时限",
        )


def _places(numbers: list[int], unit: str) -> str:
    shown = "、".join(str(number) for number in dict.fromkeys(numbers[:_MOST_SHOWN]))
    return f"（第{shown}{unit}{'等' if len(numbers) > _MOST_SHOWN else ''}，共{len(numbers)}处）"


def _says(text: str, *, among_tasks: bool) -> bool:
    """Whether a paragraph says who does something, or looks very much like it. Without tasks, only
    by words that nothing else is called by (no 主办单位：).
    """
    start = label_after_stop(text)
    if start or begins_with_label(text):
        labels = labelled(text[start:])
        return among_tasks or any(each.label in ON_A_LINE for each in labels)
    if among_tasks and has_label(text):
        return True
    found = ending(text)
    if found is None:
        return False
    return bool(read_bracket(text)) or bool(
        re.search("牵头|(?:责任|配合)(?:单位|部门)|分工负责", found.inside)
    )
