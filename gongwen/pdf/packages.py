"""The Debian packages that the free fonts come in, in one release or another."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from msgspec import Struct

from .faces import HEAVY_SONG


class Source(Struct, frozen=True):
    """A package that may hold fonts: the `files` to take out of it, the `families` they give.

    What it is called tells little: a later release may have a package of this name with nothing
    in it, left behind when the fonts moved to another.
    """

    package: str
    files: tuple[str, ...]
    families: tuple[str, ...]


class FontSet(Struct, frozen=True):
    """Fonts that are wanted together, `said` for the user; any one of `sources` does, the best
    first.
    """

    said: str
    sources: tuple[Source, ...]

    def is_among(self, families: Set[str]) -> bool:
        """Whether these families hold all that one of the sources gives."""
        return any(families >= set(source.families) for source in self.sources)


_LIBERATION_SERIF = (
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
)

FONT_SETS: Final = (
    FontSet(
        "仿宋、楷体、黑体、宋体（Fandol）",
        (
            Source(
                "texlive-lang-chinese",
                (
                    "FandolFang-Regular.otf",
                    "FandolKai-Regular.otf",
                    "FandolHei-Regular.otf",
                    "FandolSong-Regular.otf",
                ),
                ("FandolFang", "FandolKai", "FandolHei", "FandolSong"),
            ),
        ),
    ),
    FontSet(
        "小标宋的代用字体，罕用字（思源宋体、思源黑体）",
        (
            Source(
                "fonts-noto-cjk",
                ("NotoSerifCJK-Bold.ttc", "NotoSerifCJK-Regular.ttc", "NotoSansCJK-Regular.ttc"),
                ("Noto Serif CJK SC", "Noto Sans CJK SC", HEAVY_SONG),
            ),
        ),
    ),
    FontSet(
        "姓名里的罕用字（霞鹜文楷，或者文鼎楷体）",
        (
            Source(
                "fonts-lxgw-wenkai",
                ("LXGWWenKai-Light.ttf", "LXGWWenKai-Regular.ttf"),
                ("LXGW WenKai", "LXGW WenKai Light"),
            ),
            Source("fonts-arphic-ukai", ("ukai.ttc",), ("AR PL UKai CN",)),  # Ubuntu 22.04
        ),
    ),
    FontSet(
        "西文（Liberation Serif，与 Times New Roman 等宽）",
        (
            Source("fonts-liberation2", _LIBERATION_SERIF, ("Liberation Serif",)),
            # From Debian 13 and Ubuntu 24.04 on; before that an older drawing of them.
            Source("fonts-liberation", _LIBERATION_SERIF, ("Liberation Serif",)),
        ),
    ),
)
