"""机构曾用名：写了单位改名以前的名称。

写单位的项目和名单的职务里写了，是警告；文中写了，只提示一下，因为可能说的正是过去的事。
书名号里的，写明“原”“更名为”“机构改革”这些话的，同一句里有当年年份的，改名以前成文的，不提示。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from .. import patterns as re
from ..document.rosters import Person
from ..document.texts import Passage
from ..document.values import Moment, read_moment
from ..paper.characters import HAN
from ..paper.enclosed import in_title
from ..problem import Level, Place
from ..registry.units import FormerName, Registry, UnitReference, read_units
from . import Context, Finding
from .unknown_unit import UNIT_FIELDS, unit_fields, unit_spot

NAME = "机构曾用名"
LEVEL = Level.WARNING
BASIS = "机构名称用现行全称或规范化简称"
STANDS_ALONE = True
WRONG = """\
正文:
- 任务: 办好爱国卫生月活动。
  责任单位: 市卫生和计划生育委员会
"""
RIGHT = """\
正文:
- 任务: 办好爱国卫生月活动。
  责任单位: 市卫生健康委
"""


_FIELDS = {
    **UNIT_FIELDS,
    **{"出席": "present", "请假": "excused", "列席": "attending", "机关": "office"},
}
"""Where names of people and inner offices may stand too, the present name need not be registered;
a former one is one all the same.
"""

_SENTENCE = "[^。！？；\n]*"
_OF_THE_PAST = (
    "曾经|曾(?=[任在与被经是由设将])|时任|前身|当时|更名|改名|改为|改称|挂牌|不再保留|机构改革"
)
_REORGANISED = "(?:撤销|撤并|组建|划入|划转|并入|合并|整合)"
_BEFORE_IT = f"(?:原来?的?|{_REORGANISED}(?:了|原)?)$"
_AFTER_IT = f"[^，。；]{{0,12}}?{_REORGANISED}"
_BODIES = "机构|单位|职责|职能|职权|编制"
"""What is reorganised with the one named."""
_YEAR = "(?:19|20)[0-9]{2}(?=年)"
_BEFORE_NAME = rf"(?:^|(?!{HAN}).|[由于和与及向报经请在对到至将按是为从给送交同商并或了的据受])$"
"""What may stand before a 市…局 that is this city's: a word of grammar, not the name of a city."""
_LONGEST = 20
"""No name that ends in another one is longer."""
_GOES_ON = {"办": "公理法好事", "委": "员托派"}
"""Characters that make another word of the last one of a name: 市政府办 + 理."""


class _FormerNames(Struct, frozen=True):
    """The former names of a registry, to be looked for in texts."""

    registry: Registry
    names: Mapping[str, FormerName]
    pattern: re.Pattern[str]

    def within(self, text: str) -> Iterator[tuple[int, UnitReference, FormerName]]:
        """Those in a text, with where they begin: neither the unit of another city nor a part of a
        longer name.
        """
        for match in self.pattern.finditer(text):
            start, end = match.span()
            before, after = text[max(start - 1, 0) : start], text[end : end + 1]
            if match[0][0] in "省市州县区" and before and not re.match(_BEFORE_NAME, before):
                continue
            if after and after in _GOES_ON.get(match[0][-1], ""):
                continue
            longer = any(
                reach > end or (at < start and reach >= end)
                for at in range(max(0, start - _LONGEST), start + 1)
                for reach in self.registry.ends_of_names(text, at)[:1]
            )
            reference = self.registry.known(match[0])
            if reference and reference.unit and reference.former and not longer:
                yield start, reference, self.names[match[0]]


def _former_names(registry: Registry) -> _FormerNames | None:
    names = {each.name: each for unit in registry.units for each in registry.formerly(unit)}
    pattern = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return _FormerNames(registry, names, re.compile(pattern)) if names else None


def check(context: Context) -> Iterator[Finding]:
    """Each unit written by a former name, with its present one."""
    former_names = _former_names(context.registry)
    if former_names is None:
        return
    for element in context.elements:
        for typed, place in unit_fields(element, _FIELDS):
            references = read_units(typed, context.registry).references
            for number, reference in enumerate(references):
                if reference.former:
                    spot = unit_spot(references, number, place, context)
                    yield _finding(reference, spot, "")
        if isinstance(element, Person):
            for at, reference, _ in former_names.within(element.post):
                if not element.post[:at].endswith("原"):
                    spot = context.spot_of(element.place("职务"), reference.written)
                    yield _finding(reference, spot, f"{element.name}职务里的")
    for passage in context.passages:
        yield from _in_text(passage, former_names, context)


def _finding(
    reference: UnitReference,
    place: Place,
    where: str,
    otherwise: str = "",
    level: Level | None = None,
) -> Finding:
    present = reference.unit.short_name if reference.unit else ""
    return Finding(
        place,
        f"{where}“{reference.written}”是曾用名",
        hint=f"现在叫“{present}”{otherwise}",
        level=level,
        element=reference.written,
    )


def _in_text(passage: Passage, former_names: _FormerNames, context: Context) -> Iterator[Finding]:
    date = context.document.issue_date
    told = set[str]()  # once in a passage is enough
    for at, reference, former in former_names.within(passage.text):
        if reference.written in told:
            continue
        until = read_moment(former.until) if former.until else None
        if date and until and date <= until.last_day():
            continue
        if not (
            in_title(passage.text, at)
            or is_past(passage.text, at, at + len(reference.written), until)
        ):
            told.add(reference.written)
            spot = context.spot(passage.place, passage.text, at)
            otherwise = "；说的是改名以前的事，不用改"
            yield _finding(reference, spot, "文中的", otherwise, Level.NOTICE)


def is_past(text: str, at: int, end: int, until: Moment | None) -> bool:
    """Whether the sentence around a name from `at` to `end` speaks of the time it was borne."""
    sentence = next(each[0] for each in re.finditer(_SENTENCE, text) if each.end() > at)
    years = [int(year) for year in re.findall(_YEAR, sentence)]
    if re.search(_OF_THE_PAST, sentence) or (until and any(year <= until.year for year in years)):
        return True
    reorganised = re.match(_AFTER_IT, text[end:])
    return bool(re.search(_BEFORE_IT, text[:at]) or (reorganised and re.search(_BODIES, sentence)))
