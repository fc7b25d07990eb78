"""git, started in one way. `doctor` asks it before anything is installed: standard library only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from .. import patterns as re

NO_SETTINGS: Final[Mapping[str, str]] = MappingProxyType({})


def run_git(
    folder: Path,
    *arguments: str,
    feed: bytes | None = None,
    settings: Mapping[str, str] = NO_SETTINGS,
) -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder, with paths taken literally, printed as they are, and all it says in
    English; `settings` are more of its environment. Raises OSError where there is no git.
    """
    return subprocess.run(
        ["git", "--literal-pathspecs", "-c", "core.quotepath=false", *arguments],
        cwd=folder,
        input=feed,
        stdin=subprocess.DEVNULL if feed is None else None,
        capture_output=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", **settings},
    )


def contents(folder: Path, specs: Sequence[str]) -> list[bytes | None]:
    """The content of each file named as git names them (commit:path, :path, an id), by one run of
    git; None where there is none. Raises OSError where there is no git.
    """
    asked = [spec for spec in specs if "\n" not in spec]
    if not asked:
        return [None] * len(specs)
    printed = run_git(folder, "cat-file", "--batch", feed="".join(f"{s}\n" for s in asked).encode())
    rest, found = memoryview(printed.stdout), dict[str, bytes | None]()
    for spec in asked:
        head, _, _ = bytes(rest[:8192]).partition(b"\n")
        rest = rest[len(head) + 1 :]
        told = re.fullmatch(rb"[0-9a-f]+ (\w+) (\d+)", head)
        found[spec] = None
        if told:
            size = int(told[2])
            found[spec] = bytes(rest[:size]) if told[1] == b"blob" else None
            rest = rest[size + 1 :]
    return [found.get(spec) for spec in specs]


def git(folder: Path, *arguments: str) -> str | None:
    """What git prints, without the last line end; None where it fails or is not installed."""
    try:
        done = run_git(folder, *arguments)
    except OSError:
        return None
    return None if done.returncode else done.stdout.decode("utf-8", "replace").removesuffix("\n")
