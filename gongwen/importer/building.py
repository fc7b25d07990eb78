"""Lines to blocks: sections, items, tasks and stages by their numbers, the rest by their looks."""

from __future__ import annotations

from msgspec import Struct

from ..paper import outline
from ..paper.numbering import PADDING
from ..problem import Level
from ..problem_ids import UNSURE
from .bare_headings import BY_FACE
from .contents import Recognised
from .duties import duties_block, duty_of
from .leads import lead_sentences
from .lined import Lined
from .pieces import SourceParagraph
from .responsibility import FIELDS
from .stages import stages_of
from .tasks import Said, leave_labels, leave_lines, section_fields, task_fields
from .tree import Tree, noted
from .wording import unspaced


class Building(Struct, frozen=True):
    """The blocks of one text. `low` and `high` are the first of the lines in question and the one
    after the last, as in a slice; `depth` is the level of the section around.
    """

    text: Lined

    def blocks(self, low: int, high: int, depth: int) -> list[Tree]:
        found: list[Tree] = []
        seen: set[int] = set()
        at = low
        while at < high:
            line = self.text.lines[at]
            if isinstance(line, outline.Plain):
                end = self.text.plain_end(at, high)
                at = self.plain(at, end, high, depth, found)
                continue
            end = self.text.group_end(at, high)
            again = line.level in seen and not self.text.begins_list(at)
            found += self.group(at, end, depth, again)
            seen.add(line.level)
            at = end
        return found

    # Plain paragraphs

    def plain(self, low: int, end: int, high: int, depth: int, found: list[Tree]) -> int:
        """The plain lines from `low` to `end`; where the next block begins is given back."""
        leads = lead_sentences(self.text.contents[low:end], habit=self.text.habit)
        at = low
        while at < end:
            content = self.text.contents[at]
            if isinstance(content, Recognised):
                found += content.blocks
            elif isinstance(content, SourceParagraph):
                if level := self.text.heading_by_look(at, depth):
                    until = self.text.heading_end(at, high, depth, level)
                    found.append(self.unnumbered(content, at + 1, until, depth))
                    return until
                if duty_of(content.text) and (used := self.duties(at, end, found)):
                    at += used
                    continue
                found.append(self.paragraph(content, leads.get(at - low, 0)))
            at += 1
        return end

    def unnumbered(self, content: SourceParagraph, low: int, high: int, depth: int) -> Tree:
        """A section whose heading only its style or face tells."""
        section: dict[str, Tree] = {"节": content.text, "编号": "无"}
        if body := self.blocks(low, high, depth + 1):
            section["正文"] = body
        if content.look.outline:
            return noted(section, *content.remarks)
        self.text.source.say(UNSURE, Level.NOTICE, content.number, BY_FACE, "已经当作标题，请核对")
        return noted(section, *content.remarks, BY_FACE)

    def duties(self, low: int, end: int, found: list[Tree]) -> int:
        """Consecutive “单位：文” paragraphs, where the text has two at least."""
        run = []
        for each in range(low, end):
            content = self.text.contents[each]
            duty = duty_of(content.text) if isinstance(content, SourceParagraph) else None
            if duty is None or not isinstance(content, SourceParagraph):
                break
            run.append((content, duty))
        everywhere = sum(
            1
            for each in self.text.contents
            if isinstance(each, SourceParagraph) and duty_of(each.text)
        )
        if everywhere < 2:
            return 0
        found.append(duties_block(run, self.text.source))
        return len(run)

    def paragraph(self, content: SourceParagraph, lead: int) -> Tree:
        if not lead:
            return noted(content.text, *content.remarks)
        sentence, rest = content.text[:lead], content.text[lead:].lstrip(PADDING)
        block: Tree = {"领句": self.text.without_stop(sentence, content), "接排": rest}
        return noted(block, *content.remarks)

    # Numbered lines

    def group(self, low: int, high: int, depth: int, again: bool) -> list[Tree]:
        """Siblings of one kind. What the nesting of blocks cannot say is pasted as it stands.
        `again` = members of this level stood above already, and other text between: their numbers
        run on, which a block of items of its own would not. A list that begins from 1 does not.
        """
        first = self.text.numbered(low)
        ranges = self.text.siblings(low, high)
        if first.level == depth + 1:
            if any(task_fields(self.text, *each) for each in ranges):
                if all(self.text.is_flat(*each) for each in ranges) or isinstance(
                    first, outline.OutlineHeading
                ):
                    return [block for each in ranges for block in self.member(*each, depth)]
            elif not again and self.are_names(ranges):
                return [{"条目": self.items(low, high)}]
            elif isinstance(first, outline.OutlineHeading):
                return self.stages(ranges, depth) or [
                    block for each in ranges for block in self.member(*each, depth)
                ]
            elif not again and self.are_items(ranges):
                return [{"条目": self.items(low, high)}]
        elif isinstance(first, outline.OutlineItem) and not again and self.are_items(ranges):
            sample = "".join(self.text.layout.samples[first.level - 1 : first.level])
            decimal = self.text.layout.scheme.marker(first.level).is_decimal  # none begins a list
            if sample and not decimal:
                return [{"条目": self.items(low, high), "序号": sample}]
        return self.pasted(low, high)

    def are_items(self, ranges: list[tuple[int, int]]) -> bool:
        """Whether siblings can stand as 条目: what is beneath each is text, then deeper items."""
        for low, high in ranges:
            deeper = False
            for at in range(low + 1, high):
                content = self.text.contents[at]
                if isinstance(self.text.lines[at], outline.Plain):
                    if deeper or not isinstance(content, SourceParagraph):
                        return False
                elif isinstance(self.text.lines[at], outline.OutlineHeading):
                    return False
                else:
                    deeper = True
        return self.levels_follow(ranges)

    def are_names(self, ranges: list[tuple[int, int]]) -> bool:
        """Whether siblings are only named, nothing beneath any of them, and no look makes them
        headings: 一、物业管理若干规定 二、燃气管理办法.
        """
        return len(ranges) > 1 and all(
            high - low == 1 and self.is_name(low) for low, high in ranges
        )

    def is_name(self, at: int) -> bool:
        line, look = self.text.lines[at], self.text.look_at(at)
        plain = not (look.bold or look.outline or look.lead)
        return plain and isinstance(line, outline.OutlineHeading) and not line.run_in

    def levels_follow(self, ranges: list[tuple[int, int]]) -> bool:
        """Whether each deeper item is one level below the one that it stands under."""
        for low, high in ranges:
            before = self.text.numbered(low).level
            for at in range(low + 1, high):
                line = self.text.lines[at]
                if isinstance(line, outline.Plain):
                    continue
                if line.level > before + 1:
                    return False
                before = line.level
        return True

    def items(self, low: int, high: int) -> list[Tree]:
        found: list[Tree] = []
        for start, end in self.text.siblings(low, high):
            line = self.text.numbered(start)
            content = self.text.contents[start]
            text = line.text if isinstance(line, outline.OutlineItem) else line.title + line.run_in
            self.text.leave_number(start)
            deeper = next(
                (
                    at
                    for at in range(start + 1, end)
                    if not isinstance(self.text.lines[at], outline.Plain)
                ),
                end,
            )
            more = [self.text.text_at(at) for at in range(start + 1, deeper)]
            whole = "\n".join([text, *more])
            remarks = content.remarks if isinstance(content, SourceParagraph) else ()
            if deeper < end:
                item: Tree = {"文": whole, "条目": self.items(deeper, end)}
            else:
                item = whole
            found.append(noted(item, *remarks))
        return found

    def pasted(self, low: int, high: int) -> list[Tree]:
        """The lines as they stand, numbers and all, for the program to read as on paper."""
        found: list[Tree] = []
        waiting: list[str] = []
        remarks: list[str] = []
        for at in range(low, high):
            content = self.text.contents[at]
            if isinstance(content, SourceParagraph):
                waiting.append(content.text)
                remarks += content.remarks
            else:
                if waiting:
                    found.append(noted("\n".join(waiting), *remarks))
                    waiting, remarks = [], []
                found += content.blocks if isinstance(content, Recognised) else ()
        if waiting:
            found.append(noted("\n".join(waiting), *remarks))
        return found

    # Sections, tasks and stages

    def member(self, low: int, high: int, depth: int) -> list[Tree]:
        """One sibling: a task where someone is responsible, else a section."""
        line, content = self.text.numbered(low), self.text.contents[low]
        remarks = content.remarks if isinstance(content, SourceParagraph) else ()
        found = task_fields(self.text, low, high)
        if found is None and isinstance(line, outline.OutlineHeading):
            return [noted(self.section(low, high, line), *remarks)]
        said = found or Said({}, line.text if isinstance(line, outline.OutlineItem) else "")
        task: dict[str, Tree] = {}
        self.text.leave_number(low)
        if isinstance(line, outline.OutlineHeading) and line.run_in and not said.is_whole:
            task["任务"] = self.text.without_stop(line.title, content)
            task["内容"] = said.text
        else:
            task["任务"] = said.text
        task.update({field: said.fields[field] for field in FIELDS if field in said.fields})
        leave_labels(self.text, low, said)
        beneath = self.text.contents[low + 1 : low + 1 + said.used]
        remarks += tuple(
            remark
            for each in beneath
            if isinstance(each, SourceParagraph)
            for remark in each.remarks
        )
        after = self.blocks(low + 1 + said.used, high, depth)
        if not found and after and all(isinstance(each, str) for each in after):
            task["任务"] = "\n".join([str(task["任务"]), *map(str, after)])
            after = []
        return [noted(task, *remarks), *after]

    def section(self, low: int, high: int, line: outline.OutlineHeading) -> dict[str, Tree]:
        self.text.leave_number(low)
        title = unspaced(line.title)
        section: dict[str, Tree] = {"节": title}
        if line.run_in:
            section = {
                "节": self.text.without_stop(title, self.text.contents[low]),
                "接排": line.run_in,
            }
        fields, end = section_fields(self.text, low, high) or ({}, high)
        leave_lines(self.text, end, high)
        if body := self.blocks(low + 1, end, line.level):
            section["正文"] = body
        section.update({field: fields[field] for field in FIELDS if field in fields})
        return section

    def stages(self, ranges: list[tuple[int, int]], depth: int) -> list[Tree]:
        headings = [self.text.numbered(low) for low, _ in ranges]
        titles = [
            line.title if isinstance(line, outline.OutlineHeading) else "" for line in headings
        ]
        found = stages_of(titles)
        if found is None:
            return []
        stages: list[Tree] = []
        for stage, line, (low, high) in zip(found, headings, ranges, strict=True):
            if not isinstance(line, outline.OutlineHeading):
                return []
            self.text.leave_number(low)
            rest = line.title.replace(stage["阶段"], "", 1)
            if "时间" in stage:
                rest = rest.replace(stage["时间"], "", 1)
            if not rest.strip():
                pass
            elif line.run_in or not rest.endswith("。"):
                self.text.source.leave(
                    rest, self.text.contents[low].number, "阶段的日期和标点，由程序加"
                )
            else:
                return []
            entry: dict[str, Tree] = dict(stage)
            if line.run_in:
                entry["接排"] = line.run_in
            if body := self.blocks(low + 1, high, depth + 1):
                entry["正文"] = body
            content = self.text.contents[low]
            remarks = content.remarks if isinstance(content, SourceParagraph) else ()
            stages.append(noted(entry, *remarks))
        return [{"阶段": stages}]
