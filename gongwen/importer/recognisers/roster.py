"""名单: “组　长：王  刚   市政府副市长” and what follows, in every padding."""

from __future__ import annotations

import re

from ...document.rosters import split_person
from ..contents import Content, Found, paragraph_at
from ..pieces import Source, SourceParagraph
from ..tree import Tree, noted, plain
from ..wording import HAN, are_units, is_unit, names_in

PRECEDENCE = 200
_ROLE_WORDS = (
    r"(?:第一|常务|执行)?(?:副)?(?:总)?(?:组长|主任委员|主任|召集人|指挥长|指挥|秘书长|会长|主席|理事长|队长|主编)"
    r"|委员|成员|成员单位|组员|顾问|联络员|编委|总召集人|总指挥|办公室主任|办公室副主任"
)
_ROLE = re.compile(rf"(?:{_ROLE_WORDS})")
_LABEL = re.compile(rf"([{HAN}\s]{{2,16}}?)\s*[：:]\s*(.*)", re.DOTALL)
_NAME = re.compile(rf"[{HAN}·•]{{2,20}}(?:[（(][^（）()]{{1,12}}[）)])?")
_SPREAD = re.compile(rf"([{HAN}])\s+([{HAN}])\s+([{HAN}])\s{{2,}}(\S.*)")
"""A name of three characters with room between them, and a post."""
_TAIL = re.compile(
    r"(等[^、，,。等]{0,20}(?:负责同志|负责人|领导|同志|人员)"
    r"|(?:主要|分管|有关|相关|各)?(?:负责同志|负责人|领导|同志))。?$"
)
_LONGEST_ROLE = 6
_NO_ROLE = re.compile(r"联系|电话|手机|传真|邮|地址|时间|地点|\d{3}")
_POST_END = re.compile(r".{2,20}(?:长|员|任|记|席|师|理|事|授|官|裁)")
_GROUP = re.compile(r"[（(]?[一二三四五六七八九十]+[）)、].{2,30}")


def recognise(contents: list[Content], index: int, source: Source) -> Found | None:
    """A roster that begins at `index`."""
    first = paragraph_at(contents, index)
    if first is None or _role(first) is None:
        return None
    roles: list[Tree] = []
    position = index
    people = 0
    while (paragraph := paragraph_at(contents, position)) and (label := _role(paragraph)):
        role, used = _read_role(contents, position, label, source)
        if role is None:
            break
        roles.append(role)
        people += used
        position += used
    if not roles or (people < 2 and first.look.style != "名单"):
        return None
    return Found(({"名单": roles},), position - index)


def _role(paragraph: SourceParagraph) -> tuple[str, str] | None:
    """The role before the colon and what stands after it."""
    match = _LABEL.fullmatch(paragraph.text)
    if match is None:
        return None
    word = "".join(match[1].split())
    rest = match[2].strip()
    if _ROLE.fullmatch(word) or (paragraph.look.style == "名单" and len(word) <= 10):
        return word, rest
    if len(word) <= _LONGEST_ROLE and not _NO_ROLE.search(match[0]) and re.search(r"\s", rest):
        return (word, rest) if person_of(rest) else None  # 政委：顾川　市委书记
    return None


_MARKS = "名单的标点，由程序加"


def _colon(paragraph: SourceParagraph) -> str:
    """The colon after a role, as it is typed."""
    match = re.search("[：:]", paragraph.text)
    return match[0] if match else ""


def _read_role(
    contents: list[Content], index: int, label: tuple[str, str], source: Source
) -> tuple[Tree | None, int]:
    """One role and how many pieces it has; None where what follows the colon is neither person
    nor units.
    """
    word, rest = label
    here = paragraph_at(contents, index)
    if here is None:
        return None, 0
    if rest and (units := _units(rest)):
        names, tail = units
        source.leave(_colon(here) + ("。" if rest.endswith("。") else ""), here.number, _MARKS)
        role: dict[str, Tree] = {"角色": word, "单位": names}
        if tail:
            role["后缀"] = tail
        return noted(role, *here.remarks), 1
    people: list[Tree] = []
    groups: list[Tree] = []
    if rest:
        if not (person := person_of(rest, alone=True)):
            return None, 0
        people.append(noted(person, *here.remarks))
    position = index + 1
    while paragraph := paragraph_at(contents, position):
        if _role(paragraph):
            break
        following = paragraph_at(contents, position + 1)
        if (person := person_of(paragraph.text)) or (
            paragraph.look.style == "名单" and (person := person_of(paragraph.text, alone=True))
        ):
            people.append(noted(person, *paragraph.remarks))
        elif (
            _GROUP.fullmatch(paragraph.text)
            and following
            and person_of(following.text)
            and (groups or not people)
        ):
            people = []
            groups.append({"组": paragraph.text, "人员": people})
        elif (
            people
            and following
            and person_of(following.text)
            and _POST_END.fullmatch(paragraph.text)
            and not re.search(r"\s", paragraph.text)
        ):
            last = plain(people[-1])
            people[-1] = noted(f"{last}{paragraph.text}", *paragraph.remarks)
        else:
            break
        position += 1
    if not people:
        return None, 0
    source.leave(_colon(here), here.number, _MARKS)
    if groups:
        return {"角色": word, "分组": groups}, position - index
    return {"角色": word, "人员": people}, position - index


def person_of(text: str, *, alone: bool = False) -> str:
    """“王  刚   市政府副市长” as “王刚 市政府副市长”; "" where it is no person. A name without
    a post counts only where nothing else can stand (`alone`).
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


def _units(text: str) -> tuple[str, str] | None:
    """Units and the tail after them (等部门分管负责同志)."""
    tail = ""
    if match := _TAIL.search(text):
        tail = match[1]
        text = text[: match.start()]
    line = text.rstrip("。")
    if not (are_units(line) or (tail and len(names_in(line)) > 1)) or len(names_in(line)) < 1:
        return None
    return line, tail
