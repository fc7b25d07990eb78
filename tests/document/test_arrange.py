"""Pasted text made into blocks."""
# ruff: noqa: E501  what is typed stands in one piece

import re

from hypothesis import example, given
from hypothesis import strategies as st

from gongwen.document.arrange import arrange_body
from gongwen.document.blocks import Article, Block, Chapter, Item, Items, Prose, Section
from gongwen.document.parts import Document
from gongwen.document.read import read_document
from gongwen.document.tree import blocks_of
from gongwen.document.walk import ARTICLE_SCHEME
from gongwen.paper.numbering import DEFAULT_SCHEME, PADDING, Scheme, match_number
from gongwen.problem import Place
from gongwen.source.parse import parse
from tests.typesetting import body_lines


def made(text: str) -> Document:
    data, problems = parse("文种: 通知\n标题: 云溪市读书节通知\n" + text, "文.yaml")
    document, more = read_document(data, "文.yaml")
    assert [*problems, *more] == []
    assert document is not None
    return document


def shape(body: tuple[Block, ...]) -> str:
    """The tree in one line: headings with what they own in brackets."""
    return " ".join(_shape(block) for block in body)


def _shape(block: Block) -> str:
    if isinstance(block, Section | Chapter):
        run_in = f":{block.run_in}" if isinstance(block, Section) and block.run_in else ""
        return f"{block.title}{run_in}[{shape(block.body)}]"
    if isinstance(block, Items):
        return f"<{_items(block.items)}>"
    if isinstance(block, Article):
        texts = block.paragraphs
        text = texts if isinstance(texts, str) else "+".join(texts)
        return f"条:{text}<{_items(block.points)}>"
    return block.text if isinstance(block, Prose) else type(block).__name__


def _items(items: tuple[Item, ...]) -> str:
    return " ".join(i.text + (f"<{_items(i.items)}>" if i.items else "") for i in items)


def arranged(text: str) -> str:
    return shape(made("正文:\n" + text).body)


PASTED = """\
- |
  各单位：
  一、总体要求
  办出特色。
  （一）指导思想。坚持便民。
  1.开放书屋；
  （1）延时开放；
  2.赠送图书。
"""


def test_headings_own_what_follows() -> None:
    assert arranged(PASTED) == (
        "各单位： 总体要求[办出特色。 指导思想。:坚持便民。[<开放书屋；<延时开放；> 赠送图书。>]]"
    )


def test_structured_blocks_belong_to_the_heading_above_them() -> None:
    text = PASTED + (
        "- 名单: [{角色: 组长, 人员: [张三 市长]}]\n"
        "- 续说一句。\n"
        "- |\n"
        "  （二）工作目标\n"
        "  建成十处。\n"
        "- 任务: 建书屋\n"
        "- |\n"
        "  二、保障措施\n"
        "  落实经费。\n"
    )
    assert arranged(text) == (
        "各单位： 总体要求[办出特色。 指导思想。:坚持便民。[<开放书屋；<延时开放；> 赠送图书。> Roster"
        " 续说一句。] 工作目标[建成十处。 Task]] 保障措施[落实经费。]"
    )


def test_a_list_of_a_higher_level_is_a_list_of_its_own() -> None:
    document = made("正文: |\n  （1）甲；\n  ①乙；\n  1.丙；\n  2.丁。\n")
    assert shape(document.body) == "<甲；<乙；>> <丙； 丁。>"


def test_a_typed_section_closes_the_pasted_ones() -> None:
    text = "- |\n  一、甲\n  （一）乙\n- 节: 丙\n  正文: 丁\n- 三、戊\n"
    assert arranged(text) == "甲[乙[]] 丙[丁] 戊[]"


def test_text_within_a_typed_section() -> None:
    text = "- 节: 甲\n  正文: |\n    （一）乙\n    丙\n- 阶段:\n  - 阶段: 丁\n    正文: |\n      1.戊；\n      2.己。\n"
    document = made("正文:\n" + text)
    assert shape(document.body) == "甲[乙[丙]] PlanStages"
    assert shape(tuple(blocks_of(document.body))[-1:]) == "<戊； 己。>"


def test_places_of_pasted_lines() -> None:
    document = made("正文: |\n  一、总体要求\n\n    1.甲；\n  2.乙。\n")
    section = document.body[0]
    assert isinstance(section, Section)
    items = section.body[0]
    assert isinstance(items, Items)
    assert section.place() == Place("文.yaml", 4, 3)
    assert [item.place().line for item in items.items] == [6, 7]


def test_articles() -> None:
    text = """\
体例: 条款
正文: |
  第一章　总则
  第一条　为了规范读书节，制定本办法。
  第二条　下列场所适用：
  （一）书屋；
  1.社区的；
  （二）学校。
  前款的学校含幼儿园。
  （一）另列；
  第三条　市教育局主管。
  经费由市级承担。
  第二章　管理
  第一节　一般规定
  第四条　分级管理。
"""
    assert shape(made(text).body) == (
        "总则[条:为了规范读书节，制定本办法。<> 条:下列场所适用：<书屋；<社区的；> 学校。> "
        "前款的学校含幼儿园。 <另列；> 条:市教育局主管。+经费由市级承担。<>] "
        "管理[一般规定[条:分级管理。<>]]"
    )


def test_a_typed_section_stays_in_a_pasted_chapter() -> None:
    text = "体例: 条款\n正文:\n- 第一章 总则\n- 节: 一般规定\n  正文: 第一条 甲。\n- 条: 乙。\n- 款外的话。\n"
    assert shape(made(text).body) == "总则[一般规定[条:甲。<>] 条:乙。<> 款外的话。]"


def test_what_is_inherited() -> None:
    document = made(
        """\
稿本: 送审稿
编号: {层次: [一、, 1.]}
责任标注: 括注
正文: 略。
印发件:
  标题: 方案
  正文: |
    一、甲
    1.乙。丙。
  附件: {标题: 表, 正文: 略。, 责任标注: 不标}
附件:
- 标题: 办法
  体例: 条款
  件: [{标题: 甲, 正文: 第一条 乙。}]
"""
    )
    issued, attachment = document.issued_texts[0], document.attachments[0]
    assert issued.numbering is not None
    assert issued.numbering.levels == ("一、", "1.")
    assert shape(issued.body) == "甲[乙。:丙。[]]"
    assert (issued.responsibility_form, issued.draft_stage) == ("括注", None)
    assert issued.attachments[0].responsibility_form == "不标"
    assert attachment.texts[0].articles == "条款"
    assert shape(attachment.texts[0].body) == "条:乙。<>"
    assert document.articles is None


LINES = st.lists(
    st.builds(
        "".join,
        st.tuples(
            st.sampled_from(["", "\u3000\u3000"]),
            st.sampled_from(
                [
                    "",
                    "一、",
                    "二、",
                    "（一）",
                    "1.",
                    "2.",
                    "（1）",
                    "第一章 ",
                    "第一节 ",
                    "第二条 ",
                    "①",
                ]
            ),
            st.text("书屋，。；：“”（）1一、. \u3000", max_size=10),
        ),
    ),
    max_size=12,
).map("\n".join)


@given(LINES, st.sampled_from([DEFAULT_SCHEME, ARTICLE_SCHEME]))
@example("1.1\n2.1", DEFAULT_SCHEME)
def test_every_character_is_kept(text: str, scheme: Scheme) -> None:
    """But for the numbers; one that touches digits goes only where its siblings say it is one."""
    body = arrange_body((Prose.made(Place("文.yaml", 1, 1), text=text),), scheme)
    wanted = []
    for line in text.split("\n"):
        rest = line.strip(PADDING)
        for marker in scheme.markers:
            if match := match_number(marker, rest):
                rest = match[1] or rest
                break
        wanted.append(re.escape(_bare(rest)))
        if touching := re.match(r"[12]\.(?=1)", rest):
            wanted[-1] = f"(?:{re.escape(touching[0])})?{re.escape(_bare(rest[touching.end() :]))}"
    kept = "".join("".join(texts(block)) for block in body)
    assert re.fullmatch("".join(wanted), _bare(kept))


def _bare(text: str) -> str:
    return "".join(character for character in text if character not in PADDING)


def texts(block: Block | Item) -> list[str]:
    if isinstance(block, Section | Chapter):
        run_in = (block.run_in or "") if isinstance(block, Section) else ""
        return [block.title, run_in, *(text for each in block.body for text in texts(each))]
    if isinstance(block, Article):
        typed = block.paragraphs
        own = [typed] if isinstance(typed, str) else [*typed]
        return [*own, *(text for item in block.points for text in texts(item))]
    if isinstance(block, Items):
        return [text for item in block.items for text in texts(item)]
    if isinstance(block, Item):
        return [block.text, *(text for item in block.items for text in texts(item))]
    assert isinstance(block, Prose)
    return [block.text]


TYPED = """\
- 节: 一、总体要求
  正文:
  - 任务: （一）办好开幕式。
  - 任务: （二）办好展览。
  - 阶段: [{阶段: 三、宣传阶段, 接排: 启动。}, {阶段: 收尾阶段, 接排: 总结。}]
  - 条目: ['1.开放书屋', {文: 2.延时开放, 条目: [（1）周末, （2）节日]}]
- 节: 二、一二三产业融合
  编号: 无
- 节: 三、一二三产业融合
- 任务: 1.5亿元资金到位。
- 条目:
  - 一、二级市场开放
  - 1、2号线通车
  - 第三条修改为：略。
"""


def test_numbers_typed_before_a_block_s_own_text_are_not_printed_twice() -> None:
    assert body_lines(TYPED) == [
        "一级标题|一、总体要求",
        "条目|（一）办好开幕式。",
        "条目|（二）办好展览。",
        "段落|（三）宣传阶段。启动。",
        "段落|（四）收尾阶段。总结。",
        "条目|（一）开放书屋",
        "条目|（二）延时开放",
        "条目|1.周末",
        "条目|2.节日",
        "一级标题|二、一二三产业融合",
        "一级标题|二、一二三产业融合",
        "条目|三、1.5亿元资金到位。",
        "条目|一、一、二级市场开放",
        "条目|二、1、2号线通车",
        "条目|三、第三条修改为：略。",
    ]


def test_numbers_typed_in_articles() -> None:
    text = """\
体例: 条款
正文:
- 章: 第一章 总则
  正文:
  - 条: 第一条　为了办好读书节，制定本办法。
  - 条: [第三条规定的情形除外。, 第二条 另有规定的从其规定。]
    项: [（一）书屋；, 展览。]
"""
    assert shape(made(text).body) == (
        "总则[条:为了办好读书节，制定本办法。<> "
        "条:第三条规定的情形除外。+第二条 另有规定的从其规定。<书屋； 展览。>]"
    )


def test_numbers_typed_before_attachments_titles() -> None:
    document = made(
        "正文: 略。\n附件:\n- {标题: 附件1：书目, 正文: 甲}\n- {标题: 三、书屋, 正文: 乙}\n"
        "- {标题: [附件 3 展览, 安排], 正文: 丙}\n- {标题: 附件管理办法, 正文: 丁}\n"
    )
    titles = [(each.title, each.typed_number) for each in document.attachments]
    assert titles[:2] == [("书目", 1), ("书屋", 3)]
    assert titles[3] == ("附件管理办法", None)
