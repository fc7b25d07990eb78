"""Numbers that a browser or Word shows before the items of a list, and lists that begin again."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from gongwen.importer.assemble import assemble
from gongwen.importer.pieces import SourceParagraph
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.word.foreign_styles import read_lists
from gongwen.word.wordml import W


def texts(page: str) -> list[str]:
    source = read_content(f"<html><body>{page}</body></html>".encode(), ".html", "旧文.html")
    return [piece.text for piece in source.pieces if isinstance(piece, SourceParagraph)]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<ol><li>甲</li><li>24小时</li></ol>", ["1.甲", "2. 24小时"]),
        (
            "<ol start='3'><li><p>甲</p><p>乙</p></li><li value='7'>丙</li></ol>",
            ["3.甲", "乙", "7.丙"],
        ),
        ("<ol style='list-style-type: cjk-ideographic'><li>甲</li></ol>", ["一、甲"]),
        ("<ol style='list-style: none'><li>甲</li></ol>", ["甲"]),
        ("<ol><li>（一）甲</li><li></li></ol><p>乙</p>", ["（一）甲", "乙"]),
        ("<ol><li>甲<ol><li>乙</li></ol></li><li>丙</li></ol>", ["1.甲", "1.乙", "2.丙"]),
        ("<ul><li>甲</li></ul>", ["甲"]),
    ],
)
def test_lists_of_a_page(page: str, wanted: list[str]) -> None:
    assert texts(page) == wanted


NUMBERING = f"""<w:numbering xmlns:w="{W.strip("{}")}">
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_a_list_of_word_that_begins_again() -> None:
    lists = read_lists(etree.fromstring(NUMBERING))
    assert [lists.number(each, 0) for each in "112212"] == ["1.", "2.", "1.", "2.", "3.", "4."]


def body(text: str) -> Any:
    tree: Any = plain(assemble(read_content(text.encode(), ".txt", "旧文.txt")).tree)
    return tree["正文"]


def test_a_list_that_begins_again_is_one_of_its_own() -> None:
    found = body("""\
关于做好防汛工作的通知
各单位：
请做到：
1.落实人员；
2.24小时值守。
有下列情形的，及时报告：
1.水位超警的；
2、3日内有暴雨的。
云溪市水务局
2026年5月3日
""")
    assert found == [
        "请做到：",
        {"条目": ["落实人员；", "24小时值守。"], "序号": "1."},
        "有下列情形的，及时报告：",
        {"条目": ["水位超警的；", "3日内有暴雨的。"], "序号": "1."},
    ]


def test_a_heading_that_may_be_a_pair_of_numbers() -> None:
    found = body("""\
关于规范市场的通知
各单位：
一、二级市场
（一）加强监管
各单位要加强监管。
二、有关要求
请认真落实。
云溪市商务局
2026年5月3日
""")
    assert [each["节"] for each in found] == ["二级市场", "有关要求"]
