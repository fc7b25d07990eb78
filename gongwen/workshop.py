"""What many documents share in one run: sheets and templates, each loaded once."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from pathlib import Path

from .problem import Level, Place, Problem, problem_at
from .render import Template, load_template
from .sheet import Sheet, load_sheet
from .typeset import Measures

NO_SHEET = "没有样式"


@dataclass(slots=True)
class Workshop:
    """`root` holds templates/ and styles/; `content` is the content root."""

    root: Path
    content: Path
    _sheets: dict[str, tuple[Sheet | None, list[Problem]]] = field(default_factory=dict)
    _templates: dict[tuple[str, str], Template] = field(default_factory=dict)

    def sheet(self, name: str, place: Place) -> tuple[Sheet | None, list[Problem]]:
        """The style sheet `name`; `place` is where a document asks for it."""
        folder = self.root / "styles"
        names = sorted(path.stem for path in folder.glob("*.yaml"))
        if name not in names:
            near = difflib.get_close_matches(name, names, 1, 0.5)
            hint = f"是不是“{near[0]}”" if near else f"有：{'、'.join(names)}"
            message = f"styles 文件夹里没有“{name}”"
            return None, [problem_at(place, NO_SHEET, Level.ERROR, message, hint=hint)]
        if name not in self._sheets:
            self._sheets[name] = load_sheet(name, folder)
        return self._sheets[name]

    def template(self, name: str, sheet: Sheet) -> Template | None:
        """The template `name`, stamped with `sheet`; None where there is no such file."""
        folder = self.root / "templates"
        if name not in (path.stem for path in folder.glob("*.docx")):
            return None
        key = (name, sheet.name)
        if key not in self._templates:
            cache = self.root / ".cache" / "templates"
            self._templates[key] = load_template(folder / f"{name}.docx", sheet, cache)
        return self._templates[key]

    def measures(self, sheet: Sheet) -> Measures:
        """What typesetting computes with."""
        page = sheet.page
        return Measures(
            character=page.character,
            width=page.text_width,
            landscape_width=page.text_height,
            table_character=sheet.character_of("表文"),
            cell_margin=sheet.cell_margin,
        )

    def files_of(self, sheet: str, template: str) -> tuple[Path, ...]:
        """The files that the look of a document depends on, also those that are not there."""
        styles, templates = self.root / "styles", self.root / "templates"
        return (
            *sorted({*styles.glob("*.yaml"), styles / f"{sheet}.yaml"}),
            templates / "文件.docx",
            templates / f"{template}.docx",
        )
