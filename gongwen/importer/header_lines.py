"""The short elements of the 版头, each by the words of its line: number, 密级, 签发人."""

from __future__ import annotations

from msgspec import Struct, field

from .. import patterns as re
from ..problem import Level
from ..problem_ids import UNSURE
from .closing import NAME_AND_DATE
from .document_numbers import ISSUE, NUMBER, is_unnumbered, number_line
from .header_found import Header
from .pieces import Source, SourceParagraph
from .signers import read_signers
from .tree import Tree
from .wording import HAN, is_unit, read_date

_ORDER = re.compile(r"第\s*\d{1,5}\s*号")
NOTICE_NUMBER = re.compile(r"[（(]?(\d{4}\s*年\s*第\s*\d{1,4}\s*号)[）)]?")
STAGE = re.compile(
    r"[（(]\s*((?:(?:第?[一二三四五]次?)?(?:修订|修改)?(?:征求意见)(?:[二三四五])?稿|送审稿|讨论稿|代拟稿|草案|审议稿|送签稿|修订稿|修改稿|草稿|初稿)[^（）()]{0,10})\s*[）)]"
)
_BARE_STAGE = re.compile(
    r"(?:第?[一二三四五]次?)?(?:征求意见[二三四五]?稿|送审稿|讨论稿|代拟稿|审议稿|送签稿|修订稿|修改稿)"
)
"""A draft mark on a line of its own needs no brackets."""
_SECRET = re.compile(r"(绝密|机密|秘密)(?:\s*★\s*(.{1,6}))?")
_URGENT = re.compile(r"(特提|特急|加急|平急|急件)")
_COPY = re.compile(r"\d{6}")
SIGNER = re.compile(rf"签\s*发\s*人?\s*[：:]\s*([{HAN}·、，,；;/（）\s]{{2,40}})")
_COSIGNER = re.compile(r"会\s*签\s*人?\s*[：:].*")
_REPLY_CLASS = re.compile(
    r"(?:(?:办理结果|答复|类别|分类)[：:]\s*)?[（(]?\s*[A-DＡ-Ｄ][1-4１-４]?\s*类?\s*[）)]?"
)
_INNER = re.compile(r"(工作秘密|内部资料)")
_ISSUED = ("纪要", "简报", "专报", "快报", "信息", "通讯", "动态", "摘报", "参阅")
"""What is numbered by issues (第7期)."""
_NAME_ALONE = re.compile(rf"[{HAN}]{{2,4}}|[{HAN}]{{1,6}}(?:·[{HAN}]{{1,8}})+")


class HeadLine(Struct, frozen=True):
    """An element of the header zone, and what of its line the program prints by itself."""

    fields: dict[str, Tree] = field(default_factory=dict)
    left: str = ""
    why: str = "由程序加的字"
    stage: str = ""


def note_line(piece: SourceParagraph, header: Header, source: Source) -> bool:
    """Whether the piece is one of the elements, and the first of its kind; it is noted then."""
    found = read_line(piece.text) or _several(piece.text) or _by_mark(piece.text, header)
    if found is None and "签发人" in header.fields and _more_signers(piece, header, source):
        return True
    if found is None or (found.stage and header.stage):
        return False
    if any(key in header.fields for key in found.fields):
        again = all(header.fields.get(key) == value for key, value in found.fields.items())
        if again and "发文字号" in found.fields:
            source.leave(piece.text, piece.number, "又写了一次的发文字号")
        return again and "发文字号" in found.fields
    header.fields.update(found.fields)
    header.stage = header.stage or found.stage
    source.leave(found.left, piece.number, found.why)
    return True


def tell_unwritten(piece: SourceParagraph, source: Source) -> bool:
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


def read_line(text: str) -> HeadLine | None:
    """The element that a line is by its words; None where it is none."""
    match = re.fullmatch(rf"({NUMBER.pattern})\s*({SIGNER.pattern})", text)
    if match and (number := number_element(match[1])):
        signers = {"签发人": read_signers(match[3])}
        left = "签发人：" + _between_names(match[3]) + number.left
        return HeadLine(number.fields | signers, left, number.why)
    if number := number_element(text):
        return number
    if match := STAGE.fullmatch(text):
        return HeadLine({}, text, "稿本，由程序印", match[1])
    if _BARE_STAGE.fullmatch("".join(text.split())):
        return HeadLine({}, text, "稿本，由程序印", "".join(text.split()))
    closed = "".join(text.split())  # 特　急: two characters stand a space apart (7.2.2, 7.2.3)
    if match := _SECRET.fullmatch(closed):
        period: dict[str, Tree] = {"保密期限": match[2].strip()} if match[2] else {}
        return HeadLine({"密级": match[1], **period}, "★" if match[2] else "")
    if match := SIGNER.fullmatch(text):
        left = "签发人：" + _between_names(match[1])
        return HeadLine({"签发人": read_signers(match[1])}, left)
    for key, pattern in (("紧急程度", _URGENT), ("份号", _COPY), ("内部标注", _INNER)):
        if pattern.fullmatch(closed):
            return HeadLine({key: closed})
    return None


def parted_class(text: str) -> list[str]:
    """The number and the class of a reply beside it (云教函〔2026〕4号　　A类) as two lines; empty
    where a line is not the two.
    """
    parts = re.split(r"\t+|\s{2,}", text.strip())
    both = len(parts) == _BOTH and {bool(number_element(each)) for each in parts} == {True, False}
    return parts if both and any(map(_REPLY_CLASS.fullmatch, parts)) else []


_BOTH = 2


def _between_names(text: str) -> str:
    """The signs that part the names of a line."""
    return "".join(re.findall("[、，,；;/]", text))


def _several(text: str) -> HeadLine | None:
    """Elements beside one another on a line, wide room between them."""
    parts = [part for part in re.split(r"\t+|\s{3,}", text) if part.strip()]
    found = [read_line(part.strip()) for part in parts]
    kept = [each for each in found if each]
    if len(kept) < 2 or len(kept) < len(parts):
        return None
    fields: dict[str, Tree] = {}
    for each in kept:
        fields |= each.fields
    return HeadLine(fields, "".join(each.left for each in kept))


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
    if match[1] and (number := number_element(match[1])):
        header.fields.update(number.fields)
        source.leave(number.left, piece.number, number.why)
    return True


def _by_mark(text: str, header: Header) -> HeadLine | None:
    """What only a mark above lets a line be: the number of an order or of minutes, the office that
    edits minutes and their date; the number of a 公告 under its title.
    """
    layout = header.mark.layout if header.mark else ""
    if layout == "命令" and _ORDER.fullmatch(text):
        return HeadLine({"令号": "".join(text.split())})
    if layout == "纪要":
        if ISSUE.fullmatch(text):
            return HeadLine({"发文字号": "".join(text.split())})
        if is_unit(text) and header.mark and "署名" not in header.fields:
            own = text in header.mark.units
            return HeadLine({} if own else {"署名": text}, text if own else "", "编发机关")
        match = NAME_AND_DATE.fullmatch(text)
        if (match and is_unit(match[1])) or read_date(text):
            office, typed = match.groups() if match else ("", text)
            date = read_date(typed)
            fields: dict[str, Tree] = {"成文日期": date}
            if office and header.mark and office not in header.mark.units:
                fields["署名"] = office
            left = text if "署名" not in fields else typed
            return HeadLine(fields, left, f"编发机关和日期，改写成 {date}") if date else None
    title = header.title[-1] if header.title else ""
    if title.endswith(_ISSUED) and ISSUE.fullmatch(text):
        key = "发文字号" if title.endswith("纪要") else "题注"
        return HeadLine({key: "".join(text.split())})
    if match := NOTICE_NUMBER.fullmatch(text):
        return HeadLine({"发文字号": "".join(match[1].split())}, "（）" if match[1] != text else "")
    return None


def number_element(text: str) -> HeadLine | None:
    """发文字号 on a line, in brackets or not, with a date or not."""
    found = number_line(text)
    if found is None:
        return None
    fields: dict[str, Tree] = {"发文字号": found.number}
    if found.date:
        fields["成文日期"] = found.date
    if found.number == text:
        return HeadLine(fields)
    return HeadLine(fields, text, f"发文字号，写成 {found.number}")
