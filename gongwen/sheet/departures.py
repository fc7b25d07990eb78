"""Where a house style differs from the national standard's sheet, each with the clause.

Styles are compared as they come out, with all that they have from others; a difference is told
once, where the value stands that makes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from ..problem import Place
from .data import BASE_STYLE, RULE, STANDARD_SHEET, Measure, Sheet
from .lengths import length
from .measures import MEASURES
from .strength import CUSTOM, Authority, Strength, authority_of

_NOTHING: Final[Mapping[str, int | str | bool]] = {
    **dict.fromkeys(("左缩进", "右缩进", "首行缩进", "悬挂缩进", "段前", "段后", "字距"), 0),
    **dict.fromkeys(("外框线", "上下线", "竖线", "横线"), 0),
    **dict.fromkeys(("单元格边距", "单元格上边距", "单元格下边距"), 0),
    **dict.fromkeys(("加粗", "分页", "与下段同页", "段中不分页"), False),
    **dict.fromkeys(("对齐网格", "孤行控制", "标点溢出", "中西文间距"), True),
    "对齐": "left",
    "颜色": "000000",
    "缩放": 100,
}
"""What Word does where no style says anything (17.3.1, 17.3.2, ISO 29500-1)."""
_ALIKE: Final = {"both": "left", "auto": "000000"}
"""A line set to both edges begins at the left one too; 自动 is black on white paper."""
_CLOSE: Final = 0.01
"""Characters or lines: what a place typed in millimetres is rounded by."""
_UNSAID: Final = "没有规定"
_ZERO: Final = "0毫米"


class Departure(Struct, frozen=True):
    """One value of a house style that is another than the standard's: of which part of the sheet
    or which style (`of_style`), what each says, and what the standard's rests on.

    `also` are other styles that have it from there; `reason` is the authority that the house style
    names for it, "" where it names none; `mends` is what to do instead, `stands` what stands at the
    place now, "" where nothing does.
    """

    where: str
    measure: str
    standard: str
    own: str
    authority: Authority
    place: Place
    reason: str
    mends: str
    stands: str
    of_style: bool = False
    also: tuple[str, ...] = ()


class _Found(Struct, frozen=True):
    """A measure as a style comes by it: `origin` is the style that says it."""

    measure: Measure
    origin: str


def departures(sheet: Sheet, standard: Sheet) -> list[Departure]:
    """All that `sheet` says otherwise than `standard`: one for each value, the strongest first."""
    rank = {strength: index for index, strength in enumerate(Strength)}
    groups: dict[tuple[Place, str], list[Departure]] = {}
    for each in (*_of_parts(sheet, standard), *_Styles(sheet, standard).differences()):
        groups.setdefault((each.place, each.measure), []).append(each)
    told = []
    for group in groups.values():
        first = min(group, key=lambda each: rank[each.authority.strength])
        others = (each.where for each in group if each is not first)
        told.append(replace(first, also=tuple(others)))
    return sorted(told, key=lambda each: rank[each.authority.strength])


def _of_parts(sheet: Sheet, standard: Sheet) -> Iterator[Departure]:
    """字体, 版面 and 用语."""
    for where, own, usual in (
        ("字体", sheet.font_measures, standard.font_measures),
        ("版面", sheet.page_measures, standard.page_measures),
        ("用语", sheet.words, standard.words),
    ):
        for name, there in usual.items():
            here = own.get(name)
            if here is None or _same(here, there, sheet, BASE_STYLE):
                continue
            yield Departure(
                where=where,
                measure=name,
                standard=there.typed,
                own=here.typed,
                authority=authority_of(there.basis) or CUSTOM,
                place=here.place,
                reason=_reason(here.basis),
                mends=f"改成“{there.typed}”",
                stands=here.typed,
            )


class _Styles(Struct, frozen=True):
    """The styles of two sheets, as they come out."""

    sheet: Sheet
    standard: Sheet

    def differences(self) -> Iterator[Departure]:
        """Of the styles that both have, each measure that their form may have."""
        for key, style in self.standard.styles.items():
            if key not in self.sheet.styles:
                continue
            for name in sorted(MEASURES[style.kind]):
                here = _resolved(key, name, self.sheet)
                there = _resolved(key, name, self.standard)
                if style.kind == "字符" and self._of_text(here, there):
                    continue  # told of the text that it stands in
                authority = _authority(key, name, self.standard)
                if here and there and name == RULE:
                    for part, own in here.measure.parts.items():
                        usual = there.measure.parts[part]
                        of_part = authority_of(usual.basis) or authority
                        pair = replace(here, measure=own), replace(there, measure=usual)
                        yield from self._difference(key, f"{RULE}的{part}", *pair, of_part)
                elif here or there:
                    yield from self._difference(key, name, here, there, authority)

    def _of_text(self, here: _Found | None, there: _Found | None) -> bool:
        """Whether a character style has a measure in both sheets from the text it stands in."""
        sides = (here, self.sheet), (there, self.standard)
        return all(not found or sheet.styles[found.origin].kind == "段落" for found, sheet in sides)

    def _difference(
        self, key: str, name: str, here: _Found | None, there: _Found | None, authority: Authority
    ) -> Iterator[Departure]:
        """That of one measure of a style, if there is one; either sheet may say nothing of it."""
        nothing = Measure(_NOTHING.get(name, ""), "")
        own, usual = here.measure if here else nothing, there.measure if there else nothing
        if _same(own, usual, self.sheet, key):
            return
        wanted = usual.typed or (_ZERO if usual.value == 0 and authority.clause else _UNSAID)
        mends = f"改成“{wanted}”" if wanted != _UNSAID else "删去这一项"
        place, reason, stands = own.place, own.basis, own.typed
        turned = self._turned(key)
        if here is None:
            style = self.sheet.styles[key]
            place, reason, stands = style.place, style.basis, ""
            mends = f"在样式“{key}”下面写“{name}: {wanted}”"
        elif turned and PurePath(own.place.file).stem == STANDARD_SHEET:
            style = self.sheet.styles[turned]
            place, reason, stands = style.place, style.reason, style.based_on or ""
            mends = f"改成“{self.standard.styles[turned].based_on or BASE_STYLE}”"
        elif here.origin in self.standard.styles:
            measure, _, part = name.partition("的")
            origin = _resolved(here.origin, measure, self.standard)
            said = origin and (origin.measure.parts[part] if part else origin.measure)
            mends = f"改成“{said.typed}”" if said else mends
        yield Departure(
            where=key,
            measure=name,
            standard=wanted,
            own=own.typed or "没有写",
            authority=authority,
            place=place,
            reason=_reason(reason),
            mends=mends,
            stands=stands,
            of_style=True,
        )

    def _turned(self, key: str) -> str | None:
        """The first style on the way up that is based on another than in the standard's sheet."""
        for step in _chain(key, self.sheet):
            usual = self.standard.styles.get(step)
            if usual and usual.based_on != self.sheet.styles[step].based_on:
                return step
        return None


def _reason(basis: str) -> str:
    """An authority of the office's own; "" where the 依据 is but a clause of the standard."""
    return "" if authority_of(basis) else basis


def _resolved(key: str, name: str, sheet: Sheet) -> _Found | None:
    """A measure of a style, its own or from what it is based on; of a character style at last from
    the text that it stands in.
    """
    for step in _chain(key, sheet):
        if name in sheet.styles[step].measures:
            return _Found(sheet.styles[step].measures[name], step)
    return None


def _chain(key: str, sheet: Sheet) -> Iterator[str]:
    step: str | None = key
    while step is not None:
        yield step
        style = sheet.styles[step]
        step = style.based_on
        if step is None and style.kind == "字符":
            step = style.used_in or BASE_STYLE


def _authority(key: str, name: str, standard: Sheet) -> Authority:
    """What a measure of a style of the standard's sheet rests on: on the clause beside it, or on
    that of the first style it comes from which claims it (沿用) or leaves it to the office (可).
    """
    for step in _chain(key, standard):
        style = standard.styles[step]
        of_style = authority_of(style.basis) or CUSTOM
        if name in style.measures:
            return authority_of(style.measures[name].basis) or CUSTOM
        if name in style.kept or of_style.strength is Strength.MAY:
            return of_style
    return CUSTOM


def _same(own: Measure, standard: Measure, sheet: Sheet, key: str) -> bool:
    """Whether two measures of a style (of the page: by the base style's units) are one: written
    alike, worth the same, worth what the standard's words come to on this house's page, or as near
    as the clause allows.
    """
    if own.typed and own.typed == standard.typed:
        return True
    value, usual = (_ALIKE.get(str(each.value), each.value) for each in (own, standard))
    if value == usual:
        return True
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    wording, scale = length(standard.typed), sheet.scale_of(key)
    rounded = 0.0
    if isinstance(value, int) and wording and not wording.lacking(scale):
        usual = wording.twips(scale)
        # A character of the grid is a part of a twip narrower than its share of the line.
        rounded = sum(abs(each.number) for each in wording.terms if each.unit in "字格")
    if not isinstance(usual, int | float):
        return False
    authority = authority_of(standard.basis) or CUSTOM
    allowed = max(authority.allowed, rounded) if isinstance(value, int) else _CLOSE
    return abs(value - usual) <= allowed
