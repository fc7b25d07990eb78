"""The functions of `re`, with room for all patterns of the program; imported under its name.

`re` keeps 512 compiled patterns and forgets the oldest. The program has several times as many:
where one process reads document after document, nearly each would be compiled again for each of
them, which took two thirds of the time of all rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from re import (
    ASCII,
    DOTALL,
    IGNORECASE,
    MULTILINE,
    VERBOSE,
    Match,
    Pattern,
    compile,  # noqa: A004
    error,
    escape,
)
from typing import Any, AnyStr

__all__ = [
    "ASCII",
    "DOTALL",
    "IGNORECASE",
    "MULTILINE",
    "VERBOSE",
    "Match",
    "Pattern",
    "compile",
    "error",
    "escape",
    "findall",
    "finditer",
    "fullmatch",
    "match",
    "search",
    "split",
    "sub",
]

_MOST = 8192
"""Compiled patterns, about 3 KB each; those made of a document's words are among them."""

_compiled: Callable[[Any, int], Pattern[Any]] = lru_cache(_MOST)(re.compile)


def search(pattern: AnyStr | Pattern[AnyStr], text: AnyStr, flags: int = 0) -> Match[AnyStr] | None:
    """As `re.search`; so are the others."""
    return _compiled(pattern, flags).search(text)


def match(pattern: AnyStr | Pattern[AnyStr], text: AnyStr, flags: int = 0) -> Match[AnyStr] | None:
    return _compiled(pattern, flags).match(text)


def fullmatch(
    pattern: AnyStr | Pattern[AnyStr], text: AnyStr, flags: int = 0
) -> Match[AnyStr] | None:
    return _compiled(pattern, flags).fullmatch(text)


def finditer(
    pattern: AnyStr | Pattern[AnyStr], text: AnyStr, flags: int = 0
) -> Iterator[Match[AnyStr]]:
    return _compiled(pattern, flags).finditer(text)


def findall(pattern: AnyStr | Pattern[AnyStr], text: AnyStr, flags: int = 0) -> list[Any]:
    return _compiled(pattern, flags).findall(text)


def split(
    pattern: AnyStr | Pattern[AnyStr], text: AnyStr, maxsplit: int = 0, flags: int = 0
) -> list[AnyStr | Any]:
    return _compiled(pattern, flags).split(text, maxsplit)


def sub(
    pattern: AnyStr | Pattern[AnyStr],
    replacement: AnyStr | Callable[[Match[AnyStr]], AnyStr],
    text: AnyStr,
    count: int = 0,
    flags: int = 0,
) -> AnyStr:
    replaced: AnyStr = _compiled(pattern, flags).sub(replacement, text, count)
    return replaced
