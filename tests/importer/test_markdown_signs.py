"""Signs of Markdown in a text file are read as what they stand for, and told of once."""

from __future__ import annotations

from typing import Any

from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain

TEXT = """\
# 关于做好防汛工作的通知
各单位：
## 一、总体要求
**提高认识。**各单位要**严格**落实责任，见[附表](https://example.cn/a)。
- 落实人员；
- 张**、李**值守。
| 物资 | 数量 |
|---|---|
| 沙袋 | 2*3 |
---
云溪市水务局
2026年5月3日
"""


def test_signs_are_read_and_told_of_once() -> None:
    made = assemble(read_content(TEXT.encode(), ".txt", "旧文.txt"))
    tree: Any = plain(made.tree)
    assert tree["标题"] == "关于做好防汛工作的通知"
    (section,) = tree["正文"]
    assert section["节"] == "总体要求"
    lead, *items, table = section["正文"]
    assert lead == {"领句": "提高认识", "接排": "各单位要严格落实责任，见附表。"}
    assert items == ["落实人员；", "张**、李**值守。"]
    assert table == {"表": {"列": ["物资", "数量"], "行": [["沙袋", "2*3"]]}}
    assert [problem.message for problem in made.problems] == [
        "第1行：粘贴来的 Markdown 记号（标题2处、粗体2处、链接1处、列表2处、表格3处、分隔线1处），"
        "已按标题、表格等读出，记号略去"
    ]


def test_a_single_star_before_a_note_stays() -> None:
    text = "关于防汛的通知\n各单位：\n请落实。\n* 电话见附表\n云溪市水务局\n2026年5月3日\n"
    made = assemble(read_content(text.encode(), ".txt", "旧文.txt"))
    assert plain(made.tree["正文"]) == ["请落实。", "* 电话见附表"]


def test_lines_of_a_head_and_a_closing_are_not_put_together_in_markdown() -> None:
    text = "# 关于防汛的通知\n各单位：\n请落实。\n```\n云溪市水务局\n2026年5月3日\n"
    made = assemble(read_content(text.encode(), ".md", "旧文.md"))
    assert made.tree["主送"] == "各单位"
    assert made.tree["成文日期"] == "2026-05-03"


def test_lines_that_rule_off_nothing_are_no_table() -> None:
    for lines in ("||\n||", "| |\n|-|", "|---|\n|---|\n请落实。"):
        made = assemble(read_content(f"关于防汛的通知\n{lines}\n".encode(), ".txt", "旧文.txt"))
        assert "表" not in made.text.partition("正文")[2]
        assert any("记号" in problem.message for problem in made.problems)
