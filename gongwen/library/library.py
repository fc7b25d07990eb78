"""The files of the content root that a document uses, each read once."""

from __future__ import annotations

import difflib
from pathlib import Path

from msgspec import Struct, field

from ..problem import Level, Place, Problem, problem_at
from ..source.parse import Value, parse_mended, read_text

RULE = "引用"


class Library(Struct):
    """`root` is the content root; a file's shown name is its path from `base`. `used` are the
    files read so far, `looked_for` others that matter, such as those that were not there.
    """

    root: Path
    base: Path
    problems: list[Problem] = field(default_factory=list)
    used: dict[Path, Value] = field(default_factory=dict)
    looked_for: list[Path] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    """The text of each YAML file read, by the name it is shown by."""
    mended: dict[Path, Value] = field(default_factory=dict)
    """What files that cannot be read most likely mean; None where it cannot be told."""

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that the document depends on, those that were looked for in vain too."""
        return tuple(dict.fromkeys((*self.used, *self.looked_for)))

    def shown(self, path: Path) -> str:
        """How a path is named in problems."""
        for base in (self.base, self.base.resolve()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        for root in (self.root, self.root.resolve()):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.name

    def load(self, path: Path) -> Value:
        """The data of a YAML file; None where it cannot be read (then `problems` says why)."""
        if path not in self.used:
            shown = self.shown(path)
            text, problems = read_text(path, shown)
            data: Value = None
            if text is not None:
                self.texts[shown] = text
                data, more = parse_mended(text, shown)
                problems = [*problems, *more]
                if any(problem.level is Level.ERROR for problem in more):
                    self.mended[path], data = data, None
            self.problems += problems
            self.used[path] = data
        return self.used[path]

    def exists(self, name: str, beside: Path) -> bool:
        """Whether `name` is a file beside `beside` or in the content root."""
        candidates = [folder / name for folder in (beside.parent, self.root)]
        self.looked_for += candidates
        return any(path.is_file() for path in candidates)

    def find(self, name: str, beside: Path, place: Place, what: str) -> Path | None:
        """The file `name`, looked up beside `beside`, then in the content root. Where it is not
        there, or lies outside the root once symlinks are followed, a problem at `place` says so.
        """
        root = self.root.resolve()
        written = name.strip().replace("\\", "/")
        outside = True
        for folder in dict.fromkeys((beside.parent, self.root)):
            path = _resolved(folder / written)
            if path is None:
                outside = False
                continue
            is_within = path.is_relative_to(root)
            if is_within and path.is_file():
                return path
            outside = outside and not is_within
            if is_within:
                self.looked_for.append(path)
            elif path.is_file():
                outside = True
                break
        if outside:
            message = f"“{name}”在内容文件夹（{self.root.name}）外面"
            self.report(place, message, "把它放进内容文件夹里再引用")
        else:
            self.report(place, f"找不到{what}“{name}”", self._nearest(written, beside))
        return None

    def _nearest(self, name: str, beside: Path) -> str:
        """What to type instead of a name that leads nowhere."""
        suffix = Path(name).suffix.lower()
        names = {
            path.name
            for folder in (beside.parent, self.root)
            for path in folder.iterdir()
            if path.is_file() and path != beside and (not suffix or path.suffix.lower() == suffix)
        }
        stems = {Path(each).stem: each for each in sorted(names)}
        wanted = Path(name).stem if suffix else Path(name).name
        if near := difflib.get_close_matches(wanted, stems, 1, 0.5):
            return f"是不是“{stems[near[0]]}”"
        if len(names) == 1 and suffix not in ("", ".yaml", ".yml"):
            return f"是不是“{names.pop()}”"
        return "文件名要写全（带后缀），放在本文件旁边或内容文件夹里"

    def report(
        self, place: Place, message: str, hint: str = "", level: Level = Level.ERROR
    ) -> None:
        """Note that a reference at `place` leads nowhere, or may not lead where it is meant to."""
        self.problems.append(problem_at(place, RULE, level, message, hint=hint))


def _resolved(path: Path) -> Path | None:
    """The path with symlinks followed; None for what no file can be called, and for a loop."""
    try:
        resolved = path.resolve()
        resolved.is_file()
    except (OSError, ValueError, RuntimeError):
        return None
    return resolved
