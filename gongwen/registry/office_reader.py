"""本单位.yaml → what the office says of itself. What that is for is in `office`."""

from __future__ import annotations

from typing import Annotated, Any

from .. import patterns as re
from ..elements.element import DataElement
from ..elements.fields import MisfitError, Read, field
from ..elements.shapes import FAILED, Reading, Spot
from ..elements.values import Flag, Text, Units
from ..problem import Level, Place, Problem, in_order, problem_at
from ..problem_ids import NOT_AN_OFFICE
from ..source.tree import Mapping, Sequence, Value
from .office import NO_OFFICE, OfficeWaiver, OwnOffice
from .series_reader import CodeSeriesList, year
from .units import Registry, read_units

_SPAN = re.compile(r"(\d{4})\s*年?\s*(?:[-—–~～至到]+)\s*(\d{4})\s*年?", re.ASCII)
_MOST_YEARS = 200


def _read_years(value: Any, spot: Spot, reading: Reading) -> Any:
    """Years alone or in a list; 2019—2023 are all from the one to the other."""
    items = value if isinstance(value, Sequence) else Sequence([value], spot.place, [spot.place])
    found: list[int] = []
    for item, place in zip(items, items.places, strict=True):
        span = _SPAN.fullmatch(item.strip()) if isinstance(item, str) else None
        try:
            first, last = map(year, span.groups()) if span else (year(item), year(item))
            if not first <= last < first + _MOST_YEARS:
                raise MisfitError("先后颠倒了", f"写成：{last}—{first}", told=True)
        except MisfitError as error:
            what = Spot(spot.name, place)
            reading.misfit(what, item, f"{error.message}，现在是“{item}”", error.hint)
            return FAILED
        found += range(first, last + 1)
    return tuple(dict.fromkeys(found))


class WaiverEntry(DataElement):
    """A kind of finding that the office has looked at, and does not want to be told of."""

    rule: Text = field(key="规则", description="规则的名称，问题里“[ ]”中的那个，见 docs/规则.md")
    element: Text = field("", key="要素", description="只放过关于它的；不写就是这条规则的全部")
    reason: Text = field(key="理由", description="为什么放过，会印在每次检查的小结里")


class OfficeEntry(DataElement):
    """The file. Where it has faults, the rest of it still holds."""

    may_be_empty = True

    name: Text = field("", key="机关", description="本单位的全称，新建文稿时的发文机关")
    series: CodeSeriesList = field(
        (), key="代字", description="发文字号里的机关代字；有几种的，每种一项，写明用途"
    )
    printing_office: Text = field(
        "", key="印发机关", description="版记里的印发机关，政府的文件一般是它的办公室"
    )
    copies_to: Units = field((), key="抄送", description="平常抄送哪些单位，新建文稿时先写上")
    contact: Text = field("", key="联系人", description="联系人的姓名")
    phone: Text = field("", key="电话", description="联系电话")
    address: Text = field("", key="地址", description="通信地址")
    superiors: Units = field(
        (), key="上级", description="上级机关；不用登记在机构名录里，写到了不提醒"
    )
    archived_years: Annotated[
        tuple[int, ...], Read(_read_years, written=int | str | list[int | str])
    ] = field(
        (), key="归档年度", description="已经归档的年度，如 [2023, 2024]；这些年的文件检查了不再说"
    )
    waivers: tuple[WaiverEntry, ...] = field(
        (), key="核稿放过", description="本单位看过、不用再提醒的，每项写明规则和理由"
    )
    uses_dispatch: Flag = field(
        False, key="发文办理", description="用不用本程序办签发、取号、登记、分送、归档"
    )

    def office(self) -> OwnOffice:
        """What it says."""
        nobody = Registry()
        return OwnOffice(
            self.name,
            self.series,
            self.printing_office,
            read_units(self.copies_to, nobody).text,
            self.contact,
            self.phone,
            self.address,
            tuple(each.written for each in read_units(self.superiors, nobody).references),
            self.archived_years,
            tuple(
                OfficeWaiver(each.rule, each.element, each.reason, each.place("规则"))
                for each in self.waivers
            ),
            self.uses_dispatch,
            self.place(),
        )


def load_office(data: Value, file: str) -> tuple[OwnOffice, list[Problem]]:
    """The office that the plain data of 本单位.yaml says, and all that is wrong with it; a fault
    leaves the rest usable. `data` None, what `parse` gives for a file it has refused, is no further
    problem.
    """
    if data is None:
        return NO_OFFICE, []
    if not isinstance(data, Mapping):
        place = data.place if isinstance(data, Sequence) else Place(file, 1, 1)
        message = "本单位的情况要写成一组“项目: 内容”，一行一项"
        hint = "如：机关: 云溪市数据局；机构名录另写在 机构.yaml 里"
        return NO_OFFICE, [problem_at(place, NOT_AN_OFFICE, Level.ERROR, message, hint=hint)]
    reading = Reading(salvaging=True)
    entry = OfficeEntry.read(data, Spot("", data.place), reading)
    found = entry.office() if isinstance(entry, OfficeEntry) else NO_OFFICE
    return found, in_order(reading.problems)
