"""draft: a draft to hand round, with its version and date in the file name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, USAGE, add_content, add_output, add_pdf, content_folder, output_folder

HELP = "做一份送出去的草稿：文件名带第几版和日期，可以加水印（定稿不能）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document and its watermark."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("--watermark", metavar="文字", help="水印，如 征求意见稿")
    add_pdf(parser)
    add_output(parser)
    add_content(parser)


def run(options: argparse.Namespace) -> int:
    """Make it; 1 where it is refused."""
    from ..build.also_pdf import lacking, with_pdfs
    from ..build.pipeline import Request, process
    from ..build.shared import Shared
    from ..formats import formats
    from ..history.naming import version_label
    from ..library.documents import UnknownNameError, chosen
    from ..problem import as_digest
    from ..render.watermark import with_watermark
    from ..storage.files import write_atomically
    from ..word.package import pack, unpack

    content, root = content_folder(options), Path(options.root)
    if options.pdf and (missing := lacking(root)):
        print(missing, file=sys.stderr)
        return USAGE
    try:
        if not options.name:
            raise UnknownNameError("请写明哪一份：make draft DOC=文件名")
        path = chosen([options.name], content)[0]
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return USAGE
    shared = Shared(root, content)
    request = Request(path, options.stage, (formats()["docx"],))
    made = process(request, shared)
    if made.stage == "印发稿":
        print("这是印发稿，不是草稿：文件名不带版本，也不能加水印。", file=sys.stderr)
        return USAGE
    for text in as_digest(made.problems):
        print(text, file=sys.stderr)
    if made.refused:
        return FAILED
    label = version_label(path, made, root)
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
    return FAILED if failed else 0
