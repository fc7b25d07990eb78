"""报告夹带请示：报告里写了请上级批示、批准的话。

报告不得夹带请示事项；要上级答复的，另写请示。
"""

from __future__ import annotations

from collections.abc import Iterator

from .. import patterns as re
from ..document.texts import passages_in
from ..problem import Level
from . import Context, Finding

NAME = "报告夹带请示"
LEVEL = Level.WARNING
BASIS = "党政机关公文处理工作条例第十五条"
STANDS_ALONE = True
WRONG = """\
文种: 报告
标题: 云溪市教育局关于读书节情况的报告
正文: 以上报告，妥否，请批示。
"""
RIGHT = """\
文种: 报告
标题: 云溪市教育局关于读书节情况的报告
正文: 特此报告，请审阅。
"""

_REQUEST = (
    "妥否[，,]|可否[，,]请|请(?:[省市州县区]?(?:委|政府|人民政府|局|厅)|上级|贵局|"
    "你局)?(?:予以?|即|尽快|早日)?(?:批示|批准|批复|审批|核准)"
)


def check(context: Context) -> Iterator[Finding]:
    """Each phrase of a 报告 that asks for a decision."""
    if context.document.kind != "报告":
        return
    for passage in passages_in(context.document):
        match = re.search(_REQUEST, passage.text)
        if match and passage.is_prose:
            yield Finding(
                context.spot(passage.place, passage.text, match.start()),
                f"报告里写了请示的话：“{passage.text[match.start() : match.end() + 6]}”",
                hint="删掉；要上级答复的事项另写一份请示",
            )
