"""YAML text to plain data, with the line and column of every value.

Every scalar is the text that was typed: no number, date or boolean is guessed from it. What the
parser cannot read, and what it would silently read otherwise than it was meant, is a problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import yaml

from gongwen.problem import Level, Place, Problem, in_order, problem_at
from gongwen.source.folding import block_text, fold_plain, fold_quoted
from gongwen.source.mistakes.glued_lines import OF_PAIRS, glued_problem
from gongwen.source.mistakes.merge_conflicts import conflicts
from gongwen.source.mistakes.messages import (
    GLUED,
    OF_KEYS,
    SPACE_IN_KEY,
    SPECIAL_START,
    special_start,
)
from gongwen.source.mistakes.misread import (
    end_of,
    key_problem,
    pair_problem,
    plain_problems,
    start_of,
    without_blanks,
)
from gongwen.source.text_file import (
    CONTROL_CHARACTER,
    normal,
    read_text,
    suspect_characters,
    unfit_characters,
)

__all__ = ["Mapping", "Sequence", "Value", "parse", "read_text"]

DUPLICATE_KEY = "重复的项目"
KEY_NOT_TEXT = "项目名不是文字"
MERGE_KEY = "合并写法"
SEVERAL_DOCUMENTS = "多个文档"
TOO_DEEP = "层次过深"
EMPTY = "空文件"

DEEPEST = 64
"""How many lists and mappings may stand inside one another; the content model needs some 20."""

_LOADER: Final[type[yaml.SafeLoader]] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, "Value"]):
    """Keys and values in the order typed. `place` is where it starts, `key_places` where each key
    stands, `places` where each value stands. `origin` is set on a text that was quoted out of
    another document: all of that document's data.
    """

    __slots__ = ("key_places", "origin", "place", "places")

    def __init__(
        self,
        items: dict[str, Value],
        place: Place,
        key_places: dict[str, Place],
        places: dict[str, Place],
    ) -> None:
        super().__init__(items)
        self.place = place
        self.key_places = key_places
        self.places = places
        self.origin: Mapping | None = None

    def with_values(self, values: dict[str, Value], others: Mapping | None = None) -> Mapping:
        """The same mapping with other values. Those of `others` among them stand where they stand
        there; keys that neither has, where this mapping starts.
        """
        more = dict.fromkeys(values, self.place)
        made = Mapping(values, self.place, {**more, **self.key_places}, {**more, **self.places})
        for key in values:
            if others is not None and key in others:
                made.key_places[key], made.places[key] = others.key_places[key], others.places[key]
        made.origin = self.origin
        return made


class Sequence(list["Value"]):
    """A list. `place` is where it starts, `places` where each item stands."""

    __slots__ = ("place", "places")

    def __init__(self, items: Iterable[Value], place: Place, places: list[Place]) -> None:
        super().__init__(items)
        self.place = place
        self.places = places


Value = str | None | Mapping | Sequence
"""Text is exactly as typed; None is a value left empty (`键:`), '' an empty text (`键: ''`)."""


def parse(text: str, file: str) -> tuple[Value, list[Problem]]:
    """The data of one YAML document and the problems found, in order.

    The value is None exactly where a problem is of level 错误; `file` is the name shown in them.
    """
    value, problems = parse_mended(text, file)
    if any(problem.level is Level.ERROR for problem in problems):
        value = None
    return value, problems


def parse_mended(text: str, file: str) -> tuple[Value, list[Problem]]:
    """As `parse`; but where a problem is an error, the data as it most likely was meant, so that
    what else is wrong can be told in the same run. None where that is a mere guess.
    """
    text, problems = suspect_characters(normal(text), file)
    reading = _Reading(text, file)
    value, error = reading.read()
    problems += reading.problems
    if error is not None:
        value, more = _unreadable(text, file, problems, error)
        problems += more
    else:
        problems += conflicts(text, file)
    return value, in_order(problems)


def _unreadable(
    text: str, file: str, said: list[Problem], error: yaml.YAMLError
) -> tuple[Value, list[Problem]]:
    """The data of the lines as mended (None where they are still not readable, or mended by a
    guess); the slips the scan of the lines finds, what stands after them, and what is left
    unexplained of the parser's complaint. No line is blamed twice: echoes are taken out of what is
    `said`.
    """
    from gongwen.source.mistakes.parser_errors import syntax_problem
    from gongwen.source.mistakes.scan import scan

    found = scan(text, file)
    problems = list(found.problems)
    left: yaml.YAMLError | None = error
    value: Value = None
    mended: set[int] = set()
    if found.problems:
        again = _Reading(found.mended, file)
        value, left = again.read()
        pairs = zip(text.split("\n"), found.mended.split("\n"), strict=True)
        mended = {line for line, (old, new) in enumerate(pairs, 1) if old != new}
        mended |= {problem.line for problem in found.problems}
        said[:] = [p for p in said if not _is_echo(p, mended, again.problems)]
        problems += [p for p in again.problems if p.line not in mended and not found.echo(p.line)]
    if left is not None:
        general = syntax_problem(left, file, found.mended)
        blamed = mended | {problem.line for problem in said if problem.level is Level.ERROR}
        if general.line not in blamed and not found.echo(general.line):
            problems.append(general)
    return (None if left is not None or found.guessed else value), problems


def _is_echo(said: Problem, mended: set[int], again: list[Problem]) -> bool:
    """Whether what the first reading said comes of a slip that the scan tells of."""
    if said.line in mended:
        return said.rule in OF_KEYS
    return said.level is Level.WARNING and said.rule == GLUED and said not in again


class _TooDeepError(Exception):
    """The document nests deeper than any real one: reading stops here."""


class _Reading:
    """One pass over the parser's events. `problems` grows as it goes."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = text.split("\n")
        self.problems: list[Problem] = []
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=_LOADER))

    def read(self) -> tuple[Value, yaml.YAMLError | None]:
        """The value of the document, or what the parser said when it gave up."""
        value: Value = None
        documents = 0
        try:
            for event in self.events:
                if isinstance(event, yaml.DocumentStartEvent):
                    documents += 1
                    if documents == 2:
                        self._second_document(event)
                        break
                    value = self._node(next(self.events), -1, 0)[0]
        except yaml.YAMLError as error:
            return None, error
        except _TooDeepError:
            return None, None
        refused = any(problem.level is Level.ERROR for problem in self.problems)
        if value is None and not refused:
            self._report(Place(self.file), EMPTY, "文件是空的", "至少写上“文种”“标题”“正文”三项")
        return value, None

    def _report(self, place: Place, rule: str, message: str, hint: str) -> None:
        self.problems.append(problem_at(place, rule, Level.ERROR, message, hint=hint))

    def _refuse_unfit(self, decoded: str, place: Place) -> None:
        """What is typed as it is has been looked at; this is for \\u0001 and the like."""
        if codes := unfit_characters(decoded):
            self._report(
                place,
                CONTROL_CHARACTER,
                f"这段文字用反斜线“\\”写了不能印的字符（{codes}）",
                "改用英文单引号，或删去反斜线和后面的代码",
            )

    def _second_document(self, event: yaml.Event) -> None:
        self._report(
            self._place(start_of(event)),
            SEVERAL_DOCUMENTS,
            "这一行“---”把文件分成了两份文档，后一份读不到",
            "一份公文一个文件；文中的分隔线删去",
        )

    def _place(self, mark: yaml.Mark) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    def _rest_of_line(self, event: yaml.Event) -> str:
        mark = start_of(event)
        return self.lines[mark.line][mark.column :]

    def _node(
        self,
        event: yaml.Event,
        parent: int,
        depth: int,
        *,
        in_flow: bool = False,
        in_list: bool = False,
        under: str = "",
    ) -> tuple[Value, Place]:
        """The value that begins with `event`, consuming its events. `parent` is the column of the
        list or mapping it stands in, -1 for none; `under` the key it is the value of, or an item of
        the list of.
        """
        if isinstance(event, yaml.ScalarEvent):
            said = len(self.problems)
            value, spot = self._scalar(event, parent, in_flow=in_flow, in_list=in_list)
            source = self.text[start_of(event).index : end_of(event).index]
            glued = event.style != "|" and glued_problem(
                source, spot, under=under, in_list=in_list, in_flow=in_flow
            )
            if glued and not any(p.rule in OF_PAIRS for p in self.problems[said:]):
                self.problems.append(glued)
            return value, spot
        place = self._place(start_of(event))
        self._refuse_properties(event, place)
        if isinstance(event, yaml.AliasEvent):
            return None, place
        if depth >= DEEPEST:
            self._report(place, TOO_DEEP, f"层次超过{DEEPEST}层", "检查这里的括号、横线是否多打了")
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, place, depth, under), place
        return self._mapping(event, place, depth), place

    def _refuse_properties(self, event: yaml.Event, place: Place) -> None:
        """Anchors, aliases and tags: who begins a text with & * ! means the character."""
        anchor = getattr(event, "anchor", None)
        if anchor is None and getattr(event, "tag", None) is None:
            return
        typed = self._rest_of_line(event)
        if typed[:1] in ("&", "*", "!"):
            self.problems.append(special_start(place, typed))
        else:
            self._report(
                place, SPECIAL_START, "内容前有另有用途的符号", "删去以 &、*、! 开头的记号"
            )

    def _sequence(self, start: yaml.Event, place: Place, depth: int, under: str) -> Sequence:
        values = Sequence((), place, [])
        in_flow = bool(getattr(start, "flow_style", False))
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            value, spot = self._node(
                event,
                start_of(start).column,
                depth + 1,
                in_flow=in_flow,
                in_list=True,
                under=under,
            )
            values.append(value)
            values.places.append(spot)
            if not in_flow and isinstance(event, yaml.MappingStartEvent):
                self._prose(event, value)
        return values

    def _prose(self, event: yaml.MappingStartEvent, value: Value) -> None:
        if isinstance(value, Mapping) and len(value) == 1 and not event.flow_style:
            key, content = next(iter(value.items()))
            spot = value.key_places[key]
            plain = self.text.startswith(key, start_of(event).index)
            if plain and (problem := pair_problem(key, content, spot)):
                self.problems.append(problem)

    def _mapping(self, start: yaml.Event, place: Place, depth: int) -> Mapping:
        values = Mapping({}, place, {}, {})
        if self.text.startswith("? ", start_of(start).index):
            self.problems.append(special_start(place, self._rest_of_line(start)))
        in_flow = bool(getattr(start, "flow_style", False))
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._key(event, depth, in_flow=in_flow)
            value, spot = self._node(
                next(self.events),
                start_of(start).column,
                depth + 1,
                in_flow=in_flow,
                under=key or "",
            )
            if key is None:
                continue
            if key in values:
                self._report(
                    self._place(start_of(event)),
                    DUPLICATE_KEY,
                    f"“{key}”写了两次，前一次在第{values.key_places[key].line}行",
                    "两处合成一处，删去另一处",
                )
                continue
            values[key] = value
            values.key_places[key] = self._place(start_of(event))
            values.places[key] = spot
        return values

    def _key(self, event: yaml.Event, depth: int, *, in_flow: bool) -> str | None:
        """The key's text; None where it is no key, and a problem says so."""
        place = self._place(start_of(event))
        if not isinstance(event, yaml.ScalarEvent):
            self._node(event, -1, depth + 1)
            if not isinstance(event, yaml.AliasEvent):
                self._report(
                    place,
                    KEY_NOT_TEXT,
                    "冒号前面是括号里的内容，不能当作项目名",
                    "若这一行是文字，用中文的括号和冒号；若是项目名，去掉括号",
                )
            return None
        self._refuse_properties(event, place)
        key = str(event.value)
        self._refuse_unfit(key, place)
        if not event.style:
            if key == "<<":
                self._report(
                    place,
                    MERGE_KEY,
                    "“<<”这个写法这里不用",
                    "把要合并的各项直接写出来；共用的文字另存为文件，用“引入”",
                )
                return None
            if problem := key_problem(key, place, in_flow=in_flow):
                self.problems.append(problem)
                return without_blanks(key) if problem.rule == SPACE_IN_KEY else None
        return key

    def _scalar(
        self, event: yaml.ScalarEvent, parent: int, *, in_flow: bool, in_list: bool
    ) -> tuple[str | None, Place]:
        start, end = start_of(event), end_of(event)
        place = Place(self.file, start.line + 1, start.column + 1)
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event, place)
            return None, place
        value: str = event.value
        if not event.style:
            source = self.text[start.index : end.index]
            self.problems += plain_problems(
                self.text,
                source,
                end.index,
                place,
                in_flow=in_flow,
                in_list=in_list,
                is_whole=parent < 0,
            )
            if not value:
                return None, place
            return (fold_plain(source) if start.line != end.line else value), place
        if event.style in ("'", '"'):
            if start.line != end.line:
                value = fold_quoted(self.text[start.index : end.index], _LOADER)
            self._refuse_unfit(value, place)
            return value, place
        return self._block(event, parent)

    def _block(self, event: yaml.ScalarEvent, parent: int) -> tuple[str, Place]:
        """A `|` or `>` text; its lines begin on the line after the header."""
        line, column = start_of(event).line, start_of(event).column
        value, indent = block_text(
            self.lines[line][column:], self.lines[line + 1 :], parent, event.value, _LOADER
        )
        if not indent:
            return value, Place(self.file, line + 1, column + 1)
        return value, Place(self.file, line + 1, column + 1, line + 2, indent + 1)
