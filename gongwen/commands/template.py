"""template: tidy templates that Word or WPS has saved, and refresh the text that is reviewed."""

from __future__ import annotations

import argparse
import sys

from . import FAILED, MisusedError

HELP = "整理在 Word 或 WPS 里改过的模板，更新它的文字记录"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names and options of the command line."""
    parser.add_argument("names", nargs="*", metavar="名称", help="哪几个模板（缺省全部）")
    parser.add_argument("--check", action="store_true", help="只看文字记录是不是最新的")
    parser.add_argument(
        "--ladder",
        action="store_true",
        help="把 文件.docx 里“主体”的各段样例抄到其他模板（改了 文件.docx 以后用）",
    )


def run(options: argparse.Namespace) -> int:
    """Tidy and describe; with --check, 1 where a description is stale; 2 where there is no such
    template.
    """
    from ..problem import as_text
    from ..storage.files import write_atomically
    from ..template.fault import TemplateFaultError
    from ..template.ladder import SOURCE, copy_ladder
    from ..template.text import describe
    from ..template.tidy import tidy

    texts = options.root / "tests" / "goldens" / "templates"  # an office of its own has none
    stale = 0
    found = sorted(
        (options.root / "templates").glob("*.docx"), key=lambda path: (path.name != SOURCE, path)
    )
    known = [path.stem for path in found]
    if unknown := [name for name in options.names if name not in known]:
        raise MisusedError(f"没有“{unknown[0]}”这个模板，可以写：{'、'.join(known)}")
    for path in found:
        if options.names and path.stem not in options.names:
            continue
        record = texts / f"{path.stem}.txt"
        try:
            if not options.check:
                tidy(path)
                if options.ladder and path.name != SOURCE:
                    copy_ladder(path.with_name(SOURCE), path)
            text = describe(path)
        except TemplateFaultError as fault:
            print(as_text(fault.problem), file=sys.stderr)
            stale += 1
            continue
        if not texts.is_dir() or (record.is_file() and record.read_text(encoding="utf-8") == text):
            continue
        if options.check:
            print(
                f"templates/{path.name} 改过，文字记录还没有更新，请运行 make template",
                file=sys.stderr,
            )
            stale += 1
        else:
            write_atomically(record, text.encode())
            print(f"已更新 {record.relative_to(options.root).as_posix()}")
    return FAILED if stale else 0
