"""Every uncompressed part of the .docx of the examples and the variants, held to its hash.

A change that is meant not to change the documents shows here if it does.
`python -m tests.whole.test_same_parts` rewrites the hashes, after the documents were looked at.
"""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from gongwen.build.options import Options
from gongwen.build.run import build
from gongwen.word.package import unpack

from . import test_variants

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parents[1] / "goldens" / "parts.txt"


def examples() -> dict[str, bytes]:
    """Every .docx of content/, by file name."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("templates", "styles", "content"):
            shutil.copytree(ROOT / name, root / name)
        options = Options(root=root, content=root / "content", output=root / "output")
        assert build(options).refused == {}
        return {path.name: path.read_bytes() for path in (root / "output").rglob("*.docx")}


def hashes() -> list[str]:
    """A line for each part: its hash, its document and its name."""
    files = {**examples(), **test_variants.made()}
    return [
        f"{hashlib.sha256(content).hexdigest()[:16]} {file} {part}"
        for file in sorted(files)
        for part, content in sorted(unpack(files[file]).items())
    ]


def test_parts_are_as_they_were() -> None:
    known = GOLDEN.read_text(encoding="utf-8").splitlines()
    found = hashes()
    assert len(found) > 500
    changed = sorted({line.split(" ", 1)[1] for line in set(known) ^ set(found)})
    assert changed == []


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(hashes()) + "\n", encoding="utf-8")
