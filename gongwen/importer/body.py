"""正文: paragraphs and tables to blocks, by the numbers typed and the looks of lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .. import outline
from ..numbering import PADDING
from .articles import articles
from .duties import duties_block, duty_of
from .islands import Content, Island, with_islands
from .leads import has_habit, lead_sentences
from .markers import DEFAULT_LAYOUT, Layout, from_level, layout_of
from .missing_number import with_lost_numbers
from .pieces import Paragraph, Piece, Source
from .responsibility import (
    FIELDS,
    ON_LINES,
    bracket_fields,
    choose_wording,
    line_field,
    split_inline,
)
from .stages import stages_of
from .tree import Tree, noted
from .typed_numbers import check_numbers
from .wording import unspaced

_PLACEHOLDER = "\ue000"
_TYPED_NUMBER = "序数，由程序加"
_STOP = "标题末尾的句号，由程序加"


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a text, how it is numbered, and how it words responsibility ("" = it has no
    task that says who does it).
    """

    blocks: list[Tree]
    layout: Layout
    wording: str


def read_body(pieces: Sequence[Piece], source: Source) -> Body:
    """The 正文 of one text."""
    contents: list[Content] = []
    for piece in pieces:
        contents += split_inline(piece) if isinstance(piece, Paragraph) else [piece]
    contents = with_lost_numbers(with_islands(contents, source), source)
    texts = [each.text if isinstance(each, Paragraph) else _PLACEHOLDER for each in contents]
    layout = layout_of([text for text in texts if text != _PLACEHOLDER])
    lines = list(outline.read("\n".join(texts), layout.scheme))
    first = _first_heading(lines)
    if layout.samples == DEFAULT_LAYOUT.samples and 1 < first <= len(layout.samples):
        layout = from_level(layout, first)
        lines = list(outline.read("\n".join(texts), layout.scheme))
    if layout.articles:
        return Body(articles(lines, contents, source), layout, "")
    lines = [_by_style(line, contents[line.index]) for line in lines]
    check_numbers(lines, contents, layout.scheme, source)
    has_lines = any(line_field(text) for text in texts)
    wording = choose_wording(texts, has_lines)
    habit = has_habit(_regions(lines, contents))
    building = _Building(lines, contents, layout, wording, source, habit)
    blocks = building.blocks(0, len(lines), 0)
    return Body(blocks, layout, wording if has_lines or wording != ON_LINES else "")


def _first_heading(lines: Sequence[outline.Line]) -> int:
    """The level of a text's highest numbered lines, where headings are among them; else 0."""
    numbered = [line for line in lines if not isinstance(line, outline.Plain)]
    highest = min((line.level for line in numbered), default=0)
    headings = (isinstance(line, outline.Heading) for line in numbered if line.level == highest)
    return highest if any(headings) else 0


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
    if isinstance(line, outline.Plain) or not isinstance(content, Paragraph):
        return line
    look = content.look
    if isinstance(line, outline.Heading):
        if look.style == "条目":
            return outline.Item(line.level, line.title + line.run_in, line.index, line.number)
        return line
    if look.outline:
        return outline.Heading(line.level, line.text, "", line.index, line.number)
    lead = look.lead - (len(content.text) - len(line.text))
    if lead > 2 and line.text[lead - 1 : lead] == "。":
        run_in = line.text[lead:].lstrip(PADDING)
        return outline.Heading(line.level, line.text[:lead], run_in, line.index, line.number)
    return line


Numbered = outline.Heading | outline.Item


@dataclass(slots=True)
class _Building:
    """One text. Ranges are of lines, end excluded; `depth` is the level of the section around."""

    lines: list[outline.Line]
    contents: list[Content]
    layout: Layout
    wording: str
    source: Source
    habit: bool = False

    def blocks(self, low: int, high: int, depth: int) -> list[Tree]:
        found: list[Tree] = []
        seen: set[int] = set()
        at = low
        while at < high:
            line = self.lines[at]
            if isinstance(line, outline.Plain):
                end = self.plain_end(at, high)
                at = self.plain(at, end, high, depth, found)
                continue
            end = self.group_end(at, high)
            found += self.group(at, end, depth, line.level in seen)
            seen.add(line.level)
            at = end
        return found

    # Plain paragraphs

    def plain_end(self, low: int, high: int) -> int:
        while low < high and isinstance(self.lines[low], outline.Plain):
            low += 1
        return low

    def plain(self, low: int, end: int, high: int, depth: int, found: list[Tree]) -> int:
        """The plain lines from `low` to `end`; where the next block begins is given back."""
        leads = lead_sentences(self.contents[low:end], habit=self.habit)
        at = low
        while at < end:
            content = self.contents[at]
            if isinstance(content, Island):
                found += content.blocks
            elif isinstance(content, Paragraph):
                if content.look.outline and not leads.get(at - low):
                    until = self.heading_end(at, high, content.look.outline)
                    body = self.blocks(at + 1, until, depth + 1)
                    section: dict[str, Tree] = {"节": content.text, "编号": "无"}
                    if body:
                        section["正文"] = body
                    found.append(noted(section, *content.remarks))
                    return until
                if duty_of(content.text) and (used := self.duties(at, end, found)):
                    at += used
                    continue
                found.append(self.paragraph(content, leads.get(at - low, 0)))
            at += 1
        return end

    def heading_end(self, at: int, high: int, outline_level: int) -> int:
        """Where an unnumbered heading's text ends: at the next line that is a heading too."""
        for each in range(at + 1, high):
            if not isinstance(self.lines[each], outline.Plain):
                return each
            content = self.contents[each]
            if isinstance(content, Paragraph) and 0 < content.look.outline <= outline_level:
                return each
        return high

    def duties(self, low: int, end: int, found: list[Tree]) -> int:
        """Consecutive “单位：文” paragraphs, where the text has two at least."""
        run = []
        for each in range(low, end):
            content = self.contents[each]
            duty = duty_of(content.text) if isinstance(content, Paragraph) else None
            if duty is None or not isinstance(content, Paragraph):
                break
            run.append((content, duty))
        everywhere = sum(
            1 for each in self.contents if isinstance(each, Paragraph) and duty_of(each.text)
        )
        if everywhere < 2:
            return 0
        found.append(duties_block(run, self.source))
        return len(run)

    def paragraph(self, content: Paragraph, lead: int) -> Tree:
        if not lead:
            return noted(content.text, *content.remarks)
        sentence, rest = content.text[:lead], content.text[lead:].lstrip(PADDING)
        block: Tree = {"领句": self.without_stop(sentence, content), "接排": rest}
        return noted(block, *content.remarks)

    # Numbered lines

    def group_end(self, low: int, high: int) -> int:
        """The end of the siblings that begin at `low`, with all that is beneath them."""
        first = self.numbered(low)
        end = low + 1
        last = low
        while end < high:
            line = self.lines[end]
            if not isinstance(line, outline.Plain):
                if line.level < first.level:
                    break
                if line.level == first.level and type(line) is not type(first):
                    break
                last = end
            end += 1
        if isinstance(first, outline.Heading):
            return end
        return self.after_item(last, end)

    def after_item(self, last: int, end: int) -> int:
        """Where the text of the last item ends: lines on who does it still belong to it."""
        at = last + 1
        while at < end and self.field(at):
            at += 1
        return at

    def numbered(self, at: int) -> Numbered:
        line = self.lines[at]
        if isinstance(line, outline.Plain):
            raise AssertionError("a plain line where a numbered one was told")
        return line

    def field(self, at: int) -> tuple[str, str] | None:
        """Who does the task above, where the line at `at` says so."""
        content = self.contents[at]
        if self.wording != ON_LINES or not isinstance(content, Paragraph):
            return None
        plain = isinstance(self.lines[at], outline.Plain)
        return line_field(content.text) if plain else None

    def siblings(self, low: int, high: int) -> list[tuple[int, int]]:
        """The range of each sibling in a group."""
        level = self.numbered(low).level
        starts = [
            each
            for each in range(low, high)
            if not isinstance(line := self.lines[each], outline.Plain) and line.level == level
        ]
        return list(zip(starts, [*starts[1:], high], strict=True))

    def group(self, low: int, high: int, depth: int, again: bool) -> list[Tree]:
        """Siblings of one kind. What the nesting of blocks cannot say is pasted as it stands."""
        first = self.numbered(low)
        ranges = self.siblings(low, high)
        if first.level == depth + 1:
            if any(self.task_fields(*each) for each in ranges):
                if all(self.is_flat(*each) for each in ranges) or isinstance(
                    first, outline.Heading
                ):
                    return [block for each in ranges for block in self.member(*each, depth)]
            elif isinstance(first, outline.Heading):
                return self.stages(ranges, depth) or [
                    block for each in ranges for block in self.member(*each, depth)
                ]
            elif not again and self.are_items(ranges):
                return [{"条目": self.items(low, high)}]
        elif isinstance(first, outline.Item) and not again and self.are_items(ranges):
            sample = "".join(self.layout.samples[first.level - 1 : first.level])
            if sample:
                return [{"条目": self.items(low, high), "序号": sample}]
        return self.pasted(low, high)

    def is_flat(self, low: int, high: int) -> bool:
        """Whether nothing numbered is beneath the sibling."""
        return all(isinstance(line, outline.Plain) for line in self.lines[low + 1 : high])

    def are_items(self, ranges: list[tuple[int, int]]) -> bool:
        """Whether siblings can stand as 条目: what is beneath each is text, then deeper items."""
        for low, high in ranges:
            deeper = False
            for at in range(low + 1, high):
                content = self.contents[at]
                if isinstance(self.lines[at], outline.Plain):
                    if deeper or not isinstance(content, Paragraph):
                        return False
                elif isinstance(self.lines[at], outline.Heading):
                    return False
                else:
                    deeper = True
        return self.levels_follow(ranges)

    def levels_follow(self, ranges: list[tuple[int, int]]) -> bool:
        """Whether each deeper item is one level below the one that it stands under."""
        for low, high in ranges:
            before = self.numbered(low).level
            for at in range(low + 1, high):
                line = self.lines[at]
                if isinstance(line, outline.Plain):
                    continue
                if line.level > before + 1:
                    return False
                before = line.level
        return True

    def items(self, low: int, high: int) -> list[Tree]:
        found: list[Tree] = []
        for start, end in self.siblings(low, high):
            line = self.numbered(start)
            content = self.contents[start]
            text = line.text if isinstance(line, outline.Item) else line.title + line.run_in
            self.leave_number(start, text)
            deeper = next(
                (
                    at
                    for at in range(start + 1, end)
                    if not isinstance(self.lines[at], outline.Plain)
                ),
                end,
            )
            more = [self.text_at(at) for at in range(start + 1, deeper)]
            whole = "\n".join([text, *more])
            remarks = content.remarks if isinstance(content, Paragraph) else ()
            if deeper < end:
                item: Tree = {"文": whole, "条目": self.items(deeper, end)}
            else:
                item = whole
            found.append(noted(item, *remarks))
        return found

    def text_at(self, at: int) -> str:
        content = self.contents[at]
        return content.text if isinstance(content, Paragraph) else ""

    def leave_number(self, at: int, rest: str) -> None:
        """The typed number of a line goes; the program makes its own."""
        text = self.text_at(at)
        start = text.find(rest[:8]) if rest else len(text)
        self.source.leave(text[: max(start, 0)], self.contents[at].number, _TYPED_NUMBER)

    def pasted(self, low: int, high: int) -> list[Tree]:
        """The lines as they stand, numbers and all, for the program to read as on paper."""
        found: list[Tree] = []
        waiting: list[str] = []
        remarks: list[str] = []
        for at in range(low, high):
            content = self.contents[at]
            if isinstance(content, Paragraph):
                waiting.append(content.text)
                remarks += content.remarks
            else:
                if waiting:
                    found.append(noted("\n".join(waiting), *remarks))
                    waiting, remarks = [], []
                found += content.blocks if isinstance(content, Island) else ()
        if waiting:
            found.append(noted("\n".join(waiting), *remarks))
        return found

    # Sections, tasks and stages

    def task_fields(self, low: int, high: int) -> tuple[dict[str, str], str, int] | None:
        """Who does what the sibling says, its text without that, and how many lines say it; None
        where nothing does. Lines must stand right under it, in the order of printing.
        """
        line = self.numbered(low)
        text = line.text if isinstance(line, outline.Item) else line.run_in or line.title
        if self.wording != ON_LINES:
            reading = bracket_fields(text) if self.is_flat(low, high) else None
            if reading is None or reading[1] != self.wording:
                return None
            return reading[2], reading[0], 0
        fields: dict[str, str] = {}
        at = low + 1
        while at < high and (found := self.field(at)):
            later = FIELDS[FIELDS.index(found[0]) :]
            if any(field in later for field in fields):
                break
            fields[found[0]] = found[1]
            at += 1
        return (fields, text, at - low - 1) if fields and self.is_flat(low, high) else None

    def member(self, low: int, high: int, depth: int) -> list[Tree]:
        """One sibling: a task where someone is responsible, else a section."""
        line, content = self.numbered(low), self.contents[low]
        remarks = content.remarks if isinstance(content, Paragraph) else ()
        found = self.task_fields(low, high)
        if found is None and isinstance(line, outline.Heading):
            return [noted(self.section(low, high, line), *remarks)]
        fields, text, used = found or ({}, line.text if isinstance(line, outline.Item) else "", 0)
        task: dict[str, Tree] = {}
        if isinstance(line, outline.Heading) and line.run_in:
            self.leave_number(low, line.title)
            task["任务"] = self.without_stop(line.title, content)
            task["内容"] = text
        else:
            self.leave_number(low, text)
            task["任务"] = text
        task.update({field: fields[field] for field in FIELDS if field in fields})
        self.leave_labels(low, used, fields)
        after = self.blocks(low + 1 + used, high, depth)
        if not found and after and all(isinstance(each, str) for each in after):
            task["任务"] = "\n".join([str(task["任务"]), *map(str, after)])
            after = []
        return [noted(task, *remarks), *after]

    def leave_labels(self, low: int, used: int, fields: dict[str, str]) -> None:
        """The words around the units, which the program prints."""
        if used:
            for at in range(low + 1, low + 1 + used):
                text = self.text_at(at)
                found = line_field(text)
                if found:
                    rest = text.replace(found[1], "", 1)
                    self.source.leave(rest, self.contents[at].number, "责任标注的字，由程序加")
            return
        if not fields:
            return
        text = self.text_at(low)
        reading = bracket_fields(text)
        if reading:
            rest = text[len(reading[0]) :]
            for value in fields.values():
                rest = rest.replace(value, "", 1)
            self.source.leave(rest, self.contents[low].number, "责任标注的字，由程序加")

    def section(self, low: int, high: int, line: outline.Heading) -> dict[str, Tree]:
        self.leave_number(low, line.title)
        title = unspaced(line.title)
        section: dict[str, Tree] = {"节": title}
        if line.run_in:
            section = {"节": self.without_stop(title, self.contents[low]), "接排": line.run_in}
        if body := self.blocks(low + 1, high, line.level):
            section["正文"] = body
        return section

    def stages(self, ranges: list[tuple[int, int]], depth: int) -> list[Tree]:
        headings = [self.numbered(low) for low, _ in ranges]
        titles = [line.title if isinstance(line, outline.Heading) else "" for line in headings]
        found = stages_of(titles)
        if found is None:
            return []
        stages: list[Tree] = []
        for stage, line, (low, high) in zip(found, headings, ranges, strict=True):
            if not isinstance(line, outline.Heading):
                return []
            self.leave_number(low, line.title)
            rest = line.title.replace(stage["阶段"], "", 1)
            if "时间" in stage:
                rest = rest.replace(stage["时间"], "", 1)
            if line.run_in or not rest.endswith("。"):
                self.source.leave(rest, self.contents[low].number, "阶段的日期和标点，由程序加")
            else:
                return []
            entry: dict[str, Tree] = dict(stage)
            if line.run_in:
                entry["接排"] = line.run_in
            if body := self.blocks(low + 1, high, depth + 1):
                entry["正文"] = body
            content = self.contents[low]
            remarks = content.remarks if isinstance(content, Paragraph) else ()
            stages.append(noted(entry, *remarks))
        return [{"阶段": stages}]

    def without_stop(self, title: str, content: Content) -> str:
        """A title that runs in, without the one “。” that the program adds."""
        if title.endswith("。"):
            self.source.leave("。", content.number, _STOP)
            return title[:-1]
        return title
