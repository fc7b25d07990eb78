"""styles: the house styles, and where each departs from the national standard."""

from __future__ import annotations

import argparse
import sys

from . import FAILED, MisusedError

HELP = "列出本单位样式表与国家标准不同的地方"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The names of the command line."""
    parser.add_argument("names", nargs="*", metavar="样式", help="哪几个样式表（缺省全部）")


def run(options: argparse.Namespace) -> int:
    """List them; 1 where a sheet cannot be read, 2 where there is none of a name."""
    from ..problem import as_text
    from ..setup.place import base
    from ..sheet.data import STANDARD_SHEET
    from ..sheet.departures import departures
    from ..sheet.reader import load_sheet

    folder = options.root / "styles"
    known = sorted(path.stem for path in folder.glob("*.yaml"))
    if unknown := [name for name in options.names if name not in known]:
        raise MisusedError(f"styles 文件夹里没有“{unknown[0]}”；有：{'、'.join(known)}")
    standard, problems = load_sheet(STANDARD_SHEET, base() / "styles")
    failed = standard is None
    for problem in problems:
        print(as_text(problem), file=sys.stderr)
    for name in options.names or [name for name in known if name != STANDARD_SHEET]:
        sheet, problems = load_sheet(name, folder)
        for problem in problems:
            print(as_text(problem), file=sys.stderr)
        if sheet is None or standard is None:
            failed = True
            continue
        found = departures(sheet, standard)
        print(f"{name}：与国家标准不同的有{len(found)}处" + ("。" if found else "，完全一致。"))
        for each in found:
            clause = f"；{each.authority.clause}" if each.authority.clause else ""
            reason = f"；本单位依据：{each.reason}" if each.reason else ""
            print(
                f"  [{each.authority.strength}] {each.where}的{each.measure}：{each.own}"
                f"（国家标准：{each.standard}{clause}{reason}）"
                f" {each.place.file}:{each.place.line}"
            )
    return FAILED if failed else 0
