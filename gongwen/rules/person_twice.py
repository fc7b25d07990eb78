"""人名不一：一个人的姓名、职务写了两次，差一个字，或者职务不同。

名单、表格里的人，文中又写到的，姓名只差一个字，或者一处是局长、一处是副局长，请核对。
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from .. import patterns as re
from ..document.facts import Contact, Feedback
from ..document.rosters import Person
from ..document.tables import Grid
from ..paper.characters import HAN, unlike_places
from ..paper.people import is_name
from ..problem import Level, Place
from . import Context, Finding

NAME = "人名不一"
LEVEL = Level.NOTICE
BASIS = "同一件事前后要一致"
WRONG = """\
正文:
- 名单:
  - {角色: 组长, 人员: 王建国 市政府副市长}
- 领导小组由副市长王健国牵头。
"""
RIGHT = """\
正文:
- 名单:
  - {角色: 组长, 人员: 王建国 市政府副市长}
- 领导小组由副市长王建国牵头。
"""

_NAME_HEADS = "姓名|联系人|负责人|责任人|联络员|人员"
_POST = (
    r"(?:书记|市长|县长|区长|局长|主任|处长|科长|部长|主席|院长|校长"
    r"|所长|站长|镇长|乡长|秘书长|组长|会长|厅长|省长|委员|常委)"
)
_BEFORE = (
    rf"(?:{_POST}|[局委办部厅院会校协联处科室区县市]|联系人[：:]?|[：:、，（\s"
    rf"由送交请找去命。；])$|^$"
)
_AFTER = (
    r"(?:同志|市长|县长|区长|镇长|乡长|局长|主任|书记|部长|秘书长|院长|校长|主席|兼|任|担任|负责|牵头|主持|讲话|出席"
    r"|汇报|通报|参加|处|，|。|、|；|（|）|\s|$|副|电话|\d)"
)
_IN_OFFICE = (
    rf"{_POST}(?P<name>{HAN}{{2,3}}?)"
    "(?=主持|通报|汇报|讲话|出席|参加|介绍|作|担任|任|负责|同志|牵头|、|，|。|（)"
)
_LISTED = (
    rf"(?:[副总]*(?:组长|指挥长?|召集人|主任|成员|会长|主席|队长)[：:]\s*)?(?P<name>{HAN}{{2,3}})"
    rf"(?:[，,]|\s+)(?P<post>{HAN}[^。；]{{1,30}}?(?:{_POST}|专员|负责人|干部))[；。]?$"
)
"""A line of a roster typed as text: 组长：王刚，副市长."""
_APPOINTED = (
    rf"(?:^|[，。；：、])(?:任命)?(?P<name>{HAN}{{2,3}}?)同志(?:任|为)|"
    rf"免去(?P<name2>{HAN}{{2,3}}?)同志"
)
_FULL = 3
_LEADERS = (
    "(?P<deputy>常务副|副)?(?P<post>市长|县长|区长|局长|主任|书记"
    "|部长|秘书长|主席|院长|校长|处长|科长|镇长|乡长|会长|厅长|省长)"
)


class _Known(Struct, frozen=True):
    """A person, with what is said of the post, and where."""

    name: str
    post: str
    place: Place


def check(context: Context) -> Iterator[Finding]:
    """Each name that differs by one character from that of a person who is listed; each post that
    differs by 副 from the one before.
    """
    known: dict[str, _Known] = {}
    people = list(_people(context))
    for each in people:
        beside = [other for other in known if len(other) == _FULL]
        if each.post or not any(_unlike(each.name, other) == 1 for other in beside):
            known.setdefault(each.name, each)
    if known:
        yield from _near_names(known, context)
    yield from _posts(known, context)


def _people(context: Context) -> Iterator[_Known]:
    for element in context.elements:
        if isinstance(element, Person):
            name = re.sub("[（(].*", "", element.name)
            yield _Known(name, element.post, element.place("姓名"))
        elif isinstance(element, Grid):
            yield from _in_table(element)
        elif isinstance(element, Contact):
            yield _Known(element.name, "", element.place("姓名"))
        elif isinstance(element, Feedback) and element.contact and is_name(element.contact):
            yield _Known(element.contact, "", element.place("联系人"))
    for passage in context.passages_with("联系人"):
        for match in re.finditer(rf"联系人[：:]\s*({HAN}{{2,3}})(?![{HAN[1:-1]}])", passage.text):
            if is_name(match[1]):
                yield _Known(match[1], "", passage.place)
    for passage in context.passages_with("长", "主任", "书记", "主席", "委员"):
        for match in re.finditer(_IN_OFFICE, passage.text) if passage.is_prose else ():
            if is_name(match["name"]):
                yield _Known(match["name"], "", passage.place)
    for passage in context.passages_with("组长", "成员", "主任", "召集人", "，"):
        line = re.match(_LISTED, passage.text)
        if line and is_name(line["name"]):
            yield _Known(line["name"], line["post"], passage.place)
    for passage in context.passages_with("同志任", "免去", "任命"):
        for match in re.finditer(_APPOINTED, passage.text):
            name = match["name"] or match["name2"]
            if is_name(name):
                yield _Known(name, "", passage.place)


def _in_table(grid: Grid) -> Iterator[_Known]:
    columns = [n for n, head in enumerate(grid.heads()) if re.search(_NAME_HEADS, head)]
    places = [*grid.row_places, *[grid.place("行")] * len(grid.rows)]
    for row, place in zip(grid.layout, places, strict=False) if columns else ():
        for n in columns:
            cell = row[n] if n < len(row) else None
            if cell is not None and is_name("".join(cell.text.split())):
                yield _Known("".join(cell.text.split()), "", place)


def _near_names(known: dict[str, _Known], context: Context) -> Iterator[Finding]:
    told: set[str] = set()
    surnames = "".join(sorted({name[0] for name in known if len(name) == _FULL}))
    if not surnames:
        return
    pattern = re.compile(rf"[{surnames}]{HAN}{HAN}")
    others = [each for each in known.values() if len(each.name) == _FULL]
    for passage in context.passages:
        for match in pattern.finditer(passage.text):
            name = match[0]
            if name in known or name in told:
                continue
            near = next((each for each in others if _unlike(each.name, name) == 1), None)
            if near is None:
                continue
            at = passage.text.find(near.name)
            if at >= 0 and not re.search(
                "[。；]", passage.text[min(at, match.start()) : max(at, match.start())]
            ):
                continue  # two people of one sentence
            if not re.search(_BEFORE, passage.text[: match.start()]):
                continue
            if not re.match(_AFTER, passage.text[match.end() :]) or not is_name(name):
                continue
            told.add(name)
            yield _finding(context.spot(passage.place, passage.text, match.start()), name, near)
    names = list(known.values())
    for number, each in enumerate(names):
        for other in names[:number]:
            alike = len(each.name) == _FULL and _unlike(each.name, other.name) == 1
            if alike and each.post and _core(each.post) == _core(other.post):
                yield _finding(each.place, each.name, other)


def _core(post: str) -> str:
    return "".join(post.split())


def _unlike(one: str, other: str) -> int:
    if len(one) != len(other) or one[0] != other[0]:
        return len(one)
    return len(unlike_places(one, other))


def _finding(spot: Place, name: str, near: _Known) -> Finding:
    return Finding(
        spot,
        f"“{name}”与第{near.place.line}行的“{near.name}”差一个字",
        hint="是同一个人的，写成一样的；是两个人的，不用改",
        element=name,
    )


def _other_posts(known: dict[str, _Known], context: Context) -> Iterator[Finding]:
    """县财政局书记袁立新, who stands in the roster as 县财政局局长; 区长助理丁晓梅 for 副区长."""
    listed = {name: each.post for name, each in known.items() if each.post}
    first: dict[str, tuple[str, int]] = {}
    for passage in context.passages_with(*_OFFICES):
        for match in re.finditer(_WITH_POST, passage.text) if passage.is_prose else ():
            name, post = match["name"], match["post"]
            if not is_name(name) or name[0] in post:
                continue
            told, line = first.get(name, ("", 0))
            if name in listed:
                told, line = listed[name], known[name].place.line
            if not told:
                sentence = re.split("[。；]", passage.text[: match.start("name")])[-1]
                first[name] = (sentence[-_POSTS_BEFORE:], passage.place.line)
                continue
            if passage.place.line == line or _is_of(post, told):
                continue
            yield Finding(
                context.spot(passage.place, passage.text, match.start("post")),
                f"“{name}”这里写的是“{post}”，第{line}行写的是“{told.split('，')[-1]}”",
                hint="核对职务；一人有几个职务的，不用改",
                element=name,
            )
            first[name] = (told + post, line)


def _is_of(post: str, told: str) -> bool:
    """Whether a post is among those told before: 副局长 is not 局长, and 助理 is neither."""
    core = post.removeprefix("常务")
    if core in told and not (core[0] != "副" and re.search(f"副{core}", told)):
        return True
    other = core.removeprefix("副")
    same_office = other in told  # 副 alone is told by what follows
    return same_office and "助理" not in post


_OFFICES = (
    "书记",
    "市长",
    "县长",
    "区长",
    "局长",
    "部长",
    "镇长",
    "乡长",
    "院长",
    "校长",
    "处长",
    "科长",
    "厅长",
    "省长",
    "助理",
)
_WITH_POST = (
    rf"(?P<post>(?:常务)?副?(?:书记|市长|县长|区长|局长|部长|镇长|乡长|院长|校长|处长|科长|厅长|省长)(?:助理)?)"
    rf"(?P<name>{HAN}{{2,3}}?)(?=同志|主持|通报|汇报|讲话|出席|参加|介绍|作|就|负责|牵头|担任|任|兼|对|带队|宣读|强调|指出|要求|[、，。；（])"
)
_POSTS_BEFORE = 30
"""Characters before a name in which its posts may stand: 区委副书记、区长罗某某."""


def _posts(known: dict[str, _Known], context: Context) -> Iterator[Finding]:
    """副市长王建国 and 王建国市长."""
    seen: dict[str, tuple[str, int]] = {}
    for each in known.values():
        match = re.search(rf"{_LEADERS}(?!助理)", each.post)
        if match:
            seen[each.name] = ((match["deputy"] or "") + match["post"], each.place.line)
    yield from _other_posts(known, context)
    for passage in context.passages_with(
        "市长", "县长", "区长", "局长", "主任", "书记", "部长", "长"
    ):
        if not passage.is_prose:
            continue
        for pattern in (
            rf"{_LEADERS}(?P<name>{HAN}{{2,3}}?)(?=任|担任|同志|负责|牵头|主持|，|、|。|（|为)",
            rf"(?<![{HAN[1:-1]}])(?P<name>{HAN}{{2,3}})[（(]?{_LEADERS}(?=[）)，。、；每负任主牵同])",
            rf"[由长请](?P<name>{HAN}{{2,3}})[（(]?{_LEADERS}(?=[）)，。、；每负任主牵同])",
        ):
            for match in re.finditer(pattern, passage.text):
                name, post = match["name"], (match["deputy"] or "") + match["post"]
                if not is_name(name):
                    continue
                before, line = seen.setdefault(name, (post, passage.place.line))
                same_office = before.removeprefix("常务").removeprefix("副") == match["post"]
                if before != post and same_office and ("副" in before) != ("副" in post):
                    yield Finding(
                        context.spot(passage.place, passage.text, match.start("name")),
                        f"“{name}”这里写的是“{post}”，第{line}行写的是“{before}”",
                        hint="核对职务",
                        level=Level.WARNING,
                        element=name,
                    )
                    seen[name] = (post, line)
