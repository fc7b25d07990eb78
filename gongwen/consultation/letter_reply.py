"""A letter of reply whose comments stand as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from .. import patterns as re
from ..importer.pieces import SourceParagraph
from ..paper.surnames import lengths_of_names
from .form_reply import DAY, day_in
from .replies import Fault, RawComment
from .wording import is_comment, is_polite, says_none, with_grounds
from .written_places import place_in

_NUMBER: Final = re.compile(r".{1,12}〔\d{4}〕\s*\d+\s*号")
_ITEM: Final = re.compile(
    r"[\s　]*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|第?[一二三四五六七八九十]是|其[一二三四五])"
)
_LONGEST_HEAD: Final = 25
_LONGEST_TITLE: Final = 60
_ENDS: Final = tuple("。；！")
_ADDRESS: Final = re.compile(r"^.{2,30}[：:]$")
_OFFICES: Final = "省|市|县|区|局|委|办|院|室|会|厅|部|中心|公司|政府|大队|支队|集团"
_OTHERS: Final = (
    "处|科|股|联|镇|乡|街道|办事处|[大中小]学|学校|学院|幼儿园|[银分支]行|村|社区|馆|站|所|台|社|队"
    "|厂"
)
_UNIT_END: Final = re.compile(rf"(?:{_OFFICES}|{_OTHERS})(?:[（(].{{2,6}}[）)])?$")
_OFFICE_END: Final = re.compile(rf"(?:{_OFFICES})(?:[（(].{{2,6}}[）)])?$")
_ASKS: Final = re.compile(
    "应[当设由有在]|[必]?须|需要?|要求?|增[加设]|可[以否]|加[强设大]|建[成立]"
)
_ORIGINAL: Final = re.compile(
    r"[-—－_\s]*(?:原始邮件|原邮件|Original Message|Forwarded message|转发邮件)[-—－_\s]*"
    r"|[-_－—]{8,}"
    r"|(?:发件人|From)\s*[：:].*|.{0,60}(?:写道|wrote)\s*[：:]",
    re.IGNORECASE,
)
"""What stands over the mail that is answered, where that is quoted below the answer."""
_QUOTED: Final = re.compile(r"[\s　]*[>＞]")
_TO_PERSON: Final = re.compile(
    r"(?:尊敬的)?.{1,12}?(?:同志|领导|[科处局股]长|主任|老师|先生|女士)(?:们)?(?:[您你]好)?[：:，,！!]?"
)
_LEAD: Final = re.compile(r".{0,40}(?:意见|建议|反馈)(?:如下|有)?(?:[，,][^，。：:]{1,12})?[：:]")
_DAY_OF_YEAR: Final = re.compile(r"\d{1,2}\s*月\s*\d{1,2}\s*日[。]?")
_DAY: Final = re.compile(rf"[^，。；]{{0,24}}?(?:日期|时间)?[：:]?[\s　]*{DAY}\s*日?[。]?")
_AT_THE_HEAD, _AT_THE_END = 4, 6
"""So many lines from either end a unit may stand alone."""


def read_letter(
    paragraphs: Sequence[SourceParagraph],
) -> tuple[list[RawComment], list[Fault], bool, str, str]:
    """The comments of a letter, what of it was not understood, whether it says that there are none,
    its day (ISO 8601) and its number.
    """
    comments: list[RawComment] = []
    faults: list[Fault] = []
    none = False
    day = number = ""
    group = ("", "")
    """The heading that comments stand under, and where it is."""
    lines = [each for each in paragraphs if each.text.strip()]
    for at, each in enumerate(lines):
        text = each.text.strip()
        row = f"第{each.number}段"
        is_outside = at < _AT_THE_HEAD or at >= len(lines) - _AT_THE_END
        if not number and (match := _NUMBER.fullmatch(text)):
            number = match[0]
        elif _DAY.fullmatch(text) and not is_comment(text):
            day = day_in(text)
        elif (
            _DAY_OF_YEAR.fullmatch(text)
            or (is_outside and _is_unit(text))
            or (at < _AT_THE_HEAD and _is_to_person(text))
        ):
            continue
        elif says_none(_bare(text)):
            none, group = True, ("", "")
        elif _is_frame(text):
            continue
        elif comments and (found := with_grounds(f"。{text}"))[1] and found[0] == "。":
            last = comments[-1]
            comments[-1] = RawComment(
                last.words, last.row, last.written, last.quoted, f"{last.grounds}{found[1]}"
            )
        elif is_comment(text) and not text.endswith(("：", ":")):
            words, grounds = with_grounds(_bare(text))
            comments.append(RawComment(words, row, group[0], grounds=grounds))
        elif _LEAD.fullmatch(text) and not place_in(_bare(text)):
            group = ("", "")
        elif _is_heading(text):
            faults += _left_empty(group, comments)
            group = (_bare(text).rstrip("：:"), row)
        elif _ITEM.match(text):
            words, grounds = with_grounds(_bare(text))
            comments.append(RawComment(words, row, group[0], grounds=grounds))
        elif at or not _is_title(text):
            faults.append(Fault(row, f"不知道是不是意见，没有读进去：“{text}”"))
    faults += _left_empty(group, comments)
    return comments, faults, none and not comments, day, number


def _is_unit(text: str) -> bool:
    """Whether a line is the name of a unit: whom it is for, or who signs."""
    if is_comment(text) or re.search("[，。；“”]|第.{1,3}[条章节款项部]", text):
        return False
    if re.search("交(?![通易警管投])|[给由请归让为是不把将]|牵头|负责", text):
        return False
    bare = text.rstrip("：:")
    is_one = _OFFICE_END.search(bare) or (_UNIT_END.search(bare) and not _ASKS.search(bare))
    return len(text) < 40 and bool(is_one)


def _is_to_person(text: str) -> bool:
    """Whether a line greets the person whom a letter is for: 周科长您好，"""
    bare = text.rstrip("：:")
    is_name = text != bare and len(bare) in lengths_of_names(bare)
    return is_name or _TO_PERSON.fullmatch(text) is not None


def own_lines(
    paragraphs: Sequence[SourceParagraph],
) -> tuple[list[SourceParagraph], list[Fault]]:
    """The paragraphs without the mail that they answer; and that it was left out."""
    lines = [each for each in paragraphs if not _QUOTED.match(each.text)]
    starts = (at for at, each in enumerate(lines) if _ORIGINAL.fullmatch(each.text.strip()))
    end = next(starts, len(lines))
    own = lines[:end]
    if not any(each.text.strip() for each in own):
        return list(paragraphs), []
    if len(own) == len(paragraphs):
        return own, []
    kept = {each.number for each in own}
    first = next(each.number for each in paragraphs if each.number not in kept)
    return own, [Fault(f"第{first}段", "从这里起是引用的来信，没有读进去")]


def _is_frame(text: str) -> bool:
    """Whether a paragraph is what letters say around their comments."""
    plain = re.sub("《[^《》]*》", "《》", text)
    plain = re.sub(r"^[（(]([^（()）]*)[）)]$", r"\1", plain)
    parts = [part.strip(" 　：:") for part in re.split("[，。；]", plain)]
    return any(parts) and all(not part or is_polite(part) for part in parts)


def _is_heading(text: str) -> bool:
    """Whether a line heads the comments below it: 一、关于主要任务; 对第三条："""
    if _ADDRESS.match(text):
        return True
    return bool(_ITEM.match(text)) and len(text) < _LONGEST_HEAD and not text.endswith(_ENDS)


def _is_title(text: str) -> bool:
    return len(text) < _LONGEST_TITLE and not text.endswith(_ENDS)


def _left_empty(group: tuple[str, str], comments: Sequence[RawComment]) -> Iterator[Fault]:
    heading, row = group
    if heading and not any(each.written == heading for each in comments):
        yield Fault(row, f"“{heading}”下面没有认出意见")


def _bare(text: str) -> str:
    """A paragraph without its number."""
    match = _ITEM.match(text)
    if match and re.search("[二三四五]是|其[二三四五]", text[match.end() :]):
        return text
    return text[match.end() :] if match else text


def names_in_letter(paragraphs: Sequence[SourceParagraph]) -> Iterator[tuple[str, str]]:
    """What may name the unit of a letter, the surest first: who signs, the mark, the title."""
    lines = [(each.text.strip(), each.number) for each in paragraphs if each.text.strip()]
    for text, number in reversed(lines[-6:]):
        if len(text) < 40 and _UNIT_END.search(re.sub(r"[（(].*?[）)]$|[\s　]", "", text)):
            yield re.sub(r"[\s　]", "", text), f"第{number}段（落款）"
    for text, number in lines[:4]:
        head = text.removesuffix("文件").partition("关于")[0]
        if not _ADDRESS.match(text):
            yield head, f"第{number}段"
