"""build: check, and make what changed."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

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
    from ..build.report import Report
    from ..build.stamp import ReportLine

HELP = "检查并生成有改动的文件（缺省的命令）"
BUTTONS = (
    Button(10, "生成"),
    Button(20, "PDF", ("--format=docx,pdf",)),
    Button(80, "送审", ("--stage=送审稿",)),
    Button(11, "做成征求意见稿", ("--stage=征求意见稿",), on_desk=False),
    Button(12, "做成印发稿", ("--stage=印发稿",), on_desk=False),
    Button(21, "给公众看的（删减版和网页）", ("--public", "--format=docx,html")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names and options of the command line."""
    parser.add_argument(
        "names", nargs="*", metavar="名称", help="只做这几份（文件名，.yaml 可不写）"
    )
    add_content(parser)
    add_output(parser)
    parser.add_argument(
        "--jobs", metavar="个数", type=int, default=0, help="同时用几个进程（缺省按文稿多少）"
    )
    parser.add_argument("--force", action="store_true", help="没有改动的也重新生成")
    parser.add_argument(
        "--format", metavar="格式", default="docx", help="生成哪些格式，用逗号分开（缺省 docx）"
    )
    parser.add_argument(
        "--public", action="store_true", help="生成给公众看的删减版：标了“不公开”的不印，注明有删减"
    )


def run(options: argparse.Namespace) -> int:
    """Build; 1 where something was refused (with --strict, where anything weighs)."""
    from ..build.options import Options
    from ..build.progress import shown
    from ..build.run import build
    from ..build.stamp import write_stamp
    from ..formats import formats
    from ..history.done import hushing
    from ..library.documents import UnknownNameError
    from ..problem import Level

    started = time.time()
    content, output = content_folder(options), output_folder(options)
    wanted = tuple(dict.fromkeys(options.format.split(",")))
    if unknown := [name for name in wanted if name not in formats()]:
        raise MisusedError(f"没有“{unknown[0]}”格式，可以写：{'、'.join(formats())}")
    for name in wanted:
        together = formats()[name].together
        if together and (missing := together.missing(options.root)):
            raise MisusedError(missing)
    try:
        report = build(
            Options(
                root=options.root,
                content=content,
                output=output,
                stage=options.stage,
                formats=wanted,
                jobs=options.jobs,
                force=options.force,
                public=options.public,
            ),
            options.names,
            told=shown,
            hush=None if options.names else hushing(options.root, content),
        )
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return USAGE
    for line in _told(report, options):
        print(line.text, file=sys.stderr if line.is_error else sys.stdout)
    failed = bool(report.refused) or report.lost
    if options.strict:
        failed = failed or bool(report.count(Level.ERROR) + report.count(Level.WARNING))
    again = _told(report.again(), options)
    write_stamp(report, again, started, output, options.root, failed=failed)
    return FAILED if failed else 0


def _told(report: Report, options: argparse.Namespace) -> Iterator[ReportLine]:
    """The lines of a report, in their order."""
    from ..build.quiet import unsaid
    from ..build.stamp import ReportLine
    from ..build.told import told_files
    from ..problem import as_digest

    for text in as_digest(report.problems):
        yield ReportLine(text, is_error=True)
    made = [name + _later_stages(options.root / name, options.stage) for name in report.built]
    for text in told_files(report, made):
        yield ReportLine(text)
    for name, standing in report.refused.items():
        more = "；改好这几处后，还会检查其余内容" if name in report.unread else ""
        still = f"；{standing} 仍是上一次的版本" if standing else ""
        yield ReportLine(f"未生成 {name}（原因见上{more}{still}）", is_error=True)
    yield ReportLine(_summary(report))
    yield from map(ReportLine, unsaid(report.waived, report.quiet))
    for name in report.faulty:
        yield ReportLine(f"{name} 有错误，还不能印发；改好再印（release 命令也不会放行）。")


def _later_stages(built: Path, asked: str | None) -> str:
    """A word where a text of a later stage lies beside one just made: which of them is current.
    Nothing where a stage was asked for.
    """
    if asked:
        return ""
    from ..document.parts import DRAFT_STAGES

    own = next((stage for stage in DRAFT_STAGES if f"（{stage}）" in built.name), DRAFT_STAGES[-1])
    later = [
        stage
        for stage in DRAFT_STAGES[DRAFT_STAGES.index(own) + 1 :]
        if built.with_name(built.name.replace(f"（{own}）", f"（{stage}）")).exists()
    ]
    return f"（以这一份为准，旁边的{'、'.join(later)}是以前生成的）" if later else ""


def _summary(report: Report) -> str:
    from ..problem import counted

    parts = [f"生成{len(report.built)}个文件"]
    if report.unchanged:
        parts.append(f"{report.unchanged}份没有改动")
    if report.refused:
        parts.append(f"{len(report.refused)}份未生成")
    found = counted(report.problems)
    return "，".join(parts) + "。" + (f"发现{found}。" if found else "")
