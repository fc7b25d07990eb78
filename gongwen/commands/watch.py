"""watch: build again whatever a saved file affects, and say only what changed."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from . import Button, add_content, add_output, content_folder, output_folder

HELP = "一直看着，存盘就重新生成（按 Ctrl-C 停止）"
BUTTONS = (Button(115, "一直看着，存盘就重新生成", on_desk=False),)
INTERRUPTED = 130
MENDED = "改好存盘，就自动重新启动。"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names and options of the command line."""
    parser.add_argument("names", nargs="*", metavar="名称", help="只看这几份（缺省全部）")
    add_content(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Build, then again after every change, until Ctrl-C or SIGTERM: 130.

    The latter is for a watch in the background, which does not hear Ctrl-C.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return _watch(options)
    except KeyboardInterrupt:
        print("\n已停止。", flush=True)
        return INTERRUPTED


def _watch(options: argparse.Namespace) -> int:
    from ..setup.place import PACKAGE
    from ..watch.changes import changes, snapshot
    from ..watch.program_faults import faulty, place_of

    root: Path = options.root
    program = [PACKAGE, root / "build.py", root / "requirements.txt"]
    own = snapshot(program)  # before the imports, so that a save during them counts
    try:
        from ..build.options import Options
        from ..build.run import build
        from ..build.workers import keep_trace
        from ..library.documents import UnknownNameError
        from ..watch.news import ToldAtScreen, hand_over, news, taken_over, told_by
        from ..watch.notices import notices
    except Exception as error:
        print(f"程序还不能用：{place_of(error)}出了错。{MENDED}", flush=True)
        next(changes(program, own))
        return _restart(root)

    request = Options(
        root=root,
        content=content_folder(options),
        output=output_folder(options),
        stage=options.stage,
    )
    texts = [request.content, root / "templates", root / "styles"]
    waiting = changes([*texts, *program], snapshot(texts) | own, notices([*texts, *program]))
    told = taken_over(root) or ToldAtScreen()
    broken: dict[Path, str] = {}
    changed: list[Path] = []
    while True:
        touched = [path for path in changed if any(path.is_relative_to(each) for each in program)]
        if touched:
            broken = faulty({*broken, *touched}, root)
            if not broken:
                print("程序有改动，重新启动。", flush=True)
                hand_over(told, root)
                return _restart(root)
            print(f"程序有改动，但还不能用：{'；'.join(broken.values())}。{MENDED}", flush=True)
            changed = [path for path in changed if path not in touched]
            if not changed:
                changed = next(waiting)
                continue
        try:
            report = build(request, options.names)
        except UnknownNameError as error:
            print(error, flush=True)
        except Exception as error:  # our bug: the officer goes on writing while somebody mends it
            kept = keep_trace(error, "watch", root)
            print(f"程序出错（{place_of(error)}），这一次没有生成；{kept}", flush=True)
        else:
            print(*news(report, told, changed, request), sep="\n", flush=True)
            told = told_by(report, told, changed, request)
        changed = next(waiting)


def _restart(root: Path) -> int:
    """Become a new process of the same command."""
    from ..setup.environment import go_on
    from ..setup.place import holds_program

    os.chdir(root)
    start = [str(root / "build.py")] if holds_program(root) else ["-m", "gongwen"]
    return go_on(sys.executable, [*start, *sys.argv[1:]])
