"""花脸稿 resolved by another program: pandoc accepts and rejects tracked changes by itself."""

from __future__ import annotations

import re
import subprocess
from itertools import permutations
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
import pytest
from msgspec.structs import replace

from gongwen.composition import Composition, PageSection
from gongwen.render.render import render
from gongwen.revision.redline import redline
from gongwen.word.package import pack
from tests.compositions import ALL, FULL, paragraph
from tests.revision.test_redline import READY


def plain(content: bytes, place: Path, way: str = "accept") -> list[str]:
    """The words of a .docx by pandoc, all changes accepted or rejected. The rules of tables are
    left out: pandoc keeps an empty row where a row was inserted or deleted (seen in 3.9).
    """
    place.write_bytes(content)
    done = subprocess.run(
        [
            pypandoc.get_pandoc_path(),
            "--sandbox",
            "--from=docx",
            "--to=plain",
            "--wrap=none",
            f"--track-changes={way}",
            str(place),
        ],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    lines = (re.sub(r"[+|=\-\s]+", " ", line).strip() for line in done.stdout.splitlines())
    return [line for line in lines if line]


def edited() -> Composition:
    """FULL after a secretary: a section moved, words changed, text put in and taken out."""
    first, *others = FULL.sections
    blocks = list(first.blocks)
    blocks[2] = paragraph("段落", blocks[2].text.replace("38个", "40个"))  # type: ignore[union-attr]
    blocks.insert(9, paragraph("段落", "各区要在每季度末报送一次进展。"))
    blocks.append(blocks.pop(12))
    del blocks[15]
    return replace(FULL, sections=(PageSection(tuple(blocks)), *others))


PAIRS = {"改过的": (FULL, edited()), "改回来": (edited(), FULL)} | {
    f"{a}→{b}": (ALL[a], ALL[b])
    for a, b in permutations(("小", "全", "上行"), 2)
    if "上行" in (a, b)
}
"""Where a title comes first, pandoc takes it for metadata; so one of each pair has a 版头."""


@pytest.mark.parametrize("name", PAIRS)
def test_pandoc_agrees(name: str, tmp_path: Path) -> None:
    old, new = (render(each, READY) for each in PAIRS[name])
    marked = pack(redline(old, new, "程一诺", "2026-04-03T09:00:00Z"))
    place = tmp_path / "稿.docx"
    assert plain(marked, place, "accept") == plain(pack(new), place)
    assert plain(marked, place, "reject") == plain(pack(old), place)
