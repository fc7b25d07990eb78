"""Every source at hand, our own and those of ../shared: nothing is lost or moved, numbers, tables
and merges are those of the source or told, and what import writes, make reads.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from benchmarks import importing
from gongwen import problem_ids
from gongwen.build.pipeline import Request, make, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.importer.fates import Fate, PieceOutcome, folded
from gongwen.importer.pieces import Source, SourceCell, SourceTable
from gongwen.importer.reading import read_content, read_file
from gongwen.importer.tree import Tree, noted
from gongwen.importer.wording import read_date
from gongwen.importer.yaml_writer import write_yaml
from gongwen.problem import Level
from tests import docx_reading

ROOT = Path(__file__).resolve().parents[2]
FILES = importing.files()
READING = {str(value) for value in vars(problem_ids).values() if isinstance(value, str)}
"""What is wrong with a text that cannot be read, rather than with what it says."""

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def fates(path: Path) -> tuple[Fate, ...]:
    return importing.imported(path).fates


@cache
def source(path: Path) -> Source:
    return read_file(path, path.name)


def write_pictures(path: Path, folder: Path) -> None:
    """The pictures of a source, where its YAML looks for them."""
    for picture in importing.imported(path).pictures:
        (folder / picture.name).write_bytes(picture.content)


@cache
def built(path: Path, folder: Path) -> bytes:
    """The .docx of what was imported, whatever elements it lacks."""
    tree: dict[str, Tree] = dict(importing.imported(path).tree)
    tree["忽略"] = {"缺要素": "看别的", "空位": "看别的"}
    text = write_yaml(noted(tree, ""))
    (folder / "文.yaml").write_text(text, encoding="utf-8")
    write_pictures(path, folder)
    request = Request(folder / "文.yaml", None, (formats()["docx"],))
    made = make(request, Shared(ROOT, folder))
    assert not made.refused, [p.message for p in made.problems if p.level is Level.ERROR]
    return next(iter(made.outputs.values()))


def test_there_are_sources() -> None:
    assert len(importing.own_cases()) >= 15


@each_file
def test_every_piece_has_its_fate(path: Path) -> None:
    pieces = source(path).pieces
    assert [fate.number for fate in fates(path)] == [piece.number for piece in pieces]
    for fate in fates(path):
        assert fate.what, fate
        if fate.outcome is PieceOutcome.RECOGNISED and not fate.at:
            assert "改写成别的写法" not in fate.what, fate  # no trace of it, and no reason
    assert not importing.unaccounted(path)


@each_file
def test_make_reads_what_import_writes(path: Path, tmp_path: Path) -> None:
    (tmp_path / "文.yaml").write_text(importing.imported(path).text, encoding="utf-8")
    write_pictures(path, tmp_path)
    checked = process(Request(tmp_path / "文.yaml", None), Shared(ROOT, tmp_path))
    errors = [each for each in checked.problems if each.level is Level.ERROR]
    assert checked.document is not None, errors
    assert not [each for each in errors if each.rule in READING]


def on_paper(text: str) -> str:
    """Without blanks and full stops; full-width characters as half-width."""
    if date := read_date(text):
        year, month, day = (int(part) for part in date.split("-"))
        text = f"{year}年{month}月{day}日"
    return folded(re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))


@each_file
def test_paper_says_it_in_the_order_and_with_the_numbers_of_the_source(
    path: Path, tmp_path: Path
) -> None:
    paper = on_paper(docx_reading.text(built(path, tmp_path)))
    position = 0
    for fate in fates(path):
        if fate.outcome is not PieceOutcome.RECOGNISED or not fate.at or "表" in fate.what:
            continue
        text = on_paper(fate.text)
        at = paper.find(text, position)
        if at < 0 and "名单" in fate.what:  # its people stand on lines of their own
            for word in filter(None, map(on_paper, re.split("[：:、，（）()]", fate.text))):
                at = paper.find(word, position)
                assert at >= 0, f"不在纸上：{word}"
                position = at + len(word)
        elif fate.at[0].flows:
            assert at >= 0, f"不在纸上，或次序、序数不对：{fate.text[:60]}"
            position = at + len(text)
        elif "网页" not in fate.what:
            words = [on_paper(word) for word in re.split(r"[\s：:、，，()（）]+", fate.text)]
            assert all(word in paper for word in words), fate


def grids(tables: Iterator[SourceTable]) -> list[list[list[SourceCell]]]:
    """The rows of tables that say anything, their cells without blanks."""
    return [
        [
            [SourceCell(on_paper(cell.text), cell.merged) for cell in row]
            for row in table.rows
            if any(cell.text for cell in row)
        ]
        for table in tables
    ]


@each_file
def test_tables_have_the_cells_and_merges_of_the_source(path: Path, tmp_path: Path) -> None:
    numbers = {fate.number for fate in fates(path) if "表" in fate.what or "表" in _blocks(fate)}
    tables = [each for each in source(path).pieces if isinstance(each, SourceTable)]
    wanted = grids(each for each in tables if each.number in numbers)
    if not wanted:
        return
    again = read_content(built(path, tmp_path), ".docx", "文.docx").pieces
    found = grids(each for each in again if isinstance(each, SourceTable))
    assert len(wanted) == len(found)
    for before, after in zip(wanted, found, strict=True):
        assert [[cell.text for cell in row] for row in before] == [
            [cell.text for cell in row] for row in after
        ]
        for row, same in zip(before, after, strict=True):
            for cell, made in zip(row, same, strict=True):
                # a group may begin anew on the next page
                assert cell.merged == made.merged or (cell.merged, made.merged) == ("above", "")


def _blocks(fate: Fate) -> set[str]:
    return {key for leaf in fate.at for key in leaf.path}


def test_nothing_is_wrong_in_silence_where_the_truth_is_known() -> None:
    scores, faults = importing.measure([*importing.own_cases(), *importing.seeds()])
    assert sum(score.silent for score in scores) == 0, [each for each in faults if "没说" in each]
    assert sum(score.right for score in scores) > 100  # the seeds of ../shared may be absent


@pytest.mark.parametrize("case", importing.own_cases(), ids=lambda case: case.path.stem)
def test_the_truths_can_be_made(case: importing.Case, tmp_path: Path) -> None:
    """A truth is a document that make reads, or it would be no measure."""
    text = case.path.with_suffix(".yaml").read_text(encoding="utf-8")
    (tmp_path / "文.yaml").write_text(text, encoding="utf-8")
    checked = process(Request(tmp_path / "文.yaml", None), Shared(ROOT, tmp_path))
    assert checked.document is not None
    assert not [p for p in checked.problems if p.level is Level.ERROR and p.rule in READING]


@each_file
def test_every_picture_stands_in_the_yaml_or_is_told_of(path: Path) -> None:
    found = importing.imported(path)
    told = "".join(problem.message for problem in found.problems)
    for picture in found.pictures:
        assert f"图: {picture.name}" in found.text or picture.name in told
