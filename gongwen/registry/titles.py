"""What a title names besides its subject: who issues (at its head), and the 文种 (at its end)."""

from __future__ import annotations

from .. import patterns as re
from ..kinds import kind_names
from ..paper.characters import HAN
from .units import Registry

_TAIL = re.compile(r"(?:[（(][^（）()]*[）)])+$")
_STOPS = "，。、；：！？"
_AFTER_ISSUER = ("关于", "印发", "转发", "批转", " ", "、")
_UNIT = rf"{HAN}{{2,28}}?[省市州县区局厅委部院会办署府室处社校]"
"""A name that the registry does not know, by the end that names of units have."""


def issuer_in(title: str, registry: Registry) -> str:
    """The unit at the head of a title, as written; "" where there is none."""
    for end in registry.ends_of_names(title, 0):
        rest = title[end:]
        if rest.startswith(_AFTER_ISSUER) or rest in kind_names():
            return title[:end]
    head, about, _ = title.partition("关于")
    return head if about and re.fullmatch(_UNIT, head) else ""


def kind_in(title: str) -> str:
    """The 文种 that a title ends in; "" where it is none."""
    bare = _TAIL.sub("", title.rstrip(_STOPS))
    return max((name for name in kind_names() if bare.endswith(name)), key=len, default="")
