"""Which measures of 版面 a sheet may give, and how each is written."""

from __future__ import annotations

import math
from collections.abc import Container
from typing import Annotated, Final

from msgspec import Struct

from ..elements.element import DataElement
from ..elements.faults import nearest
from ..elements.fields import MisfitError, Read, field
from .given import Given, by, one_of
from .lengths import FIXED_UNITS, UNITS, Length, length, percent


class Counted(Struct, frozen=True):
    """A length that is told in 字 or 行 of the grid, or in 缇; its bounds in them; an example."""

    length: Length
    unit: str
    least: float
    most: float
    example: str


def reckoned(text: str, units: Container[str], examples: str) -> Length | None:
    """A length in some of these units, or reckoned from lengths of 版面; None where it is none.

    Raises MisfitError where it names something else.
    """
    found = length(text)
    known = PageLengths.known_keys()
    for term in found.terms if found else ():
        if term.unit not in units and term.unit not in known:
            which = f"里的“{term.unit}”" if found and found.is_reckoned else ""
            near = nearest(term.unit, known)
            hint = f"是不是“{near}”" if near else f"可以写：{examples}"
            raise MisfitError(f"看不懂“{text}”{which}", hint)
    return found


def _whole_number(text: str) -> int | None:
    """A whole number above 0."""
    return int(text) or None if text.isdecimal() else None


def _share(text: str) -> float | None:
    found = percent(text)
    return None if found is None else found / 100


OF_PAGE: Final = "37毫米、28磅、地脚-9.87毫米"
_ON_PAGE: Final = UNITS - {"字号"}


def _counted(unit: str, example: str, least: float = 0, most: float = math.inf) -> Read:
    def read(text: str) -> Counted | None:
        found = reckoned(text, _ON_PAGE, example)
        return Counted(found, unit, least, most, example) if found else None

    return by(read, example)


_IMPRINT_PLACES: Final = {"文末": False, "双页": True}
"""At the foot of the last page with text; or on an even page of its own, unnumbered (7.5)."""

_Length = Annotated[Given, by(lambda text: reckoned(text, FIXED_UNITS, OF_PAGE), OF_PAGE)] | None
_Rows = Annotated[Given, by(_whole_number, "22")] | None
_Columns = Annotated[Given, by(_whole_number, "28")] | None
_ImprintPlace = Annotated[Given, one_of(_IMPRINT_PLACES)] | None
_InCharacters = Annotated[Given, _counted("字", "2字")] | None
_InLines = Annotated[Given, _counted("行", "2行")] | None
_Closest = Annotated[Given, _counted("行", "0.9行", 0.5, 1)] | None
_Widest = Annotated[Given, _counted("行", "1.12行", 1, 2)] | None
_InTwips = Annotated[Given, _counted("缇", "20磅")] | None
_Few = Annotated[Given, by(_whole_number, "3")] | None
_Narrowest = Annotated[Given, by(_share, "60%")] | None


class PageLengths(DataElement):
    """The lengths of 版面: a style may reckon with all of them, each of them with those before it
    in this order.
    """

    width: _Length = field(None, key="纸宽")
    height: _Length = field(None, key="纸高")
    top: _Length = field(None, key="天头")
    left: _Length = field(None, key="订口")
    right: _Length = field(None, key="切口")
    bottom: _Length = field(None, key="地脚")
    footer: _Length = field(None, key="页脚距")
    header: _Length = field(None, key="页眉距")
    letter_footer: _Length = field(None, key="信函页脚距")
    letter_bottom: _Length = field(None, key="信函首页地脚")
    seal: _Length = field(None, key="印章宽")
    bare_header: _Length = field(None, key="空页眉距")
    turned_edges: _Length = field(None, key="横排页眉页脚距")
    tab: _Length = field(None, key="制表位")


class PageMeasures(PageLengths):
    """版面: the fields of `data.Page` and of `places.Places`, by their names."""

    rows: _Rows = field(None, key="每页行数")
    columns: _Columns = field(None, key="每行字数")
    imprint_apart: _ImprintPlace = field(None, key="版记位置")
    signers_right: _InCharacters = field(None, key="签发人右空")
    signers_gap: _InCharacters = field(None, key="签发人间距")
    note_in: _InCharacters = field(None, key="附件说明左空")
    attendance_in: _InCharacters = field(None, key="出席左空")
    roster_in: _InCharacters = field(None, key="名单左空")
    roster_gap: _InCharacters = field(None, key="名单间距")
    date_right: _InCharacters = field(None, key="成文日期右空")
    name_right: _InCharacters = field(None, key="署名右空")
    date_shift: _InCharacters = field(None, key="成文日期右移")
    post_gap: _InCharacters = field(None, key="职务距签名")
    stamp_width: _InCharacters = field(None, key="签名章宽")
    stamp_height: _InLines = field(None, key="签名章高")
    stamps_apart: _InLines = field(None, key="签名章间距")
    seal_above: _InLines = field(None, key="印章高出日期")
    seal_gap: _InTwips = field(None, key="印章间距")
    seals_in_row: _Few = field(None, key="每排印章数")
    closest: _Closest = field(None, key="最密行距")
    widest: _Widest = field(None, key="最疏行距")
    closest_notice: _InTwips = field(None, key="标注最密行距")
    smallest_joint: _InTwips = field(None, key="联合标志最小")
    narrowest_mark: _Narrowest = field(None, key="标志最窄")
