"""正文: paragraphs and tables to blocks, by the numbers typed and the looks of lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ..paper import outline
from ..paper.numbering import PADDING
from ..paper.responsible import begins_with_label, ending
from .articles import articles
from .bare_headings import with_bare_headings
from .building import Building
from .contents import Content
from .leads import has_habit
from .lined import Lined
from .markers import DEFAULT_LAYOUT, MarkerScheme, first_marker, from_level, layout_of
from .missing_number import with_lost_numbers
from .pictures import with_pictures
from .pieces import Piece, Source, SourceParagraph
from .recognisers import with_blocks_recognised
from .responsibility import (
    ALL_LABELLED,
    IN_BRACKETS,
    ON_LINES,
    are_lines,
    choose_wording,
    line_field,
    read_bracket,
)
from .tasks import FIRST_LEADS, tell_responsibility, with_responsibility_apart
from .tree import Tree
from .typed_numbers import check_numbers, tell_other_numbers

_PLACEHOLDER = "\ue000"


class Body(Struct, frozen=True):
    """The blocks of a text, how it is numbered, and how it words responsibility ("" = it has no
    task that says who does it). `is_numbered` = it has a number at all.
    """

    blocks: list[Tree]
    layout: MarkerScheme
    wording: str
    is_numbered: bool = True


def read_body(pieces: Sequence[Piece], source: Source, after: int = -1) -> Body:
    """The 正文 of one text; `after` is the number of the piece before it, -1 = not known."""
    contents, changes = with_responsibility_apart(pieces, source)
    first_leads = FIRST_LEADS in changes
    contents = with_pictures(contents, after, source)
    contents = with_lost_numbers(with_blocks_recognised(contents, source), source)
    contents = with_bare_headings(contents, source)
    texts = [each.text if isinstance(each, SourceParagraph) else _PLACEHOLDER for each in contents]
    layout = layout_of([text for text in texts if text != _PLACEHOLDER])
    headed = _has_bare_tops(contents)
    if headed and set(layout.samples) < set(DEFAULT_LAYOUT.samples):
        layout = DEFAULT_LAYOUT
    lines = list(outline.read("\n".join(texts), layout.scheme))
    first = 0 if headed else _first_heading(lines) or _first_task(lines, texts)
    if layout.samples == DEFAULT_LAYOUT.samples and 1 < first <= len(layout.samples):
        layout = from_level(layout, first)
        lines = list(outline.read("\n".join(texts), layout.scheme))
    tell_other_numbers(lines, contents, source)
    if layout.articles:
        return Body(articles(lines, contents, source), layout, "")
    lines = [_by_style(line, contents[line.index]) for line in lines]
    check_numbers(lines, contents, layout.scheme, source)
    has_lines = are_lines(texts)
    wording = choose_wording(texts, has_lines=has_lines)
    if first_leads and wording != ON_LINES:
        labels = any(begins_with_label(found.inside) for text in texts if (found := ending(text)))
        wording = ALL_LABELLED if labels else IN_BRACKETS
    habit = has_habit(_regions(lines, contents))
    lined = Lined(lines, contents, layout, wording, source, habit, first_leads)
    _note_changes(lined, changes)
    blocks = Building(lined).blocks(0, len(lines), 0)
    tell_responsibility(lined)
    numbered = any(not isinstance(line, outline.Plain) for line in lines)
    return Body(blocks, layout, wording if has_lines or wording != ON_LINES else "", numbered)


def _note_changes(lined: Lined, numbers: Mapping[str, Sequence[int]]) -> None:
    """What was changed before the lines were known, told of by the numbers of the paragraphs."""
    places = {each.number: at for at, each in reversed([*enumerate(lined.contents)])}
    for what, changed in numbers.items():
        for number in changed:
            lined.change(what, places[number])


def _has_bare_tops(contents: Sequence[Content]) -> bool:
    """Whether headings of the first level have no number, and those under each begin from 1."""
    found = under = False
    for each in contents:
        if not isinstance(each, SourceParagraph):
            continue
        number = first_marker(each.text)
        if number is None and each.look.outline == 1:
            found = under = True
        elif number and under:
            if number[1] != 1:
                return False
            under = False
    return found


def _first_heading(lines: Sequence[outline.Line]) -> int:
    """The level of a text's highest numbered lines, where headings are among them; else 0."""
    numbered = [line for line in lines if not isinstance(line, outline.Plain)]
    highest = min((line.level for line in numbered), default=0)
    headings = (
        isinstance(line, outline.OutlineHeading) for line in numbered if line.level == highest
    )
    return highest if any(headings) else 0


def _first_task(lines: Sequence[outline.Line], texts: Sequence[str]) -> int:
    """The level of a text's highest numbered lines, where one of them says who does it, or the line
    beneath it; else 0.
    """
    numbered = [line for line in lines if not isinstance(line, outline.Plain)]
    highest = min((line.level for line in numbered), default=0)
    tops = [line.index for line in numbered if line.level == highest]
    says = any(read_bracket(texts[at]) or _says_beneath(texts, at) for at in tops)
    return highest if says else 0


def _says_beneath(texts: Sequence[str], at: int) -> bool:
    return at + 1 < len(texts) and line_field(texts[at + 1]) is not None


def _regions(lines: Sequence[outline.Line], contents: Sequence[Content]) -> list[list[Content]]:
    """The plain lines between numbered ones."""
    regions: list[list[Content]] = [[]]
    for line in lines:
        if isinstance(line, outline.Plain):
            regions[-1].append(contents[line.index])
        elif regions[-1]:
            regions.append([])
    return regions


def _by_style(line: outline.Line, content: Content) -> outline.Line:
    """A numbered line as its Word style says: an item, or a heading that runs in."""
    if isinstance(line, outline.Plain) or not isinstance(content, SourceParagraph):
        return line
    look = content.look
    if isinstance(line, outline.OutlineHeading):
        if look.style == "条目":
            return outline.OutlineItem(
                line.level, line.title + line.run_in, line.index, line.number
            )
        return line
    if look.outline:
        return outline.OutlineHeading(line.level, line.text, "", line.index, line.number)
    lead = look.lead - (len(content.text) - len(line.text))
    if lead > 2 and line.text[lead - 1 : lead] == "。":
        run_in = line.text[lead:].lstrip(PADDING)
        return outline.OutlineHeading(line.level, line.text[:lead], run_in, line.index, line.number)
    return line
