"""Who is listed in 出席, 请假 and 列席 of minutes (10.3), as they were typed."""

from __future__ import annotations

from itertools import groupby

from .. import patterns as re
from .values import UnitsTyped

_NOTE = r"（[^（）]*）|\([^()]*\)"
_PARTED = r"[、，；,;\s]+"


def attendants(typed: UnitsTyped | None) -> tuple[str, ...]:
    """The people and units, without notes in brackets, whether marks or blanks part them; a name
    whose characters stand apart (赵 敏) is one.
    """
    if typed is None:
        return ()
    if not isinstance(typed, str):
        return tuple(name for each in typed for name in attendants(each))
    names: list[str] = []
    for listed in re.split("[、，；,;\n]", re.sub(_NOTE, "", typed)):
        words = [word for word in re.split(_PARTED, listed) if word]
        for is_single, several in groupby(words, lambda word: len(word) == 1):
            if is_single:
                names.append("".join(several))
            else:
                names.extend(several)
    return tuple(names)
