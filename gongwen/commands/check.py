"""check: what is wrong, without making anything: in documents, in files from anywhere (Word, web
pages, text, YAML), or in PDFs that were exported from our .docx files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..problem_ids import CLASSIFIED, NOT_A_DOCX
from . import (
    FAILED,
    USAGE,
    Button,
    MisusedError,
    add_content,
    add_output,
    content_folder,
    output_folder,
)

if TYPE_CHECKING:
    from ..build.checked import Checked
    from ..build.shared import Shared
    from ..problem import Problem
    from ..proofread.annotate import Annotated

_TEXTS = (".html", ".htm", ".txt", ".md", ".odt", ".rtf")
_ANNOTATED = (".docx", ".docm")
_UNUSABLE = (NOT_A_DOCX, CLASSIFIED)
HELP = "只检查，不生成文件"
BUTTONS = (Button(15, "检查，不生成", on_desk=False),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names and options of the command line."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="名称",
        help="只检查这几份（缺省全部）；也可以是任何地方的文件：.docx 查版面和文字，"
        ".html、.txt、.md 等查文字，.yaml 照文稿查；"
        "还可以是 Word、WPS 由生成的 .docx 导出的 PDF，量它的尺寸",
    )
    add_content(parser)
    add_output(parser)
    parser.add_argument(
        "--against",
        metavar="名称",
        default="",
        help="PDF 由哪一份导出：文稿的名称，或 .docx 文件（缺省按 PDF 的名称找）",
    )
    parser.add_argument(
        "--format",
        metavar="格式",
        choices=("text", "json", "sarif", "csv"),
        default="text",
        help="text、json、sarif（PDF 没有）或 csv（只有 PDF）",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="改好一定错的标点、空格、日期、文号，改在文字所在的文件里；先用 --diff 看",
    )
    parser.add_argument(
        "--annotate",
        action="store_true",
        help="另存一份带批注的 .docx，问题写成 Word 批注，批在那几个字上；原来的文件不动",
    )
    parser.add_argument("--diff", action="store_true", help="只显示 --fix 要改什么，不改文件")
    parser.add_argument(
        "--each",
        action="store_true",
        help="一处一处全部写出来，相同的也不合并；编辑器就用它",
    )


def _sorted_out(names: list[str], content: Path) -> tuple[list[Path], list[Path], list[str]]:
    """The files from anywhere that are no YAML, the YAML files that lie outside the content root,
    and the names of documents.
    """
    files, elsewhere, documents = [], [], []
    for name in names:
        path = Path(name)
        suffix = path.suffix.lower()
        if is_word_file(name) or (suffix in _TEXTS and path.is_file()):
            files.append(path)
        elif (
            suffix in (".yaml", ".yml")
            and path.is_file()
            and not path.resolve().is_relative_to(content.resolve())
        ):
            elsewhere.append(path)
        else:
            documents.append(name)
    return files, elsewhere, documents


def is_word_file(name: str) -> bool:
    """Whether a name on the command line is a file of Word's or WPS's, not a document of ours."""
    return name.lower().endswith((".docx", ".docm", ".doc", ".wps"))


def run(options: argparse.Namespace) -> int:
    """Check; 1 where there is a 错误 (with --strict, a 警告 too), or a PDF is not right."""
    pdfs = [name for name in options.names if name.lower().endswith(".pdf")]
    if pdfs:
        return _measure(options, pdfs)
    if options.against or options.format == "csv":
        raise MisusedError("--against 和 --format csv 只用来量 PDF")
    from ..build.checked import checked
    from ..build.shared import Shared
    from ..history.done import hushing
    from ..library.documents import UnknownNameError, chosen, each_document, survey
    from ..library.library import Library
    from ..library.same_numbers import same_numbers
    from ..problem import Level, in_order

    content = content_folder(options)
    files, elsewhere, names = _sorted_out(options.names, content)
    try:
        paths, told = (chosen(names, content), []) if options.names else survey(content)
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return USAGE
    if not options.names:
        kinds = Shared(options.root, content).kinds()
        told += (problem for kind in kinds.values() for problem in kind.problems)
    if options.fix or options.diff:
        _mend([*paths, *elsewhere], content, options)
        if options.diff:
            return 0
    others = each_document(content) if options.names else paths
    problems = told + same_numbers(others, paths, options.stage, Library(content, options.root))
    hush = None if options.names else hushing(options.root, content)
    found_in = checked(paths, options.stage, options.root, content, hush)
    problems += found_in.problems
    for path in elsewhere:  # its folder is what it may refer to
        folder = path.resolve().parent
        problems += checked([path.resolve()], options.stage, options.root, folder).problems
    problems += _found_in_files(files, content, options)
    problems = in_order(problems)
    unwritten = options.annotate and not _annotate(paths, files, elsewhere, content, options)
    count = len(paths) + len(files) + len(elsewhere)
    _tell(problems, count, found_in, options)
    heavy = {Level.ERROR, Level.WARNING} if options.strict else {Level.ERROR}
    return FAILED if unwritten or any(each.level in heavy for each in problems) else 0


def _found_in_files(files: list[Path], content: Path, options: argparse.Namespace) -> list[Problem]:
    """What is wrong with files from anywhere: with the layout of Word's, with the text of all."""
    if not files:
        return []
    from ..build.shared import Shared
    from ..importer.text_check import check_text
    from ..inspection.report import inspect

    laid_out = [path for path in files if is_word_file(path.name)]
    problems = inspect(laid_out, options.root) if laid_out else []
    damaged = {problem.file for problem in problems if problem.rule in _UNUSABLE}
    for path in files:
        if path.as_posix() not in damaged:  # told already
            shared = Shared(options.root, content)
            problems += check_text(path, path.as_posix(), options.stage, shared)
    return problems


def _tell(
    problems: list[Problem], count: int, found_in: Checked, options: argparse.Namespace
) -> None:
    """Print what was found in so many documents and files, in the form asked for."""
    from ..build.quiet import unsaid
    from ..problem import as_digest, as_json, as_sarif, as_text, counted, where_weighty

    if options.format != "text":
        print(as_json(problems) if options.format == "json" else as_sarif(problems))
        return
    for text in map(as_text, problems) if options.each else as_digest(problems, whole=True):
        print(text)
    found = counted(problems)
    print(f"检查了{count}份文稿，{f'发现{found}' if found else '没有发现问题'}。")
    for line in unsaid(found_in.waived, found_in.quiet):
        print(line)
    if weighty := where_weighty(problems):
        print(weighty)


def _annotate(
    paths: list[Path],
    files: list[Path],
    elsewhere: list[Path],
    content: Path,
    options: argparse.Namespace,
) -> bool:
    """Write annotated copies of Word files beside them, and of the .docx of documents among the
    outputs; False where one could not be made, which is said.
    """
    from ..build.shared import Shared
    from ..proofread.annotate import write_copy
    from ..secrecy.refused import ClassifiedError
    from ..storage.failures import reason
    from ..storage.files import write_atomically
    from ..word.refusal import RefusedError

    shared = Shared(options.root, content)
    whole = True
    for path in (*paths, *files, *elsewhere):
        try:
            if path in elsewhere or (path in files and path.suffix.lower() not in _ANNOTATED):
                raise RefusedError("批注只能写进 .docx", "用 Word、WPS 另存为 .docx 再试")
            if path in files:
                made = _of_word_file(path, shared, options)
                target = write_copy(path, made.content)
            else:
                target, made = _of_document(path, shared, options)
                write_atomically(target, made.content)
        except ClassifiedError:
            whole = False  # told among the problems
            continue
        except RefusedError as error:
            print(f"{path.name} 没有批注：{error.reason}；{error.advice}", file=sys.stderr)
            whole = False
            continue
        except OSError as error:
            print(f"{path.name} 的批注写不进去：{reason(error)}", file=sys.stderr)
            whole = False
            continue
        beside = f"，另有{made.unplaced}处纸上没有，批在第一行" if made.unplaced else ""
        print(f"批注 {target.name}：{made.placed}处{beside}。", file=sys.stderr)
    return whole


def _of_word_file(path: Path, shared: Shared, options: argparse.Namespace) -> Annotated:
    """A Word file with what the rules find in its text. Raises RefusedError, ClassifiedError."""
    from ..importer.text_check import told_in_yaml
    from ..proofread.annotate import annotated
    from ..word.foreign_package import read_bytes

    shown = path.as_posix()
    text, problems = told_in_yaml(path, shown, options.stage, shared)
    return annotated(read_bytes(path), problems, {shown: text})


def _of_document(path: Path, shared: Shared, options: argparse.Namespace) -> tuple[Path, Annotated]:
    """The .docx of a document with what is found in it, and where to put it. Raises RefusedError
    where none can be made, ClassifiedError.
    """
    from ..build.pipeline import Request, process
    from ..formats import formats
    from ..library.library import Library
    from ..problem_ids import CLASSIFIED
    from ..proofread.annotate import annotated
    from ..secrecy.refused import ClassifiedError
    from ..source.text_file import normal
    from ..word.refusal import RefusedError

    made = process(Request(path, options.stage, (formats()["docx"],)), shared)
    for problem in made.problems:
        if problem.rule == CLASSIFIED:
            raise ClassifiedError(problem)
    if not made.outputs:
        raise RefusedError("文稿还生成不了", "先改好上面的错误")
    library = Library(shared.content, shared.root)
    sources = {
        library.shown(each): normal(each.read_text("utf-8-sig"))
        for each in (path, *made.used)
        if each.suffix.lower() in (".yaml", ".yml") and each.is_file()
    }
    ((tail, written),) = made.outputs.items()
    folder = (output_folder(options) / path.relative_to(shared.content)).parent / path.stem
    name = tail.replace(".docx", "（核稿）.docx")
    return folder / f"{path.stem}{name}", annotated(written, made.problems, sources)


def _mend(paths: list[Path], content: Path, options: argparse.Namespace) -> None:
    """Mend the documents and the pieces that they take in, or show what would be mended."""
    from ..build.pipeline import Request, process
    from ..build.shared import Shared
    from ..proofread.files import mended_file, told_of_table, write

    shared = Shared(options.root, content)
    used = [each for path in paths for each in process(Request(path, None), shared).used]
    texts = [each for each in used if _is_text(each, content)]
    tables = [each for each in used if each.suffix.lower() in (".csv", ".xlsx")]
    is_clean = True
    for path in dict.fromkeys((*paths, *texts)):
        made = mended_file(path, _shown(path, content))
        if made is None:
            is_clean = False
            continue
        is_clean = is_clean and not (made.left or made.diff)
        for line in made.left:
            print(line, file=sys.stderr)
        if made.diff:
            print(made.diff if options.diff else f"改好 {made.shown}（{made.count}行）", end="")
            print(end="" if options.diff else "\n")
            if not options.diff:
                write(made)
    told = [line for path in dict.fromkeys(tables) for line in told_of_table(path, path.name)]
    for line in told:
        print(line, file=sys.stderr)
    if is_clean and not told:
        print("没有一定要改的标点、空格、日期、文号。")


def _is_text(path: Path, content: Path) -> bool:
    """Whether a file that documents use is a text of theirs, and no registry, table or style."""
    from ..library.documents import is_reserved

    inside = path.resolve().is_relative_to(content.resolve())
    is_yaml = path.suffix.lower() in (".yaml", ".yml")
    return is_yaml and inside and not is_reserved(path)


def _shown(path: Path, content: Path) -> str:
    """What a file is called on the screen."""
    try:
        return path.resolve().relative_to(content.resolve().parent).as_posix()
    except ValueError:
        return path.as_posix()


def _measure(options: argparse.Namespace, pdfs: list[str]) -> int:
    """Measure PDFs; 1 where one is not as its .docx was planned, or could not be measured."""
    from ..inspection.pdf_measures import as_csv, as_json, as_table, proofs_of
    from ..inspection.pdf_plan import ProjectPlaces

    if len(pdfs) < len(options.names) or options.format == "sarif":
        raise MisusedError("PDF 单独检查，不与别的文件一起，也没有 sarif 格式")
    places = ProjectPlaces(options.root, content_folder(options), output_folder(options))
    proofs, messages = proofs_of({name: Path(name) for name in pdfs}, options.against, places)
    for message in messages:
        print(message, file=sys.stderr)
    if options.format == "text":
        print("\n".join(as_table(proof) for proof in proofs))
    elif proofs:
        print(as_json(proofs) if options.format == "json" else as_csv(proofs), end="")
    return FAILED if messages or any(proof.wrong or proof.unmeasured for proof in proofs) else 0
