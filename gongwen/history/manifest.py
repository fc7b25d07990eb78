"""What a release was made of and what came out, kept in the message of its tag."""

from __future__ import annotations

import hashlib
import json
import platform
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..build.output_folder import digest
from ..word.package import unpack
from .program import program_digest

VERSION = 1
"""Of the manifest's own form."""


def sha256(content: bytes) -> str:
    """The hash that a manifest holds."""
    return hashlib.sha256(content).hexdigest()


def input_hash(content: bytes) -> str:
    """The hash of an input with the line ends of Linux, as git most often keeps a text, whatever
    ends the editor or Excel gave it.
    """
    return sha256(_with_plain_ends(content))


def is_input(content: bytes, expected: str) -> bool:
    """Whether an input is the one whose hash a manifest holds. Earlier ones hold those of the files
    as they were, with the line ends that they had.
    """
    plain = _with_plain_ends(content)
    windows = plain if b"\0" in plain else plain.replace(b"\n", b"\r\n")
    return expected in map(sha256, (plain, content, windows))


def _with_plain_ends(content: bytes) -> bytes:
    return content if b"\0" in content else content.replace(b"\r\n", b"\n")


def output_entry(content: bytes) -> dict[str, Any]:
    """A file by its hash and, where it is a package, those of its uncompressed parts."""
    import zipfile

    entry: dict[str, Any] = {"sha256": sha256(content)}
    try:
        parts = unpack(content)
    except zipfile.BadZipFile:
        return entry
    entry["各部分"] = {name: sha256(parts[name]) for name in sorted(parts)}
    return entry


def made_with(root: Path) -> dict[str, str]:
    """The program, the versions of its components, the interpreter and its compressor."""
    return {
        "程序": program_digest(),
        "组件锁定": digest(root / "requirements.txt"),
        "Python": platform.python_version(),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def message(subject: str, manifest: Mapping[str, Any]) -> str:
    """The message of a release's tag."""
    return f"{subject}\n\n{json.dumps(manifest, ensure_ascii=False, indent=1)}\n"


def read(text: str) -> dict[str, Any] | None:
    """The manifest in a tag's message; None where there is none."""
    try:
        found = json.loads(text[text.index("{") :])
    except ValueError:
        return None
    return found if isinstance(found, dict) and found.get("清单版本") == VERSION else None


def difference(expected: Mapping[str, Any], content: bytes | None) -> str:
    """How a file made again differs from what its manifest says; "" = not at all."""
    if content is None:
        return "没有生成"
    made = output_entry(content)
    if made["sha256"] == expected["sha256"]:
        return ""
    before, after = expected.get("各部分", {}), made.get("各部分", {})
    if before and before == after:
        return COMPRESSION
    names = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    return f"内容不同：{'、'.join(names)}" if names else "内容不同"


COMPRESSION = "各部分都相同，只是压缩程序（zlib）的版本不同"
