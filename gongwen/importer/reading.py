"""Any file to its paragraphs and tables: the reader is told by the suffix and the content."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import patterns as re
from ..secrecy.gate import refuse
from ..secrecy.refused import ClassifiedError
from ..word.foreign_package import read_bytes
from ..word.refusal import RefusedError
from .pieces import Source, SourceParagraph

SUFFIXES = (".docx", ".txt", ".md", ".html", ".htm", ".doc", ".wps", ".rtf", ".odt")
_ZIP, _RTF = b"PK\x03\x04", b"{\\rtf"
_ODT = b"application/vnd.oasis.opendocument.text"
"""The first part of an .odt, which is not packed."""
_OLE = re.compile(rb"\xd0\xcf\x11\xe0.{24}\xfe\xff", re.DOTALL)
"""The container of old Word and WPS files, down to the mark of its byte order."""
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|meta|head|\?xml)", re.IGNORECASE)
_INSTEAD = (
    (
        (".xlsx", ".csv"),
        "表不用导入：把文件放在文稿旁边，在文稿的“表”里写“行: 文件名”，改了表，重新生成就是新的",
    ),
    ((".xls", ".et"), "用 Excel 或 WPS 打开，另存为 .xlsx，放在文稿旁边，在“表”里写“行: 文件名”"),
    (
        (".pdf", ".ofd"),
        "用 WPS 转成 .docx，或者复制里面的文字存成 .txt，再导入；扫描件先识别成文字",
    ),
    ((".ppt", ".pptx", ".dps"), "复制里面的文字存成 .txt，再导入"),
    (
        (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff"),
        "图片里的文字先识别成文字，存成 .txt 再导入；要在文稿里放图片的，写成“图”",
    ),
)
"""What to do with files that hold something else than a document."""
_OLD = (".doc", ".wps", ".rtf", ".odt")


def read_file(path: Path, shown: str, ready: bytes | None = None) -> Source:
    """What a file holds; `shown` is its name in problems, `ready` the .docx that LibreOffice made
    of it already. Raises RefusedError, or ClassifiedError where it may not be worked on here.
    """
    content, suffix = _content(path, shown)
    form = (content, suffix) if ready is None else (ready, ".docx")
    source = read_content(*form, shown, path.parent)
    if ready is not None:
        from .office_reader import tell_lost_tables

        tell_lost_tables(content, ready, source)
    refuse(path.name, "\n".join(_texts(source)).encode(), shown)  # as LibreOffice reads it
    return source


def _content(path: Path, shown: str) -> tuple[bytes, str]:
    """The bytes of a file that may be worked on here, and its suffix."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        known = f"可以导入：{'、'.join(SUFFIXES)}"
        advice = next((said for kinds, said in _INSTEAD if suffix in kinds), known)
        what = f"“{suffix}”" if advice is not known else f"不认识“{suffix or path.name}”"
        raise RefusedError(
            f"{what}{'文件不能导入成文稿' if advice is not known else '这种文件'}", advice
        )
    content = read_bytes(path)
    refuse(path.name, content, shown)
    return content, suffix


def converted_together(paths: Sequence[Path], *, least: int = 2) -> dict[Path, bytes]:
    """The files among `paths` that LibreOffice reads, as .docx by one run of it; those that it does
    not make are left for `read_file` to say why, and so are fewer than `least`.
    """
    found: dict[Path, tuple[bytes, str]] = {}
    for path in paths:
        with contextlib.suppress(RefusedError, ClassifiedError, OSError):
            content, suffix = _content(path, path.name)
            if through := _office_suffix(content, suffix):
                found[path] = content, through
    if len(found) < least:
        return {}
    from .office_reader import converted

    made = zip(found, converted(list(found.values())), strict=True)
    return {path: docx for path, docx in made if docx is not None}


def _office_suffix(content: bytes, suffix: str) -> str:
    """By what suffix LibreOffice reads a file; "" where another reader does."""
    if not _OLE.match(content):
        return ""
    return suffix if suffix in (".rtf", ".odt") else ".doc"  # .wps means Works to LibreOffice


def _pandoc_format(content: bytes, suffix: str) -> str:
    """What pandoc calls the format of a file that it reads, whatever suffix it bears; "" where
    another reader does.
    """
    if content.startswith(_RTF):
        return "rtf"
    is_odt = content.startswith(_ZIP) and (suffix == ".odt" or _ODT in content[:200])
    return "odt" if is_odt and b"word/document.xml" not in content else ""


def is_package(content: bytes, suffix: str) -> bool:
    """Whether a file is a Word file, whatever suffix it bears."""
    return content.startswith(_ZIP) and not _pandoc_format(content, suffix)


def _texts(source: Source) -> Iterator[str]:
    for piece in source.pieces:
        if isinstance(piece, SourceParagraph):
            yield piece.text
        else:
            yield from ("\t".join(cell.text for cell in row) for row in piece.rows)


def read_content(content: bytes, suffix: str, shown: str, folder: Path | None = None) -> Source:
    """The same for bytes in memory, which stood in `folder`. A Word file by another suffix is still
    one.
    """
    from . import docx_reader, html_reader, office_reader, text_reader

    if form := _pandoc_format(content, suffix):
        from .pandoc_reader import read_through_pandoc

        return read_through_pandoc(content, shown, form)
    if content.startswith(_ZIP):
        return docx_reader.read_docx(content, shown)
    if suffix in _OLD and _PAGE.match(content):  # a page that Word or a system saved as .doc
        return html_reader.read_html(content, shown, folder)
    if through := _office_suffix(content, suffix):
        return office_reader.read_through_office(content, shown, through)
    if suffix in _OLD:
        raise RefusedError(
            f"这不是 {suffix} 文件，或者已经损坏", "用 Word 或 WPS 打开，另存为 .docx 再导入"
        )
    if suffix == ".docx":
        return docx_reader.read_docx(content, shown)
    if suffix in (".html", ".htm"):
        return html_reader.read_html(content, shown, folder)
    if suffix == ".md":
        return text_reader.read_markdown(content, shown)
    return text_reader.read_text(content, shown)
