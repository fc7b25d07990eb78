"""Two sides compared: the files that show what changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ..composition import Composition, PageSection, Paragraph, Table
from ..render.render import render
from ..template.ready import Template
from ..typeset.contents import plain_contents
from ..word.package import pack
from ..word.wordml import DOCUMENT, STYLES
from .change import Change
from .changes import ComparedTexts, compared
from .clause_page import clause_page
from .clause_table import Heads, clause_table
from .clauses import clause_rows
from .comparison_table import comparison_table
from .paper_redline import on_paper
from .redline import redline
from .redline_columns import has_other_columns
from .views import as_html

_OTHER_STYLES = (
    "两版用的样式不同：花脸稿按新的样式排，拒绝全部修订后，文字是旧的，字体、行距仍是新的。"
)
WITH_MARKS, FOR_PAPER = "（花脸稿）", "（花脸稿 打印）"
"""What the names of the redlines end with: that to work on in Word, that to read on paper."""
_NOTHING = Composition("", None, (PageSection((Paragraph("段落", ()),)),), None)


Files = Mapping[str, tuple[Composition, Template]]
"""What is printed, and on which template, by the tail of the file name ("" = the document itself,
附件2 = one bound apart).
"""


class Side(Struct, frozen=True):
    """One version, set. `label` names it and may name a person; `author` is who marks bear. `date`
    is local time as Word writes it, "" where the version is not kept.
    """

    label: str
    author: str
    date: str
    files: Files


class Compared(Struct, frozen=True):
    """What changed, and the files that show it by the tail of their names; none where the two
    sides print the same. `rows` are the changes by the row of the table that tells them.
    """

    changes: list[Change]
    outputs: dict[str, bytes]
    remark: str = ""
    """What the redlines cannot give back."""
    rows: tuple[tuple[Change, ...], ...] = ()


def without_spacing(composition: Composition) -> Composition:
    """The composition without what keeps its lines as they are: the lines of a redline are others,
    and how they are spaced is no change.
    """
    sections = []
    for section in composition.sections:
        blocks = (
            _plain(block) if isinstance(block, Paragraph) else block for block in section.blocks
        )
        sections.append(replace(section, blocks=tuple(blocks)))
    return replace(composition, sections=tuple(sections))


def printed(files: Files) -> dict[str, Composition]:
    """What stands on paper, by the tail of the file name: wherever it was typed."""
    return {tail: _without_places(composition) for tail, (composition, _) in files.items()}


def _without_places(composition: Composition) -> Composition:
    sections = [
        replace(section, blocks=tuple(map(_unplaced, section.blocks)))
        for section in composition.sections
    ]
    return replace(composition, sections=tuple(sections))


def _unplaced(block: Paragraph | Table) -> Paragraph | Table:
    return replace(block, places=(), problems=()) if isinstance(block, Table) else block


def _plain(block: Paragraph) -> Paragraph:
    spaced = block.spacing or block.held or block.ragged
    return replace(block, spacing=(), held=(), ragged=False) if spaced else block


def changes_of(old: Files, new: Files) -> list[Change]:
    """All changes of a document's files, those of the document itself first."""
    return [change for found in _compared(old, new) for change in found.changes]


def _compared(old: Files, new: Files) -> list[ComparedTexts]:
    """Each file's two texts compared, those of the document itself first."""
    return [compared(was, now) for _, (was, _), (now, _) in _pairs(old, new)]


def _without_stages(texts: list[ComparedTexts]) -> tuple[list[ComparedTexts], str]:
    """The texts without what only came or went with the stage, and what that was; as they are where
    nothing else changed.
    """
    made, places = [], []
    for text in texts:
        gone = [change for change in text.changes if _is_of_stage(change, text)]
        places += [change.place for change in gone]
        made.append(replace(text, changes=[each for each in text.changes if each not in gone]))
    if not (places and any(text.changes for text in made)):
        return texts, ""
    named = "、".join(dict.fromkeys(place.split("·")[0] for place in places))
    return made, f"两稿稿本不同，随稿本增减的{named}没有列"


def _is_of_stage(change: Change, text: ComparedTexts) -> bool:
    blocks = [*(text.old[at] for at in change.olds), *(text.new[at] for at in change.news)]
    if not blocks:
        return False
    came_or_went = change.kind in ("增加", "删去") and all(each.of_stage for each in blocks)
    return came_or_went or all(each.unit.style == "稿本" for each in blocks)


def _pairs(
    old: Files, new: Files
) -> Iterator[tuple[str, tuple[Composition, Template], tuple[Composition, Template]]]:
    """Each file as it was and as it is; nothing for one that came or went."""
    _, first = next(iter(new.values()))
    for tail in dict.fromkeys((*new, *old)):
        now = new.get(tail, (_NOTHING, first))
        yield tail, old.get(tail, (_NOTHING, now[1])), now


def _stage(side: Side) -> str:
    """The stage that is printed on a version, "" for a final text."""
    composition = next(iter(side.files.values()))[0]
    blocks = (block for section in composition.sections for block in section.blocks)
    return next(
        (b.text.strip("（）") for b in blocks if isinstance(b, Paragraph) and b.style == "稿本"), ""
    )


def _day(side: Side) -> str:
    """A version by its day (2026年4月3日), which names no person."""
    year, month, day = side.date[:10].split("-")
    return f"{year}年{int(month)}月{int(day)}日"


def _heads(old: Side, new: Side, *, names: bool) -> Heads:
    """The title of the document, the two versions with their stages, and what the two columns are
    called: what a draft is set against, if it is itself no draft, is in force.
    """
    title = next(iter(new.files.values()))[0].title
    stages = _stage(old), _stage(new)
    called = [side.label if names or not side.date else _day(side) for side in (old, new)]
    if called[0] == called[1] and old.date and new.date:  # two of one day
        called = [f"{_day(side)}{side.date[11:16]}" for side in (old, new)]
    sides = [
        f"{each}（{stage}）" if stage else each for each, stage in zip(called, stages, strict=True)
    ]
    before = stages[0] or ("现行规定" if stages[1] else "")
    return Heads(
        title,
        (sides[0], sides[1]),
        f"原条文（{before}）" if before else "原条文",
        f"修改稿（{stages[1]}）" if stages[1] else "修改稿",
    )


def _shown(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The parts of a file that a reader sees: the text, and its pictures."""
    return {name: held for name, held in parts.items() if name == DOCUMENT or "/media/" in name}


def _reasons_of(row: Sequence[Change], reasons: Mapping[str, Sequence[str]]) -> str:
    """The reasons of the places that a row changes, each once."""
    found = (reason for change in row for reason in reasons.get(change.was, ()))
    return "；".join(dict.fromkeys(found))


def compare(
    old: Side,
    new: Side,
    notes: Mapping[int, str] | None = None,
    *,
    reasons: Mapping[str, Sequence[str]] | None = None,
    by_change: bool = False,
    names: bool = False,
) -> Compared:
    """All changes of a document's files; its redlines, for Word and for paper; the table and the
    page, clause by clause, or (`by_change`) a row for each change. `notes` by the number of a row,
    from 1, are its reasons; where there is none, `reasons` by the places of the old version.
    `names` = the heads call the versions by their labels, persons and all.
    """
    outputs: dict[str, bytes] = {}
    remark = ""
    heads = _heads(old, new, names=names)
    for tail, (was, before), (now, look) in _pairs(old.files, new.files):
        first, second = (
            render(plain_contents(without_spacing(side)), look_of)
            for side, look_of in ((was, before), (now, look))
        )
        if first[STYLES] != second[STYLES]:
            remark = _OTHER_STYLES
        if _shown(first) != _shown(second):
            marked = redline(first, second, new.author, new.date)
            outputs[f"{WITH_MARKS}{tail}.docx"] = pack(marked)
            if has_other_columns(first, second):
                marked = redline(first, second, new.author, new.date, columns=True)
            outputs[f"{FOR_PAPER}{tail}.docx"] = pack(on_paper(marked, heads.compared))
    if not outputs:
        return Compared([], {})
    texts = _compared(old.files, new.files)
    if _stage(old) != _stage(new):
        texts, left_out = _without_stages(texts)
        heads = replace(heads, left_out=left_out)
        remark += f"{left_out}。" if left_out else ""
    found = [change for text in texts for change in text.changes]
    template = next(iter(new.files.values()))[1]
    clauses = [row for text in texts for row in clause_rows(text)]
    rows = [(change,) for change in found] if by_change else [row.changes for row in clauses]
    said = [
        (notes or {}).get(number) or _reasons_of(row, reasons or {})
        for number, row in enumerate(rows, 1)
    ]
    if by_change:
        table = comparison_table(found, heads.title, heads.versions, template, said)
        page = as_html(found, f"{heads.title}修改对照", heads.versions, said)
    else:
        table = clause_table(clauses, heads, template, said)
        page = clause_page(clauses, heads, said)
    outputs["（修改对照表）.docx"] = pack(table)
    outputs["（修改对照）.html"] = page.encode()
    return Compared(found, outputs, remark, tuple(rows))
