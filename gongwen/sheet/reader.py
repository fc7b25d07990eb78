"""Style sheets: styles/*.yaml, laid over those they are based on, read to a `Sheet`."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from msgspec import Struct

from ..problem import Level, Place, Problem, in_order
from ..source import tree
from .data import (
    BASE_STYLE,
    FONTS,
    PAGE_COUNTS,
    PAGE_LENGTHS,
    UNMEASURED,
    WORDS,
    Measure,
    Page,
    RuleBelow,
    Sheet,
    Style,
    StyleForm,
    scale_for,
)
from .layers import fault, layers_of
from .lengths import Scale, colour, font_size, length
from .measures import ABOUT, MEASURES, READERS, RULE_FORMS, RULE_MEASURES
from .page_reading import PAGE_KEYS, PageReading, read_page

__all__ = ["Measure", "Page", "Sheet", "Style", "load_sheet"]


def load_sheet(name: str, folder: Path) -> tuple[Sheet | None, list[Problem]]:
    """The sheet `folder/name.yaml` laid over those it is based on, and all that is wrong with them.

    The sheet is None where a problem is an error.
    """
    layers, problems = layers_of(name, folder)
    if any(problem.level is Level.ERROR for problem in problems):
        return None, in_order(problems)
    reading = _Reading(problems)
    sheet = reading.sheet(name, layers)
    failed = any(problem.level is Level.ERROR for problem in problems)
    return (None if failed else sheet), in_order(problems)


_KINDS: Final[Mapping[str, StyleForm]] = {kind: kind for kind in MEASURES}


class _Typed(Struct, frozen=True):
    """A measure as typed: its text (or the mapping of a 下边线), its clause, where it stands."""

    value: tree.Value
    basis: str
    place: Place


def _as_typed(value: tree.Value) -> str:
    """A measure's text; of a 下边线, its parts in one line."""
    if isinstance(value, tree.Mapping):
        return "、".join(f"{key}{each}" for key, each in value.items() if key != "依据")
    return str(value)


class _Draft(Struct):
    """A style while its layers are being laid over one another."""

    place: Place
    about: dict[str, _Typed]
    measures: dict[str, _Typed]


class _Reading:
    """Turns layers into a sheet; every fault goes to `problems`, reading goes on."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems

    def sheet(self, name: str, layers: list[tree.Mapping]) -> Sheet | None:
        """The sheet, or None where the page or the base style is not there to measure by."""
        fonts: dict[str, str] = {}
        page: dict[str, _Typed] = {}
        drafts: dict[str, _Draft] = {}
        words: dict[str, Measure] = {}
        for layer in layers:
            self._keys(layer, ("基于", "标准", "字体", "版面", "用语", "样式"), "样式表")
            for key, typed in self._section(layer, "字体", (*FONTS, "西文")).items():
                fonts[key] = typed.value if isinstance(typed.value, str) else ""
            page |= self._section(layer, "版面", PAGE_KEYS)
            for key, typed in self._section(layer, "用语", WORDS).items():
                words[key] = self._words(key, typed)
            self._styles(layer, drafts)
        top = layers[-1].place
        missing = [key for key in (*PAGE_LENGTHS, *PAGE_COUNTS) if key not in page]
        missing += [key for key in (*FONTS, "西文") if not fonts.get(key)]
        if BASE_STYLE not in drafts or "字号" not in drafts[BASE_STYLE].measures:
            missing.append(f"样式“{BASE_STYLE}”及其字号")
        if missing:
            self._say(top, f"样式表缺：{'、'.join(missing)}", hint="写“基于: gbt9704”就都有了")
            return None
        read = read_page({key: str(typed.value) for key, typed in page.items()})
        measured = {
            key: Measure(read.values[key], typed.basis, str(typed.value))
            for key, typed in page.items()
            if key in read.values
        }
        good_page = self._page(read, page, top)
        styles = self._resolved(drafts, good_page, read.lengths, fonts)
        if good_page is None:
            return None
        return Sheet(
            name, good_page, measured, fonts, styles, words, read.places, dict(read.lengths)
        )

    def _words(self, key: str, typed: _Typed) -> Measure:
        """A wording; that of the page number holds a 1 where the number stands."""
        text = str(typed.value)
        if key == "页码" and text.count("1") != 1:
            self._say(typed.place, f"“页码”看不懂“{text}”", hint="用1代表页码，如：— 1 —、第1页")
        return Measure(text, typed.basis, text)

    def _say(self, place: Place, message: str, *, hint: str = "") -> None:
        self.problems.append(fault(place, message, hint=hint))

    def _keys(self, mapping: tree.Mapping, known: tuple[str, ...], where: str) -> None:
        for key in mapping:
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5)
                hint = f"是不是想写“{near[0]}”？" if near else f"可以写：{'、'.join(known)}"
                self._say(mapping.key_places[key], f"{where}里没有“{key}”这一项", hint=hint)

    def _section(self, layer: tree.Mapping, name: str, known: tuple[str, ...]) -> dict[str, _Typed]:
        value = layer.get(name)
        if value is None:
            return {}
        if not isinstance(value, tree.Mapping):
            self._say(layer.places[name], f"“{name}”下面应是“项目: 内容”的形式")
            return {}
        self._keys(value, known, name)
        return {key: typed for key in value if key in known and (typed := self._typed(value, key))}

    def _typed(self, mapping: tree.Mapping, key: str, basis: str = "") -> _Typed | None:
        """A measure written as a value or as {值, 依据}; `basis` where it names none itself."""
        value, place = mapping[key], mapping.places[key]
        if isinstance(value, tree.Mapping):
            own = value.get("依据")
            basis = own if isinstance(own, str) else basis
        if key == "下边线":
            return _Typed(value, basis, place)
        if isinstance(value, tree.Mapping):
            self._keys(value, ("值", "依据"), key)
            if "值" not in value:
                self._say(place, f"“{key}”缺“值”", hint=f"如：{key}: {{值: …, 依据: …}}")
                return None
            place = value.places["值"]
            value = value["值"]
        if not isinstance(value, str):
            self._say(place, f"“{key}”没有写值，或者不是一个值")
            return None
        return _Typed(value, basis, place)

    def _styles(self, layer: tree.Mapping, drafts: dict[str, _Draft]) -> None:
        styles = layer.get("样式")
        if styles is None:
            return
        if not isinstance(styles, tree.Mapping):
            self._say(layer.places["样式"], "“样式”下面应是“样式名: {…}”的形式")
            return
        for key, value in styles.items():
            if not isinstance(value, tree.Mapping):
                self._say(styles.places[key], f"样式“{key}”应写成“{key}: {{字体: …}}”的形式")
                continue
            draft = drafts.setdefault(key, _Draft(styles.key_places[key], {}, {}))
            basis = value.get("依据")
            named = tuple(dict.fromkeys(name for names in MEASURES.values() for name in names))
            self._keys(value, (*ABOUT, *named), f"样式“{key}”")
            for name in value:
                typed = self._typed(value, name, basis if isinstance(basis, str) else "")
                if typed is None:
                    continue
                if name in ABOUT:
                    draft.about[name] = typed
                elif name in named:
                    draft.measures[name] = typed

    def _page(self, read: PageReading, typed: Mapping[str, _Typed], place: Place) -> Page | None:
        """The page, or None with what is wrong with it."""
        for key, hint in read.unreadable.items():
            message = f"“{key}”看不懂“{typed[key].value}”"
            self._say(typed[key].place, message, hint=hint)
        page = None if read.unreadable else read.page
        if page is not None and min(page.text_width, page.text_height) <= 0:
            self._say(place, "页边距加起来比纸还大，没有版心了")
            return None
        return page

    def _resolved(
        self,
        drafts: Mapping[str, _Draft],
        page: Page | None,
        lengths: Mapping[str, float],
        fonts: Mapping[str, str],
    ) -> dict[str, Style]:
        """The styles; where there is no page to measure by, only what is wrong with them."""
        parents = {key: self._parent(key, drafts) for key in drafts}
        base_size = self._size(BASE_STYLE, drafts, parents)
        styles: dict[str, Style] = {}
        names: dict[str, str] = {}
        for key, draft in drafts.items():
            about = {name: str(typed.value) for name, typed in draft.about.items()}
            kind = _KINDS.get(about.get("类型", "段落"))
            if kind is None:
                self._say(
                    draft.about["类型"].place,
                    f"没有“{about['类型']}”这种样式",
                    hint="可以写：段落、字符、表格",
                )
                continue
            name = about.get("名称", key)
            if names.setdefault(name, key) != key:
                self._say(draft.place, f"样式“{key}”与“{names[name]}”的名称都是“{name}”")
            following = about.get("后续")
            if following is not None and following not in drafts:
                self._say(draft.about["后续"].place, f"没有样式“{following}”")
            size = self._size(key, drafts, parents)
            worth = scale_for(size, page, base_size, lengths) if page else UNMEASURED
            measures = {
                measure: Measure(value, typed.basis, _as_typed(typed.value))
                for measure, typed in draft.measures.items()
                if (value := self._measured(key, kind, measure, typed, worth, fonts=fonts))
                is not None
            }
            styles[key] = Style(
                key, name, kind, parents[key], following, about.get("依据", ""), measures
            )
        return styles

    def _parent(self, key: str, drafts: Mapping[str, _Draft]) -> str | None:
        """The style a style is based on: as it says; else 基准 for a paragraph style."""
        about = drafts[key].about
        kind = str(about["类型"].value) if "类型" in about else "段落"
        if "基于" not in about:
            return BASE_STYLE if kind == "段落" and key != BASE_STYLE else None
        parent = str(about["基于"].value)
        seen = {key}
        step = parent
        while step in drafts and step not in seen:
            seen.add(step)
            step = str(drafts[step].about["基于"].value) if "基于" in drafts[step].about else ""
        if parent not in drafts or step in seen:
            why = "绕成了圈" if step in seen else "没有这个样式"
            self._say(about["基于"].place, f"样式“{key}”基于“{parent}”，{why}")
            return None
        return parent

    def _size(
        self, key: str, drafts: Mapping[str, _Draft], parents: Mapping[str, str | None]
    ) -> int:
        """Size in half points, inherited where the style names none; 三号 where it is unreadable
        (which is reported with the measure itself).
        """
        step: str | None = key
        while step is not None:
            typed = drafts[step].measures.get("字号")
            if typed is not None:
                return font_size(str(typed.value)) or 32
            step = parents[step]
        return self._size(BASE_STYLE, drafts, parents)

    def _measured(
        self,
        key: str,
        kind: StyleForm,
        name: str,
        typed: _Typed,
        scale: Scale,
        *,
        fonts: Mapping[str, str],
    ) -> int | str | bool | RuleBelow | None:
        if name not in MEASURES[kind]:
            self._say(typed.place, f"{kind}样式“{key}”不能有“{name}”")
            return None
        if name == "下边线":
            return self._rule(key, typed, scale)
        value, example = READERS[name](str(typed.value), scale, fonts)
        if value is None:
            self._say(
                typed.place,
                f"样式“{key}”的“{name}”看不懂“{typed.value}”",
                hint=f"可以写：{example}",
            )
        return value

    def _rule(self, key: str, typed: _Typed, scale: Scale) -> RuleBelow | None:
        value = typed.value
        if not isinstance(value, tree.Mapping) or any(n not in value for n in RULE_MEASURES):
            self._say(
                typed.place,
                f"样式“{key}”的“下边线”要写全线宽、距文字、颜色",
                hint="如：下边线: {线宽: 1.25磅, 距文字: 10磅, 颜色: 红}",
            )
            return None
        self._keys(value, (*RULE_MEASURES, "式样", "依据"), "下边线")
        thickness = length(str(value["线宽"]), scale)
        distance = length(str(value["距文字"]), scale)
        shade = colour(str(value["颜色"]))
        form = str(value.get("式样") or "单线")
        if thickness is None or distance is None or shade is None or form not in RULE_FORMS:
            self._say(
                typed.place,
                f"样式“{key}”的“下边线”看不懂",
                hint=f"线宽、距文字写磅或毫米；式样：{'、'.join(RULE_FORMS)}",
            )
            return None
        return RuleBelow(thickness, distance, shade, form)
