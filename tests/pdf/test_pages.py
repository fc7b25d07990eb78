"""Real PDFs by the real LibreOffice: skipped, saying so, where it or the fonts are not there."""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from msgspec.structs import replace

from gongwen import cli
from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.pdf import faces
from gongwen.pdf.preview import pages_as_png
from tests.libreoffice import Engine
from tests.project import FINAL, ROOT, outputs, project

RARE = "昇喆堃燊玥旻翀镕㛃"
HAN = "云溪市水务局督促各县区人民政府落实汛期值班制度及时报告险情灾情"

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def fonts_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is worked out about the fonts, once for all tests."""
    return tmp_path_factory.mktemp("fonts")


@pytest.fixture
def here(
    tmp_path: Path, fonts_cache: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> Options:
    """A project that makes PDFs with this LibreOffice and the fonts of the checkout."""
    monkeypatch.setenv("PATH", f"{engine.program.parent}:{os.environ['PATH']}")
    options = project(tmp_path / "p", 值班=FINAL)
    if (ROOT / ".fonts").is_dir():
        (options.root / ".fonts").symlink_to(ROOT / ".fonts", target_is_directory=True)
    (options.root / ".cache").mkdir(exist_ok=True)
    (options.root / ".cache" / "fonts").symlink_to(fonts_cache, target_is_directory=True)
    return replace(options, formats=("pdf",))


def pages_of(options: Options, **documents: str) -> list[list[tuple[str, float, float, str]]]:
    """Character, x and y (mm, from the paper's upper left) and font of each, page by page."""
    for path in options.content.glob("值班.yaml"):
        path.unlink()
    for name, text in documents.items():
        (options.content / f"{name}.yaml").write_text(text, "utf-8")
    report = build(options)
    assert not report.lost
    (pdf,) = [content for name, content in outputs(options).items() if name.endswith(".pdf")]
    document = pypdfium2.PdfDocument(pdf)
    return [list(characters(page)) for page in document]


def characters(page: pypdfium2.PdfPage) -> Iterator[tuple[str, float, float, str]]:
    text, height = page.get_textpage(), page.get_height()
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
        name = ctypes.create_string_buffer(100)
        pdfium.FPDFText_GetFontInfo(text.raw, index, name, 100, None)
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        yield character, x.value / 72 * 25.4, (height - y.value) / 72 * 25.4, name.value.decode()


def with_text(text: str) -> str:
    return FINAL.replace("各单位要落实值班制度。", text)


def test_a_full_page_has_22_lines_of_28(here: Options) -> None:
    page = pages_of(here, 值班=with_text(HAN * 60))[1]
    lines: dict[float, list[float]] = {}
    for character, x, y, _ in page:
        if character in HAN:
            lines.setdefault(round(y, 1), []).append(x)
    assert [len(line) for line in lines.values()] == [28] * 22
    for line in lines.values():
        assert line[0] == pytest.approx(28, abs=0.1)
        assert line[-1] + 5.64 == pytest.approx(184, abs=0.5)
    steps = [after - before for before, after in pairwise(lines)]
    assert steps == pytest.approx([225 / 22] * 21, abs=0.15)  # of ordinates to 0.1 mm


def test_no_space_between_han_and_digits(here: Options) -> None:
    page = pages_of(here, 值班=with_text("自2026年5月1日起施行。"))[0]
    text = "".join(character for character, *_ in page)
    assert "自2026年5月1日起施行。" in text
    start = text.index("自2026年")
    places = [x for _, x, *_ in page[start : start + 6]]
    assert places[1] - places[0] == pytest.approx(5.6, abs=0.1)  # one character, no 1.1 mm more
    assert places[5] - places[4] == pytest.approx(2.8, abs=0.1)


def test_rare_characters_of_names_are_there(here: Options) -> None:
    (page, *_) = pages_of(here, 值班=with_text(f"任命{'、'.join(RARE)}等同志。"))
    fonts = {character: font for character, _, _, font in page}
    assert set(RARE) <= set(fonts)
    problems = build(replace(here, force=True)).problems
    assert [problem for problem in problems if problem.rule == "缺字形"] == []


def test_headlines_are_set_in_a_heavy_face(here: Options) -> None:
    (page, *_) = pages_of(here, 值班=FINAL)
    font = next(font for character, _, y, font in page if character == "关" and y > 100)
    made = faces.HEAVY_SONG.replace(" ", "")  # LibreOffice 7.4 says Bold of it as well
    assert any(heavy in font for heavy in ("Bold", "Black", "XiaoBiao", made)), font


def test_a_character_that_no_font_has_is_named(here: Options) -> None:
    pages_of(here, 值班=with_text("任命丁\U0002fffd同志。"))
    (problem,) = [each for each in build(here).problems if each.rule == "缺字形"]
    assert problem.file == "output/值班/值班（印发稿）.pdf"
    assert "\U0002fffd" in problem.message


def test_two_builds_at_once(here: Options, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from gongwen.build.options import Options; from gongwen.build.run import build\n"
        "root = Path(sys.argv[1])\n"
        "report = build(Options(root, root / 'content', root / sys.argv[2], formats=('pdf',)))\n"
        "sys.exit(report.lost or not report.built)"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(here.root), name], cwd=ROOT)
        for name in ("output", "output2")
    ]
    assert [process.wait() for process in started] == [0, 0]
    for name in ("output", "output2"):
        pdf = (here.root / name / "值班" / "值班（印发稿）.pdf").read_bytes()
        assert len(pypdfium2.PdfDocument(pdf)) == 1


# ---- preview


def decoded(png: bytes) -> tuple[int, int, set[bytes]]:
    """Width, height and colours of a picture."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack_from(">II", png, 16)
    data = b""
    at = 8
    while at < len(png):
        size, kind = struct.unpack_from(">I4s", png, at)
        chunk = png[at + 8 : at + 8 + size]
        assert struct.unpack_from(">I", png, at + 8 + size) == (zlib.crc32(kind + chunk),)
        data += chunk if kind == b"IDAT" else b""
        at += 12 + size
    rows = zlib.decompress(data)
    assert len(rows) == height * (1 + 3 * width)
    step = 1 + 3 * width
    lines = (rows[start + 1 : start + step] for start in range(0, len(rows), step))
    colours = {line[at : at + 3] for line in lines for at in range(0, 3 * width, 3)}
    return width, height, colours


def test_pages_become_pictures(
    here: Options, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", here.root)
    (here.content / "值班.yaml").write_text(with_text(HAN * 60), "utf-8")
    assert cli.main(["preview", "值班"]) == 0
    out = capsys.readouterr().out
    names = [f"output/值班/预览/值班（印发稿）-第0{number}页.png" for number in (1, 2, 3, 4)]
    assert out == "".join(f"生成 {name}\n" for name in names)
    width, height, colours = decoded((here.root / names[0]).read_bytes())
    assert (width, height) == (827, 1170)
    assert {b"\xff\0\0", b"\0\0\0", b"\xff\xff\xff"} <= colours  # the mark is red, not blue
    assert b"\0\0\xff" not in colours
    assert cli.main(["preview", "值班", "--pages", "2-3"]) == 0
    assert [
        path.name.rpartition("-")[2] for path in sorted((here.output / "值班/预览").iterdir())
    ] == [
        "第02页.png",
        "第03页.png",
    ]
    capsys.readouterr()
    assert cli.main(["preview", "值班", "--pages", "9"]) == 2
    assert capsys.readouterr().err.endswith("没有第9页\n")


def test_pages_are_read_as_typed(
    here: Options, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "ROOT", here.root)
    assert cli.main(["preview", "值班", "--pages", "3-1"]) == 2
    assert capsys.readouterr().err == "--pages：“3-1”不是页码，写成 1 或 1-3\n"
    assert cli.main(["preview", ""]) == 2
    assert capsys.readouterr().err == "请写明哪一份：make preview DOC=文件名\n"
    assert cli.main(["preview", "没有"]) == 2
    assert capsys.readouterr().err == "content 文件夹里没有“没有”\n"


def test_a_picture_has_the_size_of_its_page(tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(72, 36)
    document.save(tmp_path / "甲.pdf")
    ((number, png),) = pages_as_png((tmp_path / "甲.pdf").read_bytes(), dpi=50)
    assert (number, *decoded(png)) == (1, 50, 25, {b"\xff\xff\xff"})
