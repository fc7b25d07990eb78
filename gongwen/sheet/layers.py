"""The files of a style sheet: the one asked for and those it says it is based on."""

from __future__ import annotations

from pathlib import Path

from ..elements.element import DataElement
from ..elements.faults import nearest
from ..elements.fields import field
from ..elements.shapes import Reading, Spot
from ..elements.values import BareName, Text
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import SHEET_FAULT
from ..secrecy.gate import refusal
from ..source.parse import parse
from ..source.text_file import read_text
from .measures import SheetFonts, StyleMeasures, Wording
from .page_measures import PageMeasures


class Layer(DataElement):
    """One file."""

    based_on: BareName | None = field(None, key="基于")
    standard: Text | None = field(None, key="标准")
    bases: dict[str, Text] | None = field(None, key="项目依据")
    fonts: SheetFonts | None = field(None, key="字体")
    page: PageMeasures | None = field(None, key="版面")
    words: Wording | None = field(None, key="用语")
    styles: dict[str, StyleMeasures] | None = field(None, key="样式")


def layers_of(name: str, folder: Path) -> tuple[list[Layer], list[Problem]]:
    """The files, the one everything rests on first, and what is wrong with them; no files where one
    of them cannot be read at all.
    """
    layers: list[Layer] = []
    reading = Reading(salvaging=True)
    seen: list[str] = []
    wanted: str | None = name
    asked_at = Place(f"{name}.yaml")
    while wanted is not None:
        if wanted in seen:
            message = f"样式表互相“基于”，绕成了圈：{'→'.join([*seen, wanted])}"
            return [], [*reading.problems, fault(asked_at, message)]
        names = sorted(path.stem for path in folder.glob("*.yaml"))
        if wanted not in names:
            near = nearest(wanted, names)
            hint = f"是不是“{near}”" if near else f"现有的样式表：{'、'.join(names)}"
            return [], [*reading.problems, fault(asked_at, f"没有样式表“{wanted}”", hint=hint)]
        seen.append(wanted)
        layer = _read(folder / f"{wanted}.yaml", f"{folder.name}/{wanted}.yaml", reading)
        if layer is None or (layer.has("基于") and layer.based_on is None):
            return [], reading.problems
        layers.insert(0, layer)
        wanted, asked_at = layer.based_on, layer.place("基于")
    return layers, reading.problems


_EMPTY = "至少写一行：基于: gbt9704"


def _read(path: Path, file: str, reading: Reading) -> Layer | None:
    text, found = read_text(path, file)
    if text is not None and (refused := refusal(path.name, text.encode(), file)):
        text, found = None, [refused]
    reading.problems += found
    value, found = parse(text, file, _EMPTY) if text is not None else (None, [])
    reading.problems += found
    if value is None:
        return None
    layer = Layer.read(value, Spot("样式表", Place(file, 1, 1)), reading)
    return layer if isinstance(layer, Layer) else None


def fault(place: Place, message: str, *, hint: str = "") -> Problem:
    """An error in a style sheet."""
    return problem_at(place, SHEET_FAULT, Level.ERROR, message, hint=hint)
