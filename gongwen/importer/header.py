"""版头 and what follows it down to the first paragraph: number, marks, title, 主送."""

from __future__ import annotations

import re

from msgspec import Struct, field

from ..kinds import kind_names
from ..paper.recipients import are_addressed, is_recipients
from ..problem import Level
from ..problem_ids import UNSURE
from .closing import NAME_AND_DATE
from .contents_list import CONTENTS
from .document_numbers import (
    ISSUE,
    NUMBER,
    is_unnumbered,
    number_line,
    tidy_number,
    title_and_number,
)
from .labels import is_label, is_short_label
from .mark import Mark, find_mark
from .markers import first_marker
from .pieces import Piece, Source, SourceParagraph
from .signers import read_signers
from .tree import Tree
from .wording import (
    DOCUMENT_NOUNS,
    HAN,
    STOPS,
    are_units,
    folded,
    has_bars,
    is_title_like,
    is_unit,
    read_date,
    unspaced,
)

_ORDER = re.compile(r"第\s*\d{1,5}\s*号")
_NOTICE_NUMBER = re.compile(r"[（(]?(\d{4}\s*年\s*第\s*\d{1,4}\s*号)[）)]?")
_STAGE = re.compile(
    r"[（(]\s*((?:(?:第?[一二三四五]次?)?(?:征求意见)(?:[二三四五])?稿|送审稿|讨论稿|代拟稿|草案|审议稿|送签稿|修订稿|修改稿|草稿|初稿)[^（）()]{0,10})\s*[）)]"
)
_SECRET = re.compile(r"(绝密|机密|秘密)(?:\s*★\s*(.{1,6}))?")
_URGENT = re.compile(r"(特提|特急|加急|平急|急件)")
_COPY = re.compile(r"\d{6}")
_SIGNER = re.compile(rf"签\s*发\s*人?\s*[：:]\s*([{HAN}·、，,；;/（）\s]{{2,40}})")
_COSIGNER = re.compile(r"会\s*签\s*人?\s*[：:].*")
_REPLY_CLASS = re.compile(
    r"(?:(?:办理结果|答复|类别|分类)[：:]\s*)?[（(]?\s*[A-D][1-4]?\s*类?\s*[）)]?"
)
_INNER = re.compile(r"(工作秘密|内部资料)")
_AFTER_BRACKET = re.compile(rf"（[^（）]{{2,24}}）》?的?(?:{'|'.join(kind_names())})?")
_LONG_TITLE = re.compile(
    rf"[^。；！？：]{{0,60}}(?:关于|印发|转发)[^。；！？：]{{2,90}}的(?:{'|'.join(kind_names())})"
)
_LABELLED = re.compile(rf"[{HAN}](?:\s*[{HAN}]){{1,5}}\s*[：:]\s*\S")
_SENT = re.compile(r"主\s*送(?:\s*机\s*关)?\s*[：:]\s*(\S.{1,300})")
_RUN_IN = re.compile(
    r"((?=.*(?:各|全体|尊敬的))[^。；！？：:]{2,80}[：:])\s*(?!负责|牵头|要|应)(\S.*)"
)
_ISSUED = ("纪要", "简报", "专报", "快报", "信息", "通讯", "动态", "摘报", "参阅")
"""What is numbered by issues (第7期)."""
_COLUMN = re.compile(r"【[^【】]{2,20}】")
_BROKEN_OFF = "、，,"
_LONGEST_HEADER = 30
_MOST_RECIPIENT_LINES = 5
_TITLE_STYLES = ("Title", "标题", "标题末", "印发件标题", "印发件标题末", "附件标题", "附件标题末")


class Header(Struct):
    """What stands above the text. `issuer` is who issued it by a line at the title;
    `is_attachment` = the file is one; `end` is where the text begins.
    """

    mark: Mark | None = None
    title: list[str] = field(default_factory=list)
    fields: dict[str, Tree] = field(default_factory=dict)
    stage: str = ""
    note: str = ""
    recipients: str = ""
    issuer: str = ""
    is_attachment: bool = False
    end: int = 0

    @property
    def named(self) -> str:
        """The one unit that the mark names, else the title before 关于; "" where there is none."""
        if self.mark:
            return self.mark.units[0] if len(self.mark.units) == 1 else ""
        before, about, _ = "".join(self.title).partition("关于")
        return before if about and is_unit(before) else ""


def read_header(pieces: list[Piece], source: Source) -> Header:
    """The header zone, title and recipients at the start of a document."""
    header = Header()
    pieces[:1] = _parted_mark(pieces[:1])
    at = _elements(pieces, _attachment_label(pieces, header, source), header, source)
    at = read_title(pieces, at, header, source)
    at = _elements(pieces, at, header, source)
    known = header.is_attachment
    header.end = read_recipients(pieces, at, header, source, only_known=known)
    return header


def _parted_mark(first: list[Piece]) -> list[Piece]:
    """A first line as two where it is a mark with the number beside it, wide room between."""
    piece = first[0] if first else None
    if not isinstance(piece, SourceParagraph):
        return first
    parts = re.split(r"\t+|\s{2,}", piece.text, maxsplit=1)
    beside = len(parts) > 1 and parts[0].endswith("文件") and _read_element(parts[1])
    return [piece.with_text(part) for part in parts] if beside else first


def _attachment_label(pieces: list[Piece], header: Header, source: Source) -> int:
    """Where the document begins behind the label of an attachment, for a file that is one."""
    first = pieces[0] if pieces else None
    if not isinstance(first, SourceParagraph) or not (is_label(first) or is_short_label(first)):
        return 0
    header.is_attachment = True
    source.leave(first.text, first.number, "附件标识，由程序加")
    said = f"这个文件是一个附件（{first.text.rstrip('：:')}），不是一份完整的公文"
    hint = "要和正文放在一起的，把“标题”和“正文”移到那份文稿的“附件”下面"
    source.say(UNSURE, Level.WARNING, first.number, said, hint)
    return 1


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
    sent = _SENT.fullmatch(text)
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
    if text[-1] in _BROKEN_OFF:
        return False
    return re.match("各|全体|[市县区省局校]直", text) is not None and are_addressed(text + "：")


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


def _elements(pieces: list[Piece], at: int, header: Header, source: Source) -> int:
    """The short elements around the title, in any order."""
    while at < min(len(pieces), _LONGEST_HEADER):
        piece = pieces[at]
        if not isinstance(piece, SourceParagraph):
            break
        if _element(piece, header, source) or _told(piece, source):
            at += 1
        elif not header.mark and not header.title and (mark := find_mark(pieces, at, NUMBER)):
            header.mark = mark
            at += mark.used
        elif not header.title and _names_issuer(pieces, at):
            header.issuer = piece.text
            source.leave(piece.text, piece.number, "标题上面的机关名称，标题里已有")
            at += 1
        elif header.title and not header.recipients and (used := _date_line(pieces, at, header)):
            _note_date(pieces, at, used, header, source)
            at += used
        else:
            break
    return at


def _names_issuer(pieces: list[Piece], at: int) -> bool:
    """Whether a line is the name that the title right below it begins with once more."""
    piece, below = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not isinstance(below, SourceParagraph):
        return False
    name = folded(unspaced(piece.text))
    return is_unit(name) and folded(below.text).startswith(name + "关于")


def _date_line(pieces: list[Piece], at: int, header: Header) -> int:
    """How many lines under the title are the date of the document, who issued it above or not; 0
    where they are something else, or no text follows them.
    """
    lines = [piece.text for piece in pieces[at : at + 2] if isinstance(piece, SourceParagraph)]
    if "成文日期" in header.fields or not lines or at + 2 >= len(pieces):
        return 0
    beside = NAME_AND_DATE.fullmatch(lines[0])
    if read_date(lines[0]) or (beside and is_unit(beside[1]) and read_date(beside[2])):
        return 1
    return 2 if len(lines) > 1 and is_unit(lines[0]) and read_date(lines[1]) else 0


def _note_date(pieces: list[Piece], at: int, used: int, header: Header, source: Source) -> None:
    """成文日期 from under the title, which stands at the end of a document on paper."""
    lines = [piece for piece in pieces[at : at + used] if isinstance(piece, SourceParagraph)]
    beside = NAME_AND_DATE.fullmatch(lines[-1].text)
    typed = beside[2] if beside else lines[-1].text
    date = read_date(typed)
    header.fields["成文日期"] = date
    if beside or used > 1:
        header.issuer = beside[1] if beside else lines[0].text
    for line in lines:
        source.leave(line.text, line.number, f"标题下面的落款，日期写成 {date}")
    source.say(
        UNSURE,
        Level.NOTICE,
        lines[0].number,
        f"标题下面的“{' '.join(line.text for line in lines)}”当作落款",
        "对照原文核对“发文机关”“成文日期”",
    )


def _told(piece: SourceParagraph, source: Source) -> bool:
    """Whether the piece is an element that cannot be written down, which is said then."""
    text = piece.text
    if is_unnumbered(text):
        said = f"发文字号“{text}”还没有编号，没有写进文稿"
        source.say(UNSURE, Level.NOTICE, piece.number, said, "编了号，写在“发文字号”里")
        source.leave(text, piece.number, "没有编号的发文字号")
        source.open_element("发文字号")
        return True
    if match := _REPLY_CLASS.fullmatch(text):
        said = f"“{match[0]}”是答复建议、提案的分类，没有写进文稿"
        source.say(UNSURE, Level.WARNING, piece.number, said, "要印的，写进“题注”")
        source.leave(text, piece.number, "答复建议、提案的分类，见问题")
        return True
    if _COSIGNER.fullmatch(text):
        said = f"“{text}”没有写进文稿，会签人不在现行版头里"
        source.say(UNSURE, Level.WARNING, piece.number, said, "要印的，写进“签发人”")
        source.leave(text, piece.number, "会签人，见问题")
        return True
    return False


class _Element(Struct, frozen=True):
    """An element of the header zone, and what of its line the program prints by itself."""

    fields: dict[str, Tree] = field(default_factory=dict)
    left: str = ""
    why: str = "由程序加的字"
    stage: str = ""


def _element(piece: SourceParagraph, header: Header, source: Source) -> bool:
    """Whether the piece is one of the elements, and the first of its kind; it is noted then."""
    found = _read_element(piece.text) or _several(piece.text) or _by_mark(piece.text, header)
    if found is None and "签发人" in header.fields and _more_signers(piece, header, source):
        return True
    if found is None or (found.stage and header.stage):
        return False
    if any(key in header.fields for key in found.fields):
        return False
    header.fields.update(found.fields)
    header.stage = header.stage or found.stage
    source.leave(found.left, piece.number, found.why)
    return True


def _read_element(text: str) -> _Element | None:
    """The element that a line is by its words; None where it is none."""
    match = re.fullmatch(rf"({NUMBER.pattern})\s*({_SIGNER.pattern})", text)
    if match and (number := _number(match[1])):
        signers = {"签发人": read_signers(match[3])}
        left = "签发人：" + _between_names(match[3]) + number.left
        return _Element(number.fields | signers, left, number.why)
    if number := _number(text):
        return number
    if match := _STAGE.fullmatch(text):
        return _Element({}, text, "稿本，由程序印", match[1])
    if match := _SECRET.fullmatch(text):
        period: dict[str, Tree] = {"保密期限": match[2].strip()} if match[2] else {}
        return _Element({"密级": match[1], **period}, "★" if match[2] else "")
    if match := _SIGNER.fullmatch(text):
        left = "签发人：" + _between_names(match[1])
        return _Element({"签发人": read_signers(match[1])}, left)
    for key, pattern in (("紧急程度", _URGENT), ("份号", _COPY), ("内部标注", _INNER)):
        if pattern.fullmatch(text):
            return _Element({key: text})
    return None


def _between_names(text: str) -> str:
    """The signs that part the names of a line."""
    return "".join(re.findall("[、，,；;/]", text))


def _several(text: str) -> _Element | None:
    """Elements beside one another on a line, wide room between them."""
    parts = [part for part in re.split(r"\t+|\s{3,}", text) if part.strip()]
    found = [_read_element(part.strip()) for part in parts]
    kept = [each for each in found if each]
    if len(kept) < 2 or len(kept) < len(parts):
        return None
    fields: dict[str, Tree] = {}
    for each in kept:
        fields |= each.fields
    return _Element(fields, "".join(each.left for each in kept))


_NAME_ALONE = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,6}}(?:·[{HAN}]{{1,8}})+")


def _more_signers(piece: SourceParagraph, header: Header, source: Source) -> bool:
    """A further line of 签发人, which the number may stand before; a name alone where the number is
    still to come.
    """
    match = re.fullmatch(rf"(?:({NUMBER.pattern})\s+)?([{HAN}·\s]{{2,30}})", piece.text)
    if match is None or header.mark is None:
        return False
    alone = "发文字号" not in header.fields and _NAME_ALONE.fullmatch(piece.text)
    if not ("\t" in piece.text or match[1] or alone):
        return False
    before, more = header.fields["签发人"], read_signers(match[2])
    header.fields["签发人"] = [
        *(before if isinstance(before, list) else [before]),
        *(more if isinstance(more, list) else [more]),
    ]
    if match[1] and (number := _number(match[1])):
        header.fields.update(number.fields)
        source.leave(number.left, piece.number, number.why)
    return True


def _by_mark(text: str, header: Header) -> _Element | None:
    """What only a mark above lets a line be: the number of an order or of minutes, the office that
    edits minutes and their date; the number of a 公告 under its title.
    """
    layout = header.mark.layout if header.mark else ""
    if layout == "命令" and _ORDER.fullmatch(text):
        return _Element({"令号": "".join(text.split())})
    if layout == "纪要":
        if ISSUE.fullmatch(text):
            return _Element({"发文字号": "".join(text.split())})
        if is_unit(text) and header.mark and "署名" not in header.fields:
            own = text in header.mark.units
            return _Element({} if own else {"署名": text}, text if own else "", "编发机关")
        match = NAME_AND_DATE.fullmatch(text)
        if (match and is_unit(match[1])) or read_date(text):
            office, typed = match.groups() if match else ("", text)
            date = read_date(typed)
            fields: dict[str, Tree] = {"成文日期": date}
            if office and header.mark and office not in header.mark.units:
                fields["署名"] = office
            left = text if "署名" not in fields else typed
            return _Element(fields, left, f"编发机关和日期，改写成 {date}") if date else None
    title = header.title[-1] if header.title else ""
    if title.endswith(_ISSUED) and ISSUE.fullmatch(text):
        key = "发文字号" if title.endswith("纪要") else "题注"
        return _Element({key: "".join(text.split())})
    if match := _NOTICE_NUMBER.fullmatch(text):
        return _Element({"发文字号": "".join(match[1].split())}, "（）" if match[1] != text else "")
    return None


def _number(text: str) -> _Element | None:
    """发文字号 on a line, in brackets or not, with a date or not."""
    found = number_line(text)
    if found is None:
        return None
    fields: dict[str, Tree] = {"发文字号": found.number}
    if found.date:
        fields["成文日期"] = found.date
    if found.number == text:
        return _Element(fields)
    return _Element(fields, text, f"发文字号，写成 {found.number}")


def read_title(
    pieces: list[Piece], at: int, header: Header, source: Source, known: str = ""
) -> int:
    """The lines of a title at `at`, the mark and the note under it; `known` is the title by which
    the text is announced elsewhere, "" for none.
    """
    start = at
    first = pieces[at] if at < len(pieces) else None
    while at < len(pieces) and at - start < 6:
        piece = pieces[at]
        if not isinstance(piece, SourceParagraph):
            break
        stopped = not header.title and _is_stopped(pieces, at)
        if not stopped and not _goes_on(piece, first, header, known):
            break
        text = piece.text
        mark = re.search(_STAGE.pattern + "$", text)
        if mark and folded("".join([*header.title, text])) != folded(known):
            header.stage = mark[1]
            source.leave(mark[0], piece.number, "稿本，由程序印")
            text = text[: mark.start()].strip()
        text, number = title_and_number(text)
        if number and "发文字号" not in header.fields:
            header.fields["发文字号"] = tidy_number(number)
            source.leave(piece.text.removeprefix(text), piece.number, "标题后面的发文字号")
        if text:
            tidy = unspaced(re.sub(rf"(?<=[{HAN}]) +(?=[{HAN}])", " ", text))
            header.title.append(tidy)
        at += 1
    if isinstance(first, SourceParagraph):
        _tell_many_lines(header.title, first.number, source)
    return _under_title(pieces, at, header, source)


def _tell_many_lines(title: list[str], number: int, source: Source) -> None:
    """Say so where a title is many short lines that do not end as titles do: heads of a table whose
    ruling was lost, or names.
    """
    short = all(len(line) <= _SHORT_LINE for line in title)
    if len(title) >= _MANY_LINES and short and DOCUMENT_NOUNS.search("".join(title)) is None:
        shown = "”“".join(title[:3])
        said = f"从“{shown}”起的{len(title)}行写成了标题，像是表头或者名单"
        hint = "是表头的，写成“表”的“列”；是名单的，写成“名单”；标题另写"
        source.say(UNSURE, Level.WARNING, number, said, hint)


_MANY_LINES, _SHORT_LINE = 4, 8


def _under_title(pieces: list[Piece], at: int, header: Header, source: Source) -> int:
    """The draft mark and the note in brackets under a title, which may run over lines."""
    while header.title and at < len(pieces) and isinstance(piece := pieces[at], SourceParagraph):
        if match := _STAGE.fullmatch(piece.text):
            header.stage = match[1]
            source.leave(piece.text, piece.number, "稿本，由程序印")
            at += 1
            continue
        number = _number(piece.text)
        if number and "发文字号" not in header.fields:
            header.fields.update(number.fields)
            source.leave(number.left, piece.number, number.why)
            at += 1
            continue
        if _told(piece, source):
            at += 1
            continue
        note, used = piece.text, 1
        while note.startswith("（") and not note.endswith("）") and at + used < len(pieces):
            more = pieces[at + used]
            if not isinstance(more, SourceParagraph) or used > 4:
                break
            note += more.text
            used += 1
        dated = re.search(r"年.{1,4}月|通过|批准|发布|修订", note)
        if header.note or not (note.startswith("（") and note.endswith("）") and dated):
            break
        header.note = note
        at += used
    return at


def _goes_on(piece: SourceParagraph, first: Piece | None, header: Header, known: str) -> bool:
    """Whether the piece is a (further) line of the title."""
    text = piece.text
    if piece.look.style == CONTENTS:
        return False
    if piece.look.style in _TITLE_STYLES:
        return piece is first or not isinstance(first, SourceParagraph) or _alike(piece, first)
    if _is_no_title(text):
        return False
    if text.startswith("（"):
        if read_date(text.strip("（）")):
            return False
        goes_on = _AFTER_BRACKET.fullmatch(text)
        said = re.search("稿|通过|批准|发布|修订|修正|公布|草案", text)
        return bool(header.title) and goes_on is not None and said is None
    text = title_and_number(text)[0]
    if not (is_title_like(text) or _LONG_TITLE.fullmatch(text)) or is_recipients(text):
        return False
    if not header.title:
        order = header.mark is not None and header.mark.layout == "命令"  # has none on paper
        return "\t" not in text and (not order or "关于" in text or piece.look.centred)
    whole = "".join(header.title)
    if known:
        return len(whole) < len(known) * 0.8
    if isinstance(first, SourceParagraph) and (first.look.centred or first.look.size >= 15):
        return _alike(piece, first)
    return not _is_whole(whole) or _opens(whole)


def _is_stopped(pieces: list[Piece], at: int) -> bool:
    """Whether the piece is a title but for the mark at its end: a draft mark or 主送 follows."""
    piece, after = pieces[at], pieces[at + 1] if at + 1 < len(pieces) else None
    if not isinstance(piece, SourceParagraph) or not isinstance(after, SourceParagraph):
        return False
    text = piece.text.rstrip("。！!.")
    follows = _STAGE.fullmatch(after.text) or are_addressed(after.text)
    return bool(
        follows
        and "关于" in text
        and text != piece.text
        and is_title_like(text)
        and not _is_no_title(text)
    )


def _is_no_title(text: str) -> bool:
    """Whether a line without a stop is something else of the head than its title."""
    return bool(
        number_line(text)
        or is_unnumbered(text)
        or _NOTICE_NUMBER.fullmatch(text)
        or ISSUE.fullmatch(text)
        or NAME_AND_DATE.fullmatch(text)
        or _COLUMN.fullmatch(text)
        or first_marker(text)
        or _SIGNER.match(text)
        or _SENT.match(text)
        or _LABELLED.match(text)
        or has_bars(text)
    )


def _alike(piece: SourceParagraph, first: SourceParagraph) -> bool:
    """Whether two lines look the same."""
    a, b = piece.look, first.look
    return a.centred == b.centred and a.size == b.size and a.style == b.style and not a.new_page


def _opens(title: str) -> bool:
    return title.count("《") > title.count("》") or title.count("（") > title.count("）")


def _is_whole(title: str) -> bool:
    return DOCUMENT_NOUNS.search(title) is not None and title[-1] not in STOPS
