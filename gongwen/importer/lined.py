"""The lines of one text beside its contents, and what can be asked of ranges of them."""

from __future__ import annotations

from msgspec import Struct, field

from ..paper import outline
from .contents import Content
from .markers import MarkerScheme
from .pieces import Look, Source, SourceParagraph
from .responsibility import ON_LINES, line_field
from .wording import is_title_like

_LONGEST_HEADING = 28
_TYPED_NUMBER = "序数，由程序加"
_STOP = "标题末尾的句号，由程序加"
Numbered = outline.OutlineHeading | outline.OutlineItem


class Lined(Struct):
    """One text. Ranges are of lines, end excluded; line k stands at content k. `habit` = its
    paragraphs tend to begin with a lead sentence. `first_leads` = the first of its responsible
    units leads; `taken` are the lines whose responsibility was read, `changes` what was changed in
    it and at which lines.
    """

    lines: list[outline.Line]
    contents: list[Content]
    layout: MarkerScheme
    wording: str
    source: Source
    habit: bool = False
    first_leads: bool = False
    taken: set[int] = field(default_factory=set)
    changes: dict[str, list[int]] = field(default_factory=dict)

    def change(self, what: str, at: int) -> None:
        self.changes.setdefault(what, []).append(at)

    def numbered(self, at: int) -> Numbered:
        line = self.lines[at]
        if isinstance(line, outline.Plain):
            raise AssertionError("a plain line where a numbered one was told")
        return line

    def field(self, at: int) -> tuple[str, str] | None:
        """Who does the task above, where the line at `at` says so."""
        content = self.contents[at]
        if self.wording != ON_LINES or not isinstance(content, SourceParagraph):
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

    def is_flat(self, low: int, high: int) -> bool:
        """Whether nothing numbered is beneath the sibling."""
        return all(isinstance(line, outline.Plain) for line in self.lines[low + 1 : high])

    def text_at(self, at: int) -> str:
        content = self.contents[at]
        return content.text if isinstance(content, SourceParagraph) else ""

    def leave_number(self, at: int) -> None:
        """The typed number of a line goes; the program makes its own."""
        text, line = self.text_at(at), self.numbered(at)
        head = line.text if isinstance(line, outline.OutlineItem) else line.title
        whole = head if isinstance(line, outline.OutlineItem) else line.title + line.run_in
        # “第一章 一” has its title in its number, too: from the end where that can be told.
        start = len(text) - len(whole) if text.endswith(whole) else text.find(head[:8])
        self.source.leave(text[: max(start, 0)], self.contents[at].number, _TYPED_NUMBER)

    def without_stop(self, title: str, content: Content) -> str:
        """A title that runs in, without the one “。” that the program adds."""
        if title.endswith("。"):
            self.source.leave("。", content.number, _STOP)
            return title[:-1]
        return title

    def plain_end(self, low: int, high: int) -> int:
        while low < high and isinstance(self.lines[low], outline.Plain):
            low += 1
        return low

    def group_end(self, low: int, high: int) -> int:
        """The end of the siblings that begin at `low`, with all that is beneath them; a list that
        begins again is another one.
        """
        first = self.numbered(low)
        end = low + 1
        last = low
        while end < high:
            line = self.lines[end]
            if not isinstance(line, outline.Plain):
                if line.level < first.level:
                    break
                if line.level == first.level and (
                    type(line) is not type(first) or self.begins_list(end)
                ):
                    break
                last = end
            elif 0 < self.outline_at(end) <= first.level:
                break
            end += 1
        if isinstance(first, outline.OutlineHeading):
            return end
        return self.after_item(last, end)

    def begins_list(self, at: int) -> bool:
        """Whether the item at `at` is a 1 after a paragraph that has no number: another list."""
        line = self.numbered(at)
        before = self.lines[at - 1] if at else None
        return (
            isinstance(line, outline.OutlineItem)
            and line.number == 1
            and isinstance(before, outline.Plain)
            and line.level not in self.layout.scheme.continuous
            and not self.field(at - 1)
        )

    def after_item(self, last: int, end: int) -> int:
        """Where the text of the last item ends: lines on who does it still belong to it."""
        at = last + 1
        while at < end and self.field(at):
            at += 1
        return at

    def look_at(self, at: int) -> Look:
        content = self.contents[at]
        return content.look if isinstance(content, SourceParagraph) else Look()

    def outline_at(self, at: int) -> int:
        """The outline level of the content at `at`; 0 = body text."""
        return self.look_at(at).outline

    def heading_by_look(self, at: int, depth: int) -> int:
        """The level of an unnumbered heading: by its outline level, or, where all of a short line
        is heavy and the paragraph under it is not, one below `depth`; 0 where it is none.
        """
        content = self.contents[at]
        below = self.contents[at + 1] if at + 1 < len(self.contents) else None
        if not isinstance(content, SourceParagraph) or content.look.lead:
            return 0
        look = content.look
        if look.outline:
            return look.outline
        if not look.bold or look.centred or look.right or not isinstance(below, SourceParagraph):
            return 0
        short = len(content.text) <= _LONGEST_HEADING and is_title_like(content.text)
        return depth + 1 if short and not below.look.bold else 0

    def heading_end(self, at: int, high: int, depth: int, level: int) -> int:
        """Where an unnumbered heading's text ends: at the next line that is a heading too, or at
        a number of its own level or that does not begin from 1 under it.
        """
        inside = False
        for each in range(at + 1, high):
            line = self.lines[each]
            if not isinstance(line, outline.Plain):
                if line.level <= level or not (inside or line.number == 1):
                    return each
                inside = True
            elif 0 < self.heading_by_look(each, depth) <= level:
                return each
        return high
