"""Prints the whole measure: recall on marked documents, false alarms, recall on planted errors."""

from __future__ import annotations

import argparse
import sys

from . import clean, published, seeded

PLANTS = 40


def main(arguments: list[str]) -> int:
    """Print what was asked for; without a choice, everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proofreading")
    parser.add_argument("--only", choices=("published", "clean", "seeded"))
    parser.add_argument("--plants", type=int, default=PLANTS, help="每种错误种几处（缺省40）")
    parser.add_argument("--kind", default="", help="只种名称里有这几个字的错误，逐处印出来")
    options = parser.parse_args(arguments)
    if options.only in (None, "published") and not options.kind:
        print("\n".join(published.report()))
    if options.only in (None, "clean") and not options.kind:
        print("\n".join(clean.report()))
    if options.only in (None, "seeded"):
        print("\n".join(seeded.report(options.plants, options.kind)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
