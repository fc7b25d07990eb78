"""The keys that say what a block of 正文 is, and those that are typed most beside them.

They stand this low because a slip is told from a block before there is a model of either;
`document.blocks` has the block of each.
"""

from __future__ import annotations

BLOCK_KEYS = (
    "节",
    "领句",
    "任务",
    "条目",
    "名单",
    "职责",
    "阶段",
    "表",
    "责任分工表",
    "图",
    "章",
    "条",
    "反馈说明",
    "目录",
)
DOCUMENT_KEYS = (
    *("文种", "稿本", "份号", "密级", "紧急程度", "发文机关", "发文字号", "签发人", "标题", "主送"),
    *("正文", "印发件", "附件", "署名", "成文日期", "附注", "公开属性", "联系人", "抄送", "印发"),
    *("反馈", "网页", "忽略"),
)
"""Keys that stand at the beginning of a line, where they are a document's."""

TASK_KEYS = ("责任单位", "牵头单位", "配合单位", "责任领导", "时限", "措施", "目标")
"""Keys of who is to do what by when."""
