"""Any document and what became of it: what the changes say is so, in all three ways of showing
them. `python -m tests.revision.test_said 1000` tries so many pairs and counts what is not.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
import yaml

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.composition import Composition
from gongwen.revision.change import Change
from gongwen.revision.changes import compared
from gongwen.revision.clauses import clause_rows
from gongwen.revision.comparison import without_spacing
from gongwen.revision.comparison_table import comparison_table
from gongwen.revision.views import as_html, as_text
from gongwen.typeset.contents import plain_contents
from gongwen.word.wordml import DOCUMENT, parse
from tests.project import with_looks
from tests.revision.audit import faults
from tests.revision.clause_audit import row_faults, row_views_that_differ
from tests.revision.random_edits import REGISTRY, Data, pair
from tests.revision.test_redline import READY, marked
from tests.tracked import W

_SEEDS = 60
_BUNCH = 10


def shared_in(folder: Path) -> Shared:
    """A content root with the registry of the edits."""
    content = with_looks(folder) / "content"
    content.mkdir()
    (content / "机构.yaml").write_text(yaml.safe_dump(REGISTRY, allow_unicode=True), "utf-8")
    return Shared(folder, content)


def on_paper(data: Data, shared: Shared) -> Composition:
    path = shared.content / "试.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    outcome = process(Request(path, None), shared)
    assert outcome.pages, [problem.message for problem in outcome.problems]
    return outcome.pages[0].composition


def as_marked(composition: Composition) -> Composition:
    """A composition as `compare` renders it for a redline."""
    return plain_contents(without_spacing(composition))


def views_that_differ(found: list[Change]) -> list[str]:
    """Where the terminal, the page and the table do not say the same."""
    text = as_text(found)
    page = as_html(found, "题", "版")
    table = parse(comparison_table(found, "题", "版", READY)[DOCUMENT])
    rows = [
        ["\n".join("".join(t.text or "" for t in p.iter(W + "t")) for p in cell.iter(W + "p"))
         for cell in row.iter(W + "tc")]
        for row in table.iter(W + "tr")
    ][1:]  # fmt: skip
    pattern = r"<tr><td>\d+</td><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>"
    cells = [
        [unescape(re.sub(r"</?(?:ins|del)>", "", cell.replace("<br>", "\n"))) for cell in row]
        for row in re.findall(pattern, page, re.DOTALL)
    ]
    heads = re.findall(r"^\d+\. 【(.*)】", text, re.MULTILINE)
    wrong = []
    for number, change in enumerate(found, 1):
        row, cell = rows[number - 1][1:], cells[number - 1]
        told = [each.replace("\t", "　") for each in (change.shown_place, change.old, change.new)]
        if row[:3] != told or [each.replace("\t", "　") for each in cell[:3]] != told:
            wrong.append(f"{number}: {told} {row} {cell}")
        if heads[number - 1] != told[0] or row[3] != cell[3] or row[3] not in text:
            wrong.append(f"{number}: {heads[number - 1]} {row[3]} {cell[3]}")
    return wrong


@pytest.mark.parametrize("first", range(0, _SEEDS, _BUNCH))
def test_what_is_said_is_so(first: int, tmp_path: Path) -> None:
    shared = shared_in(tmp_path)
    for seed in range(first, first + _BUNCH):
        data, became, names = pair(seed)
        old, new = on_paper(data, shared), on_paper(became, shared)
        texts = compared(old, new)
        found, rows = texts.changes, clause_rows(texts)
        assert faults(old, new, found) == [], (seed, names)
        assert row_faults(old, new, found, rows) == [], (seed, names)
        assert row_views_that_differ(rows) == [], (seed, names)
        assert views_that_differ(found) == [], (seed, names)
        if seed % _BUNCH == 0:
            marked(as_marked(old), as_marked(new))  # accepted it is the new text, rejected the old


def main(count: int, first: int = 0) -> None:
    """Print how many pairs, changes and faults of each kind there are."""
    kinds: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    told = 0
    with tempfile.TemporaryDirectory() as folder:
        shared = shared_in(Path(folder))
        for seed in range(first, first + count):
            data, became, names = pair(seed)
            old, new = on_paper(data, shared), on_paper(became, shared)
            texts = compared(old, new)
            found, rows = texts.changes, clause_rows(texts)
            told += len(found)
            wrong = faults(old, new, found) + [("看", text) for text in views_that_differ(found)]
            wrong += [("条", text) for text in row_faults(old, new, found, rows)]
            wrong += [("看", text) for text in row_views_that_differ(rows)]
            kinds.update(kind for kind, _ in wrong)
            pairs.update({kind for kind, _ in wrong})
            for kind, text in wrong:
                print(seed, ",".join(names), kind, text)
            if seed % _BUNCH == 0:
                marked(as_marked(old), as_marked(new))
    print(f"{count} pairs, {told} changes; faults {dict(kinds)}, in pairs {dict(pairs)}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
