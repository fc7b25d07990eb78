"""How often characters stand side by side in official prose: a model that was counted once, from
published laws and reports (docs/adr/0074).

The file slips/连用.bin are numbers of 16 bits, the low byte first, in three parts of equal length.
A run of one to four characters has one place in each part, by `places`; the three numbers there,
XORed, are its level in the low 5 bits, and in the upper 11 the low bits of its hash. Where the
upper ones differ the run was never counted (one in 2048 of those seems to be). A level n says that
the run was counted 2ⁿ⁻¹ times or more, but not 2ⁿ times; benchmarks/proofreading/counting.py writes
the file.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache, lru_cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Final
from zlib import crc32

from .. import patterns as re
from ..paper.characters import is_han

FILE: Final = Path(__file__).parent / "slips" / "连用.bin"
LONGEST: Final = 4
LEVEL_BITS: Final = 5
CHECK: Final = (1 << 11) - 1
PARTS: Final = 3
_SALT: Final = b"GB/T 9704"
_REMEMBERED: Final = 1 << 15
_BACK_OFF: Final = 2
"""Bits that a shorter run counts less than the longest one."""
_ALL: Final = 25
"""The level of all that was counted: twenty million characters."""


class _Signs(dict[int, str]):
    """What each character counts as: a Chinese one, ， and 、 as itself; figures and letters as 0;
    quotes as nothing; all else as the end of a clause.
    """

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        if is_han(sign) or sign in "，、":
            meant = sign
        elif sign.isalnum() or sign in "%％.．":
            meant = "0"
        elif sign in "“”‘’\"'《》〈〉" or sign.isspace():
            meant = ""
        else:
            meant = "。"
        self[code] = meant
        return meant


_SIGNS: Final = _Signs()


def as_counted(text: str) -> str:
    """A text of one piece as it is counted, between two ends of a clause."""
    plain = re.sub("0+", "0", text.translate(_SIGNS))
    return re.sub("。+", "。", f"。{plain}。")


def where_counted(text: str) -> list[int]:
    """Where in a text each character of `as_counted` stands; the ends stand around it."""
    found, last = [-1], "。"
    for at, sign in enumerate(text):
        meant = _SIGNS[ord(sign)]
        if meant and not (meant == last and meant in "0。"):
            found.append(at)
            last = meant
    return found if last == "。" else [*found, len(text)]


def places(hash_: int, size: int) -> tuple[int, int, int]:
    """The places of a run in the three parts of `size` numbers each."""
    second = crc32(_SALT, hash_)
    third = crc32(_SALT, second)
    return hash_ % size, size + second % size, 2 * size + third % size


@lru_cache(_REMEMBERED)
def level(run: str) -> int:
    """How often a run of characters was counted; 0 = never, or hardly ever."""
    numbers, size = _table()
    hash_ = crc32(run.encode())
    first, second, third = places(hash_, size)
    found = numbers[first] ^ numbers[second] ^ numbers[third]
    return found & 31 if found >> LEVEL_BITS == hash_ & CHECK else 0


def likelihood(text: str, start: int, end: int) -> int:
    """How likely the characters from `start` to `end` are behind those before them, in bits: 0 =
    certain. Of each the longest run that was counted says it.
    """
    return sum(_likelihood_of(text[max(0, at + 1 - LONGEST) : at + 1]) for at in range(start, end))


def _likelihood_of(run: str) -> int:
    lost = 0
    while len(run) > 1:
        if counted := level(run):
            return min(0, counted - level(run[:-1])) - lost
        run, lost = run[1:], lost + _BACK_OFF
    return max(1, level(run)) - _ALL - lost


@cache
def _table() -> tuple[memoryview[int], int]:
    """The numbers, which are read from the file when they are asked for."""
    with FILE.open("rb") as file:
        numbers = memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)).cast("H")
    if sys.byteorder == "big":
        turned = array("H", numbers)
        turned.byteswap()
        numbers = memoryview(turned)
    return numbers, len(numbers) // PARTS
