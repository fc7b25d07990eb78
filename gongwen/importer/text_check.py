"""The text of a file from anywhere, held against the rules as the document that it would be; what
is found stands where it does in that file. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from .. import patterns as re
from .. import rules
from ..build.pipeline import set_pages
from ..build.shared import Shared
from ..document.parts import DraftStage
from ..document.read import read_document
from ..library.library import Library
from ..library.references import resolve
from ..problem import Level, Problem, in_order
from ..problem_ids import FILE_UNREADABLE, LEFT_OUT, REMARKS, UNSURE, UNUSABLE_WAIVER, ProblemId
from ..rules import (
    closing_phrase,
    missing_element,
    opening_phrase,
    pasted_markdown,
    recipient_marks,
    title_form,
    typed_element,
)
from ..secrecy.refused import ClassifiedError
from ..source.parse import parse
from ..word.refusal import RefusedError
from .assemble import Imported, import_file
from .decoding import decode
from .document_numbers import NUMBER
from .fates import Fate, folded
from .header_recipients import ENDS_WRONGLY
from .only_checked import asked
from .tree import Tree, plain
from .typed_dates import REWRITTEN
from .typed_forms import TypedForm, typed_forms

_ABOUT_IMPORT = (UNSURE, LEFT_OUT, REMARKS)
"""What import says of its own reading: here only that this much was not looked at surely."""
_BY_KIND = (title_form.NAME, opening_phrase.NAME, closing_phrase.NAME)
"""What asks whether a text is of its kind: not to be asked where import could not tell that."""
_LEFT_AS_TEXT = (pasted_markdown.NAME, typed_element.NAME)
_KEY = re.compile(r"^\s*(?:- )*(?:[^\s:：]{1,12}: )?[\"'|>-]*")
_LINE = re.compile(r"“[^“”]*”|(?<!表的)第(?P<line>\d+)行")
"""A line that a message names, and what it quotes."""
_SNIPPET = 12
"""Characters by which a place within a paragraph is found again."""
_TELLING = 4
"""Shorter texts stand in others by chance."""
_BY_LINE = (".txt", ".md")
_OURS = re.compile(r"(?:文种|稿本|格式|样式|编号|责任标注|忽略): ?|\s*#")
"""Lines of the YAML whose words are the program's own."""
_BAR = "｜"
_IN_ROW = 12
"""Pieces on either side that may be cells of the same row."""
_LONG = 8
"""Characters of a name that is found ahead sooner than alone, behind."""
_OURS_ALONE = re.compile("没有写公开属性|（缺标题）|（缺正文）")
"""What is on no paper: a fact that only drafts have, places that import keeps."""
_AHEAD = 40
"""Pieces among which the next text is looked for first."""


def check_text(path: Path, shown: str, stage: DraftStage | None, shared: Shared) -> list[Problem]:
    """What the rules find in the text of a file, by the line of a text or a web page, or by the
    paragraph of a Word file; `shown` is what the file is called.
    """
    try:
        imported = import_file(path, shown, as_typed=True)
    except RefusedError as error:
        return [Problem(FILE_UNREADABLE, Level.ERROR, shown, 0, 0, error.reason, "", error.advice)]
    except ClassifiedError as error:
        return [error.problem]
    imported = replace(imported, text=_with_typed_numbers(imported))
    places = _Places(path, shown, imported)
    found = [
        places.of_import(problem)
        for problem in imported.problems
        if REWRITTEN not in problem.message  # what was typed is told below
    ]
    told = _sure(imported, shown, stage, shared)
    by_rules = list(places.all_of(told, imported.text))
    found = [problem for problem in found if not _is_told(problem, by_rules)] + by_rules
    found += map(places.of_typed, typed_forms(imported))
    found += [
        Problem(ProblemId(missing_element.NAME), Level.NOTICE, shown, 0, 0, f"没有“{element}”")
        for element in ([] if imported.is_attachment else _waived(imported.tree))
    ]
    return in_order(asked(in_order(found), imported))


def told_in_yaml(
    path: Path, shown: str, stage: DraftStage | None, shared: Shared
) -> tuple[str, list[Problem]]:
    """The YAML that the file would be, and what the rules find at places of it. Raises RefusedError
    where the file cannot be read, ClassifiedError where it may not be worked on here.
    """
    imported = import_file(path, shown, as_typed=True)
    imported = replace(imported, text=_with_typed_numbers(imported))
    return imported.text, _sure(imported, shown, stage, shared)


def _sure(
    imported: Imported, shown: str, stage: DraftStage | None, shared: Shared
) -> list[Problem]:
    """What the rules find, but for elements that may only not have been recognised, and a kind
    that import had to pick.
    """
    doubted = [each.message for each in imported.problems if "没有认出" in each.message]
    return [
        problem
        for problem in _by_rules(imported.text, shown, stage, shared)
        if not (problem.rule == missing_element.NAME and _is_doubted(problem.message, doubted))
        and not (problem.rule in _BY_KIND and not imported.is_kind_known)
    ]


def _with_typed_numbers(imported: Imported) -> str:
    """The YAML with 发文字号 as typed, where import has written it with the right brackets."""
    text = imported.text
    for left in imported.left_out:
        _, tidied, number = left.why.partition("发文字号，写成 ")
        typed = NUMBER.search(left.text)
        if tidied and typed:
            text = text.replace(f"发文字号: {number}\n", f"发文字号: {typed[0]}\n", 1)
    return text


def _is_told(problem: Problem, by_rules: Sequence[Problem]) -> bool:
    """Whether what import takes for an element or a sign, and left as text, is what a rule says of
    the same line.
    """
    return (
        problem.rule == UNSURE
        and "照原样写成了文字" in problem.message
        and any(each.rule in _LEFT_AS_TEXT and each.line == problem.line for each in by_rules)
    )


def _is_doubted(message: str, doubted: Sequence[str]) -> bool:
    """Whether an element that is missing may be one that was not recognised."""
    element = message.partition("“")[2].partition("”")[0]
    return any(f"没有认出“{element}”" in each for each in doubted)


def _waived(tree: Mapping[str, Tree]) -> list[str]:
    """The elements of which nothing in the file could be one."""
    waivers = plain(tree.get("忽略", {}))
    elements = waivers.get(missing_element.NAME, {}) if isinstance(waivers, dict) else {}
    return list(elements) if isinstance(elements, dict) else []


def _by_rules(text: str, shown: str, stage: DraftStage | None, shared: Shared) -> Iterator[Problem]:
    """What the rules find in the YAML of a document that stands in no file."""
    data, problems = parse(text, shown)
    library = Library(shared.content, shared.root)
    resolved = resolve(data, shared.content / "_.yaml", library)
    document, misfits = read_document(resolved.data, shown, text)
    yield from problems
    yield from misfits
    if document is None:
        return
    kind = shared.kinds()[document.kind]
    registry, _ = shared.registry(resolved.registry, library, resolved.office)
    at_stage = stage or document.draft_stage
    lists, unusable = shared.lists(library)
    yield from unusable
    context = rules.Context(document, at_stage, kind, registry, {shown: text}, lists)
    found = rules.check(context)
    for problem in found:
        if problem.rule == missing_element.NAME:
            yield replace(problem, line=0, column=0, hint="")  # it stands nowhere
        elif problem.rule != UNUSABLE_WAIVER and not _OURS_ALONE.search(problem.message):
            yield problem
    look, _, _ = shared.look_of(document, kind)
    if look is not None and not any(map(rules.refuses, found)):  # as a build would say
        yield from set_pages(context, resolved.pictures, look, shared)[1]


class _Places:
    """Where in the file that was checked the lines of its YAML stand."""

    def __init__(self, path: Path, shown: str, imported: Imported) -> None:
        self.shown = shown
        self.fates: Sequence[Fate] = imported.fates
        self.lines = imported.lines
        self.texts = [folded(fate.text) for fate in self.fates]
        by_line = path.suffix.lower() in _BY_LINE
        self.raw = decode(path.read_bytes()).split("\n") if by_line else []
        self.by_paragraph = not by_line and not self.lines

    def of_import(self, problem: Problem) -> Problem:
        """What import said, in the line of the file."""
        line = self.lines.get(problem.line, problem.line)
        if (
            problem.rule == UNSURE
            and ENDS_WRONGLY in problem.message
            and "不是冒号" in problem.message
        ):
            return replace(problem, rule=ProblemId(recipient_marks.NAME), line=line)
        if problem.rule in _ABOUT_IMPORT:
            return replace(problem, level=Level.NOTICE, line=line, hint="")
        return replace(problem, line=line)

    def of_typed(self, told: TypedForm) -> Problem:
        """What was typed otherwise than it is printed, in the line of the file."""
        line = self.lines.get(told.number, told.number)
        message = f"第{told.number}段：{told.message}" if self.by_paragraph else told.message
        rule = ProblemId(told.rule)
        return Problem(rule, told.level, self.shown, line, 1, message, "", told.hint)

    def all_of(self, problems: Iterable[Problem], text: str) -> Iterator[Problem]:
        """The problems of the YAML `text` at their places in the file."""
        written = text.split("\n")
        at = list(self.followed(written))
        for problem in problems:
            if problem.file != self.shown or not problem.line:
                yield problem
                continue
            fate = at[problem.line - 1]
            line = written[problem.line - 1]
            if fate is not None and _BAR in line:
                fate = self.of_cell(fate, line, problem.column)
            at_word = max(problem.column - 1, 0)
            if len(line) - at_word < _TELLING:  # too little to find: the words before it tell
                at_word = max(len(line) - _SNIPPET, 0)
            snippet = line[at_word:][:_SNIPPET].strip("\"' ")
            yield self.moved(self.with_lines(problem, at), fate, snippet)

    def with_lines(self, problem: Problem, at: Sequence[Fate | None]) -> Problem:
        """The same where it names another line: that line of the file, or its paragraph."""

        def named(match: re.Match[str]) -> str:
            if match[0].startswith("“"):  # it is quoted
                return match[0]
            line = int(match["line"])
            fate = at[line - 1] if 0 < line <= len(at) else None
            if fate is None or not fate.number:
                return "前文"
            if self.by_paragraph:
                return f"第{fate.number}段"
            return f"第{self.lines.get(fate.number, fate.number)}行"

        message, hint = (_LINE.sub(named, said) for said in (problem.message, problem.hint))
        return replace(problem, message=message, hint=hint)

    def followed(self, written: Sequence[str]) -> Iterator[Fate | None]:
        """The piece of the file that each line of the YAML came from; None where none is known, as
        for the keys of blocks, which then stand where what follows them does.
        """
        found: list[Fate | None] = []
        reached = 0
        for line in written:
            is_ours = line.endswith(":") or _OURS.match(line)
            cells = line.split(_BAR)  # a row stands where its longest cell does
            longest = _KEY.sub("", max(cells, key=len))
            words = "" if is_ours else folded(longest.rstrip("\"'"))
            place = self.piece(words, reached) if words else -1
            if place >= 0:
                reached = place
            found.append(self.fates[place] if place >= 0 else None)
        following: Fate | None = None
        for index in range(len(found) - 1, -1, -1):
            following = found[index] or following
            if found[index] is None and written[index].endswith(":"):
                found[index] = following
        yield from found

    def of_cell(self, fate: Fate, line: str, column: int) -> Fate:
        """The piece that the cell of a row became which has that column, near that of the row."""
        start = line.rfind(_BAR, 0, max(column - 1, 0)) + 1
        cell = folded(_KEY.sub("", line[start:].partition(_BAR)[0]).rstrip("\"'"))
        at = self.fates.index(fate)
        near = range(max(0, at - _IN_ROW), min(at + _IN_ROW, len(self.texts)))
        fitting = [index for index in near if cell and cell in self.texts[index]]
        return self.fates[min(fitting, key=lambda index: abs(index - at))] if fitting else fate

    def piece(self, words: str, reached: int) -> int:
        """Which piece holds `words`, or is said to have become them; -1 where none does."""
        order = [*range(reached, min(reached + _AHEAD, len(self.texts)))]
        order += range(len(self.texts)) if len(words) >= _TELLING else ()
        whole = next((index for index in order if self.texts[index] == words), -1)
        ahead = order[:_AHEAD] if len(words) >= _LONG else ()
        near = next((index for index in ahead if self.holds(index, words)), -1)
        if whole < reached <= near:  # a name that stood alone before is spoken of again
            return near
        if whole >= 0:
            return whole
        return next((index for index in order if self.holds(index, words)), -1)

    def holds(self, index: int, words: str) -> bool:
        """Whether a piece has `words` in it, or became them."""
        return words in self.texts[index] or words in folded(self.fates[index].what)

    def moved(self, problem: Problem, fate: Fate | None, snippet: str) -> Problem:
        """The same problem where the piece stands."""
        if fate is None or not fate.number:
            return replace(problem, line=0, column=0)
        line, column = self.spot(fate, snippet)
        message = problem.message
        if self.by_paragraph:
            message = f"第{fate.number}段：{message}"
        return replace(problem, line=line, column=column, message=message)

    def spot(self, fate: Fate, snippet: str) -> tuple[int, int]:
        """The line and column of `snippet` in a piece, which may run over lines of a text."""
        line = self.lines.get(fate.number, fate.number)
        following = (each.number for each in self.fates if each.number > fate.number)
        end = min(following, default=len(self.raw) + 1)
        for index in range(line, min(end, len(self.raw) + 1)) if snippet else ():
            if (at := self.raw[index - 1].find(snippet)) >= 0:
                return index, at + 1
        return line, 1
