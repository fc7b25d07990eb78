"""The Debian packages that the free fonts come in."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from .faces import HEAVY_SONG


class Package(Struct, frozen=True):
    """A package: `names` it goes by in one release or another; the font `files` to take out of it;
    the `families` they give. `version`, `size` (bytes) and `sha256` are those of Debian 12.
    """

    names: tuple[str, ...]
    said: str
    families: tuple[str, ...]
    files: tuple[str, ...]
    version: str
    size: int
    sha256: str


PACKAGES: Final = (
    Package(
        ("texlive-lang-chinese",),
        "仿宋、楷体、黑体、宋体（Fandol）",
        ("FandolFang", "FandolKai", "FandolHei", "FandolSong"),
        (
            "FandolFang-Regular.otf",
            "FandolKai-Regular.otf",
            "FandolHei-Regular.otf",
            "FandolSong-Regular.otf",
        ),
        "2022.20230122-1",
        49334496,
        "9cfa07bd44e7b9098e26f0ecac1b5ad210d2249d474c8074d53de92d650b0ec0",
    ),
    Package(
        ("fonts-noto-cjk",),
        "小标宋的代用字体，罕用字（思源宋体、思源黑体）",
        ("Noto Serif CJK SC", "Noto Sans CJK SC", HEAVY_SONG),
        ("NotoSerifCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"),
        "1:20220127+repack1-1",
        56547048,
        "4a2515eb6db3978b897fef9709ed0d2b1f4c6c4df4d83d6c4ef65f71f1b1f502",
    ),
    Package(
        ("fonts-lxgw-wenkai",),
        "姓名里的罕用字（霞鹜文楷）",
        ("LXGW WenKai", "LXGW WenKai Light"),
        ("LXGWWenKai-Light.ttf", "LXGWWenKai-Regular.ttf"),
        "1.250+repack-1",
        51578272,
        "6d1e4c4aac78ad32062aefa2c836ee4d6e58f9dcf8b3f4407c9eefe304615318",
    ),
    Package(
        ("fonts-liberation2", "fonts-liberation"),
        "西文（Liberation Serif，与 Times New Roman 等宽）",
        ("Liberation Serif",),
        (
            "LiberationSerif-Regular.ttf",
            "LiberationSerif-Bold.ttf",
            "LiberationSerif-Italic.ttf",
            "LiberationSerif-BoldItalic.ttf",
        ),
        "2.1.5-1",
        1479148,
        "35ffaa54f117e633e89a5da89af235a073b34dbe582726fbf6989568f7fd9bda",
    ),
)
