"""工作秘密：文件标了“工作秘密”，这台电脑没有登记为涉密计算机。

工作秘密不是国家秘密，程序照常处理；能不能在这台电脑上写、上网的电脑能不能存，按本单位的规定。
"""

from __future__ import annotations

from collections.abc import Iterator

from ..problem import Level
from ..secrecy.clearance import is_cleared
from . import Context, Finding

NAME = "工作秘密"
LEVEL = Level.NOTICE
BASIS = "工作秘密管理的规定"
APART_FROM_TEXT = True
WRONG = """\
标题: 关于报送情况的通知
内部标注: 工作秘密
正文: 请报送。
"""
RIGHT = """\
标题: 关于报送情况的通知
内部标注: 内部资料
正文: 请报送。
"""


def check(context: Context) -> Iterator[Finding]:
    """A text marked so, on a computer that is not for classified work."""
    if context.document.internal_mark == "工作秘密" and not is_cleared():
        yield Finding(
            context.document.place("内部标注"),
            "这是工作秘密，这台电脑没有登记为涉密计算机",
            hint="看看本单位准不准在这台电脑上处理；准许的，在“忽略”里写明",
        )
