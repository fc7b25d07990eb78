"""What many documents share in one run: registries, sheets and templates, each read once."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from ..document.parts import Document
from ..kinds import FOLDER, Kind
from ..library.library import Library
from ..lists import Lists, Row, Tables, files_of_office, read_own_tables
from ..problem import Level, Place, Problem, problem_at
from ..problem_ids import NO_SHEET, NO_TEMPLATE
from ..registry.office import EMPTY_OFFICE, NO_OFFICE, OwnOffice
from ..registry.units import EMPTY_REGISTRY, Registry
from ..registry.with_office import with_office
from ..rules import Rule, declared
from ..secrecy.clearance import is_cleared
from ..setup.place import base
from ..sheet.data import STANDARD_SHEET, Sheet
from ..source.parse import parse
from ..source.text_file import read_text
from ..storage.cache import cached
from ..template.fault import TemplateFaultError
from ..template.ready import Template, load_template
from ..typeset.dictionary import Dictionary

_NO_REGISTRY = Registry()


class PageLook(Struct, frozen=True):
    """What a document is set with."""

    sheet: Sheet
    template: Template


class Shared(Struct):
    """`root` holds templates/ and styles/; `content` is the content root."""

    root: Path
    content: Path
    _kinds: dict[str, Kind] = field(default_factory=dict)
    _registries: dict[tuple[str, str], tuple[Registry, list[Problem]]] = field(default_factory=dict)
    _offices: dict[tuple[str, str], tuple[OwnOffice, list[Problem]]] = field(default_factory=dict)
    _with_office: dict[int, Registry] = field(default_factory=dict)  # by id of one kept above
    _own_lists: Lists | None = None
    _office_tables: dict[bytes, tuple[tuple[Row, ...], list[Problem]]] = field(default_factory=dict)
    _sheets: dict[str, tuple[Sheet | None, list[Problem]]] = field(default_factory=dict)
    _templates: dict[tuple[str, str], Template] = field(default_factory=dict)
    _dictionary: Dictionary | None = None
    _rules: tuple[Rule, ...] = ()

    @property
    def _cache(self) -> Path:
        return self.root / ".cache" / "read"

    def dictionary(self) -> Dictionary:
        """The words of titles. On a computer for classified work they are those of this run only:
        of what is made there nothing stays but the files asked for.
        """
        if self._dictionary is None:
            self._dictionary = Dictionary(None if is_cleared() else self._cache / "words")
        return self._dictionary

    def kinds(self) -> dict[str, Kind]:
        """The 文种 by name, whose files are the program's: they change where it does."""
        if not self._kinds:
            self._kinds.update(cached(self._cache / "kinds", [], dict[str, Kind], _read_kinds))
        return self._kinds

    def rules(self) -> tuple[Rule, ...]:
        """What the rules declare, so that only those are loaded that a text gives cause for."""
        if not self._rules:
            self._rules = cached(self._cache / "rules", [], tuple[Rule, ...], declared)
        return self._rules

    def registry(
        self, path: Path | None, library: Library, office: Path | None = None
    ) -> tuple[Registry, list[Problem]]:
        """The registry that a document uses, an empty one where there is none, as the office uses
        it whose 本单位.yaml is `office`. The files are looked at every time, for they may change
        while a long build runs.
        """
        registry, problems = self._listed(path, library)
        if office is None:
            return registry, problems
        own, more = self._office(office, library)
        kept = self._with_office.get(id(registry))
        if kept is None or kept.office != own:
            kept = self._with_office[id(registry)] = with_office(registry, own)
        return kept, [*problems, *more]

    def _office(self, path: Path, library: Library) -> tuple[OwnOffice, list[Problem]]:
        """What 本单位.yaml says."""
        shown = library.shown(path)
        text, problems = read_text(path, shown)
        if text is None:
            return NO_OFFICE, problems
        key = (shown, text)
        if key not in self._offices:
            self._offices[key] = cached(
                self._cache / "office",
                [shown.encode(), text.encode()],
                tuple[OwnOffice, list[Problem]],
                lambda: _read_office(text, shown),
            )
        office, found = self._offices[key]
        return office, [*problems, *found]

    def _listed(self, path: Path | None, library: Library) -> tuple[Registry, list[Problem]]:
        """What the file of a registry says."""
        if path is None:
            return _NO_REGISTRY, []
        shown = library.shown(path)
        text, problems = read_text(path, shown)
        if text is None:
            return _NO_REGISTRY, problems
        key = (shown, text)
        if key not in self._registries:
            self._registries[key] = cached(
                self._cache / f"{path.stem}.registry",
                [shown.encode(), text.encode()],
                tuple[Registry, list[Problem]],
                lambda: _read_registry(text, shown),
            )
        registry, found = self._registries[key]
        return registry, [*problems, *found]

    def lists(self, library: Library) -> tuple[Lists, list[Problem]]:
        """The tables of words that the rules look things up in, with those of the office."""
        if self._own_lists is None:
            kept = cached(self._cache / "lists", [], Tables, read_own_tables)
            self._own_lists = Lists(kept)
        files = files_of_office(self.content, self._own_lists)
        library.looked_for += files
        additions: dict[str, tuple[Row, ...]] = {}
        problems: list[Problem] = []
        for path in files:
            if not path.is_file():
                continue
            if refusal := library.refusal(path):
                problems.append(refusal)
                continue
            key = path.name.encode() + _content(path)
            if key not in self._office_tables:
                self._office_tables[key] = _read_table(path, library.shown(path))
            rows, found = self._office_tables[key]
            additions[path.stem] = (*additions.get(path.stem, ()), *rows)
            problems += found
        return (self._own_lists.with_office(additions) if additions else self._own_lists), problems

    def look_of(
        self, document: Document, kind: Kind
    ) -> tuple[PageLook | None, list[Problem], tuple[Path, ...]]:
        """What a document is set with, None where that cannot be had; what is to be said of it; and
        the files that it depends on, also those that are not there.
        """
        name = document.template or document.layout_format or kind.layout_format
        used = self._files_of(document.sheet, name)
        place = document.place("样式")
        sheet, problems = self.sheet(document.sheet, place)
        if sheet is None:
            return None, problems, used
        try:
            template = self.template(name, sheet)
        except TemplateFaultError as fault:
            return None, [*problems, fault.problem], used
        if template is None:
            key = "模板" if document.has("模板") else "格式" if document.has("格式") else "文种"
            message = f"templates 文件夹里没有“{name}”模板"
            hint = f"放一个 templates/{name}.docx，或改“{key}”"
            missing = problem_at(document.place(key), NO_TEMPLATE, Level.ERROR, message, hint=hint)
            return None, [*problems, missing], used
        return PageLook(sheet, template), problems, used

    def sheet(self, name: str, place: Place) -> tuple[Sheet | None, list[Problem]]:
        """The style sheet `name`, and what is to be said of it, also where it departs from the
        national standard; `place` is where a document asks for it.
        """
        folder = self.root / "styles"
        names = sorted(path.stem for path in folder.glob("*.yaml"))
        if name not in names:
            import difflib

            near = difflib.get_close_matches(name, names, 1, 0.5)
            hint = f"是不是“{near[0]}”" if near else f"有：{'、'.join(names)}"
            message = f"styles 文件夹里没有“{name}”"
            return None, [problem_at(place, NO_SHEET, Level.ERROR, message, hint=hint)]
        if name not in self._sheets:
            files = [*sorted(folder.glob("*.yaml")), _standard_sheet()]
            self._sheets[name] = cached(
                self._cache / f"{name}.sheet",
                [each for path in files for each in (path.name.encode(), _content(path))],
                tuple[Sheet | None, list[Problem]],
                lambda: _read_sheet(name, folder),
            )
        return self._sheets[name]

    def template(self, name: str, sheet: Sheet) -> Template | None:
        """The template `name`, stamped with `sheet`; None where there is no such file."""
        folder = self.root / "templates"
        if name not in (path.stem for path in folder.glob("*.docx")):
            return None
        key = (name, sheet.name)
        if key not in self._templates:
            self._templates[key] = load_template(folder / f"{name}.docx", sheet, self._cache)
        return self._templates[key]

    def _files_of(self, sheet: str, template: str) -> tuple[Path, ...]:
        """The files that the look of a document depends on, also those that are not there."""
        styles, templates = self.root / "styles", self.root / "templates"
        return (
            *sorted({*styles.glob("*.yaml"), styles / f"{sheet}.yaml"}),
            templates / f"{template}.docx",
        )


# What is read from the cache as a rule: the readers are imported only where it is not.


def _read_kinds() -> dict[str, Kind]:
    from ..kinds.reader import read_kinds

    return read_kinds(FOLDER)


def _read_registry(text: str, shown: str) -> tuple[Registry, list[Problem]]:
    from ..registry.reader import load_registry

    data, found = parse(text, shown, EMPTY_REGISTRY)
    registry, more = load_registry(data, shown)
    return registry, [*found, *more]


def _read_office(text: str, shown: str) -> tuple[OwnOffice, list[Problem]]:
    from ..registry.office_reader import load_office

    data, found = parse(text, shown, EMPTY_OFFICE)
    office, more = load_office(data, shown)
    return office, [*found, *more]


def _read_table(path: Path, shown: str) -> tuple[tuple[Row, ...], list[Problem]]:
    from ..lists.office import read_table

    return read_table(path, shown)


def _standard_sheet() -> Path:
    """The national standard's sheet as it lies with the program: an office may change its own."""
    return base() / "styles" / f"{STANDARD_SHEET}.yaml"


def _read_sheet(name: str, folder: Path) -> tuple[Sheet | None, list[Problem]]:
    from ..sheet.departures import departures
    from ..sheet.reader import load_sheet
    from ..sheet.told_departures import told_departures

    sheet, problems = load_sheet(name, folder)
    file = _standard_sheet()
    standard, _ = load_sheet(file.stem, file.parent)
    if sheet is None or standard is None:
        return sheet, problems
    return sheet, [*problems, *told_departures(departures(sheet, standard))]


def _content(path: Path) -> bytes:
    """The bytes of a file; none where it cannot be read, which `load_sheet` tells."""
    try:
        return path.read_bytes()
    except OSError:
        return b""
