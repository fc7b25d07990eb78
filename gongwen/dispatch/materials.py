"""报审材料: everything that goes before a meeting with a document, in one folder with a list."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct, field

from .. import patterns as re
from ..build.options import Options
from ..build.pipeline import Request, process
from ..build.shared import Shared
from ..document.handling import CONSULTED, Material
from ..document.values import one_line
from ..formats import formats
from ..history.repository import HistoryError
from ..library.documents import UnknownNameError, only_document
from ..rules.regulatory import missing_materials, sort_of
from ..secrecy.gate import read_or_refuse, refuse_found
from ..storage.files import write_atomically
from .facts import readable
from .form import Form, FormCell, form_template, label, listed

FOLDER: Final = "报审材料"
_SUMMARY: Final = "（征求意见及采纳情况汇总表）.docx"
_HEADS: Final = ("序号", "材料", "文件", "单位", "日期", "结论")


class Gathered(Struct):
    """The folder, the files in it by name, and what is missing or could not be had."""

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def gather(path: Path, options: Options) -> Gathered:
    """Put the materials of a document together. Raises HistoryError where it has none, or may not
    be set; ClassifiedError, OSError.
    """
    shared = Shared(options.root, options.content)
    outcome = process(Request(path, None, (formats()["docx"],)), shared)
    refuse_found(outcome.problems)
    document = readable(outcome, path.stem)
    if not document.materials:
        raise HistoryError(
            f"{path.stem} 没有写“材料”：一项一件，如 - {{材料: 解读, 文件: 解读稿.yaml}}"
        )
    if outcome.refused:
        raise HistoryError(f"{path.stem} 还排不出来，先运行 make check DOC={path.stem} 改好")
    folder = options.output / path.relative_to(options.content).with_suffix("") / FOLDER
    found = Gathered(folder)
    for tail, content in outcome.outputs.items():
        found.files[_numbered(1, f"{path.stem}{tail}")] = content
    rows = [_row(1, one_line(document.title), [*found.files], "", "", "")]
    for number, each in enumerate(document.materials, 2):
        names = _files_of(each, number, path, options, found)
        said = f"不需要：{each.not_needed}" if each.not_needed else each.conclusion or ""
        rows.append(_row(number, each.name, names, each.unit or "", str(each.date or ""), said))
    if document.regulatory:
        found.missing += [f"缺少“{name}”的材料" for name in missing_materials(document)]
    about = f"文件：{one_line(document.title)}"
    form = Form(f"{FOLDER}目录", (8, 20, 24, 14, 17, 17), about)
    made = listed(form, _HEADS, rows, form_template(shared))
    found.files[f"00 {FOLDER}目录.docx"] = made
    for name, content in found.files.items():
        write_atomically(folder / name, content)
    _tell_others(found)
    return found


def _tell_others(found: Gathered) -> None:
    """Files of an earlier gathering, which the list does not have."""
    for file in sorted(found.folder.iterdir()):
        if file.is_file() and file.name not in found.files:
            found.missing.append(f"{FOLDER}里的 {file.name} 不在目录里，是以前的，看过删去")


def _row(number: int, name: str, files: list[str], *rest: str) -> tuple[FormCell, ...]:
    texts = (name, "\n".join(files), *rest)
    return (label(str(number)), *map(FormCell, texts))


def _numbered(number: int, name: str) -> str:
    return f"{number:02d} {name}"


def _files_of(
    each: Material, number: int, path: Path, options: Options, found: Gathered
) -> list[str]:
    """The names under which the files of a material were put into the folder."""
    if each.not_needed:
        return []
    names = []
    for name in each.file_names or _made_before(each, path, options):
        content = _content_of(name, path, options)
        if content is None:
            found.missing.append(f"{each.name}：没有“{name}”这个文件")
            continue
        suffix = ".docx" if name.endswith((".yaml", ".yml")) else ""
        bare = re.sub(r"\.ya?ml$", "", Path(name).name) + suffix
        found.files[_numbered(number, bare)] = content
        names.append(_numbered(number, bare))
    if not each.file_names and not names:
        found.missing.append(f"{each.name}：没有写“文件”")
    return names


def _made_before(each: Material, path: Path, options: Options) -> tuple[str, ...]:
    """The summary of the consultation, where `settle` made one."""
    made = options.output / path.relative_to(options.content).with_suffix("")
    summary = made / f"{path.stem}{_SUMMARY}"
    return (str(summary),) if sort_of(each) == CONSULTED and summary.is_file() else ()


def _content_of(name: str, path: Path, options: Options) -> bytes | None:
    """A file of the content root, another document set, or what this program made; None where
    there is no such file. Raises ClassifiedError.
    """
    roots = (options.content.resolve(), options.output.resolve())
    for folder in (path.parent, options.content, options.output):
        file = (folder / name).resolve()
        if not file.is_file() or not any(file.is_relative_to(root) for root in roots):
            continue
        if file.suffix not in (".yaml", ".yml"):
            return read_or_refuse(file, file.name)
        return _set(file, options)
    return None


def _set(file: Path, options: Options) -> bytes | None:
    try:
        path = only_document(
            file.relative_to(options.content.resolve()).as_posix(), options.content
        )
    except UnknownNameError:
        return None
    shared = Shared(options.root, options.content)
    outcome = process(Request(path, None, (formats()["docx"],)), shared)
    refuse_found(outcome.problems)
    return next(iter(outcome.outputs.values()), None)
