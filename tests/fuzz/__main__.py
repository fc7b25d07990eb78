"""`make fuzz`: documents and foreign files that nobody would write, for minutes; by seed.

Prints how many came to which end, and keeps those that may not happen in .cache/fuzz/.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from ..project import ROOT
from .campaigns import LARGEST, TOGETHER, Case, Tally, documents, files, foreign, run, shapes
from .originals import originals
from .projects import Place, document_files

KEPT = ROOT / ".cache" / "fuzz"


def main(arguments: list[str] | None = None) -> int:
    """1 where an input came to an end that none may come to."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=60, help="for each of the campaigns")
    parser.add_argument("--only", choices=("shapes", "documents", "imports"))
    parser.add_argument("--lengths", type=int, nargs="+", default=[195, 950, 4900, 19_000, 300_000])
    options = parser.parse_args(arguments)
    bad = 0
    with TemporaryDirectory() as name:
        place = Place(Path(name))
        for path in document_files()[::3]:  # what is loaded once, children need not load
            place.built(path.read_bytes())()
        for title, cases, together in _campaigns(options):
            tally = run(cases, place, options.seconds, together=together)
            _tell(title, tally)
            bad += len(tally.bad)
    return 1 if bad else 0


def _campaigns(options: argparse.Namespace) -> Iterable[tuple[str, Iterable[Case], int]]:
    random = Random(options.seed)  # noqa: S311  to be made again
    if options.only in (None, "documents"):
        yield "改坏的文稿", documents(random), TOGETHER
    if options.only in (None, "imports"):
        yield "改坏的旧文件", foreign(originals(), random), TOGETHER
    if options.only in (None, "shapes"):
        for length in options.lengths:
            yield f"{length}字长的值", shapes(length, random), 1
        yield "1MB的文件", files(LARGEST, random), 1


def _tell(title: str, tally: Tally) -> None:
    total = sum(tally.counts.values())
    counts = "、".join(f"{kind}{count}" for kind, count in tally.counts.most_common())
    print(
        f"{title}：{total}份（{counts}），最慢{tally.slowest:.1f}秒，最多{tally.largest:.0f}MB",
        flush=True,
    )
    for case, fate in tally.bad:
        KEPT.mkdir(parents=True, exist_ok=True)
        safe = "".join(each if each.isalnum() else "_" for each in case.name)[:80]
        (KEPT / f"{safe}{case.suffix}").write_bytes(case.content)
        print(f"  {fate.kind} {case.name} {fate.seconds:.1f}秒\n{fate.said[-1500:]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
