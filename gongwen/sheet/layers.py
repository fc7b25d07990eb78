"""The files of a style sheet: the one asked for and those it says it is based on."""

from __future__ import annotations

from pathlib import Path

from ..problem import Level, Place, Problem, problem_at
from ..source.parse import parse
from ..source.text_file import read_text
from ..source.tree import Mapping
from .data import RULE


def layers_of(name: str, folder: Path) -> tuple[list[Mapping], list[Problem]]:
    """The files, the one everything rests on first, and what is wrong with them."""
    layers: list[Mapping] = []
    problems: list[Problem] = []
    seen: list[str] = []
    wanted: str | None = name
    asked_at = Place(f"{name}.yaml")
    while wanted is not None:
        path = folder / f"{wanted}.yaml"
        if wanted in seen:
            chain = "→".join([*seen, wanted])
            problems.append(fault(asked_at, f"样式表互相“基于”，绕成了圈：{chain}"))
            break
        if "/" in wanted or "\\" in wanted or not path.is_file():
            known = "、".join(sorted(p.stem for p in folder.glob("*.yaml")))
            problems.append(fault(asked_at, f"没有样式表“{wanted}”", hint=f"现有的样式表：{known}"))
            break
        seen.append(wanted)
        file = f"{folder.name}/{path.name}"
        text, found = read_text(path, file)
        problems += found
        if text is None:
            break
        value, found = parse(text, file)
        problems += found
        if not isinstance(value, Mapping):
            if not found:
                problems.append(
                    fault(Place(file), "样式表应写成“项目: 内容”的形式", hint="参看 gbt9704.yaml")
                )
            break
        layers.insert(0, value)
        parent = value.get("基于")
        if parent is not None and not isinstance(parent, str):
            problems.append(fault(value.places["基于"], "“基于”应写一个样式表的名称"))
            break
        if parent is not None:
            asked_at = value.places["基于"]
        wanted = parent
    return layers, problems


def fault(place: Place, message: str, *, basis: str = "", hint: str = "") -> Problem:
    """An error in a style sheet."""
    return problem_at(place, RULE, Level.ERROR, message, basis=basis, hint=hint)
