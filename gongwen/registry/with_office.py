"""The registry as one office uses it: with its own 代字, and those above it known."""

from __future__ import annotations

from msgspec.structs import replace

from .office import OwnOffice
from .series import CodeSeries
from .units import Registry, Unit


def with_office(registry: Registry, office: OwnOffice) -> Registry:
    """The registry with what an office says of itself: its series of numbers go before those of its
    entry; it, its printing office and those above it are known where they have no entry.
    """
    own = registry.find(office.name)
    units = registry.units
    if own and office.series:
        units = tuple(
            replace(unit, series=office.series) if unit is own else unit for unit in units
        )
    names = dict.fromkeys((office.name, office.printing_office, *office.superiors))
    beside = tuple(
        _unit(name, office.series if name == office.name else (), office)
        for name in names
        if name and registry.find(name) is None
    )
    return Registry(units, office, beside)


def _unit(name: str, series: tuple[CodeSeries, ...], office: OwnOffice) -> Unit:
    return Unit(name, name, (), (), "其他", series, "", 0, office.place)
