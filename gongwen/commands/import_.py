"""import: existing documents (Word, web pages, text) as YAML in content/."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .. import patterns as re
from . import FAILED, Button, MisusedError, content_folder

if TYPE_CHECKING:
    from ..importer.assemble import Imported
    from ..importer.batch import ImportedFile
    from ..importer.summary import Row

HELP = "导入旧文件（.docx、.doc、.wps、网页、文本），写成文稿"
BUTTONS = (Button(2, "导入旧文件"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files, and where they go."""
    parser.add_argument(
        "files",
        nargs="+",
        metavar="文件",
        help=".docx、.html、.txt、.md、.doc、.wps，或文件夹（连同里面的文件夹）",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="名称",
        help="存成 content 里的哪一份；几个文件的，存到哪个子文件夹",
    )
    parser.add_argument(
        "--content", metavar="文件夹", help="写到哪里（缺省 content），没有这个文件夹的，建一个"
    )
    parser.add_argument("--registry", action="store_true", help="同时起草机构名录 机构-名称.yaml")
    parser.add_argument("--left-out", action="store_true", help="列出没有写进文稿的文字和原因")


def run(options: argparse.Namespace) -> int:
    """Import each file; 1 where one was refused or something of it was lost."""
    from ..build.progress import shown
    from ..importer.batch import import_each
    from ..importer.reading import SUFFIXES

    given = [Path(name) for name in options.files if name.strip()]
    files = list(_files(given, SUFFIXES))
    if not files:
        raise MisusedError("没有可以导入的文件。用法：make import FILE=旧文件.docx")
    content = _content(options)
    many = any(path.is_dir() for path in given)
    telling = _Telling(content, options.registry, options.left_out, briefly=many)
    rows, jobs = _named(files, options.output, content, single=len(files) == 1 and not many)
    found = import_each([job.path for job in jobs], options.root)
    for job, done in zip(jobs, shown(found, len(jobs), doing="正在导入"), strict=True):
        rows.append(_put_out(job, done, telling))
    if many:
        _write_summary(rows, content, options.output)
    return FAILED if any(row.failed for row in rows) else 0


class _Job(NamedTuple):
    """One file, what it is called, and where its YAML goes."""

    path: Path
    name: str
    target: Path


class _Telling(NamedTuple):
    """How what came of a file is written and said; `briefly` = a page will say it."""

    content: Path
    with_registry: bool
    with_left_out: bool
    briefly: bool


def _content(options: argparse.Namespace) -> Path:
    """The content root; one that --content names is made where there is none."""
    from ..storage.failures import advice, reason

    named = Path(options.content) if options.content else None
    if named and not named.exists():
        try:
            named.mkdir(parents=True)
            print(f"建好了文件夹 {named}")
        except OSError as error:
            print(f"建不了文件夹“{named}”：{reason(error)}；{advice(error)}", file=sys.stderr)
    return content_folder(options)


class _File(NamedTuple):
    """A file to import; `below` = the folder that it stands in below the one that was named."""

    path: Path
    below: str = ""


def _files(given: list[Path], suffixes: tuple[str, ...]) -> Iterator[_File]:
    """The files named, those of folders and what is in these in order; hidden and temporary ones
    left out.
    """
    for path in given:
        if not path.is_dir():
            yield _File(path)
            continue
        for each in sorted(path.rglob("*")):
            inside = each.relative_to(path)
            hidden = any(part.startswith((".", "~")) for part in inside.parts)
            if each.suffix.lower() in suffixes and not hidden and each.is_file():
                folder = inside.parent.as_posix()
                yield _File(each, "" if folder == "." else folder)


def _named(
    files: Sequence[_File], output: str | None, content: Path, *, single: bool
) -> tuple[list[Row], list[_Job]]:
    """What to import and where it goes; rows of those whose name will not do, which are told. Of
    two files of one name (方案.doc, 方案.docx) the second keeps its suffix in its new name.
    """
    from ..importer.summary import Row
    from ..library.document_name import BadNameError
    from ..problem import as_text
    from ..secrecy.refused import ClassifiedError

    rows: list[Row] = []
    jobs: list[_Job] = []
    taken: set[str] = set()
    for file in files:
        shown = f"{file.below}/{file.path.name}" if file.below else file.path.name
        try:
            target = _target(file, output, content, single=single)
            if str(target).casefold() in taken:
                suffix = file.path.suffix.removeprefix(".")
                target = _target(file, output, content, single=single, more=f"（{suffix}）")
        except BadNameError as error:
            print(f"{shown}：{error}", file=sys.stderr)
            rows.append(Row(shown, to_check=(str(error),), failed=True))
        except ClassifiedError as error:
            print(as_text(error.problem), file=sys.stderr)
            rows.append(Row(error.problem.file, to_check=(error.problem.message,), failed=True))
        else:
            taken.add(str(target).casefold())
            jobs.append(_Job(file.path, shown, target))
    return rows, jobs


def _target(
    file: _File, output: str | None, content: Path, *, single: bool, more: str = ""
) -> Path:
    """Where the YAML of a file goes, below `content`. Raises BadNameError."""
    from ..library.document_name import new_path

    stem = re.sub(r'[<>:"|?*\\/\x00-\x1f\x7f]', "", file.path.stem).strip(" ._-") or "导入"
    name = f"{file.below}/{stem}{more}" if file.below else stem + more
    if output:
        inside = Path(output)
        if inside.is_absolute() or inside.resolve().is_relative_to(content):
            inside = inside.resolve()
            inside = inside.relative_to(content) if inside.is_relative_to(content) else inside
        text = inside.as_posix()
        folder = output.endswith(("/", "\\")) or (content / text).is_dir()
        name = text if single and not folder else f"{text.rstrip('/')}/{name}".removeprefix("./")
    return new_path(name, content)


def _put_out(job: _Job, done: ImportedFile, telling: _Telling) -> Row:
    """Write what was imported and say what came of it."""
    from ..importer.named_pictures import with_names
    from ..importer.summary import Row
    from ..problem import as_text

    if done.problem is not None:
        print(as_text(done.problem), file=sys.stderr)
        return Row(job.name, to_check=(done.problem.message,), failed=True)
    if done.imported is None:
        print(f"{job.name}：没有导入。{done.reason}", file=sys.stderr)
        if done.advice:
            print(f"    建议：{done.advice}", file=sys.stderr)
        return Row(job.name, to_check=tuple(filter(None, (done.reason, done.advice))), failed=True)
    folder = job.target.parent
    taken = {each.name.casefold() for each in folder.iterdir()} if folder.is_dir() else set()
    imported = with_names(done.imported, job.target.stem, taken)
    if not telling.briefly:
        _tell(imported, telling)
    return _written(job, imported, telling)


def _tell(imported: Imported, telling: _Telling) -> None:
    """What was found on the way, and what was left out."""
    from ..importer.summary import gone
    from ..problem import as_text

    for problem in imported.problems:
        print(as_text(problem))
    if telling.with_left_out:
        for each in imported.left_out:
            spot = f"第{each.number}{imported.unit}" if each.number else "全文"
            print(f"  略去（{each.why}）{spot}：{each.text}")
    else:
        for line in gone(imported):
            print(f"  略去：{line}")


def _written(job: _Job, imported: Imported, telling: _Telling) -> Row:
    """Write the YAML and say so; the row of the page."""
    from ..importer.summary import Row, counts, row_of
    from ..problem import Level

    if fault := _write(job, imported, telling):
        print(fault, file=sys.stderr)
        return Row(job.name, to_check=(fault,), failed=True)
    made = job.target.relative_to(telling.content).as_posix()
    failed = any(problem.level is Level.ERROR for problem in imported.problems)
    if telling.briefly:
        more = f"，要核对{len(imported.problems)}处" if imported.problems else ""
    else:
        more = f"：{counts(imported)}"
        if imported.left_out:
            more += f"；略去{len(imported.left_out)}处序数、标点等（--left-out 列出）"
    if imported.pictures:
        more += f"；图片{len(imported.pictures)}幅存在旁边"
    print(f"已导入 {made}{more}")
    return row_of(job.name, made, imported, failed=failed)


def _write(job: _Job, imported: Imported, telling: _Telling) -> str:
    """The YAML, and the registry where it is asked for; why they cannot be written, or ""."""
    from ..importer.registry_draft import draft_registry, with_registry
    from ..storage.failures import advice, reason
    from ..storage.files import write_all_new

    folder = job.target.parent
    text = imported.text
    files = {folder / each.name: each.content for each in imported.pictures}
    if telling.with_registry:
        registry = job.target.with_name(f"机构-{job.target.stem}.yaml")
        text = with_registry(imported, registry.name)
        files[registry] = draft_registry(imported.tree).encode()
    try:
        write_all_new({**files, job.target: text.encode()})
    except OSError as error:
        name = Path(str(error.filename)).name
        return f"写不进去：{name}：{reason(error)}；{advice(error)}"
    return ""


def _write_summary(rows: Sequence[Row], content: Path, output: str | None) -> None:
    """The page beside the documents, a file a line."""
    from ..importer.summary import free_name, page
    from ..storage.failures import advice, reason
    from ..storage.files import write_atomically

    folder = content / (output or "")
    path = free_name(folder if folder.is_dir() else content)
    done = sum(bool(row.made) for row in rows)
    told = f"共{len(rows)}份，导入{done}份"
    try:
        write_atomically(path, page(rows, path.parent.relative_to(content).as_posix()).encode())
    except OSError as error:
        fault = f"写不进去：{path.name}：{reason(error)}；{advice(error)}"
        print(f"{told}；{fault}", file=sys.stderr)
        return
    shown = path.relative_to(content).as_posix()
    print(f"{told}；每一份认出了什么、要核对什么，见 {shown}（用浏览器打开）")
