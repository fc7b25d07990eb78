"""A document with faults is read as far as it goes."""

from __future__ import annotations

from hypothesis import given

from gongwen.document.parts import Document
from gongwen.document.rosters import Roster
from gongwen.document.salvage import read_what_can_be
from gongwen.document.tree import elements_of
from gongwen.source.parse import parse
from gongwen.source.tree import Value
from tests.document.test_document import VALUES


def left(text: str) -> Document:
    document = read_what_can_be(parse(text, "文.yaml")[0])
    assert document is not None
    return document


def test_what_is_wrong_is_left_out_and_the_rest_is_there() -> None:
    document = left("""\
文种: 通知
标题: 关于读书节的通知
成文日期: 四月
主送: 市教育局
正文:
- 请抓好落实。
- 小节: 甲
- 节: 乙
  正文:
  - 任务: [丙]
  - 丁。
- 名单:
  - 角色: 组长
    人员: [张明远]
  - 成员: 李思源
""")
    assert document.issue_date is None
    assert document.recipients == "市教育局"
    assert [type(block).__name__ for block in document.body] == ["Prose", "Section", "Roster"]
    (roster,) = (each for each in elements_of(document) if isinstance(each, Roster))
    assert [role.name for role in roster.roles] == ["组长", "成员"]


def test_no_document_goes_without_kind_and_title() -> None:
    document = left("正文: 略。\n标题: {甲: 乙}\n")
    assert (document.kind, document.title) == ("通知", "……")


def test_what_is_no_mapping_is_no_document() -> None:
    assert read_what_can_be(parse("- 甲\n", "文.yaml")[0]) is None


@given(VALUES)
def test_it_never_fails(data: Value) -> None:
    read_what_can_be(data)
