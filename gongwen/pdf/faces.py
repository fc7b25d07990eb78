"""The faces that official documents name, and what may stand in for them."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

HEAVY_SONG: Final = "Gongwen Heavy Song"
"""The family that `gongwen.pdf.fonts` makes of a bold serif face, for headlines."""


class Group(Struct, frozen=True):
    """Faces of one design. `names` are families as documents write them, each with what the same
    font is also called; they stand in for one another, in this order. After them `free`, the best
    first, of which the later ones also give characters that the first one lacks.
    """

    names: tuple[tuple[str, ...], ...]
    free: tuple[str, ...]


GROUPS: Final = (
    Group(
        (
            ("仿宋_GB2312", "FangSong_GB2312"),
            ("方正仿宋_GBK", "FZFangSong-Z02"),
            ("方正仿宋_GB2312", "FZFangSong_GB2312"),
            ("方正仿宋简体", "FZFangSong-Z02S"),
            ("仿宋", "FangSong"),
            ("华文仿宋", "STFangsong"),
        ),
        ("FandolFang", "LXGW WenKai Light", "AR PL UKai CN", "Noto Serif CJK SC"),
    ),
    Group(
        (
            ("楷体_GB2312", "KaiTi_GB2312"),
            ("方正楷体_GBK", "FZKai-Z03"),
            ("方正楷体_GB2312", "FZKai_GB2312"),
            ("方正楷体简体", "FZKai-Z03S"),
            ("楷体", "KaiTi"),
            ("华文楷体", "STKaiti"),
        ),
        ("FandolKai", "LXGW WenKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    ),
    Group(
        (
            ("黑体", "SimHei"),
            ("方正黑体_GBK", "FZHei-B01"),
            ("方正黑体简体", "FZHei-B01S"),
            ("华文黑体", "STHeiti"),
        ),
        ("FandolHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei"),
    ),
    Group(
        (
            ("宋体", "SimSun"),
            ("新宋体", "NSimSun"),
            ("方正书宋_GBK", "FZShuSong-Z01"),
            ("方正书宋简体", "FZShuSong-Z01S"),
            ("华文宋体", "STSong"),
        ),
        ("FandolSong", "Noto Serif CJK SC", "AR PL UMing CN"),
    ),
    Group(
        (
            ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
            ("方正小标宋_GBK", "FZXiaoBiaoSong-B05"),
            ("华文中宋", "STZhongsong"),
        ),
        ("Noto Serif CJK SC Black", HEAVY_SONG, "FandolSong", "Noto Serif CJK SC"),
    ),
    Group(
        (("Times New Roman",),),
        ("Liberation Serif", "Tinos", "Nimbus Roman", "FreeSerif", "DejaVu Serif"),
    ),
)


def said(family: str) -> str:
    """A family as it is named to the user."""
    return "粗宋体" if family == HEAVY_SONG else family


def group_of(family: str) -> Group | None:
    """The group that `family` is in, by whichever of its names."""
    return next((g for g in GROUPS if any(family in names for names in g.names)), None)


def stand_ins(family: str) -> tuple[str, ...]:
    """What may stand in for `family`, the best first."""
    group = group_of(family)
    if group is None:
        return ()
    others = (name for names in group.names if family not in names for name in names)
    return (*others, *group.free)


def also_called(family: str) -> tuple[str, ...]:
    """Every name of the very font that `family` means, `family` among them."""
    group = group_of(family)
    if group is None:
        return (family,)
    return next(names for names in group.names if family in names)
