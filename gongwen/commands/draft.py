"""draft: a draft to hand round, with its version and date in the file name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import (
    FAILED,
    Button,
    MisusedError,
    add_content,
    add_day,
    add_output,
    add_pdf,
    content_folder,
    day_of,
    document_named,
    output_folder,
)

if TYPE_CHECKING:
    from ..build.pipeline import Outcome
    from ..history.sent import Sending

HELP = "做一份送出去的草稿：文件名带第几版和日期，可以加水印（定稿不能），可以记下送给谁"
BUTTONS = (Button(30, "送出草稿"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document and its watermark."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("--watermark", metavar="文字", help="水印，如 征求意见稿")
    parser.add_argument(
        "--to", metavar="单位", help="送给谁，如 市教育局、市财政局；写了就记进历史"
    )
    add_day(parser, "哪一天送的")
    add_pdf(parser)
    add_output(parser)
    add_content(parser)


def run(options: argparse.Namespace) -> int:
    """Make it; 1 where it is refused."""
    from ..build.also_pdf import lacking, with_pdfs
    from ..build.pipeline import Request, process
    from ..build.shared import Shared
    from ..formats import formats
    from ..history.naming import UNSAVED, version_label
    from ..problem import as_digest
    from ..render.watermark import with_watermark
    from ..storage.files import write_atomically
    from ..word.package import pack, unpack

    content, root = content_folder(options), Path(options.root)
    if options.pdf and (missing := lacking(root)):
        raise MisusedError(missing)
    path = document_named(options, content)
    shared = Shared(root, content)
    request = Request(path, options.stage, (formats()["docx"],))
    made = process(request, shared)
    if made.stage == "印发稿":
        raise MisusedError(
            "这是印发稿，不是草稿：文件名不带版本，也不能加水印。还要送出去改的，先把“稿本”改成征求意见稿或送审稿。"
        )
    for text in as_digest(made.problems):
        print(text, file=sys.stderr)
    if made.refused:
        return FAILED
    day = day_of(options)
    label = version_label(path, made, root)
    if options.to and label == UNSAVED:
        print(f"还没有保存，记不下送的是哪一版：先运行 make save DOC={path.stem}", file=sys.stderr)
        return FAILED
    folder = (output_folder(options) / path.relative_to(content)).parent
    mark = options.watermark
    files = {
        folder / path.stem / f"{path.stem}{tail.replace('）', f' {label}）', 1)}": (
            pack(with_watermark(unpack(written), mark)) if mark else written
        )
        for tail, written in made.outputs.items()
    }
    failed = False
    if options.pdf:
        files, problems, failed = with_pdfs(files, root)
        for text in as_digest(problems):
            print(text, file=sys.stderr)
    for target, written in files.items():
        write_atomically(target, written)
        print(f"生成 {target.name}")
    if options.to and not failed:
        sending = _recorded(path, made, options.to, day.iso, root)
        print(f"已记下：{sending.record.said}（标签 {sending.tag}）")
    return FAILED if failed else 0


def _recorded(path: Path, made: Outcome, to: str, day: str, root: Path) -> Sending:
    from ..history.repository import open_repository
    from ..history.sent import SentRecord, record_sent
    from ..registry.units import read_units

    repository = open_repository(root)
    units = tuple(each.written for each in read_units(to, made.registry).references)
    record = SentRecord({repository.name(path): made.stage}, day, units or (to,))
    return record_sent(record, path.stem, repository)
