"""A 印发稿 frozen: built, and its manifest kept in a tag that bears its number; and made again."""

from __future__ import annotations

import difflib
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from .. import patterns as re
from ..build.options import Options
from ..build.originals import kept_as_originals
from ..build.pipeline import Outcome, Request, process
from ..build.report import Report
from ..build.run import build
from ..build.shared import Shared
from ..document.parts import Document
from ..document.values import UnitsTyped, as_lines, one_line
from ..library.documents import name_of
from ..library.own_office import known_series
from ..problem import Level, Problem, as_digest, as_text
from ..registry.units import Registry, read_units
from ..secrecy.clearance import is_cleared
from ..secrecy.gate import refuse_found
from ..setup.place import holds_program
from .classified import refuse_past
from .manifest import VERSION, difference, made_with, message, output_entry
from .number_book import number_book, refuse_unfit, refuse_used
from .program import components, installed_version, keep, program_of
from .register import TAGS, bracketed, refuse_releases, releases
from .repository import DETACHED, HistoryError, Repository
from .saving import files_used, is_unsaved, person
from .signed_text import Against, against_signed, signed_too_early
from .tags import (
    changed_tags,
    deleted_tags,
    keep_missing_reference,
    keep_reference,
    not_all_fetched,
)
from .versions import export, versions
from .versions_to_compare import VersionsToCompare

_NEAR = 0.5
_PROGRAM = ("gongwen", "build.py", "requirements.txt")


class Released(Struct, frozen=True):
    """What was frozen; `program` is the tag that keeps the program, or "" (the commit holds it)."""

    tag: str
    number: str
    report: Report
    program: str
    remarks: tuple[str, ...] = ()
    """What a person should look at."""
    in_dispatch: bool = False
    """Whether it was signed by a 签发稿, or the office does 发文办理: 核发 is still to come."""


def release(
    path: Path, options: Options, repository: Repository, *, warnings_checked: bool
) -> Released:
    """Freeze a document as its last version has it. Raises HistoryError where it may not be: with a
    warning only where somebody has looked at all of them.
    """
    if not repository.branch():
        raise HistoryError(f"没有印发：{DETACHED}")
    request = Request(path, None)
    shared = Shared(options.root, options.content)
    checked = process(request, shared)
    refuse_found(checked.problems)
    document = _fit_for_release(checked)
    inputs = files_used(path, checked)
    within = [file for file in inputs if file.resolve().is_relative_to(repository.top)]
    versions(repository.name(path), repository)
    refuse_past(map(repository.name, within), repository)
    _refuse_unsaved(inputs, repository, "make save")
    if holds_program(options.root):  # an installed one is kept as it runs
        program = [options.root / name for name in _PROGRAM if (options.root / name).exists()]
        _refuse_unsaved(program, repository, "程序自己的文件，git commit")
    against = against_signed(path, VersionsToCompare(shared, repository))
    _refuse_unsigned(against, checked, document, warnings_checked=warnings_checked)
    number = document.document_number or document.order_number or ""
    tag = _tag(document, number, path, checked)
    keep_missing_reference(tag, repository)
    book = number_book(repository, options.content)
    inside = name_of(path, options.content)
    refuse_unfit(number, inside, book, options.content)
    known = known_series(options.content, options.root)
    refuse_used(number, tag, repository.name(path), book, known)
    if not person(repository):
        raise HistoryError("还不知道您的姓名，请先用 make save 保存一版")
    report = build(replace(options, force=True), [path.relative_to(options.content).as_posix()])
    if report.refused or report.lost:
        said = "\n".join(as_text(problem) for problem in report.problems)
        raise HistoryError(f"没有印发，文件没有生成：\n{said}")
    if not warnings_checked:
        _refuse_warnings(report.problems)
    issuer = read_units(document.issuer, checked.registry).text if document.issuer else ""
    files = [*report.built, *report.same_originals]
    program_kept = keep(options.root, repository)
    manifest = {
        "清单版本": VERSION,
        "文号": number,
        "标题": one_line(document.title),
        "成文日期": str(document.issue_date or ""),
        "发文机关": issuer,
        "文稿": repository.name(path),
        "提交": repository.commit_of("HEAD"),
        "内容文件夹": repository.name(options.content),
        "工具文件夹": repository.name(options.root),
        "涉密环境": is_cleared(),
        "密级": document.classification or "",
        **_of_dispatch(document, checked, against),
        "输入": {repository.name(file): _hash(file) for file in within},
        "输出": {
            Path(name).name: output_entry((options.root / name).read_bytes()) for name in files
        },
        "生成环境": made_with(options.root),
        "程序": program_kept,
        "组件": components(),
    }
    text = message(f"印发 {number} {one_line(document.title)}", manifest)
    with kept_as_originals(files, options):
        try:
            repository.store.tag(tag, text)
        except HistoryError as error:
            raise HistoryError(f"没有印发：{error}") from error
    keep_reference(tag, repository)
    told = against.told if against else ()
    in_dispatch = against is not None or checked.registry.office.uses_dispatch
    return Released(tag, number, report, program_kept.get("标签", ""), told, in_dispatch)


def _refuse_unsigned(
    against: Against | None, checked: Outcome, document: Document, *, warnings_checked: bool
) -> None:
    """Raises HistoryError where the text is not the one that was signed or, in an office that uses
    发文办理, none ever went up, unless somebody has looked at that.
    """
    name = Path(document.place().file).stem
    if against is None:
        if checked.registry.office.uses_dispatch and not warnings_checked:
            raise HistoryError(
                "没有印发，还没有送签过（本单位.yaml 写了“发文办理: 是”）："
                f"make submit DOC={name}；"
                "这一份不用送签的，加 CHECKED=1（没有 make：--warnings-checked）"
            )
        return
    if against.refused:
        said = "\n".join(f"    {each}" for each in against.refused)
        raise HistoryError(
            f"没有印发，与签发稿（{against.sending.record.said}，标签 {against.sending.tag}）"
            f"有{len(against.refused)}处不同：\n{said}\n"
            f"    建议：报原签批人复审，再送签（make submit DOC={name}）；"
            "改错了的，照签发稿改回来"
        )
    early = signed_too_early(document, against.sending)
    if early and not warnings_checked:
        raise HistoryError(
            f"没有印发，{early}；核对过的，加 CHECKED=1（没有 make：--warnings-checked）"
        )


def _of_dispatch(document: Document, checked: Outcome, against: Against | None) -> dict[str, Any]:
    """What the register says of a release beside its number; only what the document says."""
    signed = document.handling.signed if document.handling else ()
    found: dict[str, Any] = {
        "签发稿": against.sending.tag if against else "",
        "签发": [
            {"姓名": each.name or "", "日期": str(each.date or ""), "意见": each.opinion or ""}
            for each in signed
        ],
        "公开属性": document.publicity or "",
        "主送": _units(document.recipients, checked.registry),
        "抄送": _units(document.copies_to, checked.registry),
        "份数": (document.printing.copies or "") if document.printing else "",
        "规范性文件编号": document.regulatory_number or "",
        "废止": list(as_lines(document.repeals)),
        "修改": list(as_lines(document.amends)),
    }
    return {name: value for name, value in found.items() if value}


def _units(typed: UnitsTyped | None, registry: Registry) -> str:
    return read_units(typed, registry).text if typed else ""


def _fit_for_release(checked: Outcome) -> Document:
    """The document, where nothing stands against it."""
    found = [problem for problem in checked.problems if problem.level is Level.ERROR]
    if checked.document is None or found or checked.refused:
        said = "\n".join(as_text(problem) for problem in found or checked.problems)
        raise HistoryError(f"没有印发，先改好这些问题：\n{said}")
    if checked.stage != "印发稿":
        raise HistoryError(
            f"没有印发，稿本还是{checked.stage}；定稿后写“稿本: 印发稿”，保存后再印发"
        )
    return checked.document


def _refuse_warnings(problems: list[Problem]) -> None:
    """Those of the layout are among them, which only show when the document is made."""
    if warnings := [problem for problem in problems if problem.level is Level.WARNING]:
        said = "\n".join(as_digest(warnings))
        raise HistoryError(
            f"没有印发，有{len(warnings)}个警告：\n{said}\n"
            "改好、保存后再印发；逐条核对过，确实可以印发的，加 CHECKED=1"
            "（没有 make：--warnings-checked）"
        )


def _refuse_unsaved(files: list[Path], repository: Repository, how: str) -> None:
    outside = [file.name for file in files if not file.resolve().is_relative_to(repository.top)]
    if outside:
        raise HistoryError(f"没有印发，这些文件不在仓库里，日后核对不了：{'、'.join(outside)}")
    if unsaved := is_unsaved(files, repository):
        raise HistoryError(f"没有印发，还没有保存（{how}）：{'、'.join(unsaved)}")


def _tag(document: Document, number: str, path: Path, checked: Outcome) -> str:
    """印发/云政办发〔2026〕12号: one number, one tag, also between copies of the repository."""
    name = number
    if not re.fullmatch(r".+〔\d{4}〕\d+号", number):
        issuer = read_units(document.issuer, checked.registry).text if document.issuer else ""
        name = f"{issuer}{path.stem}{number}"
    return TAGS + re.sub(r"[\s~^:?*\[\\\x00-\x1f\x7f]|\.\.|@\{|/|\.$|\.lock$", "-", name)


def _hash(path: Path) -> str:
    from .manifest import input_hash

    return input_hash(path.read_bytes())


def _is_as_released(path: Path, expected: str) -> bool:
    from .manifest import is_input

    return path.is_file() and is_input(path.read_bytes(), expected)


class Verified(Struct, frozen=True):
    """How the files of a release, made again with `program`, differ from its manifest: "" = not at
    all.
    """

    tag: str
    program: str
    files: Mapping[str, str]
    remarks: tuple[str, ...]


def find_releases(name: str, repository: Repository) -> list[tuple[str, dict[str, Any]]]:
    """The releases that a name means: a 文号, a tag, or a document. Raises HistoryError."""
    wanted = name.removesuffix(".yaml").removesuffix(".yml")
    known = releases(repository)
    found = [
        (tag, manifest)
        for tag, manifest in known
        if wanted in (tag, manifest["文号"], Path(manifest["文稿"]).stem)
        or bracketed(wanted) in (tag, manifest["文号"])
        or f"/{Path(manifest['文稿']).with_suffix('').as_posix()}".endswith(f"/{wanted}")
    ]
    if not found:
        names = {each for _, m in known for each in (m["文号"], Path(m["文稿"]).stem) if each}
        near = difflib.get_close_matches(bracketed(wanted), sorted(names), 3, _NEAR)
        hint = f"是不是：{'、'.join(near)}" if near else f"可以写文号、文件名或标签（{TAGS}…）"
        lost = [f"标签 {tag} 删掉了，取回：{how}" for tag, how in deleted_tags(repository).items()]
        more = [each for each in (*lost, not_all_fetched(repository)) if each]
        raise HistoryError("\n".join((f"没有印发过“{name}”；{hint}", *more)))
    refuse_releases(found, repository)
    return found


class MadeAgain(Struct, frozen=True):
    """The files of a release, made again from its tag with `program`; `remarks` are what is not as
    it was then.
    """

    program: str
    files: Mapping[str, bytes]
    remarks: tuple[str, ...]


def verify(tag: str, manifest: Mapping[str, Any], repository: Repository, root: Path) -> Verified:
    """Make a release again from its tag, with the program that made it (or today's, where that is
    not there), and compare. PDFs differ every time and are left out.
    """
    again = made_again(tag, manifest, repository, root)
    expected = {k: v for k, v in manifest["输出"].items() if not k.endswith(".pdf")}
    files = {name: difference(entry, again.files.get(name)) for name, entry in expected.items()}
    files |= {name: "印发时没有这个文件" for name in again.files if name not in expected}
    return Verified(tag, again.program, files, again.remarks)


def made_again(
    tag: str, manifest: Mapping[str, Any], repository: Repository, root: Path
) -> MadeAgain:
    """Make the files of a release again, but for PDFs. Raises HistoryError."""
    commit = repository.commit_of(f"refs/tags/{tag}")
    if commit is None:
        raise HistoryError(f"{tag} 这一版没有取来；全部取来：git fetch --unshallow --tags")
    remarks = [f"标签 {tag} 后来改过，不是印发时的那个"] if tag in changed_tags(repository) else []
    with tempfile.TemporaryDirectory() as temporary:
        place, output = Path(temporary) / "tree", Path(temporary) / "output"
        program = Path(temporary) / "program"
        place.mkdir()
        program.mkdir()
        export(commit, "", place, repository)
        tool = place / manifest["工具文件夹"]
        content = place / manifest["内容文件夹"]
        for name, expected in manifest["输入"].items():
            if not _is_as_released(place / name, expected):
                remarks.append(f"标签里的 {name} 与清单不符")
        arguments = ["build", "--content", str(content), "--output", str(output)]
        arguments += ["--涉密环境"] if manifest["涉密环境"] and is_cleared() else []
        document = Path(manifest["文稿"])
        arguments += ["--", (place / document).relative_to(content).as_posix()]
        used = program_of(manifest, commit, tool, program, repository)
        said = _run(used.folder, arguments, tool)
        remarks += [used.remark] if used.remark else []
        remarks += _made_with_others(manifest, root)
        made = {file.name: file.read_bytes() for file in output.rglob("*") if file.is_file()}
        if not made:
            remarks.append(f"没有生成文件：{said}")
    return MadeAgain(used.called, made, tuple(remarks))


def _made_with_others(manifest: Mapping[str, Any], root: Path) -> Iterator[str]:
    """What is not as it was when the release was made, the program aside. An installed program has
    no lock file; its libraries are compared one by one.
    """
    now = made_with(root)
    for what, then in manifest["生成环境"].items():
        found = now.get(what, "")
        if what != "程序" and then and found and found != then:
            yield f"{what}与印发时不同（当时 {then[:12]}，现在 {found[:12]}）"
    for name, then in manifest.get("组件", {}).items():
        if (found := installed_version(name)) != then:
            yield f"组件 {name} 与印发时不同（当时 {then}，现在 {found or '没有'}）"


_START = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[1]);"
    "from gongwen import cli; cli.ROOT = Path(sys.argv[2]); sys.exit(cli.main(sys.argv[3:]))"
)
"""How a program of any version is started: what it needs of gongwen.cli must stay as it is."""


def _run(program: Path, arguments: list[str], root: Path) -> str:
    """Run the build of `program` for the project at `root`; what it said of problems."""
    done = subprocess.run(
        [sys.executable, "-c", _START, str(program), str(root), *arguments],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return done.stderr.strip()
