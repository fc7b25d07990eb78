"""问题一览.md: every rule id that a problem can have, with a sentence."""

from __future__ import annotations

from . import Commands, data
from .markdown import page, section, table
from .rule_texts import rule_texts

FILE = "问题一览.md"
SENTENCES = "问题.yaml"

_INTRODUCTION = """\
程序报告的每一个问题，都写明文件、行、列、级别，方括号里是问题的名称。这里按名称列出全部问题的意思；
怎么改，报告里的“建议”说得更具体。最后一组是规则，详见[规则](规则.md)。
"""


def sentences() -> dict[str, dict[str, str]]:
    """What each id means, in groups; the rules are the last."""
    groups = data(SENTENCES)
    return {**groups, "规则": {rule.name: rule.sentence for rule in rule_texts()}}


def text(_: Commands) -> str:
    """The page."""
    return page(
        "问题一览",
        _INTRODUCTION,
        *(
            section(name, table(("名称", "意思"), group.items()))
            for name, group in sentences().items()
        ),
    )
