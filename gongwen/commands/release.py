"""release: freeze a 印发稿."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import (
    FAILED,
    Button,
    add_formats,
    add_output,
    add_place,
    content_folder,
    document_named,
    formats_wanted,
    output_folder,
    repository_of,
)

HELP = "印发：核查定稿，生成文件，把清单和文号记进历史（不能再改）"
BUTTONS = (
    Button(90, "印发", careful=True, again=("--warnings-checked", "警告都核对过了，照样印发")),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    add_place(parser)
    add_output(parser)
    parser.add_argument(
        "--warnings-checked",
        action="store_true",
        help="警告都核对过了，照样印发（缺省有警告就不印发）",
    )
    add_formats(parser)


def run(options: argparse.Namespace) -> int:
    """Release; 1 where the document is not fit for it."""
    from ..build.options import Options
    from ..build.shared import Shared
    from ..consultation.ledger import LedgerError
    from ..consultation.settling import standing_against
    from ..history.release import release
    from ..history.repository import HistoryError
    from ..history.tags import not_all_fetched
    from ..history.versions_to_compare import UnreadableError
    from ..library.documents import name_of
    from ..problem import Level, as_digest, as_text

    root = Path(options.root)
    content = content_folder(options)
    repository = repository_of(options)
    path = document_named(options, content)
    wanted = formats_wanted(options)
    shared = Shared(root, content)
    name = name_of(path, content)
    try:
        found = standing_against(name, shared, repository)
        open_ = [each for each in found if each.level is Level.ERROR]
        if open_:
            said = "\n".join(map(as_text, open_))
            raise HistoryError(f"没有印发，征求意见还没有办完：\n{said}")
        done = release(
            path,
            Options(
                root=root,
                content=content,
                output=output_folder(options),
                formats=wanted,
            ),
            repository,
            warnings_checked=options.warnings_checked,
        )
    except (HistoryError, UnreadableError) as error:
        print(error, file=sys.stderr)
        return FAILED
    except LedgerError as error:
        print("没有印发，征求意见台账读不出来：", file=sys.stderr)
        for problem in error.problems:
            print(as_text(problem), file=sys.stderr)
        return FAILED
    print(f"已印发 {done.number}，记为标签 {done.tag}".replace(" ，", "，"))
    for name in done.report.built:
        print(f"生成 {name}")
    if done.in_dispatch:
        print(
            "这是定稿，可以付印。印好以后检查文字、格式和印刷质量，再核发："
            "在“办理”里填“核发”的姓名和日期，分送、归档"
        )
    for remark in done.remarks:
        print(f"与签发稿不同，请看一下：{remark}", file=sys.stderr)
    if done.program:
        print(f"所用的程序也存在历史里，日后核对用，标签 {done.program}")
    if repository.store.remotes():
        print("要让别人也有这一版和标签，运行 make push（没有 make：python build.py push）")
    if remark := not_all_fetched(repository):
        print(f"{remark}；取来后看看文号有没有重：make register", file=sys.stderr)
    for text in as_digest(done.report.problems):
        print(text, file=sys.stderr)
    return 0
