"""Which files of the content root are documents, and which of them a name means."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path, PurePath

from msgspec import Struct

from ..problem import Level, Problem
from ..problem_ids import BAD_FILE_NAME, UNREAD_FILE

_SUFFIXES = (".yaml", ".yml")
_TEXTS = (".txt", ".md")
_WORD = (".docx", ".docm", ".doc", ".wps")
REGISTER = "发文登记"
OFFICE = "本单位"


def is_registry(path: PurePath) -> bool:
    """机构.yaml and 机构-*.yaml are registries."""
    return path.stem == "机构" or path.stem.startswith("机构-")


def is_reserved(path: PurePath) -> bool:
    """Registries, what the office says of itself, and the register: no documents."""
    return _is_reserved(path.stem)


def _is_reserved(stem: str) -> bool:
    return stem in ("机构", OFFICE, REGISTER) or stem.startswith("机构-")


def documents_in(content: Path) -> list[Path]:
    """Every document of the content root, in order; see `survey` for those left out."""
    return survey(content)[0]


def each_document(content: Path) -> Iterator[Path]:
    """The same one by one, looked for when the first is asked for."""
    yield from documents_in(content)


def survey(content: Path, stems: Collection[str] | None = None) -> tuple[list[Path], list[Problem]]:
    """The documents of the content root, and what is wrong with the names of other files there.

    Reserved names, pieces (_…) and hidden files are no documents. A link may not lead outside, a
    name must be text, and two documents may not want the same output folder. Where `stems` are
    given, only files so called, and links, are looked at: an office has thousands.
    """
    root = content.resolve()
    documents: dict[str, Path] = {}
    problems: list[Problem] = []
    unread: list[str] = []
    entries = _entries(str(content))
    if stems is not None:
        entries = (
            each
            for each in entries
            if each[0].name.rpartition(".")[0] in stems or each[0].is_symlink()
        )
    for entry, parts in sorted(entries, key=_parts):
        stem, _, ending = entry.name.rpartition(".")
        suffix = f".{ending}".lower()
        if suffix in (*_TEXTS, *_WORD):
            inside = Path(*parts)
            if _is_unread(content / inside, inside):
                unread.append(printable(inside))
        if (
            suffix not in _SUFFIXES
            or any(part.startswith((".", "_")) for part in parts)
            or _is_reserved(stem)
            or entry.is_dir()
        ):
            continue
        path = content.joinpath(*parts)
        wanted = "/".join((*parts[:-1], stem))
        message, hint = _fault(entry, path, root, "/".join(parts), documents.get(wanted))
        if message:
            shown = printable(Path(content.name, *parts))
            problems.append(Problem(BAD_FILE_NAME, Level.ERROR, shown, 0, 0, message, "", hint))
        else:
            documents[wanted] = path
    if unread:
        message = f"文件夹里有程序不读的文件：{'、'.join(unread)}"
        hint = (
            "文本文件把后缀改成 .yaml；Word 文件用 make import FILE=… 导入；"
            "不是文稿的移到别处，报审的材料放进名称以“_”开头的文件夹"
        )
        shown = printable(Path(content.name))
        problems.append(Problem(UNREAD_FILE, Level.NOTICE, shown, 0, 0, message, "", hint))
    return list(documents.values()), problems


def _entries(
    folder: str, above: tuple[str, ...] = ()
) -> Iterator[tuple[os.DirEntry[str], tuple[str, ...]]]:
    """Everything below a folder with the parts of its path from there; links are not entered."""
    try:
        with os.scandir(folder) as entries:
            found = list(entries)
    except OSError:  # not to be looked into, or gone
        return
    for entry in found:
        parts = (*above, entry.name)
        yield entry, parts
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(entry.path, parts)


def _parts(found: tuple[os.DirEntry[str], tuple[str, ...]]) -> tuple[str, ...]:
    return found[1]


def _is_unread(path: Path, inside: Path) -> bool:
    """Whether a file may be meant as a document, and is none; ~$… are Word's own."""
    hidden = any(part.startswith((".", "_", "~$")) for part in inside.parts)
    return path.suffix.lower() in (*_TEXTS, *_WORD) and not hidden and path.is_file()


def _fault(
    entry: os.DirEntry[str], path: Path, root: Path, inside: str, other: Path | None
) -> tuple[str, str]:
    """What keeps a file from being a document, and what to do; "" where nothing does. `inside` is
    its path from the content root, `other` the document that would make files of the same names.
    """
    if _as_text(inside) != inside:
        return "文件名里有认不出的字符", "多半是压缩包解压时编码不对，请改个名字"
    if entry.is_symlink():
        if not path.exists():
            return "这个链接指向的文件不在了", "删掉它，或把文件放回去"
        if not path.resolve().is_relative_to(root):
            return "这个链接指到了内容文件夹外面", "把文件本身放进内容文件夹"
    if other is not None:
        return f"和“{other.name}”只有后缀不同，会生成同名的文件", "删掉一个，或改个名字"
    return "", ""


def printable(path: PurePath) -> str:
    """A path as text that can be printed and kept; bytes that are no text become “?”."""
    return _as_text(path.as_posix())


def _as_text(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def is_listable(folder: Path) -> bool:
    """Whether a folder is there and can be looked into."""
    return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)


class UnknownNameError(Exception):
    """A name on the command line that no document has; the text is for the user."""


def chosen(names: Iterable[str], content: Path) -> list[Path]:
    """The documents that `names` mean: a stem, a path below content/, or a path to the file.

    Raises UnknownNameError for the first name that means none.
    """
    asked = [_Asked(name, Path(name).resolve() if Path(name).exists() else None) for name in names]
    documents, _ = survey(content, {stem for each in asked for stem in each.stems})
    picked: dict[Path, None] = {}
    for each in asked:
        matching = [path for path in documents if each.means(path, content)]
        if not matching:
            raise UnknownNameError(_why_none(each, content))
        picked.update(dict.fromkeys(matching))
    return list(picked)


class _Asked(Struct, frozen=True):
    """A name as it was typed, and the file that it may be a path to."""

    name: str
    typed: Path | None

    @property
    def wanted(self) -> str:
        """The name below the content root that it may be."""
        return self.name.removesuffix(".yaml").removesuffix(".yml").rstrip("/")

    @property
    def last(self) -> str:
        return Path(self.wanted).name

    @property
    def stems(self) -> set[str]:
        """How a file may be called that is meant."""
        return {self.last, self.typed.stem if self.typed else self.last}

    def means(self, path: Path, content: Path) -> bool:
        if self.last == path.stem and self.wanted in (self.last, name_of(path, content)):
            return True
        return self.typed is not None and self.typed == path.resolve()


def _why_none(asked: _Asked, content: Path) -> str:
    """What is to be said of a name that no document has."""
    if other := _other_file(Path(asked.name), content):
        return other
    import difflib

    stems = [path.stem for path in documents_in(content)]
    near = difflib.get_close_matches(asked.last, stems, 3, 0.4)
    hint = f"；是不是：{'、'.join(near)}" if near else ""
    return f"{content.name} 文件夹里没有“{asked.name}”{hint}"


def only_document(name: str, content: Path) -> Path:
    """The one document that `name` means. Raises UnknownNameError where it means none, or several
    in different folders.
    """
    path, *others = chosen([name], content)
    if others:
        shown = "、".join(each.relative_to(content).as_posix() for each in (path, *others))
        raise UnknownNameError(f"“{name}”有几份，请写明文件夹：{shown}")
    return path


def name_of(path: Path, content: Path) -> str:
    """The path of a document below the content root, without its suffix."""
    return path.relative_to(content).with_suffix("").as_posix()


def _other_file(name: Path, content: Path) -> str:
    """What is to be said of a name that a file bears which is no document: one that is not read, or
    does not lie in the content root; "" where none does.
    """
    for path in sorted(content.rglob("*")):
        inside = path.relative_to(content)
        if _is_unread(path, inside) and _means(name, path):
            return _misplaced(path, Path(content.name) / inside, "")
    for path in (name, *sorted(content.parent.glob("*"))):
        if (
            path.suffix.lower() in (*_SUFFIXES, *_TEXTS, *_WORD)
            and _means(name, path)
            and path.is_file()
            and not path.resolve().is_relative_to(content.resolve())
        ):
            beside = path.resolve().parent == content.parent.resolve()
            return _misplaced(path, Path(path.name) if beside else path, content.name)
    return ""


def _misplaced(path: Path, shown: Path, folder: str) -> str:
    """What is wrong with a file that was asked for; `folder` is where it has to go, "" = there."""
    name = printable(shown)
    if path.suffix.lower() in _WORD:
        return f"{name} 是 Word 文件，程序不直接读：先运行 make import FILE={name}"
    if path.suffix.lower() in _SUFFIXES:
        return f"{name} 不在 {folder} 文件夹里，程序不读：把它移进 {folder}"
    into = f"，移进 {folder}" if folder else ""
    return f"{name} 的后缀不是 .yaml，程序不读：把文件名改成 {_bare(path)}.yaml{into}"


def _means(name: Path, path: Path) -> bool:
    """Whether a name as it was typed means this file."""
    return name.name == path.name or _bare(name) == _bare(path)


def _bare(path: Path) -> str:
    """A file's name without its suffixes: 值班.yaml.txt is what editors make of 值班.yaml."""
    name = path.name
    for suffixes in ((*_TEXTS, *_WORD), _SUFFIXES):
        end = Path(name).suffix
        if end.lower() in suffixes:
            name = name.removesuffix(end)
    return name
