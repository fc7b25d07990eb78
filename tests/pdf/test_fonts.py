"""Fonts: what is used for each face, what is said of it, and that the characters are there."""

from __future__ import annotations

import os
import shutil
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongwen.checkup.pdf import fonts as font_findings
from gongwen.pdf import faces, fonts, sfnt
from gongwen.pdf.finish import about_fonts, families
from gongwen.pdf.fonts import Face, Fonts, find_fonts, fingerprint, fontconfig
from gongwen.pdf.packages import FONT_SETS
from gongwen.problem import as_text
from gongwen.word.package import pack
from gongwen.word.wordml import DOCUMENT, STYLES, W, parse
from tests.font_files import font_files
from tests.project import DRAFT, FINAL, project

HEAVY = "NotoSerifCJK-Bold.ttc"
"""What the face of headlines is made of."""
needs_fontconfig = pytest.mark.skipif(not shutil.which("fc-list"), reason="no fontconfig here")


def here(*names: str, characters: tuple[tuple[int, int], ...] = ((0x20, 0x9FFF),)) -> Fonts:
    return Fonts(Path("fonts.conf"), frozenset(names), characters)


def test_the_real_font_comes_first_by_any_of_its_names() -> None:
    known = here("SimHei", "FandolHei", "FandolKai")
    assert known.face("黑体") == Face("黑体", "SimHei")
    assert known.face("黑体").is_real
    assert known.face("楷体_GB2312") == Face("楷体_GB2312", "FandolKai")
    assert not known.face("楷体_GB2312").is_real
    assert known.face("宋体") == Face("宋体", "")
    assert known.face("方正姚体") == Face("方正姚体", "")


def test_another_edition_of_a_face_comes_before_a_free_one() -> None:
    known = here("方正小标宋_GBK", faces.HEAVY_SONG, "仿宋", "FandolFang")
    assert known.face("方正小标宋简体").found == "方正小标宋_GBK"
    assert known.face("仿宋_GB2312").found == "仿宋"


def test_no_face_stands_in_two_groups() -> None:
    names = [name for group in faces.GROUPS for each in group.names for name in each]
    assert len(names) == len(set(names))


def test_of_very_many_characters_that_no_font_has_the_first_are_named() -> None:
    few, many = (
        next(
            each.message
            for each in about_fonts(
                draft("".join(map(chr, range(0x4E00, 0x4E00 + count)))),
                "甲.pdf",
                here(characters=((0x20, 0x7F),)),
            )
            if each.rule == "缺字形"
        )
        for count in (20, 21)
    )
    assert few.endswith("显示不出来：" + "、".join(map(chr, range(0x4E00, 0x4E14))))
    assert many == f"{few}……等21个字"


@given(st.sets(st.integers(0x20, 0x2FFFF)), st.sets(st.integers(0x20, 0x2FFFF)))
def test_lacking_is_what_no_font_has(present: set[int], wanted: set[int]) -> None:
    ranges = fonts._ranges(f"{each:x}" for each in present)
    known = here(characters=ranges)
    lacking = known.lacking("".join(map(chr, sorted(wanted))))
    assert {ord(character) for character in lacking} == wanted - present


def test_ranges_are_read_and_joined() -> None:
    assert fonts._ranges(["20-7e a0", "7f 4e00-9fff"]) == (
        (0x20, 0x7F),
        (0xA0, 0xA0),
        (0x4E00, 0x9FFF),
    )


def draft(text: str) -> bytes:
    named = f'xmlns:w="{W[1:-1]}"'
    fonts = '<w:rFonts w:ascii="黑体" w:eastAsia="仿宋_GB2312"/>'
    styles = f"<w:styles {named}>{fonts}</w:styles>"
    body = f"<w:document {named}><w:t>{text}</w:t></w:document>"
    return pack({STYLES: styles.encode(), DOCUMENT: body.encode()})


def test_families_are_those_of_the_styles() -> None:
    from gongwen.word.package import unpack

    assert families(parse(unpack(draft(""))[STYLES])) == ["仿宋_GB2312", "黑体"]


def test_what_is_said_of_fonts() -> None:
    said = [
        as_text(problem)
        for problem in about_fonts(
            draft("丁\u200b12　\U0002a700𠮷𠮷"),
            "output/甲/甲（印发稿）.pdf",
            here("FandolFang", "SimHei"),
        )
    ]
    assert said == [
        "PDF: 提示 [字体代用] 这台电脑没有文件用的字体，PDF 里仿宋_GB2312用 FandolFang；"
        ".docx 里仍是原来的字体名\n"
        "    建议：版面的尺寸不受影响；字形更近的代用字体用 make pdf-setup 备齐，"
        "有原来字体的，把字体文件放进 .fonts 文件夹",
        "output/甲/甲（印发稿）.pdf: 警告 [缺字形] 这台电脑的字体里没有这些字，"
        "PDF 里显示不出来：\U0002a700、𠮷\n"
        "    建议：运行 make pdf-setup；仍然没有的，把含有这个字的字体文件放进 .fonts 文件夹",
    ]


def test_after_pdf_setup_it_is_not_advised_again() -> None:
    families = [family for wanted in FONT_SETS for family in wanted.sources[-1].families]
    (problem,) = about_fonts(draft("丁"), "甲.pdf", here(*families))
    assert (
        problem.hint == "版面的尺寸不受影响；有原来字体的，把字体文件放进 .fonts 文件夹，就用它们"
    )


def test_a_face_that_nothing_stands_in_for() -> None:
    (problem,) = about_fonts(draft(""), "甲.pdf", here(faces.HEAVY_SONG, "SimHei"))
    assert problem.message == (
        "这台电脑没有文件用的字体，PDF 里仿宋_GB2312没有字体可代；.docx 里仍是原来的字体名"
    )
    assert problem.hint.startswith("运行 make pdf-setup")


def test_real_fonts_leave_nothing_to_say() -> None:
    assert list(about_fonts(draft("丁"), "甲.pdf", here("仿宋_GB2312", "黑体"))) == []


def tiny_font(names: int = 1) -> bytes:
    """The frame of a collection of `names` faces that share their tables."""
    tables = {
        b"OS/2": struct.pack(">hHH", 0, 0, 700) + bytes(56) + struct.pack(">H", 0x20) + bytes(8),
        b"head": bytes(8) + struct.pack(">I", 7) + bytes(32) + struct.pack(">H", 1) + bytes(8),
        b"name": b"old name",
    }
    header = struct.pack(f">4sII{names}I", b"ttcf", 0x10000, names, *[12 + 4 * names] * names)
    offset = len(header) + 12 + 16 * len(tables)
    directory, body = struct.pack(">4sHHHH", b"OTTO", len(tables), 0, 0, 0), b""
    for tag, table in tables.items():
        directory += struct.pack(">4sIII", tag, 0, offset + len(body), len(table))
        body += table
    return header + directory + body


def test_a_face_taken_out_of_a_collection_is_whole() -> None:
    font = sfnt.renamed_face(tiny_font(2), 1, "Yunxi Song")
    assert font[:4] == b"OTTO"
    tables = {tag: font[start : start + size] for tag, start, size in sfnt._tables(font, 0)}
    assert "Yunxi Song".encode("utf-16-be") in tables[b"name"]
    assert "YunxiSong".encode("utf-16-be") in tables[b"name"]
    assert struct.unpack_from(">H", tables[b"OS/2"], 4) == (400,)
    assert struct.unpack_from(">H", tables[b"OS/2"], 62) == (0x40,)
    assert struct.unpack_from(">H", tables[b"head"], 44) == (0,)
    assert sfnt._checksum(font) == 0xB1B0AFBA


@pytest.mark.parametrize("content", [b"", b"PK\3\4" + bytes(40), tiny_font(1)])
def test_what_is_no_such_face_is_said(content: bytes) -> None:
    with pytest.raises((ValueError, struct.error)):
        sfnt.renamed_face(content, 3, "Yunxi Song")


def test_the_fontconfig_file_names_folders_absolutely_and_escaped(tmp_path: Path) -> None:
    root = tmp_path / "公文 <甲&乙>"
    root.mkdir()
    text = fontconfig(root)
    assert f"<dir>{tmp_path.resolve()}/公文 &lt;甲&amp;乙&gt;/.fonts</dir>" in text
    assert '<alias binding="same"><family>黑体</family><accept><family>SimHei</family>' in text
    assert "<family>FandolHei</family><family>Noto Sans CJK SC</family>" in text
    parse(text.split("\n", 2)[2].encode())


@needs_fontconfig
def test_a_font_put_into_the_folder_is_found_and_changes_the_fingerprint(tmp_path: Path) -> None:
    before = find_fonts(tmp_path)
    assert before is not None
    mark = fingerprint(tmp_path)
    first = mark.read_bytes()
    fingerprint(tmp_path)
    assert mark.read_bytes() == first
    some = next(Path("/usr/share/fonts").rglob("*.ttf"), None)
    if some is None:
        pytest.skip("no font on this computer to copy")
    (tmp_path / ".fonts").mkdir()
    shutil.copy(some, tmp_path / ".fonts" / "甲.ttf")
    now = (tmp_path / ".fonts").stat().st_mtime + 5  # fontconfig looks at the folder's time
    os.utime(tmp_path / ".fonts", (now, now))
    assert find_fonts(tmp_path) is not None
    assert fingerprint(tmp_path).read_bytes() != first


def test_no_fontconfig_no_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_fonts(tmp_path) is None
    assert fingerprint(tmp_path).read_text("utf-8") == "没有 fontconfig"
    assert list(font_findings(tmp_path)) == []


def test_doctor_shows_every_face_of_the_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project(tmp_path, 清淤=DRAFT, 值班=f"样式: 示例机关 # 本单位\n{FINAL}")
    known = here("仿宋_GB2312", "FandolKai", faces.HEAVY_SONG, "Liberation Serif")
    monkeypatch.setattr("gongwen.checkup.pdf.find_fonts", lambda root: known)
    monkeypatch.setattr("gongwen.checkup.pdf.find_office", lambda: Path("soffice"))
    assert [(each.state, each.said) for each in font_findings(tmp_path)] == [
        ("正常", "字体 仿宋_GB2312：有"),
        ("说明", "字体 楷体_GB2312：没有，PDF 里用 FandolKai 代替"),
        ("提醒", "字体 黑体：没有，也没有代用的"),
        ("提醒", "字体 宋体：没有，也没有代用的"),
        ("说明", "字体 方正小标宋简体：没有，PDF 里用 粗宋体 代替"),
        ("说明", "字体 Times New Roman：没有，PDF 里用 Liberation Serif 代替"),
    ]


@needs_fontconfig
@pytest.mark.skipif(HEAVY not in font_files(), reason="没有公文字体（make pdf-setup）")
def test_a_family_that_another_run_made_meanwhile_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two first runs at once: what was listed before the other had made it is listed again."""
    (tmp_path / ".fonts").mkdir()
    shutil.copy(font_files()[HEAVY], tmp_path / ".fonts" / HEAVY)
    before = fonts.listed
    calls: list[Path] = []

    def listed(configuration: Path) -> list[list[str]]:
        found = before(configuration)
        if not calls:
            calls.append(configuration)
            assert find_fonts(tmp_path) is not None  # the other run
        return found

    monkeypatch.setattr(fonts, "listed", listed)
    found = find_fonts(tmp_path)
    assert found is not None
    assert faces.HEAVY_SONG in found.families
