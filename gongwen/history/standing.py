"""The files of a release as they lie in the output folder now, held against its manifest.

What comes out the same each time can be made again from the tag (`release.verify`); a PDF is only
ever held against the one that was delivered. A copy of the repository that never had the files has
nothing to hold; that is said.
"""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from ..build.options import Options
from ..build.originals import originals
from ..build.output_folder import CHANGED_BY_HAND, ORIGINAL
from ..word.package import pack, unpack
from .manifest import COMPRESSION, difference
from .register import releases
from .repository import Repository

_FINAL = "（印发稿）"
_OPEN = ("~", ".")
"""What word processors keep beside a file that is open begins with."""


class Standing(Struct, frozen=True):
    """What is to be said of a file, after “output 里”; `failed` = it is not as it was released."""

    said: str
    failed: bool = False


def standing(
    manifest: Mapping[str, Any], repository: Repository, options: Options
) -> Iterator[Standing]:
    """Each file of a release, and those beside them that are called final, under whatever name, and
    that no release of the document has.
    """
    document = Path(manifest["文稿"]).relative_to(manifest["内容文件夹"]).with_suffix("")
    folder = options.output / document
    known = originals(options)
    held = folder.is_dir() or any(
        (document / name).as_posix() in known for name in manifest["输出"]
    )
    for name, expected in manifest["输出"].items():
        yield _of_file(folder / name, expected, held=held)
    ours = {
        name
        for _, other in releases(repository)
        if other["文稿"] == manifest["文稿"]
        for name in other["输出"]
    }
    for file in sorted(folder.glob(f"*{_FINAL}*")):
        aside = any(f"（{what}" in file.stem for what in (ORIGINAL, CHANGED_BY_HAND))
        aside = aside or file.name.startswith(_OPEN)
        if file.is_file() and file.name not in ours and not aside:
            yield Standing(f"多出 {file.name}：印发时没有这个文件", failed=True)


def _difference(expected: Mapping[str, Any], content: bytes) -> str:
    """As `manifest.difference`; but only a package packed as we pack can owe its other bytes
    to another compressor.
    """
    found = difference(expected, content)
    if found == COMPRESSION and pack(unpack(content)) != content:
        return "各部分相同，文件被另存过，或另加了东西"
    return found


def _of_file(file: Path, expected: Mapping[str, Any], *, held: bool) -> Standing:
    found = _difference(expected, file.read_bytes()) if file.is_file() else None
    if found == "":
        return Standing(f"现在的 {file.name}：就是印发的那一份")
    if found == COMPRESSION:
        return Standing(f"现在的 {file.name}：与印发的相同（{COMPRESSION}）")
    now = f"现在的 {file.name}：不是印发的那一份（{found}）" if found else f"没有 {file.name}"
    asides = file.parent.glob(f"{glob.escape(file.stem)}（{ORIGINAL}*）{file.suffix}")
    for aside in sorted(asides):
        if difference(expected, aside.read_bytes()) == "":
            return Standing(f"{now}；印发的那一份是 {aside.name}")
    if found is None and not held:
        only = "；PDF 只能与送出去的那一份比，没有核对" if file.suffix == ".pdf" else ""
        return Standing(f"{now}（这里没有存过印发的文件）{only}")
    return Standing(now if found else f"{now}：印发的那一份不在了", failed=True)
