"""import: existing documents (Word, web pages, text) as YAML in content/."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from . import FAILED, USAGE, content_folder

if TYPE_CHECKING:
    from ..importer.assemble import Imported

HELP = "导入旧文件（.docx、.doc、.wps、网页、文本），写成文稿"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The files, and where they go."""
    parser.add_argument(
        "files", nargs="+", metavar="文件", help=".docx、.html、.txt、.md、.doc、.wps，或文件夹"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="名称",
        help="存成 content 里的哪一份；几个文件的，存到哪个子文件夹",
    )
    parser.add_argument("--content", metavar="文件夹", help="写到哪里（缺省 content）")
    parser.add_argument("--registry", action="store_true", help="同时起草机构名录 机构-名称.yaml")
    parser.add_argument("--left-out", action="store_true", help="列出没有写进文稿的文字和原因")


def run(options: argparse.Namespace) -> int:
    """Import each file; 1 where one was refused or something of it was lost."""
    from ..importer.reading import SUFFIXES
    from ..library.document_name import BadNameError
    from ..problem import as_text
    from ..secrecy.refused import ClassifiedError

    content = content_folder(options)
    given = [Path(name) for name in options.files if name.strip()]
    files = list(_files(given, SUFFIXES))
    if not files:
        print("没有可以导入的文件。用法：make import FILE=旧文件.docx", file=sys.stderr)
        return USAGE
    single = len(files) == 1 and not (given and given[0].is_dir())
    failed = False
    for path in files:
        try:
            target = _target(path, options.output, content, single=single)
            done = _import(_Job(path, target, content, options.registry, options.left_out))
        except BadNameError as error:
            print(f"{path.name}：{error}", file=sys.stderr)
            done = False
        except ClassifiedError as error:
            print(as_text(error.problem), file=sys.stderr)
            done = False
        failed |= not done
    return FAILED if failed else 0


class _Job(NamedTuple):
    """One file and where its YAML goes."""

    path: Path
    target: Path
    content: Path
    with_registry: bool
    with_left_out: bool


def _files(given: list[Path], suffixes: tuple[str, ...]) -> list[Path]:
    """The files named, those of folders in order; a folder's hidden and temporary ones left out."""
    found: list[Path] = []
    for path in given:
        if path.is_dir():
            found += [
                each
                for each in sorted(path.iterdir())
                if each.suffix.lower() in suffixes and not each.name.startswith((".", "~"))
            ]
        else:
            found.append(path)
    return found


def _target(path: Path, output: str | None, content: Path, *, single: bool) -> Path:
    """Where the YAML of a file goes, below `content`. Raises BadNameError."""
    from ..library.document_name import new_path

    name = re.sub(r'[<>:"|?*\\/\x00-\x1f\x7f]', "", path.stem).strip(" ._-") or "导入"
    if output:
        inside = Path(output)
        if inside.is_absolute() or inside.resolve().is_relative_to(content):
            inside = inside.resolve()
            inside = inside.relative_to(content) if inside.is_relative_to(content) else inside
        text = inside.as_posix()
        folder = output.endswith(("/", "\\")) or (content / text).is_dir()
        name = text if single and not folder else f"{text.rstrip('/')}/{name}".removeprefix("./")
    return new_path(name, content)


def _import(job: _Job) -> bool:
    """Import one file and say what came of it; whether all of it was written."""
    from ..importer.assemble import import_file
    from ..problem import Level, as_text
    from ..word.refusal import RefusedError

    try:
        imported = import_file(job.path, job.path.name)
    except RefusedError as error:
        print(f"{job.path.name}：没有导入。{error.reason}", file=sys.stderr)
        if error.advice:
            print(f"    建议：{error.advice}", file=sys.stderr)
        return False
    for problem in imported.problems:
        print(as_text(problem))
    if job.with_left_out:
        for each in imported.left_out:
            spot = f"第{each.number}{imported.unit}" if each.number else "全文"
            print(f"  略去（{each.why}）{spot}：{each.text}")
    written = _write(job, imported)
    if written:
        counts = len(imported.left_out)
        print(f"已导入 {job.target.relative_to(job.content).as_posix()}", end="")
        print(f"，略去{counts}处序数、标点等（--left-out 列出）" if counts else "")
    return written and not any(problem.level is Level.ERROR for problem in imported.problems)


def _write(job: _Job, imported: Imported) -> bool:
    """The YAML, and the registry where it is asked for; False where they cannot be written."""
    from ..importer.registry_draft import draft_registry, with_registry

    texts = {job.target: imported.text}
    if job.with_registry:
        registry = job.target.with_name(f"机构-{job.target.stem}.yaml")
        texts = {
            job.target: with_registry(imported, registry.name),
            registry: draft_registry(imported.tree),
        }
    for path, text in texts.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        except OSError as error:
            print(f"写不进去：{path.name}（{error.strerror}）", file=sys.stderr)
            return False
    return True
