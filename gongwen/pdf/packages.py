"""The free fonts that are wanted, and where distributions of Debian's kind may keep them."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from msgspec import Struct

from .faces import HEAVY_SONG


class FontFile(Struct, frozen=True):
    """A font as it is usually called, and the PostScript name of the face that is wanted of it: by
    that it is known where a release calls the file something else.
    """

    name: str
    face: str


class FontSource(Struct, frozen=True):
    """Fonts that come together: the `files`, the `families` they give. `packages` are those that
    hold them in one release or another, `word` stands in the name of any other that may.

    What a package is called tells little: a later release may have one of this name with nothing
    in it, left behind when the fonts moved to another.
    """

    packages: tuple[str, ...]
    word: str
    files: tuple[FontFile, ...]
    families: tuple[str, ...]


class FontSet(Struct, frozen=True):
    """Fonts that are wanted together, `said` for the user; any one of `sources` does, the best
    first.
    """

    said: str
    sources: tuple[FontSource, ...]

    def is_among(self, families: Set[str]) -> bool:
        """Whether these families hold all that one of the sources gives."""
        return any(families >= set(source.families) for source in self.sources)


FONT_SETS: Final = (
    FontSet(
        "仿宋、楷体、黑体、宋体（Fandol）",
        (
            FontSource(
                ("texlive-lang-chinese", "fonts-fandol"),
                "fandol",
                (
                    FontFile("FandolFang-Regular.otf", "FandolFang-Regular"),
                    FontFile("FandolKai-Regular.otf", "FandolKai-Regular"),
                    FontFile("FandolHei-Regular.otf", "FandolHei-Regular"),
                    FontFile("FandolSong-Regular.otf", "FandolSong-Regular"),
                ),
                ("FandolFang", "FandolKai", "FandolHei", "FandolSong"),
            ),
        ),
    ),
    FontSet(
        "小标宋的代用字体，罕用字（思源宋体、思源黑体）",
        (
            FontSource(
                ("fonts-noto-cjk",),
                "noto-cjk",
                (
                    FontFile("NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold"),
                    FontFile("NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular"),
                    FontFile("NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular"),
                ),
                ("Noto Serif CJK SC", "Noto Sans CJK SC", HEAVY_SONG),
            ),
        ),
    ),
    FontSet(
        "姓名里的罕用字（霞鹜文楷，或者文鼎楷体）",
        (
            FontSource(
                ("fonts-lxgw-wenkai",),
                "wenkai",
                (
                    FontFile("LXGWWenKai-Light.ttf", "LXGWWenKai-Light"),
                    FontFile("LXGWWenKai-Regular.ttf", "LXGWWenKai-Regular"),
                ),
                ("LXGW WenKai", "LXGW WenKai Light"),
            ),
            FontSource(  # Ubuntu 22.04
                ("fonts-arphic-ukai",),
                "ukai",
                (FontFile("ukai.ttc", "UKaiCN"),),
                ("AR PL UKai CN",),
            ),
        ),
    ),
    FontSet(
        "西文（Liberation Serif，与 Times New Roman 等宽）",
        (
            FontSource(
                # From Debian 13 and Ubuntu 24.04 on they are in the second one, which held an
                # older drawing of them before.
                ("fonts-liberation2", "fonts-liberation"),
                "liberation",
                (
                    FontFile("LiberationSerif-Regular.ttf", "LiberationSerif"),
                    FontFile("LiberationSerif-Bold.ttf", "LiberationSerif-Bold"),
                    FontFile("LiberationSerif-Italic.ttf", "LiberationSerif-Italic"),
                    FontFile("LiberationSerif-BoldItalic.ttf", "LiberationSerif-BoldItalic"),
                ),
                ("Liberation Serif",),
            ),
        ),
    ),
)
