"""Whom a letter asks, one by one, and who of them has to answer in writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from .. import patterns as re
from ..document.blocks import Responsibility
from ..document.parts import Document, Numbered
from ..document.rosters import Duty
from ..document.tree import elements_of
from ..document.values import UnitsTyped, one_line
from ..elements.element import Element
from ..registry.units import Registry, Unit, UnitReference, expand, read_units

_COUNTERSIGN: Final = re.compile("会签")
_POSTS: Final = (
    r"(?:人员|机构|事业|行政|专项|周转)编制|编制\d+[名个人]|[核增]定?加?编制|领导职数|内设机构"
)
_BY_UNIT: Final = (
    ("涉及资金", re.compile("财政"), re.compile("资金|经费|预算|补助|补贴")),
    ("涉及编制", re.compile("编制|编办|编委"), re.compile(_POSTS)),
)
"""What may not pass for agreed in silence: why, of which unit, and what the draft speaks of."""


class Asked(Struct, frozen=True):
    """A unit that is asked, by its short name; `must_reply` is why its silence means nothing, ""
    = it may. `known` = the registry has it.
    """

    unit: str
    must_reply: str = ""
    known: bool = True


def asked_units(document: Document, registry: Registry, drafts: Sequence[Numbered]) -> list[Asked]:
    """The recipients of a letter, collectives unit by unit, each once, in the order of paper."""
    references = read_units(document.recipients, registry).references if document.recipients else ()
    whole = _countersigned(document)
    names = _with_duties(drafts, registry)
    words = " ".join(_texts(drafts))
    found: dict[str, Asked] = {}
    for reference in references:
        for name, unit in _single(reference, registry):
            why = whole or _why(name, unit, names, words)
            found.setdefault(name, Asked(name, why, known=unit is not None))
    return list(found.values())


def _single(reference: UnitReference, registry: Registry) -> Iterator[tuple[str, Unit | None]]:
    if reference.unit is None:
        yield reference.written, None
    for unit in expand(reference, registry):
        yield unit.short_name, unit


def _countersigned(letter: Document) -> str:
    said = one_line(letter.title) + " ".join(_texts([letter]))
    return "会签" if _COUNTERSIGN.search(said) else ""


def _why(name: str, unit: Unit | None, with_duties: frozenset[str], words: str) -> str:
    if unit is not None and (unit.full_name in with_duties or _is_charged(unit, words)):
        return "涉及本单位职责"
    full = unit.full_name if unit else name
    for why, whose, speaks in _BY_UNIT:
        if whose.search(full) and speaks.search(words):
            return why
    return ""


def _is_charged(unit: Unit, words: str) -> bool:
    """Whether a text gives a unit something to do: by its name, or as its sort of department
    (教育行政主管部门负责).
    """
    names = "|".join(map(re.escape, unit.names))
    cores = {core for name in unit.names for core in _cores(name)}
    cores |= {core.replace("和", "") for core in cores}
    sorts = "|".join(re.escape(core) for core in cores if len(core) > 1)
    by_sort = rf"|(?:{sorts})(?:行政|主管)*(?:部门|机构)" if sorts else ""
    return bool(re.search(rf"(?:{names}{by_sort}){_WITH_OTHERS}{_CHARGED}", words))


def _cores(name: str) -> tuple[str, str]:
    """What a unit is for, by its name: 教育 of 云溪市教育局; of a 管理局 with and without that."""
    own = re.sub(r"^.*?[省市县区旗盟](?=.{3})", "", name)
    short = re.sub("(?:管理局|委员会|办公室|[支总大]队|[局委厅部办])$", "", own)
    return short, re.sub("局$", "", own)


_WITH_OTHERS: Final = "(?:[、和及与][^，。；、和及与]{2,14}?){0,8}"
_CHARGED: Final = (
    "(?:[^。；]{0,6}(?:负责|牵头|会同|应当|承担|组织|配合|要|依法|责令|按照?职责)"
    "|对[^。；]{1,30}(?:依法|予以|进行|实施|开展)"
    "|(?:加强|做好|开展|提供|落实|制定|编制|建立|查处|监督|指导|审[批核查]|核[发定实查]|受理|发放|执行|开辟|保障|汇总"
    "|每[年月季周]))"
)
"""What says that the unit before it has something to do, in most drafts."""


def _with_duties(drafts: Sequence[Numbered], registry: Registry) -> frozenset[str]:
    """The units, by full names, that a draft gives duties or tasks."""
    found: set[str] = set()
    for draft in drafts:
        for element in elements_of(draft):
            for typed in _units_of(element):
                for reference in read_units(typed, registry).references:
                    found |= {unit.full_name for unit in expand(reference, registry)}
    return frozenset(found)


def _units_of(element: Element) -> Iterator[UnitsTyped]:
    if isinstance(element, Duty):
        yield element.units
    elif isinstance(element, Responsibility):
        for units in (element.lead_units, element.responsible_units, element.supporting_units):
            if units is not None:
                yield units


def _texts(parts: Sequence[Element]) -> Iterator[str]:
    for part in parts:
        for element in elements_of(part):
            yield from (
                v for name in element.fields if isinstance(v := getattr(element, name), str)
            )
