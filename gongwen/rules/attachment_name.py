"""附件名称：附件的名称加了书名号，带着文件的后缀，或者印发的文件又列成了附件。

附件说明里的附件名称不加书名号，后面不加标点。通知印发的文件跟在通知后面，不再列为附件。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.tree import attachment_lists
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "附件名称"
LEVEL = Level.WARNING
BASIS = "GB/T 9704-2012 7.3.4"
STANDS_ALONE = True
WRONG = """\
附件:
- {标题: 《云溪市读书节书目》, 另附: 是}
"""
RIGHT = """\
附件:
- {标题: 云溪市读书节书目, 另附: 是}
"""


_FILE = r"(.+)\.(?i:docx?|xlsx?|pptx?|wps|et|pdf|jpe?g|png|zip|rar|ofd)"
_SHORTEST, _LONGEST = 6, 80
"""Characters of the title of a text that is issued."""


def check(context: Context) -> Iterator[Finding]:
    """Names in 《》, with a stop behind them, and those of texts that are issued."""
    document = context.document
    issued = {_bare(one_line(each.title or "")) for each in document.issued_texts} - {""}
    issued |= _within(context)
    for owner, attachments in attachment_lists(document):
        for attachment in attachments:
            title = one_line(attachment.title or "")
            place = attachment.place("标题")
            if re.fullmatch("《[^《》]*》", title):
                yield Finding(
                    place,
                    f"附件名称加了书名号：{title}",
                    hint=f"写成：标题: {title[1:-1]}",
                    element=title,
                )
            if file := re.fullmatch(_FILE, title):
                yield Finding(
                    place,
                    f"附件名称带着文件的后缀：{title}",
                    hint=f"删去后缀，写“{file[1]}”",
                    element=title,
                )
            if owner is None and _bare(title) in issued:
                yield Finding(
                    place,
                    f"印发的“{_bare(title)}”又列成了附件",
                    hint="印发的文件只写在“印发件”里，从“附件”里删掉",
                    element=title,
                )


def _within(context: Context) -> set[str]:
    """The name of the text that the title says is issued, where that text stands in this one."""
    title = one_line(context.document.title)
    match = re.search(
        "(?:印发|发布|公布|下发|转发)《?(?P<name>[^《》]{4,80}?)》?的(?:通知|函|公告|通告)$", title
    )
    if match is None:
        return set()
    name = match["name"].replace("的", "")
    prose = (p.text for p in context.passages_by_part[0] if p.is_prose and len(p.text) < _LONGEST)
    heads = {_bare("".join(text.split())) for text in prose}
    return {head for head in heads if len(head) > _SHORTEST and head.replace("的", "") in name}


def _bare(title: str) -> str:
    """A title without marks around it, and without what stands in brackets behind it."""
    return re.sub("[（(][^（）()]*[）)]$", "", title.strip("《》"))
