"""引入 and 引自: pieces and texts of other files, put in before the model is read.

Paths stay inside the content root with symlinks resolved; cycles are found. Everything put in
keeps the places of the file that it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .problem import Level, Place, Problem, problem_at
from .source import Mapping, Sequence, Value, parse, read_text
from .tabular import SUFFIXES, UnreadableTableError, read_rows

RULE = "引用"

_TEXT_KEYS = ("标题", "题注", "正文", "编号", "责任标注", "体例")
_WHOLE_KEYS = (*_TEXT_KEYS, "主送", "署名")


@dataclass(slots=True)
class Library:
    """The files of the content root that a document uses, each read once.

    `used` are the files read so far. A file's shown name is its path from `base`.
    """

    root: Path
    base: Path
    problems: list[Problem] = field(default_factory=list)
    used: dict[Path, Value] = field(default_factory=dict)
    looked_for: list[Path] = field(default_factory=list)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that the document depends on, those that were looked for in vain too."""
        return (*self.used, *self.looked_for)

    def shown(self, path: Path) -> str:
        """How a path is named in problems."""
        try:
            return path.relative_to(self.base).as_posix()
        except ValueError:
            return path.name

    def load(self, path: Path) -> Value:
        """The data of a YAML file; None where it cannot be read (then `problems` says why)."""
        if path not in self.used:
            shown = self.shown(path)
            text, problems = read_text(path, shown)
            data: Value = None
            if text is not None:
                data, more = parse(text, shown)
                problems = [*problems, *more]
            self.problems += problems
            self.used[path] = data
        return self.used[path]

    def exists(self, name: str, beside: Path) -> bool:
        """Whether `name` is a file beside `beside` or in the content root."""
        candidates = [folder / name for folder in (beside.parent, self.root)]
        self.looked_for += candidates
        return any(path.is_file() for path in candidates)

    def find(self, name: str, beside: Path, place: Place, what: str) -> Path | None:
        """The file `name`, looked up beside `beside`, then in the content root."""
        root = self.root.resolve()
        for folder in (beside.parent, self.root):
            path = (folder / name).resolve()
            if not path.is_relative_to(root):
                self.report(
                    place,
                    f"“{name}”指到了内容文件夹（{root.name}）外面",
                    "文件只能放在内容文件夹里",
                )
                return None
            if path.is_file():
                return path
            self.looked_for.append(path)
        self.report(
            place, f"找不到{what}“{name}”", "文件名要写全（含 .yaml），放在本文件旁边或内容文件夹里"
        )
        return None

    def report(self, place: Place, message: str, hint: str = "") -> None:
        """Note that a reference at `place` leads nowhere."""
        self.problems.append(problem_at(place, RULE, Level.ERROR, message, hint=hint))


def expand(data: Value, path: Path, library: Library) -> Value:
    """`data`, read from `path`, with every 引入 and 引自 in it replaced. What cannot be is left
    out and said in `library.problems`.
    """
    return _expand(data, path, library, (path.resolve(),))


def _expand(data: Value, path: Path, library: Library, trail: tuple[Path, ...]) -> Value:
    if isinstance(data, Sequence):
        items: list[Value] = []
        places: list[Place] = []
        for item, place in zip(data, data.places, strict=True):
            for new, new_place in _expanded_item(item, place, path, library, trail):
                items.append(new)
                places.append(new_place)
        return Sequence(items, data.place, places)
    if isinstance(data, Mapping):
        if "引自" in data:
            return _quoted(data, path, library, trail)
        if _names_a_table(data.get("行")):
            data = _with_rows(data, path, library)
        inner = {
            key: _attachments(value, path, library, trail)
            if key == "附件" and isinstance(value, Sequence)
            else _expand(value, path, library, trail)
            for key, value in data.items()
        }
        return Mapping(inner, data.place, data.key_places, data.places)
    return data


def _expanded_item(
    item: Value, place: Place, path: Path, library: Library, trail: tuple[Path, ...]
) -> Iterator[tuple[Value, Place]]:
    if isinstance(item, Mapping) and "引入" in item:
        piece = _open(item, "引入", path, library, trail)
        if piece is None:
            return
        source, content = piece
        content = _expand(content, source, library, (*trail, source))
        if isinstance(content, Sequence):
            yield from zip(content, content.places, strict=True)
        elif content is not None:
            yield content, Place(library.shown(source), 1, 1, 1, 1)
        return
    value = _expand(item, path, library, trail)
    if isinstance(value, Sequence) and isinstance(item, Mapping):
        yield from zip(value, value.places, strict=True)
    elif value is not None or item is None:
        yield value, place


def _names_a_table(value: Value) -> bool:
    return isinstance(value, str) and "\n" not in value and value.lower().endswith(SUFFIXES)


def _with_rows(data: Mapping, path: Path, library: Library) -> Mapping:
    """A table whose rows are in a data file, with the rows in it. A first row that only repeats
    the column heads is dropped.
    """
    place = data.places["行"]
    found = library.find(str(data["行"]), path, place, "数据文件")
    rows: list[list[str]] = []
    if found is not None:
        library.used[found] = None
        try:
            rows = read_rows(found)
        except UnreadableTableError as error:
            library.report(place, f"“{data['行']}”读不出来：{error}")
    if rows and isinstance(data.get("列"), list) and rows[0] == list(data["列"] or ()):
        del rows[0]
    lines = [Sequence(row, place, [place] * len(row)) for row in rows]
    value = Sequence(lines, place, [place] * len(lines))
    return Mapping({**data, "行": value}, data.place, data.key_places, data.places)


def _attachments(
    items: Sequence, path: Path, library: Library, trail: tuple[Path, ...]
) -> Sequence:
    """Attachments keep their count: several quoted texts become the 件 of one attachment."""
    kept: list[Value] = []
    places: list[Place] = []
    for item, place in zip(items, items.places, strict=True):
        value = _expand(item, path, library, trail)
        if isinstance(value, Sequence) and value and isinstance(value[0], Mapping):
            title = value[0].get("标题")
            value = Mapping(
                {"标题": title, "件": value},
                place,
                {"标题": place, "件": place},
                {"标题": place, "件": place},
            )
        if value is not None or item is None:
            kept.append(value)
            places.append(place)
    return Sequence(kept, items.place, places)


def _open(
    item: Mapping, key: str, path: Path, library: Library, trail: tuple[Path, ...]
) -> tuple[Path, Value] | None:
    name, place = item[key], item.places[key]
    if not isinstance(name, str) or not name:
        library.report(place, f"“{key}”后面要写一个文件名")
        return None
    source = library.find(name, path, place, "被引用的文件")
    if source is None:
        return None
    if source in trail:
        library.report(place, f"“{name}”绕回来引用了自己", "去掉其中一处引用")
        return None
    return source, library.load(source)


def _quoted(item: Mapping, path: Path, library: Library, trail: tuple[Path, ...]) -> Value:
    """The part that `{引自, 取}` stands for: a mapping, or a sequence of parts."""
    opened = _open(item, "引自", path, library, trail)
    if opened is None:
        return None
    source, content = opened
    content = _expand(content, source, library, (*trail, source))
    place = item.places["引自"]
    if not isinstance(content, Mapping):
        if content is not None:
            library.report(place, f"“{item['引自']}”不是一份公文，不能引自它")
        return None
    wanted = item.get("取") or ("印发件" if "印发件" in content else "全文")
    rest = {key: value for key, value in item.items() if key not in ("引自", "取")}
    if wanted == "印发件":
        issued = content.get("印发件")
        if issued is None:
            library.report(
                item.places.get("取", place), f"“{item['引自']}”里没有印发件", "改为 取: 全文"
            )
            return None
        parts = list(issued) if isinstance(issued, Sequence) else [issued]
    elif wanted == "全文":
        parts = [_pick(content, _WHOLE_KEYS)]
        issued = content.get("印发件")
        if issued is not None:
            parts += list(issued) if isinstance(issued, Sequence) else [issued]
    else:
        library.report(item.places["取"], f"“取”只能写：全文、印发件；现在写的是“{wanted}”")
        return None
    quoted = [_merged(part, rest, item, library, path, trail) for part in parts]
    if len(quoted) == 1:
        return quoted[0]
    return Sequence(quoted, item.place, [place] * len(quoted))


def _pick(content: Mapping, keys: tuple[str, ...]) -> Mapping:
    picked = {key: content[key] for key in keys if key in content}
    return Mapping(picked, content.place, content.key_places, content.places)


def _merged(
    part: Value,
    rest: dict[str, Value],
    item: Mapping,
    library: Library,
    path: Path,
    trail: tuple[Path, ...],
) -> Value:
    """The quoted part with the keys typed beside 引自, which win."""
    if not isinstance(part, Mapping):
        return part
    typed = {key: _expand(value, path, library, trail) for key, value in rest.items()}
    return Mapping(
        {**part, **typed},
        part.place,
        {**part.key_places, **{key: item.key_places[key] for key in rest}},
        {**part.places, **{key: item.places[key] for key in rest}},
    )
