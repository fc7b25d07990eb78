"""规则.md: every rule from its docstring."""

from __future__ import annotations

from . import Commands
from .markdown import block, code, page, section, table
from .rule_texts import RuleText, rule_texts

FILE = "规则.md"

_INTRODUCTION = """\
生成文件以前，程序照下面的规则把文稿检查一遍。级别分三种：**错误**要改；**警告**多半要改；**提示**请核对一下。
印发稿缺少必要的内容（缺要素）不生成文件，其余的只提醒，文件照常生成。

核对以后确实不用改的，可以在文稿里注明理由，以后就不再提醒：

```yaml
忽略:
  姓名重复: 两位同名的同志，已核对
```

只放过其中一处的，写到那一处：

```yaml
忽略:
  缺要素:
    发文字号: 文号由市委办公室另编
```

用不着的“忽略”也会提醒，请删掉。写法、文件名和密级方面的问题（见[问题一览](问题一览.md)）不能忽略。
"""


def text(_: Commands) -> str:
    """The page."""
    rules = rule_texts()
    summary = table(
        ("规则", "级别", "查什么"),
        ((f"[{rule.name}](#{rule.name})", rule.level, rule.sentence) for rule in rules),
    )
    return page("规则", _INTRODUCTION, summary, *map(_section, rules))


def _section(rule: RuleText) -> str:
    about = f"级别：{rule.level}。"
    if rule.basis:
        about += f"依据：{rule.basis}。"
    if rule.refuses:
        about += "有这条错误的，不生成文件。"
    waiver = "不能忽略。"
    if rule.waivable:
        waiver = f"不用改的，写：{code(f'忽略: {{{rule.name}: 理由}}')}"
    parts = [
        rule.sentence,
        rule.why,
        f"**错：**\n\n{block(rule.wrong)}",
        f"**对：**\n\n{block(rule.right)}",
        about + waiver,
    ]
    return section(rule.name, "\n\n".join(part.strip() for part in parts if part))
