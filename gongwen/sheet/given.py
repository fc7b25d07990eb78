"""How a measure is given in a sheet, a value or {值, 依据}: what the fields of its files are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Struct

from ..elements.element import DataElement
from ..elements.fields import Check, MisfitError, OneOf, Read, field
from ..elements.shapes import FAILED, Reading, Spot, reader_of
from ..elements.values import Text
from ..problem import Place
from ..source.tree import Mapping


class Given(Struct, frozen=True):
    """A measure as a sheet gives it: its value, a length still in its terms; its text; the clause
    that it names, "" = none; where it stands.
    """

    value: Any
    text: str
    basis: str
    place: Place


class _WithBasis(DataElement):
    value: Text = field(key="值")
    basis: Text = field("", key="依据")


def given(shape: Any) -> Read:
    """A measure whose value is of the shape."""
    reader = reader_of(shape)

    def read(value: Any, spot: Spot, reading: Reading) -> Any:
        basis = ""
        if isinstance(value, Mapping):
            if "值" not in value:
                return reading.misfit(spot, value, "里没有“值”", "写成：{值: ……, 依据: ……}")
            pair = _WithBasis.read(value, spot, reading)
            if pair is FAILED:
                return FAILED
            value, basis, spot = pair.value, pair.basis, Spot(spot.name, pair.place("值"))
        found = reader(value, spot, reading)
        return found if found is FAILED else Given(found, str(value), basis, spot.place)

    return Read(read, written=str | _WithBasis)


def by(read: Callable[[str], Any], examples: str) -> Read:
    """A measure that `read` makes of its text; None = it cannot, or it raises MisfitError."""

    def check(text: str) -> Any:
        found = read(text)
        if found is None:
            raise MisfitError(f"看不懂“{text}”", f"可以写：{examples}")
        return found

    return given(Annotated[Text, Check(check)])


def one_of(meanings: dict[str, Any]) -> Read:
    """A measure that is one of these words, and what each means."""
    return given(Annotated[str, OneOf(meanings)])


Words = Annotated[Given, given(Text)] | None
