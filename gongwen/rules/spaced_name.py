"""姓名空格：两个字的姓名中间打了空格。

姓名照直写，“王 刚”写作“王刚”；印成三个字的宽度、上下对齐，都由程序排。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.facts import Contact, Feedback, Signatory
from ..document.parts import Document
from ..document.rosters import Person
from ..document.values import as_lines
from ..elements.element import Element
from ..problem import Level
from . import Context, Finding

NAME = "姓名空格"
LEVEL = Level.NOTICE
BASIS = ""
STANDS_ALONE = True
APART_FROM_TEXT = True
WRONG = """\
正文:
- 名单:
  - 角色: 组长
    人员: [王 刚 市政府副市长]
"""
RIGHT = """\
正文:
- 名单:
  - 角色: 组长
    人员: [王刚 市政府副市长]
"""

_NOTE = r"[（(][^（）()]*[）)]"
_MORE = "[，,：:、；;]"


def check(context: Context) -> Iterator[Finding]:
    """Each name of Chinese characters with a blank in it. That more than a name was typed as one
    is another rule's.
    """
    for element in context.elements:
        for key, name in _names(element):
            bare = "".join(name.split())
            more = re.search(_MORE, re.sub(_NOTE, "", bare))
            if bare != name and not name.isascii() and not more:
                yield Finding(
                    context.spot_of(element.place(key), name),
                    f"姓名“{name}”中间有空格，按“{bare}”排印",
                    hint=f"写成“{bare}”",
                    element=bare,
                )


def _names(element: Element) -> Iterator[tuple[str, str]]:
    """The names in an element, as typed, and their keys."""
    if isinstance(element, Person):
        yield "姓名", element.typed_name
    elif isinstance(element, Contact | Signatory):
        yield "姓名", element.name
    elif isinstance(element, Feedback) and element.contact:
        yield "联系人", element.contact
    elif isinstance(element, Document) and element.signer:
        for name in as_lines(element.signer):
            yield "签发人", name
