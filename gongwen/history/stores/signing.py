"""Who makes a version and when, as git takes it from the environment and the settings, for the
library.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime

import pygit2

from ... import patterns as re

Setting = Callable[[str], str]
_NOT_AT_THE_ENDS = "".join(map(chr, range(33))) + ".,:;<>\"\\'"
"""What git drops at the ends of a name."""


def default_person(setting: Setting) -> str:
    """The name that would stand on a version; "" where a name or an address is lacking."""
    name, address = _who("AUTHOR", setting)
    return name if name and address else ""


def identity(role: str, setting: Setting) -> pygit2.Signature:
    """The AUTHOR or COMMITTER of a version made now. Raises ValueError where no name is known."""
    return _signature(*_who(role, setting), os.environ.get(f"GIT_{role}_DATE", ""))


def _who(role: str, setting: Setting) -> tuple[str, str]:
    env, own = os.environ.get, role.lower()
    name = env(f"GIT_{role}_NAME") or setting(f"{own}.name") or setting("user.name")
    address = env(f"GIT_{role}_EMAIL") or setting(f"{own}.email") or setting("user.email")
    return name.strip(_NOT_AT_THE_ENDS), (address or env("EMAIL", "")).strip(_NOT_AT_THE_ENDS)


def _signature(name: str, address: str, when: str) -> pygit2.Signature:
    if raw := re.fullmatch(r"@?(\d+) ([+-])(\d\d)(\d\d)", when):
        offset = int(raw[3]) * 60 + int(raw[4])
        return pygit2.Signature(name, address, int(raw[1]), -offset if raw[2] == "-" else offset)
    moment = datetime.fromisoformat(when) if when else datetime.now().astimezone()
    zone = moment.astimezone().utcoffset() if moment.tzinfo is None else moment.utcoffset()
    minutes = int(zone.total_seconds() // 60) if zone else 0
    return pygit2.Signature(name, address, int(moment.timestamp()), minutes)
