"""机构职务：职务不是这个机构的。

检察院的正职是检察长，政协的是主席，省以下人大常委会的是主任，乡镇人大的是主席。
哪个机构没有哪个职务，在程序的 lists/机构职务.csv 里。
本单位要加的写在 content/_核稿/机构职务.csv（或 .xlsx）里。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..problem import Level
from . import Context, Finding

NAME = "机构职务"
LEVEL = Level.WARNING
BASIS = "宪法、组织法和章程规定的职务名称"
STANDS_ALONE = True
EACH_PASSAGE = True
WRONG = """\
正文:
- 市检察院院长、市政协主任出席会议。
"""
RIGHT = """\
正文:
- 市检察院检察长、市政协主席、市政协办公室主任出席会议。
"""

_GOES_ON = (
    "科员|督学|团|会议|办公|医师|医生|法医|检察|审判|热线|信箱|接待|责任|质询|联席|座谈|述职|任期|职务|岗位"
    "|负责制|轮值"
)


def check(context: Context) -> Iterator[Finding]:
    """Each post that the body before it does not have."""
    for row in context.lists.rows("机构职务"):
        body, post = row["机构"], row["职务"]
        if body not in context.searched.text:
            continue
        excepted = tuple(each for each in row["例外"].split("、") if each)
        pattern = rf"{re.escape(body)}(?P<vice>副?)(?P<post>{re.escape(post)})(?!{_GOES_ON})"
        for passage in context.passages_with_each((body,), (post,)):
            for match in re.finditer(pattern, passage.text):
                before = passage.text[max(0, match.start() - 8) : match.end()]
                if any(each in before.replace("副", "") for each in excepted):
                    continue
                right = f"{match['vice']}{row['应写']}"
                yield Finding(
                    context.spot(passage.place, passage.text, match.start("vice")),
                    f"“{before}”：{body}没有“{match['vice']}{post}”这个职务",
                    hint=f"写“{body}{right}”，或者核对机构的名称（{row['出处']}）",
                    element=match[0],
                )
