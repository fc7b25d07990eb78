"""The keys that say what a block of 正文 is.

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
