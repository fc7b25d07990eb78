"""标点不成对：引号、书名号、括号缺了一半。"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "标点不成对"
LEVEL = Level.WARNING
BASIS = "GB/T 15834《标点符号用法》"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = tuple("()“‘《〈（〔【”’》〉）〕】[]")
WRONG = """\
正文:
- 落实“有专人、有经费、有制度的要求，按照《云溪市读书节活动方案（试行》执行。
"""
RIGHT = """\
正文:
- 落实“有专人、有经费、有制度”的要求，按照《云溪市读书节活动方案（试行）》执行。
"""

_PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "〔": "〕", "【": "】"}
_OPENING = {close: opening for opening, close in _PAIRS.items()}
_MARKS = f"[{''.join(_PAIRS)}{''.join(_OPENING)}]"
_MARKS_AND_HALF = f"[(){''.join(_PAIRS)}{''.join(_OPENING)}]"
_HALF = str.maketrans("()", "（）")
_NAMES = {**dict.fromkeys("“”‘’", "引号"), **dict.fromkeys("《》〈〉", "书名号")}
_NUMBERED = r"(?:^|(?<=[，；：。]))[\da-zA-Z一二三四五六七八九十]{1,3}）"
_APOSTROPHE = r"(?<=[A-Za-z])’"


def check(context: Context) -> Iterator[Finding]:
    """Each half without its other one. A quotation that goes on in the next paragraph opens
    there again, and is closed in the last: its opening is no slip. Nor is a pair that holds a
    line break.
    """
    passages = [(p, unpaired(p.text)) for p in context.passages]
    texts = ["", *(passage.text for passage, _ in passages), ""]
    for number, (passage, found) in enumerate(passages):
        before, following = texts[number], texts[number + 2]
        turned = ""
        for name, opening, closing in (("引号", "“", "”"), ("书名号", "《", "》")):
            if not _turned(passage.text, found, opening, closing):
                continue
            turned += opening + closing
            first = next(index for index in found if passage.text[index] == closing)
            yield Finding(
                context.spot(passage.place, passage.text, first),
                f"{name}方向反了：{passage.text[first : first + 10]}",
                hint=f"前{name}用{opening}，后{name}用{closing}，这一段逐处看一遍",
            )
        for index in found:
            mark = passage.text[index]
            if mark in turned:
                continue
            if mark == "“" and following.startswith("“"):
                continue
            if _PAIRS.get(mark) in _lonely(following) or _OPENING.get(mark) in _lonely(before):
                continue
            other = _PAIRS.get(mark.translate(_HALF)) or _OPENING[mark.translate(_HALF)]
            around = passage.text[max(0, index - 3) : index + 8]
            opens = mark.translate(_HALF) in _PAIRS
            name = _NAMES.get(mark, "括号")
            yield Finding(
                context.spot(passage.place, passage.text, index),
                f"{name}不成对，有 {mark} 没有 {other} ：{around}",
                hint=f"在{'后' if opens else '前'}面补上 {other} ，或删掉 {mark}",
            )


def _without_number(match: re.Match[str]) -> str:
    """The number of an item, taken out; but the end of （i=1，2，3） is none."""
    before = match.string[: match.start()]
    is_inside = before.rfind("（") > before.rfind("）")
    return match[0] if is_inside else "_" * len(match[0])


def _turned(text: str, marks: list[int], opening: str, closing: str) -> bool:
    """Whether marks stand the wrong way round: ”书香“."""
    lonely = [text[index] for index in marks if text[index] in (opening, closing)]
    return closing in lonely and opening in lonely[lonely.index(closing) :]


def _lonely(text: str) -> list[str]:
    return [text[index] for index in unpaired(text)]


def unpaired(text: str) -> list[int]:
    """Where the marks stand that lack their other half; the number of an item (1）) needs none."""
    if not re.search(_MARKS_AND_HALF, text):
        return []
    folded = text.replace("(", "（").replace(")", "）")
    if "’" in folded:
        folded = re.sub(_APOSTROPHE, "_", folded)
    if "）" in folded:
        folded = re.sub(_NUMBERED, _without_number, folded)
    opened: list[int] = []
    lonely: list[int] = []
    for match in re.finditer(_MARKS, folded):
        index, character = match.start(), match[0]
        if character in _PAIRS:
            opened.append(index)
        else:
            partner = _OPENING[character]
            at = next((i for i in reversed(opened) if folded[i] == partner), None)
            if at is None:
                lonely.append(index)
            else:
                lonely += opened[opened.index(at) + 1 :]
                del opened[opened.index(at) :]
    return sorted(lonely + opened)
