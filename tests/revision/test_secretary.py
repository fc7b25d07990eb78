"""A second hand's edits and a second judge. `python -m tests.revision.test_secretary 500 0` tries
500 pairs from the seed 0 on and prints what is not so; with a third word, LibreOffice
accepts and rejects the marks of every 25th pair too.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
import yaml

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Composition
from gongwen.render.render import render
from gongwen.revision.changes import compared
from gongwen.revision.clauses import clause_rows
from gongwen.revision.redline import redline
from gongwen.word.package import pack
from gongwen.word.wordml import DOCUMENT, STYLES, parse
from tests.docx_reading import paragraphs
from tests.office_changes import ACCEPT, REJECT, resolved
from tests.project import with_looks
from tests.revision.clause_audit import row_faults, row_views_that_differ
from tests.revision.paper_audit import Line, misstatements, printed_lines, read_as
from tests.revision.secretary_documents import REGISTRY, Case
from tests.revision.secretary_edits import secretary_pair
from tests.revision.test_redline import READY
from tests.revision.test_said import as_marked, views_that_differ
from tests.tracked import W

_SEEDS = 48
_BUNCH = 12
_SAMPLE = 25

Fault = tuple[str, str]
Files = tuple[dict[str, bytes], dict[str, bytes], dict[str, bytes]]
"""The parts of the old text, the new one, and the one with marks."""


def shared_in(folder: Path) -> Shared:
    """A content root with the registry of the edits."""
    folder.mkdir()
    content = with_looks(folder) / "content"
    content.mkdir()
    (content / "机构.yaml").write_text(yaml.safe_dump(REGISTRY, allow_unicode=True), "utf-8")
    return Shared(folder, content)


def on_paper(case: Case, shared: Shared) -> Composition:
    path = shared.content / "试.yaml"
    path.write_text(yaml.safe_dump(case.data, allow_unicode=True, sort_keys=False), "utf-8")
    for name, held in case.files.items():
        (shared.content / name).write_bytes(held)
    outcome = process(Request(path, None, wanted="print"), shared)
    assert outcome.pages, [problem.message for problem in outcome.problems]
    return outcome.pages[0].composition


def lines_of(parts: dict[str, bytes]) -> list[Line]:
    names = {
        str(style.get(W + "styleId")): str(style.find(W + "name").get(W + "val"))  # type: ignore[union-attr]
        for style in parse(parts[STYLES]).iter(W + "style")
    }
    return printed_lines(parse(parts[DOCUMENT]), names)


def faults_of(
    seed: int, sides: tuple[Shared, Shared]
) -> tuple[list[Fault], tuple[str, ...], int, Files]:
    """What is not so of a pair, the names of its edits, how many changes were told, the files."""
    old, new, names, most = secretary_pair(seed)
    was, now = on_paper(old, sides[0]), on_paper(new, sides[1])
    texts = compared(was, now)
    told, rows = texts.changes, clause_rows(texts)
    first, second = (render(as_marked(side), READY) for side in (was, now))
    found = misstatements(lines_of(first), lines_of(second), told, most)
    found += [("看", text) for text in views_that_differ(told)]
    found += [("条", text) for text in row_faults(was, now, told, rows)]
    found += [("看", text) for text in row_views_that_differ(rows)]
    marked = redline(first, second, "程一诺", "2027-01-04T09:00:00Z")
    root = parse(marked[DOCUMENT])
    for parts, accepted in ((first, False), (second, True)):
        if read_as(root, accepted=accepted) != read_as(parse(parts[DOCUMENT]), accepted=accepted):
            found.append(("痕", "accepted" if accepted else "rejected"))
    return found, names, len(told), (first, second, marked)


@pytest.mark.parametrize("first", range(0, _SEEDS, _BUNCH))
def test_what_is_said_of_a_secretarys_edits_is_so(first: int, tmp_path: Path) -> None:
    sides = shared_in(tmp_path / "old"), shared_in(tmp_path / "new")
    for seed in range(first, first + _BUNCH):
        found, names, _, _ = faults_of(seed, sides)
        assert found == [], (seed, names)


def office_disagrees(files: Files, folder: Path) -> list[str]:
    """Which of accepting and rejecting gives other words in LibreOffice than the texts have."""
    first, second, marked = map(pack, files)
    asked = [(first, ""), (second, ""), (marked, ACCEPT), (marked, REJECT)]
    before, after, accepted, rejected = (_words(made) for made in resolved(asked, folder))
    return [
        name
        for name, one, other in (("accept", accepted, after), ("reject", rejected, before))
        if one != other
    ]


def _words(content: bytes) -> list[str]:
    return [text.replace("\u200b", "").strip() for _, text in paragraphs(content) if text.strip()]


def main(count: int, first: int, office: str = "") -> None:
    """Print how many pairs, changes and faults of each kind there are."""
    kinds: Counter[str] = Counter()
    edits: Counter[str] = Counter()
    told = 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        sides = shared_in(folder / "old"), shared_in(folder / "new")
        for seed in range(first, first + count):
            found, names, changes, files = faults_of(seed, sides)
            told += changes
            kinds.update(kind for kind, _ in found)
            edits.update(names)
            if office and seed % _SAMPLE == 0:
                (folder / str(seed)).mkdir()
                disagreed = office_disagrees(files, folder / str(seed))
                found += [("写", way) for way in disagreed]
            for kind, text in found:
                print(seed, ",".join(names), kind, text.replace("\x00", "?"), flush=True)
    print(f"{count} pairs, {told} changes; faults {dict(kinds)}")
    print(dict(edits))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
