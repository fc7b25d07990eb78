"""一文一事：请示里写了两件事。

请示应当一文一事；另外的事另写一份请示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "一文一事"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第十五条"
STANDS_ALONE = True
WRONG = """\
文种: 请示
标题: 云溪市教育局关于举办读书节的请示
正文:
- 拟于6月举办读书节。
- 另外，请批准我局购置公务用车2辆。
- 妥否，请批示。
"""
RIGHT = """\
文种: 请示
标题: 云溪市教育局关于举办读书节的请示
正文:
- 拟于6月举办读书节，请批准安排经费20万元。
- 妥否，请批示。
"""

_ANOTHER = (
    "(?:^|[。；])(?:另外|此外|另|同时|顺便|再者|还有)[，,]?(?:恳|特|一并|还)*(?:请|申请|拟请|恳请|建议)"
    "(?:[^。；]{0,24}?)(?:批准|同意|审批|批复|拨付|解决|核定|增[加设]|安排|购置|追加)"
)
_TOGETHER = "一并(?:请示|报批|审批|批准|批复)|并请(?:一并)?(?:批准|同意|解决|批复)"
_TWO_IN_TITLE = (
    "关于(?P<one>[^和及与、]{4,}?)(?:和|及|以及|并)(?:关于)?(?P<other>"
    "(?:举办|购置|新建|建设|增加|追加|申请|解决|设立|成立|调整|拨付|修建|开展|聘用|招聘|改造)[^和及与、]{2,})的请示"
)


def check(context: Context) -> Iterator[Finding]:
    """The second matter of a 请示: in its title, else in its own text."""
    document = context.document
    if document.kind != "请示":
        return
    title = one_line(document.title)
    if match := re.search(_TWO_IN_TITLE, title):
        yield Finding(
            context.spot(document.place("标题"), title, match.start("other")),
            f"标题里像是两件事：“{match['one']}”“{match['other']}”",
            hint="一件事写一份请示；确是一件事的，不用改",
            level=Level.NOTICE,
        )
    for passage in context.passages_by_part[0]:
        found = re.search(_ANOTHER, passage.text) or re.search(_TOGETHER, passage.text)
        if found and passage.is_prose:
            yield Finding(
                context.spot(passage.place, passage.text, found.start()),
                f"请示里像是又写了一件事：“{found[0].lstrip('。；')}”",
                hint="另外的事另写一份请示；是同一件事的，不用改",
            )
            return
