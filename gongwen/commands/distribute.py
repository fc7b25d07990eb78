"""distribute: who gets how many copies of a document."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, Button, add_output, add_place, content_folder, document_named, output_folder

HELP = "分送：按主送、抄送和名录里的份数，做分发单和签收单，算余份、份号"
BUTTONS = (Button(92, "分送"),)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The document, and copies that are not as the registry has them."""
    parser.add_argument("name", metavar="名称", help="哪一份（文件名，.yaml 可不写）")
    parser.add_argument(
        "--copies",
        metavar="份数",
        help="这一份与名录里不同的份数，另外要送的：市委办公室=5；市财政局=2",
    )
    add_place(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Make both sheets; 1 where nobody is known to send it to, or copies are lacking."""
    from ..build.pipeline import Request, process
    from ..build.shared import Shared
    from ..dispatch.distribution import distribution, read_copies
    from ..dispatch.distribution_sheets import signing_sheet, sorting_sheet
    from ..dispatch.form import form_template
    from ..history.repository import HistoryError
    from ..secrecy.gate import refuse_found
    from ..storage.failures import advice, reason
    from ..storage.files import write_atomically

    root = Path(options.root)
    content = content_folder(options)
    path = document_named(options, content)
    shared = Shared(root, content)
    outcome = process(Request(path, None), shared)
    refuse_found(outcome.problems)
    try:
        made = distribution(outcome, read_copies(options.copies or ""))
        document = outcome.document
        assert document is not None  # noqa: S101  `distribution` has refused that
        template = form_template(shared)
        sheets = {
            "分发单": sorting_sheet(document, made, template),
            "签收单": signing_sheet(document, made, template),
        }
    except HistoryError as error:
        print(error, file=sys.stderr)
        return FAILED
    spare = f"，余{made.spare}份" if made.spare is not None and made.spare >= 0 else ""
    print(f"分送{len(made.shares)}个单位，共{made.sent}份{spare}")
    folder = output_folder(options) / path.relative_to(content).with_suffix("")
    for name, written in sheets.items():
        target = folder / f"{path.stem}（{name}）.docx"
        try:
            write_atomically(target, written)
        except OSError as error:
            print(f"写不进去 {target.name}：{reason(error)}；{advice(error)}", file=sys.stderr)
            return FAILED
        print(f"生成 {target.name}")
    for remark in made.remarks:
        print(remark, file=sys.stderr)
    if outcome.stage != "印发稿":
        print(f"稿本还是{outcome.stage}，定稿以后再做一次", file=sys.stderr)
    return FAILED if made.spare is not None and made.spare < 0 else 0
