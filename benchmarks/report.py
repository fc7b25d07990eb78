"""What was measured, as a table in Chinese and as JSON."""

from __future__ import annotations

import contextlib
import os
import platform
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from .processes import Sample


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured on one set of documents. None where it could not be measured."""

    name: str
    documents: str
    samples: list[Sample] | None
    is_waiting: bool = False

    @property
    def milliseconds(self) -> float | None:
        """Of CPU; of the clock where that is what is waited for."""
        if not self.samples:
            return None
        of_clock = self.is_waiting
        return median(s.seconds if of_clock else s.cpu for s in self.samples) * 1000

    @property
    def peak(self) -> float | None:
        return max(sample.peak for sample in self.samples) if self.samples else None


@dataclass(frozen=True, slots=True)
class Target:
    """A bar of the design, met or not."""

    name: str
    measured: float
    wanted: str
    met: bool


def table(title: str, figures: list[Figure]) -> str:
    """Names down, sets of documents across; each cell the median and the peak memory."""
    sets = list(dict.fromkeys(figure.documents for figure in figures))
    names = list(dict.fromkeys(figure.name for figure in figures))
    found = {(figure.name, figure.documents): figure for figure in figures}
    rows = [[name, *(_cell(found.get((name, documents))) for documents in sets)] for name in names]
    return aligned([[title, *sets], *rows])


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.milliseconds is None or figure.peak is None:
        return "未测"
    digits = 2 if figure.milliseconds < 10 else 1 if figure.milliseconds < 100 else 0
    return f"{figure.milliseconds:.{digits}f} 毫秒 {figure.peak:.0f} 兆"


GROWTH = "越长越慢吗"
RATIOS = "它用的 CPU 是本程序的几倍"
PAIRS = "改一份后（CPU，毫秒）"


def ratios(figures: list[Figure], ours: str, others: Iterable[str]) -> dict[str, dict[str, float]]:
    """For each other way and each set of documents measured both ways, its time over ours."""
    found = {(figure.name, figure.documents): figure.milliseconds for figure in figures}
    sets = dict.fromkeys(figure.documents for figure in figures)
    return {
        other: {
            documents: theirs / mine
            for documents in sets
            if (mine := found.get((ours, documents))) and (theirs := found.get((other, documents)))
        }
        for other in others
    }


def ratios_table(found: dict[str, dict[str, float]], sets: Iterable[str]) -> str:
    """Other ways down, sets of documents across; below 1 is where we are the slower one."""
    sets = list(dict.fromkeys(sets))
    rows = [
        [name, *(f"{row[each]:.2f}" if each in row else "未测" for each in sets)]
        for name, row in found.items()
    ]
    return aligned([[RATIOS, *sets], *rows])


def pairs_table(found: dict[str, list[tuple[Sample, Sample]]]) -> str:
    """Each example after an edit beside pandoc: medians of both, and of the ratios of the pairs."""
    rows = [
        [
            name,
            f"{median(ours.cpu for ours, _ in pairs) * 1000:.0f}",
            f"{median(theirs.cpu for _, theirs in pairs) * 1000:.0f}",
            f"{median(ours.cpu / theirs.cpu for ours, theirs in pairs):.2f}",
        ]
        for name, pairs in found.items()
    ]
    return aligned([[PAIRS, "make", "pandoc", "倍数"], *rows])


def targets_table(targets: Iterable[Target]) -> str:
    """Each bar, what was measured, and whether it is met."""
    rows = [
        [target.name, f"{target.measured:.1f}", target.wanted, "达到" if target.met else "未达到"]
        for target in targets
    ]
    return aligned([["目标", "实测", "要求", "结果"], *rows])


def growth_table(found: list[dict[str, Any]]) -> str:
    """Each case of `growth` at its length and at twice that; 2.0 times is linear."""
    rows = [
        [
            each["name"],
            str(each["length"]),
            f"{each['milliseconds']:.1f} 毫秒",
            f"{each['twice']:.1f} 毫秒",
            f"{each['twice'] / each['milliseconds']:.1f}" if each["milliseconds"] else "",
        ]
        for each in found
    ]
    return aligned([[GROWTH, "长度", "用时", "两倍长", "倍数"], *rows])


def page(tables: Iterable[str], missing: Iterable[str]) -> str:
    """The last figures for docs/, with the machine and the day."""
    blocks = "\n\n".join(f"```text\n{each}\n```" for each in tables)
    return f"""# 性能

`make bench` 量出来的，由它自己写在这里（`python build.py bench --docs docs/性能.md`）。

{date.today().isoformat()}，{_machine()}，{platform.system()}，Python {platform.python_version()}。

时间是 CPU（用户＋系统，连同全部子进程），轮流测，取中位数；内存是同时用到的最多的兆数，
几个进程共用的只算一次。机器忙时单个数字会变大，要看的是倍数。

{blocks}
{"".join(f"{chr(10)}{each}{chr(10)}" for each in missing)}"""


def _machine() -> str:
    """Processors and memory, as far as the system tells."""
    said = f"{os.cpu_count()}核"
    with contextlib.suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return f"{said} {line.partition(':')[2].strip()}"
    return f"{said} {platform.machine()}"


def aligned(rows: list[list[str]]) -> str:
    """Columns under one another, a Chinese character counting two."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def as_data(
    figures: list[Figure],
    ratios: dict[str, dict[str, float]],
    targets: list[Target],
    growth: list[dict[str, Any]],
) -> dict[str, Any]:
    """Everything for `--json`: medians in ms, every run in seconds, peaks in MiB."""
    return {
        "figures": [
            {
                "name": figure.name,
                "documents": figure.documents,
                "milliseconds": figure.milliseconds,
                "peak_mib": figure.peak,
                "cpu_seconds": [sample.cpu for sample in figure.samples or []],
                "seconds": [sample.seconds for sample in figure.samples or []],
            }
            for figure in figures
        ],
        "ratios": ratios,
        "targets": [asdict(target) for target in targets],
        "growth": growth,
    }
