"""印发件, 附件 and what is bound apart; draft marks; and that nothing typed is lost."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.composition import Table

from ..typesetting import all_of, lines_of, main_of, shown

WHOLE = """
标题: [关于印发, 节水方案的通知]
题注: （2026年8月9日）
正文: 现印发给你们。
印发件:
- 标题: 节水方案
  正文: 修渠。
  附件: [{标题: 任务表, 正文: 表。}]
- {标题: 考核办法, 正文: 打分。}
附件:
- 标题: 名单
  附件: [{标题: 专家名单, 正文: 专家。}]
  正文: 成员。
- {标题: 地图, 另附: 是}
- 标题: 两个制度
  件: [{标题: 例会制度, 正文: 每月开会。}, {标题: 督查制度, 正文: 每季督查。}]
- {标题: 台账, 正文: 台账。, 横排: 是}
- {标题: 样表, 正文: 样表。, 分装: 是}
"""


def test_parts_in_the_order_of_paper() -> None:
    assert lines_of(WHOLE) == [
        "标题|关于印发↵节水方案的通知",
        "稿本|（征求意见稿）",
        "标题题注|（2026年8月9日）",
        "段落|现印发给你们。",
        "附件说明|附件：1.名单",
        "附件说明续|2.地图",
        "附件说明续|3.两个制度",
        "附件说明续|4.台账",
        "附件说明续|5.样表",
        "印发件标题|节水方案",
        "稿本|（征求意见稿）",
        "段落|修渠。",
        "附件说明|附件：任务表",
        "附件标识|附件",
        "附件标题|任务表",
        "段落|表。",
        "印发件标题|考核办法",
        "稿本|（征求意见稿）",
        "段落|打分。",
        "附件标识|附件1",
        "附件标题|名单",
        "段落|成员。",
        "附件说明|附件：专家名单",
        "附件标识|附件1-1",
        "附件标题|专家名单",
        "段落|专家。",
        "附件标识|附件3",
        "附件标题|例会制度",
        "段落|每月开会。",
        "件标题|督查制度",
        "段落|每季督查。",
        "附件标识|附件4",
        "附件标题|台账",
        "段落|台账。",
    ]


def test_landscape_attachments_are_sections() -> None:
    sections = main_of(WHOLE).sections
    assert [section.landscape for section in sections] == [False, True]
    assert shown(list(sections[1].blocks))[0] == "附件标识|附件4"
    issued = (
        "标题: 关于印发值班表的通知\n正文: 一。\n印发件: {标题: 值班表, 横排: 是, 正文: 二。}\n"
    )
    assert [section.landscape for section in main_of(issued).sections] == [False, True]


def test_an_attachment_bound_apart_bears_the_number() -> None:
    numbered = WHOLE + "发文字号: 云政发〔2026〕3号\n"
    (apart,) = all_of(numbered, "印发稿")[1:]
    assert apart.tail == "附件5"
    assert apart.composition.title == "样表"
    assert apart.composition.header_zone is None
    assert apart.composition.imprint is None
    assert shown(list(apart.composition.sections[0].blocks)) == [
        "附件标识|云政发〔2026〕3号附件5",
        "附件标题|样表",
        "段落|样表。",
    ]
    assert shown(list(all_of(numbered)[1].composition.sections[0].blocks))[0] == "附件标识|附件5"


def test_the_only_attachment_s_own_attachments_count_under_one() -> None:
    own = "{标题: 乙, 正文: 乙。}, {标题: 丙, 分装: 是, 正文: 丙。}"
    yaml = f"附件: [{{标题: 甲, 正文: 甲。, 附件: [{own}]}}]"
    lines = lines_of(yaml)
    assert [line for line in lines if line.startswith("附件标识")] == [
        "附件标识|附件",
        "附件标识|附件1-1",
    ]
    assert [each.tail for each in all_of(yaml)] == ["", "附件1-2"]


def test_tails_of_separate_files_differ() -> None:
    item = "[{标题: 甲, 分装: 是, 正文: 文。}]"
    yaml = f"附件: {item}\n印发件: [{{标题: 一, 附件: {item}}}, {{标题: 二, 附件: {item}}}]\n"
    assert [each.tail for each in all_of(yaml)] == ["", "附件", "印发件1附件", "印发件2附件"]


MARKED = """
印发件:
- {标题: 甲, 正文: 文。}
- {标题: 乙, 正文: 文。, 稿本: 送审稿}
附件:
- {标题: 丙, 正文: 文。}
- {标题: 丁, 正文: 文。, 稿本: 征求意见稿}
"""


@pytest.mark.parametrize(
    ("more", "stage", "marks"),
    [
        ("", "征求意见稿", ["（征求意见稿）", "（征求意见稿）", "（送审稿）", "（征求意见稿）"]),
        (
            "稿本标注: 代拟稿\n",
            "送审稿",
            ["（代拟稿）", "（代拟稿）", "（送审稿）", "（征求意见稿）"],
        ),
        ("", "印发稿", ["（送审稿）", "（征求意见稿）"]),
    ],
)
def test_draft_marks(more: str, stage: str, marks: list[str]) -> None:
    lines = lines_of(MARKED + more, stage)
    assert [line[3:] for line in lines if line.startswith("稿本|")] == marks


def test_a_forwarded_text_stands_as_typed() -> None:
    yaml = """
    印发件:
      标题: 关于节水的意见
      发文字号: 云教发〔2026〕3号
      主送: 市政府：
      正文: 请审议。
      署名: 云溪市教育局
      成文日期: 2026年8月
      附件: [{标题: 任务表, 另附: 是}]
    """
    assert lines_of(yaml, "印发稿")[1:] == [
        "印发件标题|关于节水的意见",
        "件文号|云教发〔2026〕3号",
        "主送机关|市政府：",
        "段落|请审议。",
        "附件说明|附件：任务表",
        "署名|云溪市教育局",
        "成文日期|2026年8月",
    ]


class Words:
    """Words that occur nowhere else, and how often each must stand on paper."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()

    def new(self, times: int = 1) -> str:
        word = f"字{len(self.times):04}号"
        self.times[word] = times
        return word

    def take_back(self, count: int) -> None:
        """The last words are not typed after all."""
        for word in list(self.times)[-count:]:
            del self.times[word]


def block(data: st.DataObject, words: Words, depth: int) -> str:
    new = words.new
    kinds = ["文", "领句", "条目", "任务", "名单", "职责", "阶段", "表"]
    match data.draw(st.sampled_from(kinds + ["节"] * (3 if depth < 3 else 0))):
        case "节":
            run_in = f", 接排: {new()}。" if data.draw(st.booleans()) else ""
            inner = blocks(data, words, depth + 1)
            handed_down = "任务" in inner  # then the tasks print the units, each its own way
            units = f", 责任单位: {new()}、{new()}"
            if handed_down or data.draw(st.booleans()):
                words.take_back(2)
                units = ""
            return f"{{节: {new()}{run_in}{units}, 正文: {inner}}}"
        case "文":
            return f"{new()}。"
        case "领句":
            return f"{{领句: {new()}, 接排: {new()}}}"
        case "条目":
            return f"{{条目: [{new()}, {{文: {new()}, 条目: [{new()}]}}]}}"
        case "任务":
            fields = data.draw(
                st.sets(st.sampled_from(["牵头单位", "责任单位", "配合单位", "时限"]))
            )
            given_fields = "".join(f", {field}: {new()}" for field in sorted(fields))
            content = f", 内容: {new()}" if data.draw(st.booleans()) else ""
            return f"{{任务: {new()}{content}{given_fields}}}"
        case "名单":
            form = data.draw(st.sampled_from(["名单", "表"]))
            return (
                f"{{名单: [{{角色: {new()}, 人员: [{new()} {new()}], 单位: {new()}、{new()}, "
                f"后缀: {new()}}}, {{角色: {new()}, 分组: [{{组: {new()}, 人员: [{new()}]}}]}}], "
                f"版式: {form}}}"
            )
        case "职责":
            return (
                f"{{职责: [{{单位: {new()}, 内容: {new()}}}, {{单位: {new()}, 内容: [{new()}]}}]}}"
            )
        case "阶段":
            return f"{{阶段: [{{阶段: {new()}, 时间: {new()}, 接排: {new()}}}]}}"
        case _:
            return (
                f"{{表: {{列: [{new()}, {{头: {new()}, 下: [{new()}, {new()}]}}], 行: "
                f"[[{new()}, {new()}, {new()}]]}}, 表题: {new()}, 单位: {new()}, 表注: {new()}}}"
            )


def blocks(data: st.DataObject, words: Words, depth: int = 0) -> str:
    count = data.draw(st.integers(1, 3 if depth else 4))
    return "[" + ", ".join(block(data, words, depth) for _ in range(count)) + "]"


@given(st.data(), st.sampled_from(["征求意见稿", "送审稿", "印发稿"]))
def test_every_word_typed_is_printed_as_often_as_it_should(data: st.DataObject, stage: str) -> None:
    words = Words()
    new = words.new
    form = data.draw(st.sampled_from(["分行", "括注"]))
    yaml = (
        f"标题: {new()}\n主送: {new()}、{new()}\n责任标注: {form}\n署名: {new()}\n附注: {new()}\n"
        f"正文: {blocks(data, words)}\n"
        f"印发件: [{{标题: {new()}, 正文: {blocks(data, words)}, "
        f"附件: [{{标题: {new(2)}, 正文: {blocks(data, words)}}}]}}]\n"
        f"附件: [{{标题: {new(2)}, 横排: 是, 正文: {blocks(data, words)}}}, "
        f"{{标题: {new()}, 件: [{{标题: {new()}, 署名: {new()}, 正文: {blocks(data, words)}}}]}}, "
        f"{{标题: {new(2)}, 分装: 是, 正文: {blocks(data, words)}}}]\n"
    )
    printed = "\n".join(
        "\n".join(shown(list(section.blocks)))
        for each in all_of(yaml, stage)
        for section in each.composition.sections
    )
    assert {word: printed.count(word) for word in words.times} == dict(words.times)


@given(st.data())
def test_every_table_is_whole(data: st.DataObject) -> None:
    for section in main_of(f"正文: {blocks(data, Words())}\n").sections:
        for table in (block for block in section.blocks if isinstance(block, Table)):
            assert all(sum(c.columns for c in row) == len(table.widths) for row in table.rows)
            assert all(each > 0 for each in table.widths)


def test_what_is_supplied_elsewhere_is_only_named() -> None:
    yaml = "附件: [{标题: 地图, 另附: 是, 分装: 是}]"
    (only,) = all_of(yaml)
    assert shown(list(only.composition.sections[0].blocks))[-1] == "附件说明|附件：地图"
