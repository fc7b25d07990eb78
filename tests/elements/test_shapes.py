"""The words that the model is declared with, on a small model of their own."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest

from gongwen.document.parts import Attachment
from gongwen.elements.element import DataElement, Element
from gongwen.elements.fields import As, Before, Check, Either, MisfitError, field
from gongwen.elements.offers import as_numbered
from gongwen.elements.shapes import FAILED, Reading, Spot
from gongwen.elements.values import Flag
from gongwen.problem import Place
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping


def _short(text: str) -> str:
    if len(text) > 2:
        raise MisfitError("太长", "写短些", told=True)
    return text


class Shelf(Element):
    name: str = field(key="名")
    room: str = field("阅览室", key="室")


class Book(Shelf):
    short: Annotated[str, Check(_short)] = field("", key="简")
    form: Literal["精装", "平装"] | None = field(None, key="装")
    tags: tuple[str, ...] = field((), key="签", at_least=2)
    copies: Annotated[int, As(len, written=str)] = field(0, key="数")
    first: Annotated[str, Before(lambda value: value[:1])] = field("", key="首")
    authors: Annotated[
        str | tuple[str, ...],
        Either(
            lambda value: "many" if isinstance(value, list) else "one",
            {"one": str, "many": tuple[str, ...]},
        ),
    ] = field("", key="者")
    shelves: tuple[Shelf, ...] = field((), key="架")


def _read(
    text: str, model: type[Element] = Book, *, salvaging: bool = False
) -> tuple[Any, list[str]]:
    data, problems = parse(text, "书.yaml")
    assert isinstance(data, Mapping)
    assert not problems
    reading = Reading(salvaging=salvaging)
    found = model.read(data, Spot("", data.place), reading)
    return found, [f"{p.line}:{p.column} {p.message}|{p.hint}" for p in reading.problems]


WHOLE = """\
名: 山河
简: 山
装: 精装
签: [甲, 乙]
数: 三本书
首: 头一字
者: [王刚, 李敏]
架: [{名: 东}]
"""


def test_each_shape_is_read() -> None:
    book, told = _read(WHOLE)
    assert told == []
    assert (book.name, book.room, book.short, book.form) == ("山河", "阅览室", "山", "精装")
    assert (book.tags, book.copies, book.first) == (("甲", "乙"), 3, "头")
    assert book.authors == ("王刚", "李敏")
    assert [shelf.name for shelf in book.shelves] == ["东"]
    assert list(book.typed()) == ["名", "简", "装", "签", "数", "首", "者", "架"]
    assert book.typed()["简"] == "山"
    assert _read("名: 山河\n者: 王刚\n")[0].authors == "王刚"


def test_all_that_does_not_fit_is_told_at_once() -> None:
    book, told = _read(
        "简: 山河书\n装: 线装\n签: [甲, [乙]]\n者: {甲: 乙}\n架: [{室: 二楼}]\n别: 乙\n"
    )
    assert book is FAILED
    assert told == [
        "6:1 不认识“别”这个项目|这里可以写：名、室、数、首",
        "1:1 缺少“名”|加一行：名: ……",
        "1:4 “简”太长，现在是“山河书”|写短些",
        "2:4 “装”只能写精装、平装，现在是“线装”|是不是“精装”",
        "3:8 “签”第2项要写一段文字，现在是一个列表|",
        "4:4 “者”要写一段文字，现在是一组“项目: 内容”|"
        "去掉“甲:”，直接写内容；如果它是文字的一部分，冒号改用全角的“：”",
        "5:5 “架”第1项缺少“名”|加一行：名: ……",
    ]


def test_what_does_not_fit_is_left_out_where_the_rest_is_salvaged() -> None:
    book, told = _read(
        "名: 山河\n简: 山河书\n签: [甲, [乙]]\n架: [{室: 二楼}, {名: 东}]\n", salvaging=True
    )
    assert told
    assert (book.name, book.short, book.tags) == ("山河", "", ())  # one of two tags is too few
    assert [shelf.name for shelf in book.shelves] == ["东"]
    assert _read("简: 山\n", salvaging=True)[0] is FAILED


class House(Element):
    rooms: dict[str, Shelf] = field(key="各室")


def test_names_that_people_choose() -> None:
    house, told = _read("各室: {一楼: {名: 西}, 二楼: {名: 南}}\n", House)
    assert told == []
    assert {room: shelf.name for room, shelf in house.rooms.items()} == {"一楼": "西", "二楼": "南"}
    text = "各室: {一楼: {室: 阅览室}, 二楼: {名: 南}, 三楼: 北}\n"
    faults = [
        "1:10 “一楼”里缺少“名”|加一行：名: ……",
        "1:36 “三楼”要写成一组“项目: 内容”，现在是“北”|写成：{名: 北}",
    ]
    assert _read(text, House) == (FAILED, faults)
    house, told = _read(text, House, salvaging=True)
    assert (list(house.rooms), told) == (["二楼"], faults)
    assert _read("各室: 一楼\n", House)[1] == ["1:5 “各室”要写成“名称: 内容”，现在是“一楼”|"]


class Room(DataElement):
    seat: str = field("", key="座位")
    is_open: Flag = field(False, key="开")


def test_the_words_of_documents_are_not_thought_of_elsewhere() -> None:
    assert _read("题目: 甲\n页码: 乙\n开: 不开\n", Room)[1] == [
        "1:1 不认识“题目”这个项目|这里可以写：座位",
        "2:1 不认识“页码”这个项目|这里可以写：座位",
        "3:4 “开”只能写“是”或“否”，现在是“不开”|是不是“否”",
    ]


def test_an_element_is_frozen_and_equal_by_what_it_holds() -> None:
    book, same, other = _read(WHOLE)[0], _read(WHOLE)[0], _read("名: 山河\n")[0]
    assert book == same
    assert hash(book) == hash(same)
    assert book != other
    with pytest.raises(AttributeError, match="name of a Book cannot be changed"):
        book.name = "江河"
    changed = book.copy(name="江河")
    assert (changed.name, changed.tags, book.name) == ("江河", ("甲", "乙"), "山河")
    assert changed.place("签") == book.place("签")
    assert repr(Shelf.made(Place("书.yaml"), name="东")) == "Shelf(name='东', room='阅览室')"


def test_a_field_of_the_base_comes_before_its_own() -> None:
    assert list(Book.fields)[:3] == ["name", "room", "short"]
    assert Book.fields["name"].is_required
    assert not Book.fields["room"].is_required


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("1. 活动方案 2、名单", "去掉序号（程序会编），一项一行：- 标题: 活动方案；- 标题: 名单；"),
        ("见下：1. 活动方案", ""),
        ("活动方案", ""),
        ("1.5亿元项目表", ""),
    ],
)
def test_texts_numbered_in_one(text: str, advice: str) -> None:
    assert as_numbered(text, Attachment).startswith(advice)
    assert bool(as_numbered(text, Attachment)) == bool(advice)
