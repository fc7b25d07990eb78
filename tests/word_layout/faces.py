"""How wide characters are: one em in a Chinese face, less for Latin ones.

The official faces are not free, so their Latin widths are written down here with their sources;
those of the free faces that stand in for them are read from the files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from .fonts import Font, read_font

_ASCII = "".join(map(chr, range(32, 127)))
_HALF = 0.5
"""仿宋_GB2312, 楷体_GB2312, 黑体 and 宋体 of Windows: all Latin characters half an em wide."""

_HEADLINE = dict(
    zip(
        _ASCII,
        (
            250, 355, 447, 615, 589, 966, 803, 235, 400, 400, 485, 603, 335, 370, 335, 400,
            593, 466, 594, 593, 593, 594, 594, 588, 594, 596, 335, 335, 603, 603, 603, 473,
            970, 746, 708, 702, 789, 666, 648, 757, 864, 426, 428, 767, 642, 1001, 815, 785,
            673, 785, 751, 597, 695, 818, 734, 1091, 726, 701, 627, 372, 400, 372, 603, 593,
            447, 585, 672, 565, 658, 572, 402, 596, 687, 349, 335, 651, 355, 1008, 685, 623,
            671, 640, 500, 499, 393, 678, 578, 874, 599, 582, 517, 380, 338, 380, 603,
        ),
        strict=True,
    )
)  # fmt: skip
"""Of 方正小标宋简体 no widths were to be had: those of its stand-in, Noto Serif CJK SC Bold, in
thousandths of an em. `test_reader.py` compares them with the file."""

_TIMES = dict(
    zip(
        _ASCII,
        (
            250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
            500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
            921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
            556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
            333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
            500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
        ),
        strict=True,
    )
)  # fmt: skip
"""Times New Roman, in thousandths of an em: Liberation Serif, made to the same widths."""

_EM = 1000

ASCENT, DESCENT = 220 / 256, 36 / 256
"""Of the Chinese faces of Windows, in em (hhea of SimFang, SimKai, SimHei, SimSun)."""
EXACT_ABOVE = 0.8
"""How much of an exact line is above the baseline, whatever the face. Measured: LibreOffice splits
it so, and so do the engines that follow Word."""
INK_ABOVE = 0.86
"""How far the ink of Han characters of 小标宋 reaches above the baseline, em (its stand-in)."""
DASH_ABOVE = 0.38
"""How far the middle of a dash lies above the baseline, em."""


class Faces(Struct, frozen=True):
    """Widths of the ASCII characters of faces, in em; of a face that is not named, half an em."""

    latin: Mapping[str, Mapping[str, float]]

    def width(self, character: str, latin: str) -> float:
        """Of a character in em, where Latin ones are set in the face `latin`."""
        if character in _ASCII:
            return self.latin.get(latin, {}).get(character, _HALF)
        wide = unicodedata.east_asian_width(character) in "WFA"
        return 1.0 if wide else _HALF


def _in_em(thousandths: Mapping[str, int]) -> dict[str, float]:
    return {character: width / _EM for character, width in thousandths.items()}


OFFICIAL = Faces({"方正小标宋简体": _in_em(_HEADLINE), "Times New Roman": _in_em(_TIMES)})

_STAND_INS = {
    "仿宋_GB2312": ("FandolFang-Regular.otf", 0),
    "楷体_GB2312": ("FandolKai-Regular.otf", 0),
    "黑体": ("FandolHei-Regular.otf", 0),
    "宋体": ("FandolSong-Regular.otf", 0),
    "方正小标宋简体": ("NotoSerifCJK-Bold.ttc", 2),
    "Times New Roman": ("LiberationSerif-Regular.ttf", 0),
}


def stand_in(face: str, files: Mapping[str, Path]) -> Font | None:
    """The font that stands in for an official face, of font files by their names; None where it is
    not among them."""
    file, member = _STAND_INS[face]
    return read_font(files[file], member) if file in files else None


def stand_ins(files: Mapping[str, Path]) -> Faces:
    """The widths that LibreOffice has where it is given those font files.

    Raises LookupError where one is missing: its widths would be guessed.
    """
    found = {}
    for face, (file, _) in _STAND_INS.items():
        font = stand_in(face, files)
        if font is None:
            raise LookupError(file)
        found[face] = {each: font.width(each) for each in _ASCII}
    return Faces(found)
