"""正文: the steps of a part's text, set as paragraphs and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from ..composition import Block, Heading, Paragraph, Run
from ..document.blocks import (
    Article,
    Chapter,
    Contents,
    FeedbackNote,
    Item,
    LeadSentence,
    PlanStage,
    Prose,
    Section,
    Task,
)
from ..document.derived import has_tasks, has_units
from ..document.parts import Document, Part
from ..document.responsibility_table import ResponsibilityTable
from ..document.rosters import Duties, Roster
from ..document.tables import Figure, TableBlock
from ..document.walk import Step, scheme_of, walk
from ..paper.numbering import DEFAULT_SCHEME, Marker
from ..paper.words import bracketed, lines_of, with_stop, without_close
from .contents import with_contents
from .duties import duties
from .feedback import feedback_paragraph
from .figure import figure
from .job import Job
from .responsibility import NOT_PRINTED, ON_LINES, on_lines, printed_fields, run_in
from .responsibility_table import responsibility_table
from .roster import roster
from .table import table_block

_HEADINGS = ("一级标题", "二级标题", "三级标题", "四级标题", "五级标题")
_RUN_INS = ("一级接排", "二级接排", "三级接排", "四级接排", "四级接排")
"""By level, as `_HEADINGS`; from the fourth on a heading that runs in is in the body's face."""
_TEXT_STYLES = ("段落", "条目", "条")


def body(part: Part | Document, job: Job) -> Iterator[Block]:
    """The blocks of a part's text."""
    form = part.responsibility_form or ON_LINES
    articles = bool(part.articles)
    blocks: list[Block] = []
    contents: tuple[int, int] | None = None
    for step in walk(part, scheme_of(part.numbering, articles)):
        if step.closing:
            if isinstance(step.block, Section):
                _close_section(step.block, form, blocks, job)
        elif isinstance(step.block, Contents):
            if contents is None and step.block.depth:
                contents = len(blocks), step.block.depth
        else:
            blocks += _blocks(step, form, articles, job)
    if contents:
        at, depth = contents
        under_text = at > 0 or part.recipients is not None
        blocks = with_contents(
            blocks,
            at,
            depth,
            under_text=under_text,
            row=job.measures.row,
            own_pages=not isinstance(part, Document),
        )
    yield from blocks


def _blocks(step: Step, form: str, articles: bool, job: Job) -> Iterable[Block]:
    block = step.block
    if isinstance(block, Prose):
        return [_plain(block.text)]
    if isinstance(block, Section):
        return _article_section(step, block) if articles else _section(step, block)
    if isinstance(block, Task):
        return _task(step, block, form, job)
    if isinstance(block, Item):
        return _paragraphs("条目", (), step.printed, block.text)
    if isinstance(block, LeadSentence):
        lead = Run(with_stop(block.sentence), "领句")
        return _paragraphs("段落", (lead,), "", block.run_in)
    if isinstance(block, PlanStage):
        return _stage(step, block)
    if isinstance(block, Roster):
        return roster(block, job)
    if isinstance(block, Duties):
        return duties(block, job)
    if isinstance(block, TableBlock):
        return table_block(block, job)
    if isinstance(block, ResponsibilityTable):
        return responsibility_table(block, job)
    if isinstance(block, Figure):
        return figure(block, job)
    if isinstance(block, Chapter):
        return [_centred(step, "章", block.title)]
    if isinstance(block, Article):
        return _article(step, block)
    if isinstance(block, FeedbackNote):
        return feedback_paragraph(job) if block.shown else []
    raise AssertionError(f"no setting for {type(block).__name__}")


def _plain(text: str) -> Paragraph:
    return Paragraph("段落", (Run(text),))


def _paragraphs(style: str, lead: tuple[Run, ...], before: str, text: str) -> list[Paragraph]:
    """A text whose first line runs on after `lead`; the lines after it are paragraphs too."""
    first, *more = lines_of(text)
    runs = (*lead, *((Run(before + first),) if before + first else ()))
    return [Paragraph(style, runs), *map(_plain, more)]


def _spaced(number: str, title: str) -> str:
    """第一章　总则, or the title alone where it has no number."""
    return f"{number}　{title}" if number else title


def face_level(marker: Marker | None, level: int) -> int:
    """The level whose face a heading takes, from 1: that of its marker where the marker is one of
    the standard's (so “1.” is set like a 三级标题 even right below “一、”), else its own level.
    """
    if marker in DEFAULT_SCHEME.levels:
        return DEFAULT_SCHEME.levels.index(marker) + 1
    return min(max(level, 1), len(_HEADINGS))


def _centred(step: Step, style: str, title: str) -> Paragraph:
    """章 or 节 of a text in articles."""
    text = _spaced(step.written, title)
    return Paragraph(style, (Run(text),), heading=Heading(step.level, text))


def _headed(step: Step, heading: str, text: str | None) -> list[Paragraph]:
    """A heading on its own line, or run in before `text` with one stop between (7.3.3)."""
    face = face_level(step.marker, step.level) - 1
    mark = Heading(step.level, step.printed + without_close(heading), text is not None)
    if text is None:
        return [Paragraph(_HEADINGS[face], (Run(step.printed + heading),), heading=mark)]
    lead = Run(step.printed + with_stop(heading), _RUN_INS[face])
    first, *more = _paragraphs("段落", (lead,), "", text)
    return [replace(first, heading=mark), *more]


def _section(step: Step, section: Section) -> list[Paragraph]:
    return _headed(step, section.title, section.run_in)


def _article_section(step: Step, section: Section) -> list[Paragraph]:
    """节 of a text in articles: centred, what would run in on a line of its own."""
    heading = _centred(step, "节", section.title)
    return [heading, *map(_plain, lines_of(section.run_in))] if section.run_in else [heading]


def _close_section(section: Section, form: str, blocks: list[Block], job: Job) -> None:
    """What a section says of itself who does it, where no task beneath takes it over; in brackets
    it runs on after the section's last words.
    """
    if form == NOT_PRINTED or not has_units(section) or has_tasks(section):
        return
    fields = printed_fields(section, (), job)
    if form == ON_LINES:
        blocks += on_lines(fields)
        return
    text = run_in(fields, form)
    last = blocks[-1]
    if text and isinstance(last, Paragraph) and last.style in _TEXT_STYLES and last.runs:
        blocks[-1] = _running_on(last, text)
    elif text:
        blocks.append(_plain(text))


def _running_on(paragraph: Paragraph, text: str) -> Paragraph:
    *runs, last = paragraph.runs
    return replace(paragraph, runs=(*runs, replace(last, text=with_stop(last.text)), Run(text)))


def _task(step: Step, task: Task, form: str, job: Job) -> list[Paragraph]:
    """One task. Alone its text is a paragraph; before 内容 it is the lead sentence."""
    fields = printed_fields(task, step.above, job)
    if task.content is None:
        paragraphs = _paragraphs("条目", (), step.printed, task.text)
    else:
        paragraphs = _headed(step, task.text, task.content)
    if form == ON_LINES:
        return [*paragraphs, *on_lines(fields)]
    text = run_in(fields, form)
    return [*paragraphs[:-1], _running_on(paragraphs[-1], text)] if text else paragraphs


def _stage(step: Step, stage: PlanStage) -> list[Paragraph]:
    period = stage.printed_period()
    heading = stage.name + (bracketed(period) if period else "")
    return _headed(step, heading, stage.run_in)


def _article(step: Step, article: Article) -> list[Paragraph]:
    """第×条 run in before its first 款, the other ones beneath."""
    texts = article.paragraphs
    first, *more = (texts,) if isinstance(texts, str) else texts
    paragraphs = _paragraphs("条", (Run(_spaced(step.written, ""), "条号"),), "", first)
    return [*paragraphs, *(_plain(line) for text in more for line in lines_of(text))]
