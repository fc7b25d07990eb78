"""Parts of a Word file, read within bounds; nothing is unpacked to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree
from msgspec import Struct, field

from .refusal import RefusedError

_MOST_ENTRIES = 4000
_LARGEST_PART = 60 * 1024 * 1024
_LARGEST_TOTAL = 120 * 1024 * 1024
_DENSE = 400
"""How many times smaller a part may be packed; real ones reach some 60."""
_DENSE_FROM = 5 * 1024 * 1024

_DAMAGED = "文件不完整或已损坏"
_RESAVE = "用 Word 或 WPS 打开，另存为新的 .docx 再导入"
_OFFICE = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class Archive(Struct):
    """A .docx in memory. `read` counts what has been unpacked so far."""

    file: zipfile.ZipFile
    names: frozenset[str]
    read: int = 0
    trees: dict[str, etree._Element | None] = field(default_factory=dict)

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part; None where there is none of that name. Raises RefusedError for one
        that is damaged, far too large, or declares a document type.
        """
        if name not in self.trees:
            self.trees[name] = _parsed(self._bytes(name)) if name in self.names else None
        return self.trees[name]

    def _bytes(self, name: str) -> bytes:
        info = self.file.getinfo(name)
        dense = info.file_size > _DENSE_FROM and info.file_size > _DENSE * max(
            info.compress_size, 1
        )
        if dense or info.file_size > _LARGEST_PART:
            raise RefusedError("文件里有一部分展开后大得不正常", _RESAVE)
        try:
            with self.file.open(info) as stream:
                content = stream.read(_LARGEST_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
            raise RefusedError(_DAMAGED, _RESAVE) from error
        except NotImplementedError as error:
            raise RefusedError("文件的压缩方式不认识", _RESAVE) from error
        self.read += len(content)
        if len(content) > _LARGEST_PART or self.read > _LARGEST_TOTAL:
            raise RefusedError("文件展开后大得不正常", _RESAVE)
        return content

    def related(self, name: str, ending: str) -> list[str]:
        """The parts that `name` is related to by a type that ends in `ending`, external ones and
        those that are not there left out.
        """
        folder, base = posixpath.split(name)
        relations = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        found = []
        for relation in relations.iter(_OFFICE) if relations is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            if relation.get("Type", "").endswith("/" + ending):
                target = relation.get("Target", "")
                path = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                found.append(path)
        return [path for path in found if path in self.names]


def open_archive(content: bytes) -> Archive:
    """The archive in `content`. Raises RefusedError."""
    try:
        file = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, EOFError) as error:
        raise RefusedError(_DAMAGED, _RESAVE) from error
    names = file.namelist()
    if len(names) > _MOST_ENTRIES:
        raise RefusedError(f"文件里有{len(names)}个部分，多得不正常", _RESAVE)
    if any(info.flag_bits & 1 for info in file.infolist()):
        raise RefusedError("文件加了密码", "用 Word 或 WPS 打开，去掉密码后另存，再导入")
    return Archive(file, frozenset(names))


def _parsed(content: bytes) -> etree._Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise RefusedError("文件里有正常 Word 文件没有的声明（DOCTYPE），可能有害", _RESAVE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(_DAMAGED, _RESAVE) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise RefusedError("文件里有正常 Word 文件没有的声明（DOCTYPE），可能有害", _RESAVE)
    return root
