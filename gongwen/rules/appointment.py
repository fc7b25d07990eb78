"""任免矛盾：任免名单里，同一个人又任、又免同一个职务，或者一个职务任了两个人。

“任命王刚为市教育局副局长”“免去王刚的市教育局副局长职务”写在一份文件里，多半是姓名写错了。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.texts import Passage
from ..paper.characters import HAN
from ..paper.people import is_name
from ..problem import Level
from . import Context, Finding

NAME = "任免矛盾"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
ONLY_PASSAGES_WITH = ("任", "免")
NEEDS = ("免",)
WRONG = """\
标题: 关于王刚等同志任免职的通知
正文:
- 王刚同志任云溪市教育局副局长；
- 免去王刚同志的云溪市教育局副局长职务。
"""
RIGHT = """\
标题: 关于王刚等同志任免职的通知
正文:
- 王刚同志任云溪市教育局副局长，免去其云溪市水务局副局长职务；
- 免去李明同志的云溪市教育局副局长职务。
"""

_NOTE = "（[^（）]{0,12}）"
_APPOINTED = (
    rf"(?:^|[，。；：、])(?:任命|聘任)?(?P<name>{HAN}{{2,3}}?)(?:同志)?(?:任|为|"
    rf"兼任|担任)(?P<post>{HAN}{{4,30}}?)(?:职务)?(?:{_NOTE})?(?=[，。；]|$)"
)
_DISMISSED = (
    rf"免去(?P<name>{HAN}{{2,3}}?)(?:同志的?|的|(?=[省市县区州]))(?P<post>{HAN}{{4,30}}?)(?:职务)"
    rf"(?:{_NOTE})?(?=[，。；]|$)"
)


class _Told(Struct, frozen=True):
    name: str
    post: str
    passage: Passage
    at: int


def check(context: Context) -> Iterator[Finding]:
    """Each person who both gets and loses a post; each post that two people get."""
    text = context.searched.text
    if "免" not in text or "任" not in text:
        return
    gets = list(_told(_APPOINTED, context))
    loses = list(_told(_DISMISSED, context))
    for each in loses:
        if any((one.name, one.post.removeprefix("为")) == (each.name, each.post) for one in gets):
            yield _finding(each, f"“{each.name}”又任、又免“{each.post}”", context)
    seen: dict[str, _Told] = {}
    for each in gets:
        before = seen.setdefault(each.post, each)
        if before.name != each.name and not re.search(
            "副|委员|常委|调研员|主任科员|成员|助理|职级|级", each.post
        ):
            yield _finding(
                each, f"“{each.post}”前面任了“{before.name}”，这里任了“{each.name}”", context
            )


def _told(pattern: str, context: Context) -> Iterator[_Told]:
    for passage in context.passages_with("任", "免"):
        for match in re.finditer(pattern, passage.text):
            if is_name(match["name"]):
                yield _Told(match["name"], match["post"], passage, match.start("name"))


def _finding(each: _Told, message: str, context: Context) -> Finding:
    return Finding(
        context.spot(each.passage.place, each.passage.text, each.at),
        message,
        hint="核对姓名和职务",
        element=each.name,
    )
