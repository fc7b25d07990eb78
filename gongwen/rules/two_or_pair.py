"""二和两：量词前面用了“二”，或者“俩”“仨”后面又用了量词。

“二个”写“两个”，“俩个人”写“两个人”；序数（第二个）、度量（二两）、“二级”这样的名称不算。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..paper.seams import is_parted
from ..problem import Level, Place
from . import Context, Finding

NAME = "二和两"
LEVEL = Level.WARNING
BASIS = "现代汉语规范"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 新建二个书屋，配备俩名管理员。
"""
RIGHT = """\
正文:
- 新建两个书屋，第二个书屋由二级馆管理，十二个社区参加。
"""

_TWO = (
    r"(?<![第十百千万零〇一二三四五六七八九两星、—－～\d年月初老之])"
    r"二(?P<what>个|名|位|家|座|辆|台|套|只|件(?!事务)|间|所|张|份(?!额)"
    r"|条(?!例)|批|处(?!理|置)|支|项(?!式)|种|户)(?!、|线|楼|单元)"
)
_PAIR = "[俩仨](?P<what>个|名|位|家|座|人(?=[员民])|台|件|次|年|天)"
NEEDS = ("二", "俩", "仨")


def check(context: Context) -> Iterator[Finding]:
    """Each 二 that counts, and each 俩 with a word that counts behind it."""
    for passage in context.passages_with(*NEEDS):
        text = passage.text
        for match in re.finditer(_TWO, text):
            if re.match("[、或]三|三", text[match.end() :]) or re.search(
                "[一、]$", text[: match.start()]
            ):
                continue
            if not is_parted(text, *match.span(), context.cut):
                yield _finding(context, passage.place, text, match, f"两{match['what']}")
        for match in re.finditer(_PAIR, text):
            right = ("两" if match[0][0] == "俩" else "三") + match["what"]
            yield _finding(context, passage.place, text, match, right)


def _finding(
    context: Context, place: Place, text: str, match: re.Match[str], right: str
) -> Finding:
    return Finding(
        context.spot(place, text, match.start()),
        f"“{match[0]}”的数词不对",
        hint=f"写“{right}”",
        element=match[0],
    )
