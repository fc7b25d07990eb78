"""Style sheets: styles/*.yaml, laid over those they are based on, read to a `Sheet`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, cast

from msgspec import Struct, structs

from ..elements.element import Element
from ..elements.faults import nearest
from ..problem import Level, Place, Problem, in_order
from .data import (
    BASE_STYLE,
    Measure,
    Page,
    RuleBelow,
    Sheet,
    Style,
    StyleForm,
    character_width,
)
from .layers import Layer, fault, layers_of
from .lengths import Length, Scale
from .measures import MEASURES, Fonts, Given, PageMeasures, Rule

_ABOUT: Final = ("类型", "名称", "基于", "后续", "依据")
_IMPRINT: Final = "版记位置"
_OPTIONAL: Final = ("页眉距", "信函页脚距", "印章宽", _IMPRINT)
"""What a sheet may leave to `Page`'s defaults."""
_FACES: Final = ("字体", "西文")


def load_sheet(name: str, folder: Path) -> tuple[Sheet | None, list[Problem]]:
    """The sheet `folder/name.yaml` laid over those it is based on, and all that is wrong with them.

    The sheet is None where a problem is an error.
    """
    layers, problems = layers_of(name, folder)
    sheet = _sheet(name, layers, problems) if layers else None
    return (None if _failed(problems) else sheet), in_order(problems)


def _failed(problems: list[Problem]) -> bool:
    return any(problem.level is Level.ERROR for problem in problems)


class _Draft(Struct):
    """A style while its layers are being laid over one another: what was said last under each key,
    as far as it can be read.
    """

    key: str
    place: Place
    laid: dict[str, Given]

    def said(self, key: str, otherwise: str = "") -> str:
        """A text about the style."""
        return str(self.laid[key].value) if key in self.laid else otherwise

    def where(self, key: str) -> Place:
        """Where a text about the style stands."""
        return self.laid[key].place if key in self.laid else self.place


def _sheet(name: str, layers: list[Layer], problems: list[Problem]) -> Sheet | None:
    """The sheet, or None where the page or the base style is not there to measure by. Every fault
    goes to `problems`, reading goes on.
    """
    faces = _laid(layer.fonts for layer in layers)
    measures = _laid(layer.page for layer in layers)
    drafts = _drafts(layers)
    missing = [key for key in PageMeasures.known_keys() if key not in (*measures, *_OPTIONAL)]
    missing += [key for key in Fonts.known_keys() if key not in faces]
    if BASE_STYLE not in drafts or "字号" not in drafts[BASE_STYLE].laid:
        missing.append(f"样式“{BASE_STYLE}”及其字号")
    top = layers[-1].place()
    if missing:
        if not _failed(problems):  # else they may be what could not be read
            hint = "写“基于: gbt9704”就都有了"
            problems.append(fault(top, f"样式表缺：{'、'.join(missing)}", hint=hint))
        return None
    fonts = {key: str(given.value) for key, given in faces.items()}
    names = {field.key: name for name, field in PageMeasures.fields.items()}
    page = Page(**{names[key]: given.value for key, given in measures.items()})
    if min(page.text_width, page.text_height) <= 0:
        problems.append(fault(top, "页边距加起来比纸还大，没有版心了"))
    words = _as_typed(_laid(layer.words for layer in layers))
    styles = _styles(drafts, page, fonts, problems)
    return Sheet(name, page, _as_typed(measures), fonts, styles, words)


def _laid(elements: Iterable[Element | None]) -> dict[str, Given]:
    """Elements laid over one another."""
    typed = (pair for each in elements if each for pair in each.typed().items())
    return {key: given for key, given in typed if given is not None}


def _drafts(layers: list[Layer]) -> dict[str, _Draft]:
    """The styles; a measure that names no clause has that of the style in its own file."""
    drafts: dict[str, _Draft] = {}
    for layer in layers:
        for key, style in (layer.styles or {}).items():
            draft = drafts.setdefault(key, _Draft(key, style.place(), {}))
            basis = style.basis.text if style.basis else ""
            for name, given in _laid([style]).items():
                draft.laid[name] = structs.replace(given, basis=given.basis or basis)
    return drafts


def _as_typed(laid: dict[str, Given]) -> dict[str, Measure]:
    """Measures that no scale applies to; a place of the imprint is its word."""
    found = {key: Measure(each.value, each.basis, each.text) for key, each in laid.items()}
    if _IMPRINT in found:
        found[_IMPRINT] = structs.replace(found[_IMPRINT], value=found[_IMPRINT].typed)
    return found


def _styles(
    drafts: Mapping[str, _Draft],
    page: Page,
    fonts: Mapping[str, str],
    problems: list[Problem],
) -> dict[str, Style]:
    """The styles as far as they are right, each measured by the page and its own size."""
    parents = {key: _parent(draft, drafts, problems) for key, draft in drafts.items()}
    base_size = _size(BASE_STYLE, drafts, parents)
    styles: dict[str, Style] = {}
    names: dict[str, str] = {}
    for key, draft in drafts.items():
        form = cast(StyleForm, draft.said("类型", "段落"))
        name = draft.said("名称", key)
        if names.setdefault(name, key) != key:
            message = f"样式“{key}”与“{names[name]}”的名称都是“{name}”"
            problems.append(fault(draft.where("名称"), message))
        following = draft.said("后续")
        if following and following not in drafts:
            hint = _meant(following, drafts)
            problems.append(fault(draft.where("后续"), f"没有样式“{following}”", hint=hint))
        scale = Scale(page.row, character_width(_size(key, drafts, parents), page, base_size))
        measures = {}
        for measure, given in draft.laid.items():
            if measure in MEASURES[form]:
                value = fonts[given.value] if measure in _FACES else given.value
                measures[measure] = Measure(_in_twips(value, scale), given.basis, given.text)
            elif measure not in _ABOUT:
                problems.append(fault(given.place, f"{form}样式“{key}”不能有“{measure}”"))
        basis = draft.said("依据")
        styles[key] = Style(key, name, form, parents[key], following or None, basis, measures)
    return styles


def _parent(draft: _Draft, drafts: Mapping[str, _Draft], problems: list[Problem]) -> str | None:
    """The style a style is based on: as it says; else 基准 for a paragraph style."""
    parent = draft.said("基于")
    if not parent:
        is_below = draft.said("类型", "段落") == "段落" and draft.key != BASE_STYLE
        return BASE_STYLE if is_below else None
    seen = {draft.key}
    step = parent
    while step in drafts and step not in seen:
        seen.add(step)
        step = drafts[step].said("基于", "")
    if parent in drafts and step not in seen:
        return parent
    why, hint = ("绕成了圈", "") if step in seen else ("没有这个样式", _meant(parent, drafts))
    message = f"样式“{draft.key}”基于“{parent}”，{why}"
    problems.append(fault(draft.where("基于"), message, hint=hint))
    return None


def _meant(name: str, drafts: Mapping[str, _Draft]) -> str:
    near = nearest(name, drafts)
    return f"是不是“{near}”" if near else ""


def _size(key: str, drafts: Mapping[str, _Draft], parents: Mapping[str, str | None]) -> int:
    """Size in half points, inherited where the style names none."""
    step: str | None = key
    while step is not None and "字号" not in drafts[step].laid:
        step = parents[step]
    return int(drafts[step or BASE_STYLE].laid["字号"].value)


def _in_twips(value: object, scale: Scale) -> int | str | bool | RuleBelow:
    """What a measure says, where 行 and 字 are worth so much."""
    if isinstance(value, Length):
        return value.twips(scale)
    if isinstance(value, Rule):
        thickness, distance = value.thickness.value, value.distance.value
        form = value.form.value if value.form else "单线"
        return RuleBelow(thickness.twips(scale), distance.twips(scale), value.colour.value, form)
    return cast("int | str | bool", value)
