"""Pictures: saved without metadata, at their places in the YAML, or told of; seals as 印章."""

from __future__ import annotations

import base64
import math
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble
from gongwen.importer.named_pictures import with_names
from gongwen.importer.picture_files import is_seal, saved
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from gongwen.library.pictures import UnusablePictureError, vetted
from gongwen.source.parse import parse
from tests.word_files import paragraph, with_parts, word_file

SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
Colour = tuple[int, int, int, int]
CLEAR, RED, BLUE = (0, 0, 0, 0), (220, 20, 20, 255), (30, 60, 200, 255)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(side: int, colour: Callable[[int, int], Colour], *, filtered: int = 0) -> bytes:
    """A square picture whose rows are filtered in one way; it says who made it."""
    rows = [bytes(value for x in range(side) for value in colour(x, y)) for y in range(side)]
    data, before = b"", bytes(side * 4)
    for row in rows:
        data += bytes([filtered]) + bytes(
            (value - _predicted(filtered, row, before, at)) & 0xFF for at, value in enumerate(row)
        )
        before = row
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"tEXt", b"Author\0Wang"), (b"IDAT", zlib.compress(data))]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in [*parts, (b"IEND", b"")])


def _predicted(way: int, row: bytes, before: bytes, at: int) -> int:
    left, above = (row[at - 4] if at >= 4 else 0), before[at]
    corner = before[at - 4] if at >= 4 else 0
    nearest = min((left, above, corner), key=lambda each: abs(left + above - corner - each))
    return (0, left, above, (left + above) // 2, nearest)[way]


def ring(colour: Colour) -> Callable[[int, int], Colour]:
    def at(x: int, y: int) -> Colour:
        return colour if 14 < math.hypot(x - 20, y - 20) < 19 else CLEAR

    return at


SEAL, PHOTO = png(40, ring(RED)), png(40, lambda x, y: BLUE)
CODE = png(40, lambda x, y: (0, 0, 0, 255) if (x // 5 + y // 5) % 2 else (255, 255, 255, 255))


def drawing(identity: str, *, mm: int = 40, floats: bool = False, more: str = "") -> str:
    holder = "anchor" if floats else "inline"
    return (
        f'<w:r><w:drawing {SPACES}><wp:{holder} behindDoc="1"><wp:extent cx="{mm * 36000}" '
        f'cy="{mm * 36000}"/><wp:docPr id="1" name="图" descr="各县分布"/><a:graphic>'
        f'<a:graphicData uri="picture"><a:blip r:embed="{identity}"/>{more}</a:graphicData>'
        f"</a:graphic></wp:{holder}></w:drawing></w:r>"
    )


def in_paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def words(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def imported(body: str, sign: str = "", **pictures: bytes) -> Imported:
    """A notice with `body` in it and runs `sign` at its signature."""
    head = "".join(
        map(paragraph, ("云溪市水务局关于巡查的通知", "各县（区）水务局：", "情况如下。"))
    )
    end = paragraph("请抓紧落实。") + in_paragraph(words("云溪市水务局"), sign)
    content = word_file(head + body + end + paragraph("2026年5月6日"))
    parts = {name: (f"media/{name}.png", made) for name, made in pictures.items()}
    return assemble(read_content(with_parts(content, parts), ".docx", "旧文.docx"))


def body_of(found: Imported) -> Any:
    return plain(found.tree["正文"])


def said(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems]


def test_a_picture_with_its_caption() -> None:
    found = imported(in_paragraph(drawing("a")) + paragraph("图1　河道分布"), a=PHOTO)
    picture = {"图": "图1.png", "替代文字": "各县分布", "宽": "40", "图题": "图1　河道分布"}
    assert body_of(found) == ["情况如下。", picture, "请抓紧落实。"]
    assert said(found) == []


@pytest.mark.parametrize("text", ["图1所示为河道。", "图2026年建成", "下图是分布情况"])
def test_what_is_no_caption_stays_a_paragraph(text: str) -> None:
    found = imported(in_paragraph(drawing("a")) + paragraph(text), a=PHOTO)
    assert body_of(found)[2] == text


def test_pictures_stand_between_numbered_texts_where_they_stood() -> None:
    body = paragraph("一、总体要求") + in_paragraph(drawing("a")) + paragraph("要抓紧。")
    body += paragraph("二、工作任务") + paragraph("要落实。") + in_paragraph(drawing("b"))
    first, second = body_of(imported(body, a=PHOTO, b=CODE))[1:]
    assert [each.get("图") if isinstance(each, dict) else each for each in first["正文"]] == [
        "图1.png",
        "要抓紧。",
    ]
    assert second["正文"][1]["图"] == "图2.png"


def test_what_is_done_to_a_picture_is_told() -> None:
    body = in_paragraph(drawing("a", more='<a:srcRect l="2000"/>'))
    body += in_paragraph(drawing("a", more='<a:xfrm rot="5400000"/>'))
    body += in_paragraph(drawing("a", mm=90, floats=True))
    found = imported(body, a=PHOTO)
    assert said(found) == [
        "第4段：原文把这幅图裁剪过，存下的是整幅没有裁剪的",
        "第5段：原文把这幅图旋转过，存下的是整幅没有旋转的",
        "第6段：原文里这幅图浮在文字上面或者旁边，写在了它所在的那一段这里",
    ]
    assert "# 原文把这幅图裁剪过，存下的是整幅没有裁剪的\n- 图: 图1.png\n" in found.text


@pytest.mark.parametrize("floats", [True, False])
def test_a_round_red_picture_at_the_signature_is_the_seal(floats: bool) -> None:
    found = imported("", drawing("a", floats=floats), a=SEAL)
    assert plain(found.tree["印章"]) == {"图": "图1.png"}
    assert said(found) == ["第5段：落款处的图片认作印章，存成了 图1.png，写在“印章”里"]


@pytest.mark.parametrize("picture", [PHOTO, CODE, png(40, lambda x, y: RED)])
def test_other_pictures_at_the_signature_are_told_of(picture: bytes) -> None:
    found = imported("", drawing("a", floats=True), a=picture)
    assert "印章" not in found.tree
    assert said(found) == ["第5段：这里的图片没有写进文稿，存成了 图1.png"]
    assert [each.name for each in found.pictures] == ["图1.png"]


def test_a_seal_elsewhere_is_a_picture_and_told_of() -> None:
    body = in_paragraph(drawing("a", floats=True)) + paragraph("一段。") * 4
    found = imported(body, a=SEAL)
    assert body_of(found)[1]["图"] == "图1.png"
    assert said(found) == ["第4段：这幅图像是印章，不在落款处，写成了图"]


def test_a_picture_in_a_cell_is_told_of_with_the_cell() -> None:
    def cell(inside: str) -> str:
        return f"<w:tc>{inside}</w:tc>"

    table = (
        f"<w:tbl><w:tr>{cell(paragraph('姓名'))}{cell(paragraph('照片'))}</w:tr>"
        f"<w:tr>{cell(paragraph('王敏'))}{cell(in_paragraph(drawing('a')))}</w:tr></w:tbl>"
    )
    assert "第4段：第2行第2列里的图片没有写进文稿，存成了 图1.png" in said(imported(table, a=PHOTO))


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("media/a.emf", b"\x01\0\0\0", "EMF 图片“各县分布”"),
        ("media/a.wmf", b"\xd7\xcd\xc6\x9a", "WMF 图片“各县分布”"),
        ("media/a.gif", b"GIF89a", "图片（是 GIF 图片，只能用 PNG 和 JPEG）“各县分布”"),
        ("media/a.png", PHOTO[:60], "图片（不完整或已损坏）“各县分布”"),
    ],
)
def test_what_cannot_be_used_is_told_of(name: str, content: bytes, what: str) -> None:
    text = word_file(
        paragraph("云溪市水务局关于巡查的通知") + in_paragraph(drawing("a")) + paragraph("一段。")
    )
    found = assemble(read_content(with_parts(text, {"a": (name, content)}), ".docx", "文.docx"))
    assert f"第2段：这里的{what}没有写进文稿" in said(found)
    assert f"# 这里的{what}没有写进文稿" in found.text
    assert found.pictures == ()


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ('<w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object>', "嵌入的 Excel 表"),
        ('<w:object><o:OLEObject ProgID="Equation.3"/></w:object>', "公式编辑器的公式"),
        ('<w:pict><v:shape><v:textpath string="巡查图"/></v:shape></w:pict>', "艺术字“巡查图”"),
        ('<w:pict><v:oval strokecolor="red"/></w:pict>', "用图形画的印章"),
        (
            '<w:drawing><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/'
            'drawingml/2006/chart"/></a:graphic></w:drawing>',
            "图表",
        ),
        (
            '<w:drawing><a:graphicData uri="x"><a:prstGeom prst="ellipse"/><a:srgbClr '
            'val="FF0000"/></a:graphicData></w:drawing>',
            "用图形画的印章",
        ),
    ],
)
def test_what_is_no_picture_is_told_of(inside: str, what: str) -> None:
    named = inside.replace(">", f" {SPACES}>", 1)
    found = imported(in_paragraph(f"<w:r>{named}</w:r>"))
    assert said(found) == [f"第4段：这里的{what}没有写进文稿"]


def test_a_picture_within_a_page() -> None:
    data = base64.b64encode(PHOTO).decode()
    page = (
        "<p>关于巡查的通知</p><p>市水务局：</p><p>分布如下。</p>"
        f'<p><img src="data:image/png;base64,{data}" alt="分布"></p><p>图1 分布</p>'
        '<p><img src="/a/b.jpg" alt="流程"></p><p><img src="i.png" width="16"></p><p>请落实。</p>'
    )
    found = assemble(read_content(page.encode(), ".html", "文.html"))
    assert body_of(found)[1] == {"图": "图1.png", "替代文字": "分布", "图题": "图1 分布"}
    assert [message for message in said(found) if "图" in message] == [
        "第6段：这里的网页图片“流程”没有存下来：它不在网页旁边的文件里"
    ]


def test_metadata_is_taken_out() -> None:
    bare = saved(PHOTO)
    assert (bare.suffix, b"Wang" in bare.content) == ("png", False)
    assert vetted(bare.content).width == vetted(PHOTO).width
    frame = b"\xff\xc0\0\x11\x08\0\x28\0\x28\x03" + bytes(9)
    jpeg = b"\xff\xd8" + b"\xff\xe0\0\x10JFIF\0\1\1\1\0\x60\0\x60\0\0"
    exif, comment = b"\xff\xe1\0\x0eExif\0\0GPS:00", b"\xff\xfe\0\x06Wang"
    rest = frame + b"\xff\xda\0\x02abc\xff\xd9"
    photo = saved(jpeg + exif + comment + rest)
    assert (photo.content, photo.suffix) == (jpeg + rest, "jpg")
    with pytest.raises(UnusablePictureError):
        saved(b"GIF89a")


@pytest.mark.parametrize("filtered", range(5))
def test_a_seal_is_known_however_its_rows_are_filtered(filtered: int) -> None:
    assert is_seal(png(40, ring(RED), filtered=filtered)) is True
    assert is_seal(png(40, ring(BLUE), filtered=filtered)) is False
    assert is_seal(b"\xff\xd8") is None


def test_files_are_called_after_the_document_and_never_written_over(tmp_path: Path) -> None:
    found = imported(in_paragraph(drawing("a", floats=True, mm=90)), a=PHOTO)
    named = with_names(found, "巡查", {"巡查-图1.png"})
    (picture,) = named.pictures
    assert picture.name == "巡查-图1（2）.png"
    data: Any = parse(named.text, "巡查.yaml")[0]
    assert data["正文"][1]["图"] == picture.name
    assert named.text.startswith("# 导入自 旧文.docx")
    assert all("图片在 巡查-图1（2）.png" in problem.hint for problem in named.problems)
