"""A Word file from anywhere, opened in memory: bounded in size, no entities, no network, nothing
unpacked to disk. Import and inspection read through here, within the same limits.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final

from lxml import etree
from msgspec import Struct, field

from .refusal import LARGEST_FILE, RefusedError
from .wordml import DOCUMENT, W

_MOST_ENTRIES: Final = 4000
_LARGEST_PART: Final = 60 * 1024 * 1024
_LARGEST_TOTAL: Final = 120 * 1024 * 1024
_LARGEST_WHOLE: Final = 200 * 1024 * 1024
"""With what is not read here, such as pictures: LibreOffice unpacks all of it."""
_DENSE: Final = 400
"""How many times smaller a part may be packed; real ones reach some 60."""
_DENSE_FROM: Final = 5 * 1024 * 1024
_ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
    LookupError,
    OverflowError,
)
"""What zipfile raises for a damaged archive."""
_OLE: Final = b"\xd0\xcf\x11\xe0"

_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
"""The names of ISO/IEC 29500 Strict, which Word writes on demand."""
_RESAVE: Final = "用 Word 或 WPS 打开，另存为“Word 文档（.docx）”再试"
_DISTRUST: Final = "来历不明的文件不要打开；确实要用的，用 Word 或 WPS 打开，另存为新的 .docx 再试"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class ForeignPackage(Struct):
    """A .docx in memory. `read` counts the bytes that have been unpacked so far."""

    file: zipfile.ZipFile
    names: frozenset[str]
    read: int = 0
    trees: dict[str, etree._Element | None] = field(default_factory=dict)

    @property
    def main(self) -> str:
        """The name of the part that holds the text."""
        return next(iter(self.related("", "officeDocument")), DOCUMENT)

    @property
    def body(self) -> etree._Element:
        """`w:body`."""
        body = self.tree(self.main)
        found = body.find(W + "body") if body is not None else None
        assert found is not None  # noqa: S101  checked on opening
        return found

    def part(self, ending: str) -> etree._Element | None:
        """The first part that the text is related to by a type that ends in `ending`: styles."""
        return self.tree(next(iter(self.related(self.main, ending)), ""))

    def parts(self, ending: str) -> list[etree._Element]:
        """All such parts, by name: header, footer."""
        trees = (self.tree(name) for name in sorted(set(self.related(self.main, ending))))
        return [tree for tree in trees if tree is not None]

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part; None where there is none of that name. Raises RefusedError for one
        that is damaged, far too large, or declares a document type.
        """
        if name not in self.trees:
            self.trees[name] = _parsed(self._bytes(name)) if name in self.names else None
        return self.trees[name]

    def content(self, name: str) -> bytes:
        """The bytes of a part, such as a picture. Raises RefusedError as `tree` does."""
        return self._bytes(name)

    def target(self, name: str, identity: str) -> str:
        """The part that `name` refers to by a relation's id; "" where that leads out of the file,
        or to nothing.
        """
        folder, base = posixpath.split(name)
        relations = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in relations.iter(_RELATIONSHIP) if relations is not None else ():
            if relation.get("Id") == identity and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                return path if path in self.names else ""
        return ""

    def _bytes(self, name: str) -> bytes:
        info = self.file.getinfo(name)
        dense = info.file_size > _DENSE_FROM and info.file_size > _DENSE * max(
            info.compress_size, 1
        )
        if dense or info.file_size > _LARGEST_PART:
            raise RefusedError("文件里有一部分展开后大得不正常", _DISTRUST)
        try:
            with self.file.open(info) as stream:
                content = stream.read(_LARGEST_PART + 1)
        except NotImplementedError as error:
            raise RefusedError("文件的压缩方式不认识", _RESAVE) from error
        except _ZIP_FAULTS as error:
            raise _damaged() from error
        self.read += len(content)
        if len(content) > _LARGEST_PART or self.read > _LARGEST_TOTAL:
            raise RefusedError("文件展开后大得不正常", _DISTRUST)
        return content

    def related(self, name: str, ending: str) -> list[str]:
        """The parts that `name` is related to by a type that ends in `ending`, external ones and
        those that are not there left out.
        """
        folder, base = posixpath.split(name)
        relations = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in relations.iter(_RELATIONSHIP) if relations is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            if relation.get("Type", "").endswith("/" + ending):
                target = relation.get("Target", "")
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found.append(path)
        return [path for path in found if path in self.names]


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises RefusedError where it cannot be read, or is far too large."""
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise RefusedError(
                f"文件有{size // 2**20}兆，超过了{LARGEST_FILE // 2**20}兆",
                "公文一般只有几百 KB，看是不是选错了文件；图片很大的，删去图片另存后再试",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise RefusedError("没有这个文件", "核对文件名和所在的文件夹") from error
    except IsADirectoryError as error:
        raise RefusedError("这是文件夹，不是文件", "写上文件夹里的文件名") from error
    except PermissionError as error:
        hint = "看是不是正在别的软件里打开着，或者请人改权限"
        raise RefusedError("没有读取权限", hint) from error
    except (OSError, ValueError) as error:
        raise RefusedError("文件打不开", "复制到这台电脑的硬盘上再试") from error


def open_package(content: bytes) -> ForeignPackage:
    """The Word file in `content`. Raises RefusedError where it is none that can be read."""
    if content.startswith(_OLE):
        hint = f"去掉密码；{_RESAVE}"
        raise RefusedError("这不是 .docx：是旧的 .doc 文件，或者加了打开密码", hint)
    package = open_archive(content)
    main = package.tree(package.main)
    if main is not None and main.tag == f"{_STRICT}document":
        hint = "用 Word 打开，另存为“Word 文档（.docx）”，不选“Strict Open XML 文档”，再试"
        raise RefusedError("这是“严格的 Open XML”文档（Strict），标记和一般的 .docx 不同", hint)
    if main is None or main.find(W + "body") is None:
        raise RefusedError("里面没有 Word 的正文（word/document.xml），不是 .docx", _RESAVE)
    return package


def open_archive(content: bytes) -> ForeignPackage:
    """The packed file in `content`, whatever it holds. Raises RefusedError where it is damaged, far
    too large, or locked.
    """
    if not content:
        raise RefusedError("文件是空的", "请重新取一份")
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
    except _ZIP_FAULTS as error:
        raise _damaged() from error
    names = file.namelist()
    if len(names) > _MOST_ENTRIES:
        raise RefusedError(f"文件里有{len(names)}个部分，多得不正常", _DISTRUST)
    if sum(info.file_size for info in file.infolist()) > _LARGEST_WHOLE:
        raise RefusedError("文件展开后大得不正常", _DISTRUST)
    if any(info.flag_bits & 1 for info in file.infolist()):
        raise RefusedError("文件加了密码", f"去掉密码；{_RESAVE}")
    return ForeignPackage(file, frozenset(names))


def _damaged() -> RefusedError:
    return RefusedError("文件打不开：不是 .docx，或者已经损坏", f"{_RESAVE}；打不开就重新取一份")


def _parsed(content: bytes) -> etree._Element:
    declared = RefusedError("文件里有正常 Word 文件没有的声明（DOCTYPE），可能有害", _DISTRUST)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise declared
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _damaged() from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise declared
    return root
