"""Composition → parts: equal to plain docxtpl's, finished, valid."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen.composition import (
    Composition,
    Fit,
    Geometry,
    PageSection,
    Paragraph,
    Run,
    Table,
    TabStop,
)
from gongwen.render.names import Stack, context_of
from gongwen.render.render import render
from gongwen.template.fault import TemplateFaultError
from gongwen.template.ready import Template, load_template
from gongwen.word.package import pack
from gongwen.word.wordml import CORE_PROPERTIES, DOCUMENT, W, parse

from ..compositions import (
    ALL,
    FULL,
    JOINT,
    SMALL,
    TABLE,
    TEMPLATE,
    UPWARD,
    paragraph,
    sheet_named,
    template,
)

GOLDENS = Path(__file__).parents[1] / "goldens"


@pytest.fixture(scope="module")
def ready() -> Template:
    return template()


def body_of(parts: dict[str, bytes]) -> etree._Element:
    body = parse(parts[DOCUMENT]).find(W + "body")
    assert body is not None
    return body


def paragraphs(parts: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """(style id, text) of every paragraph; a tab is →, a line break ⏎."""
    for node in body_of(parts).iter(W + "p"):
        style = node.find(f"{W}pPr/{W}pStyle")
        text = ""
        for child in node.iter(W + "t", W + "tab", W + "br"):
            if child.getparent().tag == W + "r":  # type: ignore[union-attr]
                text += {W + "tab": "→", W + "br": "⏎"}.get(str(child.tag), child.text or "")
        yield (style.get(W + "val", "") if style is not None else ""), text


def document_of(*blocks: Paragraph | Table) -> Composition:
    return Composition("试", None, (PageSection(blocks),), None)


def canonical(root: etree._Element) -> str:
    return etree.tostring(root, method="c14n2").decode()


# ---- what people type ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "{{ 标题 }}",
        "{% for x in y %}",
        "{# 注 #}",
        "{_{ 与 }_} 与 {_% 与 %_}",
        "A & B <丙> \"丁\" '戊'",
        "“弯引号”——省略……",
        "&amp; &lt;w:p/&gt;",
        "]]> <!-- -->",
        "𠮷野家",
    ],
)
def test_text_comes_out_as_typed(typed: str, ready: Template) -> None:
    assert list(paragraphs(render(document_of(paragraph("段落", typed)), ready))) == [
        ("BodyText", typed)
    ]


_TYPED = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff").filter(
        lambda c: not 0xFDD0 <= ord(c) <= 0xFDEF
    ),
    min_size=1,
)


@given(st.lists(st.tuples(st.sampled_from(("", "领句")), _TYPED), min_size=1, max_size=4))
def test_any_text_survives(runs: list[tuple[str, str]]) -> None:
    made = Paragraph("段落", tuple(Run(text, style or None) for style, text in runs))
    parts = render(document_of(made), _shared())
    assert [text for _, text in paragraphs(parts)] == ["".join(text for _, text in runs)]


_SHARED: list[Template] = []


def _shared() -> Template:
    if not _SHARED:
        _SHARED.append(template())
    return _SHARED[0]


def test_tabs_and_line_breaks_become_elements(ready: Template) -> None:
    made = document_of(paragraph("段落", "甲\t乙\n丙"))
    assert list(paragraphs(render(made, ready))) == [("BodyText", "甲→乙⏎丙")]


def test_a_lone_surrogate_is_told_and_not_swallowed(ready: Template) -> None:
    with pytest.raises(TemplateFaultError, match="文字里有不成对的代理字符，在“云溪市”之后"):
        render(document_of(paragraph("段落", "云溪市\ud800")), ready)


def test_a_control_character_is_told_and_not_swallowed(ready: Template) -> None:
    with pytest.raises(TemplateFaultError, match="填好的模板不是合格的 XML"):
        render(document_of(paragraph("段落", "云溪市\x01")), ready)


# ---- what the post-pass sets --------------------------------------------------------------


def test_no_mark_and_no_empty_run_is_left(ready: Template) -> None:
    for composition in ALL.values():
        xml = render(composition, ready)[DOCUMENT].decode()
        assert not re.search("[\ufdd0-\ufdef]", xml)
        assert "<w:t/>" not in xml and '<w:t xml:space="preserve"/>' not in xml
        assert "<w:r/>" not in xml


def test_runs_carry_only_a_style_and_paragraphs_only_style_and_geometry(ready: Template) -> None:
    for composition in ALL.values():
        root = parse(render(composition, ready)[DOCUMENT])
        in_runs = {child.tag for node in root.iter(W + "rPr") for child in node}
        styled = (node for node in root.iter(W + "pPr") if node.find(W + "pStyle") is not None)
        in_paragraphs = {child.tag for node in styled for child in node}
        assert in_runs <= {W + "rStyle"}
        assert in_paragraphs <= {W + name for name in ("pStyle", "ind", "tabs", "sectPr")}


def test_computed_indents_and_tabs(ready: Template) -> None:
    geometry = Geometry(2000, 300, -700, (TabStop(5000, "right"), TabStop(2000)))
    body = body_of(render(document_of(paragraph("名单", "甲", geometry=geometry)), ready))
    properties = body.find(f"{W}p/{W}pPr")
    assert properties is not None
    words = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(properties, encoding="unicode"))
    assert words == (
        '<w:pPr><w:pStyle w:val="名单"/><w:tabs><w:tab w:val="left" w:pos="2000"/>'
        '<w:tab w:val="right" w:pos="5000"/></w:tabs>'
        '<w:ind w:left="2000" w:right="300" w:hanging="700"/></w:pPr>'
    )


def test_what_a_paragraph_gives_way_with(ready: Template) -> None:
    fit = Fit(before=579, pitch=550, keep_next=True, widow_control=True)
    name = replace(paragraph("盖章署名", "甲", geometry=Geometry(right=1264)), fit=fit)
    parts = render(document_of(name, replace(paragraph("段落", "乙"), fit=Fit(before=0))), ready)
    first, second = [
        re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(node, encoding="unicode"))
        for node in body_of(parts).iter(W + "pPr")
    ]
    assert first == (
        '<w:pPr><w:pStyle w:val="盖章署名"/><w:keepNext/><w:keepLines/><w:widowControl/>'
        '<w:spacing w:before="579" w:line="550" w:lineRule="exact"/>'
        '<w:ind w:right="1264"/></w:pPr>'
    )
    assert second == '<w:pPr><w:pStyle w:val="BodyText"/><w:spacing w:before="0"/></w:pPr>'


def test_characters_closer_together_are_set_on_every_run(ready: Template) -> None:
    lead = (Run("落实责任。", "二级接排"), Run("各单位要尽责。"))
    closer = Paragraph("段落", lead, fit=Fit(closer=11))
    body = body_of(render(document_of(closer, paragraph("段落", "一")), ready))
    runs = [[child.tag.removeprefix(W) for child in node] for node in body.iter(W + "rPr")]
    assert runs == [["rStyle", "spacing"], ["spacing"]]
    assert {node.get(f"{W}val") for node in body.iterfind(f".//{W}rPr/{W}spacing")} == {"-11"}


def test_a_long_address_is_set_left_at_its_place_in_the_schema(ready: Template) -> None:
    address = "请发至zhengqiu@yunxi.example"
    long = paragraph("名单", address, geometry=Geometry(2000, tabs=(TabStop(2000),)))
    fitted = replace(paragraph("段落", address), fit=Fit(before=0, keep_next=True))
    lying = PageSection((long, fitted, paragraph("段落", address)), landscape=True)
    upright = PageSection((paragraph("段落", "电话0300-8866216"),))
    body = body_of(render(replace(document_of(long), sections=(lying, upright)), ready))
    order = [[child.tag.removeprefix(W) for child in node] for node in body.iter(W + "pPr")]
    assert order[:4] == [
        ["pStyle", "tabs", "ind", "jc"],
        ["pStyle", "keepNext", "keepLines", "spacing", "jc"],
        ["pStyle", "jc", "sectPr"],
        ["pStyle"],
    ]


def test_nothing_lets_words_be_broken_and_an_address_stays_as_typed(ready: Template) -> None:
    address = "https://zwfw.yunxi.example/portal/index.html?module=ApprovalService&version=3.0"
    long = paragraph("段落", f"请登录{address}，用Kubernetes和PostgreSQL")
    body = body_of(render(document_of(long), ready))
    assert next(body.iter(W + "wordWrap"), None) is None
    assert address in "".join(text.text or "" for text in body.iter(W + "t"))


def test_rows_held_at_a_height_and_rows_that_may_be_parted(ready: Template) -> None:
    held = replace(TABLE, heights=(0, 600, 0, 700), divisible=frozenset({2}))
    rows = list(body_of(render(document_of(held), ready)).iter(W + "tr"))
    heights = [row.find(f"{W}trPr/{W}trHeight") for row in rows]
    # Word adds the margins (50 and 90 twips) and the rule above (10).
    assert [None if node is None else node.get(W + "val") for node in heights] == [
        *(None, "450", None, "550"),
    ]
    assert {node.get(W + "hRule") for node in heights if node is not None} == {"atLeast"}
    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows]
    assert whole == [True, True, False, True]


def test_table_grid_widths_spans_and_merges(ready: Template) -> None:
    table = body_of(render(document_of(TABLE), ready)).find(W + "tbl")
    assert table is not None
    grid = [column.get(W + "w") for column in table.iter(W + "gridCol")]
    assert grid == ["900", "4345", "2000", "1600"]
    rows = list(table.iterchildren(W + "tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    shapes = [
        [
            (
                properties.find(W + "tcW").get(W + "w"),  # type: ignore[union-attr]
                *(node.get(W + "val") for node in properties.iter(W + "gridSpan", W + "vMerge")),
            )
            for properties in row.iter(W + "tcPr")
        ]
        for row in rows
    ]
    assert shapes[1][0] == ("900", "restart")
    assert shapes[2][0] == ("900", "continue")
    assert shapes[3] == [("900",), ("6345", "2"), ("1600",)]
    assert all(cell[-1].tag == W + "p" for row in rows for cell in row.iter(W + "tc"))


def test_a_document_never_ends_in_a_table(ready: Template) -> None:
    body = body_of(render(document_of(TABLE), ready))
    assert [etree.QName(node).localname for node in body] == ["tbl", "p", "sectPr"]


def test_landscape_pages_and_the_imprint_upright_again(ready: Template) -> None:
    root = parse(render(FULL, ready)[DOCUMENT])
    sizes = [
        (size.get(W + "w"), size.get(W + "h"), size.get(W + "orient"))
        for size in root.iter(W + "pgSz")
    ]
    assert sizes == [
        ("11906", "16838", None),
        ("16838", "11906", "landscape"),
        ("11906", "16838", None),
    ]
    # A floating table must not be the first thing on a page: LibreOffice puts it on the one before.
    last = [etree.QName(node).localname for node in root[0]][-4:]
    assert last == ["p", "tbl", "p", "sectPr"]
    lying = list(root.iter(W + "pgMar"))[1]
    sides = [lying.get(W + side) for side in ("top", "right", "bottom", "left")]
    assert sides == ["1587", "2098", "1474", "1984"]
    for section in root.iter(W + "sectPr"):
        assert len(section.findall(W + "footerReference")) == 2


def test_last_pages_may_be_landscape(ready: Template) -> None:
    lying = Composition(
        "试", None, (PageSection((paragraph("段落", "甲"),), landscape=True),), None
    )
    sizes = [size.get(W + "orient") for size in body_of(render(lying, ready)).iter(W + "pgSz")]
    assert sizes == ["landscape"]


def test_a_picture_is_stored_once_and_referred_to(ready: Template) -> None:
    picture = next(b for b in FULL.sections[0].blocks if isinstance(b, Paragraph) and b.picture)
    parts = render(document_of(picture, picture), ready)
    assert [name for name in parts if name.startswith("word/media/")] == ["word/media/image1.png"]
    assert parts[DOCUMENT].decode().count('r:embed="rIdImage1"') == 2
    assert b'Extension="png"' in parts["[Content_Types].xml"]
    assert b'Target="media/image1.png"' in parts["word/_rels/document.xml.rels"]
    ids = re.findall(r'<wp:docPr id="(\d+)"', parts[DOCUMENT].decode())
    assert len(set(ids)) == 2


# ---- the zones ----------------------------------------------------------------------------


def test_header_zone(ready: Template) -> None:
    assert list(paragraphs(render(FULL, ready)))[:5] == [
        ("份号", "000012"),
        ("密级", "机密★1年"),
        ("紧急程度", "特急"),
        ("发文机关标志", "云溪市人民政府办公室文件"),
        ("发文字号", "云政办发〔2026〕12号"),
    ]


def test_a_mark_too_long_is_narrowed(ready: Template) -> None:
    root = parse(render(FULL, ready)[DOCUMENT])
    styles = [node.get(W + "val") for node in root.iter(W + "rStyle")]
    assert styles[0] == "标志缩80"  # 12 characters of 46 pt in 442 pt


@given(st.integers(2, 24), st.sampled_from(("发文机关标志", "命令标志", "信函标志")))
def test_a_mark_leaves_a_little_of_its_line_free(count: int, style: str) -> None:
    """And none but a letter's, whose line is as long as its rule, is wider than the type area."""
    sheet = sheet_named("gbt9704")
    assert FULL.header_zone is not None
    zone = replace(FULL.header_zone, marks=("云" * count,), mark_style=style)
    names, _ = context_of(replace(FULL, header_zone=zone), sheet)
    (mark,) = names["版头"].标志
    scale = int(mark.字串[0].样式.removeprefix("标志缩") or 100)
    indents = [sheet.measure(style, side) for side in ("左缩进", "右缩进")]
    line = sheet.page.text_width - sum(int(str(each.value)) for each in indents if each)
    width = count * sheet.size_of(style) * 10 * scale / 100
    if scale > 30:
        assert width <= 0.99 * line
        assert style == "信函标志" or width <= sheet.page.text_width


@given(st.integers(2, 24), st.integers(2, 24))
def test_a_joint_mark_leaves_a_little_of_its_column_free(one: int, other: int) -> None:
    sheet = sheet_named("gbt9704")
    assert JOINT.header_zone is not None
    zone = replace(JOINT.header_zone, marks=("云" * one, "溪" * other))
    _, facts = context_of(replace(JOINT, header_zone=zone), sheet)
    (stack,) = [fact for fact in facts if isinstance(fact, Stack)]
    names, suffix = stack.widths
    assert names + suffix <= sheet.page.text_width
    assert suffix >= 2 * sheet.character_of("联合标志字")
    longest = max(one, other) * sheet.size_of("联合标志") * 10
    scales = [scale for scale in range(100, 20, -10) if longest * scale / 100 <= 8845 - 2300]
    if scales:
        assert longest * scales[0] / 100 <= names * 0.99 + 1


def test_the_lines_of_a_mark_are_narrowed_alike(ready: Template) -> None:
    zone = FULL.header_zone
    assert zone is not None
    lines = replace(zone, marks=("云溪市生活垃圾分类工作", "领导小组文件"))
    root = parse(render(replace(FULL, header_zone=lines), ready)[DOCUMENT])
    run = next(node for node in root.iter(W + "r") if node.find(f"{W}rPr/{W}rStyle") is not None)
    assert "".join(map(str, run.itertext())) == "云溪市生活垃圾分类工作领导小组文件"
    assert len(run.findall(W + "br")) == 1
    assert [node.get(W + "val") for node in run.iter(W + "rStyle")] == ["标志缩80"]


def test_signers_two_to_a_line_above_the_number(ready: Template) -> None:
    assert list(paragraphs(render(UPWARD, ready)))[4:6] == [
        ("签发人首行", "→签发人：王刚→欧阳明"),
        ("签发人末行", "云政〔2026〕3号→李四"),
    ]
    first = next(
        node
        for node in parse(render(UPWARD, ready)[DOCUMENT]).iter(W + "pPr")
        if node[0].get(W + "val") == "签发人首行"
    )
    cell, character = 8845 // 28, 320  # the row is off the grid
    second = 8845 - cell - 3 * character
    names = (second - 2 * character - cell, second)  # each as wide as the longest of its column
    stops = [int(tab.get(W + "pos", "0")) for tab in first.iter(W + "tab")]
    assert stops == [round(at) for at in (names[0] - 4 * character, *names)]


def test_joint_mark_stands_beside_its_suffix(ready: Template) -> None:
    table = body_of(render(JOINT, ready)).find(W + "tbl")
    assert table is not None
    cells = ["".join(str(text) for text in cell.itertext()) for cell in table.iter(W + "tc")]
    assert cells == ["中共云溪市委组织部云溪市财政局云溪市人力资源和社会保障局", "文件"]
    widths = [int(column.get(W + "w", "0")) for column in table.iter(W + "gridCol")]
    assert widths[1] == 2300 and sum(widths) <= 8845


def test_imprint_rows_that_are_absent_leave_no_row(ready: Template) -> None:
    from msgspec.structs import replace

    assert FULL.imprint is not None
    shorter = replace(FULL, imprint=replace(FULL.imprint, copies="", copies_to=""))
    for composition, rows in ((FULL, 3), (shorter, 1)):
        table = body_of(render(composition, ready)).findall(W + "tbl")[-1]
        assert len(table.findall(W + "tr")) == rows
        position = table.find(f"{W}tblPr/{W}tblpPr")
        assert position is not None and position.get(W + "tblpYSpec") == "bottom"
    assert list(paragraphs(render(FULL, ready)))[-4:] == [
        (
            "抄送机关",
            "抄送：→市委办公室，市人大常委会办公室，市政协办公室，市监委，市法院，市检察院，"
            "云溪军分区。",
        ),
        ("印发机关", "云溪市人民政府办公室→2026年8月9日印发"),
        ("印发机关", "共印200份"),
        ("版记尾", ""),
    ]


def test_a_blank_line_under_a_title_where_no_recipients_follow(ready: Template) -> None:
    made = document_of(paragraph("标题", "甲"), paragraph("稿本", "乙"), paragraph("段落", "丙"))
    assert [style for style, _ in paragraphs(render(made, ready))] == [
        "Title",
        "稿本末",
        "BodyText",
    ]
    made = document_of(paragraph("标题", "甲"), paragraph("主送机关", "乙"))
    assert [style for style, _ in paragraphs(render(made, ready))] == ["Title", "主送机关"]


def test_core_properties_hold_title_and_language_and_nothing_else(ready: Template) -> None:
    parts = render(Composition("甲 & <乙>" + "丙" * 300, None, SMALL.sections, None), ready)
    title, language = parse(parts[CORE_PROPERTIES])
    assert title.text == ("甲 & <乙>" + "丙" * 300)[:255]
    assert language.text == "zh-CN"


@pytest.mark.parametrize("name", ALL)
def test_validates(name: str, ready: Template, tmp_path: Path) -> None:
    file = tmp_path / "件.docx"
    file.write_bytes(pack(render(ALL[name], ready)))
    assert [str(error) for error in OpenXmlValidator().validate(file).errors] == []


def test_house_style_validates_and_shows(tmp_path: Path) -> None:
    house = load_template(TEMPLATE, sheet_named("示例机关"))
    parts = render(SMALL, house)
    assert 'w:ascii="Times New Roman" w:eastAsia="仿宋_GB2312"' in parts["word/styles.xml"].decode()
    file = tmp_path / "件.docx"
    file.write_bytes(pack(parts))
    assert OpenXmlValidator().validate(file).is_valid


def test_document_reads_as_reviewed(ready: Template) -> None:
    """If this fails and the new text is right, write it over the golden."""
    root = parse(render(SMALL, ready)[DOCUMENT])
    etree.indent(root, " ")
    golden = GOLDENS / "render" / "小.document.xml"
    assert canonical(root) + "\n" == golden.read_text(encoding="utf-8")
