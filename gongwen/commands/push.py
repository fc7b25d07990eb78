"""push: the versions and releases of an office, to its own server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, USAGE, Button

HELP = "推送：把保存的版本和印发的标签送到本单位的服务器，别的不送"
BUTTONS = (Button(105, "推送"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which server."""
    parser.add_argument(
        "--remote", metavar="名称", default="", help="哪一个服务器是本单位的，只需写一次"
    )


def run(options: argparse.Namespace) -> int:
    """Push; 1 where the server does not take it, or has a number that was taken here for another
    document.
    """
    from ..history.claims import read_claims
    from ..history.number_book import said_of_lost
    from ..history.pushing import push
    from ..history.repository import HistoryError, open_repository

    root = Path(options.root)
    try:
        repository = open_repository(root)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return USAGE
    try:
        done = push(root, options.remote, repository)
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    tags = f"和{done.tags}个标签" if done.tags else ""
    print(f"已推送到 {done.remote}（{done.address}）：分支 {done.branch}{tags}")
    if done.counting:
        print(f"这些号现在算数了：{'、'.join(done.counting)}")
    if done.missing:
        print(
            f"服务器上有{len(done.missing)}个印发的标签这里没有（{done.missing[0]} 等），"
            f"取来：git fetch --tags {done.remote}",
            file=sys.stderr,
        )
    lost = said_of_lost(read_claims(repository, None), root / "content")
    for said in lost:
        print(said, file=sys.stderr)
    return FAILED if lost else 0
