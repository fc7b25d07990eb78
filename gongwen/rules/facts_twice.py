"""前后不一：反馈的截止日期、电话、邮箱写了两处，两处不同；一个人在两份名单里职务不同；总数写了两次，两次不同。"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .. import patterns as re
from ..document.facts import Feedback
from ..document.rosters import Person, Roster
from ..document.texts import Passage
from ..document.values import Moment, read_moment
from ..paper.amounts import Amount, amounts_in
from ..problem import Level
from . import Context, Finding

NAME = "前后不一"
LEVEL = Level.WARNING
BASIS = "同一件事前后要一致"
STANDS_ALONE = True
WRONG = """\
反馈: {截止: 2026-06-22, 电话: 0719-8888666}
正文:
- 请于2026年6月30日前将意见反馈至市科协。
"""
RIGHT = """\
反馈: {截止: 2026-06-22, 电话: 0719-8888666}
正文:
- 请于2026年6月22日前将意见反馈至市科协，6月30日前报名。
"""

_REPLY_BY = (
    r"(?:请|于|在)(?P<date>(?:20\d\d年)?\d{1,2}月\d{1,2}日)(?:[（(][^（）()]*[）)])?(?:下班)?[之以]?前"
    r"[^。；，]{0,16}(?:，?将[^。；，]{0,12})?(?:反馈|意见)"
)
_TELEPHONE = r"(?<![\d-])(?:0\d{2,3}[-—－ ]?)?\d{7,8}(?![\d-])"
_MAIL = r"[A-Za-z0-9_.+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+"
_TOTAL_WORDS = (
    "总投资", "总面积", "总人口", "总长度", "总长", "总数", "总户数", "总人数", "总经费", "总预算",
    "总产值",
)  # fmt: skip
_TOTALS = rf"(?P<what>{'|'.join(_TOTAL_WORDS)})(?:为|是|达|约)?$"
_LOCAL = 7
"""The last digits of a telephone number, which it has with or without the code of its place."""


def check(context: Context) -> Iterator[Finding]:
    """What is said twice, and not the same."""
    feedback = context.document.feedback
    if feedback is not None:
        yield from _reply(feedback, context)
    yield from _people(context)
    yield from _totals(context)


def _reply(feedback: Feedback, context: Context) -> Iterator[Finding]:
    for passage in context.passages_by_part[0]:
        if not re.search("反馈|意见|联系人", passage.text) or not passage.is_prose:
            continue
        if feedback.deadline is not None:
            yield from _reply_by(feedback.deadline, passage, context)
        yield from _contact(feedback, passage, context)


def _contact(feedback: Feedback, passage: Passage, context: Context) -> Iterator[Finding]:
    """Another telephone or address than those of 反馈, by whole or by the digits of the place."""
    for typed, pattern, what in (
        (feedback.telephone, _TELEPHONE, "电话"),
        (feedback.email, _MAIL, "邮箱"),
    ):
        known = [_folded(each) for each in (typed, feedback.fax) if each]
        if not typed or not re.search(f"{what}|传真", passage.text):
            continue
        found = list(re.finditer(pattern, passage.text))
        if found and not any(_is_one_of(each[0], known) for each in found):
            other = f"“反馈”的{what}是{typed}"
            yield _differs(context, passage, found[0].start(), found[0][0], other)


def _reply_by(deadline: Moment, passage: Passage, context: Context) -> Iterator[Finding]:
    """Another day by which to reply than that of 反馈."""
    for match in re.finditer(_REPLY_BY, passage.text):
        typed = match["date"] if "年" in match["date"] else f"{deadline.year}年{match['date']}"
        if _moment(typed) not in (None, deadline):
            other = f"“反馈”的截止日期是{deadline}"
            yield _differs(context, passage, match.start(), match["date"], other)


def _is_one_of(typed: str, known: Sequence[str]) -> bool:
    bare = _folded(typed)
    return bare in known or (
        bare.isdigit() and any(each.endswith(bare[-_LOCAL:]) for each in known)
    )


def _folded(text: str) -> str:
    return re.sub(r"[-—－ ]", "", text)


def _moment(text: str) -> Moment | None:
    """The date, or None where it is none of the calendar, which another rule tells."""
    try:
        return read_moment(text)
    except ValueError:
        return None


def _differs(context: Context, passage: Passage, at: int, typed: str, other: str) -> Finding:
    return Finding(
        context.spot(passage.place, passage.text, at),
        f"正文写的是{typed}，{other}",
        hint="两处写成一样的",
        element=typed,
    )


def _people(context: Context) -> Iterator[Finding]:
    """One name with two posts, in different rosters: one of them may be out of date."""
    posts: dict[str, tuple[Roster, Person]] = {}
    for roster in (each for each in context.elements if isinstance(each, Roster)):
        people = [
            person
            for role in roster.roles
            for person in (*role.people, *(each for group in role.groups for each in group.people))
        ]
        for person in people:
            earlier = posts.setdefault(person.name, (roster, person))
            if earlier[0] is roster or not person.post or not earlier[1].post:
                continue
            one, other = _main_post(earlier[1].post), _main_post(person.post)
            if not (one in other or other in one):
                yield Finding(
                    person.place("职务"),
                    f"“{person.name}”前一份名单里是“{earlier[1].post}”，这里是“{person.post}”",
                    hint="核对职务；是同名的两个人，不用改",
                    level=Level.NOTICE,
                    element=person.name,
                )


def _main_post(post: str) -> str:
    return "".join(post.split())


def _totals(context: Context) -> Iterator[Finding]:
    """The one total of a thing, twice."""
    found: dict[tuple[int, str, str], Amount] = {}
    for part, passages in enumerate(context.passages_by_part):
        for passage in passages:
            if not any(map(passage.text.count, _TOTAL_WORDS)) or not passage.is_prose:
                continue
            for amount in amounts_in(passage.text):
                match = re.search(_TOTALS, passage.text[: amount.start])
                if match is None or not amount.unit or amount.unit in "%％" or amount.rough:
                    continue
                before = passage.text[: match.start()]
                whose = re.split("[，。；：、]", before)[-1]
                earlier = found.setdefault((part, whose + match["what"], amount.unit), amount)
                if len(whose) > 1 and earlier.value != amount.value:
                    yield Finding(
                        context.spot(passage.place, passage.text, amount.start),
                        f"“{whose}{match['what']}”前面是{earlier.written}，这里是{amount.written}",
                        hint="核对哪一处对",
                        element=whose + match["what"],
                    )
