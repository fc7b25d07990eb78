"""主送: on lines of its own, several or one, or run in with the first paragraph."""

from __future__ import annotations

from .. import patterns as re
from ..paper.recipients import are_addressed, is_recipients
from ..problem import Level
from ..problem_ids import UNSURE
from .fates import shortened
from .header_found import Header
from .pieces import Piece, Source, SourceParagraph
from .wording import are_units

SENT = re.compile(r"主\s*送(?:\s*机\s*关)?\s*[：:]\s*(\S.{1,300})")
_RUN_IN = re.compile(
    r"((?=.*(?:各|全体|尊敬的))[^。；！？：:]{2,80}[：:])\s*(?!负责|牵头|要|应)(\S.*)"
)
ENDS_WRONGLY = "主送机关"
"""How it begins what is said of 主送 that ends in another mark than a colon."""
_STOPS = "。；"
_BROKEN_OFF = "、，,"
_MOST_RECIPIENT_LINES = 5


def read_recipients(
    pieces: list[Piece], at: int, header: Header, source: Source, *, only_known: bool = False
) -> int:
    """主送 at `at`, if it is there, on one line or several; `only_known` = only names that look
    like units or people, for a form begins with the labels of its fields.
    """
    if (header.title or at == 0) and not only_known and _part_run_in(pieces, at, source):
        only_known = True
    lines = _recipient_lines(pieces, at)
    if not lines:
        return at
    text = "".join(line.text for line in lines)
    first = lines[0]
    sent = SENT.fullmatch(text)
    if sent:
        name = sent[1].rstrip("：:。")
    elif are_addressed(text) or first.look.style == "主送机关":
        name = text.rstrip("：:")
    elif is_recipients(text) and not only_known:
        name = text.rstrip("：:")
        source.say(
            UNSURE,
            Level.NOTICE,
            first.number,
            f"标题下面的“{text}”当作主送机关",
            "不是的，从“主送”移到“正文”的第一段",
        )
    elif header.title and at + 1 < len(pieces) and _ends_as_sentence(text):
        name = text[:-1]
        said = f"{ENDS_WRONGLY}“{shortened(name)}”后面是“{text[-1]}”，不是冒号"
        hint = "写“：”；不是主送机关的，从“主送”移到“正文”的第一段"
        source.say(UNSURE, Level.WARNING, first.number, said, hint)
    elif header.title and at + 1 < len(pieces) and _lacks_colon(text):
        name = text
        said = f"标题下面的“{text}”没有冒号，当作主送机关"
        hint = "不是的，从“主送”移到“正文”的第一段"
        source.say(UNSURE, Level.NOTICE, first.number, said, hint)
    else:
        return at
    header.recipients = name
    if len(lines) > 1:
        said = f"主送机关分写在{len(lines)}行里，接成一行"
        source.say(UNSURE, Level.NOTICE, first.number, said, "对照原文核对“主送”")
    source.leave(text.replace(name, "", 1), first.number, "主送的字和冒号，由程序加")
    return at + len(lines)


def _part_run_in(pieces: list[Piece], at: int, source: Source) -> bool:
    """Whether the first paragraph begins with 主送 on its line (各学校：请……): it is parted then,
    and this is said. Where the next line begins so too, they are duties of units.
    """
    piece = pieces[at] if at < len(pieces) else None
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    if isinstance(after, SourceParagraph) and (
        (again := _RUN_IN.fullmatch(after.text)) and are_addressed(again[1])
    ):
        return False
    match = _RUN_IN.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
    if match is None or not isinstance(piece, SourceParagraph) or not are_addressed(match[1]):
        return False
    pieces[at : at + 1] = [piece.with_text(match[1]), piece.with_text(match[2])]
    said = f"主送机关“{match[1]}”与正文写在一行里，分成了两段"
    source.say(UNSURE, Level.NOTICE, piece.number, said, "对照原文核对“主送”和正文第一段")
    return True


def _lacks_colon(text: str) -> bool:
    """Whether a line is 主送 but for its colon."""
    if not text or text[-1] in _BROKEN_OFF:
        return False
    return re.match("各|全体|[市县区省局校]直", text) is not None and are_addressed(text + "：")


def _ends_as_sentence(text: str) -> bool:
    """Whether a line is 主送 but for its mark: names of units and nothing else, for most lines that
    begin with 各单位 and end so are sentences.
    """
    return text[-1] in _STOPS and _lacks_colon(text[:-1]) and are_units(text[:-1])


def _recipient_lines(pieces: list[Piece], at: int) -> list[SourceParagraph]:
    """The lines that 主送 may take from `at` on: up to the first that does not break off in a list
    of names.
    """
    lines: list[SourceParagraph] = []
    for piece in pieces[at : at + _MOST_RECIPIENT_LINES]:
        if not isinstance(piece, SourceParagraph):
            break
        lines.append(piece)
        if piece.text[-1] not in _BROKEN_OFF or not are_units(piece.text.rstrip(_BROKEN_OFF)):
            return lines
    return lines[:1]
