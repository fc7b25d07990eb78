"""A foreign .docx opened: bounded in size, no entities, no network; its faults are said."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

from lxml import etree
from msgspec import Struct

from .wordml import DOCUMENT, STYLES, W

MOST_BYTES: Final = 100_000_000
"""The largest file that is read at all."""
MOST_UNPACKED: Final = 200_000_000
MOST_PARTS: Final = 5_000
MOST_XML: Final = 40_000_000
"""The largest part that is parsed."""
_ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What zipfile raises for damaged and encrypted archives."""
_OLE: Final = b"\xd0\xcf\x11\xe0"


class UnusableFileError(ValueError):
    """The file is no .docx that can be read; `args` say what is wrong and what to do."""

    @property
    def message(self) -> str:
        return str(self.args[0])

    @property
    def hint(self) -> str:
        return str(self.args[1])


class Opened(Struct, frozen=True):
    """The XML parts of a .docx that layout depends on, by name."""

    content: bytes
    parts: Mapping[str, etree._Element]

    @property
    def body(self) -> etree._Element:
        """`w:body`."""
        body = self.parts[DOCUMENT].find(W + "body")
        assert body is not None  # noqa: S101  checked on opening
        return body

    @property
    def styles(self) -> etree._Element:
        """`w:styles`, an empty one where the file has none."""
        return self.parts.get(STYLES, etree.Element(W + "styles"))


def open_docx(path: Path) -> Opened:
    """The file's parts. Raises UnusableFileError."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnusableFileError("文件太大，不检查", "公文一般只有几百 KB，请看是不是选错了文件")
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(error) from error
    return open_bytes(content)


def _unreadable(error: Exception) -> UnusableFileError:
    match error:
        case FileNotFoundError():
            return UnusableFileError("没有这个文件", "看文件名、文件夹写得对不对")
        case IsADirectoryError():
            return UnusableFileError("这是文件夹，不是文件", "写上文件夹里的文件名")
        case PermissionError():
            return UnusableFileError("没有读取权限", "看是不是正在别的软件里打开着，或者请人改权限")
    return UnusableFileError("读不了文件", "复制到这台电脑的硬盘上再检查")


def open_bytes(content: bytes) -> Opened:
    """The parts in a file's bytes. Raises UnusableFileError."""
    if not content:
        raise UnusableFileError("文件是空的", "请重新取一份")
    if content.startswith(_OLE):
        raise UnusableFileError(
            "这不是 .docx：是旧的 .doc 文件，或者加了打开密码",
            "用 Word 或 WPS 打开，去掉密码，另存为“Word 文档（.docx）”再检查",
        )
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = _parts(archive)
    except UnusableFileError:
        raise
    except _ZIP_FAULTS as error:
        raise _damaged() from error
    if DOCUMENT not in parts or parts[DOCUMENT].find(W + "body") is None:
        raise UnusableFileError(
            "里面没有 Word 的正文（word/document.xml），不是 .docx",
            "用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再检查",
        )
    return Opened(content, parts)


def _damaged() -> UnusableFileError:
    return UnusableFileError(
        "文件打不开：不是 .docx，或者已经损坏",
        "用 Word 或 WPS 打开试试；打得开就另存为“Word 文档（.docx）”，打不开请重新取一份",
    )


def _parts(archive: zipfile.ZipFile) -> dict[str, etree._Element]:
    entries = archive.infolist()
    too_large = sum(entry.file_size for entry in entries) > MOST_UNPACKED
    if too_large or len(entries) > MOST_PARTS:
        raise UnusableFileError(
            "文件解开后大得不正常，不检查", "公文不会有这么大；来历不明的文件不要打开"
        )
    return {
        entry.filename: _parsed(_bounded(archive, entry))
        for entry in entries
        if entry.filename.startswith("word/")
        and entry.filename.count("/") == 1
        and entry.filename.endswith(".xml")
    }


def _bounded(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part's bytes, whatever size the directory of the zip gives it."""
    with archive.open(entry) as part:
        content = part.read(MOST_XML + 1)
    if len(content) > MOST_XML:
        raise UnusableFileError("文件里有一个部件大得不正常，不检查", "来历不明的文件不要打开")
    return content


def _parsed(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnusableFileError(
            "文件里夹带了不该有的声明（DOCTYPE），不检查", "来历不明的文件不要打开"
        )
    return root
