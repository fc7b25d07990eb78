"""人员写法：名单里一项写了几个人，姓名和职务写反，或者职务写在括号里。

一人一项，姓名在前，空一格写单位和职务：王刚 市教育局局长。括号里只写性别、民族这样的说明。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document.rosters import Person
from ..problem import Level
from . import Context, Finding

NAME = "人员写法"
LEVEL = Level.WARNING
BASIS = ""
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

_POST = re.compile(
    r"(?:[市县区局厅处科部院校所队站组会]长|主任|书记|主席|委员|秘书长?|巡视员|调研员|经理|董事长|负责人)$"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_NOTE = re.compile(r"[（(]([^（）()]*)[）)]")
_BETWEEN = re.compile("[、，,；;]")


def check(context: Context) -> Iterator[Finding]:
    """Each person who is not written as one name and a post."""
    for element in context.elements:
        if isinstance(element, Person):
            yield from _person(element)


def _person(person: Person) -> Iterator[Finding]:
    bare = _NOTE.sub("", person.name)
    names = [each for each in _BETWEEN.split(bare) if each]
    notes = [note for note in _NOTE.findall(person.name) if _POST.search(note)]
    message = hint = ""
    if len(names) > 1:
        message = f"“{person.name}”像是{len(names)}个人，会排成一个人的姓名"
        hint = f"一人一项：[{', '.join(names)}]"
    elif _POST.search(bare) and len(bare) > 3 and _is_name(person.post):
        message = f"“{bare} {person.post}”的姓名和职务写反了"
        hint = f"姓名在前：{person.post} {bare}"
    elif notes and not person.post:
        message = f"“{person.name}”的职务写在括号里，会排成姓名的一部分"
        hint = f"空一格写职务：{bare} {notes[0]}"
    if message:
        yield Finding(person.place("姓名"), message, hint, element=person.name)


def _is_name(text: str) -> bool:
    compact = "".join(text.split())
    return bool(_NAME.fullmatch(compact)) and not _POST.search(compact)
