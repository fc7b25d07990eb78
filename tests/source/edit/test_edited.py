"""A YAML text changed in place: it reads as wanted, and all else is as it was typed."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongwen.problem import Level
from gongwen.source.edit.changes import (
    AddEntry,
    CannotEditError,
    Change,
    InsertItem,
    MoveItem,
    Remove,
    RenameKey,
    SetText,
)
from gongwen.source.edit.edited import edited
from gongwen.source.parse import parse

from .typed_file import DATA, KEYS, ROOTS, TEXTS, typed_file

FILE = """\
# 说明
文种: 通知   # 一种
标题: '关于''甲''的通知'
正文:
- 第一段，
  接着写。

# 重点
- 节: 任务
  正文:
    - 任务: 甲
      责任单位: 市教育局、市科技局   # 按顺序
      时限: 2027-12

    # 第二项
    - 任务: 乙
- |
  一、加强领导
  各单位要落实。

  二、抓好落实
- 表: {列: [甲, 乙], 行: [[1, 2], [3, '4']]}
- >-
  这里是一段
  很长的文字
  分成三行
"""


def changed_lines(old: str, new: str) -> list[str]:
    import difflib

    return [
        line
        for line in difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (SetText(("文种",), "意见"), ["-文种: 通知   # 一种", "+文种: 意见   # 一种"]),
        (SetText(("标题",), "关于'甲'的'意见"),
         ["-标题: '关于''甲''的通知'", "+标题: '关于''甲''的''意见'"]),
        (SetText(("正文", 0), "第一段，接着改。"), ["-  接着写。", "+  接着改。"]),
        (SetText(("正文", 0), "第二段，接着改。"),
         ["-- 第一段，", "-  接着写。", "+- 第二段，", "+  接着改。"]),
        (SetText(("正文", 1, "正文", 0, "时限"), "键: 值"),
         ["-      时限: 2027-12", "+      时限: '键: 值'"]),
        (SetText(("正文", 2), "一、加强领导\n各单位要落实。\n\n二、抓好落实\n三、又一项\n"),
         ["+  三、又一项"]),
        (SetText(("正文", 2), "一、加强领导\n\n二、抓好落实\n"), ["-  各单位要落实。"]),
        (SetText(("正文", 2), "一、加强领导\n各单位要落实。\n又一段。\n二、抓好落实\n"),
         ["-", "+  又一段。"]),
        (SetText(("正文", 2), "前言。\n\n一、加强领导\n各单位要落实。\n\n二、抓好落实\n"),
         ["+  前言。", "+"]),
        (SetText(("正文", 2), "一、加强领导\n各单位要落实。\n\n二、抓好落实"), ["-- |", "+- |-"]),
        (SetText(("正文", 2), "一、加强领导\n各单位要落实。\n"), ["-", "-  二、抓好落实"]),
        (SetText(("正文", 3, "表", "行", 1, 1), "5,6"),
         ["-- 表: {列: [甲, 乙], 行: [[1, 2], [3, '4']]}",
          "+- 表: {列: [甲, 乙], 行: [[1, 2], [3, '5,6']]}"]),
        (SetText(("正文", 3, "表", "行", 0, 0), "5,6"),
         ["-- 表: {列: [甲, 乙], 行: [[1, 2], [3, '4']]}",
          "+- 表: {列: [甲, 乙], 行: [['5,6', 2], [3, '4']]}"]),
        (SetText(("正文", 4), "这里是一段很短的文字分成三行"), ["-  很长的文字", "+  很短的文字"]),
        (Remove(("正文", 1, "正文", 0)),
         ["-    - 任务: 甲", "-      责任单位: 市教育局、市科技局   # 按顺序",
          "-      时限: 2027-12"]),
        (Remove(("正文", 1, "正文", 0, "责任单位")),
         ["-      责任单位: 市教育局、市科技局   # 按顺序"]),
        (Remove(("正文", 1, "正文", 0, "任务")),
         ["-    - 任务: 甲", "-      责任单位: 市教育局、市科技局   # 按顺序",
          "+    - 责任单位: 市教育局、市科技局   # 按顺序"]),
        (Remove(("正文", 3, "表", "行", 0)),
         ["-- 表: {列: [甲, 乙], 行: [[1, 2], [3, '4']]}",
          "+- 表: {列: [甲, 乙], 行: [[3, '4']]}"]),
        (InsertItem(("正文", 1, "正文"), 1, {"任务": "丙", "责任单位": ["甲", "乙"]}),
         ["+    - 任务: 丙", "+      责任单位:", "+      - 甲", "+      - 乙", "+"]),
        (InsertItem(("正文",), 0, "前言"), ["+- 前言", "+"]),
        (InsertItem(("正文",), 5, "一行\n两行"), ["+- |-", "+  一行", "+  两行"]),
        (AddEntry(("正文", 1, "正文", 1), "时限", "2028"), ["+      时限: 2028"]),
        (AddEntry(("正文", 1, "正文", 0), "牵头单位", "市委办", "任务"),
         ["+      牵头单位: 市委办"]),
        (AddEntry((), "附注", "a: b", "标题"), ["+附注: 'a: b'"]),
        (AddEntry(("正文", 3, "表"), "表题", "市财政局，市民政局"),
         ["-- 表: {列: [甲, 乙], 行: [[1, 2], [3, '4']]}",
          "+- 表: {列: [甲, 乙], 行: [[1, 2], [3, '4']], 表题: '市财政局，市民政局'}"]),
        (MoveItem(("正文", 1, "正文", 1), 0),
         ["+    # 第二项", "+    - 任务: 乙", "-    # 第二项", "-    - 任务: 乙"]),
        (MoveItem(("正文", 0), 5), ["-- 第一段，", "-  接着写。", "+- 第一段，", "+  接着写。"]),
        (MoveItem(("正文", 4), 4), []),
        (MoveItem(("正文", 1, "正文", 1), 2, ("正文",)),
         ["-    # 第二项", "-    - 任务: 乙", "+# 第二项", "+- 任务: 乙"]),
        (MoveItem(("正文", 4), 1, ("正文", 1, "正文")),
         ["+    - >-", "+      这里是一段", "+      很长的文字", "+      分成三行",
          "-- >-", "-  这里是一段", "-  很长的文字", "-  分成三行"]),
        (RenameKey(("正文", 1, "正文", 0, "时限"), "备注"),
         ["-      时限: 2027-12", "+      备注: 2027-12"]),
    ],
)  # fmt: skip
def test_only_what_is_changed_changes(change: Change, lines: list[str]) -> None:
    assert changed_lines(FILE, edited(FILE, [change], "甲.yaml")) == lines


@pytest.mark.parametrize(
    ("text", "change", "reason"),
    [
        ("正文: [甲", SetText(("正文",), "乙"), "甲.yaml:1:5: 文件要先改好"),
        ("", SetText((), "乙"), "甲.yaml"),
        ("正文: 甲", SetText(("标题",), "乙"), "甲.yaml:1:1: 没有“标题”这一项"),
        ("正文:\n- 甲\n", Remove(("正文", 1)), "甲.yaml:2:1: 没有“1”这一项"),
        ("正文:\n- 甲\n", Remove(("正文", 0)), "甲.yaml:2:1: 删去以后列表就空了"),
        ("正文:\n- 甲\n", SetText(("正文",), "乙"), "甲.yaml:2:1: 这里不是一段文字"),
        ("正文: 甲\n", InsertItem(("正文",), 0, "乙"), "甲.yaml:1:5: 这里不是列表"),
        ("正文: 甲\n", AddEntry((), "正文", "乙"), "甲.yaml:1:1: 这里已经有“正文”"),
        ("- a: 1\n  # 说明\n  b: 2\n", Remove((0, "a")), "甲.yaml:1:3: 它和下一项之间有注释"),
        ("- [甲, # 说明\n  乙]\n", Remove((0, 0)), "甲.yaml:1:4: 括号里有注释"),
        ("- [甲, 乙]\n", MoveItem((0, 1), 0), "甲.yaml:1:3: 括号里的列表不能移动其中一项"),
        ("- - 甲\n  - 乙\n", MoveItem((0, 0), 2), "甲.yaml:1:1: 它和上一级的“-”写在一行"),
        ("- - 甲\n  - 乙\n", MoveItem((0, 1), 0), "甲.yaml:1:1: 要移到的地方和上一级的“-”写在一行"),
        ("- 甲\n", MoveItem((0,), 2), "甲.yaml:1:1: 这里不是列表，或者没有那么多项"),
        ("- 甲\n", MoveItem((1,), 0), "甲.yaml:1:1: 没有“1”这一项"),
        ("- 甲\n- 丙: [乙]\n", MoveItem((0,), 0, (1, "丙")), "甲.yaml:1:1: 括号里的列表"),
        ("- 甲:\n  - 乙\n- 丙\n", MoveItem((0, "甲", 0), 1, ()), "甲.yaml:2:3: 移走以后列表就空了"),
        ("- 甲:\n  - 乙\n- 丙\n", MoveItem((0,), 0, (0, "甲")), "甲.yaml:2:3: 不能移到它自己里面"),
        ("- 甲\n", Remove(()), "甲.yaml: 不能把整个文件的内容删去"),
    ],
)
def test_what_cannot_be_done_is_said(text: str, change: Change, reason: str) -> None:
    with pytest.raises(CannotEditError) as caught:
        edited(text, [change], "甲.yaml")
    place = caught.value.place
    where = ":".join(str(each) for each in (place.file, place.line, place.column) if each)
    assert f"{where}: {caught.value.reason}".startswith(reason)


def test_two_changes_of_one_text_are_refused() -> None:
    with pytest.raises(CannotEditError, match="同一处要改两次"):
        edited("正文: 甲\n", [SetText(("正文",), "乙"), SetText(("正文",), "丙")])


def test_what_ends_an_item_stands_before_the_item_that_comes_after_it() -> None:
    text = "各轮:\n- 轮次: 1\n"
    changes: list[Change] = [
        InsertItem(("各轮",), 1, {"轮次": "2"}),
        AddEntry(("各轮", 0), "函", "甲"),
    ]
    wanted = "各轮:\n- 轮次: 1\n  函: 甲\n- 轮次: 2\n"
    assert edited(text, changes) == edited(text, changes[::-1]) == wanted


def test_all_the_changes_are_by_the_paths_before() -> None:
    made = edited(
        FILE,
        [
            Remove(("正文", 0)),
            SetText(("正文", 1, "正文", 1, "任务"), "丁"),
            InsertItem(("正文",), 5, "尾"),
        ],
    )
    assert changed_lines(FILE, made) == [
        "-- 第一段，", "-  接着写。", "-    - 任务: 乙", "+    - 任务: 丁", "+- 尾",
    ]  # fmt: skip


def test_the_first_item_of_an_empty_key() -> None:
    assert edited("列:\n- 甲\n行:   # 空\n附注: 乙\n", [InsertItem(("行",), 0, ["1"])]) == (
        "列:\n- 甲\n行:   # 空\n- - 1\n附注: 乙\n"
    )


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_and_the_byte_order_mark_stay(ends: str) -> None:
    text = "\ufeff" + FILE.replace("\n", ends)
    changes: list[Change] = [
        SetText(("文种",), "意见"),
        InsertItem(("正文",), 1, {"任务": "丙", "时限": "2027"}),
    ]
    plain = edited(FILE, changes)
    assert edited(text, changes) == "\ufeff" + plain.replace("\n", ends)


def paths_of(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path]
    if isinstance(data, dict | list):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            found += paths_of(value, (*path, step))
    return found


def at(data: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        data = data[step]
    return data


def ordered(data: Any) -> Any:
    if isinstance(data, dict):
        return [(key, ordered(value)) for key, value in data.items()]
    return [ordered(each) for each in data] if isinstance(data, list) else data


def read_again(text: str, data: Any) -> None:
    value, problems = parse(text, "")
    assert [each for each in problems if each.level is Level.ERROR] == []
    assert ordered(value) == ordered(data)


@given(ROOTS, st.data(), TEXTS, st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_a_text_changes_and_not_a_character_around_it(
    data: Any, drawn: st.DataObject, new: str, ends: str, marked: bool
) -> None:
    typed = typed_file(data, drawn.draw)
    value, problems = parse(typed.text, "")
    assume(ordered(value) == ordered(data) and not problems and typed.spans)
    path = drawn.draw(st.sampled_from(sorted(typed.spans, key=str)))
    start, end = typed.spans[path]
    bom = "\ufeff" if marked else ""
    made = edited(bom + typed.text.replace("\n", ends), [SetText(path, new)])
    before, after = (each.replace("\n", ends) for each in (typed.text[:start], typed.text[end:]))
    assert made.startswith(bom + before)
    assert made.endswith(after)
    assert len(made) >= len(bom + before + after)
    wanted = copy.deepcopy(data)
    if path:
        at(wanted, path[:-1])[path[-1]] = new
    read_again(made, wanted if path else new)


@given(ROOTS, st.data())
def test_what_is_removed_is_one_stretch(data: Any, drawn: st.DataObject) -> None:
    typed = typed_file(data, drawn.draw)
    value, problems = parse(typed.text, "")
    paths = [path for path in paths_of(data) if path]
    assume(ordered(value) == ordered(data) and not problems and paths)
    path = drawn.draw(st.sampled_from(paths))
    wanted = copy.deepcopy(data)
    del at(wanted, path[:-1])[path[-1]]
    try:
        made = edited(typed.text, [Remove(path)])
    except CannotEditError as error:
        alone = not at(wanted, path[:-1])
        assert alone or "注释" in error.reason
        return
    read_again(made, wanted)
    first = next((n for n in range(len(made)) if made[n] != typed.text[n]), len(made))
    rest = made[first:]
    assert typed.text.endswith(rest)
    gone = typed.text[first : len(typed.text) - len(rest)]
    assert len(re.findall("# 顶格的说明", gone)) == 0 or isinstance(at(data, path), dict | list)


@given(ROOTS, st.data())
def test_what_moves_is_as_it_was_typed(data: Any, drawn: st.DataObject) -> None:
    typed = typed_file(data, drawn.draw)
    value, problems = parse(typed.text, "")
    lists = [path for path in paths_of(data) if isinstance(at(data, path), list) and at(data, path)]
    assume(ordered(value) == ordered(data) and not problems and lists)
    path = drawn.draw(st.sampled_from(lists))
    wanted = copy.deepcopy(data)
    there = at(wanted, path)
    to = drawn.draw(st.sampled_from([path, *lists]))
    into = at(wanted, to)
    old = drawn.draw(st.integers(0, len(there) - 1))
    new = drawn.draw(st.integers(0, len(into)))
    into.insert(new, there[old])
    del there[old + (into is there and new <= old)]
    try:
        made = edited(typed.text, [MoveItem((*path, old), new, to)])
    except CannotEditError as error:
        assert re.search("括号|一行|不是要的内容|就空了|自己里面|顶格", error.reason)
        return
    assert to[: len(path) + 1] != (*path, old)
    read_again(made, wanted)
    assert sorted(made.split()) == sorted(typed.text.split())


@given(ROOTS, st.data(), DATA)
def test_what_is_added_is_one_stretch(data: Any, drawn: st.DataObject, new: Any) -> None:
    typed = typed_file(data, drawn.draw)
    value, problems = parse(typed.text, "")
    places = [path for path in paths_of(data) if isinstance(at(data, path), dict | list)]
    assume(ordered(value) == ordered(data) and not problems)
    path = drawn.draw(st.sampled_from(places))
    wanted = copy.deepcopy(data)
    there = at(wanted, path)
    change: Change
    if isinstance(there, list):
        index = drawn.draw(st.integers(0, len(there)))
        there.insert(index, new)
        change = InsertItem(path, index, new)
    else:
        key = drawn.draw(KEYS.filter(lambda each: each not in there))
        there[key] = new
        change = AddEntry(path, key, new)
    try:
        made = edited(typed.text, [change])
    except CannotEditError:  # brackets have no way to write an item left empty
        assert "None" in repr(new)
        return
    read_again(made, wanted)
    first = next((n for n in range(len(typed.text)) if made[n] != typed.text[n]), len(typed.text))
    assert made.endswith(typed.text[first:])
