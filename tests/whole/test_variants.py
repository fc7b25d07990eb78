"""The formats and their variants: tests/variants, each a small document about 云溪市 to look at.

`python -m tests.whole.test_variants` rewrites the texts they are compared with.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree
from msgspec.structs import replace
from openxml_audit.validator import OpenXmlValidator  # type: ignore[import-untyped]

from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.composition import Fit, Paragraph, Picture, Run
from gongwen.library.documents import documents_in
from gongwen.problem import Level, as_text
from gongwen.typeset.signature import with_seal_in_place

from ..clearance import declared
from ..compositions import sheet_named
from ..docx_reading import W, part
from ..project import FINAL, project

ROOT = Path(__file__).resolve().parents[2]
VARIANTS = Path(__file__).parents[1] / "variants"
GOLDENS = Path(__file__).parents[1] / "goldens" / "variants"
NAMES = [path.stem for path in documents_in(VARIANTS)]
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
EMU_PER_MM = 36000


@cache
def made() -> dict[str, bytes]:
    """Every .docx of every variant, by file name."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("templates", "styles"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copytree(VARIANTS, root / "content")
        options = Options(root=root, content=root / "content", output=root / "output")
        with declared():
            report = build(options)
        assert report.refused == {}
        assert [each for each in report.problems if each.level is Level.ERROR] == []
        return {path.name: path.read_bytes() for path in (root / "output").rglob("*.docx")}


def files_of(name: str) -> dict[str, bytes]:
    return {key: made()[key] for key in sorted(made()) if key.startswith(f"{name}（")}


def main_file(name: str) -> bytes:
    return made()[f"{name}（印发稿）.docx"]


def described(name: str) -> str:
    """What stands on paper: “style：text” a line, what is in headers and footers in brackets. How a
    title is broken into lines is not said.
    """
    lines: list[str] = []
    for file, content in files_of(name).items():
        lines.append(f"# {file}")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = sorted(each for each in archive.namelist() if each.startswith("word/"))
        for each in names:
            if each.startswith(("word/header", "word/footer")):
                found = [line for line in _lines(part(content, each)) if not line.endswith("：")]
                lines += [f"[{line}]" for line in found]
        lines += _lines(part(content, "word/document.xml"))
    return "\n".join(lines) + "\n"


def _lines(root: etree._Element) -> Iterator[str]:
    for paragraph in root.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        text = ""
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{DRAWING}anchor"):
            holder = next(node.iterancestors(f"{W}p"))
            if holder is not paragraph or node.getparent().tag == f"{W}tabs":  # type: ignore[union-attr]
                continue
            if node.tag == f"{W}tab":
                text += "→"
            elif node.tag == f"{DRAWING}anchor":
                text += "〔图〕"
            else:
                text += node.text or ""
        yield f"{'' if style is None else style.get(f'{W}val')}：{text}"
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None:
            yield "——分节——"


@pytest.mark.parametrize("name", NAMES)
def test_reads_as_reviewed(name: str) -> None:
    golden = GOLDENS / f"{name}.txt"
    assert golden.is_file(), "run: python -m tests.whole.test_variants"
    assert described(name) == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_validates(name: str, tmp_path: Path) -> None:
    for file, content in files_of(name).items():
        path = tmp_path / file
        path.write_bytes(content)
        found = [error.format() for error in OpenXmlValidator().validate(path).errors]
        assert found == []


def test_no_golden_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDENS.glob("*.txt")) == sorted(NAMES)


def words_of(root: etree._Element) -> str:
    return "".join(str(text) for text in root.itertext())


# ---- letters (10.1) -----------------------------------------------------------------------


def sections(content: bytes) -> list[etree._Element]:
    return list(part(content, "word/document.xml").iter(f"{W}sectPr"))


def test_only_the_first_section_of_a_letter_has_a_first_page_of_its_own() -> None:
    (only,) = sections(main_file("信函-复函"))
    assert only.find(f"{W}titlePg") is not None
    margins = only.find(f"{W}pgMar")
    assert margins is not None
    assert margins.get(f"{W}footer") == "1134"  # the second double rule, 20 mm
    assert all(each.find(f"{W}titlePg") is None for each in sections(main_file("横排-在中")))


def test_the_mark_of_a_letter_stands_in_its_first_header_alone() -> None:
    content = main_file("信函-复函")
    assert "[信函标志：云溪市教育局]" in described("信函-复函").splitlines()
    references = sections(content)[0].findall(f"{W}headerReference")
    assert [each.get(f"{W}type") for each in references] == ["first"]


def test_a_letter_has_no_printing_office() -> None:
    text = described("信函-复函")
    assert "抄送：→市城管局，市公安局交警支队。" in text
    assert "云溪市教育局办公室" not in text
    assert "日印发" not in text


# ---- landscape pages (8) ------------------------------------------------------------------


def test_landscape_pages_have_their_number_in_a_box_along_the_left_edge() -> None:
    content = main_file("横排-在末")
    upright, landscape, last = sections(content)
    assert [each.find(f"{W}pgSz").get(f"{W}orient") for each in (upright, landscape, last)] == [  # type: ignore[union-attr]
        None,
        "landscape",
        None,
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        footers = [name for name in archive.namelist() if name.startswith("word/footer")]
    boxes = [box for name in sorted(footers) for box in part(content, name).iter(f"{SHAPE}wsp")]
    assert len(boxes) == 2  # odd and even
    for box in boxes:
        body = box.find(f"{SHAPE}bodyPr")
        assert body is not None
        assert body.get("vert") == "vert"
        anchor = next(box.iterancestors(f"{DRAWING}anchor"))
        left, top = (
            int(node.text or "") / EMU_PER_MM for node in anchor.iter(f"{DRAWING}posOffset")
        )
        assert (round(left, 2), round(top, 2)) == (25.14, 27.99)
    styles = {node.get(f"{W}val") for box in boxes for node in box.iter(f"{W}pStyle")}
    assert styles == {"Footer", "双页页脚"}


def test_programs_that_know_no_such_boxes_have_another_to_show() -> None:
    content = main_file("横排-在中")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        footers = [name for name in archive.namelist() if name.startswith("word/footer")]
    compatible = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
    both = [
        box
        for name in sorted(footers)
        for box in part(content, name).iter(f"{compatible}AlternateContent")
    ]
    assert len(both) == 2
    for box in both:
        choice, fallback = box
        assert choice.get("Requires") == "wps"
        (about,) = choice.iter(f"{DRAWING}docPr")
        assert about.get("descr") == "页码"
        (rect,) = fallback.iter("{urn:schemas-microsoft-com:vml}rect")
        assert "layout-flow:vertical" in rect[0].get("style", "")
        texts = [next(each.iter(f"{W}txbxContent")) for each in (choice, fallback)]
        assert etree.tostring(texts[0], method="c14n") == etree.tostring(texts[1], method="c14n")
        assert "PAGE" in str(texts[0].xpath("string()"))


def test_documents_without_landscape_pages_carry_no_boxes() -> None:
    with zipfile.ZipFile(io.BytesIO(main_file("公告"))) as archive:
        footers = [name for name in archive.namelist() if name.startswith("word/footer")]
    assert footers == ["word/footer1.xml", "word/footer2.xml"]


# ---- seals (7.3.5.1) ----------------------------------------------------------------------


def test_a_supplied_seal_is_centred_on_the_date_and_begins_within_a_line_of_the_text() -> None:
    anchors = part(main_file("印章-图"), "word/document.xml").iter(f"{DRAWING}anchor")
    (anchor,) = (each for each in anchors if each.get("behindDoc") == "1")
    extent = anchor.find(f"{DRAWING}extent")
    assert extent is not None
    assert round(int(extent.get("cx", "")) / EMU_PER_MM) == 42
    left, top = (int(node.text or "") / EMU_PER_MM for node in anchor.iter(f"{DRAWING}posOffset"))
    character, row = 156 / 28, 225 / 22
    date = 156 - 4 * character - len("2026年4月2日") * character / 2 + 6 * character / 4
    assert left + 21 == pytest.approx(date, abs=0.2)
    text_ends = -3 * row  # from the top of the date: its name and two blank lines
    assert 0 < top - text_ends < row


WITHOUT_PICTURES = [
    name for name in NAMES if "图:" not in (VARIANTS / f"{name}.yaml").read_text("utf-8")
]


def test_most_variants_supply_no_picture() -> None:
    assert len(NAMES) // 2 < len(WITHOUT_PICTURES) < len(NAMES)


@pytest.mark.parametrize("name", WITHOUT_PICTURES)
def test_no_seal_is_ever_invented(name: str) -> None:
    for content in files_of(name).values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert not [each for each in archive.namelist() if each.startswith("word/media")]


def test_a_seal_is_lowered_where_little_room_is_left_above_the_name() -> None:
    picture = Picture(b"", "png", 42, 42, "印章", (5, -1389 * 635))  # 2.4 rows up
    for before, top in ((None, -1389 * 635), (579, -2 * 579 * 635), (0, -579 * 635)):
        fit = None if before is None else Fit(before=before)
        name = Paragraph("盖章署名", (Run("市水务局"),), fit=fit)
        date = Paragraph("成文日期", (Run("2026年4月2日"),), seals=(picture,))
        text = Paragraph("段落", (Run("正文。"),))
        made = with_seal_in_place((text, name, date), sheet_named("gbt9704"))
        assert made[:2] == (text, name)
        assert made[2] == replace(date, seals=(replace(picture, place=(5, top)),))


def test_a_format_without_its_template_is_refused(tmp_path: Path) -> None:
    letter = FINAL.replace("文种: 通知", "文种: 函")
    options = project(tmp_path, 值班=letter)
    (tmp_path / "templates" / "信函.docx").unlink()
    report = build(options)
    assert report.built == []
    told = [as_text(each) for each in report.problems if each.level is Level.ERROR]
    assert told == [
        "content/值班.yaml:1:5: 错误 [没有模板] templates 文件夹里没有“信函”模板\n"
        "    建议：放一个 templates/信函.docx，或改“文种”"
    ]


# ---- an imprint on an even page of its own ------------------------------------------------


def test_an_imprint_apart_has_an_even_page_without_a_number() -> None:
    content = main_file("样式-双页版记")
    *_, last = sections(content)
    kind = last.find(f"{W}type")
    assert kind is not None
    assert kind.get(f"{W}val") == "evenPage"
    relationships = {
        node.get("Id"): node.get("Target") for node in part(content, "word/_rels/document.xml.rels")
    }
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    footers = {relationships[node.get(key)] for node in last.findall(f"{W}footerReference")}
    (footer,) = footers
    assert words_of(part(content, f"word/{footer}")) == ""


def test_the_number_of_a_page_is_worded_by_the_sheet() -> None:
    content = main_file("样式-双页版记")
    assert words_of(part(content, "word/footer1.xml")) == "-  PAGE 1 -"


if __name__ == "__main__":
    texts = {each: described(each) for each in NAMES}
    GOLDENS.mkdir(parents=True, exist_ok=True)
    for old in GOLDENS.glob("*.txt"):
        old.unlink()
    for each, text in texts.items():
        (GOLDENS / f"{each}.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_no_place_depends_on_room_at_the_head_of_a_page(name: str) -> None:
    """Word 2013 and later drop the room above a paragraph that begins a page; others keep it. In
    the header of a page, and at the start of a section, too.
    """
    for content in files_of(name).values():
        styles = _styles_by_id(content)
        for paragraphs in _begun_pages(content, styles):
            room = _resolved(paragraphs, styles, "spacing", "before")
            assert room in (None, "0"), etree.tostring(paragraphs, encoding="unicode")


def _styles_by_id(content: bytes) -> dict[str, etree._Element]:
    found = part(content, "word/styles.xml").iter(W + "style")
    return {style.get(W + "styleId", ""): style for style in found}


def _begun_pages(content: bytes, styles: dict[str, etree._Element]) -> Iterator[etree._Element]:
    """The paragraphs of the body that begin a page, whatever the pages hold."""
    fresh = True
    body = part(content, "word/document.xml").find(W + "body")
    assert body is not None
    for block in body:
        if block.tag == W + "p":
            breaks = _resolved(block, styles, "pageBreakBefore", "val", default="1")
            if fresh or breaks not in (None, "0"):
                yield block
        fresh = block.find(f"{W}pPr/{W}sectPr") is not None


def _resolved(
    paragraph: etree._Element,
    styles: dict[str, etree._Element],
    name: str,
    attribute: str,
    default: str | None = None,
) -> str | None:
    """What a paragraph, or else its style, or one that this is based on, says."""
    named = paragraph.find(f"{W}pPr/{W}pStyle")
    source: etree._Element | None = paragraph
    style = None if named is None else named.get(W + "val")
    while source is not None:
        found = source.find(f"{W}pPr/{W}{name}")
        if found is not None and (value := found.get(W + attribute, default)) is not None:
            return value
        source = styles.get(style) if style else None
        based = None if source is None else source.find(W + "basedOn")
        style = None if based is None else based.get(W + "val")
    return None
