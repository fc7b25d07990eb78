"""Levels and numbers of the blocks of a part."""
# ruff: noqa: E501  what is typed stands in one piece

from collections import Counter as Tally

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.document.blocks import Prose, Section
from gongwen.document.parts import Document
from gongwen.document.read import read_document
from gongwen.document.walk import Step, scheme_of, walk
from gongwen.problem import Place
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping, Sequence, Value


def steps(document: Document) -> list[Step]:
    scheme = scheme_of(document.numbering, bool(document.articles))
    return [step for step in walk(document, scheme) if not step.closing]


def numbers(text: str) -> str:
    """The markers in the order of paper; · = a block without a number."""
    data, problems = parse("文种: 通知\n标题: 云溪市读书节通知\n" + text, "文.yaml")
    document, more = read_document(data, "文.yaml")
    assert [*problems, *more] == []
    assert document is not None
    return " ".join(step.written or "·" for step in steps(document))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文:\n- 节: 甲\n  正文: [{节: 乙}, {节: 丙}]\n- 节: 丁\n  正文: [{节: 戊}]",
         "一、 （一） （二） 二、 （一）"),
        ("正文:\n- 节: 甲\n- 一段。\n- 任务: 乙\n- 阶段: [{阶段: 丙}, {阶段: 丁}]\n- 节: 戊",
         "一、 · 二、 三、 四、 五、"),
        ("正文:\n- 节: 甲\n  正文: [{条目: [乙, {文: 丙, 条目: [丁]}]}, {条目: [戊]}]",
         "一、 （一） （二） 1. （一）"),
        ("正文:\n- 节: 甲\n  正文: [{条目: [乙, {文: 丙, 条目: [丁]}], 序号: 1.}]", "一、 1. 2. （1）"),
        ("正文:\n- 条目: [甲, 乙]\n  序号: ①\n- 条目: [丙]\n  序号: 一是", "① ② 一是"),
        ("正文:\n- 节: 甲\n  正文: [{节: 乙}]\n- 节: 丙\n  编号: 无\n  正文: [{节: 丁}]\n- 节: 戊",
         "一、 （一） · （一） 二、"),
        ("正文:\n- 任务: 甲\n  编号: 无\n- 任务: 乙", "· 一、"),
        ("正文:\n- 节: 甲\n  正文: [{节: 乙, 正文: [{节: 丙, 正文: [{节: 丁, 正文: [{节: 戊, 正文: [{任务: 子}, {任务: 丑}]},"
         " {节: 己, 编号: 无, 正文: [{任务: 寅}]}]}]}]}]", "一、 （一） 1. （1） ① a. b. · a."),
        ("编号: {层次: [一、, 1.], 连续: [2]}\n正文:\n- 节: 甲\n  正文: [{任务: 乙}, {任务: 丙}]\n- 节: 丁\n"
         "  正文: [{条目: [戊, 己]}]", "一、 1. 2. 二、 3. 4."),
        ("正文:\n- |\n  一、甲\n  （一）乙\n- 节: 丙\n- 名单: [{角色: 组长, 单位: 市教育局}]\n- 三、丁",
         "一、 （一） 二、 · 三、"),
        ("正文: |\n  一、甲\n  1.乙；\n  2.丙。\n  二、丁\n  1.戊；\n  2.己。", "一、 1. 2. 二、 1. 2."),
        ("正文: |\n  市教育局：\n  1.甲；\n  2.乙。\n  市科协：\n  1.丙；\n  2.丁。", "· 1. 2. · 1. 2."),
        ("正文: |\n  1.甲；\n  责任单位：市科协\n  2.乙。\n  责任单位：市科协", "1. · 2. ·"),
        ("正文:\n- |\n  一、甲\n  （一）乙\n- 条目: [丙, 丁]", "一、 （一） 1. 2."),
        ("体例: 条款\n正文:\n- 章: 甲\n  正文: [{节: 乙, 正文: [{条: 丙, 项: [丁, 戊]}]}, {条: 己}]\n"
         "- 章: 庚\n  正文: [{节: 辛, 正文: [{条: 壬, 项: [{文: 癸, 条目: [子]}]}]}]",
         "第一章 第一节 第一条 （一） （二） 第二条 第二章 第一节 第三条 （一） 1."),
        ("体例: 条款\n正文: [{节: 甲, 正文: [{条: 乙}]}]", "第一节 第一条"),
        ("体例: 条款\n正文: |\n  第一章 甲\n  第一条 乙：\n  （一）丙；\n  1.丁；\n  （二）戊。\n  第二条 己。",
         "第一章 第一条 （一） 1. （二） 第二条"),
    ],
)  # fmt: skip
def test_numbers(text: str, expected: str) -> None:
    assert numbers(text + "\n") == expected


def test_a_section_is_left_after_all_that_is_in_it() -> None:
    data, _ = parse("文种: 通知\n标题: 甲\n正文:\n- 节: 乙\n  正文: 丙\n- 节: 丁\n", "文.yaml")
    document, _ = read_document(data, "文.yaml")
    assert document is not None
    found = [
        (step.block.title if isinstance(step.block, Section) else "文", step.number, step.closing)
        for step in walk(document, scheme_of(None, articles=False))
    ]
    assert found == [
        ("乙", 1, False), ("文", None, False), ("乙", 1, True), ("丁", 2, False), ("丁", 2, True)
    ]  # fmt: skip


PLACE = Place("文.yaml", 1, 1)


def _mapping(items: dict[str, Value]) -> Mapping:
    places = dict.fromkeys(items, PLACE)
    return Mapping(items, PLACE, places, places)


def _sequence(items: list[Value]) -> Sequence:
    return Sequence(items, PLACE, [PLACE] * len(items))


def _body(inner: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    blocks = st.one_of(
        st.just("一段。"),
        st.builds(lambda body: _mapping({"节": "甲", "正文": body}), inner),
        st.builds(lambda body: _mapping({"节": "甲", "编号": "无", "正文": body}), inner),
        st.just(_mapping({"任务": "乙"})),
        st.builds(
            lambda body: _mapping({"阶段": _sequence([_mapping({"阶段": "丙", "正文": body})])}),
            inner,
        ),
    )
    return st.lists(blocks, min_size=1, max_size=4).map(lambda items: _sequence([*items]))


BODIES = st.recursive(st.just(_sequence(["末段。"])), _body, max_leaves=12)


@given(BODIES, st.sampled_from([(), (2,), (1, 2, 3)]))
def test_numbers_count_from_one_without_gaps(body: Value, continuous: tuple[int, ...]) -> None:
    numbering = _mapping({"连续": _sequence([str(level) for level in continuous])})
    data = _mapping({"文种": "通知", "标题": "甲", "正文": body, "编号": numbering})
    document, problems = read_document(data, "文.yaml")
    assert problems == []
    assert document is not None
    last: Tally[int] = Tally()
    for step in steps(document):
        if isinstance(step.block, Prose):
            continue
        for deeper in [level for level in last if level > step.level]:
            if deeper not in continuous:
                del last[deeper]
        if step.number is not None:
            last[step.level] += 1
            assert step.number == last[step.level]


DECIMAL = "编号: {层次: [1, 1.1, 1.1.1, （1）]}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("正文:\n- 节: 甲\n  正文: [{节: 乙, 正文: [{节: 丙}]}, {节: 丁}]\n- 节: 戊\n  正文: [{节: 己}]",
         "1 1.1 1.1.1 1.2 2 2.1"),
        ("正文:\n- 节: 甲\n  正文:\n  - 条目: [乙, 丙]\n  - 文字。\n  - 条目: [丁]", "1 1.1 1.2 · 1.3"),
        ("正文:\n- 节: 甲\n  正文:\n  - 条目: [{文: 乙, 条目: [丙]}, {文: 丁, 条目: [戊]}]",
         "1 1.1 1.1.1 1.2 1.2.1"),
        ("正文: |\n  1 甲\n  1.1 乙\n  1.1.1 丙\n  （1）丁，戊；\n  （2）己，庚。\n  2 辛\n  2.1 壬",
         "1 1.1 1.1.1 （1） （2） 2 2.1"),
        ("正文: |\n  1 甲\n  1.1.1 乙\n  1.1.2 丙\n  2 丁", "1 1.1.1 1.1.2 2"),
    ],
)  # fmt: skip
def test_decimal_levels(text: str, expected: str) -> None:
    assert numbers(DECIMAL + text) == expected


def test_decimal_levels_below_another_level() -> None:
    text = "编号: {层次: [一、, 1.1, 1.1.1]}\n正文:\n- 节: 甲\n- 节: 乙\n  正文: [{节: 丙, 正文: [{节: 丁}]}]"
    assert numbers(text) == "一、 二、 2.1 2.1.1"
