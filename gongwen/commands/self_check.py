"""self-check: sample documents for Word or WPS to make PDFs of, and what these PDFs measure."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import FAILED, Button, MisusedError, add_content, add_output, content_folder, output_folder

HELP = "生成一组样品，用本单位的 Word、WPS 导出 PDF 以后，再运行一次就量出尺寸"
BUTTONS = (Button(114, "量本单位的 Word、WPS", on_desk=False),)
FOLDER = "自检"
RESULT = "测量结果.csv"
_GUIDE = "说明.txt"
_SAMPLES = Path(__file__).resolve().parents[1] / "inspection" / "samples"
_TEXT = """\
这个文件夹里是几份样品，用来量本单位的 Word 或 WPS 排出来的版面合不合国家标准。

一、用 Word 或 WPS 逐个打开这里的 .docx 文件，不要改动。
二、文件—另存为（或“输出为 PDF”），类型选 PDF，名称不改，就存在这个文件夹里。
三、回到程序的文件夹，再运行一次：make self-check
    （没有 make 的：python build.py self-check）
四、屏幕上逐份说合不合；全部尺寸在“测量结果.csv”里，用表格软件打开看。
    有不合的，请把“测量结果.csv”发给管这个程序的人，里面没有本单位的内容。

文件打开时如果说缺字体，请先装上公文用的字体：
方正小标宋简体、仿宋_GB2312、楷体_GB2312、黑体、宋体。
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where documents are and files are made."""
    add_content(parser)
    add_output(parser)


def run(options: argparse.Namespace) -> int:
    """Write the samples, and measure the PDFs that lie beside them; 1 where one is not right."""
    from ..library.documents import documents_in
    from ..storage.failures import advice, reason

    content, folder = content_folder(options), output_folder(options) / FOLDER
    taken = {path.stem for path in documents_in(content)} if content.is_dir() else set()
    if FOLDER in taken:
        raise MisusedError(f"有一份文稿也叫“{FOLDER}”，样品没有地方放；请把那份文稿改个名称")
    pdfs = sorted(folder.glob("*.pdf"))
    try:
        written = _write(options.root, folder)
    except OSError as error:
        print(f"{folder.as_posix()} 写不进去：{reason(error)}；{advice(error)}", file=sys.stderr)
        return FAILED
    if not pdfs:
        print(f"生成了{written}份样品，在 {folder.as_posix()}。")
        print(f"用 Word 或 WPS 把它们另存为 PDF，就放在那里，再运行一次；做法见里面的“{_GUIDE}”。")
        return 0
    return _measure(options, folder, pdfs)


def _write(root: Path, folder: Path) -> int:
    """The samples as .docx files; how many. Those that are there and the same are left as they
    are: Word may have them open.
    """
    from ..build.pipeline import Request, process
    from ..build.shared import Shared
    from ..formats import formats
    from ..library.documents import documents_in
    from ..storage.files import write_atomically

    shared = Shared(root, _SAMPLES)
    files = {_GUIDE: _TEXT.replace("\n", "\r\n").encode("utf-8-sig")}
    for document in documents_in(_SAMPLES):
        outcome = process(Request(document, None, (formats()["docx"],)), shared)
        for tail, content in outcome.outputs.items():
            files[f"{document.stem}{tail}"] = content
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        target = folder / name
        if not target.is_file() or target.read_bytes() != content:
            write_atomically(target, content)
    return len(files) - 1


def _measure(options: argparse.Namespace, folder: Path, pdfs: list[Path]) -> int:
    """Tell of each PDF what is wrong, and write the whole table."""
    from ..inspection.pdf_measures import as_csv, as_summary, proofs_of
    from ..inspection.pdf_plan import ProjectPlaces
    from ..storage.files import write_atomically

    places = ProjectPlaces(options.root, content_folder(options), output_folder(options))
    proofs, messages = proofs_of({pdf.name: pdf for pdf in pdfs}, "", places)
    for message in messages:
        print(message, file=sys.stderr)
    print("\n".join(as_summary(proof) for proof in proofs))
    write_atomically(folder / RESULT, as_csv(proofs).encode("utf-8-sig"))
    lacking = [path.name for path in sorted(folder.glob("*.docx")) if _pdf_of(path) not in pdfs]
    if lacking:
        print(f"还没有 PDF 的：{'、'.join(lacking)}")
    print(f"全部尺寸写在 {(folder / RESULT).as_posix()}。")
    return FAILED if messages or any(proof.wrong or proof.unmeasured for proof in proofs) else 0


def _pdf_of(path: Path) -> Path:
    return path.with_suffix(".pdf")
