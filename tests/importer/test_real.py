"""Real documents, where ../shared has them: nothing lost, and built again they say the same."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks import importing
from gongwen.build.pipeline import Request, make
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.importer.assemble import Imported, import_file
from gongwen.importer.pieces import Source, SourceParagraph
from gongwen.importer.reading import read_file
from gongwen.importer.tree import plain, texts
from gongwen.importer.wording import read_date
from gongwen.paper.half_width import in_full_width
from gongwen.problem import Level
from gongwen.problem_ids import LEFT_OUT
from gongwen.source.parse import parse
from tests import docx_reading
from tests.importer.barred import as_lists

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = [*sorted(SHARED.glob("seeds/*.txt")), *sorted(SHARED.glob("real/*.html"))]

pytestmark = pytest.mark.skipif(not FILES, reason="没有 ../shared：真实公文不在这里")


@cache
def imported(path: Path) -> Imported:
    return import_file(path, path.name)


def source_texts(source: Source) -> list[str]:
    """The texts of a file in order, half-width punctuation in full as an import has it."""
    found: list[str] = []
    for piece in source.pieces:
        if isinstance(piece, SourceParagraph):
            found.append(piece.text)
        else:
            found += [cell.text for row in piece.rows for cell in row if not cell.merged]
    return [in_full_width(text)[0] for text in found if text]


def folded(text: str) -> str:
    """Without blanks; full-width characters as half-width; dates in Chinese numerals as digits."""
    if date := read_date(text):
        year, month, day = (int(part) for part in date.split("-"))
        text = f"{year}年{month}月{day}日"
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_character_is_in_the_yaml_or_left_out_with_a_reason(path: Path) -> None:
    found = imported(path)
    assert not [problem for problem in found.problems if problem.rule == LEFT_OUT]
    wanted = Counter("".join("".join(source_texts(read_file(path, path.name))).split()))
    kept = Counter("".join("".join(texts(found.tree)).split()))
    left = Counter("".join("".join(each.text for each in found.left_out).split()))
    assert not wanted - kept - left
    assert all(each.why for each in found.left_out)
    assert sum(wanted.values()) > 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_yaml_reads_as_the_tree(path: Path) -> None:
    found = imported(path)
    value, problems = parse(found.text, path.name)
    assert not [problem for problem in problems if problem.level is Level.ERROR]
    assert as_lists(value) == plain(found.tree)


def built(path: Path, folder: Path) -> str:
    """The text of the document built from what was imported."""
    (folder / "文.yaml").write_text(imported(path).text, encoding="utf-8")
    request = Request(folder / "文.yaml", None, (formats()["docx"],))
    made = make(request, Shared(ROOT, folder))
    assert not made.refused, [p.message for p in made.problems if p.level is Level.ERROR]
    return folded(docx_reading.text(next(iter(made.outputs.values()))))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_built_again_it_says_the_same(path: Path, tmp_path: Path) -> None:
    found = imported(path)
    paper = built(path, tmp_path)
    dropped = {each.text for each in found.left_out if each.why.startswith("网页")}
    mended = {each.text for each in found.left_out if "见问题" in each.why}
    number = str(plain(found.tree.get("发文字号", "")))
    position = 0
    for text in source_texts(read_file(path, path.name)):
        if text in mended or any(each in text for each in dropped):
            continue
        wanted = folded(text)
        if text == number:  # stands above the title on paper, under it on a web page
            assert wanted in paper
            continue
        at = paper.find(wanted, position)
        assert at >= 0, f"不在纸上，或次序不对：{text[:60]}"
        position = at + len(wanted)


ADDED = (
    "(?:[一二三四五六七八九十]+、)?",  # numbers that were lost, in 000
    "(?:.{2,24}文件)?(?:.{2,8}〔[0-9]{4}〕[0-9]+号)?",  # the mark, which web pages do not show
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_is_on_paper_that_the_source_does_not_say(path: Path, tmp_path: Path) -> None:
    """Beside the mark, a number that was lost (told), what completes a title (told), and the group
    of each row of a table, which merged cells and lost rulings say just once.
    """
    paper = built(path, tmp_path)
    source = "".join(map(folded, source_texts(read_file(path, path.name))))
    groups = {folded(cell) for cell in _repeated(plain(imported(path).tree))}
    told = "".join(problem.message for problem in imported(path).problems)
    blocks = difflib.SequenceMatcher(None, source, paper, autojunk=False).get_opcodes()
    for tag, _, _, low, high in blocks:
        extra = paper[low:high] if tag in ("insert", "replace") else ""
        if any(re.fullmatch(each, extra) for each in ADDED) or extra.isdecimal():
            continue
        left = extra
        for group in sorted(groups, key=len, reverse=True):
            left = left.replace(group, "")
        assert len(left) <= 1 or left in folded(told), f"纸上多出：{extra[:60]}"


def _repeated(tree: Any) -> Iterator[str]:
    """The cells of merged columns."""
    if isinstance(tree, dict):
        columns = tree.get("列")
        if isinstance(columns, list) and "合并" in tree:
            for row in tree["行"]:
                yield from (cell for cell in row)
        for value in tree.values():
            yield from _repeated(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from _repeated(item)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_only_what_a_person_would_ask_about_is_reported(path: Path) -> None:
    assert len(imported(path).problems) <= 3


def test_structure_against_the_ground_truth() -> None:
    scores, faults = importing.measure(importing.seeds())
    low = [score.kind for score in scores if min(score.recall, score.precision) < importing.TARGET]
    # One row of one table lost the cell of its group on the way from the web page.
    assert low == ["表的行，连同合并的组"], faults
    assert sum(score.silent for score in scores) == 0, faults
    assert {score.kind for score in scores} >= {"标题层次", "任务", "条目", "真值·名单"}
