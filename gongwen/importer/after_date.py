"""What stands between the date of a text and its attachments and belongs to it: 附注, how public it
is, whom to ask, the names of attachments; and what nobody knows of, which is no text of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .closing import note_of
from .imprint import is_imprint_line, read_imprint
from .labels import TITLE_SIZE, is_label, note_names
from .markers import first_marker
from .pieces import PAGE_HEADING, Piece, Source, SourceParagraph
from .tree import Tree
from .wording import DOCUMENT_NOUNS, folded, is_title_like, read_date

_PUBLIC = {
    "主动公开": "主动公开",
    "公开发布": "主动公开",
    "公开": "主动公开",
    "全文公开": "主动公开",
    "依申请公开": "依申请公开",
    "不予公开": "不予公开",
    "不公开": "不予公开",
}
PUBLICITY = re.compile(
    r"[（(]?\s*(?:此件|本件|(?:信息|政府信息|公文|文件)?公开(?:方式|选项|属性|形式|类别)\s*[：:])\s*"
    rf"({'|'.join(_PUBLIC)})\s*[。]?\s*[）)]?"
)
_BESIDE = re.compile(
    r"([^\d\s].{3,80}?\s+)?(\S{4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日)(\s+[（(].{2,80})?"
)
"""A date with room beside it, before or after, for what the document says of itself."""
_CONTACT = re.compile(
    r"(?:[^：:，,。；;]{0,10}(?:联\s*系\s*(?:人|电\s*话|方\s*式|地\s*址)|咨\s*询\s*(?:人|电\s*话)|电\s*话|手\s*机|传\s*真|"
    r"(?:电\s*子)?邮\s*箱|邮\s*编|邮\s*政\s*编\s*码|地\s*址|QQ群?|微\s*信))\s*[：:].{1,80}",
)
_MOST_STRAY, _LONGEST_STRAY = 12, 60
_TITLE_STYLES = re.compile(r"(?:印发件|附件|件)标题末?|Title")


class After(Struct):
    """What was found: fields of the document, the names of attachments, the pieces left over, and
    remarks on what is in none of them.
    """

    pieces: list[Piece]
    fields: dict[str, Tree] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_after(
    pieces: Sequence[Piece], quoted: set[str], imprint: dict[str, Tree], source: Source
) -> After:
    """What follows a date, up to the first attachment or other text. `quoted` are the titles that
    the document names in 《》, `imprint` is what its very end says.
    """
    after = After(list(pieces), dict(imprint))
    contacts: list[SourceParagraph] = []
    while after.pieces and isinstance(first := after.pieces[0], SourceParagraph):
        if _CONTACT.fullmatch(first.text.strip("（）()")) and not _is_bracketed(first):
            contacts.append(first)
            after.pieces.pop(0)
        elif _note(first, after, source):
            after.pieces.pop(0)
        elif is_imprint_line(first.text):
            _note_imprint(after, source)
        elif not after.names and (found := note_names(after.pieces, source)):
            after.names, used = found
            del after.pieces[:used]
        else:
            break
    _note_contacts(contacts, after, source)
    _leave_stray(after, quoted, source)
    return after


def last_publicity(pieces: list[Piece], source: Source) -> tuple[dict[str, Tree], list[Piece]]:
    """公开属性 from the last line of all, below the attachments or the text that is issued, and the
    pieces before it.
    """
    last = pieces[-1] if pieces else None
    match = PUBLICITY.fullmatch(last.text) if isinstance(last, SourceParagraph) else None
    if match is None or last is None:
        return {}, pieces
    public = _PUBLIC[match[1]]
    source.leave(match[0], last.number, f"写成“公开属性: {public}”")
    return {"公开属性": public}, pieces[:-1]


def with_parted_dates(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, 成文日期 and 附注 on lines of their own where they stand beside one another."""
    made: list[Piece] = []
    for piece in pieces:
        beside = _BESIDE.fullmatch(piece.text) if isinstance(piece, SourceParagraph) else None
        if beside is None or not isinstance(piece, SourceParagraph):
            made.append(piece)
            continue
        before, date, after = (part.strip() for part in beside.groups(default=""))
        note = before or after
        dated = bool(read_date(date)) and not (before and after)
        is_note = PUBLICITY.fullmatch(note) or note_of(piece.with_text(note))
        made += [piece.with_text(date), piece.with_text(note)] if dated and is_note else [piece]
    return made


def _is_bracketed(piece: SourceParagraph) -> bool:
    return bool(note_of(piece))


def _note(piece: SourceParagraph, after: After, source: Source) -> bool:
    """Whether a line is 附注 or says how public the document is; it is noted then."""
    text = piece.text
    match = PUBLICITY.fullmatch(text)
    if match and "公开属性" not in after.fields:
        public = _PUBLIC[match[1]]
        after.fields["公开属性"] = public
        source.leave(text, piece.number, f"写成“公开属性: {public}”")
        return True
    note = note_of(piece)
    if note and "附注" not in after.fields:
        after.fields["附注"] = note
        source.leave("（）", piece.number, "附注的括号，由程序加")
        return True
    return False


def _note_imprint(after: After, source: Source) -> None:
    """版记 that stands before the attachments: its lines, which the first of them begins."""
    used = 0
    for piece in after.pieces:
        if not isinstance(piece, SourceParagraph) or not is_imprint_line(piece.text):
            break
        used += 1
    before = len(source.left_out)
    fields, left = read_imprint(after.pieces[:used], source)
    if left or fields.keys() & after.fields.keys():
        del source.left_out[before:]
        _remark(after.pieces[:used], "版记里重复的一行，写成了注解", after, source)
        said = f"版记里的“{_shown(after.pieces[:used])}重复，没有写进文稿"
        source.say(UNSURE, Level.WARNING, after.pieces[0].number, said, "对照原文核对“抄送”“印发”")
    else:
        after.fields.update(fields)
    del after.pieces[:used]


def _note_contacts(contacts: list[SourceParagraph], after: After, source: Source) -> None:
    """Lines on whom to ask as one 附注 (7.3.6), which is said."""
    if not contacts:
        return
    text = "；".join(line.text.rstrip("。；;") for line in contacts)
    if "附注" in after.fields:
        text = f"{after.fields['附注']}；{text}"
    after.fields["附注"] = text
    number = contacts[0].number
    said = "落款后面的联系方式写成了“附注”，印在成文日期下面的括号里"
    for line in contacts:
        source.leave(
            "".join(re.findall("[。；;]$", line.text)), line.number, "附注里各项之间的标点"
        )
    source.say(UNSURE, Level.NOTICE, number, said, "不要括号的，移到正文最后一段")


def _leave_stray(after: After, quoted: set[str], source: Source) -> None:
    """Short lines that nothing tells to be another text are left out of print, told, and kept as
    remarks.
    """
    end = next((at for at, piece in enumerate(after.pieces) if is_label(piece)), len(after.pieces))
    stray = [piece for piece in after.pieces[:end] if isinstance(piece, SourceParagraph)]
    if not stray or len(stray) < end or _is_text(stray, quoted):
        return
    del after.pieces[:end]
    _remark(stray, "落款后面的字，不知道是什么，写成了注解", after, source)
    source.say(
        UNSURE,
        Level.WARNING,
        stray[0].number,
        f"落款后面的“{_shown(stray)}不知道是什么，没有印出来，写在“成文日期”上面的注解里",
        "是文稿的内容，写进“附注”“附件”或“正文”；不是的，删去注解",
    )


def _remark(pieces: Sequence[Piece], why: str, after: After, source: Source) -> None:
    """Lines that are left out of print, kept as remarks."""
    for piece in pieces:
        if isinstance(piece, SourceParagraph):
            source.leave(piece.text, piece.number, why)
            after.remarks.append(f"原文落款后面还有：{piece.text}")


def _shown(pieces: Sequence[Piece]) -> str:
    """The first of some lines, to show which they are, with the closing quotation mark."""
    texts = [piece.text for piece in pieces if isinstance(piece, SourceParagraph)]
    return "”“".join(texts[:3]) + ("”等" if len(texts) > 3 else "”")


def _is_text(lines: list[SourceParagraph], quoted: set[str]) -> bool:
    """Whether lines are another text: by a title that looks or is called so, or by their length."""
    if len(lines) > _MOST_STRAY or any(len(line.text) > _LONGEST_STRAY for line in lines):
        return True
    first = lines[0]
    look = first.look
    if _TITLE_STYLES.fullmatch(look.style) or look.style == PAGE_HEADING:
        return True
    if look.centred and (look.size >= TITLE_SIZE or look.bold or look.new_page):
        return True
    titles = ["".join(folded(line.text) for line in lines[:many]) for many in (1, 2, 3)]
    if any(title in quoted for title in titles):
        return True
    sentences = sum("。" in line.text for line in lines)
    named = any(DOCUMENT_NOUNS.search(line.text) and is_title_like(line.text) for line in lines[:3])
    numbered = sum(first_marker(line.text) is not None for line in lines)
    return (named and len(lines) > 1) or sentences + numbered > 1
