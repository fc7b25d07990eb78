"""Where attachments begin, and their names in 附件说明."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from .. import patterns as re
from ..paper.attachment_note import AttachmentNote
from ..paper.numbering import PADDING, match_number, parse_marker, read_chinese_numeral
from ..problem import Level
from ..problem_ids import UNSURE
from .pieces import Piece, Source, SourceParagraph
from .wording import is_title_like, is_unit

TITLE_SIZE = 15
"""Points: body text is 三号, 16 at most where the file says its size; a title's 二号 is 22."""
_LABEL = re.compile(
    r"(?:附\s*件|附[表图录](?=\s*(?:[0-9０-９一二三四五六七八九十]|[：:]|$)))\s*([0-9０-９]{0,2}|[一二三四五六七八九十]{0,3})((?:[-—－]\d{1,2})*)\s*[：:]?"
)
_NOTE = re.compile(r"附\s*(?:[件表]\s*)?[：:]\s*(.*)", re.DOTALL)
_WITH_TITLE = re.compile(
    r"(附\s*[件表]\s*(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(?:[-—－]\d{1,2})*"
    r"(?:\s*[：:](?=\s*\S)|(?=\s)))\s*(\S.{1,50})"
)
_NUMBER = parse_marker("1.")
_LONGEST_NAME = 60


def is_label(piece: Piece) -> bool:
    """Whether a piece is the word 附件 at the head of an attachment."""
    return isinstance(piece, SourceParagraph) and (
        _LABEL.fullmatch(piece.text) is not None or piece.look.style == "附件标识"
    )


def is_short_label(piece: Piece) -> bool:
    """Whether a piece is 附：alone, the label of an attachment at the head of a file."""
    return isinstance(piece, SourceParagraph) and bool(re.fullmatch(r"附\s*[：:]", piece.text))


def with_short_labels(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of what follows a date, 附：alone as the label of an attachment, but where it
    leads in a list of names.
    """
    return [
        replace(piece, look=replace(piece.look, style="附件标识"))
        if isinstance(piece, SourceParagraph) and is_short_label(piece) and not _is_note(pieces, at)
        else piece
        for at, piece in enumerate(pieces)
    ]


def parted_label(piece: Piece) -> list[Piece]:
    """A line that is the label of an attachment and its title (附件2：考场规则) as two; empty where
    it is none.
    """
    match = _WITH_TITLE.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
    if match is None or not isinstance(piece, SourceParagraph) or not is_title_like(match[2]):
        return []
    if match_number(_NUMBER, match[2]) if _NUMBER else None:
        return []
    return [piece.with_text(match[1]), piece.with_text(match[2])]


def with_parted_labels(pieces: Sequence[Piece], low: int) -> list[Piece]:
    """The pieces, those from `low` on with the labels of attachments on lines of their own where
    their title stood beside; not the lines of 附件说明, which follow one another, end the text or
    stand above such a label.
    """
    made = list(pieces[:low])
    rest = pieces[low:]
    parted = [parted_label(piece) for piece in rest]
    labels = max((at for at, piece in enumerate(rest) if is_label(piece)), default=-1)
    for at, (piece, both) in enumerate(zip(rest, parted, strict=True)):
        listed = at < labels or at + 1 == len(rest) or bool(parted[at + 1])
        listed = listed or (at > 0 and bool(parted[at - 1]))
        made += both if both and not listed else [piece]
    return made


def label_depth(piece: Piece) -> int:
    """How deep an attachment is by its label: 附件1 = 0, 附件1-1 = 1."""
    match = _LABEL.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
    return len(re.findall("[-—－]", match[2])) if match else 0


def label_number(piece: Piece) -> int:
    """The number of an attachment by its label, of 附件1-2 the last; 0 where it has none."""
    match = _LABEL.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
    if match is None:
        return 0
    last = re.findall(r"\d+", match[2])[-1:] or [match[1]]
    return int(last[0]) if last[0].isdecimal() else read_chinese_numeral(last[0]) or 0


def first_label(pieces: Sequence[Piece], low: int) -> int:
    """Where the first attachment begins; the length where there is none."""
    for at in range(low, len(pieces)):
        if is_label(pieces[at]) and not _is_note(pieces, at):
            return at
    return len(pieces)


def first_title(pieces: Sequence[Piece], low: int) -> int:
    """Where another text's title stands that its look alone tells: by the program's style, or
    large and centred on a new page; the length where there is none.
    """
    for at in range(low, len(pieces)):
        piece = pieces[at]
        if not isinstance(piece, SourceParagraph):
            continue
        look = piece.look
        large = look.centred and (look.size >= TITLE_SIZE or look.bold)
        if look.style.startswith("印发件标题") or (
            look.new_page and large and is_title_like(piece.text) and not is_label(piece)
        ):
            return at
    return len(pieces)


def _is_note(pieces: Sequence[Piece], at: int) -> bool:
    """Whether “附件：” at `at` leads in a list of names rather than an attachment."""
    piece, after = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not piece.text.endswith(("：", ":")):
        return False
    if not isinstance(after, SourceParagraph) or _NUMBER is None:
        return False
    match = match_number(_NUMBER, after.text)
    return match is not None and match[0] == 1 and len(after.text) < 60


def attachment_note(pieces: list[Piece], source: Source) -> tuple[list[str], list[Piece]]:
    """The names in 附件说明 at the end of a text, and the pieces before it."""
    if numbered := _numbered_notes(pieces):
        found = note_names(pieces[numbered:], source)
        if found and numbered + found[1] == len(pieces):
            return found[0], pieces[:numbered]
    for at in range(len(pieces) - 1, max(len(pieces) - 40, -1), -1):
        piece = pieces[at]
        match = _NOTE.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
        if match is None:
            continue
        lines = [each.text for each in pieces[at + 1 :] if isinstance(each, SourceParagraph)]
        if len(lines) < len(pieces) - at - 1:
            return [], pieces
        signs = (low for low, line in enumerate(lines) if all(map(is_unit, line.split())))
        signed = next(signs, len(lines))
        names = _names([match[1], *lines[:signed]])
        if not names:
            return [], pieces
        end = at + 1 + signed
        _tell_joined(pieces[at:end], source)
        for each in pieces[at:end]:
            if isinstance(each, SourceParagraph):
                source.leave(each.text, each.number, "附件说明，由程序生成")
        return names, [*pieces[:at], *pieces[end:]]
    return [], pieces


def _tell_joined(pieces: Sequence[Piece], source: Source) -> None:
    """Say so where a line without a number was taken as the rest of the name above it."""
    lines = [each for each in pieces if isinstance(each, SourceParagraph)]
    named = [line for line in lines if _NOTE.sub(r"\1", line.text)]
    joined = [line for line in named[1:] if not _opens_name(line.text)]
    if joined:
        shown = "”“".join(line.text for line in joined)
        said = f"附件说明里的“{shown}”前面没有序数，接在了上一个附件的名称后面"
        hint = "另是一个附件的，在“附件”里单列一项；是署名的，写进“发文机关”或“署名”"
        source.say(UNSURE, Level.NOTICE, joined[0].number, said, hint)


def _numbered_notes(pieces: Sequence[Piece]) -> int:
    """Where the last lines begin that are 附件1：甲, 附件2：乙; 0 where there are none."""
    at = len(pieces)
    while at > 0 and isinstance(piece := pieces[at - 1], SourceParagraph):
        if not re.match(r"附\s*[件表]\s*\d{1,2}\s*[：:]\s*\S", piece.text):
            break
        at -= 1
    return at if at < len(pieces) else 0


def note_names(pieces: Sequence[Piece], source: Source) -> tuple[list[str], int] | None:
    """The names in 附件说明 at the head of `pieces`, and how many of them it takes; None where
    there is none, or an attachment itself begins.
    """
    note, used = AttachmentNote(), 0
    while used < len(pieces) and isinstance(line := pieces[used], SourceParagraph):
        text = re.sub(r"^附\s*(?:[件表]\s*)?(?=\d{0,2}\s*[：:])", "附件", line.text)
        if not (note.begins(text) or (_opens_name(line.text) and note.goes_on(text))):
            break
        used += 1
    names = [name.rstrip("。；;") for name in note.names if name]
    if not names or any(len(name) > _LONGEST_NAME or "。" in name for name in names):
        return None
    for each in pieces[:used]:
        if isinstance(each, SourceParagraph):
            source.leave(each.text, each.number, "附件说明，由程序生成")
    return names, used


def _opens_name(text: str) -> bool:
    """Whether a line begins with a number, as the further names of a list do."""
    number = match_number(_NUMBER, text) if _NUMBER else None
    return number is not None and bool(number[1])


def _parted_names(lines: Sequence[str]) -> Iterator[str]:
    """The lines, names beside one another (1.甲 2.乙) each on its own."""
    for line in lines:
        rest, number = line, 1
        while match := re.search(rf"(?<=\S)\s+(?={number + 1}\s*[.．、])", rest):
            if number == 1 and not re.match(r"1\s*[.．、]", rest):
                break
            yield rest[: match.start()]
            rest, number = rest[match.end() :], number + 1
        yield rest


def _names(lines: Sequence[str]) -> list[str]:
    """The names of attachments; empty where the lines are something else."""
    names: list[str] = []
    for line in filter(None, _parted_names(lines)):
        match = match_number(_NUMBER, line) if _NUMBER else None
        if match and match[1] and match[0] == len(names) + 1:
            names.append(match[1].strip(PADDING))
        elif not names and line:
            names.append(line)
        elif len(line) < 40 and line[-1] not in "。；：":
            names[-1] += line
        else:
            return []
    kept = [name.rstrip("。；;") for name in names]
    return kept if all(0 < len(name) <= 100 and "。" not in name for name in kept) else []
