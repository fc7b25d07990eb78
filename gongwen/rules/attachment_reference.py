"""附件引用：文中提到的附件没有。

文中写“见附件2”，“附件”里就要有第二个。引用别的文件的附件（《……》附件2）不算。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.parts import Attachment
from ..kinds import kind_names
from ..problem import Level
from . import Context, Finding

NAME = "附件引用"
LEVEL = Level.ERROR
BASIS = "GB/T 9704-2012 7.3.4"
WRONG = """\
正文:
- 请各单位填写报名表（见附件2）。
附件:
- {标题: 书目, 另附: 是}
"""
RIGHT = """\
正文:
- 请各单位填写报名表（见附件2），《云溪市读书节办法》附件3继续有效。
附件:
- {标题: 书目, 另附: 是}
- {标题: 报名表, 另附: 是}
"""

_NUMBERED = (
    r"(?<![》号的件])附件[ ]?(?P<n>\d{1,2}|[一二三四五六七八九十])(?:[-—－](?P<m>\d{1,2}))?(?!\d)"
)
_ITSELF = "|".join((*kind_names(), "方案", "办法"))
"""What a document calls itself by after 本: its 文种, or that of a text it issues."""
_ALONE = rf"""
      (?:(?:参|详)?见|[按依参对]照|按|根据|填[写报好])(?:本(?:{_ITSELF})|文后|随文|所?附|后附)?附件
    | (?:本(?:{_ITSELF})|文后|随文|后附)的?附件
    | （附件）
    | 将附件(?=印发|转发|下发|发给|发你|填)
    | (?:^|(?<=[。；，：]))附件(?=请[于在按认填]|[中内]?所[列附]|印发|随文)
    | (?<![》号的件及其])附件(?=《)
    """
_OF_OTHERS = r"[\d一二三四五六七八九十]|材料|形式"
"""After 附件: one with a number, or none of a document's own."""
_CHINESE = "零一二三四五六七八九十"


def check(context: Context) -> Iterator[Finding]:
    """Each attachment spoken of that is not there; 附件 without a number wants at least one."""
    document = context.document
    lists = [document.attachments, *(issued.attachments for issued in document.issued_texts)]
    longest = max(lists, key=len)
    for passage in context.passages:
        if "附件" not in passage.text:  # as in nearly all
            continue
        for match in re.finditer(_NUMBERED, passage.text):
            number = _number(match["n"])
            if not any(_there(each, number, int(match["m"] or 0)) for each in lists):
                there = f"“附件”里只有{len(longest)}个" if longest else "这份公文没有附件"
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"文中提到“{match[0]}”，{there}",
                    hint="在“附件”里补上它；或核对附件的序号",
                    element=match[0],
                )
        match_alone = None if longest else _alone(passage.text)
        if match_alone:
            yield Finding(
                context.spot(passage.place, passage.text, match_alone.start()),
                f"文中写“{match_alone[0]}”，这份公文没有附件",
                hint="加上“附件”：标题、正文；附件另外提供的，写标题和“另附: 是”",
                element=match_alone[0],
            )


def _alone(text: str) -> re.Match[str] | None:
    """Where a text speaks of the document's attachment, without a number."""
    matches = re.finditer(_ALONE, text, re.VERBOSE)
    return next((each for each in matches if not re.match(_OF_OTHERS, text[each.end() :])), None)


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() else _CHINESE.index(typed)


def _there(attachments: Sequence[Attachment], number: int, inner: int) -> bool:
    if not 1 <= number <= len(attachments):
        return False
    return inner <= len(attachments[number - 1].attachments)
