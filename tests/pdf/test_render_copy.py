"""The render copy differs from the document in exactly what LibreOffice misreads."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongwen.pdf import render_copy as rc
from gongwen.pdf.misreadings import ALL, HAN, JOINTS, LATIN, Misreadings
from gongwen.word.package import pack, unpack
from gongwen.word.wordml import DOCUMENT, SETTINGS, STYLES, W, parse

OPEN = f'xmlns:w="{W[1:-1]}"'


def tree(xml: str) -> etree._Element:
    """A part from XML whose first element wants the namespace."""
    return parse(re.sub(r"^<([\w:]+)", rf"<\1 {OPEN}", xml).encode())


def xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode").replace(f" {OPEN}", "")


NORMAL = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/>'
STYLE_SHEET = (
    f"<w:styles>{NORMAL}<w:pPr><w:overflowPunct w:val='0'/><w:autoSpaceDE w:val='0'/>"
    '<w:snapToGrid w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:basedOn w:val="a"/>'
    '<w:pPr><w:snapToGrid w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:basedOn w:val="t"/>'
    '<w:rPr><w:snapToGrid w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="p"><w:basedOn w:val="t"/>'
    '<w:pPr><w:autoSpaceDE w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:spacing w:val="320"/></w:rPr></w:style>'
    "</w:styles>"
)


def test_a_grid_of_characters_becomes_one_of_lines() -> None:
    document = tree(
        "<w:body><w:sectPr>"
        '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/></w:sectPr>'
        "</w:body>"
    )
    assert rc.grid_of_lines(document) == -5  # −842 / 4096 points are −4.11 twips
    assert xml(document) == (
        '<w:body><w:sectPr><w:docGrid w:type="lines" w:linePitch="579"/></w:sectPr></w:body>'
    )
    assert rc.grid_of_lines(document) is None


def test_letters_and_landscape_pages_leave_the_grid() -> None:
    document = tree(
        "<w:body><w:sectPr><w:titlePg/><w:docGrid w:type='lines'/></w:sectPr>"
        "<w:sectPr><w:pgSz w:orient='landscape'/><w:docGrid w:type='lines'/></w:sectPr>"
        "<w:sectPr><w:docGrid w:type='lines'/></w:sectPr></w:body>"
    )
    rc.take_odd_heights_off_the_grid(document)
    assert xml(document) == (
        "<w:body><w:sectPr><w:titlePg/></w:sectPr>"
        '<w:sectPr><w:pgSz w:orient="landscape"/></w:sectPr>'
        '<w:sectPr><w:docGrid w:type="lines"/></w:sectPr></w:body>'
    )


def test_a_run_with_a_spacing_of_its_own_is_narrowed_like_the_others() -> None:
    document = tree(
        "<w:body><w:p><w:pPr><w:spacing w:before='5'/></w:pPr>"
        "<w:r><w:rPr><w:spacing w:val='-11'/></w:rPr><w:t>甲</w:t></w:r></w:p></w:body>"
    )
    rc.narrow_runs(document, -5)
    assert xml(document) == (
        '<w:body><w:p><w:pPr><w:spacing w:before="5"/></w:pPr>'
        '<w:r><w:rPr><w:spacing w:val="-16"/></w:rPr><w:t>甲</w:t></w:r></w:p></w:body>'
    )


def test_lines_are_widened_in_every_section() -> None:
    document = tree(
        '<w:body><w:pgMar w:left="1587" w:right="1474"/><w:pgMar w:right="1984"/></w:body>'
    )
    rc.widen_lines(document)
    assert xml(document) == (
        '<w:body><w:pgMar w:left="1587" w:right="1467"/><w:pgMar w:right="1977"/></w:body>'
    )


def test_characters_come_closer_unless_their_runs_leave_the_grid() -> None:
    styles = tree(STYLE_SHEET)
    rc.narrow_characters(styles, -5)
    spacing = {
        style.get(W + "styleId"): [each.get(W + "val") for each in style.iter(W + "spacing")]
        for style in styles.iter(W + "style")
    }
    assert spacing == {"a": ["-5"], "t": [], "o": ["0"], "p": [], "c": ["320"]}
    assert '<w:rPr><w:b/><w:spacing w:val="-5"/><w:sz w:val="32"/></w:rPr>' in xml(styles)


def test_overflow_of_punctuation_is_turned_round() -> None:
    styles = tree(STYLE_SHEET)
    rc.hang_no_punctuation(styles)
    assert xml(styles).count('<w:overflowPunct w:val="1"/>') == 1
    rc.hang_no_punctuation(styles)
    assert xml(styles).count('<w:overflowPunct w:val="0"/>') == 1


def test_overflow_that_nothing_is_said_of_means_yes_to_word() -> None:
    styles = tree(f'<w:styles>{NORMAL}<w:pPr><w:jc w:val="both"/></w:pPr></w:style></w:styles>')
    rc.hang_no_punctuation(styles)
    assert '<w:pPr><w:overflowPunct w:val="0"/><w:jc w:val="both"/></w:pPr>' in xml(styles)


def paragraph(style: str, *runs: str) -> etree._Element:
    text = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return tree(f'<w:body><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p></w:body>')


def parted(style: str, *runs: str) -> str:
    body = paragraph(style, *runs)
    rc.part_han_from_latin(body, tree(STYLE_SHEET))
    return "|".join(text.text or "" for text in body.iter(W + "t")).replace("\u200b", "^")


def test_han_is_parted_from_letters_and_digits() -> None:
    assert parted("a", "甲乙2026年3月A地（12）丙") == "甲乙^2026^年^3^月^A^地（12）丙"
    assert parted("t", "第12条") == "第^12^条"


def test_han_is_parted_from_digits_across_runs() -> None:
    assert parted("a", "一、防汛", "2026", "年") == "一、防汛|^2026|^年"


def test_nothing_is_parted_where_the_style_wants_the_space() -> None:
    assert parted("p", "第12条") == "第12条"


def test_the_copy_changes_no_part_but_these() -> None:
    parts = {
        DOCUMENT: etree.tostring(tree("<w:document><w:body/></w:document>")),
        STYLES: etree.tostring(tree(STYLE_SHEET)),
        "word/media/1.png": b"\x89PNG",
    }
    before = dict(parts)
    copy = rc.render_copy(parts, ALL)
    assert parts == before
    assert copy["word/media/1.png"] == b"\x89PNG"
    assert b'w:val="-5"' not in copy[STYLES]  # no grid of characters here: nothing to imitate


NOTHING = Misreadings((), *[False] * 5)
MODE = '<w:compatSetting w:name="{}" w:val="{}"/>'


def test_what_this_libreoffice_reads_as_word_does_is_left_alone() -> None:
    body = (
        '<w:p><w:pPr><w:wordWrap w:val="0"/></w:pPr><w:r><w:t>第1条“甲”ab</w:t></w:r></w:p>'
        '<wp:positionV xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing" relativeFrom="line"><wp:posOffset>7</wp:posOffset></wp:positionV>'
    )
    parts = {
        DOCUMENT: etree.tostring(tree(f"<w:document><w:body>{body}</w:body></w:document>")),
        STYLES: etree.tostring(tree(STYLE_SHEET)),
    }
    before = {name: plain(content) for name, content in parts.items()}
    left = rc.render_copy(parts, NOTHING)
    changed = rc.render_copy(parts, ALL)
    assert {name: plain(left[name]) for name in parts} == before
    assert all(plain(changed[name]) != before[name] for name in parts)


def plain(part: bytes) -> str:
    return str(etree.canonicalize(part.decode()))


def test_compatibility_is_that_of_word_2010() -> None:
    settings = tree(
        f"<w:settings><w:compat>{MODE.format('compatibilityMode', 15)}"
        f"{MODE.format('other', 15)}</w:compat></w:settings>"
    )
    rc.lower_compatibility(settings)
    assert [each.get(W + "val") for each in settings.iter(W + "compatSetting")] == ["14", "15"]
    older = tree(f"<w:settings>{MODE.format('compatibilityMode', 12)}</w:settings>")
    rc.lower_compatibility(older)
    assert older[0].get(W + "val") == "12"


def joined(*runs: str) -> str:
    body = paragraph("a", *runs)
    rc.part_joints(body, [each.name for each in JOINTS])
    return "|".join(text.text or "" for text in body.iter(W + "t")).replace("\u200b", "^")


def test_lines_may_begin_at_quotation_marks() -> None:
    assert joined("开展“回头看”活动（“双随机”）") == "开展^“回头看”^活动（“双随机”）"
    assert joined("“甲”“乙”、“丙”。") == "“甲”^“乙”、^“丙”。"
    assert joined("讲‘一’和‘二’") == "讲^‘一’^和^‘二’"


def test_lines_may_begin_at_them_across_runs() -> None:
    assert joined("开展", "“回头看”", "活动") == "开展|^“回头看”|^活动"


def test_lines_may_begin_after_stops_and_before_brackets() -> None:
    assert joined("办事指南，6月底前（A类）2家") == "办事指南，^6月底前（A类）^2家"
    assert joined("PM2.5（细颗粒物）") == "PM2.5^（细颗粒物）"
    assert joined("元/吨+A/B") == "元^/^吨^+A/B"


def test_no_line_begins_where_word_begins_none() -> None:
    text = "“甲”，乙（“丙”）丁——“12”%、3%。（《戊》）"
    left = [text[at] + text[at + 1] for at, sign in enumerate(text[:-1])]
    for pair in left:
        parted = "^" in joined(pair)
        may_not = pair[1] in "，。、）”》%" or pair[0] in "（“《"
        assert not (parted and may_not), pair


def test_only_the_joints_that_are_named_are_parted() -> None:
    body = paragraph("a", "水“甲”，2")
    rc.part_joints(body, ["opening quote"])
    assert [text.text for text in body.iter(W + "t")] == ["水\u200b“甲”，2"]


def test_what_is_no_document_of_ours_is_handed_on_as_it_is() -> None:
    for content in (b"", b"PK", pack({"a.txt": b""}), pack({DOCUMENT: b"<", STYLES: b"<"})):
        assert rc.copied(content, ALL) == content


def test_the_settings_are_those_of_the_copy() -> None:
    parts = {
        DOCUMENT: etree.tostring(tree("<w:document><w:body/></w:document>")),
        STYLES: etree.tostring(tree(STYLE_SHEET)),
        SETTINGS: etree.tostring(
            tree(
                '<w:settings><w:compatSetting w:name="compatibilityMode" w:val="15"/></w:settings>'
            )
        ),
    }
    assert b'w:val="14"' in unpack(rc.copied(pack(parts), NOTHING))[SETTINGS]


@given(st.lists(st.text("甲乙丙12Az，（ ·—", min_size=1), min_size=1, max_size=4))
def test_parting_only_adds_zero_width_spaces_and_once(runs: list[str]) -> None:
    body, styles = paragraph("a", *runs), tree(STYLE_SHEET)
    before = [text.text or "" for text in body.iter(W + "t")]
    rc.part_han_from_latin(body, styles)
    after = [text.text or "" for text in body.iter(W + "t")]
    assert [text.replace("\u200b", "") for text in after] == before
    assert not re.search(f"{HAN}{LATIN}|{LATIN}{HAN}", "".join(after))
    rc.part_han_from_latin(body, styles)
    assert [text.text or "" for text in body.iter(W + "t")] == after


def test_long_addresses_are_held_and_only_they() -> None:
    long = "https://a.example/" + "b" * 60
    document = tree(
        "<w:body><w:p><w:r><w:t>请发至www.a.example/b?cd和ISO/IEC</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{long}，ISO/IEC</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>zhengqiu@a.example</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl></w:body>"
    )
    rc.hold_addresses(document)
    first, second, third = [text.text or "" for text in document.iter(W + "t")]
    assert first == "请发至www.a.example\u2060/\u2060b?\u2060cd和ISO/IEC"
    assert second.startswith("https:\u2060/\u2060/\u2060a.example\u2060/\u2060b")
    assert second.endswith("b\u200bb\u200bb，ISO/IEC")
    assert re.sub("[\u200b\u2060]", "", second) == f"{long}，ISO/IEC"
    assert third == "\u200b".join("zhengqiu@a.example")


def test_drawings_placed_by_their_line_are_turned_round() -> None:
    uri = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    document = tree(
        f'<w:body><wp:positionV xmlns:wp="{uri}" relativeFrom="line">'
        "<wp:posOffset>-882</wp:posOffset></wp:positionV>"
        f'<wp:positionV xmlns:wp="{uri}" relativeFrom="page">'
        "<wp:posOffset>7</wp:posOffset></wp:positionV></w:body>"
    )
    rc.turn_line_offsets(document)
    assert [each.text for each in document.iter(f"{{{uri}}}posOffset")] == ["882", "7"]
