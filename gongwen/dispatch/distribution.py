"""分送: who gets how many copies of a document, and which ones of those that are numbered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from .. import patterns as re
from ..build.pipeline import Outcome
from ..document.parts import Document
from ..history.repository import HistoryError
from ..registry.units import Registry, UnitReference, expand, read_units

Group = Literal["主送", "抄送", "另送"]
_COUNT = re.compile(r"\d+")
_EACH = re.compile(r"\s*(?P<unit>[^=＝]+?)\s*[=＝]\s*(?P<copies>\d{1,4})\s*份?\s*")


class Share(Struct, frozen=True):
    """What one unit gets. `copies` None = it is not known whom the name means; `numbers` are the
    first and the last 份号, "" where copies bear none; `known` = the registry has it.
    """

    unit: str
    group: Group
    copies: int | None
    numbers: tuple[str, str] | None = None
    known: bool = True


class Distribution(Struct, frozen=True):
    """All shares in the order of paper. `printed` is how many are printed (None = not said),
    `spare_numbers` the 份号 of those left over, `remarks` what a person should look at.
    """

    shares: tuple[Share, ...]
    printed: int | None
    spare_numbers: tuple[str, str] | None
    remarks: tuple[str, ...]

    @property
    def sent(self) -> int:
        """How many copies go out."""
        return sum(each.copies or 0 for each in self.shares)

    @property
    def spare(self) -> int | None:
        """余份: how many are left; less than 0 = so many are lacking, None = not known."""
        return None if self.printed is None else self.printed - self.sent


def read_copies(typed: str) -> dict[str, int]:
    """What is typed of copies: 市委办公室=5；市财政局=2. Raises HistoryError."""
    found: dict[str, int] = {}
    for part in filter(str.strip, re.split(r"[；;，,、\n]", typed)):
        match = _EACH.fullmatch(part)
        if match is None:
            raise HistoryError(f"份数“{part.strip()}”不认识，写成：市委办公室=5；市财政局=2")
        found[match["unit"]] = int(match["copies"])
    return found


def distribution(outcome: Outcome, asked: Mapping[str, int]) -> Distribution:
    """Who gets what; `asked` are copies by units as typed, which go before those of the registry; a
    unit that is no recipient gets them too. Raises HistoryError where there is nobody.
    """
    document, registry = outcome.document, outcome.registry
    if document is None:
        raise HistoryError("没有做分发单，文稿读不出来，先运行 make check 改好")
    remarks: list[str] = []
    shares = list(_shares(document, registry, remarks))
    if not shares and not asked:
        raise HistoryError("没有做分发单：文稿没有写主送、抄送，不知道送给谁；写 COPIES=单位=份数")
    shares = _as_asked(shares, asked, registry)
    printed = _printed(document)
    if printed is None:
        remarks.append("没有写印多少份，余份算不出来：在“印发”下面写 份数: 150")
    numbered, spare = _numbered(shares, document, printed)
    made = Distribution(tuple(numbered), printed, spare, tuple(remarks))
    if made.spare is not None and made.spare < 0:
        said = f"印{printed}份，分送要{made.sent}份，少{-made.spare}份"
        made = Distribution(made.shares, printed, None, (*made.remarks, said))
    return made


def _shares(document: Document, registry: Registry, remarks: list[str]) -> Iterator[Share]:
    seen: dict[str, Group] = {}
    groups: tuple[tuple[Group, object], ...] = (
        ("主送", document.recipients),
        ("抄送", document.copies_to),
    )
    for group, typed in groups:
        units = read_units(typed, registry) if typed is not None else None
        for reference in units.references if units else ():
            for share in _of(reference, group, registry):
                if share.unit in seen:
                    remarks.append(f"{share.unit}在{seen[share.unit]}、{group}里都有，只给一次")
                    continue
                seen[share.unit] = group
                yield share
                if share.copies is None:
                    remarks.append(
                        f"名录里没有“{share.unit}”，不知道有哪些单位，份数空着没有算；"
                        "在 机构.yaml 里登记它“包含”谁"
                    )
        if units and units.is_open:
            remarks.append(f"{group}以“等”结尾，后面还有谁没有写，没有算进去")


def _of(reference: UnitReference, group: Group, registry: Registry) -> Iterator[Share]:
    """The shares of one name: of each unit of a collective."""
    if reference.unit is None:
        many = re.search("^全|^[省市县区]直|各|有关|相关", reference.written)
        yield Share(reference.written, group, None if many else 1, known=False)
        return
    for unit in expand(reference, registry):
        yield Share(unit.short_name, group, unit.copies)


def _as_asked(shares: list[Share], asked: Mapping[str, int], registry: Registry) -> list[Share]:
    found = {share.unit: share for share in shares}
    for typed, copies in asked.items():
        unit = registry.find(typed)
        name = typed if typed in found or unit is None else unit.short_name
        before = found.get(name)
        group: Group = before.group if before else "另送"
        known = before.known if before else unit is not None
        found[name] = Share(name, group, copies, known=known)
    return list(found.values())


def _printed(document: Document) -> int | None:
    typed = document.printing.copies if document.printing else None
    match = _COUNT.search(typed or "")
    return int(match[0]) if match else None


def _numbered(
    shares: list[Share], document: Document, printed: int | None
) -> tuple[list[Share], tuple[str, str] | None]:
    """The shares with their 份号, and those of what is left over; the document's own 份号 is the
    first.
    """
    typed = document.copy_number or ""
    match = _COUNT.search(typed)
    if match is None:
        return shares, None
    first, width = int(match[0]), len(match[0])
    found: list[Share] = []
    at = first
    for share in shares:
        span = _span(at, share.copies or 0, width)
        found.append(Share(share.unit, share.group, share.copies, span, share.known))
        at += share.copies or 0
    return found, _span(at, (printed or 0) - (at - first), width)


def _span(first: int, copies: int, width: int) -> tuple[str, str] | None:
    if copies <= 0:
        return None
    return f"{first:0{width}}", f"{first + copies - 1:0{width}}"
