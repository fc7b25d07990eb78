"""Pictures: what is vetted, how they are sized, and what is said of those that cannot be set."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Paragraph, Picture
from gongwen.library.pictures import UnusablePictureError, vetted
from gongwen.typeset import typeset
from tests import pictures
from tests.project import ROOT
from tests.typesetting import MEASURES, job_of

EMU_PER_INCH = 914400
CONVERT = "在画图软件里打开它，另存为 .png 或 .jpg（只改后缀没有用）"
EXPORT = "重新导出这张图"
AGAIN = "重新导出或重新下载这张图"


@pytest.mark.parametrize(
    ("content", "suffix", "width", "height"),
    [
        (pictures.png(96, 48), "png", EMU_PER_INCH, EMU_PER_INCH // 2),
        (pictures.png(300, 150, 11811), "png", EMU_PER_INCH, EMU_PER_INCH // 2),
        (pictures.png(96, 48, 1), "png", EMU_PER_INCH, EMU_PER_INCH // 2),
        (pictures.jpeg(96, 48), "jpeg", EMU_PER_INCH, EMU_PER_INCH // 2),
        (pictures.jpeg(300, 150, 300), "jpeg", EMU_PER_INCH, EMU_PER_INCH // 2),
    ],
)
def test_the_size_is_what_the_density_says(
    content: bytes, suffix: str, width: int, height: int
) -> None:
    picture = vetted(content)
    assert (picture.suffix, picture.content) == (suffix, content)
    assert picture.width == pytest.approx(width, rel=0.001)
    assert picture.height == pytest.approx(height, rel=0.001)


UNUSABLE = {
    "空": (b"", "是空文件", EXPORT),
    "动图": (pictures.GIF, "是 GIF 图片，只能用 PNG 和 JPEG", CONVERT),
    "位图": (pictures.BMP, "是 BMP 图片，只能用 PNG 和 JPEG", CONVERT),
    "扫描": (pictures.TIFF, "是 TIFF 图片，只能用 PNG 和 JPEG", CONVERT),
    "网图": (pictures.WEBP, "是 WebP 图片，只能用 PNG 和 JPEG", CONVERT),
    "矢量": (pictures.SVG, "是 SVG 图片，只能用 PNG 和 JPEG", CONVERT),
    "文字": ("不是图".encode(), "不是图片，只能用 PNG 和 JPEG", CONVERT),
    "零": (pictures.png(0, 0), "的大小不对（0×0点）", EXPORT),
    "截断": (pictures.png()[:-6], "不完整或已损坏", AGAIN),
    "头": (pictures.png()[:8], "不完整或已损坏", AGAIN),
    "照片头": (pictures.jpeg()[:4], "不完整或已损坏", AGAIN),
    "照片没有尾": (pictures.jpeg()[:-2], "不完整或已损坏", AGAIN),
    "改了一个字节": (pictures.png()[:45] + b"?" + pictures.png()[46:], "不完整或已损坏", AGAIN),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_what_cannot_be_set_is_told_where_it_is_asked_for(name: str, tmp_path: Path) -> None:
    content, reason, hint = UNUSABLE[name]
    (tmp_path / "图.png").write_bytes(content)
    document = tmp_path / "通知.yaml"
    document.write_text(
        "文种: 通知\n标题: 关于开展读书节的通知\n正文:\n- 请看图。\n- 图: 图.png\n",
        encoding="utf-8",
    )
    checked = process(Request(document, None), Shared(ROOT, tmp_path))
    assert [(p.file, p.line, p.column, p.rule, p.message, p.hint) for p in checked.problems] == [
        ("通知.yaml", 5, 6, "图片不能用", f"图片“图.png”{reason}", hint)
    ]
    assert checked.pictures == {}
    assert (tmp_path / "图.png").resolve() in checked.used


@given(st.one_of(st.just(pictures.png()), st.just(pictures.jpeg())), st.integers(0, 200))
def test_a_picture_cut_short_is_never_taken(content: bytes, kept: int) -> None:
    if kept >= len(content):
        return
    with pytest.raises(UnusablePictureError):
        vetted(content[:kept])


@given(st.binary(max_size=200), st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n"]))
def test_any_bytes_are_a_picture_or_refused(content: bytes, magic: bytes) -> None:
    try:
        picture = vetted(magic + content)
    except UnusablePictureError as error:
        assert error.reason
        assert error.hint
    else:
        assert picture.width > 0
        assert picture.height > 0


def _set(width: int, height: int, yaml: str = "正文: [{图: 图.png}]") -> Picture:
    job = job_of(yaml)
    picture = vetted(pictures.png(width, height))
    job = replace(job, pictures={"图.png": picture})
    (made,) = [
        block.picture
        for section in typeset(job)[0].composition.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.picture
    ]
    return made


def test_a_picture_is_no_larger_than_the_page() -> None:
    wide, tall = _set(2000, 100), _set(100, 2000)
    assert wide.width == MEASURES.width * 635
    assert tall.height <= (MEASURES.landscape_width - MEASURES.row) * 635
    assert tall.height > (MEASURES.landscape_width - 2 * MEASURES.row) * 635
    assert tall.width / tall.height == pytest.approx(0.05, rel=0.01)
    captioned = _set(100, 2000, "正文: [{图: 图.png, 图题: 河道示意}]")
    assert captioned.height <= (MEASURES.landscape_width - 2 * MEASURES.row) * 635


def test_a_width_asked_for_gives_way_to_the_page() -> None:
    assert _set(100, 50, "正文: [{图: 图.png, 宽: 50}]").width == 50 * 36000
    tall = _set(100, 400, "正文: [{图: 图.png, 宽: 100%}]")
    assert tall.height <= (MEASURES.landscape_width - MEASURES.row) * 635
