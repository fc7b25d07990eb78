"""Every planned element stands, in the finished file, where GB/T 9704-2012 wants it."""

from __future__ import annotations

from collections import Counter

import pytest

from .places import Place
from .plan import our_names, ours
from .reader import read
from .standard import places

DEPARTURES = {
    "样式-双页版记": {"单页码右空1字", "双页码左空1字"},
}
"""What house styles depart in on purpose."""
MIRRORED = "样式-对称页边"
"""A house style that exchanges the margins of even pages."""
OWN_TYPE_AREA = "样式-紧凑版面"
"""A house style with margins and lines of its own: no measure of the standard is one of it."""

NAMES = [name for name in our_names() if name != OWN_TYPE_AREA]


def places_of(name: str) -> list[Place]:
    return [
        place
        for document in ours()[name]
        for place in places(read(document.content), mirrored=name == MIRRORED)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_everything_stands_where_the_standard_wants_it(name: str) -> None:
    wrong = [place for place in places_of(name) if not place.right]
    assert [str(each) for each in wrong if each.name not in DEPARTURES.get(name, ())] == []
    assert {each.name for each in wrong} >= DEPARTURES.get(name, set())


def test_every_measure_is_taken_somewhere() -> None:
    """A measure that finds nothing to measure would be right for ever."""
    taken = Counter((place.clause, place.name) for name in NAMES for place in places_of(name))
    assert set(taken) == MEASURES
    assert sum(taken.values()) > 2500


MEASURES = {
    ("10.1", "发文字号顶右"),
    ("10.1", "发文机关标志上边缘"),
    ("10.1", "发文机关标志不出版心"),
    ("10.1", "发文机关标志居中"),
    ("10.1", "版头距双线"),
    ("10.1", "第一条双线距标志"),
    ("10.1", "第二条双线距纸下边"),
    ("10.1", "红线居中"),
    ("10.1", "红线长"),
    ("10.2", "发文机关标志上边缘"),
    ("10.2", "发文机关标志不出版心"),
    ("10.2", "发文机关标志居中"),
    ("5.2.3", "每页行数"),
    ("7.2.1", "份号所在行"),
    ("7.2.1", "份号顶格"),
    ("7.2.1", "密级所在行"),
    ("7.2.1", "密级顶格"),
    ("7.2.1", "紧急程度所在行"),
    ("7.2.1", "紧急程度顶格"),
    ("7.2.4", "发文机关标志上边缘"),
    ("7.2.4", "发文机关标志不出版心"),
    ("7.2.4", "发文机关标志居中"),
    ("7.2.5", "发文字号居中"),
    ("7.2.5", "发文字号距标志2行"),
    ("7.2.6", "签发人右空1字"),
    ("7.2.7", "红线居中"),
    ("7.2.7", "红线距发文字号"),
    ("7.2.7", "红线长"),
    ("7.3.1", "标题在红线之下2行"),
    ("7.3.1", "标题居中"),
    ("7.3.2", "主送机关在标题之下空1行"),
    ("7.3.2", "主送机关顶格"),
    ("7.3.2", "正文在主送机关下一行"),
    ("7.3.3", "首行缩进、回行顶格"),
    ("7.3.4", "附件说明在正文之下空1行"),
    ("7.3.4", "附件说明左空2字"),
    ("7.3.5.1", "印章不出版心"),
    ("7.3.5.1", "印章以成文日期居中"),
    ("7.3.5.1", "印章距正文一行之内"),
    ("7.3.5.1", "成文日期右空4字"),
    ("7.3.5.1", "成文日期在印章中心之下"),
    ("7.3.5.1", "署名以成文日期居中"),
    ("7.3.5.2", "成文日期右空2字"),
    ("7.3.5.2", "成文日期首字右移2字"),
    ("7.3.5.2", "署名右空2字"),
    ("7.3.5.3", "签名章右空4字"),
    ("7.3.6", "附注左空2字"),
    ("7.3.7", "附件另面首行"),
    ("7.3.7", "附件标题在第3行"),
    ("7.3.7", "附件顶格"),
    ("7.4", "版记在最后一面"),
    ("7.4.1", "分隔线居中"),
    ("7.4.1", "分隔线粗"),
    ("7.4.1", "分隔线长"),
    ("7.4.1", "末条分隔线与版心下边缘重合"),
    ("7.4.2", "版记左空1字"),
    ("7.4.3", "印发日期右空1字"),
    ("7.5", "一字线距版心下边缘"),
    ("7.5", "单页码右空1字"),
    ("7.5", "双页码左空1字"),
    ("8", "横排单页码"),
    ("8", "横排双页码"),
    ("8", "横排页一字线位置"),
}
