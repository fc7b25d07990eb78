"""The pictures of web pages saved with them, of .odt and of .rtf: saved as those of Word files are,
or told with their place.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gongwen.importer.assemble import Imported, assemble, import_file
from gongwen.importer.reading import read_content
from gongwen.importer.tree import plain
from tests.importer.test_pictures import PHOTO, RED, png, ring
from tests.open_document import odt

SEAL = png(60, ring(RED))


def block_of(found: Imported) -> Any:
    data: Any = plain(dict(found.tree))
    (block,) = (each for each in data["正文"] if isinstance(each, dict))
    return block


def said(found: Imported) -> list[str]:
    return [problem.message for problem in found.problems if "图片" in problem.message]


def page(tmp_path: Path, address: str) -> Imported:
    text = (
        "<p>关于巡查的通知</p><p>市水务局：</p><p>分布如下。</p>"
        f"<p><img src='{address}' style='width:378px;height:189px'></p>"
        "<p>图1 分布</p><p>请落实。</p>"
    )
    source = tmp_path / "文.html"
    source.write_text(text, encoding="utf-8")
    return import_file(source, "文.html")


@pytest.mark.parametrize(
    "address", ["文_files/a.png", "./%E6%96%87_files/a.png?v=1", "文_files\\a.png"]
)
def test_a_picture_beside_a_page_is_saved(tmp_path: Path, address: str) -> None:
    folder = tmp_path / "文_files"
    folder.mkdir()
    (folder / "a.png").write_bytes(PHOTO)
    found = page(tmp_path, address)
    assert block_of(found) == {"图": "图1.png", "宽": "100", "图题": "图1 分布"}
    assert said(found) == []
    assert b"Wang" not in found.pictures[0].content


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.org/a.png", "它不在网页旁边的文件里"),
        ("//example.org/a.png", "它不在网页旁边的文件里"),
        ("file:///etc/hostname", "它不在网页旁边的文件里"),
        ("/etc/hostname", "它不在网页旁边的文件里"),
        ("../a.png", "网页旁边没有这个文件"),
        ("文_files/b.png", "网页旁边没有这个文件"),
        ("link.png", "网页旁边没有这个文件"),
        ("文.html", "不是图片，只能用 PNG 和 JPEG"),
        ("a%00.png", "打不开"),
    ],
)
def test_a_picture_elsewhere_is_told(tmp_path: Path, address: str, reason: str) -> None:
    (tmp_path / "a.png").write_bytes(PHOTO)
    inside = tmp_path / "里"
    inside.mkdir()
    (inside / "link.png").symlink_to(tmp_path / "a.png")
    found = page(inside, address)
    assert not found.pictures
    (message,) = said(found)
    assert message.startswith("第4段：这里的网页图片") and message.endswith(f"没有存下来：{reason}")


def with_picture(content: bytes, name: str, picture: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, picture)
    return made.getvalue()


def test_a_picture_of_an_odt_is_saved_at_its_place() -> None:
    frame = (
        "<draw:frame text:anchor-type='as-char' svg:width='5.2cm' svg:height='26mm'>"
        "<draw:image xlink:href='Pictures/a.svg'/><draw:image xlink:href='Pictures/a.png'/>"
        "<svg:desc>河道分布</svg:desc></draw:frame>"
    )
    body = "".join(
        f"<text:p>{text}</text:p>"
        for text in ("关于巡查的通知", "市水务局：", "分布如下。", frame, "图1 分布", "请落实。")
    )
    content = with_picture(odt(body), "Pictures/a.png", PHOTO)
    found = assemble(read_content(content, ".odt", "旧文.odt"))
    assert block_of(found) == {
        "图": "图1.png",
        "替代文字": "河道分布",
        "宽": "52",
        "图题": "图1 分布",
    }
    assert said(found) == []
    assert b"Wang" not in found.pictures[0].content


def test_a_picture_in_a_cell_of_an_odt_is_told() -> None:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    image = "<draw:frame><draw:image xlink:href='Pictures/a.png'/></draw:frame>"
    row = "<table:table-row>" + cell.format("姓名") + cell.format(image) + "</table:table-row>"
    lines = "<text:p>关于巡查的通知</text:p><text:p>市水务局：</text:p><text:p>请填表。</text:p>"
    more = "<table:table-row>" + cell.format("王刚") + cell.format("局长") + "</table:table-row>"
    content = with_picture(
        odt(f"{lines}<table:table>{row}{more}</table:table>"), "Pictures/a.png", PHOTO
    )
    found = assemble(read_content(content, ".odt", "旧文.odt"))
    assert said(found) == ["第4段：第1行第2格里的图片没有写进文稿，存成了 图1.png"]


def rtf(picture: str) -> bytes:
    lines = ("关于巡查的通知", "市水务局：", "分布如下。", picture, "图1 分布", "请落实。")
    body = "".join(rf"{line}\par " for line in lines).encode("gb18030")
    return rb"{\rtf1\ansi\ansicpg936 " + body + b"}"


def in_rtf(content: bytes, words: str = "pngblip") -> str:
    """As Word writes it: once for itself, once for old programs."""
    size = r"\picwgoal2835\pichgoal2835\picscalex100"
    digits = content.hex("\n", 40)
    return (
        rf"{{\*\shppict{{\pict{{\*\picprop{{\sp{{\sn a}}{{\sv 1}}}}}}{size}\{words}"
        rf"{{\*\blipuid 0a0b}}{digits}}}}}{{\nonshppict{{\pict{size}\wmetafile8 0102}}}}"
    )


def test_a_picture_of_an_rtf_is_saved_at_its_place() -> None:
    found = assemble(read_content(rtf(in_rtf(PHOTO)), ".rtf", "旧文.rtf"))
    assert block_of(found) == {"图": "图1.png", "宽": "50", "图题": "图1 分布"}
    assert said(found) == []
    assert b"Wang" not in found.pictures[0].content


def test_a_picture_of_an_rtf_as_bytes() -> None:
    whole = rtf("@")
    body = rb"{\pict\pngblip\bin" + str(len(PHOTO)).encode() + b" " + PHOTO + b"}"
    found = assemble(read_content(whole.replace(b"@", body), ".rtf", "旧文.rtf"))
    assert [each.name for each in found.pictures] == ["图1.png"]
    assert said(found) == []


def test_a_drawing_of_old_windows_is_told() -> None:
    found = assemble(read_content(rtf(r"{\pict\wmetafile8 0102}"), ".rtf", "旧文.rtf"))
    assert said(found) == ["第4段：这里的WMF 图片没有写进文稿"]
    assert not found.pictures


def test_a_seal_in_an_rtf_is_one() -> None:
    content = rtf("").replace(
        "请落实。".encode("gb18030"),
        f"请落实。\\par 云溪市水务局\\par {in_rtf(SEAL)}2026年5月6日".encode("gb18030"),
    )
    found = assemble(read_content(content, ".rtf", "旧文.rtf"))
    data: Any = plain(dict(found.tree))
    assert data["印章"] == {"图": "图1.png"}
