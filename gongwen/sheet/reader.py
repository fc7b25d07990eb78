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
    GRID_SWITCH,
    SINGLE_RULE,
    Measure,
    Page,
    RuleBelow,
    RuleForm,
    Sheet,
    Style,
    StyleForm,
    character_width,
    scale_for,
)
from .families import face_of
from .given import Given
from .layers import Layer, fault, layers_of
from .lengths import Length, Scale
from .measures import MEASURES, LineBelow, SheetFonts
from .page_measures import PageMeasures
from .page_reading import PageReading, not_given, read_page

_ABOUT: Final = ("类型", "名称", "基于", "后续", "依据", "沿用", "用于")
_NEEDED: Final = {field.name for field in structs.fields(Page) if field.required}
"""Fields of 版面 that a sheet may not leave to a default."""
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
    laid = _laid(layer.page for layer in layers)
    drafts = _drafts(layers)
    page_fields = PageMeasures.fields.items()
    missing = [each.key for name, each in page_fields if name in _NEEDED and each.key not in laid]
    missing += [key for key in SheetFonts.known_keys() if key not in faces]
    if BASE_STYLE not in drafts or "字号" not in drafts[BASE_STYLE].laid:
        missing.append(f"样式“{BASE_STYLE}”及其字号")
    top = layers[-1].place()
    if missing:
        if not _failed(problems):  # else they may be what could not be read
            hint = "写“基于: gbt9704”就都有了"
            problems.append(fault(top, f"样式表缺：{'、'.join(missing)}", hint=hint))
        return None
    fonts = {key: str(given.value) for key, given in faces.items()}
    said = _laid(layer.words for layer in layers)
    words = {key: _as_given(each.value, each) for key, each in said.items()}
    kinds = {key: _as_given(face_of(fonts[key]), each) for key, each in faces.items()}
    read = read_page(laid, top, problems)
    styles = _styles(drafts, read, fonts, problems)
    if read is None:
        return None
    return Sheet(
        name=name,
        page=read.page,
        page_measures=read.measures,
        fonts=fonts,
        styles=styles,
        words=words,
        places=read.places,
        font_measures=kinds,
        lengths=read.lengths,
    )


def _as_given(value: int | float | str | bool | RuleBelow, given: Given) -> Measure:
    """A measure as the sheet keeps it."""
    return Measure(value, given.basis, given.text, given.place)


def _laid(elements: Iterable[Element | None]) -> dict[str, Given]:
    """Elements laid over one another."""
    typed = (pair for each in elements if each for pair in each.typed().items())
    return {key: given for key, given in typed if given is not None}


def _drafts(layers: list[Layer]) -> dict[str, _Draft]:
    """The styles; a measure that names no clause has what its own file says of that measure in
    whatever style (项目依据), else what it says of the style.
    """
    drafts: dict[str, _Draft] = {}
    for layer in layers:
        for key, style in (layer.styles or {}).items():
            draft = drafts.setdefault(key, _Draft(key, style.place(), {}))
            basis = style.basis.text if style.basis else ""
            for name, given in _laid([style]).items():
                own = given.basis or (layer.bases or {}).get(name) or basis
                draft.laid[name] = structs.replace(given, basis=own)
    return drafts


def _styles(
    drafts: Mapping[str, _Draft],
    read: PageReading | None,
    fonts: Mapping[str, str],
    problems: list[Problem],
) -> dict[str, Style]:
    """The styles as far as they are right, each measured by the page and its own size; where there
    is no page, only what is wrong with them.
    """
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
        size = _size(key, drafts, parents)
        scale = None
        if read:
            on_grid = _on_grid(key, drafts, parents)
            character = character_width(size, read.page, base_size, on_grid=on_grid)
            scale = scale_for(character, size, read.page, read.lengths)
        measures: dict[str, Measure] = {}
        for measure, given in draft.laid.items():
            if measure in _ABOUT:
                continue
            if measure not in MEASURES[form]:
                problems.append(fault(given.place, f"{form}样式“{key}”不能有“{measure}”"))
            elif measure in _FACES:
                measures[measure] = _as_given(fonts[given.value], given)
            elif scale and (found := _measured(measure, given, scale, problems)):
                measures[measure] = found
        styles[key] = Style(
            key=key,
            name=name,
            kind=form,
            based_on=parents[key],
            next=following or None,
            basis=draft.said("依据"),
            measures=measures,
            kept=_kept(draft, form, problems),
            used_in=_used_in(draft, drafts, problems),
            place=draft.where("基于"),
            reason=draft.laid["基于"].basis if "基于" in draft.laid else "",
        )
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


def _kept(draft: _Draft, form: StyleForm, problems: list[Problem]) -> tuple[str, ...]:
    """沿用 of a style: measures that its form may have."""
    names: tuple[str, ...] = draft.laid["沿用"].value if "沿用" in draft.laid else ()
    for name in names:
        if name not in MEASURES[form]:
            message = f"{form}样式“{draft.key}”不能有“{name}”"
            problems.append(fault(draft.where("沿用"), message))
    return names


def _used_in(draft: _Draft, drafts: Mapping[str, _Draft], problems: list[Problem]) -> str:
    """用于 of a character style: a paragraph style."""
    name = draft.said("用于")
    if name and (name not in drafts or drafts[name].said("类型", "段落") != "段落"):
        hint = _meant(name, drafts)
        problems.append(fault(draft.where("用于"), f"没有段落样式“{name}”", hint=hint))
        return ""
    return name


def _meant(name: str, drafts: Mapping[str, _Draft]) -> str:
    near = nearest(name, drafts)
    return f"是不是“{near}”" if near else ""


def _size(key: str, drafts: Mapping[str, _Draft], parents: Mapping[str, str | None]) -> int:
    """Size in half points, inherited where the style names none."""
    step: str | None = key
    while step is not None and "字号" not in drafts[step].laid:
        step = parents[step]
    return int(drafts[step or BASE_STYLE].laid["字号"].value)


def _on_grid(key: str, drafts: Mapping[str, _Draft], parents: Mapping[str, str | None]) -> bool:
    """Whether its characters keep to the grid, inherited where the style does not say."""
    step: str | None = key
    while step is not None and GRID_SWITCH not in drafts[step].laid:
        step = parents[step]
    return step is None or bool(drafts[step].laid[GRID_SWITCH].value)


def _measured(measure: str, given: Given, scale: Scale, problems: list[Problem]) -> Measure | None:
    """What a measure comes to; None where it reckons with a length that the sheet leaves out."""
    value = given.value
    lengths = (
        [value.thickness.value, value.distance.value] if isinstance(value, LineBelow) else [value]
    )
    for each in lengths:
        if isinstance(each, Length) and (lacking := each.lacking(scale)):
            problems.append(not_given(measure, lacking[0], given.place))
            return None
    said = _parts(value, given) if isinstance(value, LineBelow) else {}
    parts = {key: _as_given(_in_twips(each.value, scale), each) for key, each in said.items()}
    return structs.replace(_as_given(_in_twips(value, scale), given), parts=parts)


def _parts(rule: LineBelow, given: Given) -> dict[str, Given]:
    """What a 下边线 says of each of its parts; a part without a clause has that of the whole."""
    form = Given(SINGLE_RULE, SINGLE_RULE, given.basis, given.place)
    said = {key: each for key, each in rule.typed().items() if isinstance(each, Given)}
    parts = {"式样": form, **said}
    return {
        key: structs.replace(each, basis=each.basis or given.basis) for key, each in parts.items()
    }


def _in_twips(value: object, scale: Scale) -> int | str | bool | RuleBelow:
    """What a measure says, where 行 and 字 are worth so much."""
    if isinstance(value, Length):
        return value.twips(scale)
    if isinstance(value, LineBelow):
        thickness, distance = value.thickness.value, value.distance.value
        form: RuleForm = value.form.value if value.form else SINGLE_RULE
        return RuleBelow(thickness.twips(scale), distance.twips(scale), value.colour.value, form)
    return cast("int | str | bool", value)
