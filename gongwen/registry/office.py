"""本单位: what an office says once of itself, in 本单位.yaml, so that no document has to."""

from __future__ import annotations

from msgspec import Struct

from ..problem import Place
from .series import CodeSeries

NO_PLACE = Place("")
EMPTY_OFFICE = "写上本单位的名称，如：机关: 云溪市数据局；用不着的，删掉这个文件"
"""What to write into such a file with nothing in it."""


class OfficeWaiver(Struct, frozen=True):
    """The findings of `rule` are not told in this office, or ("" = all) those about `element`."""

    rule: str
    element: str
    reason: str
    place: Place


class OwnOffice(Struct, frozen=True):
    """The office that uses the program; "" and () = not said. `name` is its full name, `copies_to`
    is written as on paper, `superiors` are known without an entry in the registry. Documents whose
    成文日期 lies in one of `archived_years` are done with. `uses_dispatch` = 发文办理 is done with
    the program: nothing of it is asked for otherwise.
    """

    name: str = ""
    series: tuple[CodeSeries, ...] = ()
    printing_office: str = ""
    copies_to: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    superiors: tuple[str, ...] = ()
    archived_years: tuple[int, ...] = ()
    waivers: tuple[OfficeWaiver, ...] = ()
    uses_dispatch: bool = False
    place: Place = NO_PLACE


NO_OFFICE = OwnOffice()
