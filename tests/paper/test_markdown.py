"""Signs of Markdown, and what only looks like them."""

from __future__ import annotations

import pytest

from gongwen.paper.markdown import signs_in
from tests.steps import growth


@pytest.mark.parametrize(
    ("line", "kinds"),
    [
        ("# 总体要求", ["标题"]),
        ("###总体要求", ["标题"]),
        ("**坚持**以人为本，**落实**责任。", ["粗体", "粗体"]),
        ("- 第一点", ["列表"]),
        ("* **重点**：好", ["列表", "粗体"]),
        ("|---|:--:|", ["表格"]),
        ("| 项目 | 数量 |", ["表格"]),
        ("---", ["分隔线"]),
        ("> 引用的话", ["引用"]),
        ("```yaml", ["代码"]),
        ("运行`make`", ["代码"]),
        ("见[附件](https://example.cn/a)", ["链接"]),
    ],
)
def test_signs(line: str, kinds: list[str]) -> None:
    assert [each.kind for each in signs_in(line)] == kinds


@pytest.mark.parametrize(
    "line",
    [
        "展板为2*3米。",
        "张**、李**，身份证号53**********12",
        "-5℃以下，停止施工。",
        "——加强管理",
        "#号桌由市教育局使用",
        "云政办发[2026]5号(试行)",
        "文件__init__.py",
        "__年__月__日",
        "A|B类",
        "10>5",
        "+1名候补",
        "—— 市政府办公室",
    ],
)
def test_what_only_looks_like_them(line: str) -> None:
    assert list(signs_in(line)) == []


@pytest.mark.parametrize("sign", ["*", "|-", "- ", "[", "`", "**甲", "__"])
def test_a_long_line_takes_time_in_proportion(sign: str) -> None:
    assert growth(lambda count: lambda: list(signs_in(sign * count)), 500) < 2.6
