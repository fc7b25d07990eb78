"""The render copy differs from the document in exactly what LibreOffice misreads."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from gongwen.pdf import line_corrections as lines
from gongwen.pdf import render_copy as rc
from gongwen.pdf.misreadings import ALL, HAN, JOINTS, LATIN, Misreadings
from gongwen.word.package import pack, unpack
from gongwen.word.wordml import DOCUMENT, SETTINGS, STYLES, R, W, parse

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


def narrowed(text: str, properties: str = "", aligned: str = "both") -> list[tuple[str, str]]:
    """The pieces that a paragraph of the grid's own style is cut into, each with its spacing."""
    styles = tree(STYLE_SHEET)
    lines.narrow_characters(styles, -5)
    run = f"<w:r>{properties}<w:t>{text}</w:t></w:r>"
    body = tree(f'<w:body><w:p><w:pPr><w:jc w:val="{aligned}"/></w:pPr>{run}</w:p></w:body>')
    lines.narrow_latin(body, styles, -5)
    spacings = ((run, run.find(f"{W}rPr/{W}spacing")) for run in body.iter(W + "r"))
    return [
        (run.findtext(W + "t") or "", "" if own is None else own.get(W + "val", ""))
        for run, own in spacings
    ]


def test_figures_make_up_for_the_spacing_left_out_on_either_side() -> None:
    assert narrowed("到2028年建成") == [("到", ""), ("2028", "-8"), ("年建成", "")]
    assert narrowed("第12") == [("第", ""), ("12", "-8")]
    assert narrowed("请于每年第3季度") == [("请", ""), ("于每年", "-15"), ("第3季度", "")]
    assert narrowed("第3季度") == [("第3季度", "")]
    assert narrowed("第3季度末报送情况") == [
        ("第3", ""),
        ("季度末报送", "-9"),
        ("情况", ""),
    ]
    assert narrowed("1月—9月，2026年") == [("1月—9月，", ""), ("2026", "-13"), ("年", "")]
    assert narrowed("到2028年", aligned="right") == [("到2028年", "")]
    assert narrowed("没有数字") == [("没有数字", "")]
    closer = '<w:rPr><w:spacing w:val="-9"/></w:rPr>'
    assert narrowed("到2028年", closer) == [("到", "-9"), ("2028", "-15"), ("年", "-9")]
    apart = '<w:rPr><w:spacing w:val="3"/></w:rPr>'
    assert narrowed("到2028年", apart) == [("到2028年", "3")]


def test_a_run_with_a_spacing_of_its_own_is_narrowed_like_the_others() -> None:
    document = tree(
        "<w:body><w:p><w:pPr><w:spacing w:before='5'/></w:pPr>"
        "<w:r><w:rPr><w:spacing w:val='-11'/></w:rPr><w:t>甲</w:t></w:r></w:p></w:body>"
    )
    lines.narrow_runs(document, -5)
    assert xml(document) == (
        '<w:body><w:p><w:pPr><w:spacing w:before="5"/></w:pPr>'
        '<w:r><w:rPr><w:spacing w:val="-16"/></w:rPr><w:t>甲</w:t></w:r></w:p></w:body>'
    )


def test_lines_are_widened_in_every_section() -> None:
    document = tree(
        '<w:body><w:pgMar w:left="1587" w:right="1474"/><w:pgMar w:right="1984"/></w:body>'
    )
    lines.widen_lines(document)
    assert xml(document) == (
        '<w:body><w:pgMar w:left="1587" w:right="1467"/><w:pgMar w:right="1977"/></w:body>'
    )


def test_characters_come_closer_unless_their_runs_leave_the_grid() -> None:
    styles = tree(STYLE_SHEET)
    lines.narrow_characters(styles, -5)
    spacing = {
        style.get(W + "styleId"): [each.get(W + "val") for each in style.iter(W + "spacing")]
        for style in styles.iter(W + "style")
    }
    assert spacing == {"a": ["-5"], "t": [], "o": ["0"], "p": [], "c": ["320"]}
    assert '<w:rPr><w:b/><w:spacing w:val="-5"/><w:sz w:val="32"/></w:rPr>' in xml(styles)


def test_overflow_of_punctuation_is_turned_round() -> None:
    styles = tree(STYLE_SHEET)
    lines.hang_no_punctuation(styles)
    assert xml(styles).count('<w:overflowPunct w:val="1"/>') == 1
    lines.hang_no_punctuation(styles)
    assert xml(styles).count('<w:overflowPunct w:val="0"/>') == 1


def test_overflow_that_nothing_is_said_of_means_yes_to_word() -> None:
    styles = tree(f'<w:styles>{NORMAL}<w:pPr><w:jc w:val="both"/></w:pPr></w:style></w:styles>')
    lines.hang_no_punctuation(styles)
    assert '<w:pPr><w:overflowPunct w:val="0"/><w:jc w:val="both"/></w:pPr>' in xml(styles)


def paragraph(style: str, *runs: str) -> etree._Element:
    text = "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return tree(f'<w:body><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text}</w:p></w:body>')


def parted(style: str, *runs: str) -> str:
    body = paragraph(style, *runs)
    lines.part_han_from_latin(body, tree(STYLE_SHEET))
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
    lines.part_joints(body, [each.name for each in JOINTS])
    return "|".join(text.text or "" for text in body.iter(W + "t")).replace("\u200b", "^")


def test_lines_may_begin_at_quotation_marks() -> None:
    assert joined("开展“回头看”活动（“双随机”）") == "开展^“回头看”^活动（“双随机”）"
    assert joined("“甲”“乙”、“丙”。") == "“甲”^“乙”、^“丙”。"
    assert joined("讲‘一’和‘二’") == "讲^‘一’^和^‘二’"


def test_lines_may_begin_at_them_across_runs() -> None:
    assert joined("开展", "“回头看”", "活动") == "开展|^“回头看”|^活动"


def test_lines_may_begin_after_stops_and_before_brackets() -> None:
    assert joined("办事指南，6月底前（A类）2家") == "办事指南，^6月底前（A类）^2家"
    assert joined("12·3事故") == "12·3事故"
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
    lines.part_joints(body, ["opening quote"])
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
    lines.part_han_from_latin(body, styles)
    after = [text.text or "" for text in body.iter(W + "t")]
    assert [text.replace("\u200b", "") for text in after] == before
    assert not re.search(f"{HAN}{LATIN}|{LATIN}{HAN}", "".join(after))
    lines.part_han_from_latin(body, styles)
    assert [text.text or "" for text in body.iter(W + "t")] == after


def test_long_addresses_are_held_and_only_they() -> None:
    long = "https://a.example/" + "b" * 60
    document = tree(
        "<w:body><w:p><w:r><w:t>请发至www.a.example/b?cd和ISO/IEC</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{long}，ISO/IEC</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>zhengqiu@a.example</w:t></w:r></w:p></w:tc></w:tr>"
        "</w:tbl></w:body>"
    )
    lines.hold_addresses(document)
    first, second, third = [text.text or "" for text in document.iter(W + "t")]
    assert first == "请发至www.a.example\u2060/\u2060b?\u2060cd和ISO/IEC"
    assert second.startswith("https:\u2060/\u2060/\u2060a.example\u2060/\u2060b")
    assert second.endswith("b\u200bb\u200bb，ISO/IEC")
    assert re.sub("[\u200b\u2060]", "", second) == f"{long}，ISO/IEC"
    assert third == "\u200b".join("zhengqiu@a.example")


def test_a_sign_that_begins_no_line_is_held_behind_a_digit() -> None:
    body = paragraph("a", "0.3", "～0.5，GB 50016—2014，12·3，水——火")
    lines.hold_signs(body)
    held = "".join(text.text or "" for text in body.iter(W + "t")).replace("\u2060", "^")
    assert held == "0.3^～0.5，GB 50016^—2014，12^·3，水——火"


def test_a_hyphen_that_ends_no_line_is_an_ordinary_one_held() -> None:
    document = tree(
        "<w:body><w:p><w:r><w:t>0571</w:t><w:noBreakHyphen/><w:t>8555</w:t></w:r></w:p></w:body>"
    )
    lines.hold_hyphens(document)
    assert "".join(text.text or "" for text in document.iter(W + "t")) == "0571-\u20608555"


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


TABLE_STYLES = (
    '<w:styles><w:style w:type="table" w:styleId="b"><w:tblPr>'
    '<w:tblBorders><w:top w:sz="12"/><w:insideH w:sz="4"/></w:tblBorders>'
    '<w:tblCellMar><w:top w:w="50"/><w:bottom w:w="90"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="t"><w:basedOn w:val="b"/></w:style></w:styles>'
)


LEAST = '<w:trHeight w:val="10"/>'


def rows(*heights: str) -> str:
    return "".join(f"<w:tr><w:trPr>{height}</w:trPr></w:tr>" for height in heights)


def heights_of(document: etree._Element) -> list[str | None]:
    return [each.get(W + "val") for each in document.iter(W + "trHeight")]


def test_rows_are_as_high_as_word_makes_them() -> None:
    least = '<w:trHeight w:val="400" w:hRule="atLeast"/>'
    body = rows(least, '<w:trHeight w:val="300"/>', "", '<w:trHeight w:val="9" w:hRule="exact"/>')
    document = tree(
        f'<w:body><w:tbl><w:tblPr><w:tblStyle w:val="t"/></w:tblPr>{body}</w:tbl></w:body>'
    )
    rc.add_margins_to_rows(document, tree(TABLE_STYLES))
    assert heights_of(document) == ["540", "440", "9"]
    rc.add_rules_to_rows(document, tree(TABLE_STYLES))
    assert heights_of(document) == ["570", "450", "9"]


def test_a_tables_own_margins_take_the_place_of_its_styles() -> None:
    own = '<w:tblCellMar><w:top w:w="7"/></w:tblCellMar>'
    for style in ('<w:tblStyle w:val="t"/>', ""):
        document = tree(
            f"<w:body><w:tbl><w:tblPr>{style}{own}</w:tblPr>{rows(LEAST)}</w:tbl></w:body>"
        )
        rc.add_margins_to_rows(document, tree(TABLE_STYLES))
        # The bottom margin is still the style's, where there is one.
        assert heights_of(document) == ["107" if style else "17"]


def test_a_table_placed_by_the_paper_is_placed_by_the_margin() -> None:
    document = tree(
        "<w:body><w:tblpPr w:vertAnchor='page' w:tblpY='14400'/>"
        "<w:tblpPr w:vertAnchor='margin' w:tblpYSpec='bottom'/></w:body>"
    )
    rc.place_tables_by_the_margin(document)
    placed = '<w:tblpPr w:vertAnchor="margin" w:tblpYSpec="bottom"/>'
    assert xml(document) == f"<w:body>{placed}{placed}</w:body>"


def test_a_pitch_of_its_own_leaves_the_grid() -> None:
    """An exact one, where nothing is said of the grid."""
    exact = '<w:spacing w:line="500" w:lineRule="exact"/>'
    properties = [exact, '<w:spacing w:before="9"/>', f'<w:snapToGrid w:val="0"/>{exact}']
    document = tree(
        f"<w:body>{''.join(f'<w:p><w:pPr>{each}</w:pPr></w:p>' for each in properties)}</w:body>"
    )
    rc.take_own_pitches_off_the_grid(document)
    off = '<w:snapToGrid w:val="0"/>'
    assert [xml(each) for each in document.iter(W + "pPr")] == [
        f"<w:pPr>{off}{exact}</w:pPr>",
        '<w:pPr><w:spacing w:before="9"/></w:pPr>',
        f"<w:pPr>{off}{exact}</w:pPr>",
    ]


def section(kind: str = "nextPage", size: str = "", more: str = "") -> str:
    return (
        f'<w:sectPr>{more}<w:type w:val="{kind}"/><w:pgSz w:w="11906" w:h="16838"{size}/>'
        '<w:pgMar w:top="2098" w:right="1474" w:left="1587" w:gutter="0"/></w:sectPr>'
    )


def inner(document: etree._Element) -> list[tuple[str | None, str | None]]:
    """The left margin and the gutter of each section."""
    return [(m.get(W + "left"), m.get(W + "gutter")) for m in document.iter(W + "pgMar")]


def test_mirrored_inner_margins_are_split_where_an_imprint_may_float() -> None:
    turned = section(size=' w:orient="landscape"')
    document = tree(f"<w:body>{section()}{turned}{section('evenPage')}</w:body>")
    rc.split_inner_margins(document)
    assert inner(document) == [("1187", "400"), ("1587", "0"), ("1587", "0")]


def with_settings(settings: str) -> list[tuple[str | None, str | None]]:
    """The inner margins of the copy of a document with these settings."""
    parts = {
        "word/document.xml": etree.tostring(tree(f"<w:body>{section()}</w:body>")),
        "word/styles.xml": etree.tostring(tree(STYLE_SHEET)),
        "word/settings.xml": etree.tostring(tree(f"<w:settings>{settings}</w:settings>")),
        "word/_rels/document.xml.rels": b"<Relationships/>",
    }
    return inner(parse(rc.render_copy(parts, ALL)["word/document.xml"]))


def test_only_mirrored_margins_are_split() -> None:
    assert with_settings("") == [("1587", "0")]
    assert with_settings("<w:mirrorMargins/>") == [("1187", "400")]


def test_later_pages_of_a_letter_have_a_header_of_no_height() -> None:
    first = f'<w:headerReference xmlns:r="{R[1:-1]}" w:type="first" r:id="rId9"/><w:titlePg/>'
    plain, letter = section(), section(more=first)
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    parts = {
        "word/document.xml": etree.tostring(tree(f"<w:body>{letter}{plain}</w:body>")),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{relationships}"/>'.encode(),
        "[Content_Types].xml": f'<Types xmlns="{types}"/>'.encode(),
    }
    rc.keep_headers_from_the_text(parts)
    one, other = parse(parts["word/document.xml"]).iter(W + "sectPr")
    kinds = [each.get(W + "type") for each in one.findall(W + "headerReference")]
    assert sorted(map(str, kinds)) == ["default", "even", "first"]
    assert other.findall(W + "headerReference") == []
    (spacing,) = parse(parts["word/header-bare.xml"]).iter(W + "spacing")
    assert (spacing.get(W + "line"), spacing.get(W + "lineRule")) == ("20", "exact")


def test_a_numbered_even_page_of_mirrored_margins_follows_on() -> None:
    footer = f'<w:footerReference xmlns:r="{R[1:-1]}" w:type="even" r:id="ID"/>'
    numbered, bare = (section("evenPage", more=footer.replace("ID", each)) for each in "ab")
    document = tree(f"<w:body>{numbered}{bare}</w:body>")
    relationships = b'<r><x Id="a" Target="footer1.xml"/><x Id="b" Target="footer2.xml"/></r>'
    parts = {
        "word/_rels/document.xml.rels": relationships,
        "word/footer1.xml": b"<w:instrText> PAGE </w:instrText>",
        "word/footer2.xml": b"",
    }
    rc.let_numbered_pages_follow(document, parts)
    kinds = [each.get(W + "val") for each in document.iter(W + "type")]
    assert kinds == ["nextPage", "evenPage"]
