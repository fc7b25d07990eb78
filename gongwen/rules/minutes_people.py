"""会议人员：纪要里，一个人又出席又请假，或者主持会议的人没有列在出席人员里。

主持人的姓名与名单里的只差一个字，是写错了；名单里没有相近的，有的单位不把主持人列进“出席”，只提示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.attendance import attendants
from ..paper.characters import unlike_places
from ..paper.people import is_name
from ..problem import Level
from . import Context, Finding

NAME = "会议人员"
LEVEL = Level.WARNING
BASIS = "前后的人员要一致"
WRONG = """\
文种: 纪要
标题: 云溪市人民政府第8次常务会议纪要
出席: 王刚、李晓梅
请假: 李晓梅（外出学习）
正文:
- 2026年5月22日，市长赵文主持召开市政府第8次常务会议。
"""
RIGHT = """\
文种: 纪要
标题: 云溪市人民政府第8次常务会议纪要
出席: 赵文、王刚
请假: 李晓梅（外出学习）
正文:
- 2026年5月22日，市长赵文主持召开市政府第8次常务会议。
"""

_CHAIR = r"(?P<before>[^，。；：]{2,40}?)(?:同志)?(?:主持召开|主持了?会议|主持)"
_NO_PERSON = "共同|分别|轮流|委托|由其"


def check(context: Context) -> Iterator[Finding]:
    """People of a record of a meeting in two lists, and who chaired it in none."""
    document = context.document
    if document.present is None and document.excused is None:
        return
    lists = {
        "出席": attendants(document.present),
        "请假": attendants(document.excused),
        "列席": attendants(document.attending),
    }
    told: set[str] = set()
    for key, others in (("请假", ("出席", "列席")), ("列席", ("出席",))):
        for name in lists[key]:
            for other in others:
                same = next((each for each in lists[other] if _is_same(name, each)), "")
                if same and name not in told:
                    told.add(name)
                    yield Finding(
                        context.spot_of(document.place(key), name),
                        f"“{name}”既写在“{key}”里，又写在“{other}”里",
                        hint="核对是哪一样，只写一处",
                        element=name,
                    )
    if lists["出席"]:
        yield from _chair((*lists["出席"], *lists["列席"]), context)


def _chair(people: tuple[str, ...], context: Context) -> Iterator[Finding]:
    """Who chaired, by the first passage that says so, among none of those who were there."""
    for passage in context.passages_with("主持"):
        match = re.search(_CHAIR, passage.text) if passage.is_prose else None
        if match is None or re.search(_NO_PERSON, match["before"]):
            continue
        before = re.split("在[^，。；在]{2,24}$", match["before"])[0]
        if any(_ends_with(before, each) for each in people):
            return
        name = next((before[-n:] for n in (3, 2) if is_name(before[-n:]) and len(before) > n), "")
        if name:
            at = match.start("before") + len(before) - len(name)
            near = next((each for each in people if _is_near(name, each[-len(name) :])), "")
            yield Finding(
                context.spot(passage.place, passage.text, at),
                f"主持会议的“{name}”没有写在“出席”里" + (f"，那里写的是“{near}”" if near else ""),
                hint="核对姓名，改成一样的" if near else "按惯例列出主持人的，写进“出席”",
                level=Level.WARNING if near else Level.NOTICE,
                element=name,
            )
        return


def _is_same(one: str, other: str) -> bool:
    """Whether two are one person: with or without the unit before the name."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return is_name(short) and long.endswith(short) and not is_name(long)


def _is_near(one: str, other: str) -> bool:
    """Whether two names differ by one character."""
    return len(one) == len(other) and len(unlike_places(one, other)) == 1


def _ends_with(words: str, person: str) -> bool:
    """Whether words end with a person's name: 市长莫远 with 莫远, or with 省政府莫远."""
    names = (person[-n:] for n in (2, 3, 4) if n <= len(person))
    return words.endswith(person) or any(is_name(each) and words.endswith(each) for each in names)
