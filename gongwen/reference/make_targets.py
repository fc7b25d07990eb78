"""The targets of the Makefile that people type, and the commands of the program they run."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from .. import patterns as re

_MAKEFILE = Path(__file__).resolve().parents[2] / "Makefile"
_TARGET = re.compile(r"^([^\t\s#:]+):.*?## (.*)$", re.MULTILINE)
_STARTS = re.compile(
    r"""exec\ "\$\$python"\ build\.py\ ([a-z-]+)
    | \$\(call\ run,([a-z-]+)
    | \$\((?:call\ )?(build)[),]
    | set\ --\ ([a-z-]+);""",
    re.VERBOSE,
)
"""The ways that a recipe gives a word to build.py."""
_OPTIONS = re.compile(r"\$\(call \w+,[^)]*?(--[^)]*)\)")


class MakeTarget(Struct, frozen=True):
    """A target with its help; `command` is the word it gives to build.py, "" = it gives none, and
    `options` what follows the word whatever is typed.
    """

    name: str
    help: str
    command: str
    options: str = ""


def make_targets() -> list[MakeTarget]:
    """Every target that has help, in the order of the file."""
    text = _MAKEFILE.read_text(encoding="utf-8")
    found = list(_TARGET.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    targets = []
    for match, end in zip(found, ends, strict=True):
        lines = text[match.end() : end].split("\n")[1:]
        recipe = "\n".join(lines[: next((i for i, x in enumerate(lines) if x[:1] != "\t"), None)])
        started = _STARTS.search(recipe)
        command = next(filter(None, started.groups()), "") if started else ""
        options = _OPTIONS.search(recipe)
        targets.append(MakeTarget(match[1], match[2], command, options[1] if options else ""))
    return targets
