"""No measure of a sheet is without effect, and none of the standard's is left where a house style
has another. Without LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import etree
from msgspec.structs import replace

from gongwen.build.shared import Shared
from gongwen.render.watermark import with_watermark
from gongwen.sheet.data import Measure, RuleBelow, Sheet
from gongwen.sheet.lengths import EMU_PER_TWIP
from gongwen.sheet.page_measures import PageMeasures
from gongwen.sheet.reader import load_sheet
from gongwen.source.parse import parse
from gongwen.source.tree import Mapping
from gongwen.template.style_parts import styles_xml
from gongwen.word.package import unpack

from ..compositions import sheet_named
from ..house import DOCUMENTS, HOUSE, NAME, build, project

STANDARD = sheet_named("gbt9704")
PAGE_KEYS = PageMeasures.known_keys()
SEEN_IN = {
    "页眉距": "信函",
    "信函页脚距": "信函",
    "信函首页地脚": "信函两页",
    "印章宽": "印章-图",
    "横排页眉页脚距": "决定",
    "签发人右空": "上行文-签发人二人",
    "签发人间距": "上行文-签发人二人",
    "署名右空": "署名-短名称不盖章",
    "成文日期右移": "署名-短名称不盖章",
    "职务距签名": "签名章-图",
    "出席左空": "纪要",
    "名单左空": "名单",
    "名单间距": "名单",
    "印章间距": "联合-短名称",
    "联合标志最小": "联合-许多",
    "每排印章数": "印章-联合图",
    "印章高出日期": "印章-图",
    "签名章宽": "签名章-图",
    "签名章高": "签名章-图",
    "签名章间距": "签名章-图",
    "最密行距": "版记-署名在页首",
    "最疏行距": "字行推开",
    "标注最密行距": "命令-标注",
    "行末字距": "行末-不分开",
}
"""The document that shows a measure of 版面, where 文件 does not."""
FURTHER = {
    "印章间距": "6毫米",
    "标注最密行距": "25磅",
    "标志最窄": "95%",
    "每排印章数": "1",
    "签名章高": "1.5行",
    "行末字距": "0磅",
}
"""Values further off than the house's, where that stays within what is shown."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    return project(tmp_path_factory.mktemp("house"))


def page_of(text: str) -> dict[str, str]:
    """版面 of a sheet, as typed."""
    sheet, problems = parse(text, "样式表")
    assert not problems
    assert isinstance(sheet, Mapping)
    page = sheet["版面"]
    assert isinstance(page, Mapping)
    return {key: str(value) for key, value in page.items()}


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts that hold text, styles, settings and the page."""
    return {name: part for name, part in unpack(content).items() if name.endswith(".xml")}


def test_the_house_style_sets_every_measure_of_the_page() -> None:
    assert set(page_of(HOUSE)) == set(PAGE_KEYS)


@pytest.mark.parametrize("key", PAGE_KEYS)
def test_a_measure_of_the_page_changes_what_is_made(key: str, shared: Shared) -> None:
    name, sheet = SEEN_IN.get(key, "文件"), f"改{key}"
    value = FURTHER.get(key) or page_of(HOUSE)[key]
    path = shared.root / "styles" / f"{sheet}.yaml"
    path.write_text(f'基于: gbt9704\n版面: {{{key}: "{value}"}}\n', encoding="utf-8")
    made = parts_of(build(name, sheet, shared))
    assert made != parts_of(build(name, "gbt9704", shared))


def changed(value: int | float | str | bool | RuleBelow) -> int | float | str | bool | RuleBelow:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, RuleBelow):
        return replace(value, thickness=value.thickness + 20)
    if isinstance(value, str):
        return {"000000": "0000FF", "left": "center"}.get(value, "left")
    return value + 2


def each_measure() -> Iterator[tuple[str, str]]:
    for key, style in STANDARD.styles.items():
        for name in style.measures:
            yield key, name


def with_measure(sheet: Sheet, key: str, name: str) -> Sheet:
    """The sheet with one measure of one style changed."""
    style = sheet.styles[key]
    old = style.measures[name]
    measures = {**style.measures, name: Measure(changed(old.value), old.basis, old.typed)}
    return replace(sheet, styles={**sheet.styles, key: replace(style, measures=measures)})


def test_every_measure_of_a_style_is_in_the_styles_of_word() -> None:
    whole = styles_xml(STANDARD)
    without_effect = [
        (key, name)
        for key, name in each_measure()
        if name != "下边线"  # drawn in the document: tests/render/test_drawn_rules.py
        and styles_xml(with_measure(STANDARD, key, name)) == whole
    ]
    assert without_effect == []
    assert len(list(each_measure())) > 200


def numbers_in(content: bytes) -> set[str]:
    """The values of all attributes of the parts of a .docx."""
    return {
        str(value)
        for part in parts_of(content).values()
        for node in etree.fromstring(part).iter(etree.Element)
        for value in node.attrib.values()
    }


def test_nothing_of_the_standard_is_left_in_what_a_house_style_makes(shared: Shared) -> None:
    house, problems = load_sheet(NAME, shared.root / "styles")
    assert house is not None, problems
    theirs = {f"{value}" for value in lengths_of(STANDARD) - lengths_of(house)}
    assert len(theirs) > 15
    for name in DOCUMENTS:
        assert numbers_in(build(name, NAME, shared)) & theirs == set(), name


def lengths_of(sheet: Sheet) -> set[int]:
    """The lengths of the page that stand in documents or follow from it, twips; not the small
    ones, which other things may come to as well.
    """
    page = sheet.page
    following = (page.text_width, page.text_height, page.row, sheet.char_space)
    sides = (page.width, page.height, page.top, page.left, page.right, page.bottom)
    edges = (
        page.header,
        page.footer,
        page.letter_footer,
        page.letter_bottom,
        page.bare_header,
        page.turned_edges,
    )
    characters = {round(count * page.character) for count in range(1, page.columns + 1)}
    folio = sheet.measure("单页页脚", "行距")
    assert folio is not None
    assert isinstance(folio.value, int)
    drawn = {page.seal * EMU_PER_TWIP, folio.value * EMU_PER_TWIP}
    return {*following, *sides, *edges, page.letter_bottom, page.tab, *characters, *drawn}


def test_a_watermark_is_as_wide_as_the_houses_page_allows(shared: Shared) -> None:
    house, _ = load_sheet(NAME, shared.root / "styles")
    assert house is not None
    parts = with_watermark(unpack(build("反馈表", NAME, shared)), "征求意见第二稿")
    header = next(part for name, part in parts.items() if "watermark" in name and b"pict" in part)
    found = re.search(rb"width:(\d+)pt", header)
    assert found is not None
    room = house.page.text_width / 20
    assert 0.9 * room < int(found[1]) <= 0.95 * room


def test_a_mark_keeps_its_place_where_lines_are_far_apart(shared: Shared) -> None:
    """Three lines of 13 mm reach further down than a mark 35 mm from the edge allows: the third is
    set closer (7.2.4).
    """
    path = shared.root / "styles" / "疏行.yaml"
    path.write_text('基于: gbt9704\n版面: {每页行数: "18"}\n', encoding="utf-8")
    sheet, _ = load_sheet("疏行", shared.root / "styles")
    assert sheet is not None
    lacking = sheet.styles["发文机关标志"].measures["段前"].value
    assert isinstance(lacking, int)
    assert lacking < 0
    document = etree.fromstring(unpack(build("文件", "疏行", shared))["word/document.xml"])
    w = document.nsmap["w"]
    lines = [node.get(f"{{{w}}}line") for node in document.iter(f"{{{w}}}spacing")]
    assert lines[0] == str(max(sheet.page.row + lacking, sheet.places.closest_notice))
