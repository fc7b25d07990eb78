"""The importer's YAML: it reads as the tree it was written from, in the layout of content/."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.importer.tree import Noted, Tree, noted, plain
from gongwen.importer.yaml_writer import write_yaml
from gongwen.problem import Level
from gongwen.source.parse import parse
from tests.importer.barred import as_lists

LETTERS = "云溪市教育局，。：；（）“”《》、·—… -#:'\"[]{}&*!|>%@`,?\\=~aNo01.\t\n　\u00a0é𠮷"
TEXTS = st.text(alphabet=LETTERS, max_size=24)
KEYS = st.text(alphabet="标题正文任务 aA0", min_size=1, max_size=4).filter(
    lambda key: key.strip() == key
)


def trees() -> st.SearchStrategy[Tree]:
    notes = st.lists(st.text(alphabet=LETTERS, max_size=8), max_size=2)
    return st.recursive(
        TEXTS,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4),
            st.dictionaries(KEYS, inner, min_size=1, max_size=4),
            st.builds(lambda tree, found: noted(plain(tree), *found), inner, notes),
        ),
        max_leaves=12,
    )


@given(st.dictionaries(KEYS, trees(), min_size=1, max_size=5))
def test_what_is_written_reads_the_same(tree: dict[str, Tree]) -> None:
    value, problems = parse(write_yaml(tree), "文.yaml")
    assert not [problem for problem in problems if problem.level is Level.ERROR]
    assert as_lists(value) == plain(tree)


def test_the_layout_is_that_of_content() -> None:
    tree: Tree = {
        "文种": "通知",
        "标题": ["关于开展清淤的通知", "（2026年）"],
        "编号": {"层次": ["一、", "1."], "连续": ["2"]},
        "正文": [
            "第一段。",
            noted({"节": "工作安排", "正文": ["甲", noted("乙", "拿不准")]}, "像是标题"),
            "第一行\n第二行",
        ],
    }
    assert (
        write_yaml(Noted(tree, ("导入自 旧文.txt",)))
        == """\
# 导入自 旧文.txt
文种: 通知
标题:
- 关于开展清淤的通知
- （2026年）
编号:
  层次: [一、, 1.]
  连续: [2]
正文:
- 第一段。
# 像是标题
- 节: 工作安排
  正文:
  - 甲
  # 拿不准
  - 乙
- |-
  第一行
  第二行
"""
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("市教育局、市科协", "市教育局、市科协"),
        ("“十四五”时期", "“十四五”时期"),
        ("000001", "000001"),
        ("请发至邮箱: a@yunxi.example", "'请发至邮箱: a@yunxi.example'"),
        ("#一号工程", "'#一号工程'"),
        ("- 甲", "'- 甲'"),
        ("", "''"),
        ("{单位}职责：", "'{单位}职责：'"),
        ("王刚 市政府副市长", "王刚 市政府副市长"),
    ],
)
def test_quotes_only_where_it_would_be_misread(text: str, written: str) -> None:
    assert write_yaml({"文": text}) == f"文: {written}\n"
