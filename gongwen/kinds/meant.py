"""What was meant by a 文种 that is none: a kind of nearly that name, or a text that goes out under
a 通知 (条例第八条 has no 方案, 办法 or 要点 among the kinds).
"""

from __future__ import annotations

import difflib

from . import USUAL_KIND, kind_names

_ISSUED = (
    *("方案", "办法", "规定", "细则", "规则", "规程", "规范", "制度", "章程", "条例", "准则"),
    *("规划", "计划", "要点", "预案", "指南", "清单", "标准", "措施", "意见稿", "名单", "分工"),
)
_REPORTS = ("总结", "汇报", "说明", "情况")
_OTHER_NAMES = {"公示": "公告", "布告": "公告"}
_PLAIN_PAPERS = ("文件", "公文", "红头")


def meant_kind(name: str) -> str:
    """What to write in the place of `name`, as a hint; "" where nothing is likely."""
    if name.endswith(_ISSUED):
        return (
            f"“{name}”不是单独的文种，由通知印发：文种写“{USUAL_KIND}”，“{name}”写进“印发件”"
            "（新建时加 WITH=方案 或 WITH=办法，就有骨架）"
        )
    if name.endswith(_REPORTS):
        return "报上级的，文种写“报告”；发下级的，写“通知”"
    if name in _OTHER_NAMES:
        return f"是不是“{_OTHER_NAMES[name]}”"
    near = difflib.get_close_matches(name, kind_names(), 1, 0.4)
    if near and not any(word in name for word in _PLAIN_PAPERS):
        return f"是不是“{near[0]}”"
    return ""
