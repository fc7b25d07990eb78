"""Pictures lose what they say besides the picture, and not a pixel."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import pytest

from gongwen.build.pipeline import Request, process
from gongwen.build.run import build
from gongwen.build.shared import Shared
from gongwen.library.bare_pictures import bare_jpeg, bare_png, is_turned
from gongwen.library.colour_profile import bare_profile
from gongwen.library.pictures import vetted
from tests import pictures
from tests.project import FINAL, ROOT, outputs, project

SECRET = b"Lao Wang, GPS 30.1, IMG_0001"
PHOTOGRAPH = base64.b64decode(
    b"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVt"
    b"VkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/wgALCAAIAAgBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//aAAgBAQAA"
    b"AAEP/8QAFRABAQAAAAAAAAAAAAAAAAAAABP/2gAIAQEAAQUCk//EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEA"
    b"Bj8Cf//EABcQAAMBAAAAAAAAAAAAAAAAAAAxUWH/2gAIAQEAAT8h1Ef/2gAIAQEAAAAQ/wD/xAAZEAEAAgMAAAAA"
    b"AAAAAAAAAAABESEAQfD/2gAIAQEAAT8QrEFHZXUZ/9k="
)
"""A progressive JPEG of 8 × 8 pixels, its tables between scans."""


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def with_chunks(*chunks: bytes) -> bytes:
    """A PNG with these between its head and its pixels."""
    plain = pictures.png(per_metre=11811)
    return plain[:33] + b"".join(chunks) + plain[33:]


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def with_segments(*segments: bytes, content: bytes = PHOTOGRAPH) -> bytes:
    """A JPEG with these behind its JFIF segment."""
    return content[:20] + b"".join(segments) + content[20:]


def exif(orientation: int, order: str = ">") -> bytes:
    return pictures.turned(orientation, order, SECRET)


def profile(version: int = 2) -> bytes:
    """An ICC profile of one curve, with the name of a screen and a date."""
    tags = [(b"desc", b"desc" + SECRET), (b"kTRC", b"curv" + bytes(8)), (b"mmod", SECRET)]
    table, data, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags:
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content
    head = bytes(8) + bytes((version, 0, 0, 0)) + b"mntrGRAYXYZ " + b"\x07\xea\0\5\0\5" + bytes(6)
    head += b"acsp" + b"APPL" + bytes(4) + b"DELL1234" + bytes(24) + b"made" + bytes(44)
    return struct.pack(">I", start + len(data)) + head[4:] + struct.pack(">I", 3) + table + data


def pixels(content: bytes) -> bytes:
    """What PDFium decodes of a JPEG."""
    document = pypdfium2.PdfDocument.new()
    picture = pypdfium2.PdfImage.new(document)
    picture.load_jpeg(io.BytesIO(content), inline=True)
    bitmap = picture.get_bitmap()
    return bytes(bitmap.buffer)


@pytest.mark.parametrize(
    "extra",
    [
        chunk(b"tEXt", b"Author\0" + SECRET),
        chunk(b"zTXt", b"Author\0\0" + zlib.compress(SECRET)),
        chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + SECRET),
        chunk(b"eXIf", b"MM\0*" + SECRET),
        chunk(b"tIME", bytes((7, 234, 1, 2, 3, 4, 5))),
        chunk(b"prVW", SECRET),
        chunk(b"sPLT", b"screen\0\x08" + SECRET),
    ],
    ids=["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVW", "sPLT"],
)
def test_a_png_keeps_its_pixels_and_density_alone(extra: bytes) -> None:
    assert vetted(with_chunks(extra)).content == pictures.png(per_metre=11811)
    assert vetted(with_chunks(extra) + SECRET).content == pictures.png(per_metre=11811)


@pytest.mark.parametrize("kind", [b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"cICP"])
def test_what_says_how_a_png_looks_stays(kind: bytes) -> None:
    content = with_chunks(chunk(kind, b"\0\1"))
    assert vetted(content).content == content


@pytest.mark.parametrize(
    "extra",
    [
        exif(1),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
        segment(0xED, b"Photoshop 3.0\0" + SECRET),
        segment(0xE2, b"MPF\0" + SECRET),
        segment(0xE0, b"JFXX\0" + SECRET),
        segment(0xE5, SECRET),
        segment(0xEE, b"Ducky" + SECRET),
        segment(0xFE, SECRET),
        b"\xff\xff" + segment(0xFE, SECRET),
    ],
    ids=["Exif", "XMP", "IPTC", "MPF", "JFXX", "APP5", "APP14", "COM", "filled"],
)
def test_a_jpeg_keeps_its_pixels_alone(extra: bytes) -> None:
    content = with_segments(extra)
    assert vetted(content).content == PHOTOGRAPH
    assert vetted(content + SECRET).content == PHOTOGRAPH
    assert pixels(content) == pixels(PHOTOGRAPH)
    assert len(set(pixels(PHOTOGRAPH))) > 8


def test_what_stands_between_the_scans_goes_too() -> None:
    scan = PHOTOGRAPH.rindex(b"\xff\xda")
    content = PHOTOGRAPH[:scan] + segment(0xFE, SECRET) + PHOTOGRAPH[scan:]
    assert PHOTOGRAPH.count(b"\xff\xda") > 1
    assert vetted(content).content == PHOTOGRAPH


def test_a_jpeg_keeps_its_density_without_the_thumbnail_and_how_its_colours_were_made() -> None:
    head = b"JFIF\0\1\1\1" + struct.pack(">HH", 300, 300)
    rest = PHOTOGRAPH[20:]
    content = b"\xff\xd8" + segment(0xE0, head + b"\1\1" + SECRET[:3]) + rest
    adobe = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
    plain = b"\xff\xd8" + segment(0xE0, head + b"\0\0")
    assert bare_jpeg(content) == plain + rest
    assert bare_jpeg(plain + adobe + rest) == plain + adobe + rest


@pytest.mark.parametrize("version", [2, 4])
def test_colours_stay_and_the_screen_is_not_named(version: int) -> None:
    bare = bare_profile(profile(version))
    assert b"kTRC" in bare
    assert b"curv" in bare
    assert bare[:4] == struct.pack(">I", len(bare))
    for told in (SECRET, b"mmod", b"DELL", b"APPL", b"made", b"\x07\xea"):
        assert told not in bare
    assert bare_profile(bare) == bare
    named = zlib.compress(profile(version))
    content = bare_png(with_chunks(chunk(b"iCCP", b"DELL 27\0\0" + named)))
    assert chunk(b"iCCP", b"icc\0\0" + zlib.compress(bare)) in content
    halves = profile(version)[:100], profile(version)[100:]
    pieces = [
        segment(0xE2, b"ICC_PROFILE\0" + bytes((number, 2)) + half)
        for number, half in enumerate(halves, 1)
    ]
    whole = segment(0xE2, b"ICC_PROFILE\0\1\1" + bare)
    assert bare_jpeg(with_segments(*reversed(pieces))) == with_segments(whole)


@pytest.mark.parametrize("broken", [b"", b"acsp", profile()[:140], profile()[:-3], bytes(200)])
def test_a_profile_that_cannot_be_read_goes_whole(broken: bytes) -> None:
    assert bare_profile(broken) == b""
    packed = chunk(b"iCCP", b"x\0\0" + zlib.compress(broken))
    assert bare_png(with_chunks(packed)) == with_chunks()
    assert bare_png(with_chunks(chunk(b"iCCP", b"x\0\0" + broken))) == with_chunks()


@pytest.mark.parametrize("order", ["<", ">"])
def test_a_photograph_that_was_not_turned_is_told(order: str, tmp_path: Path) -> None:
    assert [is_turned(with_segments(exif(told, order))) for told in range(10)] == [
        False, False, True, True, True, True, True, True, True, False
    ]  # fmt: skip
    (tmp_path / "图.jpg").write_bytes(with_segments(exif(6, order)))
    document = tmp_path / "通知.yaml"
    document.write_text(
        "文种: 通知\n标题: 关于开展读书节的通知\n正文:\n- 请看图。\n- 图: 图.jpg\n",
        encoding="utf-8",
    )
    checked = process(Request(document, None), Shared(ROOT, tmp_path))
    assert [(p.line, p.column, p.level, p.rule, p.message, p.hint) for p in checked.problems] == [
        (
            5,
            6,
            "警告",
            "图片没有转正",
            "图片“图.jpg”没有转正，公文里照存的样子放，可能是横着的",
            "在画图软件里打开它，转正以后另存",
        )
    ]


def test_pictures_and_seals_in_a_document_say_nothing_more(tmp_path: Path) -> None:
    seen = "- 图: 图.png\n成文日期: 2026-03-22\n印章: {图: 章.jpg}\n"
    options = project(
        tmp_path, 值班=FINAL.replace("正文: ", "正文:\n- ").replace("印发:", f"{seen}印发:")
    )
    text = (options.content / "值班.yaml").read_text(encoding="utf-8")
    text = text.replace("成文日期: 2026-04-03\n", "")
    (options.content / "值班.yaml").write_text(text, encoding="utf-8")
    (options.content / "图.png").write_bytes(with_chunks(chunk(b"tEXt", b"Author\0" + SECRET)))
    (options.content / "章.jpg").write_bytes(with_segments(exif(1)))
    assert not build(options, []).refused
    ((name, made),) = [each for each in outputs(options).items() if each[0].endswith(".docx")]
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        media = {package.read(name) for name in package.namelist() if "/media/" in name}
    assert media == {with_chunks(), PHOTOGRAPH}, name
