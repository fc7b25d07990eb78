"""Where a house style differs from the national standard's sheet, each with the clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import AGAINST_STANDARD
from .data import FONTS, Measure, Sheet
from .lengths import TWIPS_PER_MM

STANDARD: Final = "gbt9704"
"""The sheet of the national standard."""
CUSTOM: Final = "惯例"
_USUAL_CLAUSES: Final = ("", CUSTOM, "5.2.2", "5.2.3", "7.2.7")
"""Clauses that recommend (一般、推荐), or leave a measure to the office."""
_USUAL_MEASURES: Final = (
    ("7.2.4", "字体"),
    ("7.3.5.1", "成文日期右空"),
    ("7.4.1", "上下线"),
    ("7.4.1", "横线"),
    ("7.5", "西文"),
)
"""Single measures that a clause only recommends."""
_MARGINS: Final = ("天头", "订口", "切口", "地脚")
_TOLERANCE: Final = round(TWIPS_PER_MM)
"""Margins may be 1 mm more or less (5.2.1), twips."""


class Departure(Struct, frozen=True):
    """One difference: where, of which measure, what each says; `must` = the clause says 应当;
    `reason` is the authority that the house style names for it, "" where it names none.
    """

    where: str
    measure: str
    standard: str
    own: str
    basis: str
    must: bool
    reason: str = ""


def departures(sheet: Sheet, standard: Sheet) -> list[Departure]:
    """All that `sheet` says otherwise than `standard`, in the order of the sheet."""
    return [
        *_faces(sheet, standard),
        *_of("版面", sheet.page_measures, standard.page_measures),
        *_words(sheet, standard),
        *(
            departure
            for key, style in sheet.styles.items()
            if key in standard.styles
            for departure in _of(key, style.measures, standard.styles[key].measures)
        ),
    ]


def _faces(sheet: Sheet, standard: Sheet) -> Iterator[Departure]:
    """Faces of another design; 仿宋_GB2312 and 方正仿宋_GBK are both 仿宋 (5.2.2)."""
    for key in (*FONTS, "西文"):
        own, usual = sheet.fonts[key], standard.fonts[key]
        if own != usual and key not in own:
            yield Departure("字体", key, usual, own, "5.2.2", False)


def _words(sheet: Sheet, standard: Sheet) -> Iterator[Departure]:
    own, usual = sheet.words.get("页码"), standard.words.get("页码")
    if own is not None and usual is not None and own.typed != usual.typed:
        yield Departure("用语", "页码", usual.typed, own.typed, "7.5", True, own.basis)


def _of(
    where: str, own: Mapping[str, Measure], standard: Mapping[str, Measure]
) -> Iterator[Departure]:
    for name in dict.fromkeys((*own, *standard)):
        here, there = own.get(name), standard.get(name)
        if here is None or (there is not None and _same(name, here, there)):
            continue
        basis = there.basis if there is not None else CUSTOM
        usual = basis in _USUAL_CLAUSES or (basis, name) in _USUAL_MEASURES
        typed = there.typed if there is not None else "没有规定"
        yield Departure(where, name, typed, here.typed, basis, not usual, here.basis)


def _same(name: str, own: Measure, standard: Measure) -> bool:
    """Whether two measures are one: written alike, or worth the same, margins within 1 mm."""
    if own.typed == standard.typed or own.value == standard.value:
        return True
    if name not in _MARGINS or not (isinstance(own.value, int) and isinstance(standard.value, int)):
        return False
    return abs(own.value - standard.value) <= _TOLERANCE


def told_departures(sheet: Sheet, found: Iterable[Departure], place: Place) -> list[Problem]:
    """A warning, at `place`, where the sheet goes against what the standard says with 应当, and
    names no authority of its own.
    """
    said = [
        f"{each.where}的{each.measure}是{each.own}（{each.basis}：{each.standard}）"
        for each in found
        if each.must and not each.reason
    ]
    if not said:
        return []
    message = f"样式表“{sheet.name}”与国家标准不同：{'；'.join(said)}"
    hint = "本单位确有规定的，在样式表里写上依据：{值: …, 依据: …}"
    basis = "GB/T 9704-2012"
    return [problem_at(place, AGAINST_STANDARD, Level.WARNING, message, basis=basis, hint=hint)]
