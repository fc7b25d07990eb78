"""多余空格：汉字之间打了空格。

字距、对齐和段首空两字都由程序排，文字里不用打空格。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import TITLE
from ..paper.characters import HAN
from ..paper.enclosed import in_title
from ..paper.people import ends_in_post, is_name
from ..paper.unit_names import is_unit
from ..problem import Level
from . import Context, Finding

NAME = "多余空格"
LEVEL = Level.NOTICE
BASIS = ""
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 不断提升 “我爱读书”活动的影响力。
"""
RIGHT = """\
标题: 云溪市教育局 云溪市科学技术协会关于办好读书节的通知
正文:
- 不断提升“我爱读书”活动的影响力，用好 AI 工具。
"""

_SPACE = rf"(?<={HAN}|[，。、；：！？”’》）])[ \u3000\u00a0]+(?={HAN}|[“‘《（，。、；])"
_MARKED = r"第[一二三四五六七八九十百零\d]{1,5}[编章节条款]$"
_NAMED = (
    rf"(?P<name>{HAN}{{2,4}}|{HAN}[ \u3000]+{HAN})[ \u3000]+(?P<post>[^，。；：]{{2,40}})[：，]"
)
_SENTENCE = "[，。；]"
"""Without these a line is no sentence, but names and posts set apart with spaces."""
NEEDS = (" ", "\u3000", "\u00a0")


def check(context: Context) -> Iterator[Finding]:
    """The spaces between Chinese characters in running text and titles."""
    for passage in context.passages_with(*NEEDS):
        if not (passage.is_prose or passage.key == TITLE):
            continue
        for match in spaces_in(passage.text, is_title=passage.key == TITLE):
            around = passage.text[max(0, match.start() - 4) : match.end() + 4]
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"“{around}”中间有空格",
                hint="删掉空格",
            )


def spaces_in(text: str, *, is_title: bool = False) -> Iterator[re.Match[str]]:
    """The spaces that do not belong in a sentence or a title. Inside 《》 they may part two offices
    that issued something together, and so they may before 关于 in a title.
    """
    if not (is_title or re.search(_SENTENCE, text)):
        return
    headed = 0 if is_title else _end_of_name(text)
    for match in re.finditer(_SPACE, text):
        before = text[: match.start()]
        if re.search(_MARKED, before) or in_title(text, match.start()):
            continue
        if is_title and _parts_issuers(text, match.start()):
            continue
        if not is_title and (_parts_offices(text, match) or match.end() <= headed):
            continue
        yield match


def _end_of_name(text: str) -> int:
    """Where the post begins of the one whose name begins a paragraph (周　宁　副市长：负责……); 0
    where none does.
    """
    headed = re.match(_NAMED, text)
    if headed is None or not ends_in_post(headed["post"]):
        return 0
    return headed.start("post") if is_name("".join(headed["name"].split())) else 0


def _parts_offices(text: str, space: re.Match[str]) -> bool:
    """Whether the space stands between two offices that wrote something together, whose title the
    text names without 《》: 市委办公室 市政府办公室关于….
    """
    before = re.split("[，。；：、（“》]", text[: space.start()])[-1].split()[-1:]
    after = re.split("[，。；：、）”]", text[space.end() :], maxsplit=1)[0]
    named, about, _ = after.partition("关于")
    names = named.split()
    return bool(about and before and names and is_unit(before[0]) and all(map(is_unit, names)))


def _parts_issuers(title: str, at: int) -> bool:
    """Whether the space at `at` stands between the names of units that a title begins with."""
    names = re.split("关于|印发|转发|批转", title, maxsplit=1)[0].split()
    before = title[:at].split()
    if not before or before != names[: len(before)] or len(names) == len(before):
        return False
    return is_unit(before[-1]) and is_unit(names[len(before)])
