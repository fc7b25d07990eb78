"""A project for inputs that nobody would write: what becomes of each, by a word."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import yaml

from gongwen.build.pipeline import Request, process
from gongwen.build.shared import Shared
from gongwen.formats import formats
from gongwen.importer.assemble import assemble
from gongwen.importer.reading import read_content
from gongwen.problem import Level, as_digest
from gongwen.problem_ids import EMPTY_FILE
from gongwen.source.parse import parse
from gongwen.word.refusal import RefusedError

from ..project import ROOT, with_looks

BUILT, REFUSED, IMPORTED, NOT_IMPORTED = "生成", "拒绝", "导入", "没有导入"
UNPLACED, WORDY = "拒绝而不说在哪一行", "话太多"
WORST_WORDS = 200_000
"""Characters that are printed of one document: more, and nobody finds the line that matters."""
EXAMPLES = ROOT / "content" / "示例"
VARIANTS = ROOT / "tests" / "variants"
OWN = Path(__file__).parent / "documents"
"""Those with the keys that no example and no variant has."""
WRONG = ROOT / "tests" / "wrong"

Work = Callable[[], tuple[str, str]]


def document_files() -> list[Path]:
    """The documents of the examples and of the variants, and our own."""
    found = [path for folder in (EXAMPLES, VARIANTS, OWN) for path in folder.glob("*.yaml")]
    return sorted(path for path in found if not path.name.startswith("机构"))


def plain(path: Path) -> object:
    """The data of a document, all texts as typed."""
    return yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # noqa: S506  texts only


def as_yaml(tree: object) -> str:
    """The data as a document, a value a line."""
    return yaml.dump(tree, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9)


class _Dumper(yaml.CSafeDumper):
    """Writes out what is there more than once."""

    def ignore_aliases(self, data: object) -> bool:
        return True


class Place:
    """A folder with templates, sheets and the examples' registry, in which documents are made."""

    def __init__(self, folder: Path) -> None:
        self.content = with_looks(folder) / "content"
        self.content.mkdir()
        shutil.copy(EXAMPLES / "机构.yaml", self.content)
        for path in VARIANTS.glob("*.png"):
            shutil.copy(path, self.content)
        self.shared = Shared(folder, self.content)
        self.docx = formats()["docx"]

    def built(self, content: bytes) -> Work:
        """What becomes of a document: made, or refused by a sentence that says where."""

        def work() -> tuple[str, str]:
            path = self.content / "稿.yaml"
            path.write_bytes(content)
            outcome = process(Request(path, None, (self.docx,)), self.shared)
            errors = [each for each in outcome.problems if each.level is Level.ERROR]
            said = sum(map(len, as_digest(outcome.problems)))
            if said > WORST_WORDS:
                return WORDY, f"{said}字"
            if outcome.refused and not errors:
                return UNPLACED, ""
            if outcome.refused and not any(each.line or each.rule == EMPTY_FILE for each in errors):
                return UNPLACED, errors[0].message
            rules = dict.fromkeys(each.rule for each in errors)
            return (REFUSED, " ".join(rules)) if outcome.refused else (BUILT, "")

        return work


def imported(content: bytes, suffix: str) -> Work:
    """What becomes of a foreign file: a document that can be read, or a refusal."""

    def work() -> tuple[str, str]:
        try:
            found = assemble(read_content(content, suffix, f"旧文{suffix}"))
        except RefusedError as error:
            return NOT_IMPORTED, error.reason
        _, problems = parse(found.text, "旧文.yaml")
        errors = [each.message for each in problems if each.level is Level.ERROR]
        if errors:
            raise AssertionError(f"导入的文稿读不出来：{errors[0]}")
        return IMPORTED, ""

    return work
