"""人员写法：名单里一项写了几个人，姓名和职务写反、连在一起、用标点隔开，职务写在括号里，或者只有一个人没有职务。

一人一项，姓名在前，空一格写单位和职务：王刚 市教育局局长。括号里只写性别、民族这样的说明。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.rosters import Person, Roster
from ..paper.characters import HAN
from ..paper.surnames import lengths_of_names
from ..problem import Level
from ..registry.units import Registry
from . import Context, Finding

NAME = "人员写法"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
正文:
- 名单:
  - 角色: 组长
    人员: 市教育局局长 王刚
"""
RIGHT = """\
正文:
- 名单:
  - 角色: 组长
    人员: 王刚 市教育局局长
"""

_POST = (
    r"(?:[市县区局厅处科部院校所队站组会]长|主任|书记|主席|委员|常委|秘书长?|巡视员|调研员|经理|董事长"
    r"|负责人|(?:工程|会计|经济|农艺|规划|审计|统计)师|政委|督学|督察)$"
)
_BARE_POST = (
    r"(?:党[组委]书记、|常务)?副?(?:[市县区局厅处科部院校所队站组会]长|主任|书记|主席|秘书长|总?经理"
    r"|董事长)"
)
_NOTED_NAME = rf"((?:{HAN}|·){{2,4}}[（(][^（）()]*[）)])([^（(].+)"
_UNIT = r"[局委办部厅院会室队站所处科校市县区镇乡司行]$"
_NAME = rf"(?:{HAN}|·){{2,4}}"
_NOTE = r"[（(]([^（）()]*)[）)]"
_BETWEEN = "[、，,；;：:－—-]"
_SIGN = rf"((?:{HAN}|·){{2,}})([，,：:、；;－—-])(.{{2,}})"
_AT_EDGE = rf"((?:{HAN}|·){{2,}})([，,：:、；;－—-]+ | [，,：:、；;－—-]+ ?)(\S.+)"
_NEXT = (
    rf"(?P<sign>[、，,；;]\s*|[/／和及 \u3000]\s*)"
    rf"(?P<name>(?:{HAN}|·){{2,4}}|{HAN}[ \u3000]+{HAN}{{1,2}})[ \u3000]+(?P<post>\S{{2,}})"
)
_PLACES = "省市州县区乡镇"
_ORGANS = "部组委科院局办处室会站所队党"
_OF_POSTS = frozenset(("常务", "支部", "党支"))
_PARTING = r"[\s·]"
_LONGEST_NAME = 4
_FEWEST = 2
"""So many others of a roster must have a post for the lack of one to be a slip."""


def check(context: Context) -> Iterator[Finding]:
    """Each person who is not written as one name and a post."""
    for element in context.elements:
        if isinstance(element, Person):
            yield from _person(element, context)
            yield from _doubled(element, context)
        elif isinstance(element, Roster):
            yield from _without_post(element, context)


def _person(person: Person, context: Context) -> Iterator[Finding]:
    if _is_plain(person):
        return
    from ..paper.people import people_in  # only what is not plain needs it

    bare = re.sub(_NOTE, "", person.name)
    names = [each for each in re.split(_BETWEEN, bare) if each]
    several = _several(person, context.registry)
    notes = [note for note in re.findall(_NOTE, person.name) if re.search(_POST, note)]
    sign = re.fullmatch(_SIGN, bare)
    edge = re.fullmatch(_AT_EDGE, f"{bare} {person.post}")
    together = people_in(f"{person.name} {person.post}")
    another = next((each for each in _nexts(person.post) if _is_another(each, person.post)), None)
    message = hint = ""
    if sign and _is_name(sign[1]) and not all(map(_is_name, names[1:])):
        message = f"“{person.name}”的姓名和职务之间用了“{sign[2]}”，会排成一个人的姓名"
        hint = f"空一格写职务：{sign[1]} {sign[3]}{person.post}"
    elif edge and _is_name(edge[1]) and not _is_name(edge[3]):
        message = f"“{edge[1]}”的姓名和职务之间用了“{edge[2].strip()}”，会照样印出来"
        hint = f"只空一格：{edge[1]} {edge[3]}"
    elif several:
        message = f"“{person.name}”像是{len(several)}个人，会排成一个人的姓名"
        hint = f"一人一项：- {'，另起一行 - '.join(several)}"
    elif len(names) > 1 and any(map(_is_name, names)):
        names[-1] += _rest_of_name(names[-1], person.post)
        message = f"“{person.name}”像是{len(names)}个人，会排成一个人的姓名"
        hint = f"一人一项：[{', '.join(names)}]"
    elif another and _is_told(person, context):
        return
    elif another:
        first = f"{person.name} {person.post[: another.start()]}"
        name = "".join(another["name"].split())
        message = f"“{person.name}”后面又写了“{name}”，会排成一个人的职务"
        hint = f"一人一项：- {first}，另起一行 - {name} {person.post[another.start('post') :]}"
    elif len(together) > 1:
        message = f"“{person.name} {person.post}”像是{len(together)}个人".replace(" ”", "”")
        hint = f"一人一项：- {'，另起一行 - '.join(f'{p.name} {p.post}'.strip() for p in together)}"
    elif _is_followed(person):
        after = person.post.split()[0]
        message = f"“{person.name}”后面又写了“{after}”，会排成一个人的职务"
        hint = "一人一项，各写各的职务；是一个人的，职务中间不空格"
    elif re.search(_POST, bare) and len(bare) > 3 and _is_name(person.post):
        message = f"“{bare} {person.post}”的姓名和职务写反了"
        hint = f"姓名在前：{person.post} {bare}"
    elif together and together[0].post_first:
        message = f"“{bare}”的职务写在姓名前面，会整个排成姓名"
        hint = f"姓名在前：{together[0].name} {together[0].post}"
    elif notes and not person.post:
        message = f"“{person.name}”的职务写在括号里，会排成姓名的一部分"
        hint = f"空一格写职务：{bare} {notes[0]}"
    elif run_on := _run_on(person, context.registry):
        name, post = run_on
        message = f"“{name}{post}”的姓名和职务连在一起，会整个排成姓名"
        hint = f"在姓名后面空一格：{name} {post}"
    elif likely := _likely_run_on(person, context.registry):
        message = f"“{bare}”像是姓名和职务连在一起，会整个排成姓名"
        hint = f"在姓名后面空一格，如：{' '.join(likely)}；只写职务的，不用改"
    if message:
        yield Finding(person.place("姓名"), message, hint, element=person.name)


def _doubled(person: Person, context: Context) -> Iterator[Finding]:
    """副县长长: a post with its last character once more."""
    if twice := re.search(_TWICE, person.post):
        yield Finding(
            context.spot_of(person.place("姓名"), twice[0]),
            f"“{person.name} {person.post}”里“{twice[0][-1]}”连写了两遍",
            hint="多出来的删掉",
            element=twice[0],
        )


_TWICE = "[省市县区州乡镇村局处科厅部校院队站所组]长长|书记记|主任任|委员员"


def _is_plain(person: Person) -> bool:
    """Whether a name is nothing but one, and what follows is a post without a blank, none of
    whose parts begins as names do: most people of most rosters, of whom nothing is to be said.
    """
    name, post = person.name, person.post
    return (
        len(name) in lengths_of_names(name)
        and len(post) > _LONGEST_NAME
        and bool(re.fullmatch(HAN + "+", name + post[0]))
        and not re.search(_POST, name)
        and not re.search(_PARTING, post)
        and not any(lengths_of_names(each) for each in re.split("[、，,；;]", post)[1:])
    )


def _is_followed(person: Person) -> bool:
    """Whether another name stands right behind a name, and a post behind that: 王刚 李明 副校长."""
    from ..paper.people import is_name

    first, *rest = person.post.split() or [""]
    return bool(rest) and is_name(first) and bool(re.search(_POST, rest[0]))


def _rest_of_name(name: str, post: str) -> str:
    """What a blank cut off the last of several names: 王刚、李 | 强 市教育局科长."""
    first = post.split(maxsplit=1)[0] if post else ""
    return first if len(name) == 1 and len(first) <= 2 and _is_name(name + first) else ""


def _run_on(person: Person, registry: Registry) -> tuple[str, str] | None:
    """Name and post of a person typed without a blank between them, or with it in a wrong place;
    None where they are not, or nothing tells where the post begins.
    """
    text = person.name
    if person.post and 2 <= len(re.sub(_NOTE, "", text)) <= 4:
        return None
    if noted := re.fullmatch(_NOTED_NAME, text):
        return noted[1], noted[2] + person.post
    whole = text + person.post
    if registry.ends_of_names(whole, 0):
        return None
    for length in sorted(lengths_of_names(whole)):
        if length < len(whole) and registry.ends_of_names(whole, length):
            return whole[:length], whole[length:]
    return None


def _likely_run_on(person: Person, registry: Registry) -> tuple[str, str] | None:
    """The same where no unit of the registry tells: a post may stand alone (常务副市长), and what
    begins it may look like a name.
    """
    whole = person.name + person.post
    if person.post or not re.search(_POST, whole) or registry.ends_of_names(whole, 0):
        return None
    splits = [(whole[:at], whole[at:]) for at in sorted(lengths_of_names(whole)) if whole[at:]]
    if any(_is_office(name, post) for name, post in splits):
        return None
    for name, post in splits:
        if post[0] in _PLACES or re.fullmatch(_BARE_POST, post):
            return name, post
    return splits[-1] if splits and len(whole) > 4 else None


def _is_office(name: str, post: str) -> bool:
    """Whether what looks like a name is the beginning of a unit or of a post."""
    of_place = post[0] in _PLACES and post[1:3] == f"{post[0]}长"
    return name[-1] in _ORGANS or name in _OF_POSTS or of_place


def _without_post(roster: Roster, context: Context) -> Iterator[Finding]:
    """The only person of a roster who has no post."""
    people = [
        person
        for role in roster.roles
        for person in (*role.people, *(each for group in role.groups for each in group.people))
    ]
    lacking = [person for person in people if not person.post]
    if len(lacking) != 1 or len(people) <= _FEWEST:
        return
    (person,) = lacking
    if re.fullmatch(_NAME, re.sub(_NOTE, "", person.name)) and not any(_person(person, context)):
        yield Finding(
            person.place("姓名"),
            f"“{person.name}”没有写职务，名单里其他人都写了",
            hint=f"空一格写单位和职务：{person.name} ……",
            element=person.name,
        )


def _is_told(person: Person, context: Context) -> bool:
    """Whether the reading has told of people parted by “，” in brackets: [王刚 局长，李明 主任]."""
    place = person.place("姓名")
    before = context.line_of(place)[: place.column - 1].rstrip()
    return "，" in person.post and before.endswith(("[", ","))


def _nexts(post: str) -> Iterator[re.Match[str]]:
    """Wherever a sign or a blank in a post may begin the next person."""
    starts = (
        at for at, character in enumerate(post) if re.match(r"[、，,；;/／和及\s]", character)
    )
    return (match for at in starts if (match := re.compile(_NEXT).match(post, at)))


def _is_another(match: re.Match[str], whole: str) -> bool:
    """Whether what follows a sign in a post is the next person. Where the sign or the post tells
    little, the name must have a surname, and stand between two posts: 副市长 李明 局长.
    """
    name, post = "".join(match["name"].split()), match["post"]
    if not _is_name(name) or re.search(_UNIT, name):
        return False
    if match["sign"][0] in "、，,；;" and len(post) > 2 and name == match["name"]:
        return True
    before = whole[: match.start()]
    between = re.search(_POST, before) and re.search(_POST, re.split("[、，,；;/／]", post)[0])
    return bool(between and name not in _OF_POSTS and lengths_of_names(name))


def _several(person: Person, registry: Registry) -> list[str]:
    """Several people in one name, each with the post that runs on or stands in brackets:
    王刚副市长、李明局长. Empty where it is no such thing.
    """
    pieces = [each for each in re.split(f"{_BETWEEN}(?![^（(]*[）)])", person.name) if each]
    people = [_one_of_several(Person.made(person.place(), name=each), registry) for each in pieces]
    return people if len(people) > 1 and not person.post and all(people) else []


def _one_of_several(person: Person, registry: Registry) -> str:
    noted = re.fullmatch(rf"({_NAME}){_NOTE}", person.name)
    if noted and _is_name(noted[1]) and re.search(_POST, noted[2]):
        return f"{noted[1]} {noted[2]}"
    for length in sorted(lengths_of_names(person.name)):
        name, post = person.name[:length], person.name[length:]
        if re.fullmatch(_BARE_POST, post) and not _is_office(name, post):
            return f"{name} {post}"
    return " ".join(_run_on(person, registry) or _likely_run_on(person, registry) or ())


def _is_name(text: str) -> bool:
    compact = "".join(text.split())
    return bool(re.fullmatch(_NAME, compact)) and not re.search(_POST, compact)
