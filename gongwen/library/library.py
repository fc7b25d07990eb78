"""The files of the content root that a document uses: found, and each read once.

Nothing is reported here: what is wrong in a file, and why one cannot be had, is handed back.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct, field

from ..problem import Level, Problem
from ..registry.office import EMPTY_OFFICE
from ..registry.units import EMPTY_REGISTRY
from ..secrecy.clearance import is_cleared
from ..secrecy.files import mark_of_yaml
from ..secrecy.gate import problem_of, refusal
from ..source.parse import parse_mended
from ..source.text_file import read_text
from ..source.tree import Sequence, Value
from .documents import OFFICE, is_registry

DEFAULT_REGISTRY = "机构.yaml"
OFFICE_FILE = f"{OFFICE}.yaml"


class SourceFile(Struct, frozen=True):
    """A YAML file as read. `shown` is what it is called in problems. `data` is None where it cannot
    be read; then `problems` says why, and `mended` is what it most likely means. Of a classified
    one that may not be read here there is no text.
    """

    path: Path
    shown: str
    text: str
    data: Value
    problems: list[Problem]
    mended: Value


class RowsInFile(Struct, frozen=True):
    """The rows of a table that stand in a .csv, and which rows of the file, from 0, they are."""

    rows: Sequence
    numbers: tuple[int, ...]


class Missing(Struct, frozen=True):
    """Why a file that was asked for cannot be had, in Chinese, and what to type instead."""

    message: str
    hint: str


class Library(Struct):
    """`root` is the content root; a file's shown name is its path from `base`. `read_files` are
    those read so far, `looked_for` others that matter, such as those that were not there. `edited`
    is what data files hold that are other than on disk. `tables` are kept where somebody asks: the
    rows that came out of each .csv, whose cells then stand there, not where its name is typed.
    """

    root: Path
    base: Path
    read_files: dict[Path, SourceFile] = field(default_factory=dict)
    looked_for: list[Path] = field(default_factory=list)
    edited: dict[Path, bytes] = field(default_factory=dict)
    tables: dict[Path, RowsInFile] | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that the document depends on, those that were looked for in vain too."""
        return tuple(dict.fromkeys((*self.read_files, *self.looked_for)))

    @property
    def texts(self) -> dict[str, str]:
        """The text of each YAML file read, by the name it is shown by."""
        return {each.shown: each.text for each in self.read_files.values()}

    def shown(self, path: Path) -> str:
        """How a path is named in problems."""
        for base in (self.base, self.base.resolve()):
            if path.is_relative_to(base):
                return path.relative_to(base).as_posix()
        for root in (self.root, self.root.resolve()):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.name

    def read(self, path: Path) -> SourceFile:
        """A YAML file, read when it is first asked for."""
        if path not in self.read_files:
            shown = self.shown(path)
            text, problems = read_text(path, shown)
            if problem := self._refused(path, shown, text):
                text, problems = None, [problem]
            data: Value = None
            mended: Value = None
            if text is not None:
                data, more = parse_mended(text, shown, _belongs_in(path))
                problems = [*problems, *more]
                if any(problem.level is Level.ERROR for problem in more):
                    data, mended = None, data
            self.read_files[path] = SourceFile(path, shown, text or "", data, problems, mended)
        return self.read_files[path]

    def refusal(self, path: Path) -> Problem | None:
        """Why a file that was found, of whatever kind, may not be worked on here."""
        try:
            return refusal(self._name(path), path.read_bytes(), self.shown(path))
        except OSError:
            return None  # told by whoever reads it

    def _refused(self, path: Path, shown: str, text: str | None) -> Problem | None:
        """Why a YAML file may not be worked on here. A 密级 that is none leaves a doubt, which a
        cleared computer does not settle.
        """
        if text is None:
            return self.refusal(path)
        mark = mark_of_yaml(self._name(path), text)
        return None if mark is None or (mark.level and is_cleared()) else problem_of(mark, shown)

    def _name(self, path: Path) -> str:
        """The part of a path that is the office's: folders above the content root do not count."""
        for root in (self.root, self.root.resolve()):
            if path.is_relative_to(root):
                return path.relative_to(root).as_posix()
        return path.name

    def stands(self, name: str, beside: Path) -> bool:
        """Whether `name` is a file beside `beside` or in the content root."""
        candidates = [folder / name for folder in (beside.parent, self.root)]
        self.looked_for += candidates
        return any(path.is_file() for path in candidates)

    def find(self, name: str, beside: Path, what: str) -> Path | Missing:
        """The file `name`, looked up beside `beside`, then in the content root; Missing where it is
        not there, or lies outside the root once symlinks are followed. `what` = how to call it.
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
                self.looked_for.append(path)
                return path
            outside = outside and not is_within
            if is_within:
                self.looked_for.append(path)
            elif path.is_file():
                outside = True
                break
        if outside:
            message = f"“{name}”在内容文件夹（{self.root.name}）外面"
            return Missing(message, "把它放进内容文件夹里再引用")
        return Missing(f"找不到{what}“{name}”", self._nearest(written, beside))

    def _nearest(self, name: str, beside: Path) -> str:
        """What to type instead of a name that leads nowhere."""
        import difflib

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


def _belongs_in(path: Path) -> str:
    """What to write into a file of this name that holds nothing; "" of a document."""
    if is_registry(path):
        return EMPTY_REGISTRY
    if path.stem == OFFICE:
        return EMPTY_OFFICE
    if path.name.startswith("_"):
        return "至少写一段，如：- 各单位要落实值班制度。"
    return ""


def _resolved(path: Path) -> Path | None:
    """The path with symlinks followed; None for what no file can be called, and for a loop."""
    try:
        resolved = path.resolve()
        resolved.is_file()
    except (OSError, ValueError, RuntimeError):
        return None
    return resolved
