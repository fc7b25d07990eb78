"""Parts of a .docx to bytes and back. The same parts give the same bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

_FIRST = ("[Content_Types].xml", "_rels/.rels")
"""What readers look for first; OPC does not ask for it, some of them do."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE_BY_ALL = 0o644 << 16
_UNIX = 3


def pack(parts: Mapping[str, bytes], *, compress: bool = True) -> bytes:
    """A zip of `parts` (name → content): fixed order, times and attributes, so that identical
    parts make identical bytes under one zlib. `compress=False` stores the entries as they are,
    which lets git keep a template as differences.
    """
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(parts, key=lambda name: (name not in _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = method
            entry.create_system = _UNIX
            entry.external_attr = _READABLE_BY_ALL
            archive.writestr(entry, parts[name])
    return buffer.getvalue()


def unpack(source: Path | bytes) -> dict[str, bytes]:
    """The parts of a package, folders left out. Raises OSError or zipfile.BadZipFile."""
    opened = BytesIO(source) if isinstance(source, bytes) else source
    with zipfile.ZipFile(opened) as archive:
        return {
            entry.filename: archive.read(entry)
            for entry in archive.infolist()
            if not entry.is_dir()
        }
