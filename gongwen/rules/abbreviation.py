"""简称：一个简称说明了两次，或者在说明以前已经用了。

“（以下简称……）”写在全称第一次出现的地方，一次就够。几份文字（印发件、附件）各自说明的，分开看。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..problem import Level
from . import Context, Finding

NAME = "简称"
LEVEL = Level.WARNING
BASIS = "简称先说明后使用"
STANDS_ALONE = True
WRONG = """\
正文:
- 成立云溪市读书节组织委员会（以下简称组委会）。
- 云溪市读书节组织委员会（以下简称组委会）设办公室。
"""
RIGHT = """\
正文:
- 成立云溪市读书节组织委员会（以下简称组委会）。
- 组委会设办公室。
"""

_DEFINED = (
    r"[（(][^（）()]{0,24}?以下(?:均|分别)?[简统]称[：:为]?(?P<short>[^（）()；;]{2,30})[）)]"
)
_TWICE = (
    r"[（(][^（）()]{0,40}?以下(?:均|分别)?简称[^（）()]{1,30}[，；、或]\s*(?:以下)"
    r"?(?:均|又)?简称[^（）()]{1,30}[）)]"
)
_OPENING = "由经向对在按照据报"
_OPENS = "(?:^|[，。；：、“]|由|经|向|对|在|按照|按|根据|报)$"


class _Definition(Struct, frozen=True):
    short: str
    passage: Passage
    number: int
    start: int
    end: int


NEEDS = ("简称", "统称")


def check(context: Context) -> Iterator[Finding]:
    """Each short name that is defined again, and each that is used before."""
    for passages in context.passages_by_part:
        defined: dict[str, _Definition] = {}
        for number, passage in enumerate(passages):
            if "称" not in passage.text or not passage.is_prose:
                continue
            for match in re.finditer(_TWICE, passage.text):
                yield Finding(
                    context.spot(passage.place, passage.text, match.start()),
                    f"“{match[0]}”里说明了两个简称",
                    hint="一个全称只用一个简称，留一个",
                    element=match[0],
                )
            for match in re.finditer(_DEFINED, passage.text):
                short = match["short"].strip('“”"')
                if re.search("[、，和与]", short):
                    continue
                now = _Definition(short, passage, number, match.start(), match.end())
                before = defined.setdefault(short, now)
                if before is not now:
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start()),
                        f"简称“{short}”在第{before.passage.place.line}行已经说明过",
                        hint="删掉这一处的说明；不是同一个全称的，换一个简称",
                        element=short,
                    )
        for each in defined.values():
            yield from _used_before(each, passages, context)


def _used_before(
    definition: _Definition, passages: tuple[Passage, ...], context: Context
) -> Iterator[Finding]:
    """The first use of a short name before it is defined, by itself."""
    short = definition.short
    told = "\n".join(passage.text for passage in passages[: definition.number])
    if re.search(rf"{HAN}(?<![{_OPENING}]){re.escape(short)}", told):
        return  # the tail of its full name, which may be taken up
    for number, passage in enumerate(passages[: definition.number + 1]):
        end = definition.start if number == definition.number else len(passage.text)
        at = passage.text.find(short, 0, end)
        while at >= 0:
            starts = (
                passage.key not in ("节", "章")
                and passage.is_prose
                and re.search(_OPENS, passage.text[max(0, at - 2) : at])
            )
            if starts and (
                number < definition.number
                or re.search("[，。；：、]", passage.text[at + len(short) : end])
            ):
                yield Finding(
                    context.spot(passage.place, passage.text, at),
                    f"“{short}”在这里用了，到第{definition.passage.place.line}行才说明是简称",
                    hint="第一次出现的地方写全称，并在那里说明简称",
                    level=Level.NOTICE,
                    element=short,
                )
                return
            at = passage.text.find(short, at + 1, end)
