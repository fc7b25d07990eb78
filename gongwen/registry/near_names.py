"""Registered names that look like one that is not."""

from __future__ import annotations

from .. import patterns as re
from .units import Registry

_OF_ALL = (
    r"^(?:中共|共青团)?(?:[^省市县区]{2}[省市县区]|[省市县区])?"
    r"|(?:委员会|办公室|管理局|人民政府|政府|委|办|[局厅处协联会院])$"
)
"""What a unit's name has in common with those of its neighbours."""
_PLACE = r"(?:中共|共青团)?([^省市县区旗盟]{1,6}?)(?:[省市县区旗盟]|州(?!市))"


def nearest_names(name: str, registry: Registry, limit: int = 3) -> tuple[str, ...]:
    """Registered names that look like `name`, the likeliest first, one to a unit. What all units
    have in their names (市……局) makes none look like another: 市科协 is not meant for 市政协.
    """
    import difflib

    borne = {each: unit for unit in registry.units for each in unit.names}
    found: dict[str, str] = {}
    own = re.sub(_OF_ALL, "", name)
    for each in difflib.get_close_matches(name, borne, limit * 3, 0.5):
        if difflib.SequenceMatcher(None, own, re.sub(_OF_ALL, "", each)).ratio() < 0.5:
            continue
        if _is_elsewhere(name, each):
            continue
        found.setdefault(borne[each].full_name, each)
    return tuple(found.values())[:limit]


def _is_elsewhere(name: str, other: str) -> bool:
    """Whether both say of which place they are, and the places have no character in common: the
    government of one city is not that of another misspelt.
    """
    places = [match[1] for each in (name, other) if (match := re.match(_PLACE, each))]
    return len(places) == 2 and not set(places[0]) & set(places[1])
