"""What is changed in a finished file is noticed: one measure broken at a time."""

from __future__ import annotations

import re

import pytest
from msgspec import Struct

from .compared import differences
from .package import Package, unpacked
from .plan import Document, ours
from .reader import read, read_package
from .standard import places

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"


class Change(Struct, frozen=True):
    """A change of a part of a document's file, and what it is noticed as: by the plan, or by the
    name of a measure of the standard.
    """

    about: str
    document: str
    part: str
    old: str
    new: str
    noticed: str = "计划"


def of_style(style: str, old: str, new: str) -> tuple[str, str]:
    """A change in a style alone."""
    return rf'(<w:style [^>]*w:styleId="{style}"(?:(?!</w:style>).)*?){old}', rf"\g<1>{new}"


CHANGES = [
    Change(
        "行高", "表格-竖排四十行", DOCUMENT, r'w:trHeight w:val="\d+"', 'w:trHeight w:val="1900"'
    ),
    Change("单元格边距", "文件-全要素", STYLES, 'w:top w:w="50"', 'w:top w:w="200"'),
    Change("列宽", "文件-全要素", DOCUMENT, r'gridCol w:w="3\d+"', 'gridCol w:w="1121"'),
    Change("段前", "文件-全要素", STYLES, *of_style("附件说明", 'before="579"', 'before="1158"')),
    Change("段后", "文件-全要素", STYLES, *of_style("附件标题末", 'after="579"', 'after="0"')),
    Change("行距", "公告", STYLES, *of_style("Normal", 'line="579"', 'line="560"')),
    Change(
        "字号", "文件-全要素", STYLES, *of_style("Normal", 'w:sz w:val="32"', 'w:sz w:val="36"')
    ),
    Change("每行字数", "节水型城市创建方案", DOCUMENT, 'charSpace="-1024"', 'charSpace="0"'),
    Change("每页行数", "文件-全要素", DOCUMENT, 'w:bottom="1984"', 'w:bottom="3000"'),
    Change("另起一页", "文件-全要素", STYLES, *of_style("附件标识", "<w:pageBreakBefore/>", "")),
    Change(
        "分节", "横排-在末", DOCUMENT, 'w:w="16838" w:h="11906"', 'w:w="11906" w:h="16838"', "附件"
    ),
    Change(
        "首行缩进",
        "公告",
        STYLES,
        *of_style("BodyText", 'firstLine="630"', 'firstLine="945"'),
        "首行缩进",
    ),
    Change("悬挂缩进", "附件-多层", DOCUMENT, r'w:left="1890"', 'w:left="5895"'),
    Change("右缩进", "公告", DOCUMENT, r'w:ind w:right="\d+"', 'w:ind w:right="0"', "成文日期"),
    Change(
        "标志", "公告", STYLES, *of_style("发文机关标志", 'before="100"', 'before="300"'), "上边缘"
    ),
    Change("红线", "公告", DOCUMENT, "<wp:posOffset>127000<", "<wp:posOffset>327000<", "红线距"),
    Change(
        "红线长", "公告", DOCUMENT, 'wp:extent cx="5616575"', 'wp:extent cx="5716575"', "红线长"
    ),
    Change(
        "标题", "公告", STYLES, *of_style("Title", 'before="1158"', 'before="900"'), "标题在红线"
    ),
    Change("页码", "公告", DOCUMENT, 'w:footer="1425"', 'w:footer="1600"', "一字线"),
    Change("单页码", "公告", STYLES, *of_style("Footer", 'w:right="315"', 'w:right="0"'), "单页码"),
    Change(
        "末条线",
        "文件-全要素",
        STYLES,
        r'(w:bottom w:val="single" w:sz=")8',
        r"\g<1>24",
        "分隔线粗",
    ),
    Change(
        "版记宽", "文件-全要素", DOCUMENT, 'gridCol w:w="8845"', 'gridCol w:w="8000"', "分隔线长"
    ),
    Change("版记左", "文件-全要素", DOCUMENT, 'w:tblpX="1587"', 'w:tblpX="1400"', "分隔线居中"),
    Change(
        "制表位",
        "文件-全要素",
        STYLES,
        *of_style("印发机关", 'w:pos="8530"', 'w:pos="8000"'),
        "印发日期",
    ),
]


def changed(document: Document, change: Change) -> Package:
    parts = dict(unpacked(document.content).parts)
    text = parts[change.part].decode()
    new, count = re.subn(change.old, change.new, text, flags=re.DOTALL)
    assert count, f"{change.about}: nothing to change"
    parts[change.part] = new.encode()
    return Package(parts)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.about)
def test_a_change_of_the_file_is_noticed(change: Change) -> None:
    document = ours()[change.document][0]
    whole, layout = read(document.content), read_package(changed(document, change))
    if change.noticed == "计划":
        assert set(differences(document, layout)) - set(differences(document, whole))
    else:
        wrong = [place for place in places(layout) if not place.right]
        assert any(change.noticed in place.name for place in wrong), wrong
        assert all(place.right for place in places(whole))
