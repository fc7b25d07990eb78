"""A letter of reply whose comments stand as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ..importer.pieces import SourceParagraph
from .form_reply import day_in
from .replies import Fault, RawComment, is_comment, says_none, with_grounds

_NUMBER: Final = re.compile(r".{1,12}〔\d{4}〕\s*\d+\s*号")
_ITEM: Final = re.compile(
    r"[\s　]*(?:\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|第?[一二三四五六七八九十]是|其[一二三四五])"
)
_FRAME: Final = re.compile(
    r"收悉|来函|来文|供参考|现(?:将|就)?.{0,20}(?:反馈|函复|回复|答复)|提出(?:以下|如下|.{0,4}条)"
    r"|^(?:特此|此复|专此)|(?:反馈|复函|函复)如下|^附件|联系人|联系电话|的(?:复函|函|回复|反馈意见|意见)$"
)
_LONGEST_HEAD: Final = 25
_ENDS: Final = tuple("。；！")
_ADDRESS: Final = re.compile(r"^.{2,30}[：:]$")
_UNIT_END: Final = re.compile(
    r"(?:省|市|县|区|局|委|办|院|室|会|厅|部|中心|公司|政府|大队|支队|集团)$"
)


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
    group = ""
    for each in paragraphs:
        text = each.text.strip()
        row = f"第{each.number}段"
        if not number and (match := _NUMBER.fullmatch(text)):
            number = match[0]
        elif len(text) < 20 and day_in(text):
            day = day_in(text)
        elif not text or _ADDRESS.match(text) or (len(text) < 30 and _UNIT_END.search(text)):
            continue
        elif says_none(text):
            none = True
        elif comments and (found := with_grounds(f"。{text}"))[1] and found[0] == "。":
            last = comments[-1]
            comments[-1] = RawComment(
                last.words, last.row, last.written, last.quoted, f"{last.grounds}{found[1]}"
            )
        elif is_comment(text) and not (_FRAME.search(text) and text.endswith(("：", ":"))):
            words, grounds = with_grounds(_bare(text))
            comments.append(RawComment(words, row, group, grounds=grounds))
        elif _ITEM.match(text) and len(text) < _LONGEST_HEAD and not text.endswith(_ENDS):
            if group and not any(each.written == group for each in comments):
                faults.append(Fault(row, f"“{group}”下面没有认出意见"))
            group = _bare(text).rstrip("：:")
        elif _ITEM.match(text):
            words, grounds = with_grounds(_bare(text))
            comments.append(RawComment(words, row, group, grounds=grounds))
        elif not _FRAME.search(text) and each.number > 1:
            faults.append(Fault(row, f"不知道是不是意见，没有读进去：“{text[:40]}”"))
    return comments, faults, none and not comments, day, number


def _bare(text: str) -> str:
    """A paragraph without its number."""
    match = _ITEM.match(text)
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
