"""姓名重复：同一份名单里，一个人出现了两次。
一人只列一次，取较高的角色。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.rosters import Person, Roster
from ..document.tree import elements_of
from ..problem import Level
from . import Context, Finding

NAME = "姓名重复"
LEVEL = Level.WARNING
BASIS = ""
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
正文:
- 名单:
  - 角色: 副组长
    人员: [王敏 市政府副秘书长]
  - 角色: 成员
    人员: [王敏 市政府办公室主任]
"""
RIGHT = """\
正文:
- 名单:
  - 角色: 副组长
    人员: [王敏 市政府副秘书长]
  - 角色: 成员
    人员: [李强 市政府办公室主任]
"""


def check(context: Context) -> Iterator[Finding]:
    """The second and later times that a name stands in one roster."""
    for element in context.elements:
        if not isinstance(element, Roster):
            continue
        first: dict[str, int] = {}
        for inner in elements_of(element):
            if isinstance(inner, Person):
                place = inner.place("姓名")
                if inner.name in first:
                    yield Finding(
                        place,
                        f"“{inner.name}”在这份名单里出现了两次（第{first[inner.name]}行已有）",
                        hint="是同一个人就删掉一处；同名不同人，在姓名后加括号区分",
                        element=inner.name,
                    )
                first.setdefault(inner.name, place.line)
