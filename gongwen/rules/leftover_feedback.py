"""反馈没有删：印发稿里还留着征求意见用的反馈说明或者意见反馈表。

征求意见的通知本身印发时可以有（标题里有“征求”）；定稿印发的，要删去反馈说明、意见反馈表和“反馈”。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..document.blocks import FeedbackNote
from ..document.parts import Part
from ..document.values import one_line
from ..problem import Level
from . import Context, Finding

NAME = "反馈没有删"
LEVEL = Level.WARNING
BASIS = ""
APART_FROM_TEXT = True
WRONG = """\
文种: 通知
稿本: 印发稿
标题: 云溪市教育局关于举办读书节的通知
发文机关: 云溪市教育局
发文字号: 云教〔2026〕8号
主送: 云溪市人民政府办公室
成文日期: 2026-06-01
印发: {机关: 云溪市教育局, 日期: 2026-06-02}
反馈: {截止: 2026-06-22, 联系人: 李四}
正文:
- 现将有关事项通知如下：
- 反馈说明: 是
"""
RIGHT = WRONG.replace("关于举办读书节的", "关于征求读书节方案意见的")


def check(context: Context) -> Iterator[Finding]:
    """What asks for comments in a final text that does not ask for them in its title."""
    document = context.document
    if context.stage != "印发稿" or "征求" in one_line(document.title):
        return
    for element in context.elements:
        if isinstance(element, FeedbackNote) and element.shown:
            yield Finding(
                element.place("反馈说明"), "印发稿里还有反馈说明", hint="定稿印发的，删去这一项"
            )
        elif isinstance(element, Part) and element.form == "意见反馈表":
            yield Finding(
                element.place("表单"), "印发稿里还有意见反馈表", hint="定稿印发的，删去这个附件"
            )
