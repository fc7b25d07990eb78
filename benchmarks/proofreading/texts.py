"""The texts that the measure is taken on, and what the rules find in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from gongwen import rules
from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.document.read import read_document
from gongwen.importer.assemble import import_file
from gongwen.importer.text_check import check_text
from gongwen.kinds import kinds
from gongwen.library.documents import documents_in
from gongwen.problem import Level, Problem
from gongwen.problem_ids import ProblemId
from gongwen.registry.reader import load_registry
from gongwen.registry.units import Registry
from gongwen.source.parse import parse

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
EXAMPLES = ROOT / "content" / "示例"
VARIANTS = ROOT / "tests" / "variants"
OWN = Path(__file__).parent / "texts"
_SHORTEST, _LONGEST = 30, 400


def rule_names() -> frozenset[ProblemId]:
    """The names of the rules: what import or the model says is no matter of this measure."""
    return frozenset(rule.NAME for rule in rules.rules())


def of_file(path: Path) -> list[Problem]:
    """What a check says of a text or a web page, of its reading too."""
    return check_text(path, path.name, None, Shared(ROOT, ROOT / "content"))


def of_content(folder: Path) -> list[tuple[str, Problem]]:
    """What the rules find in the documents of a folder, with the names of their files."""
    shared = Shared(ROOT, folder)
    found = []
    for path in documents_in(folder):
        made = process(Request(path, None), shared)
        found += [(path.name, each) for each in made.problems if _counts(each)]
    return found


def _counts(problem: Problem) -> bool:
    return problem.rule in rule_names()


def published_pages() -> list[Path]:
    """The proofread pages of ../shared/real; none where it is not there."""
    return sorted((SHARED / "real").glob("*.html"))


def own_texts() -> list[Path]:
    """Our own proofread texts."""
    return sorted(OWN.glob("*.txt"))


@cache
def registry() -> Registry:
    """The units of the examples, whose city the planted documents are of too."""
    path = EXAMPLES / "机构.yaml"
    return load_registry(parse(path.read_text(encoding="utf-8"), path.name)[0], path.name)[0]


@cache
def paragraphs() -> tuple[str, ...]:
    """Proofread paragraphs of running text: of the published pages, the examples, our own texts."""
    texts = [import_file(path, path.name).text for path in (*published_pages(), *own_texts())]
    texts += [path.read_text(encoding="utf-8") for path in documents_in(EXAMPLES)]
    found: dict[str, None] = {}
    for text in texts:
        document, _ = read_document(parse(text, "文.yaml")[0], "文.yaml")
        if document is not None:
            context = rules.Context(document, "征求意见稿", kinds()[document.kind], registry())
            found |= {
                passage.text: None
                for passage in context.passages
                if passage.is_prose and _is_plain(passage.text)
            }
    return tuple(found)


def _is_plain(text: str) -> bool:
    return _SHORTEST <= len(text) <= _LONGEST and text.endswith("。") and "'" not in text


def weighty(problems: list[Problem]) -> list[Problem]:
    """Those that are no mere 提示."""
    return [problem for problem in problems if problem.level is not Level.NOTICE]
