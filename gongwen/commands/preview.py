"""preview: the pages of a document as pictures."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from .. import patterns as re
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
    from ..build.options import Options

HELP = "把一份文件的各页做成图片，放进 output/ 里它的“预览”文件夹"
BUTTONS = (Button(22, "各页的图片", on_desk=False),)
_FOLDER = "预览"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The name, and which pages."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument("--pages", metavar="页", help="哪几页，如 1 或 1-3（缺省全部）")
    add_content(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Make its PDF where that is not up to date, and the pictures."""
    from ..build.options import Options
    from ..build.run import build
    from ..formats import formats
    from ..library.documents import UnknownNameError, chosen
    from ..problem import as_digest

    if not options.name:
        raise MisusedError("请写明哪一份：make preview DOC=文件名")
    pages = _pages(options.pages)
    if pages is None:
        raise MisusedError(f"--pages：“{options.pages}”不是页码，写成 1 或 1-3")
    together = formats()["pdf"].together
    if together and (missing := together.missing(options.root)):
        raise MisusedError(missing)
    request = Options(
        root=options.root,
        content=content_folder(options),
        output=Path(options.root) / ".cache" / "预览",  # no file of the office's is touched
        stage=options.stage,
        formats=("pdf",),
    )
    try:
        documents = chosen([options.name], request.content)
        report = build(request, [options.name])
    except UnknownNameError as error:
        print(error, file=sys.stderr)
        return USAGE
    for text in as_digest(report.problems):
        print(text, file=sys.stderr)
    if report.refused or report.lost:
        return FAILED
    output = output_folder(options)
    written = [path for each in documents for path in _write(each, output, request, pages)]
    for path in written:
        print(f"生成 {path}")
    if not written:
        raise MisusedError(f"没有第{options.pages}页")
    return 0


def _pages(text: str | None) -> range | None:
    """The pages asked for; None where the text cannot be read."""
    if text is None:
        return range(1, sys.maxsize)
    match = re.fullmatch(r"([1-9]\d{0,5})(?:[-—－~～至到]([1-9]\d{0,5}))?", text.strip())
    if match is None:
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    return range(first, last + 1) if first <= last else None


def _write(document: Path, output: Path, request: Options, pages: range) -> list[str]:
    """The pictures of a document's PDFs at the stage asked for, below `output`; older ones of it
    are removed.
    """
    import glob

    from ..build.pipeline import Request, process
    from ..build.shared import Shared
    from ..pdf.preview import pages_as_png
    from ..problem import shown_file
    from ..storage.files import write_atomically

    outcome = process(
        Request(document, request.stage),
        Shared(request.root, request.content),
    )
    name = document.relative_to(request.content).with_suffix("")
    place, folder = request.output / name, output / name / _FOLDER
    stem = f"{document.stem}（{outcome.stage}）"
    for old in folder.glob(f"{glob.escape(stem)}*-第*页.png"):
        old.unlink()
    written = []
    for pdf in sorted(place.glob(f"{glob.escape(stem)}*.pdf")):
        for number, picture in pages_as_png(pdf.read_bytes(), pages):
            target = folder / f"{pdf.stem}-第{number:02d}页.png"
            write_atomically(target, picture)
            written.append(shown_file(target, request.root))
    return written
