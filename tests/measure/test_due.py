"""A measure that is due and is not found on the pages is out, whatever kept it from being found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from gongwen.measure import clauses
from gongwen.measure.clauses import measurements
from gongwen.measure.due import NOT_FOUND, Due, missing
from gongwen.measure.elements import LaidOut, Written, lay_out
from gongwen.measure.measurement import Measurement
from gongwen.measure.norm import STANDARD
from gongwen.measure.pages import Glyph, Image

from .test_measure import line, page

ROW = STANDARD.row
FIRST = STANDARD.top + 8.0
"""The baseline of the first row."""


def rows(*texts: str, start: int = 0) -> list[Glyph]:
    """Each text on a row of the grid, from row `start`; "" = an empty one."""
    lines = (line(text, FIRST + (start + at) * ROW) for at, text in enumerate(texts) if text)
    return [glyph for each in lines for glyph in each]


def not_found(layout: LaidOut) -> set[tuple[str, str]]:
    found = measurements(layout)
    return {(each.clause, each.name) for each in found if each.measured == NOT_FOUND}


ATTACHMENT = (
    Written("附件标识", "附件"),
    Written("附件标题", "防汛预案"),
    Written("段落", "各单位要落实值班制度"),
)
UNDER_TITLE = ("惯例", "附件标题之下空1行")


def test_a_distance_over_a_page_that_has_room_is_not_found() -> None:
    """What a title with text pushed to the next page looked like: nothing was said of it."""
    together = page(1, rows("附件", "", "防汛预案", "", "各单位要落实值班制度"))
    apart = (page(1, rows("附件", "", "防汛预案")), page(2, rows("各单位要落实值班制度")))
    assert UNDER_TITLE not in not_found(lay_out(ATTACHMENT, (together,)))
    assert UNDER_TITLE in not_found(lay_out(ATTACHMENT, apart))


def test_a_distance_over_a_page_that_is_full_is_not_due() -> None:
    above = page(1, rows("附件", start=17), rows("防汛预案", start=19))
    layout = lay_out(ATTACHMENT, (above, page(2, rows("各单位要落实值班制度"))))
    assert UNDER_TITLE not in not_found(layout)


def test_what_is_kept_with_the_next_page_is_not_due() -> None:
    above, below = Written("段落", "各单位要落实"), Written("附件说明", "附件：防汛预案")
    date = Written("成文日期", "2026年8月9日")
    pages = (
        page(1, rows("各单位要落实", start=16)),
        page(2, rows("附件：防汛预案", *[""] * 3, "2026年8月9日")),
    )
    layout = lay_out((above, below, date), pages)
    spots = layout.spots
    due = Due("7.3.4", "附件说明在正文之下空1行", "", (spots[0], spots[1]), 2)
    assert list(missing(layout, [due], [])) != []
    assert list(missing(layout, [replace(due, kept=spots[2])], [])) == []


SEALED = (
    Written("段落", "请遵照执行"),
    Written("盖章署名", "云溪市教育局", pictures=1),
    Written("成文日期", "2026年8月9日"),
)
OF_SEALS = {
    ("7.3.5.1", "印章压在成文日期上"),
    ("7.3.5.1", "印章以成文日期居中"),
    ("7.3.5.1", "印章上边缘距正文一行之内"),
    ("7.3.5.1", "印章不出版心"),
    ("惯例", "印章宽"),
}


def test_a_seal_that_is_on_no_page_is_not_found() -> None:
    text = rows("请遵照执行", "", "", "云溪市教育局", "2026年8月9日")
    bare = page(1, text)
    sealed = replace(bare, images=(Image(20.0, FIRST + ROW, 62.0, FIRST + ROW + 42),))
    assert not_found(lay_out(SEALED, (bare,))) & OF_SEALS == OF_SEALS
    assert not_found(lay_out(SEALED, (sealed,))) & OF_SEALS == set()


def test_a_paragraph_that_is_on_no_page_is_out() -> None:
    layout = lay_out(SEALED, (page(1, rows("云溪市教育局", "2026年8月9日")),))
    out = {(each.clause, each.name): each for each in measurements(layout) if not each.right}
    assert out["惯例", "文字都在页上"].measured == 2
    assert out["7.3.3", "首行缩进2字"].about == "请遵照执行"


def test_nothing_is_due_of_what_was_guessed() -> None:
    layout = lay_out(SEALED, (page(1, rows("云溪市教育局")),), ours=False)
    assert not_found(layout) == set()
    assert "文字都在页上" not in {each.name for each in measurements(layout)}


def test_as_many_are_due_as_there_are() -> None:
    taken = [Measurement("7.3.4", "甲", 1, 1, 1)]
    layout = lay_out((), ())
    due = [Due("7.3.4", "甲", "一"), Due("7.3.4", "甲", "二"), Due("7.3.4", "乙", "三")]
    found = [(each.name, each.about, each.page) for each in missing(layout, due, taken)]
    assert found == [("甲", "二", 0), ("乙", "三", 0)]
    assert not any(each.right for each in missing(layout, due, taken))


def modules() -> Iterator[str]:
    return (info.name for info in pkgutil.iter_modules(clauses.__path__) if info.name != "found")


@pytest.mark.parametrize("name", [*modules()])
def test_every_group_of_clauses_says_what_is_due(name: str) -> None:
    assert callable(importlib.import_module(f"{clauses.__name__}.{name}").due)
