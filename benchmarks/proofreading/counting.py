"""Writes the model of official prose, gongwen/lists/slips/连用.bin, from files of text:

    python -m benchmarks.proofreading.counting 法律/*.md 报告/*.txt

What is counted and how the file is read, says gongwen/lists/prose.py; from what it was written, and
why so much of it, docs/adr/0074. The same files make the same bytes.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from gongwen.lists.prose import CHECK, FILE, LEVEL_BITS, LONGEST, PARTS, as_counted, places

LEAST = {1: 1, 2: 3, 3: 3, 4: 4}
"""How often a run of so many characters must have been counted to be kept."""
_SPARE = 1.23
"""Numbers for each run: with fewer, three places each cannot be told apart."""
_MORE = 12
_SHORTEST = 6


def main(names: list[str]) -> int:
    """Count the files and write the model."""
    texts = (line for name in names for line in Path(name).read_text("utf-8").splitlines())
    levels = counted(texts)
    FILE.write_bytes(packed(levels))
    print(f"{FILE.name}：{len(levels)} 段，{FILE.stat().st_size} 字节")
    return 0


def counted(texts: Iterable[str]) -> dict[int, int]:
    """The levels of the runs in texts, each text once, by the hashes of the runs."""
    once = {as_counted(text) for text in texts}
    several = sorted(text for text in once if len(text) >= _SHORTEST)
    levels: dict[int, int] = {}
    for length in range(1, LONGEST + 1):
        counts: Counter[str] = Counter()
        for text in several:
            counts.update(map("".join, zip(*(text[at:] for at in range(length)), strict=False)))
        for run, count in counts.items():
            if count >= LEAST[length]:
                hash_ = crc32(run.encode())
                levels[hash_] = max(levels.get(hash_, 0), count.bit_length())
    return levels


def packed(levels: Mapping[int, int]) -> bytes:
    """The numbers of which three, XORed, are what is known of a run. A run that alone has a place
    is put aside, and so on until none is left; then, the last first, its place makes it right.
    """
    size = int(len(levels) * _SPARE) // PARTS + _MORE
    runs, several = array("Q", bytes(8 * size * PARTS)), array("L", bytes(8 * size * PARTS))
    for hash_ in levels:
        for place in places(hash_, size):
            runs[place] ^= hash_
            several[place] += 1
    waiting = [place for place, count in enumerate(several) if count == 1]
    order: list[tuple[int, int]] = []
    while waiting:
        place = waiting.pop()
        if several[place] != 1:
            continue
        hash_ = runs[place]
        order.append((hash_, place))
        for each in places(hash_, size):
            runs[each] ^= hash_
            several[each] -= 1
            if several[each] == 1:
                waiting.append(each)
    if len(order) != len(levels):
        raise ValueError("两段文字的位置分不开：_SPARE 加一点")
    numbers = array("H", bytes(2 * size * PARTS))
    for hash_, place in reversed(order):
        value = (hash_ & CHECK) << LEVEL_BITS | levels[hash_]
        for each in places(hash_, size):
            value ^= numbers[each] if each != place else 0
        numbers[place] = value
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers.tobytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
