"""watch: build again whatever a saved file affects, and say only what changed."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from . import add_content, add_output, content_folder, output_folder

if TYPE_CHECKING:
    from ..build import Options, Report
    from ..problem import Problem

HELP = "一直看着，存盘就重新生成（按 Ctrl-C 停止）"
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names and options of the command line."""
    parser.add_argument("names", nargs="*", metavar="名称", help="只看这几份（缺省全部）")
    add_content(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Build, then again after every change, until Ctrl-C: 130."""
    try:
        return _watch(options)
    except KeyboardInterrupt:
        print("\n已停止。", flush=True)
        return INTERRUPTED


def _watch(options: argparse.Namespace) -> int:
    from ..build import Options, build
    from ..documents import UnknownNameError
    from ..watching import changes, snapshot

    root: Path = options.root
    request = Options(
        root=root,
        content=content_folder(options),
        output=output_folder(options),
        stage=options.stage,
        classified_allowed=options.classified,
    )
    program = [root / "gongwen", root / "build.py", root / "requirements.txt"]
    folders = [request.content, root / "templates", root / "styles", *program]
    before = snapshot(folders)  # before the first build, so that a save during it counts
    known: Counter[Problem] = Counter()
    waiting = changes(folders, before)
    changed: list[Path] = []
    while True:
        if any(path.is_relative_to(each) for path in changed for each in program):
            if fault := _syntax_fault(root):
                print(f"程序有改动，但还不能用：{fault}", flush=True)
            else:
                print("程序有改动，重新启动。", flush=True)
                return _restart(root)
        try:
            report = build(request, options.names)
        except UnknownNameError as error:
            print(error, flush=True)
        except Exception:  # our bug: the officer goes on writing while somebody reads this
            import traceback

            print(f"程序出错，这一次没有生成：\n{traceback.format_exc()}", flush=True)
        else:
            known = _say(report, known, changed, request)
        changed = next(waiting)


def _say(
    report: Report, known: Counter[Problem], changed: list[Path], options: Options
) -> Counter[Problem]:
    """Print what is new, made and gone since `known`; the problems that there are now.

    A problem that only moved to another line is neither new nor gone.
    """
    from ..problem import as_digest

    if changed:
        names = [_shown(path, options.root) for path in changed]
        more = f" 等{len(names)}个文件" if len(names) > 3 else ""
        print(f"改动：{'、'.join(names[:3])}{more}")
    now = Counter(map(_without_line, report.problems))
    fresh = now - known
    told = []
    for problem in report.problems:
        if fresh[_without_line(problem)] > 0:
            fresh[_without_line(problem)] -= 1
            told.append(problem)
    for text in as_digest(told):
        print(text)
    for problem in (known - now).elements():
        print(f"已解决 {problem.file}: [{problem.rule}] {problem.message}")
    for name in report.built:
        print(f"生成 {name}")
    for name in report.removed:
        print(f"删除 {name}（文稿已不在）")
    for name in report.kept:
        print(f"保留 {name}（有人改过，没有覆盖或删除）")
    for name in report.kept_originals:
        print(f"保留 {name}（已经印发的正本；文稿后来改过）")
    if not changed:
        print(f"{_state(report)}正在等候改动，存盘就重新生成；按 Ctrl-C 停止。")
    elif report.built or report.removed or report.kept or report.kept_originals or now != known:
        print(_state(report))
    sys.stdout.flush()
    return now


def _state(report: Report) -> str:
    """What stands now, in one line."""
    from ..problem import Level

    counts = [f"{report.count(level)}个{level}" for level in Level if report.count(level)]
    found = f"现有{'、'.join(counts)}。" if counts else "没有问题。"
    return found + (f"{len(report.refused)}份未生成。" if report.refused else "")


def _without_line(problem: Problem) -> Problem:
    from msgspec.structs import replace

    return replace(problem, line=0, column=0)


def _shown(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return str(path)


def _syntax_fault(root: Path) -> str:
    """Why a module cannot be read: a program that does not start could not be restarted."""
    for path in [root / "build.py", *sorted((root / "gongwen").rglob("*.py"))]:
        try:
            compile(path.read_bytes(), path.name, "exec")
        except (OSError, SyntaxError, ValueError) as error:
            return f"{_shown(path, root)}: {error}"
    return ""


def _restart(root: Path) -> int:
    """Become a new process of the same command."""
    from ..environment import go_on

    os.chdir(root)
    return go_on(sys.executable, [str(root / "build.py"), *sys.argv[1:]])
