"""The finished file is, by Word's own rules, what was planned: pages, lines, rows, places."""

from __future__ import annotations

from pathlib import Path

import pytest

from ..project import ROOT
from .compared import differences
from .plan import made_of, our_names, ours
from .reader import read

SHARED = ROOT.parent / "shared"
FOLDERS = ["content", "hard"]


@pytest.mark.parametrize("name", our_names())
def test_the_file_is_as_planned(name: str) -> None:
    for document in ours()[name]:
        assert differences(document, read(document.content)) == []


def test_there_is_much_to_compare() -> None:
    blocks = [block for made in ours().values() for each in made for block in each.blocks]
    assert len(blocks) > 1000
    assert sum(block.is_table for block in blocks) > 10
    assert max(block.page for block in blocks) > 15


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_of_real_texts_are_as_planned(folder: str) -> None:
    path: Path = SHARED / folder
    if not path.is_dir():
        pytest.skip("没有 ../shared：照录的真实公文不在这里")
    found = [
        difference
        for made in made_of(path).values()
        for document in made
        for difference in differences(document, read(document.content))
    ]
    assert found == []
