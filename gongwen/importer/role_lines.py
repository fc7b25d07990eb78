"""Lines of a roster: the role before the colon, and the people or units behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from .. import patterns as re
from ..document.rosters import split_person
from ..paper.people import Named, is_name, people_in
from .pieces import SourceParagraph
from .tree import Tree
from .wording import HAN, are_units, is_unit, names_in

_ROLE_WORDS = (
    r"(?:名誉|第一|常务|执行|共同|双)?(?:正|副)?(?:总)?(?:组长|主任委员|主任|召集人|指挥长|指挥|秘书长|会长|主席|理事长|队长"
    r"|主编|领队|顾问|裁判长|裁判|监督|干事长|团长|班长|站长)"
    r"|(?:常务|执行)?(?:委员|成员|组员|队员|理事|监事|编委|评委|编辑|编者)|成员单位|单位成员"
    r"|(?:副)?秘书|联络员|联络人|召集单位|负责人|工作人员|总负责|教练|教练员"
    r"|办公室(?:副?主任|成员|联络员|工作人员)|副?组长兼?(?:办公室主任|秘书长?)|副?组长单位"
)
_OF_BODY = rf"(?:[{HAN}]{{2,10}}(?:小组|委员会|指挥部|组委会|办公室|专班))"
_ROLE = re.compile(rf"{_OF_BODY}?(?:{_ROLE_WORDS})")
_REMARK = re.compile(r"[（(][^（）()]*[）)]$")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*")
_LABEL = re.compile(rf"([{HAN}\s（）()]{{2,16}}?)\s*[：:]\s*(.*)", re.DOTALL)
_TAIL = re.compile(
    r"(等[^、，,。等]{0,20}(?:负责同志|负责人|领导|同志|人员)"
    r"|(?:主要|分管|有关|相关|各)?(?:负责同志|负责人|领导|同志))。?$"
)
_LONGEST_ROLE, _LONGEST_OF_OURS = 8, 10
_NO_ROLE = re.compile(r"联系|电话|手机|传真|邮|地址|时间|地点|\d{3}")
_NAME = re.compile(rf"[{HAN}·•]{{2,20}}(?:[（(][^（）()]{{1,12}}[）)])?")
_SPREAD = re.compile(rf"([{HAN}])\s+([{HAN}])\s+([{HAN}])\s{{2,}}(\S.*)")
"""A name of three characters with room between them, and a post."""
OURS = "名单"
"""The style of our own rosters."""


class RoleLine(Struct, frozen=True):
    """A line that begins with a role. `label` is the role with its colon as typed; `is_known` = the
    word is one of those that rosters have.
    """

    word: str
    label: str
    rest: str
    is_known: bool


def role_line(paragraph: SourceParagraph) -> RoleLine | None:
    """The role that a paragraph begins with, 组　长：王刚 or 组长  王刚; None where it is none.
    Whether people follow is not asked, but of a word that rosters need not have, and without a
    colon.
    """
    text = paragraph.text
    if match := _LABEL.fullmatch(text):
        word = "".join(match[1].split())
        rest = match[2].strip()
        label = text[: len(text) - len(match[2])]
        if _ROLE.fullmatch(_REMARK.sub("", word)):
            if _REMARK.fullmatch(rest):  # 委员：（以姓氏笔画为序）, and the names beneath
                return RoleLine(word + rest, text, "", is_known=True)
            return RoleLine(word, label, rest, is_known=True)
        if paragraph.look.style == OURS and len(word) <= _LONGEST_OF_OURS:
            return RoleLine(word, label, rest, is_known=True)
        if len(word) <= _LONGEST_ROLE and not _NO_ROLE.search(text) and people_in(rest):
            return RoleLine(word, label, rest, is_known=False)
        return None
    words = list(re.finditer(r"\S+", text))
    for this, following in pairwise(words[:_LONGEST_ROLE]):
        word = "".join(text[: this.end()].split())
        rest = text[following.start() :]
        if _ROLE.fullmatch(word) and people_in(rest):
            return RoleLine(word, text[: this.end()], rest, is_known=True)
    return None


def role_word(text: str) -> str:
    """The role that a text is, with its colon or without; "" where it is none."""
    word = "".join(text.split()).rstrip("：:")
    return word if _ROLE.fullmatch(_REMARK.sub("", word)) else ""


def numbered_role(text: str) -> bool:
    """Whether a line is a role with its people behind a number: （一）组长：王刚."""
    number = _NUMBERED.match(text)
    word, colon, rest = text[number.end() :].partition("：") if number else ("", "", "")
    return bool(colon and role_word(word) and people_in(rest, among_people=True))


def roles_on_one_line(paragraph: SourceParagraph) -> list[RoleLine]:
    """Several roles with their people on a line (组长：王刚  副组长：李明、张强), each as a line of
    its own; empty where there is one, or one of them is not sure.
    """
    text = paragraph.text
    found = [
        (start, colon.end())
        for colon in re.finditer("[：:]", text)
        if (start := _role_before(text, colon.start())) is not None
    ]
    if len(found) < 2 or found[0][0] > 0:
        return []
    lines = []
    for (start, low), high in zip(
        found, [*(each for each, _ in found[1:]), len(text)], strict=True
    ):
        rest = text[low:high].strip(" \t\u3000；;，,。")
        if not people_in(rest, among_people=True) and units_and_tail(rest) is None:
            return []
        word = "".join(text[start : low - 1].split())
        lines.append(RoleLine(word, text[start:low], rest, is_known=True))
    return lines


def _role_before(text: str, colon: int) -> int | None:
    """Where the role begins that ends at a colon."""
    starts = [at for at in range(colon) if at == 0 or text[at - 1] in " \t\u3000；;，,。"]
    return next((at for at in starts if _ROLE.fullmatch("".join(text[at:colon].split()))), None)


def holds_units(word: str) -> bool:
    """Whether a role is one of units: 成员单位."""
    return word.endswith(("单位", "部门"))


def people_of(rest: str, line: RoleLine, style: str) -> tuple[Named, ...]:
    """The people after a role, none where it is not sure who they are."""
    if holds_units(line.word):
        return ()
    if found := people_in(rest, among_people=line.is_known):
        return found
    legacy = person_of(rest, alone=True) if style == OURS else ""
    return (_named(legacy),) if legacy else ()


def more_people(
    paragraph: SourceParagraph, before: tuple[Named, ...], *, under_role: bool
) -> tuple[Named, ...]:
    """The people of a line without a role, beneath those of `before`: they must be written as those
    are, with posts or without. `under_role` = right above stands a known role alone: there a person
    with a post is one, whatever the post begins with (王勇 国务委员).
    """
    if paragraph.look.style == OURS:
        found = person_of(paragraph.text) or person_of(paragraph.text, alone=True)
        return (_named(found),) if found else people_in(paragraph.text, among_people=True)
    people = people_in(paragraph.text, among_people=any(is_name(each.name) for each in before))
    if not people and under_role:
        under = people_in(paragraph.text, among_people=True)
        people = under if all(each.post and is_name(each.name) for each in under) else ()
    posts = {bool(each.post) for each in (*before, *people)}
    return people if len(posts) == 1 else ()


def units_and_tail(text: str) -> tuple[str, str] | None:
    """Units and the tail after them (等部门分管负责同志)."""
    tail = ""
    if match := _TAIL.search(text):
        tail = match[1]
        text = text[: match.start()]
    line = text.rstrip("。")
    names = names_in(line)
    if not names or not (are_units(line) or (tail and len(names) > 1)):
        return None
    people = [name for name in names if is_name(name) and not is_unit(name)]
    return None if people else (line, tail)


def of_units(word: str, names: str, tail: str) -> dict[str, Tree]:
    """A role that units have."""
    role: dict[str, Tree] = {"角色": word, "单位": names}
    return {**role, "后缀": tail} if tail else role


def names_somebody(text: str) -> bool:
    """Whether a name stands somewhere in a text that is no sentence."""
    words = re.split(r"[\s、，,；;（）()]+", text)
    return "。" not in text.rstrip("。") and any(map(is_name, words))


def begins_with_name(text: str) -> bool:
    """Whether a line that is no sentence begins with a name and goes on behind a wider room."""
    head = re.match(rf"([{HAN}](?:\s*[{HAN}]){{1,3}}?)\s{{2,}}\S", text)
    return head is not None and "。" not in text and is_name("".join(head[1].split()))


def person_of(text: str, *, alone: bool = False) -> str:
    """A line of one of our own rosters, “王  刚   市政府副市长”, as “王刚 市政府副市长”; "" where
    it is no person. A name without a post counts only where nothing else can stand (`alone`).
    """
    if re.search(r"[。；;：:]", text) or not text.strip():
        return ""
    spread = _SPREAD.fullmatch(text)
    name, post = ("".join(spread.group(1, 2, 3)), spread[4]) if spread else split_person(text)
    bare = re.sub(r"[（(].*", "", name)
    if not _NAME.fullmatch(name) or (len(bare) > 4 and not re.search("[·•]", bare)):
        return ""
    if not post:
        return name if alone and len(bare) <= 4 and not is_unit(bare) else ""
    return f"{name} {post}" if re.match(rf"[{HAN}“（(A-Z0-9]", post) else ""


def _named(text: str) -> Named:
    return Named(*split_person(text))


def as_typed(person: Named) -> Tree:
    """A person as YAML has it: one text, or a mapping where a text would be read otherwise."""
    text = f"{person.name} {person.post}".strip()
    if split_person(text) == (person.name, person.post):
        return text
    return {"姓名": person.name, **({"职务": person.post} if person.post else {})}


def signs_left(text: str, kept: Iterable[str]) -> str:
    """The characters of a line that are not in what was kept of it."""
    left = Counter("".join(text.split()))
    left.subtract(Counter("".join("".join(each.split()) for each in kept)))
    return "".join(character * count for character, count in left.items() if count > 0)
